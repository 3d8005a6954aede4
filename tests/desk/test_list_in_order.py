# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The headings of the list of cases sort it; the pages go on from a case, never from a name."""

import re
from datetime import date

import pytest
import time_machine

from geleit.cases.models import Case, Household
from geleit.desk import case_order
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2020-03-02 09:00+00:00"):
        yield


@pytest.fixture
def three(anna):
    """Give three households, of which two have the same name."""
    cases = [factories.a_case(holder=anna) for _ in range(3)]
    for case, name in zip(cases, ("Yilmaz", "abbas", "Yilmaz"), strict=True):
        Household.unguarded.filter(pk=case.household_id).update(name=name)
    return [case.number for case in cases]


def listed(client, query=""):
    return re.findall(r">(2020-T\d{4})</a>", client.get(f"/faelle/{query}").content.decode())


def test_households_stand_by_name_and_the_same_name_by_number(sign_in, anna, three):
    client = sign_in(anna)

    assert listed(client, "?ordnung=haushalt") == [three[1], three[2], three[0]]
    assert listed(client, "?ordnung=-haushalt") == [three[2], three[0], three[1]]


def test_who_was_not_talked_to_for_longest_stands_first(sign_in, anna, three):
    cases = {case.number: case for case in Case.unguarded.all()}
    factories.a_contact(case=cases[three[0]], happened_on=date(2020, 2, 3), by=anna)
    factories.a_contact(case=cases[three[1]], happened_on=date(2020, 1, 20), by=anna)

    assert listed(sign_in(anna), "?ordnung=kontakt") == [three[2], three[1], three[0]]


def test_phases_stand_in_the_order_of_the_work(sign_in, anna, three):
    for number, phase in zip(three, ("monitoring", "intake", "evaluation"), strict=True):
        Case.unguarded.filter(number=number).update(phase=phase)

    assert listed(sign_in(anna), "?ordnung=phase") == [three[1], three[0], three[2]]


@pytest.mark.parametrize("order", [order for order in case_order.ORDERS if order != "zuletzt"])
def test_every_order_shows_each_case_once_over_all_pages(sign_in, anna, three, monkeypatch, order):
    monkeypatch.setattr(case_order, "PAGE_SIZE", 2)
    client = sign_in(anna)

    first = client.get("/faelle/", {"ordnung": order})
    found = re.search(r'href="\?([^"]*nach=[^"]+)" rel="next"', first.content.decode())
    shown = re.findall(r">(2020-T\d{4})</a>", first.content.decode())
    if found:
        query = found[1].replace("&amp;", "&")
        assert "ilmaz" not in query
        shown += listed(client, f"?{query}")

    assert sorted(shown) == sorted(three)
    assert len(shown) == 3


def test_a_heading_says_how_it_sorts_and_turns_round(sign_in, anna, three):
    text = sign_in(anna).get("/faelle/?phase=intake&ordnung=haushalt").content.decode()

    assert '<th scope="col" aria-sort="ascending">' in text
    assert 'href="?phase=intake&amp;ordnung=-haushalt"' in text
    assert 'href="?phase=intake&amp;ordnung=kontakt"' in text


def test_an_order_that_does_not_exist_is_the_usual_one(sign_in, anna, three):
    assert listed(sign_in(anna), "?ordnung=geheim") == sorted(three, reverse=True)


def test_a_page_after_a_case_of_others_begins_anew_and_tells_nothing(sign_in, anna, carla, three):
    other = factories.a_case(holder=carla)
    client = sign_in(anna)

    assert listed(client, f"?ordnung=haushalt&nach={other.number}") == listed(
        client, "?ordnung=haushalt"
    )


def test_three_rows_take_as_many_queries_as_one(
    sign_in, anna, three, django_assert_max_num_queries
):
    client = sign_in(anna)
    client.get("/faelle/")

    with django_assert_max_num_queries(30) as more:
        client.get("/faelle/?ordnung=kontakt")
    Case.unguarded.filter(number__in=three[1:]).update(holder=None)
    with django_assert_max_num_queries(30) as one:
        client.get("/faelle/?ordnung=kontakt")
    assert len(more) == len(one)
