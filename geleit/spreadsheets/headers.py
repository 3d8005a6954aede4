# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the column names stand, and which rows below are no records."""

from __future__ import annotations

import re
from collections import Counter

from .column_names import is_known_name
from .folding import folded, plain
from .readings import is_too_long
from .tables import Cell, GridRow

# Title blocks of authorities seldom take more than ten rows.
SEARCHED_ROWS = 60
LONGEST_TITLE = 80
LIKE_DATA = re.compile(r"^[\d\s.,:/+%€-]+$|@\w|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
FIGURE = re.compile(
    r"(ca )?[\d\s.,€%]*\s*(personen?|pers|menschen|haushalte?|familien?|falle?"
    r"|people|persons?|households?|familles?|personnes?|eur|euro|manner|frauen|kinder"
    r"|m|w|d)?[\s.:]*"
)
SUM_WORDS = re.compile(
    r"(zwischen|gesamt|end)?(summe|sum|gesamt|insgesamt|gesamtzahl|gesamtsumme|total|totals"
    r"|grand total|somme|anzahl)( der| aller| des)?"
    r"( personen?| haushalte?| familien?| persons?| personnes?)?"
)


# "z. B. Ahmadi", "Beispiel: 7", "TT.MM.JJJJ": how to fill in a column, never what somebody is called.
EXAMPLE = re.compile(
    r"(z ?b|bsp|beispiel|e g|p ex|par exemple|for example)\b|(tt|dd|jj|yyyy|aaaa)\b"
)


def find_header(grid: list[GridRow]) -> int | None:
    """Return the place in the grid of the row with the column names, None when there is none."""
    filled = [place for place, row in enumerate(grid) if row.filled][:SEARCHED_ROWS]
    scores = {place: header_score(grid, place) for place in filled}
    best = max(scores, key=lambda place: scores[place], default=None)
    return best if best is not None and scores[best] > 0 else None


def header_score(grid: list[GridRow], place: int) -> float:
    """Return how much a row is like column names; 0 when it cannot be."""
    row = grid[place]
    titles = row.filled
    if len(titles) < 2:
        return 0
    known = sum(is_known_name(title) for title in titles)
    if not is_header(grid, place, known=known):
        return 0
    return known * 3 + len(set(titles)) / len(titles) + min(len(titles), 20) / 20


def is_header(grid: list[GridRow], place: int, *, known: int) -> bool:
    """Return whether a row names columns: half of them known, or all at least like names."""
    row = grid[place]
    if known >= 3 and known * 2 >= len(row.filled):  # then a year or a long sentence may be among
        return True
    if not all(is_title_like(cell) for cell in row.cells if cell.text):
        return False
    if known >= 2 and known * 3 >= len(row.filled):
        return True
    return is_full_width(grid, place) and has_contrast(grid, place)


def is_title_like(cell: Cell) -> bool:
    return (
        isinstance(cell.value, str)
        and len(cell.text) <= LONGEST_TITLE
        and not LIKE_DATA.search(cell.text)
    )


def is_full_width(grid: list[GridRow], place: int) -> bool:
    below = [len(row.filled) for row in grid[place + 1 : place + 30] if row.filled]
    return bool(below) and len(grid[place].filled) >= 0.8 * Counter(below).most_common(1)[0][0]


def has_contrast(grid: list[GridRow], place: int) -> bool:
    """Return whether figures or dates stand below these words, as below column names."""
    below = [row for row in grid[place + 1 : place + 30] if row.filled]
    for position, cell in enumerate(grid[place].cells):
        texts = [row.cells[position] for row in below if position < len(row.cells)]
        filled = [other for other in texts if other.text]
        if cell.text and filled and not any(is_title_like(other) for other in filled):
            return True
    return False


def is_sum_row(row: GridRow) -> bool:
    """Return whether a row only adds up: a word such as Summe, and at most figures beside it.

    Content decides, never the place: a person called Total has a birth date or a given name.
    """
    first, *others = row.filled
    label, _, figure = plain(first).partition(":")
    words = folded(re.sub(r"[\d.,]+", " ", label))
    return (
        bool(SUM_WORDS.fullmatch(words))
        and all(is_figure(text) for text in [figure, *others])
        and not any(hasattr(cell.value, "year") for cell in row.cells)
    )


def is_figure(text: str) -> bool:
    if is_too_long(text):
        return False
    return bool(FIGURE.fullmatch(plain(text).strip())) and not LOOKS_LIKE_DATE.search(text)


LOOKS_LIKE_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")


def is_explanation(row: GridRow) -> bool:
    """Return whether the first row below the header explains it: most cells are examples or names.

    Where most are examples, a number may stand among them; else with a day or a number it is a record.
    """
    filled = [cell for cell in row.cells if cell.text]
    examples = [cell for cell in filled if EXAMPLE.match(folded(cell.text[:LONGEST_TITLE]))]
    others = [cell for cell in filled if cell not in examples]
    if len(filled) < 2 or not examples:
        return False
    if len(examples) * 2 > len(filled):
        return True
    named = sum(is_known_name(cell.text) for cell in others)
    return all(map(is_title_like, others)) and (len(examples) + named) * 2 > len(filled)


def is_repeated_header(row: GridRow, header: GridRow) -> bool:
    """Return whether the column names stand here again, as at the top of a printed page."""
    return row.filled == header.filled
