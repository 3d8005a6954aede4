# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the question to the day. Pure.

There is one computation. It tells each step to `notes`; in silence nothing is written out, so that
a million days cost seconds, and `Deadline.steps` lets the same computation tell its story.
"""

from datetime import date, timedelta

from geleit.deadlines.rules.calendars import FIRST_YEAR, Calendar
from geleit.deadlines.rules.deadline import SILENCE, Deadline, Notes
from geleit.deadlines.rules.ends import Days, end_of_period
from geleit.deadlines.rules.events import FICTIONS, event_day
from geleit.deadlines.rules.inquiry import Inquiry
from geleit.deadlines.rules.lawbook import LawBook, standard
from geleit.deadlines.rules.periods import parse_period
from geleit.deadlines.rules.question import Question
from geleit.deadlines.rules.services import Means

ONE_YEAR = parse_period("1Y")
CAME_EARLIER = (
    "Das Schreiben kam schon am {} an. Das verkürzt die Frist nicht; vorsichtshalber wird von da an "
    "gearbeitet."
)
EARLIER = {
    Means.PORTAL: "Ob das Portal ein Nutzerkonto ist, ist nicht angegeben; dann gilt das Schreiben "
    "schon am {} als bekannt gegeben, und vorsichtshalber wird von da an gearbeitet.",
}


def compute(inquiry: Inquiry, *, book: LawBook | None = None) -> Deadline:
    """Return the deadline. Raises NotComputable, which names what is missing and what helps."""
    book = book or standard()
    return Deadline(inquiry, *_compute(inquiry, book, SILENCE), book, _compute)


def _compute(inquiry: Inquiry, book: LawBook, notes: Notes) -> Days:
    question = Question(inquiry, book)
    if question.regime.is_unsure:
        notes.doubt("Nicht am Gesetz selbst geprüft: {}.", question.regime.name)
    calendar = book.calendar(inquiry.place)
    days = _under(question, calendar, notes)
    cautious = _cautious(question, calendar, days, notes)
    if cautious != days.last:
        notes.step("Vorsichtshalber ist bis {} zu handeln.", cautious)
    return days if cautious == days.cautious else days._replace(cautious=cautious)


def _cautious(question: Question, calendar: Calendar, days: Days, notes: Notes) -> date:
    """Return the day to work by: a working day, wherever in its uncertainty the place may be.

    More days off end a period later forwards and earlier backwards; so the earlier of the two
    calendars is not after what any Land comes to.
    """
    careful, day, is_same = calendar.careful, days.cautious, True
    if careful is not calendar and _hangs_on_the_place(question, days, calendar):
        other = _under(question, careful, SILENCE)
        day, is_same = min(day, other.cautious), days == other
    if lead := question.inquiry.lead_days:
        day -= timedelta(days=lead)
    if question.period.is_none and day.year <= FIRST_YEAR:
        return day  # the bare day of service may lie where no holidays are known
    cautious = careful.previous_open(day)
    if not calendar.state:
        _tell_of_unknown_seat(notes, is_same=is_same and cautious == calendar.previous_open(day))
    return cautious


def _hangs_on_the_place(question: Question, days: Days, calendar: Calendar) -> bool:
    """Return whether the days may be others where the place keeps more holidays.

    A shift ends on the first open day: it is the same as long as that day is open everywhere. Where
    Werktage are counted or two days are weighed against one another, every day on the way counts.
    """
    if question.counts_workdays:
        return True
    if question.regime.key == "eu" or (question.means in FICTIONS and question.inquiry.received_on):
        return True
    return any(map(calendar.is_unsure, days))


def _tell_of_unknown_seat(notes: Notes, *, is_same: bool) -> None:
    notes.assumed(
        "Das Land, in dem zu handeln ist, fehlt: Es gelten nur die bundesweiten Feiertage."
    )
    if is_same:
        notes.step("Der Sitz ist nicht bekannt; in jedem Land ergibt sich derselbe Tag.")
        return
    notes.step(
        "Der Sitz ist nicht bekannt: Als letzter Tag gilt der mit den bundesweiten Feiertagen, "
        "gearbeitet wird bis zu einem Tag, der in keinem Land frei ist und in keinem zu spät."
    )
    notes.doubt(
        "Der Sitz von Behörde oder Gericht entscheidet über die Feiertage: bitte das Land angeben."
    )


def _under(question: Question, calendar: Calendar, notes: Notes) -> Days:
    """Return event, end and last day under one calendar."""
    event, earliest = event_day(question, calendar, notes)
    is_instructed = question.inquiry.is_instructed
    if is_instructed is False and not question.period.is_none and question.regime.one_year:
        return _year_for_missing_instruction(question, event, earliest, calendar, notes)
    days = end_of_period(question, event, question.period, calendar, notes)
    if earliest < event:
        early = _if_early(question, earliest, calendar)
        days = days._replace(cautious=min(days.cautious, early.cautious))
        notes.doubt(EARLIER.get(question.means, CAME_EARLIER), earliest)
    if is_instructed is not True:
        _tell_of_instruction(question, notes)
    return days


def _tell_of_instruction(question: Question, notes: Notes) -> None:
    """Tell of the year that runs if nobody, or nobody rightly, told the remedy; where there is one."""
    regime = question.regime
    if not regime.one_year:
        notes.doubt("{}", regime.no_year)
    elif question.inquiry.is_instructed is None:
        notes.doubt(
            "Ob die Rechtsbehelfsbelehrung stimmt, ist nicht geprüft. Fehlt sie oder ist sie "
            "falsch, gilt ein Jahr ({}).", regime.one_year,
        )  # fmt: skip


def _if_early(question: Question, earliest: date, calendar: Calendar) -> Days:
    """Return the end as if a proved earlier receipt counted."""
    return end_of_period(question, earliest, question.period, calendar, SILENCE)


def _year_for_missing_instruction(
    question: Question, event: date, earliest: date, calendar: Calendar, notes: Notes
) -> Days:
    """Return the year that runs where nobody told the remedy; the cautious day ignores it."""
    notes.step(
        "Die Rechtsbehelfsbelehrung fehlt oder ist falsch: Statt der Frist ({}) läuft ein Jahr.",
        question.period, basis=question.regime.one_year,
    )  # fmt: skip
    year = end_of_period(question, event, ONE_YEAR, calendar, notes)
    short = _if_early(question, earliest, calendar).cautious
    notes.doubt(
        "Ob die Belehrung falsch ist, entscheidet das Gericht. Die kurze Frist endet am {}.", short
    )
    return year._replace(cautious=min(short, year.cautious))
