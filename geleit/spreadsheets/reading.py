# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file of people's lists → one Table with the row numbers a person sees in Excel."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import python_calamine as calamine
from django.utils.translation import gettext as _

from .column_names import is_known_name
from .formats import (
    MAX_SHEETS,
    FileKind,
    damaged,
    encrypted,
    file_kind,
    refuse_all_cells,
    refuse_extent,
    too_large,
)
from .headers import find_header, is_explanation, is_repeated_header, is_sum_row
from .merged import Span, filled_down, spans_of
from .problems import CellProblem, UnreadableFile
from .tables import (
    EMPTY_CELL,
    Cell,
    CellValue,
    Column,
    GridRow,
    Row,
    SkippedRow,
    Table,
    column_letter,
    make_grid_row,
)
from .text_files import read_text_grid

__all__ = [
    "Cell",
    "CellProblem",
    "Column",
    "Row",
    "SkippedRow",
    "Table",
    "UnreadableFile",
    "read_table",
    "sheet_names",
]


@dataclass(frozen=True)
class NamedGrid:
    """All rows of one sheet (name None: a text file)."""

    name: str | None
    rows: list[GridRow]
    merged: tuple[Span, ...] = ()


def read_table(data: bytes, *, file_name: str, sheet: str | None = None) -> Table:
    """Return the list in an XLSX, XLS, ODS, CSV or TSV file, whatever the file is called.

    Without `sheet` the sheet most like a list of people is taken; the others are named in
    `other_sheets`. Raise UnreadableFile with a German sentence when there is no such list.
    """
    kind = file_kind(data, file_name=file_name)
    if kind is FileKind.TEXT:
        grid = NamedGrid(None, read_text_grid(data, file_name=file_name))
        return make_table(grid, file_name=file_name)
    return best_table(read_sheets(data, file_name=file_name, sheet=sheet), file_name=file_name)


def sheet_names(data: bytes, *, file_name: str) -> tuple[str, ...]:
    """Return the names of the visible sheets, none for a text file; may raise UnreadableFile."""
    if file_kind(data, file_name=file_name) is FileKind.TEXT:
        return ()
    return tuple(visible_sheets(open_workbook(data, file_name=file_name)))


@dataclass(frozen=True)
class Sheets:
    """The sheets that come into question, and the names of all that are visible."""

    grids: Iterator[NamedGrid]  # one after the other, so that one is kept, not all
    names: tuple[str, ...]


def open_workbook(data: bytes, *, file_name: str) -> calamine.CalamineWorkbook:
    with as_unreadable(file_name):
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))


@contextmanager
def as_unreadable(file_name: str) -> Iterator[None]:
    """Turn whatever calamine raises for a broken file into UnreadableFile."""
    try:
        yield
    except calamine.PasswordError as error:
        raise encrypted(file_name) from error
    except (UnreadableFile, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of the Rust side is no Exception
        raise damaged(file_name) from error


def visible_sheets(workbook: calamine.CalamineWorkbook) -> list[str]:
    """Return the visible sheets with cells; hidden ones only when nothing else is there."""
    sheets = [
        meta for meta in workbook.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    visible = [meta for meta in sheets if meta.visible == calamine.SheetVisibleEnum.Visible]
    return [meta.name for meta in visible or sheets]


def read_sheets(data: bytes, *, file_name: str, sheet: str | None) -> Sheets:
    workbook = open_workbook(data, file_name=file_name)
    names = visible_sheets(workbook)
    if sheet is not None and sheet not in workbook.sheet_names:
        raise UnreadableFile(
            file=file_name,
            value=sheet,
            message=_("Dieses Blatt gibt es in der Datei nicht."),
            mend=_("Vorhanden sind: {names}.").format(names=", ".join(names)),
        )
    wanted = names if sheet is None else [sheet]
    return Sheets(grids=sheet_grids(workbook, wanted, file_name=file_name), names=tuple(names))


def sheet_grids(
    workbook: calamine.CalamineWorkbook, names: list[str], *, file_name: str
) -> Iterator[NamedGrid]:
    """Give the rows of the sheets; calamine leaves out empty rows and columns at the edge."""
    if len(names) > MAX_SHEETS:
        raise too_large(file_name, _("{count} Blätter").format(count=len(names)))
    cells = 0
    for name in names:
        rows: list[GridRow] = []
        merged: tuple[Span, ...] = ()
        with as_unreadable(file_name):
            sheet = workbook.get_sheet_by_name(name)
            if sheet.start is not None and sheet.end is not None:
                height, width = sheet.end[0] + 1, sheet.end[1] + 1
                cells += height * width
                refuse_extent(height, width, file_name=file_name)
                refuse_all_cells(cells, file_name=file_name)
                rows = place_rows(sheet.to_python(), top=sheet.start[0], left=sheet.start[1])
                merged = spans_of(sheet.merged_cell_ranges)
        yield NamedGrid(name, rows, merged)


def place_rows(values: Sequence[Sequence[CellValue]], *, top: int, left: int) -> list[GridRow]:
    """Number the rows as Excel does, and give back what lies above and to the left."""
    above = [make_grid_row(number, []) for number in range(1, top + 1)]
    margin: list[CellValue] = [None] * left
    rows = [
        make_grid_row(number, [*margin, *cells]) for number, cells in enumerate(values, top + 1)
    ]
    return above + rows


def best_table(sheets: Sheets, *, file_name: str) -> Table:
    """Return the table with the most columns we know; raise when no sheet holds one."""
    best: Table | None = None
    refusals: list[UnreadableFile] = []
    for grid in sheets.grids:
        others = tuple(name for name in sheets.names if name != grid.name)
        try:
            table = make_table(grid, file_name=file_name, other_sheets=others)
        except UnreadableFile as refusal:
            refusals.append(refusal.with_traceback(None))  # else it holds the sheet
        else:
            if best is None or person_likeness(table) > person_likeness(best):
                best = table
    if best:
        return best
    if refusals:
        raise max(refusals, key=lambda refusal: refusal.row or 0)
    raise empty_table(file_name)


def person_likeness(table: Table) -> tuple[int, int]:
    known = sum(is_known_name(column.title) for column in table.columns)
    return known, len(table.rows)


def make_table(grid: NamedGrid, *, file_name: str, other_sheets: tuple[str, ...] = ()) -> Table:
    """Cut a grid into titles, header, records and rows to skip; UnreadableFile without header."""
    place = header_place(grid, file_name=file_name)
    header, titles = grid.rows[place], titled(grid.rows, place)
    below = filled_down(grid.rows[place + 1 :], grid.merged, titles)
    skipped = {row.number: reason for row in below if (reason := skip_reason(row, header))}
    first = next((row for row in below if row.number not in skipped), None)
    if first and is_explanation(first):
        skipped[first.number] = _("erklärt die Spalten")
    records = [row for row in below if row.number not in skipped]
    if not records:
        raise header_only(file_name, header)
    positions = used_positions([header, *records])
    return Table(
        file_name=file_name,
        sheet=grid.name,
        titles=tuple(row.text for row in grid.rows[:place] if row.filled),
        header_row=header.number,
        columns=make_columns(titles, positions),
        rows=tuple(make_row(row, positions) for row in records),
        skipped=skipped_rows(grid.rows[:place], below, skipped),
        other_sheets=other_sheets,
    )


def header_place(grid: NamedGrid, *, file_name: str) -> int:
    if not any(row.filled for row in grid.rows):
        raise empty_table(file_name)
    place = find_header(grid.rows)
    if place is not None:
        return place
    first = next(row for row in grid.rows if row.filled)
    raise UnreadableFile(
        file=file_name,
        row=first.number,
        column=filled_letters(first),
        message=_("Es ist keine Zeile mit Spaltennamen zu finden."),
        mend=_(
            "Bitte über die Liste eine Zeile mit Namen wie „Name“, „Vorname“, „Geburtsdatum“ "
            "setzen."
        ),
    )


def filled_letters(row: GridRow) -> str:
    """Return where something stands in a row, "A–F": the place, and never what stands there."""
    filled = [position for position, cell in enumerate(row.cells) if cell.text]
    ends = [column_letter(filled[0]), column_letter(filled[-1])]
    return "–".join(dict.fromkeys(ends))


def empty_table(file_name: str) -> UnreadableFile:
    return UnreadableFile(
        file=file_name,
        message=_("In der Datei steht keine Tabelle."),
        mend=_("Bitte prüfen, ob die richtige Datei gewählt ist."),
    )


def header_only(file_name: str, header: GridRow) -> UnreadableFile:
    return UnreadableFile(
        file=file_name,
        row=header.number,
        column=filled_letters(header),
        message=_("Unter den Spaltennamen stehen keine Zeilen."),
        mend=_("Bitte prüfen, ob die Liste gefiltert oder ohne Inhalt gespeichert wurde."),
    )


def skip_reason(row: GridRow, header: GridRow) -> str | None:
    """Return why a row below the header is no record, None when it is one."""
    if not row.filled:
        return _("leer")
    if is_repeated_header(row, header):
        return _("Spaltennamen wiederholt")
    if is_sum_row(row):
        return _("Summenzeile")
    return None


def skipped_rows(
    above: list[GridRow], below: list[GridRow], reasons: dict[int, str]
) -> tuple[SkippedRow, ...]:
    empty = [SkippedRow(row.number, _("leer")) for row in above if not row.filled]
    rest = [
        SkippedRow(row.number, reasons[row.number], row.text)
        for row in below
        if row.number in reasons
    ]
    return tuple(empty + rest)


def used_positions(rows: list[GridRow]) -> list[int]:
    """Return the positions of the columns in which anything stands."""
    return sorted(
        {position for row in rows for position, cell in enumerate(row.cells) if cell.text}
    )


def titled(grid: list[GridRow], place: int) -> GridRow:
    """Return the header; a name joined over two rows is taken from the row above."""
    header, above = grid[place], grid[place - 1] if place else None
    if above is None or len(above.filled) < 2:
        return header
    missing = len(above.cells) - len(header.cells)
    cells = header.cells + (EMPTY_CELL,) * missing
    joined = [
        above.cells[position] if not cell.text and position < len(above.cells) else cell
        for position, cell in enumerate(cells)
    ]
    return GridRow(number=header.number, cells=tuple(joined))


def make_columns(header: GridRow, positions: list[int]) -> tuple[Column, ...]:
    """Name the columns; a name that stands twice gets a number, a missing one its letter."""
    seen: dict[str, int] = {}
    columns = []
    for index, position in enumerate(positions):
        letter = column_letter(position)
        text = header.cells[position].text if position < len(header.cells) else ""
        title = " ".join(text.split()) or _("Spalte {letter}").format(letter=letter)
        seen[title] = seen.get(title, 0) + 1
        if seen[title] > 1:
            title = f"{title} ({seen[title]})"
        columns.append(Column(index=index, letter=letter, title=title))
    return tuple(columns)


def make_row(row: GridRow, positions: list[int]) -> Row:
    cells = tuple(
        row.cells[position] if position < len(row.cells) else EMPTY_CELL for position in positions
    )
    return Row(number=row.number, cells=cells)
