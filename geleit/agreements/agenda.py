# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other rooms bring to the agenda of a meeting: figures that this room cannot know.

A room above says in its AppConfig what it brings. Both sides read it, so it comes protected.
While the minutes are open the lines are counted anew; with the decision they become items.
"""

from collections.abc import Callable
from datetime import date, timedelta

from geleit.agreements.models import CooperationAgreement, CooperationMeeting

# agreement, first and last day of the time between two meetings, today: the lines
Source = Callable[..., list[str]]
SOURCES: list[Source] = []
ONE_DAY = timedelta(days=1)


def bring(source: Source) -> None:
    """Let a room above bring lines to every agenda."""
    if source not in SOURCES:
        SOURCES.append(source)


def lines(meeting: CooperationMeeting, *, on: date) -> list[str]:
    """Return what is brought to a meeting, for the days since the one before it.

    Meetings never share a day. A meeting can be moved, though: a source must not tell of shorter
    times than both sides may know of anyway.
    """
    agreement = meeting.agreement
    former = agreement.meetings.filter(held_on__lt=meeting.held_on).order_by("-held_on").first()
    first = former.held_on if former else agreement.in_force_on
    last = min(meeting.held_on - ONE_DAY, on)
    return [line for source in SOURCES for line in _of(source, agreement, first, last, on)]


def _of(
    source: Source, agreement: CooperationAgreement, first: date, last: date, on: date
) -> list[str]:
    return source(agreement, first=first, last=last, on=on) if first <= last else []
