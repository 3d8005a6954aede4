# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
from django import forms

from geleit.cases.partial_days import PartialDayField, partial_text, read_partial
from tests import factories
from tests.cases.things import the_person


@pytest.mark.parametrize(
    ("typed", "first", "last", "precision"),
    [
        ("1990", date(1990, 1, 1), date(1990, 12, 31), "year"),
        ("5.1990", date(1990, 5, 1), date(1990, 5, 31), "month"),
        ("02/2020", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("Mai 1990", date(1990, 5, 1), date(1990, 5, 31), "month"),
        ("März 1990", date(1990, 3, 1), date(1990, 3, 31), "month"),
        ("4. Mai 1990", date(1990, 5, 4), date(1990, 5, 4), "day"),
        ("4.5.1990", date(1990, 5, 4), date(1990, 5, 4), "day"),
        ("1990-05-04", date(1990, 5, 4), date(1990, 5, 4), "day"),
        ("٤.٥.١٩٩٠", date(1990, 5, 4), date(1990, 5, 4), "day"),
    ],
)
def test_what_is_known_of_a_day_is_read_as_far_as_it_goes(typed, first, last, precision):
    assert tuple(read_partial(typed)) == (first, last, precision)


@pytest.mark.parametrize("typed", ["31.2.1990", "gestern", "13.1990", "Mai", "0000"])
def test_what_is_no_day_is_asked_again(typed):
    with pytest.raises(forms.ValidationError, match="4.5.1990, 5.1990 oder 1990"):
        PartialDayField(required=False).clean(typed)


@pytest.mark.parametrize(
    ("precision", "words"), [("year", "1990"), ("month", "Mai 1990"), ("day", "04.05.1990")]
)
def test_no_more_is_shown_than_is_known(precision, words):
    assert partial_text(date(1990, 5, 4), precision) == words


def test_the_year_of_birth_alone_is_typed_kept_and_shown_as_such(sign_in, anna):
    case = factories.a_case(holder=anna)
    person, client = the_person(case), sign_in(anna)
    said = {"family_name": "Muster", "born_on": "1985", "birth_precision": "day",
            "birth_doubt": "Im Pass 1.1.1986"}  # fmt: skip

    client.post(f"/faelle/{case.pk}/personen/{person.pk}/", said)

    person.refresh_from_db()
    assert (person.born_on, person.birth_precision) == (date(1985, 1, 1), "year")
    form = client.get(f"/faelle/{case.pk}/personen/{person.pk}/").content.decode()
    assert 'value="1985"' in form
    sheet = client.get(f"/faelle/{case.pk}/personen/{person.pk}/blatt/").content.decode()
    assert "1985 (nur das Jahr bekannt)" in sheet
    assert "Im Pass 1.1.1986" in sheet
    assert "01.01.1985" not in sheet
