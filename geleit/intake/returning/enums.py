# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of households and persons of a list who may be here already."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Again(TextChoices):
    """What becomes of a household that has no running case, and who somebody is."""

    REOPEN = "reopen", _("Fall wieder öffnen")
    NEW = "new", _("neuer Fall")
    LEAVE = "leave", _("so lassen")
    OTHER = "other", _("ist jemand anderes")  # where it is only likely that it was here
    SAME = "same", _("ist dieselbe Person")  # of one whose household is here anyway
