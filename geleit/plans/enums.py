# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words with which plans are made."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Bearer(TextChoices):
    """Who carries a step: the ladder of subsidiarity, nearest to the person first."""

    PERSON = "1_person", _("die Person selbst")
    NEAR = "2_near", _("Familie oder Ehrenamt")
    CARRIER = "3_carrier", _("Träger")
    MAINSTREAM = "4_mainstream", _("Regeldienst")
    AUTHORITY = "5_authority", _("Behörde")
