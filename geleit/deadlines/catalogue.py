# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which deadlines follow from the days in a file: `law/catalogue.toml`, applied. Pure."""

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from geleit.deadlines.rules.calendars import STATES, Calendar
from geleit.deadlines.rules.periods import (
    Period,
    end_after_event,
    end_from_start,
    last_day_before_end_of,
    parse_period,
)
from geleit.deadlines.rules.problems import LawError, NotComputable

FILE = Path(__file__).parent / "law" / "catalogue.toml"
CHANGED, UNREAD = "!", "MS"  # states that the product shows as not checked
SIX_YEARS_BY = (6, 30)  # § 73 SchG BW: month and day
TRIGGERS = {"status", "fact", "birth", "move_in", "year_end", "half_year", "month"}


# an abbreviation that ends like those of statutes and ordinances, with its book or its Land
STATUTE = re.compile(r"\b[A-ZÄÖÜ]\w*(?:GB|G|V)\b(?: (?:[IVX]+|[A-Z]{2})\b)?")


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
    checked_on: date
    valid_to: date | None = None
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    household: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    housing: tuple[str, ...] = ()
    only_in: tuple[str, ...] = ()  # law of these Länder; empty: of the whole country
    min_age: int = 0
    max_age: int = 200
    month_end: bool = False
    eve: bool = False  # its first day counts, as a day of birth does (§ 187 Abs. 2 BGB)
    from_end: bool = False
    fixed_on: date | None = None
    day_from: date | None = None
    with_minor: bool = False
    werktag: int = 0
    saturdays: bool = True
    day_of_month: int = 0
    school: bool = False
    quiet: bool = False
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

    @property
    def law(self) -> str:
        """The statute that its basis names first, as it is cited: AufenthG, SGB II; else empty."""
        found = STATUTE.search(self.basis)
        return found[0] if found else ""

    @property
    def length(self) -> Period:
        return parse_period(self.period)

    @property
    def has_length(self) -> bool:
        """Whether its last day is counted from a day, and not set by the file or the statute."""
        is_set = self.fixed_on or self.school or self.werktag or self.day_of_month
        return not is_set and not self.length.is_none and not self.length.is_fixed


@dataclass(frozen=True, slots=True)
class Amendment:
    """Another length of a rule, from a day on, as an agreement entered it."""

    valid_from: date
    period: str
    basis: str
    checked_on: date
    state: str


@dataclass(frozen=True, slots=True)
class Source:
    """One day of the file, and what is known of the person it belongs to."""

    on: str  # one of TRIGGERS
    key: str  # status:17, fact:3
    day: date
    kind: str = ""
    person_id: int | None = None
    status_id: int | None = None
    status: str = ""
    agency: str = ""
    born_on: date | None = None
    household: frozenset[str] = frozenset()
    with_minor: bool = False


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
    """Return the rules that came with the product, in the order of the file."""
    return read(FILE)


def read(file: Path) -> tuple[Rule, ...]:
    """Read the entries of a file. Raises LawError, which names file, entry and what is wrong."""
    try:
        with file.open("rb") as handle:
            rows = tomllib.load(handle).get("rule", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawError(f"{file.name}: not readable as TOML: {error}.") from error
    return tuple(_rule(row, f"{file.name}, [[rule]] {row.get('key', '')!r}") for row in rows)


def _rule(row: dict[str, Any], place: str) -> Rule:
    known = {each.name: each for each in fields(Rule)}
    for name, value in row.items():
        if name not in known:
            raise LawError(f"{place}: {name!r} is unknown. Known: {', '.join(known)}.")
        wanted, is_day = str(known[name].type), type(value) is date
        if "date" in wanted and not is_day:
            raise LawError(f"{place}: {name} = {value!r} is no day. Write it as 2027-01-01.")
    needed = {each.name for each in fields(Rule) if each.default is MISSING}
    if missing := sorted(needed - set(row)):
        raise LawError(f"{place}: this is missing: {', '.join(missing)}.")
    rule = Rule(**{name: _frozen(value) for name, value in row.items()})
    _check(rule, place)
    return rule


def _check(rule: Rule, place: str) -> None:
    try:
        parse_period(rule.period)
    except NotComputable as error:
        raise LawError(f"{place}: period = {rule.period!r}. Write 0, 2W, 6M or -3M.") from error
    if rule.on not in TRIGGERS:
        raise LawError(f"{place}: on = {rule.on!r}. Known: {', '.join(sorted(TRIGGERS))}.")
    if unknown := sorted(set(rule.only_in) - set(STATES)):
        raise LawError(f"{place}: only_in = {unknown}. Known: {', '.join(sorted(STATES))}.")
    if not rule.basis.strip():
        raise LawError(f"{place}: basis is empty. Name the statute, decision or gazette.")
    if not rule.warn or any(type(days) is not int or days < 0 for days in rule.warn):
        raise LawError(f"{place}: warn = {list(rule.warn)!r}. Write days before, like [30, 7].")


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def holding(rules: Iterable[Rule], *, on: date) -> list[Rule]:
    """Return of each key the entry that holds on this day: the one that began last."""
    found: dict[str, Rule] = {}
    for rule in rules:
        former = found.get(rule.key)
        if rule.valid_from <= on and (former is None or former.valid_from <= rule.valid_from):
            found[rule.key] = rule
    return [rule for rule in found.values() if rule.valid_to is None or on <= rule.valid_to]


def known_in(land: str, rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules that a Land knows: those of the whole country, and its own."""
    return [rule for rule in rules if not rule.only_in or land in rule.only_in]


def rule_of(key: str, among: Iterable[Rule] | None = None) -> Rule | None:
    return next((rule for rule in (rules() if among is None else among) if rule.key == key), None)


def amended(rules: Iterable[Rule], amendments: dict[str, Amendment]) -> list[Rule]:
    """Return the rules with the lengths of an agreement; one that the catalogue renewed later stays."""
    return [
        replace(rule, period=own.period, basis=own.basis, state=own.state,
                checked_on=own.checked_on, valid_from=own.valid_from)
        if (own := amendments.get(rule.key)) and own.valid_from > rule.valid_from
        else rule
        for rule in rules
    ]  # fmt: skip


def with_settings(
    settings: dict[str, tuple[bool, list[int]]], among: Iterable[Rule] | None = None
) -> list[Rule]:
    """Return the rules of an agreement: what it switched off is left out, own lead times hold."""
    found = []
    for rule in rules() if among is None else among:
        is_on, warn = settings.get(rule.key, (True, []))
        if is_on:
            found.append(replace(rule, warn=tuple(warn)) if warn else rule)
    return found


def expected(
    sources: Iterable[Source], rules: Iterable[Rule], *, on: date, land: str
) -> list[Expected]:
    """Return what follows from the days of a file on the day `on`, the earliest first.

    `land`: the Land in which the authorities sit; "": not known, then only the holidays of the
    whole country count and no law of a single Land, and one works by a day that is free nowhere.
    """
    rules, calendar = known_in(land, holding(rules, on=on)), Calendar(land)
    found = [
        _follows(rule, source, calendar)
        for source in sources
        for rule in rules
        if _fits(rule, source, on=on)
    ]
    kept = [one for one in found if (on - one.due_on).days <= one.rule.past]
    kept = [one for one in kept if not one.rule.quiet or one.appears_on <= on]
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
    if (rule.with_minor and not source.with_minor) or (
        rule.day_from and source.day < rule.day_from
    ):
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


def _follows(rule: Rule, source: Source, calendar: Calendar) -> Expected:
    due_on = _last_day(rule, source.day, calendar)
    if rule.shift:
        due_on = calendar.next_open(due_on)
    work_by = calendar.careful.previous_open(due_on - timedelta(days=rule.ahead))
    return Expected(rule, source, due_on, work_by, rule.warn)


def _last_day(rule: Rule, day: date, calendar: Calendar) -> date:
    """Return the last day before it moves off a weekend or holiday."""
    if rule.fixed_on:
        return rule.fixed_on
    if rule.school:
        return date(day.year + 6 + ((day.month, day.day) > SIX_YEARS_BY), 3, 31)
    period = parse_period(rule.period)
    if rule.eve:
        return end_from_start(day, period)
    if rule.from_end:
        return last_day_before_end_of(day, replace(period, is_backwards=False))
    end = end_after_event(day, period)
    if rule.werktag:
        return _werktag(end.replace(day=1), rule, calendar)
    if rule.day_of_month:
        return end.replace(day=rule.day_of_month)
    return end.replace(day=monthrange(end.year, end.month)[1]) if rule.month_end else end


def _werktag(first: date, rule: Rule, calendar: Calendar) -> date:
    """Return that Werktag of the month which begins with `first`."""
    day = first - timedelta(days=1)
    for _each in range(rule.werktag):
        day += timedelta(days=1)
        while not calendar.is_werktag(day, saturday_counts=rule.saturdays):
            day += timedelta(days=1)
    return day


def next_warning(*, due_on: date, warn: Iterable[int], after: date) -> date | None:
    """Return the next day after `after` on which to remind; None when there is none left."""
    days = sorted(due_on - timedelta(days=ahead) for ahead in {*warn, 0})
    return next((day for day in days if day > after), None)
