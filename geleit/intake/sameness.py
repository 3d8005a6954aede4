# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether two texts of a column say the same in two notations: 03.1991 and März 1991. Pure.

Only what is sure: a code that is coarser than its words is not compared ("Jobcenter Nord", "Jobcenter
Süd"; "JC" and "Jobcenter" say just the code), and a cell that names two things ("Farsi, Dari") is as it is written.
"""

import re
from datetime import date
from typing import Any

from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.columns import MappedColumn
from geleit.spreadsheets.dates import NO_HINT, read_birth, read_day
from geleit.spreadsheets.readings import is_unknown
from geleit.spreadsheets.rows import PLAIN_READERS
from geleit.spreadsheets.tables import Cell
from geleit.spreadsheets.values import names_only_the_agency

DAYS = {Field.BIRTH: read_birth, Field.MOVED_IN_ON: read_day, Field.STATUS_VALID_UNTIL: read_day}
EXACT_CODES = frozenset({
    Field.SEX, Field.NATIONALITY, Field.LANGUAGE, Field.POSTCODE, Field.HEAD_OF_HOUSEHOLD,
    Field.BENEFIT_AGENCY,
})  # fmt: skip
SPELLED = frozenset({
    Field.FULL_NAME, Field.FAMILY_NAME, Field.GIVEN_NAMES, Field.STREET, Field.CITY, Field.ADDRESS,
})  # fmt: skip
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # casefold makes ss of ß
COUNTRY_CODE = re.compile(r"^\s*(?:\+|00)\s*49[\s\-./]*(?:\(\s*0\s*\))?[\s\-./]*0?")


def is_same(before: str, now: str, mapped: MappedColumn | None, *, as_of: date) -> bool:
    """Return whether a list says nothing new in this cell."""
    if before.split() == now.split():
        return True
    name = mapped.field if mapped else None
    if mapped is None or name is None:
        return False
    if _is_nothing(before) and _is_nothing(now):
        return True
    if name in DAYS:
        one, other = _day(before, mapped, as_of=as_of), _day(now, mapped, as_of=as_of)
        return one is not None and one == other
    if name in EXACT_CODES:
        one, other = _code(before, name), _code(now, name)
        return one is not None and one == other
    if name is Field.PHONE:
        return _digits(before) == _digits(now) != ""
    if name is Field.EMAIL:
        return before.strip().casefold() == now.strip().casefold()
    return name in SPELLED and spelled(before) == spelled(now)


def _is_nothing(text: str) -> bool:
    return not text.strip() or is_unknown(text)


def _day(text: str, mapped: MappedColumn, *, as_of: date) -> Any:
    """Return the day where it does not hang on which number the column puts first."""
    read: Any = DAYS[mapped.field] if mapped.field else None
    cell = Cell(text, text)
    found = read(cell, as_of=as_of, hint=mapped.hint).value
    return found if read(cell, as_of=as_of, hint=NO_HINT).value in (found, None) else None


def _code(text: str, name: Field) -> Any:
    """Return the code that says all that the text says."""
    if name is Field.BENEFIT_AGENCY and not names_only_the_agency(text):
        return None
    reading = PLAIN_READERS[name](Cell(text, text))
    return None if reading.doubt else reading.value


def _digits(text: str) -> str:
    """Return the digits of one telephone number from Germany's first zero on, or nothing."""
    text = COUNTRY_CODE.sub("0", text)
    return "" if re.search(r"[^\d\s+\-–./()]", text) else re.sub(r"[^\d+]", "", text)


def spelled(text: str) -> list[str]:
    """Return a name or a place without what one writes this way or that."""
    return text.casefold().translate(GERMAN).split()
