# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of outcomes: who sees which figures, and that they match a recount of the records."""

import re
from datetime import date

import pytest
import time_machine

from geleit.agreements.enums import ActionField
from geleit.cases.models import Case, ProtectedReader
from geleit.plans.models import Assessment, PlanStep
from geleit.statistics.outcomes import tables
from geleit.statistics.outcomes.figures import distances, share
from tests.factories import a_case, a_goal, a_step, an_assessment

TODAY = date(2021, 6, 1)
BEARERS = ("1_person", "1_person", "3_carrier", "5_authority")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def team(anna, carla):
    """Six households; each has four steps done and two looks in 2020, one of them Carla's."""
    cases = [a_case(holder=anna) for _ in range(5)] + [a_case(holder=carla)]
    for number, case in enumerate(cases):
        goal = a_goal(case=case)
        for bearer in BEARERS:
            a_step(goal=goal, bearer=bearer, done_on=date(2020, 3, 1 + number))
        a_step(goal=goal, bearer="1_person")  # still open
        a_step(goal=goal, bearer="1_person", done_on=date(2020, 3, 1), removed_on=date(2020, 4, 1))
        an_assessment(case=case, by=anna, levels={"housing": 2, "work": 3})
        an_assessment(
            case=case, by=anna, levels={"housing": 2 + number % 3}, occasion="2_review",
            assessed_on=date(2020, 9, 1),
        )  # fmt: skip
        an_assessment(case=case, by=anna, levels={"housing": 5}, view="person")
    return cases


def recount():
    """Count from the raw rows, one by one and in another way than the product."""
    done = [s for s in PlanStep.unguarded.all() if s.done_on and not s.removed_on]
    own = sum(step.bearer == "1_person" for step in done)
    further = same = back = 0
    persons = {row.person_id for row in Assessment.unguarded.all()}
    for person in persons:
        rows = Assessment.unguarded.filter(person=person, view="adviser").order_by("assessed_on")
        levels = [r.level for a in rows for r in a.ratings.filter(action_field="housing")]
        way = levels[-1] - levels[0]
        further, same, back = further + (way > 0), same + (way == 0), back + (way < 0)
    return own, len(done), (len(persons), further, same, back)


def test_the_figures_match_a_recount_of_the_records(team, steinheim):
    span = {"first": date(2020, 1, 1), "last": date(2020, 12, 31)}
    cases = tables.counted(steinheim)
    steps = share(tables.steps_of(cases, **span), own="1_person")
    looks = tables.looks_of(cases, last=date(2020, 12, 31))
    housing = next(
        way for way in distances(looks, ActionField.values, **span)
        if way.action_field == "housing"
    )  # fmt: skip

    own, total, ways = recount()

    assert (steps.own, steps.total) == (own, total) == (12, 24)
    found = (housing.persons, housing.further, housing.same, housing.back)
    assert found == ways == (6, 4, 2, 0)


def test_a_worker_counts_her_own_cases_and_the_lead_the_agreement(team, anna, lena, sign_in):
    of_anna = sign_in(anna).get("/wirkung/").content.decode()
    of_lena = sign_in(lena).get("/wirkung/").content.decode()

    assert 'data-label="alle">20<' in of_anna
    assert "Kooperationsvereinbarung Testheim" not in of_anna
    assert 'data-label="alle">24<' in of_lena
    assert "Kooperationsvereinbarung Testheim" in of_lena


def test_the_lead_cannot_take_one_figure_from_the_other(team, lena, anna, dora, sign_in):
    """The difference would be what is in the protected cases, which she does not see."""
    before = csv_of(sign_in(dora))
    Case.unguarded.filter(pk=team[-1].pk).update(is_protected=True)

    rows = csv_of(sign_in(lena))[1:]
    own = [row[1:] for row in rows if row[0] == "Fälle, die Sie sehen"]
    led = [row[1:] for row in rows if row[0] == "Kooperationsvereinbarung Testheim"]

    assert ["2020", "Schritte, alle", "20", ""] in led
    assert [row for row in led if row not in own] == []
    assert (
        "Ohne geschützte Fälle, die Sie nicht sehen."
        in sign_in(lena).get("/wirkung/").content.decode()
    )
    assert csv_of(sign_in(dora)) == before


def test_the_lead_counts_a_protected_case_for_which_she_is_named(team, lena, sign_in):
    Case.unguarded.filter(pk=team[-1].pk).update(is_protected=True)
    ProtectedReader.objects.create(case=team[-1], user=lena)

    rows = csv_of(sign_in(lena))

    assert [row[3] for row in rows if row[1:3] == ["2020", "Schritte, alle"]] == ["24", "24"]


def test_the_town_gets_whole_years_rounded_and_never_the_running_one(team, dora, sign_in):
    page = sign_in(dora).get("/wirkung/").content.decode()

    assert ">2021<" not in page
    assert ">2020<" in page
    assert 'data-label="alle">24<' not in page
    assert "geschützt" in page
    assert "Fälle, die Sie sehen" not in page


def test_the_town_learns_nothing_of_too_few_households(anna, dora, sign_in):
    goal = a_goal(case=a_case(holder=anna))
    a_step(goal=goal, done_on=date(2020, 3, 1))

    page = sign_in(dora).get("/wirkung/").content.decode()

    year = re.search(r'<th scope="row">2020</th>(.*?)</tr>', page, re.DOTALL)[1]
    assert "geschützt" in year
    assert "data-label" not in year


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("anna", 200), ("lena", 200), ("dora", 200), ("frida", 403), ("karl", 403),
        ("emil", 403), ("otto", 403), ("selma", 403),
    ],
)  # fmt: skip
def test_who_may_look(name, status, sign_in, request):
    assert sign_in(request.getfixturevalue(name)).get("/wirkung/").status_code == status


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_for_three_cases(
    rows, anna, sign_in, django_assert_num_queries
):
    for _ in range(rows):
        a_step(goal=a_goal(case=a_case(holder=anna)), done_on=date(2020, 3, 1))
    client = sign_in(anna)
    client.get("/wirkung/")

    with django_assert_num_queries(QUERIES):
        client.get("/wirkung/")


QUERIES = 24


def csv_of(client):
    response = client.get("/wirkung/wirkung.csv")
    assert response["Content-Disposition"] == 'attachment; filename="wirkung-2021-06-01.csv"'
    text = response.content.decode("utf-8-sig")
    return [line.split(";") for line in text.splitlines()]


def test_the_table_holds_what_the_recount_finds(team, lena, sign_in):
    rows = csv_of(sign_in(lena))
    own, total, ways = recount()

    found = {(row[1], row[2]): row[3] for row in rows if row[0] != "Gruppe"}
    assert found["2020", "Schritte, selbst gemacht"] == str(own)
    assert found["2020", "Schritte, alle"] == str(total)
    assert found["2021", "Wohnen: Personen"] == "0"
    assert ways[0] == 6


def test_the_town_gets_no_more_in_the_table_than_on_the_page(anna, dora, sign_in):
    a_step(goal=a_goal(case=a_case(holder=anna)), done_on=date(2020, 3, 1))

    rows = [row for row in csv_of(sign_in(dora)) if row[1] == "2020"]

    steps = [row[2:] for row in rows if row[2].startswith("Schritte")]
    assert steps == [
        ["Schritte, selbst gemacht", "", "geschützt"],
        ["Schritte, alle", "", "geschützt"],
    ]
    assert not [row for row in csv_of(sign_in(dora)) if row[1] == "2021"]
