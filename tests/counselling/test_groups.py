# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Group events: who of one's own cases took part, without showing the others."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from geleit.audit.models import Event
from geleit.counselling.models import Attendance, Contact, FormerTopic, Offer
from geleit.statistics.tables import count
from tests.counselling.test_offers import an_offer_item
from tests.factories import a_case, a_person

SECRET = "Zwetschgenhuber"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2020-02-03 10:00+01:00", tick=False):
        yield


@pytest.fixture
def offer(steinheim, anna):
    item = an_offer_item(steinheim, name="Gruppe", unit="offers")
    return Offer.objects.create(
        service_item=item, held_on=date(2020, 2, 1), minutes=90, participants=2, topic="Mülltrennung",
        recorded_by=anna,
    )  # fmt: skip


@pytest.fixture
def case(anna):
    return a_case(holder=anna, family_name="Quitte")


def browser_of(user):
    browser = Client()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def attend(user, offer, *persons):
    keys = [person.pk for person in persons]
    return browser_of(user).post(f"/angebote/{offer.pk}/teilnahme/", {"persons": keys})


def person_of(case):
    return case.household.persons.get()


def said(offer, **changed):
    return {
        "topic": offer.topic, "held_on": "2020-02-01", "minutes": "90", "participants": "2",
        "volunteers": "1", "interpreters": "2", "seen": str(offer.changes),
    } | changed  # fmt: skip


def test_persons_are_searched_in_the_body_and_only_in_one_s_own_cases(offer, anna, carla, case):
    a_case(holder=carla, family_name="Quittengeheim")

    answer = browser_of(anna).post(f"/angebote/{offer.pk}/", {"suche": "quit"})

    assert [one.case for one in answer.context["found"]] == [case]
    assert "Quittengeheim" not in answer.content.decode()


def test_attendance_stands_in_the_file_without_the_others(offer, anna, carla, case):
    theirs = a_case(holder=carla, family_name=SECRET)
    attend(anna, offer, person_of(case))
    attend(carla, offer, person_of(theirs))

    page = browser_of(anna).get(f"/faelle/{case.pk}/").content.decode()
    event = browser_of(anna).get(f"/angebote/{offer.pk}/").content.decode()

    assert "hat an einer Gruppe teilgenommen" in page
    assert "Mülltrennung" in page
    assert "Für immer löschen" not in page  # it is about no person
    assert SECRET not in page + event
    assert "Quitte, Mina" in event
    assert "Eine weitere Person war dabei" in event


def test_a_stranger_can_not_be_named(offer, anna, carla):
    theirs = a_case(holder=carla)

    attend(anna, offer, person_of(theirs))

    assert not Attendance.unguarded.exists()


def test_who_came_before_the_case_began_is_refused_and_nobody_is_noted(offer, anna, case):
    late = a_case(holder=anna, opened_on=date(2020, 2, 2))

    page = browser_of(anna).post(
        f"/angebote/{offer.pk}/teilnahme/",
        {"persons": [person_of(case).pk, person_of(late).pk]},
        follow=True,
    )

    assert "Der Fall ist erst am" in page.content.decode()
    assert not Attendance.unguarded.exists()


def test_the_number_grows_with_the_names_and_naming_twice_is_once(offer, anna, case):
    people = [person_of(case), *(a_person(household=case.household) for _ in range(2))]
    for _ in range(2):
        attend(anna, offer, *people)

    offer.refresh_from_db()
    assert (offer.participants, Attendance.unguarded.count()) == (3, 3)
    assert Event.objects.filter(verb="attendance-added").count() == 3


def test_hours_never_count_twice(offer, steinheim, anna, case):
    first = person_of(case)
    attend(anna, offer, first, *[a_person(household=case.household) for _ in range(2)])

    days = {"first": date(2020, 1, 1), "last": date(2020, 3, 31)}
    [line] = [
        line for line in count(steinheim, counted_until=date(2020, 3, 31), **days).items
        if line.offers
    ]  # fmt: skip

    assert (line.offers, line.delivered, line.contacts) == (1, 1, 0)
    assert not Contact.unguarded.exists()


def test_taken_out_is_taken_out_and_can_be_named_again(offer, anna, case):
    attend(anna, offer, person_of(case))
    row = Attendance.unguarded.get()
    browser_of(anna).post(f"/angebote/{offer.pk}/teilnahme/", {"heraus": row.pk})
    gone = Attendance.unguarded.exists()
    attend(anna, offer, person_of(case))

    assert (gone, Attendance.unguarded.count()) == (False, 1)


def test_nobody_takes_out_persons_of_cases_that_are_not_hers(offer, anna, carla, case):
    attend(anna, offer, person_of(case))
    row = Attendance.unguarded.get()

    answer = browser_of(carla).post(f"/angebote/{offer.pk}/teilnahme/", {"heraus": row.pk})

    assert answer.status_code == 404
    assert Attendance.unguarded.exists()


def test_a_withdrawn_event_stands_in_no_file(offer, anna, case):
    attend(anna, offer, person_of(case))
    browser_of(anna).post(f"/angebote/{offer.pk}/zuruecknehmen/")

    page = browser_of(anna).get(f"/faelle/{case.pk}/").content.decode()

    assert "hat an einer Gruppe teilgenommen" not in page


def test_anybody_of_the_team_changes_it_and_the_second_sees_both_versions(offer, anna, carla):
    first = browser_of(carla).post(f"/angebote/{offer.pk}/", said(offer, topic="Abfall"))
    second = browser_of(anna).post(
        f"/angebote/{offer.pk}/", said(offer, topic="Müll", minutes="60")
    )

    shown = [(one.name, one.mine, one.theirs) for one in second.context["differences"]]
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Carla hat dieses Angebot um 10:00 Uhr geändert." in second.content.decode()
    assert shown == [("topic", "Müll", "Abfall"), ("minutes", "60", "90")]

    browser_of(anna).post(
        f"/angebote/{offer.pk}/",
        said(offer, topic="Müll", minutes="60", seen="1", keep_topic="theirs"),
    )

    offer.refresh_from_db()
    assert (offer.topic, offer.minutes, offer.volunteers, offer.interpreters) == (
        "Abfall",
        60,
        1,
        2,
    )


def test_a_former_topic_comes_back(offer, anna, carla):
    browser_of(carla).post(f"/angebote/{offer.pk}/", said(offer, topic="Abfall"))
    former = FormerTopic.objects.get()
    page = browser_of(anna).get(f"/angebote/{offer.pk}/thema/").content.decode()
    browser_of(anna).post(f"/angebote/{offer.pk}/thema/", {"former": former.pk})

    offer.refresh_from_db()
    assert "Mülltrennung" in page
    assert "Für immer löschen" not in page  # it is about no person
    assert offer.topic == "Mülltrennung"
    assert FormerTopic.objects.order_by("-pk").first().topic == "Abfall"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_any_number(rows, offer, anna, case, django_assert_num_queries):
    attend(anna, offer, *[a_person(household=case.household) for _ in range(rows)])
    browser = browser_of(anna)

    with django_assert_num_queries(GROUP_QUERIES):
        browser.get(f"/angebote/{offer.pk}/")


GROUP_QUERIES = 10
