# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of the hand-over: what is handed over, in which direction, and how each point stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Item(TextChoices):
    """What a hand-over consists of, in the order of the checklist."""

    HOUSEHOLD = "household", _("Haushalt und Personen")
    CONTACT = "contact", _("Erreichbarkeit")
    LANGUAGE = "language", _("Sprache und Dolmetschen")
    STATUS = "status", _("Aufenthalt und Ablauf")
    BENEFITS = "benefits", _("Leistungsträger")
    ADDRESS = "address", _("Wohnung")
    SCHOOL = "school", _("Kita, Schule, Kurse")
    WORK = "work", _("Ausbildung und Arbeit")
    DEADLINES = "deadlines", _("Laufende Anträge und Fristen")
    CONTACTS = "contacts", _("Ansprechpersonen bei Diensten")
    VOLUNTEERS = "volunteers", _("Familie und Ehrenamt, die helfen")
    CONSENTS = "consents", _("Einwilligungen")
    PLAN = "plan", _("Letzter Plan")
    HEALTH = "health", _("Gesundheit und Schutzbedarf")
    NOTES = "notes", _("Freie Bemerkungen")


# Points that may say something about somebody's health beside the point that is about it.
TOUCH_HEALTH = frozenset({Item.CONTACTS, Item.VOLUNTEERS, Item.PLAN})


class ItemState(TextChoices):
    FILLED = "filled", _("liegt bei")
    MISSING = "missing", _("fehlt")
    SHUT = "shut", _("nicht freigegeben")


class Direction(TextChoices):
    """Who hands over to whom; the legal basis depends on it."""

    COUNTY_TO_CARRIER = "county_to_carrier", _("Landkreis an Träger")
    CARRIER_TO_COUNTY = "carrier_to_county", _("Träger an Landkreis oder Stadt")
    CARRIER_TO_CARRIER = "carrier_to_carrier", _("Träger an anderen Träger")


class Basis(TextChoices):
    """Why whole files may be passed on, which people decide, not we; or that none is.

    Back to a county or town goes the list of numbers, which needs no consent; to the county, beside
    it, what the people of a case have released to it.
    """

    CONSENT = "consent", _("Einwilligung: jede erwachsene Person hat schriftlich zugestimmt")
    PRINCIPAL = "principal", _("Auftrag: wer verantwortlich ist, lässt die Akten weitergeben")
    LIST = "list", _("keine Akte: die Liste der Fallnummern, an den Landkreis auch Freigegebenes")
