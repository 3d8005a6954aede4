# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A volunteer sees what was promised, and says when it is done."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from tests import factories
from tests.volunteers.things import a_task


def test_a_card_says_what_when_where_whom_and_how_to_call(sign_in, emil):
    a_task(volunteer=emil)

    page = sign_in(emil).get(reverse("volunteers:own")).content.decode()

    assert "Zum Rathaus begleiten" in page
    assert "Montag, 2. März 2020" in page
    assert "Marktplatz, 9 Uhr" in page
    assert "Mina" in page
    assert 'href="tel:+49714412345"' in page


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("0151 / 234-5", "tel:01512345"),
        ("+49 (0) 7144 12", "tel:+49714412"),
        ("bitte fragen", ""),
        ("", ""),
    ],
)
def test_only_digits_are_dialled(emil, typed, link):
    assert a_task(contact_phone=typed).phone_link == link


def test_a_number_that_nobody_can_dial_is_shown_as_text(sign_in, emil):
    a_task(volunteer=emil, contact_phone="bitte Karl fragen")

    page = sign_in(emil).get(reverse("volunteers:own")).content.decode()

    assert "bitte Karl fragen" in page
    assert "tel:" not in page


def test_done_with_minutes_takes_the_card_away(sign_in, emil):
    task = a_task(volunteer=emil)
    client = sign_in(emil)

    response = client.post(reverse("volunteers:finish_own", args=[task.pk]), {"minutes": "75"})

    task.refresh_from_db()
    assert response.url == reverse("desk:home")
    assert (task.done_on, task.minutes) == (localdate(), 75)
    assert client.get(reverse("volunteers:own")).context["cards"] == []


@pytest.mark.parametrize("minutes", ["", "0", "-5", "1441", "lange"])
def test_without_minutes_the_card_stays(sign_in, emil, minutes):
    task = a_task(volunteer=emil)

    response = sign_in(emil).post(
        reverse("volunteers:finish_own", args=[task.pk]), {"minutes": minutes}
    )

    task.refresh_from_db()
    assert response.status_code == 422
    assert task.done_on is None
    assert f'href="#id_{task.pk}_minutes"' in response.content.decode()


def test_the_second_click_is_told_that_it_is_done(sign_in, emil):
    task = a_task(volunteer=emil)
    client = sign_in(emil)
    address = reverse("volunteers:finish_own", args=[task.pk])

    client.post(address, {"minutes": "30"})
    second = client.post(address, {"minutes": "60"})

    task.refresh_from_db()
    assert second.status_code == 422
    assert task.minutes == 30


def test_a_task_of_tomorrow_is_not_done_today(sign_in, emil):
    task = a_task(volunteer=emil, wanted_on=localdate() + timedelta(days=1))
    client = sign_in(emil)

    response = client.post(reverse("volunteers:finish_own", args=[task.pk]), {"minutes": "30"})

    task.refresh_from_db()
    assert response.status_code == 422
    assert task.done_on is None


def test_the_card_of_another_volunteer_does_not_exist(sign_in, emil):
    other = factories.a_member("erna", role="volunteer", organisation="volunteers")
    task = a_task(volunteer=other)

    response = sign_in(emil).post(
        reverse("volunteers:finish_own", args=[task.pk]), {"minutes": "30"}
    )

    task.refresh_from_db()
    assert response.status_code == 404
    assert task.done_on is None


def test_who_left_the_group_has_no_cards(sign_in, steinheim):
    gerd = factories.a_member("gerd", role="volunteer", organisation="volunteers")
    task = a_task(volunteer=gerd)
    gerd.memberships.update(ends_on=date(2020, 3, 1))

    response = sign_in(gerd).post(
        reverse("volunteers:finish_own", args=[task.pk]), {"minutes": "30"}
    )

    assert response.status_code == 403
