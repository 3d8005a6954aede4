# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Short lists of the first page: what is due is never cut, the rest is, and counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

MOST = 500  # rows that are read; who has more due than that needs help, not a longer list


@dataclass(frozen=True)
class Shortlist:
    """The rows that are shown, and how many more there are."""

    rows: list[Any]
    more: int


def shortened(rows: Sequence[Any], *, stays: Callable[[Any], bool], size: int) -> list[Any]:
    """Return every row that must stay, and of the others the first ones until there are `size`."""
    left = size - sum(map(stays, rows))
    shown = []
    for row in rows:
        if stays(row):
            shown.append(row)
        elif left > 0:
            shown.append(row)
            left -= 1
    return shown


def shortlist(rows: QuerySet[Any], *, day: str, on: date, size: int) -> Shortlist:
    """Return all rows whose day has come, and of the later ones the first; one query."""
    found = list(rows[:MOST])
    shown = shortened(found, stays=lambda row: _has_come(getattr(row, day), on), size=size)
    return Shortlist(shown, len(found) - len(shown))


def _has_come(day: date | None, on: date) -> bool:
    return day is not None and day <= on
