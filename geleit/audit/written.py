# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many entries this thread of work has added so far: so that a silent page is noticed."""

from contextvars import ContextVar

_so_far: ContextVar[int] = ContextVar("geleit_entries_written", default=0)


def so_far() -> int:
    return _so_far.get()


def add(entries: int) -> None:
    _so_far.set(_so_far.get() + entries)
