# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words with which contacts are noted."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import Unit


class ContactKind(TextChoices):
    TALK = "talk", _("Gespräch")
    PHONE = "phone", _("Telefonat")
    MESSAGE = "message", _("Nachricht")
    MAIL = "mail", _("E-Mail oder Brief")
    VISIT = "visit", _("Hausbesuch")
    ACCOMPANIMENT = "accompaniment", _("Begleitung zu einer Stelle")


class NoGoal(TextChoices):
    """Why a contact serves no goal of the plan; the choice is compulsory, the goal is not."""

    CRISIS = "crisis", _("kein Ziel: Krise")
    BRIEF = "brief", _("kein Ziel: kurze Auskunft")


# Items that are counted in offers: they need no case, and a contact never counts towards them.
OFFER_UNITS = (Unit.OFFERS, Unit.OFFICE_HOURS)
