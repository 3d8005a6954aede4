# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is there on a day, and what is covered by nobody. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem
from geleit.staffing.enums import Presence, Staffed
from geleit.staffing.rules import Filling, Post, post_state


@dataclass(frozen=True)
class Away:
    """Somebody is away from the first to the last day; without a last one until further notice."""

    key: int
    starts_on: date
    ends_on: date | None
    covered_by: str = ""

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class PostDay:
    """A post on one day."""

    post: Post
    presence: Presence
    filling: Filling | None = None
    away: Away | None = None
    since: date | None = None

    @property
    def is_covered(self) -> bool:
        return self.presence in (Presence.THERE, Presence.DEPUTISED)


def post_day(post: Post, absences: Mapping[int, Sequence[Away]], *, on: date) -> PostDay:
    """Say how a post is covered on a day; `absences` are those of each filling, by its key."""
    state = post_state(post, on=on)
    if state.state != Staffed.FILLED or state.filling is None:
        since = None if state.state == Staffed.COMING else state.since
        return PostDay(post, Presence.VACANT, since=since)
    away = next((one for one in absences.get(state.filling.key, ()) if one.holds(on)), None)
    if away is None:
        return PostDay(post, Presence.THERE, state.filling)
    presence = Presence.DEPUTISED if away.covered_by else Presence.ABSENT
    return PostDay(post, presence, state.filling, away, away.starts_on)


def shares(days: Sequence[PostDay]) -> tuple[Decimal, Decimal]:
    """Return the full posts that are covered on the day, and all of them."""
    covered = sum((day.post.full_time_share for day in days if day.is_covered), Decimal(0))
    return covered, sum((day.post.full_time_share for day in days), Decimal(0))


def absence_problems(
    *,
    starts_on: date,
    ends_on: date | None,
    hired_from: date,
    leaves_on: date | None,
    others: Sequence[Away],
) -> list[Problem]:
    """An absence lies within the time on the post, and one at a time."""
    if ends_on is not None and ends_on < starts_on:
        return [Problem("ends_on", _("Der letzte Tag liegt vor dem ersten."))]
    if starts_on < hired_from or (leaves_on and (ends_on or starts_on) > leaves_on):
        text = _("Die Abwesenheit liegt nicht in der Zeit auf dieser Stelle.")
        return [Problem("starts_on", text)]
    for other in others:
        if (ends_on is None or other.starts_on <= ends_on) and (
            other.ends_on is None or starts_on <= other.ends_on
        ):
            text = _("Ab %(day)s ist schon eine Abwesenheit eingetragen.")
            return [Problem("starts_on", text % {"day": day_text(other.starts_on)})]
    return []
