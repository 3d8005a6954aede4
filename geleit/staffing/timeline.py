# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The time line of vacancy and filling: days turned into shares of a width. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from geleit.staffing.rules import ONE_DAY, Facts, Post, Span

MARGIN = timedelta(days=30)
MOST_TICKS = 5
LABEL_ENDS = 85  # percent; a label further right would be cut off on a phone


@dataclass(frozen=True)
class Bar:
    """A stretch of time; `x` and `width` in percent of the whole."""

    x: str
    width: str
    is_filled: bool
    first: date
    last: date | None


@dataclass(frozen=True)
class Line:
    """A post with its stretches of being vacant and filled."""

    label: str
    organisation: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tick:
    x: str
    day: date


@dataclass(frozen=True)
class Timeline:
    first: date
    last: date
    lines: tuple[Line, ...]
    agreed: Tick
    begin: Tick | None
    ticks: tuple[Tick, ...]


def timeline(facts: Facts, begins_on: date | None, *, on: date) -> Timeline:
    """Return lines for the predecessors and for each post, from the vacancy to after the begin."""
    hired = [filling.hired_from for post in facts.posts for filling in post.fillings]
    known = [facts.agreed_on, *hired]
    empty = [post.vacant_since for post in (*facts.predecessors, *facts.posts)]
    first = min(*known, *(day for day in empty if day), facts.agreed_on).replace(day=1)
    left = [f.leaves_on for post in facts.posts for f in post.fillings if f.leaves_on]
    last = max(*known, begins_on or on, *[day for day in left if day <= on], on) + MARGIN
    lines = []
    for post in facts.predecessors:
        if post.vacant_since:
            until = begins_on - ONE_DAY if begins_on else None
            spans = [(post.vacant_since, until, False)]
            lines.append(line(post, spans, first, last))
    lines += [line(post, stretches(post, facts.agreed_on), first, last) for post in facts.posts]
    ticks = [Tick(share(day, first, last), day) for day in months(first, last)]
    return Timeline(
        first=first,
        last=last,
        lines=tuple(lines),
        agreed=Tick(share(facts.agreed_on, first, last), facts.agreed_on),
        begin=Tick(share(begins_on, first, last), begins_on) if begins_on else None,
        ticks=tuple(tick for tick in ticks if float(tick.x) <= LABEL_ENDS),
    )


def stretches(post: Post, agreed_on: date) -> Iterable[tuple[date, date | None, bool]]:
    """Yield when a post is vacant and filled; before the agreed day nobody has to be there."""
    free_from: date | None = min(post.vacant_since or agreed_on, agreed_on)
    spans: list[Span] = sorted((f.hired_from, f.leaves_on) for f in post.fillings)
    for hired_from, leaves_on in spans:
        if free_from and hired_from > free_from:
            yield free_from, hired_from - ONE_DAY, False
        yield hired_from, leaves_on, True
        free_from = None if leaves_on is None else leaves_on + ONE_DAY
    if free_from:
        yield free_from, None, False


def line(
    post: Post, spans: Iterable[tuple[date, date | None, bool]], first: date, last: date
) -> Line:
    bars = [
        Bar(
            x=share(max(begins, first), first, last),
            width=share(first + (last_shown(ends, last) - max(begins, first)), first, last),
            is_filled=is_filled,
            first=begins,
            last=ends,
        )
        for begins, ends, is_filled in spans
        if begins <= last and (ends is None or ends >= begins)
    ]
    return Line(post.title, post.organisation, tuple(bars))


def last_shown(ends: date | None, last: date) -> date:
    """Return the eve of what follows as the morning after: a last day belongs to its stretch."""
    return last if ends is None else min(ends + ONE_DAY, last)


def share(day: date, first: date, last: date) -> str:
    """Return where a day stands between two others, in percent with a full stop for SVG."""
    return f"{100 * (day - first).days / max(1, (last - first).days):.2f}"


def months(first: date, last: date) -> list[date]:
    """Return firsts of months at even steps, few enough to be read on a phone."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if count <= s * MOST_TICKS)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month, step)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]
