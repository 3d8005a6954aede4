# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Persons for each full post against what is agreed, for the lead alone."""

from datetime import date
from decimal import Decimal as D

import pytest

from geleit.agreements import money_actions
from geleit.statistics.caseload_rules import Caseload
from geleit.statistics.tables import caseload
from tests import factories
from tests.agreements.test_versions import EVERYBODY, PARTIES, text_of
from tests.staffing.things import a_filling, a_post, another_agreement

DAY = date(2026, 1, 1)


def address(agreement):
    return f"/auswertung/{agreement.key}/schluessel/"


def a_ratio(agreement, by, persons=80, from_day=date(2020, 1, 1)):
    return money_actions.set_ratio(
        agreement, from_day=from_day, persons=persons, source="Vertrag", by=by
    )


@pytest.mark.parametrize(
    ("persons", "posts", "agreed", "load"),
    [
        (71, "1.00", 80, "fine"),
        (72, "1.00", 80, "warning"),
        (80, "1.00", 80, "warning"),
        (81, "1.00", 80, "over"),
        (55, "0.50", 110, "warning"),
        (1, "0.00", 80, "nobody"),
        (0, "0.00", 80, "fine"),
        (9, "1.00", None, "unknown"),
    ],
)
def test_the_warning_comes_before_it_is_too_late(persons, posts, agreed, load):
    assert Caseload(persons, D(posts), agreed).load == load


def test_open_accepted_cases_and_filled_posts_count(steinheim, lena, anna):
    case = factories.a_case(holder=anna)
    factories.a_person(household=case.household)
    factories.a_case(family_name="Wartend", handed_over_by=steinheim.county,
                     handed_over_on="2025-12-01")  # fmt: skip
    post = a_post(agreement=steinheim, full_time_share="0.75")
    a_filling(position=post, hired_from="2020-01-07")
    a_post(agreement=steinheim, title="Leer")
    a_ratio(steinheim, lena)
    a_ratio(steinheim, lena, persons=100, from_day=date(2027, 1, 1))

    found = caseload(steinheim, on=DAY)

    assert (found.persons, found.posts, found.agreed) == (2, D("0.75"), 80)


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_figures_are_the_leads_and_the_ratio_is_of_both(request, sign_in, steinheim, name):
    client = sign_in(request.getfixturevalue(name))
    sent = {"from_day": "2020-01-01", "persons": "80", "source": "Vertrag"}
    setting = f"/vereinbarungen/{steinheim.key}/schluessel/festlegen/"

    assert client.get(address(steinheim)).status_code == (200 if name == "lena" else 403)
    assert client.post(setting, sent).status_code == (302 if name in PARTIES else 403)


def test_a_foreign_team_is_not_there(sign_in, steinheim, lena):
    assert sign_in(lena).get(address(another_agreement())).status_code == 404


def test_the_page_asks_the_same_of_one_case_and_of_three(
    sign_in, steinheim, lena, anna, django_assert_num_queries, django_assert_max_num_queries
):
    a_ratio(steinheim, lena)
    factories.a_case(holder=anna)
    client = sign_in(lena)
    client.get(address(steinheim))
    with django_assert_max_num_queries(12) as seen:
        page = client.get(address(steinheim))
    assert "Muster" not in text_of(page)
    factories.a_case(holder=anna)
    factories.a_case(holder=anna)

    with django_assert_num_queries(len(seen)):
        client.get(address(steinheim))
