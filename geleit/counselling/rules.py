# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be noted as a contact or an offer. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem
from geleit.counselling.enums import NoGoal

MINUTES_OF_A_DAY = 24 * 60
MOST_PARTICIPANTS = 10_000
GROWN_UP = 18  # years, § 2 BGB


def minutes_of(text: str) -> int | None:
    """Return the minutes that somebody wrote, or None: '45', '1:15', '1h', '1 h 15', '1,5 Std.'."""
    text = text.strip().lower().replace(",", ".")
    if found := re.fullmatch(r"(\d{1,5})\s*(m|min|minuten?)?\.?", text):
        return int(found[1])
    hours = r"(\d{1,3})(?::(?=\d\d)|\s*(?:h|std|stunden?)\.?\s*)"
    if found := re.fullmatch(hours + r"([0-5]?\d)\s*(?:m|min)?\.?", text):
        return 60 * int(found[1]) + int(found[2])
    if found := re.fullmatch(r"(\d{1,3}(\.\d{1,2})?)\s*(h|std|stunden?)\.?", text):
        return int((60 * Decimal(found[1])).quantize(Decimal(1), ROUND_HALF_UP))
    return None


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both counted; without a last one it goes on."""

    first: date
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def within(self, other: "Span") -> "Span":
        """Return the days that lie in both."""
        lasts = [last for last in (self.last, other.last) if last]
        return Span(max(self.first, other.first), min(lasts) if lasts else None)


@dataclass(frozen=True)
class ContactFacts:
    """What the rule must know of case, agreement, household and plan; numbers are row keys."""

    happened_on: date
    minutes: int
    case: int
    case_span: Span
    agreement: int
    item_agreement: int
    item_span: Span
    persons: frozenset[int]
    household: frozenset[int]
    goal_case: int | None
    no_goal: str
    interpreting: str = ""
    interpreter: str = ""
    plan_agreed_on: date | None = None


def contact_problems(facts: ContactFacts, *, on: date) -> list[Problem]:
    """Return why this contact can not be noted, seen from the day `on`."""
    problems = day_problems(facts.happened_on, span=facts.case_span, on=on)
    problems += minutes_problems(facts.minutes)
    if facts.item_agreement != facts.agreement:
        text = _("Diese Leistung gehört zu einer anderen Vereinbarung.")
        problems.append(Problem("item-elsewhere", text))
    else:
        problems += item_problems(facts.happened_on, span=facts.item_span)
    if not facts.persons:
        problems.append(Problem("no-person", _("Bitte wählen, um wen es ging.")))
    elif facts.persons - facts.household:
        problems.append(Problem("stranger", _("Bitte nur Personen dieses Haushalts wählen.")))
    if (facts.goal_case is None) == (not facts.no_goal):
        text = _("Bitte ein Ziel wählen oder warum es keines gibt.")
        problems.append(Problem("no-goal", text))
    elif facts.goal_case not in (None, facts.case):
        problems.append(Problem("goal-elsewhere", _("Bitte ein Ziel aus diesem Plan wählen.")))
    problems += intake_problems(facts)
    return problems + interpreter_problems(
        interpreting=facts.interpreting, interpreter=facts.interpreter
    )


def interpreter_problems(*, interpreting: str, interpreter: str) -> list[Problem]:
    if interpreter and not interpreting:
        text = _("Bitte auch die Art der Sprachmittlung wählen.")
        return [Problem("interpreter", text)]
    return []


def intake_problems(facts: ContactFacts) -> list[Problem]:
    """Return why it was no talk before there is a plan: by then one had been agreed."""
    agreed_on = facts.plan_agreed_on
    if facts.no_goal != NoGoal.INTAKE or agreed_on is None or facts.happened_on <= agreed_on:
        return []
    text = _("Seit %(day)s gibt es einen vereinbarten Plan. Bitte ein Ziel daraus wählen.")
    return [Problem("no-goal", text % {"day": day_text(agreed_on)})]


def day_problems(day: date, *, span: Span, on: date) -> list[Problem]:
    """Return why nothing can have happened in the case on that day."""
    if day > on:
        return [Problem("future", _("Bitte einen Tag eintragen, der schon war."))]
    if day < span.first:
        text = _("Der Fall ist erst am %(day)s eröffnet worden.")
        return [Problem("before-opening", text % {"day": day_text(span.first)})]
    if span.last and day > span.last:
        text = _("Der Fall ist am %(day)s abgeschlossen worden.")
        return [Problem("after-closing", text % {"day": day_text(span.last)})]
    return []


def minutes_problems(minutes: int) -> list[Problem]:
    if not 1 <= minutes <= MINUTES_OF_A_DAY:
        return [Problem("minutes", _("Bitte eine Dauer von 1 Minute bis 24 Stunden eintragen."))]
    return []


def item_problems(day: date, *, span: Span) -> list[Problem]:
    if day not in span:
        text = _("Diese Leistung gilt am %(day)s nicht. Bitte eine andere wählen.")
        return [Problem("item-not-valid", text % {"day": day_text(day)})]
    return []


def offer_problems(
    *, held_on: date, minutes: int, participants: int, item_span: Span, is_own: bool, on: date
) -> list[Problem]:
    """Return why this offer can not be noted; `is_own`: an offer item of the own carrier."""
    problems = []
    if held_on > on:
        problems.append(Problem("future", _("Bitte einen Tag eintragen, der schon war.")))
    problems += minutes_problems(minutes)
    if not 0 <= participants <= MOST_PARTICIPANTS:
        text = _("Bitte eine Zahl von 0 bis %(most)s eintragen.") % {"most": MOST_PARTICIPANTS}
        problems.append(Problem("participants", text))
    if not is_own:
        problems.append(
            Problem("item-elsewhere", _("Diese Leistung gehört zu einem anderen Träger."))
        )
    else:
        problems += item_problems(held_on, span=item_span)
    return problems


MOST_BRIEF_MINUTES = 60
MOST_STROKES = 500  # a day, a topic, a person


def brief_problems(
    *,
    given_on: date,
    minutes: int,
    number: int,
    item_span: Span,
    is_own: bool,
    is_offered: bool,
    on: date,
) -> list[Problem]:
    """Return why no short advice can be counted; `number`: how many there are already."""
    problems = []
    if not is_offered:
        text = _("Dieses Thema steht an diesem Tag nicht zur Wahl.")
        problems.append(Problem("topic", text))
    if given_on > on:
        problems.append(Problem("future", _("Bitte einen Tag eintragen, der schon war.")))
    if not 0 <= minutes <= MOST_BRIEF_MINUTES:
        text = _("Bitte höchstens %(most)s Minuten je Kurzberatung wählen.")
        problems.append(Problem("minutes", text % {"most": MOST_BRIEF_MINUTES}))
    if number >= MOST_STROKES:
        problems.append(Problem("too-many", _("Mehr Striche an einem Tag sind wohl ein Versehen.")))
    if not is_own:
        text = _("Diese Leistung gehört zu einem anderen Träger.")
        return [*problems, Problem("item-elsewhere", text)]
    return problems + item_problems(given_on, span=item_span)


def attendance_problems(*, held_on: date, case_span: Span, is_member: bool) -> list[Problem]:
    """Return why somebody can not have taken part as a person of this case."""
    if not is_member:
        return [Problem("stranger", _("Bitte nur Personen Ihrer Fälle wählen."))]
    return day_problems(held_on, span=case_span, on=held_on)


def author_problems(*, is_author: bool) -> list[Problem]:
    """Return why this person can not correct or withdraw what was noted."""
    if not is_author:
        return [Problem("not-author", _("Das ändern kann nur, wer es notiert hat."))]
    return []


def preselected(persons: Iterable[tuple[int, date | None]], *, on: date) -> list[int]:
    """Return whom a note is probably about: the grown-ups of the household, else the first."""
    known = list(persons)
    grown = [key for key, born_on in known if born_on and _age(born_on, on) >= GROWN_UP]
    return grown or [key for key, _born_on in known[:1]]


def _age(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
