# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geleit.cases.enums import Phase
from geleit.cases.models import Case, CaseNumber
from geleit.desk.case_rows import case_rows
from tests import factories
from tests.cases.things import (
    a_closed_case,
    a_reminder,
    a_status,
    a_waiting_case,
    stand_in,
    the_person,
)

HTMX = {"HTTP_HX_REQUEST": "true"}


def numbers(response):
    return re.findall(r">(2020-T\d{4})</a>", response.content.decode())


def listed(client, query=""):
    return numbers(client.get(f"/faelle/{query}"))


def test_the_newest_number_stands_on_top(sign_in, anna):
    first, second = factories.a_case(holder=anna), factories.a_case(holder=anna)

    assert listed(sign_in(anna)) == [second.number, first.number]


def test_each_sees_own_and_deputised_cases_and_the_lead_all(sign_in, anna, ben, carla, lena):
    case = factories.a_case(holder=anna)
    stand_in(deputy=ben, holder=anna)

    found = {user.name: listed(sign_in(user)) for user in (anna, ben, carla, lena)}

    assert found == {
        "Anna": [case.number],
        "Ben": [case.number],
        "Carla": [],
        "Lena": [case.number],
    }


@pytest.mark.parametrize("who", ["dora", "frida", "karl", "emil", "otto"])
def test_others_have_no_list_of_cases(sign_in, anna, request, who):
    case = factories.a_case(holder=anna, family_name="Geheim")

    response = sign_in(request.getfixturevalue(who)).get("/faelle/?q=Geheim")

    assert (response.status_code, numbers(response)) == (403, [])
    assert case.household.name not in response.content.decode()


def test_closed_cases_stand_apart(sign_in, anna):
    case, closed = factories.a_case(holder=anna), a_closed_case(holder=anna)

    assert listed(sign_in(anna)) == [case.number]
    assert listed(sign_in(anna), "?stand=abgeschlossen") == [closed.number]


def test_mine_leaves_out_those_for_whom_one_stands_in(sign_in, anna, ben):
    factories.a_case(holder=anna)
    own = factories.a_case(holder=ben)
    stand_in(deputy=ben, holder=anna)

    assert listed(sign_in(ben), "?zustaendig=ich") == [own.number]


def test_the_lead_narrows_by_holder_and_to_those_without(sign_in, anna, ben, lena):
    of_anna, of_nobody = factories.a_case(holder=anna), factories.a_case()
    factories.a_case(holder=ben)

    assert listed(sign_in(lena), f"?zustaendig={anna.pk}") == [of_anna.number]
    assert listed(sign_in(lena), "?zustaendig=niemand") == [of_nobody.number]


def test_the_team_is_no_business_of_a_social_worker(sign_in, anna, carla):
    assert "Carla" not in sign_in(anna).get("/faelle/").content.decode()


def test_phases_narrow_the_list(sign_in, anna):
    factories.a_case(holder=anna)
    planning = factories.a_case(holder=anna, phase="planning")

    assert listed(sign_in(anna), "?phase=planning") == [planning.number]


@pytest.mark.parametrize(
    "text",
    ["al-hass", "HASSAN", "mina", "al hassan mina", "mina hassan", "sophie", "hassan sophie"],
)
def test_a_case_is_found_by_the_beginning_of_names(sign_in, anna, text):
    case = factories.a_case(holder=anna, family_name="Al-Hassan")
    factories.rename(case, given_names="Mina Sophie")
    factories.rename(factories.a_case(holder=anna, family_name="Zuse"), given_names="Karl")

    assert listed(sign_in(anna), f"?q={text}") == [case.number]


def test_a_case_is_found_by_its_number(sign_in, anna):
    case = factories.a_case(holder=anna)
    factories.a_case(holder=anna)

    assert listed(sign_in(anna), f"?q={case.number}") == [case.number]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0022", ["2026-0022", "2020-0022"]),
        ("22", ["2026-0022", "2020-0022"]),
        ("0221", ["2020-0221"]),
        ("2020", ["2020-0221", "2020-0022"]),
        ("20", ["2026-0022", "2020-0221", "2020-0022", "2020-0020"]),
        ("202", ["2026-0202", "2026-0022", "2020-0221", "2020-0022"]),
        ("1985", ["2020-1985"]),
        ("7", ["1987-0007"]),
        ("1987", ["1987-0007"]),
        ("20²", []),
        ("123456789", []),
    ],
)
@time_machine.travel("2026-03-02 10:00+01:00", tick=False)
def test_the_running_number_is_enough(sign_in, anna, text, found):
    more = {
        "20": ["2020-0020"], "202": ["2026-0202"], "1985": ["2020-1985"], "7": ["1987-0007"],
        "1987": ["1987-0007"],
    }  # fmt: skip
    numbers_here = ["2020-0022", "2020-0221", "2026-0022", *more.get(text, [])]
    for number in numbers_here:
        CaseNumber.objects.get_or_create(year=int(number[:4]), defaults={"last": 9000})
        Case.unguarded.filter(pk=factories.a_case(holder=anna).pk).update(number=number)

    page = sign_in(anna).get("/faelle/", {"q": text}).content.decode()

    assert re.findall(r">(\d{4}-\d{4})</a>", page) == found


def test_each_line_says_who_was_found(sign_in, anna, django_assert_max_num_queries):
    case = factories.a_case(holder=anna, family_name="Rahimi")
    factories.rename(case, given_names="Karim")
    home, born = case.household, date(1988, 5, 4)
    factories.a_person(household=home, family_name="Rahimi", given_names="Mohamad", born_on=born)
    for given in ("Muhammed Ali", "Farid"):
        factories.a_person(household=home, family_name="Rahimi", given_names=given)
    client = sign_in(anna)

    with django_assert_max_num_queries(22):
        text = client.get("/faelle/?q=muhammed", **HTMX).content.decode()
    everybody = client.get("/faelle/?q=rahimi", **HTMX).content.decode()

    assert re.findall(r'class="c-meant">(.*?)<', text) == [
        "Mohamad Rahimi (1988), Muhammed Ali Rahimi (1990)"
    ]
    assert "und 1 weitere" in everybody
    assert "c-meant" not in client.get("/faelle/", **HTMX).content.decode()


@pytest.mark.parametrize("text", ["Hamdan", "Hamdan Waleed", "Waleed"])
@pytest.mark.parametrize("few", [500, 0])
def test_where_no_open_case_fits_the_closed_ones_are_counted(
    sign_in, anna, carla, monkeypatch, text, few
):
    monkeypatch.setattr("geleit.cases.models.searching.FEW_CASES", few)
    factories.a_case(holder=anna, family_name="Zuse")
    closed = a_closed_case(holder=anna, family_name="Hamdan")
    factories.rename(closed, given_names="Walid")
    factories.rename(a_closed_case(holder=carla, family_name="Hamdan"), given_names="Walid")

    page = sign_in(anna).get("/faelle/", {"q": text}, **HTMX)
    said = page.content.decode()
    [query] = re.findall(r'href="/faelle/\?([^"]*stand=abgeschlossen)"', said)

    assert "Kein offener Fall passt, aber 1 abgeschlossener." in said
    narrowed = sign_in(anna).get(f"/faelle/?{query.replace('&amp;', '&')}").content.decode()
    assert closed.number in narrowed


def test_closed_cases_are_asked_for_in_one_query_and_only_then(sign_in, anna):
    factories.a_case(holder=anna, family_name="Zuse")
    client = sign_in(anna)
    client.get("/faelle/?q=Hamdan&stand=neu", **HTMX)
    with CaptureQueriesContext(connection) as nothing:
        client.get("/faelle/?q=Hamdan", **HTMX)
    with CaptureQueriesContext(connection) as hit:
        client.get("/faelle/?q=Zuse", **HTMX)

    closed = '"cases_case"."phase" = \'closed\''
    assert [sum(closed in query["sql"] for query in asked) for asked in (nothing, hit)] == [1, 0]


def test_a_common_name_is_found_like_a_rare_one(sign_in, anna, monkeypatch):
    monkeypatch.setattr("geleit.cases.models.searching.COMMON_NAME", 1)
    cases = [factories.a_case(holder=anna) for _ in range(3)]
    factories.rename(factories.a_case(holder=anna, family_name="Zuse"), given_names="Karl")

    assert listed(sign_in(anna), "?q=muster") == [case.number for case in reversed(cases)]


def test_the_search_does_not_find_a_colleagues_case(sign_in, anna, carla):
    factories.a_case(holder=anna, family_name="Geheim")

    response = sign_in(carla).get("/faelle/?q=Geheim", **HTMX)

    assert numbers(response) == []
    assert "Dazu gibt es keinen Fall." in response.content.decode()


def test_the_part_is_the_list_of_the_page(sign_in, anna):
    factories.a_case(holder=anna)
    client = sign_in(anna)

    page = client.get("/faelle/").content.decode()
    part = client.get("/faelle/", **HTMX).content.decode()

    assert part.strip() in page
    assert "<html" not in part


def test_an_empty_list_says_where_cases_come_from(sign_in, anna):
    text = sign_in(anna).get("/faelle/").content.decode()

    assert "Fälle entstehen, wenn der Landkreis sie übergibt" in text


def test_a_long_list_goes_on_by_number(sign_in, anna):
    cases = [factories.a_case(holder=anna) for _ in range(51)]
    client = sign_in(anna)

    first = client.get("/faelle/")
    after = re.search(r"\?nach=[^\"]+", first.content.decode())[0]

    assert len(set(numbers(first))) == 50
    assert listed(client, after) == [cases[0].number]


@pytest.mark.parametrize(
    "query", ["?phase=unsinn", "?zustaendig=999999", "?stand=x", "?nach=%01x", "?q=%25"]
)
def test_nonsense_in_the_address_breaks_nothing(sign_in, anna, query):
    assert sign_in(anna).get(f"/faelle/{query}").status_code == 200


@time_machine.travel("2020-03-02 09:00+00:00")
def test_a_line_says_what_is_next_and_when_the_last_contact_was(sign_in, anna):
    case = factories.a_case(holder=anna)
    goal = factories.a_goal(case=case)
    a_status(the_person(case), valid_until=date(2021, 1, 1))
    factories.a_step(goal=goal, due_on=date(2020, 4, 1))
    factories.a_step(goal=goal, due_on=date(2020, 3, 3), done_on=date(2020, 3, 1))
    a_reminder(case, due_on=date(2020, 3, 20))
    factories.a_contact(case=case, by=anna, happened_on=date(2020, 2, 14))

    text = sign_in(anna).get("/faelle/").content.decode()

    assert re.findall(r"\d\d\.\d\d\.2020", text) == ["20.03.2020", "14.02.2020"]
    assert "Wiedervorlage" in text


@time_machine.travel("2020-03-02 09:00+00:00")
@pytest.mark.parametrize(
    ("last", "words"),
    [(date(2020, 3, 1), "Titel abgelaufen"), (date(2020, 3, 2), "Titel läuft ab")],
)
def test_a_line_says_of_a_title_whether_its_day_is_past(sign_in, anna, last, words):
    case = factories.a_case(holder=anna)
    a_status(the_person(case), valid_until=last)

    text = sign_in(anna).get("/faelle/").content.decode()

    assert re.findall(r"Titel (?:abgelaufen|läuft ab)", text) == [words]


def test_a_waiting_case_says_so(sign_in, lena):
    a_waiting_case()

    assert "noch nicht angenommen" in sign_in(lena).get("/faelle/").content.decode()


def test_a_waiting_case_says_nothing_of_how_far_it_is(sign_in, lena):
    case = a_waiting_case()
    Case.unguarded.filter(pk=case.pk).update(phase=Phase.LINKING, opened_on=date(2024, 3, 5))
    (row,) = case_rows(
        list(Case.unguarded.filter(pk=case.pk).select_related("holder", "household")), lena,
        on=date(2026, 1, 1), columns=("phase", "kontakt", "eroeffnet", "naechstes"),
    )  # fmt: skip

    assert [cell.text for cell in row.cells] == ["", "–", "–", "–"]
    assert case.number in listed(sign_in(lena))
    assert case.number not in listed(sign_in(lena), f"?phase={Phase.LINKING}")


def queries_of_a_list(client, count):
    with count as captured:
        client.get("/faelle/")
    return len(captured)


def test_more_lines_cost_no_more_queries(sign_in, anna, django_assert_max_num_queries):
    client = sign_in(anna)
    factories.a_case(holder=anna)
    one = queries_of_a_list(client, django_assert_max_num_queries(22))

    for _ in range(2):
        case = factories.a_case(holder=anna)
        a_reminder(case)
        factories.a_contact(case=case, by=anna)
        a_status(the_person(case))

    assert queries_of_a_list(client, django_assert_max_num_queries(22)) == one
