# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""With whose eyes the database is asked: a person's, the system's, or nobody's.

PostgreSQL hands out the rows of guarded tables to these eyes alone (docs/zeilenschutz.md); SQLite
knows nothing of it. Nobody is the default and sees nothing: a thread, a process or a web request
in which nobody said more. `system_eyes` is for work that needs rows beyond the person's;
tests/house/test_guarded.py lists where it stands. The rows must be fetched inside: a queryset that
leaves the block is asked with the person's eyes again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.db import connections
from django.http import HttpRequest, HttpResponse


class Look:
    """One person looks for a while, such as a request. What she reaches is found out once."""

    def __init__(self, user: int) -> None:
        self.user = user


class Eyes(NamedTuple):
    """Who asks. The system keeps the look of the person for whom it works."""

    look: Look | None
    is_system: bool
    without_waiting: bool = False  # cases that wait for acceptance are out of sight


NOBODY = Eyes(None, is_system=False)
_eyes: ContextVar[Eyes] = ContextVar("geleit_eyes", default=NOBODY)


def present() -> Eyes:
    return _eyes.get()


@contextmanager
def system_eyes() -> Iterator[None]:
    """See every row inside the block, or in the function that this decorates."""
    token = _eyes.set(present()._replace(is_system=True))
    try:
        yield
    finally:
        _eyes.reset(token)


@contextmanager
def for_one_page() -> Iterator[None]:
    """See what waits for acceptance as before again afterwards, whatever was shut inside."""
    before = present().without_waiting
    try:
        yield
    finally:
        _eyes.set(present()._replace(without_waiting=before))


def shut_waiting() -> None:
    """From here to the end of `for_one_page` nobody but the system sees a case that waits."""
    _eyes.set(present()._replace(without_waiting=True))


@contextmanager
def eyes_of(user: Any) -> Iterator[None]:
    """See what this person sees, and nothing without one; whoever asked before is forgotten."""
    with _seeing(_of(user)):
        yield


@contextmanager
def _seeing(eyes: Eyes) -> Iterator[None]:
    token = _eyes.set(eyes)
    try:
        yield
    finally:
        _eyes.reset(token)
        for connection in connections.all(initialized_only=True):
            if forget := getattr(connection, "forget_eyes", None):  # PostgreSQL
                forget()


def become(user: Any) -> None:
    """Go on as another person in a request in which somebody signs in or out."""
    if not present().is_system:
        _eyes.set(_of(user))


def _of(user: Any) -> Eyes:
    is_somebody = user is not None and user.is_authenticated
    return Eyes(Look(user.pk), is_system=False) if is_somebody else NOBODY


class OwnEyes:
    """Middleware: a request sees with the eyes of whoever is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with eyes_of(request.user):
            response: Any = self.get_response(request)
            eyes = present()
        if response.streaming and getattr(response, "file_to_stream", None) is None:
            response.streaming_content = _seen_by(eyes, response.streaming_content)
        return response


def _seen_by(eyes: Eyes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Make the pieces of an answer, which the server asks for later, with the same eyes."""
    while True:
        with _seeing(eyes):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
