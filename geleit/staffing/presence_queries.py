# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the posts of an agreement are covered on a day and through a year."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from geleit.agreements.models import CooperationAgreement
from geleit.staffing import rules
from geleit.staffing.duty_queries import Line, who_does_what
from geleit.staffing.models import Absence
from geleit.staffing.presence_actions import aways
from geleit.staffing.presence_rules import Away, PostDay, post_day
from geleit.staffing.timeline import share, stretches

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Stretch:
    """A part of the year; `kind` is filled, vacant, absent or deputised, x and width in percent."""

    kind: str
    x: str
    width: str
    first: date
    last: date


@dataclass(frozen=True)
class YearLine:
    post: rules.Post
    stretches: tuple[Stretch, ...]


def absences_of(agreement: CooperationAgreement) -> dict[int, list[Away]]:
    """Return who is away when, by filling; without names of deputies nobody may read."""
    found: dict[int, list[Away]] = defaultdict(list)
    rows = Absence.objects.filter(filling__position__agreement=agreement)
    for row in rows.order_by("starts_on", "pk"):
        found[row.filling_id].append(aways(row))
    return found


def days_of(facts: rules.Facts, absences: dict[int, list[Away]], *, on: date) -> list[PostDay]:
    return [post_day(post, absences, on=on) for post in facts.posts]


def uncovered_duties(
    agreement: CooperationAgreement, days: list[PostDay], *, on: date
) -> list[Line]:
    """Return the tasks that nobody sees to on the day: no carrier, or nobody on the post."""
    empty = {day.post.key for day in days if not day.is_covered}
    lines = who_does_what(agreement, on=on)
    return [line for line in lines if _is_uncovered(line, empty)]


def _is_uncovered(line: Line, empty: set[int]) -> bool:
    carrier = line.answer.carrier
    if carrier is None or line.answer.vacant_since:
        return True
    return carrier.post is not None and carrier.post.key in empty


def year_lines(facts: rules.Facts, absences: dict[int, list[Away]], *, year: int) -> list[YearLine]:
    """Return each post through a year as stretches of being filled, vacant, away or deputised."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [
        YearLine(post, tuple(_stretches(post, facts.agreed_on, absences, first, last)))
        for post in facts.posts
    ]


def _stretches(
    post: rules.Post, agreed_on: date, absences: dict[int, list[Away]], first: date, last: date
) -> Iterator[Stretch]:
    for begins, ends, is_filled in stretches(post, agreed_on):
        yield from _within("filled" if is_filled else "vacant", begins, ends, first, last)
    for filling in post.fillings:
        for away in absences.get(filling.key, ()):
            kind = "deputised" if away.covered_by else "absent"
            until = away.ends_on or filling.leaves_on
            yield from _within(kind, away.starts_on, until, first, last)


def _within(
    kind: str, begins: date, ends: date | None, first: date, last: date
) -> Iterator[Stretch]:
    begins, until = max(begins, first), min(ends or last, last)
    if begins <= until:
        whole = last + timedelta(days=1)
        width = share(first + (until - begins) + timedelta(days=1), first, whole)
        yield Stretch(kind, share(begins, first, whole), width, begins, until)
