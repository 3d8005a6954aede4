# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an assessment can be noted, and how its curve is drawn. Pure.

Levels of one person in one field are set beside each other by day. Nothing here adds up the levels
of different fields or puts people in an order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem
from geleit.plans.enums import Occasion, View


def assessment_problems(
    *,
    assessed_on: date,
    occasion: str,
    opened_on: date,
    others: Iterable[tuple[str, date]],
    rated: int,
    on: date,
) -> list[Problem]:
    """Return why an assessment can not be noted; `others`: occasion and day of the same view."""
    if assessed_on > on:
        return [Problem("future", _("Bitte einen Tag eintragen, der schon war."))]
    if assessed_on < opened_on:
        text = _("Bitte einen Tag ab dem %(day)s eintragen.") % {"day": day_text(opened_on)}
        return [Problem("too-early", text)]
    if not rated:
        return [Problem("nothing-rated", _("Bitte mindestens ein Handlungsfeld einschätzen."))]
    others = list(others)
    return _order_problems(assessed_on, occasion, others)


def _order_problems(day: date, occasion: str, others: list[tuple[str, date]]) -> list[Problem]:
    start = next((other for kind, other in others if kind == Occasion.START), None)
    if occasion == Occasion.START and start:
        text = _("Der Beginn ist schon am %(day)s eingeschätzt. Bitte Überprüfung wählen.")
        return [Problem("started", text % {"day": day_text(start)})]
    if occasion == Occasion.START and any(other < day for _kind, other in others):
        text = _("Es gibt schon eine frühere Einschätzung; der Beginn kann nicht danach liegen.")
        return [Problem("start-is-late", text)]
    if start and occasion != Occasion.START and day < start:
        text = _("Der Beginn ist am %(day)s eingeschätzt; davor geht keine Überprüfung.")
        return [Problem("before-start", text % {"day": day_text(start)})]
    return []


WIDTH, HEIGHT, LEFT, RIGHT, TOP = 320, 132, 24, 8, 12
STEP = 27  # between two levels


@dataclass(frozen=True)
class Look:
    """One assessment as the curve needs it; a field that is missing is not in `levels`."""

    view: str
    occasion: str
    day: date
    levels: Mapping[str, int]
    key: int = 0


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    level: int


@dataclass(frozen=True)
class Line:
    """The points of one view in one field, and the stretches between neighbours that both exist."""

    view: View
    points: list[Point]
    stretches: list[tuple[Point, Point]]


@dataclass(frozen=True)
class Curve:
    """One action field over time."""

    action_field: str
    lines: list[Line]
    first: int | None  # of the adviser's view, at the start
    latest: int | None

    @property
    def is_empty(self) -> bool:
        return not any(line.points for line in self.lines)


def grid() -> list[tuple[int, int]]:
    """Return the five levels and their heights, the highest level on top."""
    return [(level, _height(level)) for level in range(5, 0, -1)]


def curves(looks: Iterable[Look], action_fields: Iterable[str]) -> list[Curve]:
    """Return a curve for each field; all have the same axis of time.

    Where a look does not judge the field, the line has a gap: nothing is guessed.
    """
    looks = sorted(looks, key=lambda look: (look.day, look.key))
    days = [look.day for look in looks]
    first, last = (min(days), max(days)) if days else (date.min, date.min)
    found = []
    for name in action_fields:
        lines = [_line(view, name, looks, first, last) for view in View]
        levels = [
            (look.occasion, look.levels[name])
            for look in looks
            if look.view == View.ADVISER and name in look.levels
        ]
        start = next((level for kind, level in levels if kind == Occasion.START), None)
        found.append(Curve(name, lines, start, levels[-1][1] if levels else None))
    return found


def _line(view: View, name: str, looks: list[Look], first: date, last: date) -> Line:
    own = [look for look in looks if look.view == view]
    places = [
        Point(_place(look.day, first, last), _height(look.levels[name]), look.levels[name])
        if name in look.levels
        else None
        for look in own
    ]
    pairs = pairwise(places)
    stretches = [(one, other) for one, other in pairs if one and other]
    return Line(view, [place for place in places if place], stretches)


def _place(day: date, first: date, last: date) -> int:
    span = (last - first).days
    room = WIDTH - LEFT - RIGHT - 12
    return LEFT + 6 + (room * (day - first).days // span if span else room // 2)


def _height(level: int) -> int:
    return TOP + STEP * (5 - level)
