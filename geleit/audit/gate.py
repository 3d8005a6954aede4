# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before an act is written down, it is asked once more whether its author still may act.

Every act writes an entry in its own transaction, so this is the one place that none can pass by.
Accounts put their question here when they start: the log itself knows nobody.
"""

from collections.abc import Callable, Iterable
from typing import Any

UNASKED = {"refused", "signed-in", "signed-out", "session-expired"}  # nothing was done with a right
QUESTIONS: list[Callable[[Any], None]] = []  # each raises when the person may not act any more


def ask_again(entries: Iterable[Any]) -> None:
    """Ask for the authors of what is to be written; who only read changed nothing."""
    authors: list[Any] = []
    for entry in entries:
        is_asked = not entry.verb.endswith("-read") and entry.verb not in UNASKED
        if not isinstance(entry.by, str) and is_asked and entry.by not in authors:
            authors.append(entry.by)
    for author in authors:
        for question in QUESTIONS:
            question(author)
