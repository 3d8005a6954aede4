# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may be advised under a mandate: seen from title and home, by a dated rule. Pure.

It says what the rule says, and it never decides: what is not known is named as such.
"""

from collections.abc import Collection
from dataclasses import dataclass

from geleit.course.enums import Entitled


@dataclass(frozen=True)
class Circle:
    """Whom a mandate is for; nothing named means that it does not matter."""

    statuses: frozenset[str]
    stages: frozenset[str]


def entitled(circle: Circle, *, status: str, stages: Collection[str]) -> Entitled:
    """Return whether a person with this title, living at these stages, belongs to the circle.

    `status` and the stages are empty where nobody noted them.
    """
    answers = [
        _within(circle.statuses, [status] if status else []),
        _within(circle.stages, [stage for stage in stages if stage]),
    ]
    if Entitled.NO in answers:
        return Entitled.NO
    return Entitled.UNKNOWN if Entitled.UNKNOWN in answers else Entitled.YES


def not_noted(circle: Circle, *, status: str, stages: Collection[str]) -> list[str]:
    """Return what the circle asks for and nobody noted, where that leaves the answer open."""
    if entitled(circle, status=status, stages=stages) != Entitled.UNKNOWN:
        return []
    lacks = {
        "status": bool(circle.statuses) and not status,
        "stage": bool(circle.stages) and not any(stages),
    }
    return [name for name, is_lacking in lacks.items() if is_lacking]


def _within(named: frozenset[str], known: list[str]) -> Entitled:
    if not named:
        return Entitled.YES
    if not known:
        return Entitled.UNKNOWN
    return Entitled.YES if named & set(known) else Entitled.NO
