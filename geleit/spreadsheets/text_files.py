# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV and its relatives: which letters, which separator, which physical line."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import islice

from django.utils.translation import gettext as _

from .encodings import likely_text
from .formats import MAX_COLUMNS, MAX_ROWS, not_a_table, refuse_extent
from .problems import UnreadableFile
from .tables import GridRow, column_letter, make_cell
from .writing import DANGEROUS

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_BLANK = 1_000  # empty lines in a row that are kept; some programs add a million
SEPARATORS = ";\t|,"
SAMPLE_LINES = 60
# One cell of a list; more is an open quotation mark that swallowed the file.
MAX_CELL_LETTERS = 100_000
ORDINARY_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1a")


def read_text_grid(data: bytes, *, file_name: str) -> list[GridRow]:
    """Return the records with the line each begins on; UnreadableFile when it is no text table."""
    csv.field_size_limit(MAX_CELL_LETTERS)
    text = decode(data, file_name=file_name)
    separator, first_line = declared_separator(text)
    separator = separator or likely_separator(text)
    grid: list[GridRow] = []
    cell_of = cache(lambda value: make_cell(undefused(value)))  # columns repeat their values
    blank = 0
    lines = records(text, separator=separator, file_name=file_name)
    for number, values in lines:
        if number < first_line:
            continue
        blank = 0 if any(values) else blank + 1
        if blank > MOST_BLANK:
            continue
        grid.append(GridRow(number, tuple(map(cell_of, values))))
        if len(grid) > MAX_ROWS or len(values) > MAX_COLUMNS:
            rest = sum(any(cells) for _number, cells in lines)
            refuse_extent(len(grid) + rest, len(values), file_name=file_name)
    return grid


def undefused(value: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from calculating it."""
    is_defused = value[:1] == "'" and value[1:].lstrip(" \xa0").startswith(DANGEROUS)
    return value[1:] if is_defused else value


def decode(data: bytes, *, file_name: str) -> str:
    marked = marked_encoding(data)
    try:
        text: str | None = data.decode(marked or "utf-8")
    except UnicodeDecodeError:
        text = None if marked else likely_text(data)
    if text is not None and not is_binary(text):
        return text
    raise not_a_table(file_name, _("eine Datei in unbekanntem Format"))


def marked_encoding(data: bytes) -> str | None:
    """Return the encoding that a mark at the beginning or the zero bytes betray."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:4000]
    if sample[1::2].count(0) > len(sample) // 4:
        return "utf-16-le"
    if sample[0::2].count(0) > len(sample) // 4:
        return "utf-16-be"
    return None


def is_binary(text: str) -> bool:
    sample = text[:20_000]
    controls = sum(letter < " " and letter not in ORDINARY_CONTROLS for letter in sample)
    return "\x00" in sample or controls > len(sample) / 200


def declared_separator(text: str) -> tuple[str | None, int]:
    """Return Excel's own 'sep=;' of the first line, and the line on which the table begins."""
    first = text.split("\n", 1)[0].strip().strip('"').casefold()
    if first.startswith("sep=") and len(first) == len("sep=;"):
        return first[-1], 2
    return ("\t", 2) if first == "sep=" else (None, 1)


def likely_separator(text: str) -> str:
    """Return the separator that cuts most lines into the same number of cells."""
    sample = "\n".join(text.splitlines()[:SAMPLE_LINES])
    return max(SEPARATORS, key=lambda separator: separator_score(sample, separator))


def separator_score(sample: str, separator: str) -> float:
    widths: list[int] = []
    with suppress(csv.Error):  # one cell without end; the lines before it tell
        rows = csv.reader(io.StringIO(sample), delimiter=separator)
        widths.extend(len(row) for row in rows if row)
    if not widths:
        return 0
    width, count = Counter(widths).most_common(1)[0]
    return (width - 1) * count / len(widths)


def records(text: str, *, separator: str, file_name: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record with its first physical line; UnreadableFile for a cell without end."""
    is_closed = ends_all_quotes(text, separator)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins_on = 1
    try:
        for values in reader:
            yield begins_on, values
            begins_on = reader.line_num + 1
    except csv.Error as error:
        raise endless_cell(text, separator, file_name, begins_on) from error
    if not is_closed:
        raise open_quote(file_name, last_record_line(text, separator))


def ends_all_quotes(text: str, separator: str) -> bool:
    """Return whether every cell in quotation marks is closed (other slips are forgiven)."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for _values in reader:
            pass
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True


def last_record_line(text: str, separator: str) -> int:
    line = begins_on = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for _values in reader:
        line, begins_on = begins_on, reader.line_num + 1
    return line


def endless_cell(text: str, separator: str, file_name: str, row: int) -> UnreadableFile:
    """Say which cell of the record on this line is too long, or where it was not closed."""
    record = "".join(islice(io.StringIO(text, newline=""), row - 1, None))
    cell = re.compile(rf'("[^"]*(?:""[^"]*)*("?))?[^{re.escape(separator)}\r\n]*')
    place = 0
    for column in range(MAX_COLUMNS):
        found = cell.match(record, place)
        if not found or found[1] and not found[2]:
            break
        place = found.end() + 1
        if len(found[0]) > MAX_CELL_LETTERS:
            return long_cell(file_name, row, column_letter(column))
    return open_quote(file_name, row)


def long_cell(file_name: str, row: int, column: str) -> UnreadableFile:
    text = _("In dieser Zelle stehen mehr als %(most)s Zeichen; so viel hat keine Liste.")
    return UnreadableFile(
        file=file_name,
        row=row,
        column=column,
        message=text % {"most": f"{MAX_CELL_LETTERS:,}".replace(",", ".")},
        mend=_("Bitte den Text kürzen oder in eine eigene Datei geben."),
    )


def open_quote(file_name: str, row: int) -> UnreadableFile:
    return UnreadableFile(
        file=file_name,
        row=row,
        value='"',
        message=_("In dieser Zeile öffnet ein Anführungszeichen, das nirgends geschlossen wird."),
        mend=_("Bitte das Anführungszeichen löschen oder schließen."),
    )
