# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What leaves the house as a table comes back as the same table."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from geleit.spreadsheets.reading import read_table
from geleit.spreadsheets.tables import clean_text
from geleit.spreadsheets.writing import Sheet, write_csv, write_xlsx

HEADER = ["Name", "Vorname", "Geburtsdatum", "Bemerkung"]
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=30
)  # fmt: skip
NAMES = WORDS.filter(lambda text: any(letter.isalpha() for letter in text))
DAYS = st.dates(date(1925, 1, 1), date(2025, 12, 31))
ROWS = st.lists(st.tuples(NAMES, NAMES, DAYS, WORDS), min_size=1, max_size=6)


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def expected(rows):
    return [
        [clean_text(family), clean_text(given), f"{born:%d.%m.%Y}", clean_text(remark)]
        for family, given, born, remark in rows
    ]


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_a_csv_that_we_wrote_is_read_as_it_was(rows):
    data = "".join(write_csv([HEADER, *rows])).encode()

    assert texts(read_table(data, file_name="liste.csv")) == [
        row for row in expected(rows) if row != HEADER
    ]


@settings(max_examples=40, deadline=None)
@given(rows=ROWS)
def test_a_workbook_that_we_wrote_is_read_as_it_was(rows):
    data = write_xlsx([Sheet("Liste", HEADER, rows)])

    assert texts(read_table(data, file_name="liste.xlsx")) == expected(rows)
