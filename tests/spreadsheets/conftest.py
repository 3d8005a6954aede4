# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the shared lists lie, and small files made on the spot."""

import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from geleit.spreadsheets.reading import Table, read_table
from geleit.spreadsheets.tables import Cell, make_cell


def shared_data() -> Path:
    default = Path(__file__).parents[2].parent / "shared" / "data"
    return Path(os.environ.get("GELEIT_SHARED_DATA", default))


@pytest.fixture
def shared_table() -> Callable[[str], Table]:
    """Return a function that reads one of the shared lists; skip where they are missing."""
    folder = shared_data() / "imports"
    if not folder.is_dir():
        pytest.skip(f"shared lists not found at {folder}; set GELEIT_SHARED_DATA")

    def read(name: str) -> Table:
        return read_table((folder / name).read_bytes(), file_name=name)

    return read


def a_workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """Return an XLSX with the given rows; None leaves a cell out."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        for name, rows in sheets.items():
            worksheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for position, value in enumerate(row):
                    if hasattr(value, "year"):
                        worksheet.write_datetime(number, position, value, day)
                    elif value is not None:
                        worksheet.write(number, position, value)
    return target.getvalue()


def a_csv(text: str, *, name: str = "liste.csv") -> Table:
    return read_table(text.encode(), file_name=name)


def a_cell(value: Any) -> Cell:
    return make_cell(value)
