# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far the filled cells of a sheet reach, read before anybody reserves room for them. Pure.

An XML parser counts and no pattern does: `x=">"`, an entity in a number (`&#49;0000`) or a tag
over two pieces would be overlooked. The reader that comes afterwards forgives more than this one,
so what is no well-formed XML is refused.
"""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

CELL_REFERENCE = re.compile(r"\s*([A-Za-z]{1,3})(\d{1,7})")
NUMBER = re.compile(r"\s*(\d{1,9})")
TOO_FAR = 10**9  # a number longer than any sheet


class MalformedSheet(Exception):
    """A part that should be a sheet is no well-formed XML, or names a document type."""


def xlsx_extent(part: bytes) -> tuple[int, int]:
    """Return the last row and column that hold a value (cells with a format alone do not count)."""
    if b"sheetData" not in part:
        return 0, 0
    found = XlsxCells()
    parse(part, start=found.start, end=found.end)
    return found.rows, found.columns


def ods_extent(part: bytes) -> tuple[int, int]:
    """Return the largest last filled row and column of all tables (empty repeats do not count)."""
    found = OdsCells()
    parse(part, start=found.start, end=found.end)
    return found.rows, found.columns


def parse(part: bytes, *, start: Any, end: Any) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse_document_type
    try:
        parser.Parse(part, True)  # noqa: FBT003 (it is the last piece)
    except expat.ExpatError as error:
        raise MalformedSheet from error


def refuse_document_type(*_declaration: object) -> None:
    raise MalformedSheet


class XlsxCells:
    """Where the cells of a worksheet stand; one without a place follows the one before."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0
        self._is_in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._place(attributes.get("r"))
            self._is_in_cell = True
        elif self._is_in_cell:
            self.rows = max(self.rows, self._row)
            self.columns = max(self.columns, self._column)
        elif name == "row":
            given = NUMBER.match(attributes.get("r", ""))
            self._row = int(given[1]) if given else self._row + 1
            self._column = 0

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "c":
            self._is_in_cell = False

    def _place(self, reference: str | None) -> None:
        place = CELL_REFERENCE.match(reference or "")
        if place:
            self._column, self._row = column_number(place[1]), int(place[2])
        else:
            self._column += 1


class OdsCells:
    """Where the cells of the tables of an ODS file stand; rows and cells may say how often."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._last_row = self._height = self._place = self._last_place = 0
        self._is_in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._last_row = 0
        elif tag == "table:table-row":
            self._height = repeated("rows", attributes)
            self._place = self._last_place = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._place += repeated("columns", attributes)
            self._is_in_cell = True
            if any(name.startswith("office:") for name in attributes):
                self._last_place = self._place
        elif self._is_in_cell:  # something stands in the cell
            self._last_place = self._place

    def end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._last_row += self._height
            if self._last_place:
                self.rows = max(self.rows, self._last_row)
                self.columns = max(self.columns, self._last_place)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._is_in_cell = False


def repeated(what: str, attributes: dict[str, str]) -> int:
    """Return how often a row or a cell stands there: the largest number that is given."""
    ending = f"number-{what}-repeated"
    given = [value for name, value in attributes.items() if name.endswith(ending)]
    return max([1, *(counted(value) for value in given)])


def counted(text: str) -> int:
    digits = text.strip().lstrip("+0")
    if not digits:
        return 1
    if not digits.isdecimal():
        raise MalformedSheet
    return int(digits) if len(digits) < 10 else TOO_FAR


def column_number(letters: str) -> int:
    """Return the position from 1 of a column named in letters: AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
