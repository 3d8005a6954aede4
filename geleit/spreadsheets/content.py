# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a column may hold when its name does not say: its cells decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from geleit.core.countries import country_code
from geleit.core.languages import language_code

from .column_names import Field
from .contacts import MAIL_ADDRESS, WHOLE_ADDRESS
from .dates import date_hint, written_day
from .folding import folded
from .readings import is_too_long
from .residence import is_residence_status
from .tables import Cell
from .values import LEVELS, SEX_BY_WORD

# So many of the filled cells must look alike before content alone decides.
CONTENT_SHARE = 0.8
# Births of a list spread over decades; days of moving in do not.
BIRTHS_SPREAD_YEARS = 15


def likely_fields(cells: list[Cell], *, as_of: date | None) -> Iterator[Field]:
    """Give the fields whose values these filled cells look like, the clearest first."""
    if not cells:
        return
    if is_births(cells, as_of=as_of):
        yield Field.BIRTH
    texts = [cell.text for cell in cells]
    yield from (field for field, is_like in CONTENT_TESTS if is_mostly(texts, is_like))


def is_mostly(texts: list[str], is_like: Callable[[str], bool]) -> bool:
    return sum(is_like(text) for text in texts if not is_too_long(text)) >= CONTENT_SHARE * len(
        texts
    )


def is_births(cells: list[Cell], *, as_of: date | None) -> bool:
    """Return whether these are days with whole years, all past, spread over many years."""
    hint = date_hint(cells)
    days = [written for cell in cells if (written := written_day(cell, hint=hint))]
    years = [written.year for written in days if written.month and not written.is_short]
    if not years or len(days) < CONTENT_SHARE * len(cells) or 2 * len(years) < len(days):
        return False
    is_past = as_of is None or max(years) <= as_of.year
    return is_past and min(years) >= 1900 and max(years) - min(years) >= BIRTHS_SPREAD_YEARS


def is_sex(text: str) -> bool:
    return folded(text) in SEX_BY_WORD


def is_country(text: str) -> bool:
    return len(text) > 2 and country_code(text) is not None


def is_language(text: str) -> bool:
    return len(text) > 3 and language_code(text) is not None


def is_name_with_comma(text: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_][^\d,@]*,\s*[^\W\d_][^\d,@]*", text))


CONTENT_TESTS: tuple[tuple[Field, Callable[[str], bool]], ...] = (
    (Field.EMAIL, lambda text: bool(MAIL_ADDRESS.fullmatch(text))),
    (Field.SEX, is_sex),
    (Field.RESIDENCE_STATUS, is_residence_status),
    (Field.NATIONALITY, is_country),
    (Field.LANGUAGE, is_language),
    (Field.GERMAN_LEVEL, lambda text: bool(LEVELS.fullmatch(text.casefold()))),
    (Field.FULL_NAME, is_name_with_comma),
    (Field.ADDRESS, lambda text: bool(WHOLE_ADDRESS.fullmatch(text))),
)
