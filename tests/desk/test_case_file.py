# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from tests import factories
from tests.cases.things import (
    a_closed_case,
    a_reminder,
    a_status,
    a_stay,
    a_waiting_case,
    an_unread_value,
    the_person,
)

HTMX = {"HTTP_HX_REQUEST": "true"}


def a_full_case(holder):
    case = factories.a_case(holder=holder, family_name="Geheim")
    person = the_person(case)
    a_status(person, kind="toleration", valid_until=date(2020, 4, 1), wording="§ 60a")
    an_unread_value(person)
    a_stay(case)
    a_reminder(case)
    goal = factories.a_goal(case=case)
    factories.a_step(goal=goal, due_on=date(2020, 3, 10))
    factories.a_contact(case=case, by=holder, goal=goal, text="Über die Wohnung gesprochen.")
    return case


def read(client, case, query="", **headers):
    return client.get(f"/faelle/{case.pk}/{query}", **headers)


@time_machine.travel("2020-03-02 09:00+00:00")
def test_the_file_shows_what_is_known(sign_in, anna):
    text = read(sign_in(anna), a_full_case(anna)).content.decode()

    for words in [
        "Geheim, Mina",
        "04.05.1990",
        "Syrien",
        "Duldung",
        "Geheim, Mina: Duldung läuft ab",
        "unbek.",
        "(liste.xlsx, Zeile 17)",
        "Badtorstraße 3",
        "Anrufen",
        "Wohnungsanzeigen lesen",
        "die Person selbst",
        "Über die Wohnung gesprochen.",
        "30 Minuten",
        "Ziel: Eigene Wohnung",
    ]:
        assert words in text, words


def test_the_title_of_the_page_holds_only_the_number(sign_in, anna):
    case = a_full_case(anna)

    text = read(sign_in(anna), case).content.decode()

    assert re.search(r"<title>(.*?)</title>", text)[1] == f"{case.number} – Geleit"


def test_reading_is_logged_once_without_content(sign_in, anna):
    case = a_full_case(anna)

    read(sign_in(anna), case)

    event = Event.objects.get(verb="case-read")
    assert (event.actor, event.key, event.data) == (f"user:{anna.pk}", str(case.pk), {})


def test_what_one_may_not_see_is_not_logged_as_read(sign_in, anna, carla):
    case = a_full_case(anna)

    assert read(sign_in(carla), case).status_code == 404
    assert not Event.objects.filter(verb="case-read").exists()


@time_machine.travel("2020-03-02 09:00+00:00")
def test_a_title_that_runs_for_long_is_not_due(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_status(the_person(case), valid_until=date(2022, 1, 1))

    assert "läuft ab" not in read(sign_in(anna), case).content.decode()


@time_machine.travel("2020-03-02 09:00+00:00")
@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2020, 3, 2), "seit 02.03.2020"), (date(2020, 3, 3), "ab 03.03.2020")],
)
def test_a_home_into_which_one_will_move_holds_from_that_day(sign_in, anna, day, words):
    case = factories.a_case(holder=anna)
    a_stay(case, moved_in_on=day)

    page = read(sign_in(anna), case).content.decode()

    assert set(re.findall(r"\b(?:seit|ab) 0[23]\.03\.2020", page)) == {words}


def test_one_reads_on_in_the_timeline_without_gap_or_repeat(sign_in, anna):
    case = factories.a_case(holder=anna)
    texts = [f"Notiz {number:02}" for number in range(45)]
    for text in texts:
        factories.a_contact(case=case, by=anna, text=text)
    client, read_texts, query = sign_in(anna), [], ""

    while True:
        page = read(client, case, query, **HTMX if query else {}).content.decode()
        read_texts += re.findall(r"Notiz \d\d", page)
        more = re.search(r'hx-get="/faelle/\d+/(\?nach=[^"]+)"', page)
        if not more:
            break
        query = more[1]

    assert read_texts == texts[::-1]


def test_nonsense_after_the_key_shows_the_newest(sign_in, anna):
    case = a_full_case(anna)

    for key in ("x", "2020-02-31_1", "2020-02-01_99999999999999999999", "%01"):
        response = read(sign_in(anna), case, f"?nach={key}")

        assert "Über die Wohnung gesprochen." in response.content.decode()


def queries_of(client, case, count):
    with count as captured:
        read(client, case)
    return len(captured)


def test_a_big_file_costs_as_many_queries_as_a_small_one(
    sign_in, anna, django_assert_max_num_queries
):
    client, case = sign_in(anna), a_full_case(anna)
    one = queries_of(client, case, django_assert_max_num_queries(30))

    for number in range(2):
        person = factories.a_person(household=case.household, given_names=f"Kind {number}")
        a_status(person)
        an_unread_value(person)
        a_reminder(case, text=f"Noch {number}")
        factories.a_contact(case=case, by=anna)

    assert queries_of(client, case, django_assert_max_num_queries(30)) == one


def test_a_closed_file_can_be_read_and_offers_no_change(sign_in, anna):
    text = read(sign_in(anna), a_closed_case(holder=anna)).content.decode()

    assert "Zum Ändern bitte wieder öffnen." in text
    assert "Notiz schreiben</span>" not in text
    assert "Fall wieder öffnen" in text


def test_a_closed_file_waits_for_nothing(sign_in, anna):
    case, client = a_full_case(anna), sign_in(anna)
    case.phase, case.closed_on = "closed", date(2020, 3, 2)
    case.save()

    text = read(client, case).content.decode()
    listed = client.get("/faelle/?stand=abgeschlossen").content.decode()

    assert "Was ansteht" not in text
    assert "Wohnungsanzeigen lesen</span>" not in text
    assert "Zum Integrationsplan" in text
    assert "10.03.2020" not in listed
    assert "Wiedervorlage" not in listed.split('<table class="g-table', 1)[1]


def test_the_file_of_a_waiting_case_is_shut(sign_in, lena):
    case = a_waiting_case()

    assert read(sign_in(lena), case).url == f"/uebergabe/faelle/{case.pk}/"
