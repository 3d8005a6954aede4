# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether cases that wait are out of sight: on the pages of a case they are, until accepted."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_shut: ContextVar[bool] = ContextVar("geleit_waiting_cases_are_shut", default=False)


def waiting_are_shut() -> bool:
    return _shut.get()


def shut_waiting() -> None:
    """From here to the end of `for_one_page` nobody sees a case that waits."""
    _shut.set(True)


@contextmanager
def for_one_page() -> Iterator[None]:
    """See waiting cases as usual again afterwards."""
    token = _shut.set(False)
    try:
        yield
    finally:
        _shut.reset(token)
