# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A big file stays quick to open and quick to read."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.persons.things import a_household_of_nine

FEWER_THAN = 25


@pytest.fixture
def nine(anna):
    return a_household_of_nine(anna)


@time_machine.travel("2024-02-01 09:00+00:00")
def test_the_file_of_nine_over_four_years_opens_with_fewer_than_25_queries(sign_in, anna, nine):
    client = sign_in(anna)

    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/faelle/{nine.pk}/").content.decode()

    assert len(asked) < FEWER_THAN
    assert page.count("<article") == 25
    for words in ("9 Personen", "Marktplatz 4", "مینا", "Grundschule",
                  "darf angeschrieben werden", "Schutzbedarf vermerkt"):  # fmt: skip
        assert words in page, words


@time_machine.travel("2024-02-01 09:00+00:00")
def test_two_with_one_name_are_told_apart(sign_in, anna, nine):
    page = sign_in(anna).get(f"/faelle/{nine.pk}/").content.decode()

    assert re.findall(r"Rahimi, Ali \((\d\d\.\d\d\.\d{4})\)</a>", page) == [
        "02.03.1989",
        "03.03.1993",
    ]
    assert ">Rahimi, Farid</a>" in page


@time_machine.travel("2024-02-01 09:00+00:00")
def test_four_years_are_read_to_the_end_in_pages(sign_in, anna, nine):
    client, address, days = sign_in(anna), f"/faelle/{nine.pk}/", []
    query = ""

    for _page in range(40):
        page = client.get(address + query, HTTP_HX_REQUEST="true").content.decode()
        days += re.findall(r'g-muted">(\d\d\.\d\d\.\d{4})<|small">(\d\d\.\d\d\.\d{4}) ·', page)
        more = re.search(r'hx-get="/faelle/\d+/(\?nach=[^"]+)"', page)
        if not more:
            break
        query = more[1]

    read = [one or other for one, other in days]
    assert read == sorted(read, key=lambda day: day[6:] + day[3:5] + day[:2], reverse=True)
    assert len(read) > 250


@time_machine.travel("2024-02-01 09:00+00:00")
def test_one_person_costs_as_much_as_nine(sign_in, anna, nine):
    client, small = sign_in(anna), factories.a_case(holder=anna)
    factories.a_contact(case=small, by=anna)

    def asked(case):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/faelle/{case.pk}/")
        return len(captured)

    assert asked(nine) == asked(small)
