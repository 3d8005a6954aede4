# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the question to the day: event, end of the period, shift. Pure.

There is one computation. It tells each step to `notes`; in silence nothing is written out, so that
a million days cost seconds, and `Deadline.steps` lets the same computation tell its story.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple

from geleit.deadlines.rules.calendars import Calendar, Place
from geleit.deadlines.rules.deadline import SILENCE, Deadline, Notes
from geleit.deadlines.rules.inquiry import Inquiry
from geleit.deadlines.rules.lawbook import LawBook, NoticeRule, Regime, standard
from geleit.deadlines.rules.periods import (
    Period,
    end_after_event,
    end_from_start,
    last_day_before_end_of,
    parse_period,
)
from geleit.deadlines.rules.problems import NotComputable
from geleit.deadlines.rules.services import Means, Service, find_service, plain

ONE_DAY = timedelta(days=1)
ONE_YEAR = parse_period("1Y")
UNKNOWN_SEAT = Place("BW")  # whose calendar is tried beside the nationwide one
FICTIONS = {
    Means.POST, Means.ABROAD, Means.ELECTRONIC, Means.PORTAL, Means.REGISTERED, Means.PUBLIC,
    Means.FACILITY, Means.UNDELIVERABLE,
}  # fmt: skip
OF_ASYLUM = {Means.FACILITY, Means.UNDELIVERABLE}
NEVER_MOVES = {Means.AGE, Means.TERM}


class _Days(NamedTuple):
    """What comes out under one calendar."""

    event: date
    unshifted: date
    last: date
    cautious: date


def compute(inquiry: Inquiry, *, book: LawBook | None = None) -> Deadline:
    """Return the deadline. Raises NotComputable, which names what is missing and what helps."""
    tell: Callable[[Notes], _Days] = partial(_compute, inquiry, book or standard())
    days = tell(SILENCE)
    return Deadline(inquiry, days.event, days.unshifted, days.last, days.cautious, tell)


def _compute(inquiry: Inquiry, book: LawBook, notes: Notes) -> _Days:
    question = _Question(inquiry, book)
    _warn_of_regime(question, notes)
    calendar = book.calendar(inquiry.place)
    days = question.days(calendar, notes)
    cautious = days.cautious
    if not calendar.state:
        other = question.days(book.calendar(UNKNOWN_SEAT), SILENCE)
        cautious = min(cautious, other.cautious)
        _tell_of_unknown_seat(days, other, notes)
    if inquiry.lead_days:
        cautious = calendar.previous_open(cautious - timedelta(days=inquiry.lead_days))
        notes.step("Mit {} Tagen Vorlauf ist bis {} zu handeln.", inquiry.lead_days, cautious)
    elif cautious != days.last:
        notes.step("Vorsichtshalber ist bis {} zu handeln.", cautious)
    return _Days(days.event, days.unshifted, days.last, cautious)


def _warn_of_regime(question: "_Question", notes: Notes) -> None:
    if question.regime.is_unsure:
        notes.doubt("Die Regeln zu {} sind nicht am Gesetz selbst geprüft.", question.regime.name)


def _tell_of_unknown_seat(days: _Days, other: _Days, notes: Notes) -> None:
    notes.assumed("Der Ort, an dem zu handeln ist, ist nicht bekannt: bundesweite Feiertage.")
    if days.last == other.last:
        notes.step(
            "Mit den bundesweiten Feiertagen und mit denen von Baden-Württemberg ergibt sich "
            "derselbe Tag."
        )
        return
    notes.step(
        "Mit den Feiertagen von Baden-Württemberg wäre es {}; es zählt der frühere Tag.", other.last
    )
    notes.doubt(
        "Der Sitz der Behörde oder des Gerichts entscheidet über die Feiertage: bitte das Land angeben."
    )


class _Question:
    """An inquiry with its words understood."""

    __slots__ = ("book", "inquiry", "period", "regime", "service", "unmoved")

    def __init__(self, inquiry: Inquiry, book: LawBook) -> None:
        self.inquiry = inquiry
        self.book = book
        self.regime: Regime = book.regime(inquiry.regime)
        self.service: Service = find_service(inquiry.service)
        period = inquiry.period
        self.period: Period = parse_period(period) if isinstance(period, str) else period
        self.unmoved = book.unmoved.get(plain(inquiry.act.split("(")[0])) if inquiry.act else None

    def days(self, calendar: Calendar, notes: Notes) -> _Days:
        """Return event, end and last day under one calendar."""
        event = self.event_day(calendar, notes)
        early = self.early_event(event)
        if self.inquiry.is_instructed is False and not self.period.is_none:
            return self.after_missing_instruction(event, early, calendar, notes)
        unshifted, last = self.end(event, self.period, calendar, notes)
        cautious = last
        if early < event:
            cautious = min(last, self.end(early, self.period, calendar, SILENCE)[1])
            notes.doubt(
                "Das Schreiben kam schon am {} an. Das verkürzt die Frist nicht; vorsichtshalber "
                "ist der Arbeitstag so gerechnet.", early,
            )  # fmt: skip
        if not self.period.is_none and calendar.is_free(cautious):
            cautious = calendar.previous_open(cautious)
        if self.inquiry.is_instructed is None:
            notes.doubt(
                "Ob die Rechtsbehelfsbelehrung richtig ist, hat niemand geprüft. Fehlt sie oder "
                "ist sie falsch, gilt ein Jahr ({}).", self.regime.one_year,
            )  # fmt: skip
        return _Days(event, unshifted, last, cautious)

    def after_missing_instruction(
        self, event: date, early: date, calendar: Calendar, notes: Notes
    ) -> _Days:
        """Return the year that runs where nobody told the remedy; the cautious day ignores it."""
        short = min(self.end(day, self.period, calendar, SILENCE)[1] for day in (event, early))
        notes.step(
            "Die Rechtsbehelfsbelehrung fehlt oder ist falsch: statt der Frist ({}) gilt ein Jahr.",
            self.period.words, basis=self.regime.one_year,
        )  # fmt: skip
        unshifted, last = self.end(event, ONE_YEAR, calendar, notes)
        notes.doubt(
            "Ob die Belehrung wirklich falsch ist, entscheidet das Gericht; die kurze Frist endet am {}.",
            short,
        )
        return _Days(event, unshifted, last, calendar.previous_open(short))

    # The event

    def event_day(self, calendar: Calendar, notes: Notes) -> date:
        """Return the day from which the period is counted."""
        means = self.service.means
        if means in FICTIONS:
            return self.fiction_day(calendar, notes)
        if means is Means.SET_DAY:
            return self.known_day(notes, "Gesetzt ist {}.")
        if means is Means.NTH_WERKTAG:
            return self.known_day(notes, "Gezählt wird im Monat von {}.").replace(day=1)
        if means is Means.SERVED:
            return self.known_day(notes, "Zugestellt ist am {} ({service}).")
        return self.known_day(notes, "Maßgeblich ist {} ({service}).")

    def known_day(self, notes: Notes, sentence: str) -> date:
        """Return the day of service or of the event; without it there is no answer."""
        day = self.inquiry.received_on
        if day is None:
            raise NotComputable(
                "service_date", "", f"fehlt: {self.service.name}.",
                "Für diese Art zählt der Tag selbst, er wird nicht aus dem Aufgabetag errechnet. "
                "Bitte den Tag eintragen, der auf dem gelben Umschlag, der Quittung oder im "
                "Schreiben steht.",
            )  # fmt: skip
        if self.inquiry.posted_on and day < self.inquiry.posted_on:
            raise _received_before_posted(day)
        notes.step(sentence.replace("{service}", self.service.name), day, basis=self.service.basis)
        return day

    def early_event(self, event: date) -> date:
        """Return the day of a proved earlier receipt: it never shortens, but it warns."""
        known = self.inquiry.received_on
        means = self.service.means
        if means in (Means.PORTAL, Means.PUBLIC, Means.NTH_WERKTAG) or known is None:
            return event
        return min(event, known)

    def fiction_day(self, calendar: Calendar, notes: Notes) -> date:
        """Return when the letter counts as delivered (fiction), or when it really came."""
        inquiry = self.inquiry
        posted = inquiry.posted_on or inquiry.letter_date
        if posted is None:
            return self.without_posting_day(notes)
        if inquiry.posted_on is None:
            notes.assumed("Das Schreiben ist an dem Tag aufgegeben, der darauf steht: {}.", posted)
            notes.doubt(
                "Der Aufgabetag ist nicht bekannt; ein späterer Poststempel verlängert die Frist."
            )
        if inquiry.received_on and inquiry.received_on < posted:
            raise _received_before_posted(inquiry.received_on)
        rule = self.notice_rule(posted, notes)
        if rule is None:
            return self.without_fiction(notes)
        if rule.rule == "retrieval":
            return self.retrieval_day(rule, posted, notes)
        fiction = end_after_event(posted, rule.after)
        notes.step(FICTION_SAID[self.service.means], posted, fiction, basis=rule.basis)
        if rule.shifts:
            fiction = self.shifted_fiction(fiction, calendar, notes)
        elif calendar.is_free(fiction) and not rule.after.is_none:
            notes.step(
                "{} ist {}; dieser Tag verschiebt sich nicht, er ist keine Frist.",
                fiction, calendar.reason(fiction), basis=NOT_SHIFTED,
            )  # fmt: skip
        return self.against_receipt(fiction, rule, notes)

    def notice_rule(self, posted: date, notes: Notes) -> NoticeRule | None:
        means, regime = self.service.means, self.regime.key
        rule = self.book.notice("asylg" if means in OF_ASYLUM else regime, means, posted)
        if rule is None and (other := SAME_AS.get((regime, means))):
            rule = self.book.notice(*other, posted)
        if rule is None:
            return None
        if means is Means.POST and regime in ("vwzg", "lvwzg_bw"):
            notes.doubt(
                "Der einfache Brief ist keine förmliche Zustellung. War sie vorgeschrieben, zählt "
                "der tatsächliche Zugang (§ 8 VwZG)."
            )
        if rule.is_unsure or rule.remark:
            notes.doubt("{} {}", f"{rule.basis} (Stand der Prüfung: {rule.state}).", rule.remark)
        return rule

    def shifted_fiction(self, fiction: date, calendar: Calendar, notes: Notes) -> date:
        moved = calendar.next_open(fiction)
        if moved != fiction:
            notes.step(
                "{} ist {}; im Steuerrecht gilt der nächste Werktag: {}.",
                fiction, calendar.reason(fiction), moved, basis="§ 108 Abs. 3 AO",
            )  # fmt: skip
        return moved

    def against_receipt(self, fiction: date, rule: NoticeRule, notes: Notes) -> date:
        """Return the fiction day, or the day on which the letter really came, if later."""
        received = self.inquiry.received_on
        if received is None or received == fiction:
            return fiction
        if self.service.means is Means.FACILITY:
            notes.step(
                "Ausgehändigt ist am {}; spätestens am {} gilt es als zugestellt.",
                received,
                fiction,
            )
            return min(received, fiction)
        if received < fiction:
            notes.step("Dass das Schreiben schon am {} ankam, ändert daran nichts.", received)
            return fiction
        if rule.later_receipt_counts:
            notes.step(
                "Nachweislich kam das Schreiben erst am {} an: das zählt.",
                received,
                basis=rule.basis,
            )
            notes.doubt(
                "Der spätere Zugang muss glaubhaft sein, etwa durch einen Vermerk mit Umschlag."
            )
            return received
        if self.service.means is Means.PORTAL:
            notes.doubt(
                "Abgerufen ist erst am {}. Das zählt nur, wenn die Behörde den Zugang der "
                "Benachrichtigung nicht beweisen kann.", received,
            )  # fmt: skip
        return fiction

    def without_posting_day(self, notes: Notes) -> date:
        """Return the day of receipt where nobody knows when it was posted: the earliest day."""
        means, received = self.service.means, self.inquiry.received_on
        if received is None:
            raise NotComputable(
                "posted_date", "", "fehlt.",
                "Bitte den Aufgabetag eintragen (Poststempel oder Datum des Schreibens).",
            )  # fmt: skip
        rule = self.notice_rule(received, SILENCE)
        if rule and rule.rule == "retrieval":
            notes.assumed("Abgerufen wurde innerhalb von {} Tagen.", rule.within_days)
            return self.retrieval_day(rule, received, notes)
        notes.step(
            "Bekannt ist nur, dass das Schreiben am {} ankam: von diesem Tag ist gerechnet.",
            received,
        )
        if rule and means is not Means.FACILITY:
            notes.doubt(
                "Der Aufgabetag fehlt; gerechnet ist der früheste mögliche Tag der Bekanntgabe."
            )
        return received

    def without_fiction(self, notes: Notes) -> date:
        """Return the day of receipt where this law knows no fiction for this way."""
        received = self.inquiry.received_on
        if received is None:
            raise NotComputable(
                "service_date", "", f"fehlt: {self.service.name} nach {self.regime.key}.",
                "Dieses Recht kennt dafür keinen errechneten Tag der Bekanntgabe; es zählt der "
                "tatsächliche Zugang. Bitte diesen Tag eintragen oder Recht und Art der "
                "Zustellung prüfen.",
            )  # fmt: skip
        notes.step("Es zählt der tatsächliche Zugang am {}.", received, basis="§ 130 Abs. 1 BGB")
        return received

    def retrieval_day(self, rule: NoticeRule, told: date, notes: Notes) -> date:
        """Return the day after a retrieval; what is not retrieved in time was never delivered."""
        retrieved = self.inquiry.received_on
        if retrieved is None:
            raise NotComputable(
                "service_date", "", "fehlt: der Tag des Abrufs.",
                f"Ohne Abruf innerhalb von {rule.within_days} Tagen ist nichts bekannt gegeben "
                f"({rule.basis}).",
            )  # fmt: skip
        if retrieved > told + timedelta(days=rule.within_days):
            raise NotComputable(
                "service_date", retrieved, "liegt zu spät.",
                f"Was nicht innerhalb von {rule.within_days} Tagen nach der Benachrichtigung "
                f"abgerufen wird, ist nicht bekannt gegeben ({rule.basis}): es läuft keine Frist.",
            )  # fmt: skip
        day = end_after_event(retrieved, rule.after)
        notes.step(
            "Abgerufen am {}; bekannt gegeben am Tag danach, {}.", retrieved, day, basis=rule.basis
        )
        return day

    # The end

    def end(
        self, event: date, period: Period, calendar: Calendar, notes: Notes
    ) -> tuple[date, date]:
        """Return the end of the period before and after the shift."""
        if period.is_none:
            notes.step("Gefragt ist nur dieser Tag; er verschiebt sich nicht weiter.")
            return event, event
        if self.service.means is Means.NTH_WERKTAG or period.workdays:
            raw = self.nth_werktag(event, period, calendar, notes)
        elif period.hours:
            return self.end_of_hours(event, period, notes)
        elif period.is_backwards:
            return self.backwards(event, period, calendar, notes)
        else:
            raw = self.raw_end(event, period, notes)
        if period.is_backwards:
            return raw, raw
        return raw, self.shifted(raw, calendar, notes)

    def raw_end(self, event: date, period: Period, notes: Notes) -> date:
        if period.is_fixed:
            return event
        if self.service.means in (Means.DAY_BEGINS, Means.AGE, Means.TERM):
            raw = end_from_start(event, period)
            notes.step("Der {} zählt mit.", event, basis="§ 187 Abs. 2 BGB")
            notes.step("{} enden mit dem {}.", period.words, raw, basis="§ 188 Abs. 2, 3 BGB")
            return raw
        notes.step(
            "Dieser Tag zählt nicht mit; die Frist beginnt am {}.",
            event + ONE_DAY,
            basis=self.regime.start,
        )
        raw = end_after_event(event, period)
        notes.step(
            "Frist: {}. Sie endet rechnerisch am {}.", period.words, raw, basis=self.regime.end
        )
        return raw

    def shifted(self, raw: date, calendar: Calendar, notes: Notes) -> date:
        """Return the day itself or the next working day (§ 193 BGB and its kin)."""
        if reason := self.stays(notes):
            notes.step("Dieser Tag verschiebt sich nicht.", basis=reason)
            return raw
        last = raw
        while calendar.is_free(last):
            notes.step("{} ist {}.", last, calendar.reason(last))
            last += ONE_DAY
        if last != raw:
            notes.step("Die Frist endet am nächsten Werktag: {}.", last, basis=self.regime.shift)
        if calendar.may_be_local_feast(last):
            notes.doubt(
                "{} ist in manchen Gemeinden dieses Landes ein Feiertag ({}). Ob auch hier, ist "
                "nicht bekannt; gerechnet ist der frühere Tag.", last, calendar.maybe,
            )  # fmt: skip
        notes.step("Letzter Tag ist {}, bis 24 Uhr. Es zählt der Eingang.", last)
        return last

    def stays(self, notes: Notes) -> str:
        """Return the provision by which this end never moves, or ""."""
        if self.unmoved:
            notes.step("{}.", self.unmoved.name)
            return self.unmoved.basis
        if self.service.means in NEVER_MOVES:
            return "§ 187 Abs. 2, § 188 Abs. 2 BGB"
        return "" if self.inquiry.may_shift else self.regime.fixed

    def nth_werktag(self, event: date, period: Period, calendar: Calendar, notes: Notes) -> date:
        """Return the last of so many Werktage after (or before) the event, or of a month."""
        is_in_month = self.service.means is Means.NTH_WERKTAG
        number = self.service.number if is_in_month and not period.workdays else period.workdays
        step = -ONE_DAY if period.is_backwards else ONE_DAY
        counts = self.inquiry.saturday_counts
        starts_here = is_in_month or self.service.means is Means.DAY_BEGINS
        day = event - step if starts_here else event
        for _each in range(number):
            day += step
            while not calendar.is_werktag(day, saturday_counts=counts):
                day += step
        saturday = "auch der Samstag" if counts else "der Samstag nicht"
        basis = "BGH 27.04.2005, VIII ZR 206/04" if counts else "BGH 13.07.2010, VIII ZR 129/09"
        notes.step(
            "Werktag ist " + saturday + "; der {}. Werktag ist {}.", number, day, basis=basis
        )
        return day

    def end_of_hours(self, event: date, period: Period, notes: Notes) -> tuple[date, date]:
        """Return the day in which a period of hours ends; every day counts."""
        begins = datetime.combine(event, self.inquiry.at or time(0))
        hours = timedelta(hours=period.hours)
        ends = begins - hours if period.is_backwards else begins + hours
        if self.inquiry.at is None:
            notes.doubt("Die Uhrzeit fehlt; gerechnet ist von 0 Uhr.")
        notes.step(
            "{} enden am {}; Samstage, Sonntage und Feiertage zählen mit.",
            period.words, ends.date(), basis=self.regime.hours,
        )  # fmt: skip
        return ends.date(), ends.date()

    def backwards(
        self, event: date, period: Period, calendar: Calendar, notes: Notes
    ) -> tuple[date, date]:
        """Return the last day that lies the whole period before the event; it never moves on."""
        if self.service.means is Means.DAY_ENDS:
            last = last_day_before_end_of(event, replace(period, is_backwards=False))
        else:
            last = end_after_event(event, period)
        notes.step(
            "{} vor dem {}: das ist {}.",
            period.words,
            event,
            last,
            basis="§§ 187, 188 BGB entsprechend",
        )
        if calendar.is_free(last):
            notes.step(
                "{} ist {}. Rückwärts verschiebt sich nichts nach hinten; gehandelt wird am "
                "Werktag davor.", last, calendar.reason(last),
            )  # fmt: skip
        return last, last


NOT_SHIFTED = "BSG 06.05.2010, B 14 AS 12/09 R"
FICTION_SAID = {
    Means.POST: "Zur Post gegeben am {}; das Schreiben gilt als bekannt gegeben am {}.",
    Means.ABROAD: "Ins Ausland aufgegeben am {}; das Schreiben gilt als bekannt gegeben am {}.",
    Means.ELECTRONIC: "Abgesandt am {}; das Schreiben gilt als bekannt gegeben am {}.",
    Means.PORTAL: "Bereitgestellt und mitgeteilt am {}; es gilt als bekannt gegeben am {}.",
    Means.REGISTERED: "Als Einschreiben aufgegeben am {}; es gilt als zugestellt am {}.",
    Means.PUBLIC: "Öffentlich bekannt gemacht am {}; es gilt als bekannt gegeben am {}.",
    Means.FACILITY: "In der Einrichtung abgegeben am {}; spätestens zugestellt am {}.",
    Means.UNDELIVERABLE: "An die letzte Anschrift aufgegeben am {}; gilt als zugestellt am {}.",
}
# Where a law says nothing of its own about a way of delivery.
SAME_AS = {
    ("vwzg", Means.POST): ("vwvfg", Means.POST),
    ("lvwzg_bw", Means.POST): ("lvwvfg_bw", Means.POST),
    ("vwzg", Means.ELECTRONIC): ("vwvfg", Means.ELECTRONIC),
    ("lvwzg_bw", Means.ELECTRONIC): ("lvwvfg_bw", Means.ELECTRONIC),
    ("vwzg", Means.PORTAL): ("vwvfg", Means.PORTAL),
    ("lvwzg_bw", Means.PORTAL): ("lvwvfg_bw", Means.PORTAL),
    ("vwvfg", Means.REGISTERED): ("vwvfg", Means.POST),
    ("lvwvfg_bw", Means.REGISTERED): ("lvwvfg_bw", Means.POST),
    ("sgbx", Means.REGISTERED): ("sgbx", Means.POST),
}


def _received_before_posted(day: date) -> NotComputable:
    return NotComputable(
        "service_date", day, "liegt vor dem Aufgabetag.", "Bitte beide Tage am Umschlag prüfen."
    )
