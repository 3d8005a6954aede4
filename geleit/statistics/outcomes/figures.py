# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of steps and of independence, for a group. Pure, never a figure about one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geleit.statistics.disclosure import Protection, is_hidden, to_base


@dataclass(frozen=True)
class Step:
    """A step that was done: on which rung of the ladder, and in which household."""

    bearer: str
    household: int


@dataclass(frozen=True)
class Share:
    """How many of the steps done people did themselves; None where it may not be shown."""

    own: int | None
    total: int | None

    @property
    def percent(self) -> int | None:
        if not self.total or self.own is None:
            return None
        return min(100, (200 * self.own + self.total) // (2 * self.total))

    @property
    def bar(self) -> list["Piece"]:
        """Return what people did themselves before what others did."""
        others = None if self.own is None or self.total is None else max(0, self.total - self.own)
        return bar([(self.own, FURTHER), (others, BACK)])


def share(steps: Iterable[Step], *, own: str, protection: Protection | None = None) -> Share:
    """Return the share of steps that stand on the rung `own`, protected if a rule is given."""
    steps = list(steps)
    done = sum(step.bearer == own for step in steps)
    if protection is None:
        return Share(done, len(steps))
    if is_hidden(len({step.household for step in steps}), protection):
        return Share(None, None)
    return Share(to_base(done, protection), to_base(len(steps), protection))


@dataclass(frozen=True)
class Look:
    """A level that an adviser gave, with what is needed to find its way from the start."""

    person: int
    household: int
    action_field: str
    day: date
    is_start: bool
    level: int


@dataclass(frozen=True)
class Distance:
    """How a group moved in one field; None where it may not be shown."""

    action_field: str
    persons: int | None
    further: int | None
    same: int | None
    back: int | None

    @property
    def bar(self) -> list["Piece"]:
        return bar([(self.further, FURTHER), (self.same, SAME), (self.back, BACK)])


@dataclass(frozen=True)
class Piece:
    """One piece of a bar that is BAR_WIDTH units long."""

    x: int
    width: int
    fill: str


BAR_WIDTH = 1000
FURTHER, SAME, BACK = "#2044aa", "#8f96ad", "#dcdfe8"  # strong to pale; numbers stand beside


def bar(parts: Iterable[tuple[int | None, str]]) -> list[Piece]:
    """Return the pieces of a bar in proportion; nothing where a number may not be shown."""
    shown = [(number, fill) for number, fill in parts if number is not None]
    total = sum(number for number, _fill in shown)
    pieces, before = [], 0
    for number, fill in shown:
        start, end = (BAR_WIDTH * n // total if total else 0 for n in (before, before + number))
        if end > start:
            pieces.append(Piece(start, end - start, fill))
        before += number
    return pieces


def distances(
    looks: Iterable[Look],
    action_fields: Iterable[str],
    *,
    first: date,
    last: date,
    protection: Protection | None = None,
) -> list[Distance]:
    """Compare each person's start with her latest level in the period, field by field.

    Who has no start, or no later look in the period, is missing and not counted.
    """
    starts: dict[tuple[int, str], Look] = {}
    latest: dict[tuple[int, str], Look] = {}
    for look in sorted(looks, key=lambda look: look.day):
        key = (look.person, look.action_field)
        if look.is_start:
            starts[key] = look
        elif first <= look.day <= last:
            latest[key] = look
    ways: dict[str, list[tuple[int, int]]] = {name: [] for name in action_fields}
    for (person, name), look in latest.items():
        start = starts.get((person, name))
        if start and name in ways and start.day <= look.day:
            ways[name].append((look.level - start.level, look.household))
    return [_distance(name, found, protection) for name, found in ways.items()]


def _distance(name: str, ways: list[tuple[int, int]], protection: Protection | None) -> Distance:
    counts = [
        len(ways),
        sum(way > 0 for way, _household in ways),
        sum(way == 0 for way, _household in ways),
        sum(way < 0 for way, _household in ways),
    ]
    if protection is None:
        return Distance(name, *counts)
    if is_hidden(len({household for _way, household in ways}), protection):
        return Distance(name, None, None, None, None)
    return Distance(name, *(to_base(count, protection) for count in counts))
