# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a file, said so that the person at the screen can mend it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


def place_text(*, file: str, row: int | None, column: str | None, value: str | None) -> str:
    """Return where something stands: „liste.xlsx“, Zeile 5, Spalte „geb. am“, Wert „x“."""
    parts = [_("„{file}“").format(file=file)]
    if row is not None:
        parts.append(_("Zeile {row}").format(row=row))
    if column:
        parts.append(_("Spalte „{column}“").format(column=column))
    if value:
        parts.append(_("Wert „{value}“").format(value=value))
    return ", ".join(parts)


class UnreadableFile(Exception):
    """The file as a whole cannot be taken in; `str()` is a sentence in German for the person.

    `row` counts as the person sees it in the file (from 1); `column` and `value` are given where
    one place in the file is the cause.
    """

    def __init__(
        self,
        *,
        file: str,
        message: str,
        mend: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        self.file = file
        self.row = row
        self.column = column
        self.value = value
        self.message = message
        self.mend = mend
        super().__init__(file, row, column, value, message, mend)

    def __str__(self) -> str:
        place = place_text(file=self.file, row=self.row, column=self.column, value=self.value)
        return f"{place}: {self.message} {self.mend}"


@dataclass(frozen=True)
class CellProblem:
    """One thing in one row that a person has to look at; `column` None means the whole row.

    `kept` says that the original text stays with the row, so nothing is lost; `is_sensitive` that it
    may be kept only where a law allows it.
    """

    file: str
    row: int
    column: str | None
    value: str
    message: str
    mend: str
    kept: bool = True
    letter: str = ""
    is_sensitive: bool = False

    def __str__(self) -> str:
        place = place_text(file=self.file, row=self.row, column=self.column, value=self.value)
        return f"{place}: {self.message} {self.mend}".rstrip()
