# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list that says the same in another notation says nothing new; one that says more does."""

from datetime import date

import pytest

from geleit.cases.models import Person
from geleit.intake.sameness import is_same
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.columns import MappedColumn, propose_mapping
from geleit.spreadsheets.dates import DateHint
from geleit.spreadsheets.reading import read_table
from tests.intake.test_changes import FIRST
from tests.intake.test_take_over import taken

AS_OF = date(2026, 1, 15)
HEADER = propose_mapping(
    read_table(b"Name;geb. am\nBerg, Amal;04.05.1990\n", file_name="liste.csv"), as_of=AS_OF
)


def column(field: Field, *, is_month_first=False):
    found = HEADER.columns[0]
    values = {name: getattr(found, name) for name in found.__dataclass_fields__}
    values |= {"field": field, "hint": DateHint(is_month_first=is_month_first)}
    return MappedColumn(**values)


@pytest.mark.parametrize(
    ("field", "before", "now"),
    [
        (Field.BIRTH, "03.1991", "März 1991"),
        (Field.BIRTH, "04.05.1990", "1990-05-04"),
        (Field.STATUS_VALID_UNTIL, "31.12.2027", "31. Dezember 2027"),
        (Field.PHONE, "0711 123456", "+49 711/123456"),
        (Field.PHONE, "0049 (0) 711 - 123456", "0711123456"),
        (Field.FAMILY_NAME, "Müller", "MUELLER"),
        (Field.STREET, "Große Gasse 3", "Grosse  Gasse 3"),
        (Field.NATIONALITY, "Syrien", "syrisch"),
        (Field.EMAIL, "Amal@Post.example", "amal@post.example"),
        (Field.BIRTH, "unbek.", "unbekannt"),
        (Field.BENEFIT_AGENCY, "JC", "Jobcenter"),
        (Field.BENEFIT_AGENCY, "Jobcenter (SGB II)", "jobcenter"),
        (Field.BENEFIT_AGENCY, "AsylbLG", "Asylbewerberleistungsgesetz"),
        (Field.HEAD_OF_HOUSEHOLD, "ja", "x"),
        (Field.REMARK, "zwei  Zimmer", "zwei Zimmer"),
    ],
)
def test_one_value_in_two_notations_is_the_same_either_way(field, before, now):
    assert is_same(before, now, column(field), as_of=AS_OF)
    assert is_same(now, before, column(field), as_of=AS_OF)


@pytest.mark.parametrize(
    ("field", "before", "now"),
    [
        (Field.BIRTH, "1991", "03.1991"),
        (Field.BIRTH, "04.05.1990", "05.04.1990"),
        (Field.PHONE, "0711 123456", "0711 123457"),
        (Field.PHONE, "", "0711 123456"),
        (Field.PHONE, "0711 123456 oder 0151 1", "07111234560151 1"),
        (Field.FAMILY_NAME, "Müller", "Muller"),
        (Field.BENEFIT_AGENCY, "Jobcenter Nord", "Jobcenter Süd"),
        (Field.BENEFIT_AGENCY, "JC", "Jobcenter Süd"),
        (Field.BENEFIT_AGENCY, "JC", "AsylbLG"),
        (Field.BENEFIT_AGENCY, "JC / LRA", "LRA / JC"),
        (Field.HEAD_OF_HOUSEHOLD, "ja", "nein"),
        (Field.RESIDENCE_STATUS, "Duldung", "Duldung § 60b"),
        (Field.LANGUAGE, "Farsi", "Farsi, Dari"),
        (Field.REMARK, "ruft an", "Ruft an"),
    ],
)
def test_what_is_not_surely_the_same_is_a_change(field, before, now):
    assert not is_same(before, now, column(field), as_of=AS_OF)


def test_a_day_that_hangs_on_which_number_comes_first_is_a_change():
    mapped = column(Field.BIRTH, is_month_first=True)

    assert not is_same("04/05/1990", "5. April 1990", mapped, as_of=AS_OF)
    assert is_same("04/15/1990", "15. April 1990", mapped, as_of=AS_OF)


def test_a_column_without_a_place_is_compared_as_written():
    assert not is_same("03.1991", "März 1991", None, as_of=AS_OF)


def test_a_list_in_other_notations_changes_nobody(steinheim, lena):
    taken(FIRST, agreement=steinheim, by=lena)
    again = FIRST.replace("0711 111", "+49 711 111").replace("31.12.2027", "2027-12-31")
    again = again.replace("04.05.1990", "4. Mai 1990")

    batch = taken(again, agreement=steinheim, by=lena)

    assert (batch.persons_changed, batch.persons_unchanged) == (0, 2)
    assert Person.unguarded.count() == 2
