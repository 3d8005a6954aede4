# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Remedies: how long each is open, and what follows from a decision. Periods are dated data."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from geleit.deadlines.rules.calendars import Place
from geleit.deadlines.rules.compute import compute
from geleit.deadlines.rules.deadline import Deadline
from geleit.deadlines.rules.inquiry import Inquiry
from geleit.deadlines.rules.lawbook import LawBook, Remedy, standard
from geleit.deadlines.rules.periods import Period, end_after_event, parse_period
from geleit.deadlines.rules.problems import NotComputable

ASYLUM_GROUPS = ("einfach", "offensichtlich-unbegruendet", "unzulaessig", "dublin")
SHORTEST_ASYLUM_GROUP = "offensichtlich-unbegruendet"
ONE_YEAR = parse_period("1Y")


@dataclass(frozen=True, slots=True)
class RemedyDeadline:
    """A remedy with its deadline, and what to know about it."""

    remedy: Remedy
    deadline: Deadline
    doubts: tuple[str, ...] = ()

    @property
    def work_by(self) -> date:
        return self.deadline.work_by

    @property
    def legal_last_day(self) -> date:
        return self.deadline.legal_last_day


def remedy_deadline(
    key: str, letter: Inquiry, *, stated: str | Period | None = None, book: LawBook | None = None
) -> RemedyDeadline:
    """Return until when a remedy of law/remedies.toml is open against this letter.

    `letter`: how it came; its `period` is not used. `stated`: the period that the letter itself
    tells. What the letter tells counts; where law and letter differ the cautious day is the
    shorter's.
    """
    law = book or standard()
    event = compute(letter._replace(period="0", is_instructed=True), book=law).event_day
    remedy = law.remedy(key, event)
    asked = letter._replace(regime=letter.regime or remedy.regime, act=remedy.name)
    by_law = compute(asked._replace(period=remedy.period), book=law)
    doubts: tuple[str, ...] = ()
    if remedy.is_unsure:
        doubts = (f"{remedy.basis}: {remedy.source}. Es gilt, was im Bescheid steht.",)
    if stated is None or (stated_period(stated) == stated_period(remedy.period)):
        return RemedyDeadline(remedy, by_law, doubts)
    by_letter = compute(asked._replace(period=stated), book=law)
    difference = (
        f"Im Schreiben steht eine andere Frist als im Gesetz ({stated_period(stated)} statt "
        f"{remedy.period}): gearbeitet wird nach der kürzeren."
    )
    cautious = min(by_letter.work_by, by_law.work_by)
    return RemedyDeadline(remedy, by_letter._replace(work_by=cautious), (*doubts, difference))


def stated_period(period: str | Period) -> Period:
    """Return the period without the words in which it was written."""
    return replace(parse_period(period) if isinstance(period, str) else period, text="")


def asylum_deadlines(
    letter: Inquiry,
    *,
    kind: str = "",
    stated: str | Period | None = None,
    book: LawBook | None = None,
) -> list[RemedyDeadline]:
    """Return all deadlines of one decision of the BAMF: suit, urgent application, reasons.

    `kind`: einfach, offensichtlich-unbegruendet, unzulaessig, dublin; empty when nobody knows: then
    the shorter periods, with suit and urgent application. `stated`: period in the decision's
    instruction, for suit and urgent application.
    """
    law = book or standard()
    if kind and kind not in ASYLUM_GROUPS:
        known = ", ".join(ASYLUM_GROUPS)
        raise NotComputable("kind", kind, "ist keine Art von Bescheid.", f"Bekannt sind: {known}.")
    group = kind or SHORTEST_ASYLUM_GROUP
    keys = [key for key, found in law.remedies.items() if found.latest.group == group]
    found = []
    for key in keys:
        if key.startswith("asyl-begruendung"):  # no remedy: the year of § 58 VwGO is not for it
            found.append(remedy_deadline(key, letter._replace(is_instructed=True), book=law))
        else:
            found.append(remedy_deadline(key, letter, stated=stated, book=law))
    if kind:
        return found
    unknown = "Die Art des Bescheids ist nicht bekannt: gerechnet sind die kürzeren Fristen."
    return [replace(each, doubts=(unknown, *each.doubts)) for each in found]


def reinstatement(
    procedure: str,
    *,
    obstacle_gone_on: date,
    missed_on: date,
    place: Place | None = None,
    book: LawBook | None = None,
) -> RemedyDeadline:
    """Return until when reinstatement (Wiedereinsetzung) may be asked and the act made up.

    `procedure`: vwgo, vwvfg, sgbx, sgg or ao. `missed_on`: last day of the missed deadline; after a
    year it is too late, except after force majeure.
    """
    law = book or standard()
    place = place or Place()
    remedy = law.remedy(f"wiedereinsetzung-{procedure}", obstacle_gone_on)
    question = Inquiry(remedy.regime, "ereignis", remedy.period, received_on=obstacle_gone_on,
                       place=place, act=remedy.name)  # fmt: skip
    deadline = compute(question, book=law)
    outer = compute(question._replace(period=ONE_YEAR, received_on=missed_on), book=law)
    doubts: tuple[str, ...] = ("Die versäumte Handlung ist in derselben Frist nachzuholen.",)
    if outer.legal_last_day < deadline.legal_last_day:
        deadline = outer._replace(work_by=min(outer.work_by, deadline.work_by))
        doubts += (
            "Mehr als ein Jahr nach der versäumten Frist ist es zu spät, außer bei höherer Gewalt.",
        )
    return RemedyDeadline(remedy, deadline, doubts)


def earliest_inaction_suit(
    key: str, *, filed_on: date, book: LawBook | None = None
) -> tuple[date, Remedy]:
    """Return the first day on which a suit for inaction (Untätigkeitsklage) is possible.

    `key`: untaetigkeit-sgg-antrag, untaetigkeit-sgg-widerspruch, untaetigkeit-vwgo-antrag …
    """
    remedy = (book or standard()).remedy(key, filed_on)
    return end_after_event(filed_on, remedy.period) + timedelta(days=1), remedy


def review_reaches_back_to(
    key: str, *, applied_on: date, book: LawBook | None = None
) -> tuple[date, Remedy]:
    """Return from which day benefits are paid after a review (Überprüfungsantrag, § 44 SGB X).

    `key`: ueberpruefung-sgb, ueberpruefung-sgb2, ueberpruefung-sgb12, ueberpruefung-asylblg.
    """
    remedy = (book or standard()).remedy(key, applied_on)
    return date(applied_on.year - remedy.period.months // 12, 1, 1), remedy
