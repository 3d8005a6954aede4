# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one cell says: the value, what is doubtful about it, or why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from .folding import alternatives, folded
from .tables import Cell

T = TypeVar("T")

UNKNOWN_WORDS = alternatives(
    "unbek|unbekannt|unklar|unknown|inconnu|inconnue|ka|k a|keine angabe|keine angaben|ohne angabe"
    "|o a|na|n a|n v|nicht bekannt|nicht vorhanden|offen|entf|entfallt|null|none|nil|tbd"
)


# Letters of a cell that is read for its meaning. Patterns take the square of it: 30,000 blanks in
# one cell of a list would hold a process for minutes.
LONGEST_ANSWER = 300


@dataclass(frozen=True)
class Reading(Generic[T]):
    """A cell read as one field; `original` is the text as it stands in the file.

    `doubt` is for the person to confirm; `problem` says why there is no value, `mend` what to do.
    A field that is simply empty has neither.
    """

    value: T | None
    original: str
    doubt: str | None = None
    problem: str | None = None
    mend: str | None = None


def absent(
    cell: Cell, *, doubt: str | None = None, problem: str | None = None, mend: str | None = None
) -> Reading[Any]:
    """Return a reading without a value that keeps the original text."""
    return Reading(None, cell.text, doubt=doubt, problem=problem, mend=mend)


def is_too_long(text: str) -> bool:
    return len(text) > LONGEST_ANSWER


def too_long(cell: Cell) -> Reading[Any]:
    return absent(
        cell,
        problem=_("Diese Angabe ist zu lang, um gelesen zu werden."),
        mend=_("Bitte auf das Nötige kürzen; mehr gehört in die Bemerkung."),
    )


def is_unknown(text: str) -> bool:
    """Return whether somebody wrote that nothing is known: unbek., -, ?, k.A."""
    return bool(text) and (folded(text) in UNKNOWN_WORDS or not folded(text))


def read_text(cell: Cell) -> Reading[str]:
    """Return the text as it is; formulas and the like are text too."""
    return absent(cell) if not cell.text or is_unknown(cell.text) else Reading(cell.text, cell.text)


def unknown_word(cell: Cell, mend: str) -> Reading[Any]:
    return absent(cell, problem=_("Diese Angabe ist nicht bekannt."), mend=mend)
