# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of the talks of the two sides waits on the first page of whoever has to do it."""

from datetime import date

import pytest
import time_machine

from geleit.agreements import meeting_actions as actions
from geleit.agreements import signing_actions, version_actions
from geleit.agreements.models import HandBack
from geleit.agreements.waiting_queries import waiting_for
from tests import factories
from tests.agreements.test_meetings import a_meeting, decided
from tests.agreements.test_versions import a_draft
from tests.desk.home_things import home

pytestmark = pytest.mark.usefixtures("_day")


@pytest.fixture
def _day():
    with time_machine.travel("2020-04-02 09:00+00:00"):
        yield


def a_task(meeting, by, owner, text, due_on=date(2020, 4, 1)):
    return actions.give_task(
        meeting, text=text, organisation=owner, person_name="", due_on=due_on, by=by
    )


def page_of(client):
    return " ".join(home(client).content.decode().split())


def test_the_owner_finds_it_with_a_mark_and_the_other_side_does_not(sign_in, steinheim, lena, dora):
    meeting = a_meeting(steinheim, lena)
    a_task(meeting, lena, steinheim.municipality, "Raum suchen")
    a_task(meeting, lena, steinheim.carrier, "Flyer drucken", due_on=date(2020, 6, 1))

    town, carrier = page_of(sign_in(dora)), page_of(sign_in(lena))

    assert ("Raum suchen" in town, "Flyer drucken" in town) == (True, False)
    assert ("Raum suchen" in carrier, "Flyer drucken" in carrier) == (False, True)
    assert ("überfällig" in town, "überfällig" in carrier) == (True, False)


def test_overdue_tasks_are_never_cut_and_the_others_are_counted(sign_in, steinheim, lena, dora):
    meeting = a_meeting(steinheim, lena)
    for number in range(10):
        a_task(meeting, lena, steinheim.municipality, f"Überfällig {number}")
    for number in range(2):
        a_task(meeting, lena, steinheim.municipality, f"Später {number}", due_on=date(2020, 6, 1))

    town = page_of(sign_in(dora))

    assert all(f"Überfällig {number}" in town for number in range(10))
    assert "Später 0" not in town
    assert "2 weitere, später fällig, stehen" in town


def test_what_is_done_is_gone(sign_in, steinheim, lena, dora):
    task = a_task(a_meeting(steinheim, lena), lena, steinheim.municipality, "Raum suchen")

    actions.tick_task(task, is_done=True, by=dora, on=date(2020, 4, 2))

    assert "Raum suchen" not in page_of(sign_in(dora))


def test_the_county_finds_its_own_once_the_minutes_are_decided(
    sign_in, steinheim, lena, dora, frida
):
    meeting = a_meeting(steinheim, lena)
    a_task(meeting, lena, steinheim.county, "Liste schicken")
    before = page_of(sign_in(frida))

    decided(meeting, lena, dora)

    assert "Liste schicken" not in before
    assert "Liste schicken" in page_of(sign_in(frida))


def a_complaint(meeting, by):
    return actions.put_on_agenda(meeting, kind="complaint", text="Sprechstunde fiel aus", by=by)


@pytest.mark.parametrize("who", ["lena", "dora"])
def test_a_complaint_waits_for_the_side_that_answers_it(
    request, sign_in, steinheim, lena, dora, who
):
    asked, asks = request.getfixturevalue(who), {"lena": dora, "dora": lena}[who]
    item = a_complaint(a_meeting(steinheim, lena), asks)
    place = f"/vereinbarungen/{steinheim.key}/gespraeche/1/punkt/{item.pk}/antwort/"

    before = page_of(sign_in(asked)), page_of(sign_in(asks))
    actions.answer_complaint(
        item, answer="Ein Aushang", outcome="agreed", by=asked, on=date(2020, 4, 2)
    )

    assert [place in page for page in before] == [True, False]
    assert place not in page_of(sign_in(asked))


def test_minutes_wait_for_each_side_until_it_has_agreed(sign_in, steinheim, lena, dora):
    meeting = decided(a_meeting(steinheim, lena), lena)

    pages = page_of(sign_in(lena)), page_of(sign_in(dora))
    actions.agree(meeting, seen=meeting.changes, by=dora, on=date(2020, 4, 2))

    assert ["Niederschrift lesen" in page for page in pages] == [False, True]
    assert "Niederschrift lesen" not in page_of(sign_in(dora))


WAITS = "Wartet auf Ihre Seite"


@pytest.mark.parametrize(("who", "other"), [("lena", "dora"), ("dora", "lena")])
def test_a_version_waits_for_the_side_that_has_not_signed(
    request, sign_in, steinheim, lena, dora, who, other
):
    asked, asks = request.getfixturevalue(who), request.getfixturevalue(other)
    version = version_actions.propose(a_draft(steinheim, asks), by=asks)
    place = f"/vereinbarungen/{steinheim.key}/fassungen/1/"
    line = f'<a class="kern-link" href="{place}">Fassung 1 liegt zur Zeichnung vor.</a>'

    both = [page_of(sign_in(user)) for user in (asked, asks)]
    signing_actions.sign_off(version, office="Leitung", seen=0, by=asks)
    one = [page_of(sign_in(user)) for user in (asked, asks)]

    assert [page.count(line) for page in (*both, *one)] == [1, 1, 1, 0]
    assert [WAITS in page for page in one] == [True, False]


def test_what_came_back_waits_for_those_who_wrote_it(sign_in, steinheim, lena, dora):
    version = version_actions.propose(a_draft(steinheim, lena), by=lena)
    version_actions.send_back(version, answer="Kürzer.", by=dora)

    pages = page_of(sign_in(lena)), page_of(sign_in(dora))

    assert ["kam mit einer Anmerkung" in page for page in pages] == [True, False]


def given_notice(agreement, by, day):
    agreement.signed_on, agreement.started_on = date(2019, 12, 1), date(2020, 1, 1)
    agreement.notice_given_on, agreement.notice_given_by = date(2020, 4, 1), by
    agreement.ends_on = day
    agreement.save()


def test_notice_of_the_other_side_waits_until_the_hand_back_is_planned(
    sign_in, steinheim, lena, dora
):
    given_notice(steinheim, steinheim.municipality, date(2020, 12, 31))
    words = "Testheim hat zum 31.12.2020 gekündigt: lesen und die Rückgabe planen"

    before = page_of(sign_in(lena)), page_of(sign_in(dora))
    HandBack.objects.create(
        agreement=steinheim, receiver=steinheim.county, planned_on=date(2020, 4, 2), planned_by="L"
    )

    assert [words in page for page in before] == [True, False]
    assert words not in page_of(sign_in(lena))


def test_notice_whose_day_is_over_waits_no_longer(sign_in, steinheim, lena):
    given_notice(steinheim, steinheim.municipality, date(2020, 4, 1))

    assert "hat zum" not in page_of(sign_in(lena))


def test_nothing_that_waits_for_ones_side_is_cut(sign_in, steinheim, lena, dora):
    meeting = a_meeting(steinheim, dora)
    for _each in range(9):
        a_complaint(meeting, dora)

    assert page_of(sign_in(lena)).count("beantworten</a>") == 9


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_costs_four_queries_whatever_the_number(
    steinheim, lena, dora, count, django_assert_num_queries
):
    for number in range(count):
        agreement = factories.an_agreement(key=["testheim-2020", "b", "c"][number])
        version_actions.propose(a_draft(agreement, dora), by=dora)
        given_notice(agreement, agreement.municipality, date(2020, 12, 31))
        a_complaint(a_meeting(agreement, dora), dora)
    lena.active_memberships  # noqa: B018  # known already where the first page asks

    with django_assert_num_queries(4):
        found = waiting_for(lena, sides=[steinheim.carrier_id], on=date(2020, 4, 2))

    assert len(found) == 3 * count
