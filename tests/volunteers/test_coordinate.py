# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The coordinator writes cards, gives them, takes them back and ends them."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.accounts.models import Membership
from geleit.audit.models import Event
from geleit.volunteers.models import Assignment
from tests import factories
from tests.volunteers.things import a_task, another_group

TYPED = {
    "title": "Fahrrad reparieren",
    "wanted_on": "2020-03-04",
    "meeting_point": "Werkstatt",
    "contact_name": "Sami",
    "contact_phone": "0151 2345",
    "details": "",
}


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_new_card_belongs_to_the_own_group(sign_in, karl):
    response = sign_in(karl).post(reverse("volunteers:new"), TYPED)

    task = Assignment.unguarded.get()
    assert response.url == reverse("volunteers:assignment", args=[task.pk])
    assert (task.title, task.group.name) == ("Fahrrad reparieren", "Freundeskreis Testheim")
    assert task.wanted_on == date(2020, 3, 4)
    assert verbs() == ["assignment-created"]


def test_the_same_form_sent_twice_makes_one_card(sign_in, karl):
    client = sign_in(karl)
    typed = TYPED | {"client_key": str(uuid4())}

    first = client.post(reverse("volunteers:new"), typed)
    second = client.post(reverse("volunteers:new"), typed)

    assert first.url == second.url
    assert Assignment.unguarded.count() == 1
    assert verbs() == ["assignment-created"]


def test_a_card_without_a_day_is_asked_for_one(sign_in, karl):
    response = sign_in(karl).post(reverse("volunteers:new"), TYPED | {"wanted_on": ""})

    assert response.status_code == 422
    assert Assignment.unguarded.count() == 0


def test_a_coordinator_of_two_groups_says_for_which(sign_in, karl):
    other = another_group()
    Membership.objects.create(
        user=karl, organisation=other, role="volunteer_coordinator", starts_on=date(2019, 1, 1)
    )
    client = sign_in(karl)

    without = client.post(reverse("volunteers:new"), TYPED)
    client.post(reverse("volunteers:new"), TYPED | {"group": other.pk})

    assert without.status_code == 422
    assert Assignment.unguarded.get().group == other


def test_the_card_can_be_mended(sign_in, karl):
    task = a_task()

    sign_in(karl).post(reverse("volunteers:assignment", args=[task.pk]), TYPED)

    task.refresh_from_db()
    assert (task.title, task.contact_name) == ("Fahrrad reparieren", "Sami")
    assert verbs() == ["assignment-changed"]


def test_the_card_is_given_to_a_volunteer_and_taken_back(sign_in, karl, emil):
    task = a_task()
    client = sign_in(karl)

    client.post(reverse("volunteers:give", args=[task.pk]), {"volunteer": emil.pk})
    task.refresh_from_db()
    given_to = task.volunteer
    client.post(reverse("volunteers:take_back", args=[task.pk]))
    task.refresh_from_db()

    assert (given_to, task.volunteer) == (emil, None)
    assert verbs() == ["assignment-given", "assignment-taken-back"]


def test_the_log_says_nothing_of_what_the_card_says(sign_in, karl, emil):
    task = a_task()

    sign_in(karl).post(reverse("volunteers:give", args=[task.pk]), {"volunteer": emil.pk})

    assert list(Event.objects.values_list("data", flat=True)) == [{"to": emil.pk}]


@pytest.mark.parametrize("which", ["anna", "karl", "gone", "stranger"])
def test_the_card_goes_to_nobody_outside_the_group(sign_in, karl, anna, which):
    people = {"anna": anna, "karl": karl}
    people["gone"] = factories.a_member(
        "gerd", role="volunteer", organisation="volunteers", until=date(2019, 12, 31)
    )
    people["stranger"] = factories.a_worker("stella")
    Membership.objects.create(
        user=people["stranger"],
        organisation=another_group(),
        role="volunteer",
        starts_on=date(2019, 1, 1),
    )
    task = a_task()

    response = sign_in(karl).post(
        reverse("volunteers:give", args=[task.pk]), {"volunteer": people[which].pk}
    )

    task.refresh_from_db()
    assert response.status_code == 422
    assert task.volunteer is None


def test_the_coordinator_ends_a_task_for_a_volunteer(sign_in, karl, emil):
    task = a_task(volunteer=emil)

    sign_in(karl).post(reverse("volunteers:finish", args=[task.pk]), {"minutes": "45"})

    task.refresh_from_db()
    assert (task.done_on, task.minutes) == (localdate(), 45)


def test_a_task_that_nobody_took_is_not_done(sign_in, karl):
    task = a_task()

    response = sign_in(karl).post(reverse("volunteers:finish", args=[task.pk]), {"minutes": "45"})

    assert response.status_code == 422
    assert "Bitte zuerst eintragen, wer den Einsatz übernommen hat." in response.content.decode()


@pytest.mark.parametrize("name", ["assignment", "give", "take_back", "finish"])
def test_a_finished_task_stays_as_it_is(sign_in, karl, emil, name):
    task = a_task(volunteer=emil, done_on=date(2020, 3, 2), minutes=60)
    typed = TYPED | {"volunteer": emil.pk, "minutes": "5"}

    sign_in(karl).post(reverse(f"volunteers:{name}", args=[task.pk]), typed)

    task.refresh_from_db()
    assert (task.title, task.volunteer, task.minutes) == ("Zum Rathaus begleiten", emil, 60)
    assert [verb for verb in verbs() if verb != "page-read"] == []


def test_done_without_minutes_does_not_exist(emil):
    task = a_task(volunteer=emil)

    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.unguarded.filter(pk=task.pk).update(done_on=date(2020, 3, 2))


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        ("offen", ["Offen früh", "Offen spät"]),
        ("vergeben", ["Vergeben"]),
        ("erledigt", ["Erledigt"]),
        ("quatsch", ["Offen früh", "Offen spät"]),
    ],
)
def test_the_list_shows_one_state_by_day(sign_in, karl, emil, state, titles):
    a_task(title="Offen spät", wanted_on=date(2020, 4, 1))
    a_task(title="Offen früh", wanted_on=date(2020, 3, 1))
    a_task(title="Vergeben", volunteer=emil)
    a_task(title="Erledigt", volunteer=emil, done_on=date(2020, 3, 2), minutes=30)

    response = sign_in(karl).get(reverse("volunteers:assignments"), {"stand": state})

    assert [task.title for task in response.context["page"].rows] == titles


def test_long_lists_turn_pages_without_losing_a_day(sign_in, karl):
    days = [date(2020, 3, 1) + timedelta(days=number // 2) for number in range(60)]
    for day in reversed(days):
        a_task(wanted_on=day)
    client = sign_in(karl)

    first = client.get(reverse("volunteers:assignments")).context["page"]
    second = client.get(f"{reverse('volunteers:assignments')}?{first.next_query}").context["page"]

    assert [task.wanted_on for task in first.rows + second.rows] == days


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    sign_in, karl, emil, count, django_assert_num_queries
):
    for _ in range(count):
        a_task(volunteer=emil)
    client = sign_in(karl)

    with django_assert_num_queries(7):  # session, user, memberships, tasks; log
        client.get(reverse("volunteers:assignments"), {"stand": "vergeben"})
