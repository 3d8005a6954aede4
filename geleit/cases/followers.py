# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rooms above that must follow when a day of a file changes, in the same transaction.

The rooms above enter themselves when the product starts; this one does not know them. It is the
only place of its kind: see docs/adr/0008.
"""

from collections.abc import Callable, Iterable
from typing import Any

from geleit.cases.models import Case

FOLLOWERS: list[Callable[..., Any]] = []
FOLLOWERS_OF_MANY: list[Callable[..., Any]] = []
FOLLOWERS_OF_PERSONS: list[Callable[[Iterable[int]], Any]] = []


def tell(case: Case, *, by: Any) -> None:
    """Let the rooms above bring up to date what they derived from the days of this file."""
    for follower in FOLLOWERS:
        follower(case, by=by)


def tell_all(cases: list[Case], *, by: Any) -> None:
    """Do for many files what `tell` does for one; of very many a follower may see to it later."""
    for follower in FOLLOWERS_OF_MANY if cases else ():
        follower(cases, by=by)


def tell_of_persons(persons: Iterable[int]) -> None:
    """Let the rooms above know who is new, or whose name or birth reads otherwise now."""
    known = list(persons)
    for follower in FOLLOWERS_OF_PERSONS if known else ():
        follower(known)
