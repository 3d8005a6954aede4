# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the service can begin, what holds it up, and how long nobody was responsible. Pure.

A thing that is needed (a post, a room) is looked at as the stretches of time in which it is ready.
The service can begin on the first day on which all of them are ready together. A post counts from
the day on which somebody with the required, proved qualification holds it, and only when she still
does on the agreed day: who leaves before that never began.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from geleit.core.dates import days_between
from geleit.staffing.enums import Lack, Qualification, Staffed

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Filling:
    """Somebody holds a post. `holder_name` is empty for those who may not read it."""

    key: int
    hired_from: date
    leaves_on: date | None
    qualification: str
    proved_on: date | None
    holder_name: str = ""
    recorded_by: str = ""

    @property
    def held(self) -> str:
        """The qualification in words."""
        return str(Qualification(self.qualification).label)


@dataclass(frozen=True)
class Post:
    """A post of the agreement with everybody who holds or held it."""

    key: int
    title: str
    full_time_share: Decimal
    qualification: str
    is_needed_to_start: bool
    organisation: str
    fillings: tuple[Filling, ...] = ()
    vacant_since: date | None = None
    paid_by: str = ""  # the mandate

    @property
    def required(self) -> str:
        """The required qualification in words."""
        return str(Qualification(self.qualification).label)

    @property
    def below(self) -> frozenset[int]:
        """The fillings with a lower qualification than is agreed for the post."""
        lower = [f for f in self.fillings if not satisfies(f.qualification, self.qualification)]
        return frozenset(filling.key for filling in lower)

    @property
    def is_free(self) -> bool:
        """Whether somebody may come: nobody holds the post without a last day."""
        return all(filling.leaves_on is not None for filling in self.fillings)


@dataclass(frozen=True)
class Condition:
    """A room, accounts, partners: ready from the confirmed day on."""

    key: int
    kind: str
    label: str
    responsible: str
    due_on: date | None
    met_on: date | None
    confirmed_by: str = ""


@dataclass(frozen=True)
class Facts:
    """All that the start of one agreement depends on."""

    agreed_on: date
    posts: tuple[Post, ...] = ()
    conditions: tuple[Condition, ...] = ()
    predecessors: tuple[Post, ...] = ()
    waived: frozenset[tuple[str, int]] = frozenset()  # by both sides: ("post", key), (kind, key)

    @property
    def by_due_day(self) -> tuple["Condition", ...]:
        """The conditions, the one that is due first before the others; without a day at the end."""
        return tuple(sorted(self.conditions, key=lambda one: one.due_on or date.max))


Span = tuple[date, date | None]  # first day, last day or open


@dataclass(frozen=True)
class Need:
    """One thing that must be ready, the day from which it is, or what it lacks."""

    kind: str
    key: int
    label: str
    spans: tuple[Span, ...]
    lack: Lack | None = None
    ready_on: date | None = None

    def ready_from(self, day: date, *, agreed_on: date) -> date | None:
        """Return the first day not before `day` on which this is ready and lasts."""
        for first, last in self.spans:
            found = max(first, day)
            if last is None or last >= max(found, agreed_on):
                return found
        return None


@dataclass(frozen=True)
class StartAnswer:
    """When the service can begin. `days_late` is negative when that is before the agreed day."""

    begins_on: date | None
    days_late: int | None
    held_up_by: tuple[Need, ...] = ()  # ready after the agreed day, the latest first
    missing: tuple[Need, ...] = ()  # not ready at all; then there is no day


@dataclass(frozen=True)
class Vacancy:
    """From when to when nobody was responsible; both days count."""

    since: date
    until: date
    days: int
    is_open: bool  # the begin is not known: counted until today


def satisfies(qualification: str, required: str) -> bool:
    """A recognised social worker may hold any post, a comparable degree all but hers."""
    order = list(Qualification.values)
    return order.index(qualification) <= order.index(required)


def ready_spans(post: Post) -> tuple[Span, ...]:
    """Return when the post is held by somebody qualified and proved; neighbours are joined."""
    spans: list[Span] = []
    for filling in sorted(post.fillings, key=lambda f: f.hired_from):
        if not satisfies(filling.qualification, post.qualification) or not filling.proved_on:
            continue
        first, last = max(filling.hired_from, filling.proved_on), filling.leaves_on
        if last is None or first <= last:
            spans.append((first, last))
    joined: list[Span] = []
    for first, last in sorted(spans, key=lambda span: span[0]):
        if joined and (joined[-1][1] is None or first <= joined[-1][1] + ONE_DAY):
            before = joined.pop()
            ends = None if before[1] is None or last is None else max(before[1], last)
            joined.append((before[0], ends))
        else:
            joined.append((first, last))
    return tuple(joined)


def lack_of(post: Post, *, on: date) -> Lack:
    """Say what keeps a post from being ready, looking at those who hold it now or later."""
    staying = [f for f in post.fillings if f.leaves_on is None or f.leaves_on >= on]
    if not staying:
        return Lack.LEFT if post.fillings else Lack.VACANT
    if not any(satisfies(filling.qualification, post.qualification) for filling in staying):
        return Lack.UNQUALIFIED
    return Lack.LEFT if ready_spans(post) else Lack.UNPROVED


def needs(facts: Facts, *, full: bool, on: date) -> list[Need]:
    """Return what is needed for the begin, or for the full agreed volume."""
    posts = [post for post in facts.posts if full or post.is_needed_to_start]
    posts = [post for post in posts if ("post", post.key) not in facts.waived]
    found = [Need("post", p.key, p.title, ready_spans(p), lack_of(p, on=on)) for p in posts]
    for condition in facts.by_due_day:
        if ("condition", condition.key) in facts.waived:
            continue
        spans: tuple[Span, ...] = ((condition.met_on, None),) if condition.met_on else ()
        found.append(Need(condition.kind, condition.key, condition.label, spans, Lack.UNCONFIRMED))
    return found


def start_answer(facts: Facts, *, full: bool, on: date) -> StartAnswer:
    """Return the first day on which all that is needed is ready, or what is missing for it.

    Without anything that is needed there is no day either: nobody has said what is needed. What
    both sides waived is not needed; when that is all, the agreed day is the day.
    `on` is today: what is missing can be there from today at the earliest, so who left before
    is missing as well.
    """
    needed = needs(facts, full=full, on=on)
    agreed_on = facts.agreed_on
    begins_on, missing = first_common_day(needed, date.min, agreed_on=agreed_on)
    if missing:
        begins_on, missing = first_common_day(needed, on, agreed_on=agreed_on)
    ready = [
        replace(need, lack=None, ready_on=need.ready_from(date.min, agreed_on=agreed_on))
        for need in needed
        if need not in missing
    ]
    late = [need for need in ready if need.ready_on and need.ready_on > agreed_on]
    late.sort(key=lambda need: need.ready_on or agreed_on, reverse=True)
    if not needed and facts.waived:
        return StartAnswer(agreed_on, 0)
    if missing or not needed:
        return StartAnswer(None, None, tuple(late), tuple(missing))
    return StartAnswer(begins_on, (begins_on - agreed_on).days, tuple(late))


def first_common_day(needed: list[Need], day: date, *, agreed_on: date) -> tuple[date, list[Need]]:
    """Return the first day from `day` on that suits all, and those that no day suits."""
    missing: list[Need] = []
    while True:
        days = {need: need.ready_from(day, agreed_on=agreed_on) for need in needed}
        missing += [need for need in needed if days[need] is None]
        needed = [need for need in needed if days[need] is not None]
        latest = max([found for found in days.values() if found], default=day)
        if latest == day:
            return day, missing
        day = latest


def vacancy(facts: Facts, begins_on: date | None, *, on: date) -> Vacancy | None:
    """Return since when nobody was responsible, until the eve of the begin or until today.

    With several predecessors somebody was responsible as long as one of them was there.
    """
    days = [post.vacant_since for post in facts.predecessors]
    if not days or None in days:
        return None
    since = max(day for day in days if day)
    until = on if begins_on is None else begins_on - ONE_DAY
    return Vacancy(since, until, days_between(since, until + ONE_DAY), begins_on is None)


def uncovered(facts: Facts, *, since: date, on: date) -> list[tuple[date, date]]:
    """Return the stretches from a day until today in which no post was held by anybody.

    Both days count. Qualification is not asked: somebody was there or nobody was.
    """
    held = sorted((f.hired_from, f.leaves_on or date.max) for p in facts.posts for f in p.fillings)
    gaps, free_from = [], since
    for first, last in held:
        if first > on:
            break
        if first > free_from:
            gaps.append((free_from, first - ONE_DAY))
        if last >= on:
            return gaps
        free_from = max(free_from, last + ONE_DAY)
    return [*gaps, (free_from, on)] if free_from <= on else gaps


def share_of_gaps(gaps: list[tuple[date, date]]) -> int:
    """Return how many days the stretches have together."""
    return sum(days_between(first, last + ONE_DAY) for first, last in gaps)


@dataclass(frozen=True)
class PostState:
    """How a post stands on a day: who holds it, or since when nobody does."""

    state: Staffed
    since: date | None
    filling: Filling | None = None


def post_state(post: Post, *, on: date) -> PostState:
    """Look at the day itself first, then at who is to come, then at who was last."""
    fillings = sorted(post.fillings, key=lambda filling: filling.hired_from)
    for filling in fillings:
        if filling.hired_from <= on and (filling.leaves_on is None or on <= filling.leaves_on):
            return PostState(Staffed.FILLED, filling.hired_from, filling)
    for filling in fillings:
        if filling.hired_from > on:
            return PostState(Staffed.COMING, filling.hired_from, filling)
    left = [filling.leaves_on + ONE_DAY for filling in fillings if filling.leaves_on]
    return PostState(Staffed.VACANT, max(left, default=post.vacant_since))
