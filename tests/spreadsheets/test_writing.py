# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What we write can be opened without harm and read again."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from geleit.spreadsheets.reading import read_table
from geleit.spreadsheets.writing import Sheet, write_csv, write_xlsx

HEADER = ("Name", "Vorname", "geb.", "Betrag", "Anzahl")
ROW = ("Haile", "Tesfay", date(1986, 8, 22), Decimal("12.50"), 3)


def written(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(sheets)))


def test_types_are_kept():
    sheet = written(Sheet("Liste", HEADER, [ROW])).active

    assert [cell.value for cell in sheet[2]] == [
        "Haile",
        "Tesfay",
        datetime(1986, 8, 22),  # noqa: DTZ001 - openpyxl knows no dates without a time
        12.5,
        3,
    ]
    assert sheet["C2"].number_format == "dd.mm.yyyy"
    assert sheet["D2"].number_format == "#,##0.00"


def test_header_is_bold_and_stays_in_sight_below_the_titles():
    sheet = written(Sheet("Liste", HEADER, [ROW], titles=["Stand: 1.1.2026"])).active

    assert sheet["A1"].value == "Stand: 1.1.2026"
    assert sheet["A2"].font.bold
    assert sheet.freeze_panes == "A3"
    assert sheet.column_dimensions["C"].width >= 10


@pytest.mark.parametrize("text", ["=1+1", "{=1}", "http://x.de", "+49", "@x", "-1", "01067"])
def test_texts_are_never_formulas_links_or_numbers(text):
    cell = written(Sheet("Liste", ["A"], [[text]])).active["A2"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_what_excel_cannot_hold_becomes_text():
    row = [10**20, float("nan"), Decimal("Infinity"), "x" * 40_000, None, True]

    cells = written(Sheet("Liste", list("ABCDEF"), [row])).active[2]

    assert [cell.value for cell in cells][:3] == ["1" + "0" * 20, "nan", "Infinity"]
    assert len(cells[3].value) == 32_767
    assert [cell.value for cell in cells][4:] == [None, True]


def test_sheet_names_are_made_acceptable_and_distinct():
    names = written(
        Sheet("Jahr 2025/26: alle?", ["A"], []),
        Sheet("x" * 40, ["A"], []),
        Sheet("X" * 40, ["A"], []),
        Sheet("", ["A"], []),
    ).sheetnames

    assert names == ["Jahr 2025 26  alle", "x" * 31, "X" * 27 + " (2)", "Blatt"]


def test_what_is_written_is_read_again():
    table = read_table(write_xlsx([Sheet("Liste", HEADER, [ROW])]), file_name="liste.xlsx")

    assert [column.title for column in table.columns] == list(HEADER)
    assert [cell.text for cell in table.rows[0].cells] == [
        "Haile",
        "Tesfay",
        "22.08.1986",
        "12,5",
        "3",
    ]


def test_csv_begins_with_the_mark_excel_looks_for():
    lines = list(write_csv([HEADER, ROW]))

    assert lines == [
        "\ufeff",
        "Name;Vorname;geb.;Betrag;Anzahl\r\n",
        "Haile;Tesfay;22.08.1986;12,50;3\r\n",
    ]


UNSEEN = " \xa0\x0b\x0c\x1f\x85\u00ad\u2003\u2028\u200b\u200f\u202e\u2060\u3000\ufeff"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49", "-1", "@x", "\tx", "\rx", " \tx", "＝1"]
    + [sign + formula for sign in UNSEEN for formula in ("=1", "@x")]
    + [UNSEEN + "+1"],
)
def test_csv_cells_are_harmless(text):
    _mark, line = write_csv([[text]])

    assert line.removeprefix('"').startswith("'" + text[0])


@pytest.mark.parametrize("text", ["", "Haile", "\u200fمحمد", "\u3000", "x=1", "می\u200cرود"])
def test_csv_texts_that_nothing_reckons_with_stay_as_they_are(text):
    _mark, line = write_csv([[text, "x"]])

    assert line == f"{text};x\r\n"


def test_csv_numbers_may_be_negative():
    _mark, line = write_csv([[-5, Decimal("-1.5"), None, "a;b"]])

    assert line == '-5;-1,5;;"a;b"\r\n'
