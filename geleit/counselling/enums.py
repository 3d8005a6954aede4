# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words with which contacts are noted."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import Unit


class ContactKind(TextChoices):
    TALK = "talk", _("Gespräch")
    PHONE = "phone", _("Telefonat")
    VIDEO = "video", _("Videogespräch")
    MESSAGE = "message", _("Nachricht")
    MAIL = "mail", _("E-Mail oder Brief")
    VISIT = "visit", _("Hausbesuch")
    ACCOMPANIMENT = "accompaniment", _("Begleitung zu einer Stelle")


class Place(TextChoices):
    """Where a contact took place; the channel is its kind."""

    OFFICE = "office", _("im Büro")
    HOME = "home", _("bei der Person zu Hause")
    ACCOMMODATION = "accommodation", _("in der Unterkunft")
    AGENCY = "agency", _("bei einer Behörde oder Stelle")
    ELSEWHERE = "elsewhere", _("an einem anderen Ort")


class Interpreting(TextChoices):
    """Who carried the words between the languages. A child should not; if one did, it is said."""

    PROFESSIONAL = "professional", _("Dolmetscher/in vor Ort")
    REMOTE = "remote", _("Dolmetschen am Telefon oder per Video")
    VOLUNTEER = "volunteer", _("ehrenamtliche Sprachmittlung")
    COLLEAGUE = "colleague", _("Kollege oder Kollegin")
    RELATIVE = "relative", _("Angehörige oder Bekannte")
    CHILD = "child", _("ein Kind (bitte vermeiden)")
    MACHINE = "machine", _("Übersetzungsprogramm")


class NoGoal(TextChoices):
    """Why a contact serves no goal of the plan; the choice is compulsory, the goal is not."""

    INTAKE = "intake", _("noch kein Plan: Erstgespräch oder Einschätzung")
    CRISIS = "crisis", _("kein Ziel: Krise")
    BRIEF = "brief", _("kein Ziel: kurze Auskunft")


# Items that are counted in offers: they need no case, and a contact never counts towards them.
OFFER_UNITS = (Unit.OFFERS, Unit.OFFICE_HOURS)
