# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a household that comes back on a list and has no running case."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Again(TextChoices):
    REOPEN = "reopen", _("Fall wieder öffnen")
    NEW = "new", _("neuer Fall")
    LEAVE = "leave", _("so lassen")
    OTHER = "other", _("ist jemand anderes")  # where it is only likely that it was here
