# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The event day: when a letter was served, counts as delivered, or really came. Pure."""

from datetime import date, timedelta

from geleit.deadlines.rules.calendars import Calendar
from geleit.deadlines.rules.deadline import SILENCE, Notes
from geleit.deadlines.rules.lawbook import NoticeRule
from geleit.deadlines.rules.periods import end_after_event
from geleit.deadlines.rules.problems import NotComputable
from geleit.deadlines.rules.question import Question
from geleit.deadlines.rules.services import Means

FICTIONS = frozenset({
    Means.POST, Means.ABROAD, Means.ELECTRONIC, Means.PORTAL, Means.ACCOUNT, Means.REGISTERED,
    Means.PUBLIC, Means.FACILITY, Means.UNDELIVERABLE,
})  # fmt: skip
NO_SERVICE_LAW = frozenset({"vwzg", "lvwzg_bw"})  # laws that know formal service only
FICTION_SAID = {
    Means.POST: "Zur Post gegeben am {}; das Schreiben gilt als bekannt gegeben am {}.",
    Means.ABROAD: "Ins Ausland aufgegeben am {}; das Schreiben gilt als bekannt gegeben am {}.",
    Means.ELECTRONIC: "Abgesandt am {}; das Schreiben gilt als bekannt gegeben am {}.",
    Means.PORTAL: "Zum Abruf bereitgestellt und mitgeteilt am {}; bekannt gegeben am {}.",
    Means.ACCOUNT: "Im Postfach des Nutzerkontos bereitgestellt am {}; bekannt gegeben am {}.",
    Means.REGISTERED: "Als Einschreiben aufgegeben am {}; es gilt als zugestellt am {}.",
    Means.PUBLIC: "Öffentlich bekannt gemacht am {}; es gilt als bekannt gegeben am {}.",
    Means.FACILITY: "In der Einrichtung abgegeben am {}; spätestens zugestellt am {}.",
    Means.UNDELIVERABLE: "An die letzte Anschrift aufgegeben am {}; gilt als zugestellt am {}.",
}

UNPROVED = {
    Means.PORTAL: "den Zugang der Benachrichtigung",
    Means.ACCOUNT: "die Bereitstellung",
}

# The event day, and a proved earlier receipt: it never shortens a period, but it warns.
Event = tuple[date, date]


def event_day(question: Question, calendar: Calendar, notes: Notes) -> Event:
    """Return the day from which the period is counted, and the earliest that it could be.

    Raises NotComputable.
    """
    if question.means in FICTIONS:
        return _delivered(question, calendar, notes)
    day = _known(question, notes)
    if question.means is Means.NTH_WERKTAG:
        day = day.replace(day=1)
    return day, day


def _known(question: Question, notes: Notes) -> date:
    """Return the day of service or of the event; without it there is no answer."""
    inquiry = question.inquiry
    day = inquiry.received_on
    if day is None:
        raise NotComputable(
            "service_date", "", f"Es fehlt der Tag: {question.service.name}.",
            "Er wird nicht aus dem Aufgabetag errechnet. Bitte den Tag eintragen, der auf dem "
            "gelben Umschlag, der Quittung oder im Schreiben steht.",
        )  # fmt: skip
    if inquiry.posted_on and day < inquiry.posted_on:
        raise _received_before_posted(day)
    if notes is not SILENCE:
        _tell_of_known_day(question, day, notes)
    return day


def _tell_of_known_day(question: Question, day: date, notes: Notes) -> None:
    service = question.service
    basis = question.regime.served_by(service.basis, service.civil)
    if question.means is Means.SERVED:
        notes.step("Zugestellt am {}: {}.", day, service.name, basis=basis)
    elif question.means is Means.SET_DAY:
        notes.step("Gesetzt ist {}.", day)
    elif question.means is Means.NTH_WERKTAG:
        notes.step("Gezählt werden die Werktage im Monat {}.", f"{day:%m/%Y}")
    else:
        notes.step("Maßgeblich ist {}: {}.", day, service.name, basis=basis)


def _delivered(question: Question, calendar: Calendar, notes: Notes) -> Event:
    """Return when the letter counts as delivered, or when it really came."""
    inquiry = question.inquiry
    received, posted = inquiry.received_on, inquiry.posted_on or inquiry.letter_date
    if posted is None:
        return _without_posting_day(question, notes)
    if received and received < posted:
        raise _received_before_posted(received)
    if inquiry.posted_on is None:
        notes.assumed("Aufgegeben an dem Tag, der auf dem Schreiben steht: {}.", posted)
        notes.doubt(
            "Der Aufgabetag ist nicht bekannt; ein späterer Poststempel verlängert die Frist."
        )
    rule = _notice_rule(question, posted, notes)
    if rule is None:
        day = _really_received(question, notes)
        return day, day
    if rule.rule == "retrieval":
        day = _retrieved(question, rule, posted, notes)
        return day, min(day, _if_in_an_account(question, posted) or day)
    fiction = end_after_event(posted, rule.after)
    if notes is not SILENCE:
        notes.step(FICTION_SAID[question.means], posted, fiction, basis=rule.basis)
    fiction = _moved(question, fiction, rule, calendar, notes)
    day = _against_receipt(question, fiction, rule, notes)
    if received and received < day and question.means is not Means.PUBLIC:
        return day, received
    return day, day


def _if_in_an_account(question: Question, posted: date) -> date | None:
    """Return when it counts as delivered if the portal is the letterbox of a citizen's account."""
    rule = question.account.on(posted) if question.account else None
    return end_after_event(posted, rule.after) if rule else None


def _notice_rule(question: Question, posted: date, notes: Notes) -> NoticeRule | None:
    for rules in question.notices:
        if rule := rules.on(posted):
            break
    else:
        return None
    if question.means is Means.POST and question.regime.key in NO_SERVICE_LAW:
        notes.doubt(
            "Der einfache Brief ist keine förmliche Zustellung. War sie vorgeschrieben, zählt der "
            "tatsächliche Zugang (§ 8 VwZG)."
        )
    if rule.is_unsure:
        notes.doubt("Nicht am Gesetz selbst geprüft ({}). {}", rule.basis, rule.remark)
    elif rule.remark:
        notes.doubt("{}", rule.remark)
    return rule


def _moved(
    question: Question, fiction: date, rule: NoticeRule, calendar: Calendar, notes: Notes
) -> date:
    """Return the day itself, in tax law the next working day (BFH IX R 68/98)."""
    moved = calendar.next_open(fiction)
    if moved == fiction or rule.after.is_none:
        return fiction
    if not rule.shifts:
        notes.step(
            "{} {}. Dieser Tag verschiebt sich nicht: Er ist nicht das Ende einer Frist.",
            fiction, calendar.why(fiction), basis=question.regime.fiction_stays,
        )  # fmt: skip
        return fiction
    notes.step(
        "{} {}. Im Steuerrecht gilt der nächste Werktag: {}.",
        fiction, calendar.why(fiction), moved, basis="§ 108 Abs. 3 AO; BFH 14.10.2003, IX R 68/98",
    )  # fmt: skip
    return moved


def _against_receipt(question: Question, fiction: date, rule: NoticeRule, notes: Notes) -> date:
    """Return the fiction day, or the day on which the letter really came, where that counts."""
    received = question.inquiry.received_on
    if received is None or received == fiction:
        return fiction
    if question.means is Means.FACILITY:
        notes.step(
            "Ausgehändigt am {}; der frühere der beiden Tage zählt.", received, basis=rule.basis
        )
        return min(received, fiction)
    if received < fiction:
        if question.means is not Means.PUBLIC:
            notes.step(
                "Dass das Schreiben schon am {} ankam, ändert daran nichts.",
                received, basis=question.regime.early_receipt or rule.basis,
            )  # fmt: skip
        return fiction
    if rule.later_receipt_counts:
        notes.step(
            "Angekommen ist das Schreiben erst am {}: Das zählt.", received, basis=rule.basis
        )
        notes.doubt("Der spätere Zugang muss glaubhaft sein: Umschlag und Vermerk aufheben.")
        return received
    if question.means in UNPROVED:
        notes.doubt(
            "Abgerufen ist erst am {}. Das zählt nur, wenn die Behörde {} nicht beweisen kann.",
            received, UNPROVED[question.means],
        )  # fmt: skip
    return fiction


def _without_posting_day(question: Question, notes: Notes) -> Event:
    """Return the day of receipt where nobody knows when the letter was posted: the earliest day."""
    received = question.inquiry.received_on
    if received is None:
        raise NotComputable(
            "posted_date", "", "Es fehlt der Aufgabetag.",
            "Bitte Poststempel oder Datum des Schreibens eintragen.",
        )  # fmt: skip
    rule = _notice_rule(question, received, notes)
    if rule is None:
        day = _really_received(question, notes)
    elif rule.rule == "retrieval":
        notes.assumed(
            "Abgerufen innerhalb von {} Tagen nach der Benachrichtigung.", rule.within_days
        )
        day = _retrieved(question, rule, received, notes)
    elif question.means is Means.PUBLIC:
        notes.step("Angegeben ist nur {}; er ist als Tag der Bekanntgabe genommen.", received)
        notes.doubt("Ist das der Tag der Bekanntmachung, endet die Frist zwei Wochen später.")
        day = received
    else:
        notes.step(
            "Bekannt ist nur, dass das Schreiben am {} ankam; von da an ist gerechnet.", received
        )
        notes.doubt("Der Aufgabetag fehlt; gerechnet ist vom frühesten möglichen Tag an.")
        day = received
    return day, day


def _really_received(question: Question, notes: Notes) -> date:
    """Return the day of receipt where this law knows no fiction for this way."""
    received, service = question.inquiry.received_on, question.service
    if received is None:
        raise NotComputable(
            "service_date", "", f"Es fehlt der Tag des Zugangs: {service.name}.",
            f"Für „{question.regime.key}“ gibt es dafür keinen errechneten Tag der Bekanntgabe. "
            "Bitte den Tag eintragen, an dem das Schreiben ankam, oder Recht und Art der "
            "Zustellung prüfen.",
        )  # fmt: skip
    notes.step(
        "Es zählt der tatsächliche Zugang am {}: {}.", received, service.name,
        basis="§ 130 BGB" if question.regime.key == "bgb" else "§ 130 BGB entsprechend",
    )  # fmt: skip
    return received


def _retrieved(question: Question, rule: NoticeRule, told: date, notes: Notes) -> date:
    """Return the day after the retrieval; what is not retrieved in time was never delivered."""
    retrieved = question.inquiry.received_on
    if retrieved is None:
        raise NotComputable(
            "service_date", "", "Es fehlt der Tag des Abrufs.",
            f"Was nicht innerhalb von {rule.within_days} Tagen abgerufen wird, ist nicht bekannt "
            f"gegeben ({rule.basis}). Bitte den Tag des Abrufs eintragen.",
        )  # fmt: skip
    if retrieved > told + timedelta(days=rule.within_days):
        raise NotComputable(
            "service_date", f"{retrieved:%d.%m.%Y}", "liegt zu spät, es läuft keine Frist.",
            f"Was nicht innerhalb von {rule.within_days} Tagen nach der Benachrichtigung abgerufen "
            f"wird, ist nicht bekannt gegeben ({rule.basis}). Bitte beide Tage prüfen.",
        )  # fmt: skip
    day = end_after_event(retrieved, rule.after)
    notes.step(
        "Abgerufen am {}; bekannt gegeben am Tag danach, {}.", retrieved, day, basis=rule.basis
    )
    return day


def _received_before_posted(day: date) -> NotComputable:
    return NotComputable(
        "service_date", f"{day:%d.%m.%Y}", "liegt vor dem Aufgabetag.",
        "Bitte beide Tage am Umschlag prüfen.",
    )  # fmt: skip
