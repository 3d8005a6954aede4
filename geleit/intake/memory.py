# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which column of a new file is the one that somebody read by hand in an earlier one. Pure."""

from geleit.spreadsheets.column_names import Field, key
from geleit.spreadsheets.reading import read_table
from geleit.spreadsheets.tables import Table

LONGEST = 200


def choices(table: Table, remembered: dict[str, str]) -> dict[str, str]:
    """Return column index: field for the columns of a file that are remembered by their title.

    A field that the product no longer knows is left out.
    """
    known = {field.value for field in Field} | {""}
    return {
        str(column.index): remembered[title]
        for column in table.columns
        if (title := folded_title(column.title)) in remembered and remembered[title] in known
    }


def folded_title(title: str) -> str:
    return key(title)[:LONGEST] or title[:LONGEST]


def titles(content: bytes, *, file_name: str) -> list[str]:
    """Return the titles of a file as they are remembered."""
    table = read_table(bytes(content), file_name=file_name)
    return [folded_title(column.title) for column in table.columns]
