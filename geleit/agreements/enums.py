# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words with which agreements are made."""

from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class ActionField(TextChoices):
    """Handlungsfeld: the eleven fields of accompaniment (Case Management practice)."""

    LANGUAGE = "language", _("Sprache")
    SCHOOL = "school", _("Schule, Kita, Kinder")
    TRAINING = "training", _("Ausbildung und Studium")
    WORK = "work", _("Arbeit und Anerkennung")
    HOUSING = "housing", _("Wohnen")
    HEALTH = "health", _("Gesundheit")
    FAMILY = "family", _("Familie")
    STATUS = "status", _("Aufenthalt und Status")
    MONEY = "money", _("Finanzen und Leistungen")
    PARTICIPATION = "participation", _("Teilhabe und Ehrenamt")
    EVERYDAY = "everyday", _("Alltag und Behörden")


class AgreementState(TextChoices):
    NEGOTIATION = "negotiation", _("in Verhandlung")
    AGREED = "agreed", _("vereinbart")
    WAITING = "waiting", _("wartet auf Startbereitschaft")
    RUNNING = "running", _("läuft")
    NOTICE = "notice", _("gekündigt")
    ENDED = "ended", _("beendet")
    HANDED_BACK = "handed_back", _("zurückgegeben")


class Unit(TextChoices):
    """In what a service item is counted."""

    HOURS = "hours", _("Stunden")
    CONTACTS = "contacts", _("Kontakte")
    OFFERS = "offers", _("Angebote")
    OFFICE_HOURS = "office_hours", _("Sprechstunden")


def unit_words(unit: str, number: Decimal | None) -> str:
    """Return the unit as it follows a number: one office hour, two office hours."""
    n = 1 if number == 1 else 2
    return {
        Unit.HOURS: ngettext("Stunde", "Stunden", n),
        Unit.CONTACTS: ngettext("Kontakt", "Kontakte", n),
        Unit.OFFERS: ngettext("Angebot", "Angebote", n),
        Unit.OFFICE_HOURS: ngettext("Sprechstunde", "Sprechstunden", n),
    }[Unit(unit)]


class Period(TextChoices):
    """For which stretch of time a quantity is agreed."""

    MONTH = "month", _("im Monat")
    QUARTER = "quarter", _("im Quartal")
    YEAR = "year", _("im Jahr")


class ConditionKind(TextChoices):
    """What must be there before the service can begin (Startbereitschaft)."""

    POST = "post", _("Stelle besetzt")
    QUALIFICATION = "qualification", _("Qualifikation nachgewiesen")
    ROOM = "room", _("Raum vorhanden")
    ACCOUNTS = "accounts", _("Zugänge eingerichtet")
    PARTNERS = "partners", _("Partner informiert")


class VersionState(TextChoices):
    """How far a version of an agreement has come. Whether it is in force follows from its day."""

    DRAFT = "draft", _("Entwurf")
    PROPOSED = "proposed", _("zur Zeichnung vorgelegt")
    SIGNED = "signed", _("von beiden Seiten gezeichnet")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class MeetingKind(TextChoices):
    """What the two sides meet for."""

    NEGOTIATION = "negotiation", _("Gesprächsrunde")
    COOPERATION = "cooperation", _("Kooperationsgespräch")


class AgendaKind(TextChoices):
    """What a side puts on the agenda."""

    TOPIC = "topic", _("Thema")
    COMPLAINT = "complaint", _("Beschwerde")
    SCOPE = "scope", _("außerhalb des Leistungsumfangs")


class ComplaintOutcome(TextChoices):
    """What came of a complaint of the other side."""

    REMEDIED = "remedied", _("abgeholfen")
    AGREED = "agreed", _("Abhilfe vereinbart")
    EXPLAINED = "explained", _("erklärt, nichts zu ändern")
    DISPUTED = "disputed", _("keine Einigung")


class AgreementMailKind(TextChoices):
    """What a mail to the two sides is about."""

    INVITATION = "invitation", _("Einladung")
    MEETING = "meeting", _("Erinnerung an ein Gespräch")
    TASK = "task", _("Aufgabe aus einem Gespräch bald fällig")
    OVERDUE = "overdue", _("Aufgabe aus einem Gespräch überfällig")
    NOTICE = "notice", _("Kündigungstag")
    END = "end", _("Ende der Vereinbarung")


class PriceModelKind(TextChoices):
    """What the carrier is paid by (geleit.agreements.pricing)."""

    FIXED = "fixed", _("feste Jahressumme")
    ACTUAL = "actual", _("Personalkosten und Verwaltungspauschale")
    GRANT = "grant", _("Zuwendung je Vollzeitstelle mit Aufstockung")
    SHARE = "share", _("Anteil an den Kosten")


class HandBackKind(TextChoices):
    """What is seen to when the work goes back (Rückdelegation)."""

    CASES = "cases", _("laufende Fälle")
    STATEMENT = "statement", _("letzter Nachweis")
    DELETION = "deletion", _("Löschen und Zugänge")
    OTHER = "other", _("sonst")


class Side(TextChoices):
    TOWN = "town", _("Stadt oder Gemeinde")
    CARRIER = "carrier", _("Träger")
