# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters kept and shared, columns chosen, several cases at once, a caseload given on."""

import re
from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.cases.models import Case, ProtectedReader
from geleit.deadlines.models import FollowUpReminder
from geleit.desk.models import ListColumns, SavedFilter
from geleit.staffing.models import Deputy
from tests import factories
from tests.cases.things import a_closed_case, a_stay, stand_in
from tests.course.things import a_closing, asks_for_approval, end

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2020-03-02 09:00+00:00"):
        yield


def listed(client, query=""):
    return re.findall(r">(2020-T\d{4})</a>", client.get(f"/faelle/{query}").content.decode())


def holder_of(case):
    return Case.unguarded.get(pk=case.pk).holder


def several(client, cases, **fields):
    return client.post("/faelle/mehrere/", {"fall": [case.pk for case in cases]} | fields)


def protect(case, *named):
    Case.unguarded.filter(pk=case.pk).update(is_protected=True)
    for user in named:
        ProtectedReader.objects.create(case=case, user=user)


# filters


def test_what_was_opened_last_stands_first(sign_in, anna):
    client = sign_in(anna)
    cases = [factories.a_case(holder=anna) for _ in range(3)]
    for case in (cases[2], cases[0]):
        client.get(f"/faelle/{case.pk}/")

    assert listed(client, "?ordnung=zuletzt") == [cases[0].number, cases[2].number]


def test_the_count_is_honest(sign_in, anna, monkeypatch):
    for _ in range(3):
        factories.a_case(holder=anna)
    assert "3 Fälle" in sign_in(anna).get("/faelle/").content.decode()
    for _ in range(48):
        factories.a_case(holder=anna)

    assert "51 Fälle" in sign_in(anna).get("/faelle/").content.decode()
    monkeypatch.setattr("geleit.desk.case_list.COUNTED", 2)
    monkeypatch.setattr("geleit.desk.cases.COUNTED", 2)
    assert "Mehr als 2 Fälle." in sign_in(anna).get("/faelle/").content.decode()


def test_what_waits_for_approval_is_a_list(sign_in, anna, lena, steinheim):
    asks_for_approval(steinheim)
    case = factories.a_case(holder=anna)
    factories.a_case(holder=anna)
    end(sign_in(anna), case)

    assert listed(sign_in(lena), "?stand=freigabe") == [case.number]


def test_closed_cases_in_which_one_asks_again_are_a_list(sign_in, anna):
    due, later = a_closed_case(holder=anna), a_closed_case(holder=anna)
    a_closing(due, by=anna, later_on=date(2020, 3, 1))
    a_closing(later, by=anna, later_on=date(2020, 4, 1))

    assert listed(sign_in(anna), "?stand=nachfrage") == [due.number]


def test_a_filter_is_kept_without_names_and_shared(sign_in, anna, ben):
    said = {"name": "Planung", "is_shared": "on", "query": "q=Geheim&phase=planning&nach=7"}

    response = sign_in(anna).post("/faelle/filter/", said)

    assert response.url == "/faelle/?phase=planning"
    assert SavedFilter.objects.get().query == "phase=planning"
    assert "/faelle/?phase=planning" in sign_in(ben).get("/faelle/").content.decode()


def test_a_filter_of_ones_own_stays_ones_own(sign_in, anna, ben):
    sign_in(anna).post("/faelle/filter/", {"name": "Meiner", "query": "phase=linking"})
    kept = SavedFilter.objects.get()

    assert "Meiner" not in sign_in(ben).get("/faelle/").content.decode()
    assert sign_in(ben).post(f"/faelle/filter/{kept.pk}/entfernen/").status_code == 404
    sign_in(anna).post(f"/faelle/filter/{kept.pk}/entfernen/")
    assert not SavedFilter.objects.exists()


def test_columns_are_chosen_and_remembered(sign_in, anna):
    case = factories.a_case(holder=anna)
    case.household.persons.update(language="ar")
    a_stay(case, city="Testheim")

    sign_in(anna).post("/faelle/spalten/", {"names": ["ort", "sprache"]})

    text = sign_in(anna).get("/faelle/").content.decode()
    assert ListColumns.objects.get(user=anna).names == ["ort", "sprache"]
    assert re.findall(r'data-label="([^"]+)"', text) == ["Haushalt", "Wohnort", "Sprachen"]
    assert "Testheim" in text
    assert "Arabisch" in text


# several at once


def test_the_lead_gives_several_cases_at_once(sign_in, lena, anna, ben):
    cases = [factories.a_case(holder=anna) for _ in range(2)]

    response = several(sign_in(lena), cases, akt="zuteilen", to=ben.pk)

    assert response.url == "/faelle/"
    assert {holder_of(case) for case in cases} == {ben}


def test_all_or_nothing(sign_in, lena, anna, ben):
    case, closed = factories.a_case(holder=anna), a_closed_case(holder=anna)

    response = several(sign_in(lena), [case, closed], akt="zuteilen", to=ben.pk)

    assert response.status_code == 422
    assert closed.number in response.content.decode()
    assert holder_of(case) == anna


def test_a_worker_gives_nothing_away(sign_in, anna, ben):
    case = factories.a_case(holder=anna)

    response = several(sign_in(anna), [case], akt="zuteilen", to=ben.pk)

    assert holder_of(case) == anna
    assert response.status_code == 422


def test_a_reminder_is_set_in_several_cases(sign_in, anna):
    cases = [factories.a_case(holder=anna) for _ in range(2)]

    several(sign_in(anna), cases, akt="erinnern", text="Kurs", due_on="2020-03-09")

    assert FollowUpReminder.unguarded.filter(text__isnull=False).count() == 2


def test_a_printed_list_stands_in_the_log_for_each_case(sign_in, anna):
    cases = [factories.a_case(holder=anna) for _ in range(2)]

    response = several(sign_in(anna), cases, akt="drucken")

    assert all(case.number in response.content.decode() for case in cases)
    assert Event.objects.filter(verb="case-printed").count() == 2


def test_cases_of_others_are_passed_over(sign_in, anna, carla):
    case = factories.a_case(holder=carla, family_name="Geheim")

    response = several(sign_in(anna), [case], akt="drucken")

    assert response.url == "/faelle/"


# team


def test_a_deputy_is_entered_and_ended(sign_in, lena, anna, ben):
    said = {"holder": anna.pk, "deputy": ben.pk, "starts_on": "2020-03-02", "ends_on": ""}
    case = factories.a_case(holder=anna)

    sign_in(lena).post("/team/", said)
    assert listed(sign_in(ben)) == [case.number]

    sign_in(lena).post(f"/team/vertretung/{Deputy.objects.get().pk}/beenden/")
    assert listed(sign_in(ben)) == []


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"ends_on": "2020-03-01"}, "endet, bevor sie beginnt"),
        ({"deputy": "anna"}, "Niemand vertritt sich selbst."),
    ],
)
def test_a_deputy_that_makes_no_sense_is_refused(sign_in, lena, anna, ben, fields, text):
    said = {"holder": anna.pk, "deputy": ben.pk, "starts_on": "2020-03-02"} | fields
    said["deputy"] = anna.pk if said["deputy"] == "anna" else said["deputy"]

    response = sign_in(lena).post("/team/", said)

    assert response.status_code == 422
    assert text in response.content.decode()


def test_the_same_deputy_twice_is_refused(sign_in, lena, anna, ben):
    stand_in(deputy=ben, holder=anna)
    said = {"holder": anna.pk, "deputy": ben.pk, "starts_on": "2020-03-02"}

    assert sign_in(lena).post("/team/", said).status_code == 422
    assert Deputy.objects.count() == 1


def test_a_caseload_is_given_on_in_one_step(sign_in, lena, anna, ben, carla):
    cases = [factories.a_case(holder=anna) for _ in range(2)]
    keys = ",".join(str(case.pk) for case in cases)
    said = {f"fall-{cases[0].pk}": ben.pk, f"fall-{cases[1].pk}": carla.pk, "faelle": keys}

    response = sign_in(lena).post(f"/team/{anna.pk}/uebergeben/", said)

    assert response.url == "/team/"
    assert [holder_of(case) for case in cases] == [ben, carla]


def test_the_preview_proposes_who_knows_the_household(sign_in, lena, anna, ben, carla):
    case = factories.a_case(holder=anna)
    factories.a_contact(case=case, by=carla)

    text = sign_in(lena).get(f"/team/{anna.pk}/uebergeben/").content.decode()

    assert f'<option value="{carla.pk}" selected>' in text
    assert "kennt den Haushalt aus 1 Gespräch; führt bisher 0 Fälle" in text


def test_nothing_moves_when_a_case_came_meanwhile(sign_in, lena, anna, ben):
    case = factories.a_case(holder=anna)
    new = factories.a_case(holder=anna)
    said = {f"fall-{case.pk}": ben.pk, f"fall-{new.pk}": ben.pk, "faelle": str(case.pk)}

    response = sign_in(lena).post(f"/team/{anna.pk}/uebergeben/", said)

    assert response.status_code == 422
    assert "Inzwischen hat sich etwas geändert." in response.content.decode()
    assert holder_of(case) == anna


@pytest.mark.parametrize("is_named", [True, False])
def test_protected_cases_stay_out_of_sight(sign_in, lena, anna, ben, is_named):
    case, secret = (
        factories.a_case(holder=anna),
        factories.a_case(holder=anna, family_name="Geheim"),
    )
    protect(secret, anna, *([lena] if is_named else []))
    client = sign_in(lena)

    page = client.get(f"/team/{anna.pk}/uebergeben/").content.decode()
    said = {f"fall-{case.pk}": ben.pk, "faelle": str(case.pk)}
    client.post(f"/team/{anna.pk}/uebergeben/", said)

    assert "Geheim" not in page
    assert (holder_of(case), holder_of(secret)) == (ben, anna)


@pytest.mark.parametrize("who", ["anna", "dora", "frida", "otto", "selma"])
def test_the_team_is_for_the_lead(sign_in, anna, request, who):
    client = sign_in(request.getfixturevalue(who))

    answers = {client.get(url).status_code for url in ("/team/", f"/team/{anna.pk}/uebergeben/")}

    assert answers == {403}


def test_more_cases_cost_no_more_queries(sign_in, lena, anna, ben, django_assert_max_num_queries):
    factories.a_contact(case=factories.a_case(holder=anna), by=ben)
    factories.a_case(holder=ben)
    client, url = sign_in(lena), f"/team/{anna.pk}/uebergeben/"
    client.get(url)
    with django_assert_max_num_queries(30) as one:
        client.get(url)
    for _ in range(3):
        factories.a_contact(case=factories.a_case(holder=anna), by=ben)
        factories.a_case(holder=ben)

    with django_assert_max_num_queries(30) as three:
        client.get(url)

    assert len(three) == len(one)
