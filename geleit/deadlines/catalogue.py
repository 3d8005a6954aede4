# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which deadlines follow from the days in a file: `law/catalogue.toml`, applied. Pure."""

import tomllib
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from geleit.deadlines.rules.calendars import Calendar
from geleit.deadlines.rules.periods import end_after_event, parse_period

FILE = Path(__file__).parent / "law" / "catalogue.toml"
CHANGED, UNREAD = "!", "MS"  # states that the product shows as not checked
STATE = "BW"  # whose holidays count: authorities here sit in Baden-Württemberg


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the catalogue; the head of the file says what each word means."""

    key: str
    number: str
    name: str
    do: str
    on: str
    period: str
    warn: tuple[int, ...]
    basis: str
    consequence: str
    state: str
    valid_from: date
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    household: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    housing: tuple[str, ...] = ()
    min_age: int = 0
    max_age: int = 200
    month_end: bool = False
    eve: bool = False  # the day before the anniversary is the last one (§ 187 Abs. 2 BGB)
    shift: bool = False
    ahead: int = 0
    past: int = 0
    repeat: str = ""
    fatal: bool = False
    is_target: bool = False  # „unverzüglich“: our own aim, no day of the law
    note: str = ""

    @property
    def is_unchecked(self) -> bool:
        """Whether nobody has read the statute, or it changed after it was read."""
        return any(mark in self.state for mark in (*UNREAD, CHANGED))


@dataclass(frozen=True, slots=True)
class Source:
    """One day of the file, and what is known of the person it belongs to."""

    on: str  # status, fact, birth, move_in, move_out, year_end
    key: str  # status:17, fact:3
    day: date
    kind: str = ""
    person_id: int | None = None
    status_id: int | None = None
    status: str = ""
    agency: str = ""
    born_on: date | None = None
    household: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Expected:
    """A deadline that follows from a source by a rule."""

    rule: Rule
    source: Source
    due_on: date
    work_by: date
    warn: tuple[int, ...] = field(default=())

    @property
    def appears_on(self) -> date:
        return self.due_on - timedelta(days=max((*self.warn, (self.due_on - self.work_by).days)))


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of the catalogue in the order of the file."""
    with FILE.open("rb") as file:
        entries = tomllib.load(file)["rule"]
    return tuple(Rule(**{name: _frozen(value) for name, value in row.items()}) for row in entries)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def rule_of(key: str) -> Rule | None:
    return next((rule for rule in rules() if rule.key == key), None)


def with_settings(settings: dict[str, tuple[bool, list[int]]]) -> list[Rule]:
    """Return the rules of an agreement: what it switched off is left out, own lead times hold."""
    found = []
    for rule in rules():
        is_on, warn = settings.get(rule.key, (True, []))
        if is_on:
            found.append(replace(rule, warn=tuple(warn)) if warn else rule)
    return found


def expected(sources: Iterable[Source], rules: Iterable[Rule], *, on: date) -> list[Expected]:
    """Return what follows from the days of a file on the day `on`, the earliest first."""
    rules = list(rules)
    found = [
        _follows(rule, source)
        for source in sources
        for rule in rules
        if rule.valid_from <= on and _fits(rule, source, on=on)
    ]
    kept = [one for one in found if (on - one.due_on).days <= one.rule.past]
    return sorted(kept, key=lambda one: (one.due_on, one.rule.key, one.source.key))


def _fits(rule: Rule, source: Source, *, on: date) -> bool:
    if rule.on != source.on or (rule.kinds and source.kind not in rule.kinds):
        return False
    if rule.housing and source.kind not in rule.housing:
        return False
    if rule.statuses and source.status not in rule.statuses:
        return False
    if rule.agencies and source.agency not in rule.agencies:
        return False
    if rule.household and not source.household & set(rule.household):
        return False
    return _is_of_age(rule, source, on=on)


def _is_of_age(rule: Rule, source: Source, *, on: date) -> bool:
    if rule.min_age == 0 and rule.max_age == 200:
        return True
    if source.born_on is None:
        return False
    birthday_came = (on.month, on.day) >= (source.born_on.month, source.born_on.day)
    age = on.year - source.born_on.year - (0 if birthday_came else 1)
    return rule.min_age <= age <= rule.max_age


def _follows(rule: Rule, source: Source) -> Expected:
    due_on = end_after_event(source.day, parse_period(rule.period))
    if rule.eve:
        due_on -= timedelta(days=1)
    if rule.month_end:
        due_on = due_on.replace(day=monthrange(due_on.year, due_on.month)[1])
    if rule.shift:
        due_on = Calendar(STATE).next_open(due_on)
    return Expected(rule, source, due_on, due_on - timedelta(days=rule.ahead), rule.warn)


def next_warning(*, due_on: date, warn: Iterable[int], after: date) -> date | None:
    """Return the next day after `after` on which to remind; None when there is none left."""
    days = sorted(due_on - timedelta(days=ahead) for ahead in {*warn, 0})
    return next((day for day in days if day > after), None)
