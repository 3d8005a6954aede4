# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
import time_machine

from geleit.staffing import queries
from tests.staffing.things import (
    a_condition,
    a_filling,
    a_post,
    a_predecessor,
    another_agreement,
)

DECEMBER = "2019-12-20T09:00+01:00"


@pytest.fixture
def example(steinheim):
    """The state on the day of the start: the first post filled, the second still vacant."""
    a_predecessor(agreement=steinheim)
    first = a_post(agreement=steinheim)
    a_filling(position=first)
    a_post(agreement=steinheim, title="Sozialarbeit 2", is_needed_to_start=False)
    for kind in ("room", "accounts", "partners"):
        a_condition(
            agreement=steinheim,
            kind=kind,
            label=kind,
            met_on=date(2019, 12, 16),
            confirmed_by="Lena",
        )
    return steinheim


def page(client, agreement):
    return client.get(f"/vereinbarungen/{agreement.key}/startbereitschaft/")


def text_of(response):
    return " ".join(response.content.decode().split())


@time_machine.travel(DECEMBER)
def test_the_page_says_when_the_service_can_begin(sign_in, lena, example):
    text = text_of(page(sign_in(lena), example))

    assert (
        "Die Begleitung kann am 7. Januar 2020 beginnen, 6 Tage nach dem vereinbarten Tag." in text
    )
    assert "220 Tage war niemand zuständig, vom 1. Juni 2019 bis 6. Januar 2020." in text
    assert "Sozialarbeit 2: die Stelle ist unbesetzt" in text


@time_machine.travel("2020-03-02T09:00+01:00")
def test_a_begin_that_lies_behind_is_told_in_the_past(sign_in, lena, example):
    text = text_of(page(sign_in(lena), example))

    assert "Die Begleitung konnte am 7. Januar 2020 beginnen" in text


@time_machine.travel(DECEMBER)
def test_nothing_met_yet_names_what_is_missing_first(sign_in, lena, steinheim):
    a_predecessor(agreement=steinheim)
    a_post(agreement=steinheim)
    a_condition(agreement=steinheim)

    text = text_of(page(sign_in(lena), steinheim))

    assert text.index("Sozialarbeit 1: die Stelle ist unbesetzt") < text.index("noch offen")
    assert "Raum im Rathaus: noch nicht bestätigt" in text
    assert "203 Tage war niemand zuständig, seit 1. Juni 2019 bis heute." in text


def test_an_agreement_without_posts_says_what_to_do(sign_in, lena, steinheim):
    text = text_of(page(sign_in(lena), steinheim))

    assert "Noch ist nicht festgehalten, was für den Beginn nötig ist." in text


@pytest.mark.parametrize(
    ("who", "reads"),
    [("lena", True), ("anna", True), ("ben", True), ("dora", False), ("frida", False)],
)
def test_names_of_holders_are_read_by_the_carrier_only(sign_in, request, example, who, reads):
    response = page(sign_in(request.getfixturevalue(who)), example)

    assert ("Hanna Holder" in response.content.decode()) is reads
    assert "besetzt" in response.content.decode()


def test_only_the_lead_is_offered_to_record(sign_in, lena, dora, example):
    offered = {
        user.name: "/besetzen/" in page(sign_in(user), example).content.decode()
        for user in (lena, dora)
    }

    assert offered == {"Lena": True, "Dora": False}


def test_an_employer_does_not_read_the_names_of_another(lena, steinheim):
    foreign = a_post(agreement=steinheim, organisation=steinheim.municipality)
    a_filling(position=foreign)

    facts = queries.readiness_facts(steinheim, reader=lena)

    assert facts.posts[0].fillings[0].holder_name == ""


@pytest.mark.parametrize("count", [1, 3])
def test_facts_cost_four_queries(django_assert_num_queries, lena, steinheim, count):
    for number in range(count):
        a_filling(position=a_post(agreement=steinheim, title=f"Stelle {number}"))
        a_condition(agreement=steinheim, label=f"Raum {number}")
    lena.active_memberships  # noqa: B018 - read once for each request

    with django_assert_num_queries(4):
        facts = queries.readiness_facts(steinheim, reader=lena)

    assert (len(facts.posts), len(facts.conditions)) == (count, count)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_posts(
    django_assert_num_queries, sign_in, lena, steinheim, count
):
    for number in range(count):
        a_filling(position=a_post(agreement=steinheim, title=f"Stelle {number}"))
        a_condition(agreement=steinheim, label=f"Raum {number}")
    client = sign_in(lena)

    with django_assert_num_queries(9):  # session, user, membership, agreement facts, waivers
        page(client, steinheim)


def test_start_answers_give_the_headline(example):
    answers = queries.start_answers(example, on=date(2020, 1, 10))

    assert answers.start.days_late == 6
    assert answers.full.begins_on is None
    assert answers.vacancy_days == 220


def test_facts_of_several_agreements_do_not_mix(django_assert_num_queries, steinheim):
    foreign = another_agreement()
    a_filling(position=a_post(agreement=steinheim, title="Hier"))
    a_filling(position=a_post(agreement=foreign, title="Dort"))
    a_condition(agreement=foreign)

    with django_assert_num_queries(4):
        here, there = queries.facts_of([steinheim, foreign])

    assert [post.title for post in here.posts + there.posts] == ["Hier", "Dort"]
    assert (len(here.conditions), len(there.conditions)) == (0, 1)
