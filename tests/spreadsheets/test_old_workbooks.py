# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Old Excel files (.xls) are read; those that would fill the memory are refused in words."""

import pytest

from geleit.spreadsheets.problems import UnreadableFile
from geleit.spreadsheets.reading import read_table, sheet_names
from tests.spreadsheets.old_files import an_old_workbook, label, number, shared, with_a_ring

TITLES = [label(0, place, text) for place, text in enumerate(["Name", "Vorname", "Sprache"])]
LIST = b"".join([*TITLES, *(label(1, place, text) for place, text in enumerate("ABC"))])


def refusal(data):
    with pytest.raises(UnreadableFile) as refused:
        read_table(data, file_name="liste.xls")
    return str(refused.value)


def test_an_old_workbook_is_read():
    table = read_table(an_old_workbook(LIST + shared(2, 0), text="Da"), file_name="liste.xls")

    assert [column.title for column in table.columns] == ["Name", "Vorname", "Sprache"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["A", "B", "C"], ["Da", "", ""],
    ]  # fmt: skip


def test_the_largest_that_is_taken_is_looked_at_within_the_limit():
    largest = an_old_workbook(LIST + number(65_535, 44))

    assert sheet_names(largest, file_name="liste.xls") == ("Blatt0",)


@pytest.mark.parametrize("column", [60, 299, 60_000])
def test_two_cells_far_apart_are_refused(column):
    text = refusal(an_old_workbook(LIST + number(65_535, column)))

    assert "erlaubt sind höchstens" in text or "zu groß" in text


def test_many_large_sheets_are_refused():
    assert "zu groß" in refusal(an_old_workbook(*[LIST + number(65_535, 20)] * 60))


def test_a_long_text_in_very_many_cells_is_refused():
    cells = b"".join(shared(row, 0) for row in range(2, 60_000))

    assert "zu groß" in refusal(an_old_workbook(LIST + cells, text="x" * 32_000))


def test_a_directory_without_an_end_is_refused():
    assert "zu groß" in refusal(with_a_ring(an_old_workbook(LIST)))


def test_a_cut_file_is_damaged():
    assert "beschädigt" in refusal(an_old_workbook(LIST)[:3000])
