# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several people, or windows, at one text: who saves second sees what the first one saved. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from geleit.core.problems import Problem

MINE, THEIRS, BOTH = "mine", "theirs", "both"


def mark_of(values: Mapping[str, Any]) -> int:
    """Return a number by which a form knows later whether its row still says the same."""
    words = "\0".join(f"{name}\0{values[name]}" for name in sorted(values))
    return int.from_bytes(sha256(words.encode()).digest()[:6])


def seen_problems(*, seen: int | None, changes: int) -> list[Problem]:
    """Return why a form can not be saved over what was saved after it had been opened."""
    if seen is not None and seen != changes:
        text = _("Dieser Text ist inzwischen schon geändert worden. Bitte wählen Sie, was gilt.")
        return [Problem("overtaken", text)]
    return []


@dataclass(frozen=True)
class Difference:
    """One field in two versions; `is_long`: a text of which both can be kept."""

    name: str
    label: str
    mine: str
    theirs: str
    is_long: bool = False


def differences(
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    labels: Mapping[str, str],
    *,
    long: Iterable[str] = (),
) -> list[Difference]:
    """Return the fields in which two versions differ, in the order of the labels."""
    return [
        Difference(name, label, mine.get(name, ""), theirs.get(name, ""), name in set(long))
        for name, label in labels.items()
        if mine.get(name, "").strip() != theirs.get(name, "").strip()
    ]


def kept(mine: Any, theirs: Any, *, choice: str) -> Any:
    """Return what is kept of two versions of one field; both means one text below the other."""
    if choice == THEIRS:
        return theirs
    return f"{theirs}\n\n{mine}" if choice == BOTH else mine
