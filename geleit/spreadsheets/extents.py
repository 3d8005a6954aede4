# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far the filled cells of a sheet reach, read before anybody reserves room for them. Pure.

An XML parser counts and no pattern does: `x=">"`, an entity in a number (`&#49;0000`) or a tag
over two pieces would be overlooked. The reader that comes afterwards forgives more than this one,
so what is no well-formed XML is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.parsers import expat

CELL_REFERENCE = re.compile(r"\s*([A-Za-z]{1,3})(\d{1,7})")
NUMBER = re.compile(r"\s*(\d{1,9})")
TOO_FAR = 10**9  # a number longer than any sheet
# A text that stands once in the file is copied for every cell that holds it. 100,000 people with
# 2,000 letters each; one text of a megabyte in a thousand cells is more.
MAX_LETTERS = 200_000_000
SHARED = re.compile(rb"[<:]sst[\s/>]")


class MalformedSheet(Exception):
    """A part that should be a sheet is no well-formed XML, or names a document type."""


class Extent(NamedTuple):
    """The last row and column that hold a value, and what the reader reserves room for."""

    rows: int = 0
    columns: int = 0
    cells: int = 0  # of the rectangles of all tables
    letters: int = 0  # of texts that stand once in the file and in many cells
    filled: int | None = None  # rows with a value, where that is counted


def xlsx_extent(part: bytes, shared: Sequence[int] = ()) -> Extent:
    """Return how far the cells with a value reach; `shared` are the lengths of the shared texts.

    Whether many cells share a long text is looked at closely only where it could be.
    """
    if b"sheetData" not in part:
        return Extent()
    found = XlsxCells()
    parse(part, start=found.start, end=found.end)
    letters = found.shared * max(shared, default=0)
    if letters > MAX_LETTERS:
        copied = XlsxCopies(shared)
        parse(part, start=copied.start, end=copied.end, text=copied.text)
        letters = copied.letters
    cells = found.rows * found.columns
    return Extent(found.rows, found.columns, cells, letters, len(found.filled))


def shared_lengths(part: bytes) -> list[int]:
    """Return how long each text is that the cells of a workbook share; none for another part."""
    if not SHARED.search(part):
        return []
    found = SharedTexts()
    parse(part, start=found.start, end=found.end, text=found.text)
    return found.lengths if found.root == "sst" else []


def ods_extent(part: bytes) -> Extent:
    """Return the largest last filled row and column of all tables (empty repeats do not count)."""
    found = OdsCells()
    parse(part, start=found.start, end=found.end, text=found.text)
    return Extent(found.rows, found.columns, found.cells, found.letters)


def parse(part: bytes, *, start: Any, end: Any, text: Any = None) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
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
        self.rows = self.columns = self.shared = 0
        self.filled: set[int] = set()
        self._row = self._column = 0
        self._is_in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self.shared += attributes.get("t") == "s"
            self._place(attributes.get("r"))
            self._is_in_cell = True
        elif self._is_in_cell:
            self.rows = max(self.rows, self._row)
            self.columns = max(self.columns, self._column)
            self.filled.add(self._row)
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


class SharedTexts:
    """How long the texts are that the cells of a workbook share."""

    def __init__(self) -> None:
        self.root = ""
        self.lengths: list[int] = []

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.root = self.root or name
        if name == "si":
            self.lengths.append(0)

    def end(self, _tag: str) -> None:
        pass

    def text(self, piece: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(piece)


class XlsxCopies:
    """How many letters the cells hold when each has a shared text of its own."""

    def __init__(self, shared: Sequence[int]) -> None:
        self.letters = 0
        self._shared = shared
        self._is_shared = self._is_value = False
        self._number = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._is_shared = attributes.get("t") == "s"
        elif name == "v":
            self._is_value, self._number = self._is_shared, ""

    def text(self, piece: str) -> None:
        if self._is_value:
            self._number += piece

    def end(self, tag: str) -> None:
        if self._is_value and tag.rpartition(":")[2] == "v":
            self.letters += self._length_of(self._number.strip())
            self._is_value = False

    def _length_of(self, number: str) -> int:
        """Return the length of a text by its number; of one that nobody can read, the longest."""
        if number.isdecimal() and len(number) < 10:
            return self._shared[int(number)] if int(number) < len(self._shared) else 0
        return max(self._shared)


class OdsCells:
    """Where the cells of the tables of an ODS file stand; rows and cells may say how often."""

    def __init__(self) -> None:
        self.rows = self.columns = self.cells = self.letters = 0
        self._last_row = self._height = self._place = self._last_place = 0
        self._broadest = self._area = self._row_letters = self._repeated = 0
        self._is_in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._last_row = self._broadest = self._area = 0
        elif tag == "table:table-row":
            self._height = repeated("rows", attributes)
            self._place = self._last_place = self._row_letters = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            if self._is_in_cell:  # a table in a cell: no program for lists writes one
                raise MalformedSheet
            self._repeated = repeated("columns", attributes)
            self._place += self._repeated
            values = (text for name, text in attributes.items() if name.endswith("value"))
            self._row_letters += self._repeated * sum(map(len, values))
            self._is_in_cell = True
            if any(name.startswith("office:") for name in attributes):
                self._last_place = self._place
        elif self._is_in_cell:  # something stands in the cell
            self._last_place = self._place

    def end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._last_row += self._height
            self.letters += self._row_letters * self._height
            if self._last_place:
                self._broadest = max(self._broadest, self._last_place)
                self.rows = max(self.rows, self._last_row)
                self.columns = max(self.columns, self._broadest)
                former, self._area = self._area, self._last_row * self._broadest
                self.cells += self._area - former
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._is_in_cell = False

    def text(self, piece: str) -> None:
        if self._is_in_cell:
            self._row_letters += self._repeated * len(piece)


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
