# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for the help of volunteers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a task stands; the values are what the address says."""

    OPEN = "offen", _("noch niemand")
    TAKEN = "vergeben", _("vergeben")
    DONE = "erledigt", _("erledigt")
