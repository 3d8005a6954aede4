# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows → a spreadsheet whose cells are harmless: nothing in it is ever a formula or a link."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

Value = str | int | float | Decimal | bool | date | datetime | None

# Excel's own limits.
LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
EXACT_INTEGER = 10**15

NARROWEST, WIDEST = 8, 60
# The beginnings that make Excel or LibreOffice calculate, in their wide forms too.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Sheet:
    """A sheet to write; `titles` stand above the header, one to a row."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    titles: Sequence[str] = ()


def write_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook; dates, whole numbers and Decimal keep their type, texts stay texts."""
    target = io.BytesIO()
    options = {
        "in_memory": True,  # no copy of the persons on disk
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(target, options) as workbook:
        formats = Formats.of(workbook)
        names: set[str] = set()
        for sheet in sheets:
            name = sheet_name(sheet.name, taken=names)
            names.add(name.casefold())
            write_sheet(workbook.add_worksheet(name), sheet, formats)
        if not names:
            workbook.add_worksheet(_("leer"))
    return target.getvalue()


@dataclass(frozen=True)
class Formats:
    """The few shapes cells have."""

    title: Any
    header: Any
    day: Any
    moment: Any
    decimal: Any

    @classmethod
    def of(cls, workbook: Any) -> Formats:
        return cls(
            title=workbook.add_format({"bold": True, "font_size": 13}),
            header=workbook.add_format({"bold": True, "bottom": 1, "valign": "top"}),
            day=workbook.add_format({"num_format": "dd.mm.yyyy"}),
            moment=workbook.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
            decimal=workbook.add_format({"num_format": "#,##0.00"}),
        )


def sheet_name(name: str, *, taken: set[str]) -> str:
    """Return a name Excel accepts and that is not yet taken."""
    clean = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip().strip("'") or _("Blatt")
    short = clean[:LONGEST_SHEET_NAME]
    number = 2
    while short.casefold() in taken:
        ending = f" ({number})"
        short = clean[: LONGEST_SHEET_NAME - len(ending)] + ending
        number += 1
    return short


def write_sheet(worksheet: Any, sheet: Sheet, formats: Formats) -> None:
    for number, title in enumerate(sheet.titles):
        worksheet.write_string(number, 0, title[:LONGEST_CELL], formats.title)
    top = len(sheet.titles)
    for position, text in enumerate(sheet.header):
        worksheet.write_string(top, position, text[:LONGEST_CELL], formats.header)
    worksheet.freeze_panes(top + 1, 0)
    widths = [len(text) for text in sheet.header]
    for number, row in enumerate(sheet.rows, top + 1):
        for position, value in enumerate(row):
            write_cell(worksheet, number, position, value, formats)
            note_width(widths, position, value)
    for position, width in enumerate(widths):
        worksheet.set_column(position, position, min(max(width + 2, NARROWEST), WIDEST))


def note_width(widths: list[int], position: int, value: Value) -> None:
    widths.extend([0] * (position + 1 - len(widths)))
    lines = plain_text(value).splitlines() or [""]
    widths[position] = max(widths[position], *(len(line) for line in lines))


def write_cell(worksheet: Any, row: int, column: int, value: Value, formats: Formats) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        worksheet.write_boolean(row, column, value)
    elif isinstance(value, datetime):
        worksheet.write_datetime(row, column, value, formats.moment)
    elif isinstance(value, date):
        worksheet.write_datetime(row, column, value, formats.day)
    elif is_exact_number(value):
        shape = formats.decimal if isinstance(value, Decimal) else None
        worksheet.write_number(row, column, value, shape)
    else:
        worksheet.write_string(row, column, plain_text(value)[:LONGEST_CELL])


def is_exact_number(value: Value) -> bool:
    """Return whether Excel can hold the number as it is (15 digits, no infinity)."""
    if isinstance(value, int):
        return abs(value) < EXACT_INTEGER
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value) < EXACT_INTEGER
    return isinstance(value, float) and abs(value) < float("inf")


def plain_text(value: Value) -> str:
    """Return a value as Germans write it; None is nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal | float):
        return str(value).replace(".", ",")
    return str(value)


def write_csv(rows: Iterable[Sequence[Value]], *, separator: str = ";") -> Iterator[str]:
    """Give the lines of a CSV file that Excel opens with a double click (UTF-8 with BOM).

    The header is simply the first row. Texts that a spreadsheet would calculate get an apostrophe;
    numbers, which may begin with a minus, do not.
    """
    yield BYTE_ORDER_MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=separator).writerow([harmless(value) for value in row])
        yield line.getvalue()


def harmless(value: Value) -> str:
    text = plain_text(value)
    if isinstance(value, str) and _is_reckoned(text):
        return "'" + text
    return text


def _is_reckoned(text: str) -> bool:
    """Whether a spreadsheet would calculate: it passes over blanks and signs that nobody sees."""
    seen = next((place for place, sign in enumerate(text) if not _is_unseen(sign)), len(text))
    return text[seen:].startswith(DANGEROUS) or any(sign in DANGEROUS for sign in text[:seen])


def _is_unseen(sign: str) -> bool:
    """Whether a sign is white space, a control or a format character."""
    return unicodedata.category(sign)[0] in "CZ"
