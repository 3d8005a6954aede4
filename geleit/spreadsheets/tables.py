# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table as it stands in the file: columns, numbered rows, cells with value and text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

CellValue = str | int | float | bool | date | datetime | time | timedelta | None

# Among them all that turn the direction of writing: a name must not turn what stands after it.
INVISIBLE = dict.fromkeys(map(ord, "\u061c\u200b\u200c\u200e\u200f\u2060\ufeff"))
INVISIBLE |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class Cell(NamedTuple):
    """A cell: `value` as the file stores it, `text` as a person would see it ("" when empty)."""

    value: CellValue
    text: str


EMPTY_CELL = Cell(value=None, text="")


@dataclass(frozen=True)
class Column:
    """A column: `index` is its place in `Row.cells`, `letter` the one shown in Excel."""

    index: int
    letter: str
    title: str


@dataclass(frozen=True)
class Row:
    """A row: `number` counts from 1 as in the file, `cells` run parallel to `Table.columns`."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class SkippedRow:
    """A row that is not a record, with the reason in German and what stood in it."""

    number: int
    reason: str
    text: str = ""


@dataclass(frozen=True)
class Table:
    """The one table of a file that was read; `sheet` is None for text files.

    `other_sheets` names the sheets that were left aside.
    """

    file_name: str
    sheet: str | None
    titles: tuple[str, ...]
    header_row: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    skipped: tuple[SkippedRow, ...]
    other_sheets: tuple[str, ...] = ()

    def column_cells(self, column: Column) -> list[Cell]:
        """Return the cells of one column, from top to bottom."""
        return [row.cells[column.index] for row in self.rows]


@dataclass(frozen=True)
class GridRow:
    """A row before anyone has looked for a header; `cells` begin at column A."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> list[str]:
        """The texts of the cells that are not empty."""
        return [cell.text for cell in self.cells if cell.text]

    @property
    def text(self) -> str:
        return " ".join(self.filled)


def make_cell(value: CellValue) -> Cell:
    text = cell_text(value)
    return Cell(value=value if text else None, text=text)


def make_grid_row(number: int, values: Sequence[CellValue]) -> GridRow:
    return GridRow(number=number, cells=tuple(make_cell(value) for value in values))


def column_letter(position: int) -> str:
    """Return the letters Excel shows for a position from 0: 0 → A, 26 → AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_text(value: CellValue) -> str:
    """Return what a person would read in a German Excel; whole numbers carry no ',0'."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, int | float):
        return number_text(value)
    return moment_text(value)


def clean_text(text: str) -> str:
    """Return the text without invisible marks and outer blanks, accents in one form (NFC)."""
    if text.isascii():
        return text.replace("\r\n", "\n").strip()
    text = unicodedata.normalize("NFC", text).translate(INVISIBLE)
    return text.replace("\xa0", " ").replace("\r\n", "\n").strip()


def number_text(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace(".", ",")


def moment_text(value: date | datetime | time | timedelta) -> str:
    if isinstance(value, datetime):
        shape = "%d.%m.%Y" if value.time() == time() else "%d.%m.%Y %H:%M"
        return value.strftime(shape)
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)
