# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person is found by the date of birth, alone or beside the name."""

import re
from datetime import date

import pytest

from geleit.cases.enums import BirthPrecision
from geleit.cases.models import Case, CaseNumber
from tests import factories
from tests.cases.things import a_closed_case, the_person

HTMX = {"HTTP_HX_REQUEST": "true"}
SPRING = date(1991, 3, 17)


@pytest.fixture(params=[(500, 1500), (0, 1500), (0, 1)], ids=["few", "many", "common"])
def size(request, monkeypatch):
    """Search as in few cases, as in many, and as where very many persons fit."""
    few, common = request.param
    monkeypatch.setattr("geleit.cases.models.searching.FEW_CASES", few)
    monkeypatch.setattr("geleit.cases.models.searching.COMMON_NAME", common)


def born(holder, day, *, precision=BirthPrecision.DAY, family="Zuse", given="Karl", **fields):
    case = factories.a_case(holder=holder, family_name=family, **fields)
    person = the_person(case)
    person.given_names, person.born_on, person.birth_precision = given, day, precision
    person.save()
    return case.number


def found(client, text):
    page = client.get("/faelle/", {"q": text}, **HTMX).content.decode()
    exact, _, alike = page.partition('id="andere-schreibweisen"')
    rows = r'/">(2020-T\d{4})'
    return re.findall(rows, exact), re.findall(rows, alike)


@pytest.mark.parametrize("asked", ["17.03.1991", "17.3.91", "1991-03-17", "۱۷.۳.۱۹۹۱", "3/1991"])
@pytest.mark.usefixtures("size")
def test_a_day_alone_finds_who_was_born_then(sign_in, anna, asked):
    number = born(anna, SPRING)
    born(anna, date(1991, 3, 1) if asked != "3/1991" else date(1991, 4, 1))
    born(anna, date(1991, 1, 1), precision=BirthPrecision.YEAR)

    assert found(sign_in(anna), asked) == ([number], [])


@pytest.mark.parametrize(
    "asked", ["Rahimi 17.03.1991", "1991-03-17 rahimi", "Karim Rahimi 17.3.91"]
)
@pytest.mark.usefixtures("size")
def test_beside_a_name_less_of_the_date_needs_to_be_known(sign_in, anna, asked):
    said = {"family": "Rahimi", "given": "Karim"}
    numbers = [
        born(anna, SPRING, **said),
        born(anna, date(1991, 1, 1), precision=BirthPrecision.YEAR, **said),
        born(anna, date(1991, 1, 1), precision=BirthPrecision.ASSUMED, **said),
        born(anna, date(1991, 1, 1), **said),
        born(anna, date(1991, 3, 1), precision=BirthPrecision.MONTH, **said),
    ]
    born(anna, date(1991, 3, 1), **said)
    born(anna, date(1991, 4, 1), precision=BirthPrecision.MONTH, **said)
    born(anna, date(1990, 1, 1), precision=BirthPrecision.YEAR, **said)
    born(anna, None, precision=BirthPrecision.UNKNOWN, **said)
    born(anna, SPRING)

    assert found(sign_in(anna), asked)[0] == numbers[::-1]


@pytest.mark.parametrize("asked", ["Rahimi 1991", "rahimi ۱۹۹۱", "Rahimi (1991)"])
@pytest.mark.usefixtures("size")
def test_beside_a_name_the_year_is_enough(sign_in, anna, asked):
    numbers = [
        born(anna, SPRING, family="Rahimi"),
        born(anna, date(1991, 1, 1), precision=BirthPrecision.YEAR, family="Rahimi"),
        born(anna, date(1991, 12, 31), family="Rahimi"),
    ]
    born(anna, date(1992, 1, 1), family="Rahimi")
    born(anna, SPRING)

    assert found(sign_in(anna), asked) == (numbers[::-1], [])


@pytest.mark.usefixtures("size")
def test_other_spellings_are_narrowed_as_well(sign_in, anna):
    typed = born(anna, SPRING, given="Mohamad")
    other = born(anna, SPRING, given="محمد")
    born(anna, date(1988, 3, 17), given="محمد")
    born(anna, date(1988, 3, 17), given="Mohamad")

    assert found(sign_in(anna), "Mohamad 1991") == ([typed], [other])


@pytest.mark.usefixtures("size")
def test_name_and_date_are_of_one_person(sign_in, anna):
    number = born(anna, SPRING, family="Rahimi")
    home = Case.unguarded.get(number=number).household
    factories.a_person(household=home, family_name="Rahimi", born_on=date(1988, 5, 4))
    client = sign_in(anna)

    assert found(client, "Karl 1988") == ([], [])
    page = client.get("/faelle/", {"q": "Rahimi 1991"}, **HTMX).content.decode()
    assert re.findall(r'class="c-meant">(.*?)<', page) == ["Karl Rahimi (1991)"]


def test_a_line_says_who_was_born_then(sign_in, anna):
    born(anna, SPRING, family="Rahimi")

    page = sign_in(anna).get("/faelle/", {"q": "17.3.1991"}, **HTMX).content.decode()

    assert re.findall(r'class="c-meant">(.*?)<', page) == ["Karl Rahimi (1991)"]


def test_a_year_alone_begins_a_case_number(sign_in, anna):
    numbers = [born(anna, SPRING), born(anna, date(1980, 1, 1))]
    CaseNumber.objects.get_or_create(year=2020, defaults={"last": 9000})
    Case.unguarded.filter(number=numbers[1]).update(number="2020-1991")
    client = sign_in(anna)

    page = client.get("/faelle/", {"q": "1991"}, **HTMX).content.decode()

    assert re.findall(r'/">(2020-\w+)', page) == ["2020-1991"]
    assert found(client, "*1991") == ([numbers[0]], [])


@pytest.mark.usefixtures("size")
def test_others_cases_and_protected_ones_are_found_by_no_date(sign_in, anna, carla, lena):
    number = born(anna, SPRING, family="Rahimi")
    born(anna, SPRING, family="Rahimi", is_protected=True)

    for asked in ("17.03.1991", "*1991", "Rahimi 1991"):
        assert found(sign_in(carla), asked) == ([], [])
        assert found(sign_in(lena), asked) == ([number], [])


@pytest.mark.parametrize("asked", ["4.5.1990", "Hamdan 1990"])
@pytest.mark.usefixtures("size")
def test_closed_cases_are_counted_by_a_date(sign_in, anna, asked):
    a_closed_case(holder=anna, family_name="Hamdan")

    said = sign_in(anna).get("/faelle/", {"q": asked}, **HTMX).content.decode()

    assert "Kein offener Fall passt, aber 1 abgeschlossener." in said
