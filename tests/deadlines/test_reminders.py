# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.deadlines.models import FollowUpReminder
from tests import factories
from tests.cases.things import a_closed_case, a_reminder, stand_in

HTMX = {"HTTP_HX_REQUEST": "true"}
SAID = {"text": "Beim Jobcenter anrufen", "due_on": "2020-03-05"}

pytestmark = pytest.mark.usefixtures("second_of_march")


@pytest.fixture
def second_of_march():
    with time_machine.travel("2020-03-02 09:00+00:00", tick=False):
        yield


def add(client, case, said=SAID, **headers):
    return client.post(f"/faelle/{case.pk}/wiedervorlagen/", said, **headers)


def done(client, case, reminder, said=(), **headers):
    url = f"/faelle/{case.pk}/wiedervorlagen/{reminder.pk}/"
    return client.post(url, dict(said), **headers)


def test_a_reminder_is_set_and_stands_in_the_file(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)

    response = add(client, case)

    assert response.url == f"/faelle/{case.pk}/"
    assert "Beim Jobcenter anrufen" in client.get(response.url).content.decode()


def test_the_part_comes_back_to_where_it_was_asked(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)

    response = add(client, case, **HTMX)
    part = client.get(response.url, **HTMX).content.decode()

    assert "Beim Jobcenter anrufen" in part
    assert "<html" not in part


def test_a_double_click_sets_one_reminder(sign_in, anna):
    case = factories.a_case(holder=anna)

    add(sign_in(anna), case)
    add(sign_in(anna), case)

    assert FollowUpReminder.unguarded.count() == 1
    assert Event.objects.filter(verb="reminder-added").count() == 1


@pytest.mark.parametrize("said", [{}, SAID | {"due_on": "2020-03-01"}, SAID | {"text": ""}])
def test_what_is_missing_is_asked_for(sign_in, anna, said):
    case = factories.a_case(holder=anna)

    assert add(sign_in(anna), case, said).status_code == 422
    assert add(sign_in(anna), case, said, **HTMX).status_code == 422
    assert FollowUpReminder.unguarded.count() == 0


def test_done_is_done_once_and_can_be_undone(sign_in, anna):
    case = factories.a_case(holder=anna)
    reminder = a_reminder(case)

    done(sign_in(anna), case, reminder)
    done(sign_in(anna), case, reminder)
    reminder.refresh_from_db()
    assert (reminder.done_on, reminder.done_by) == (date(2020, 3, 2), "Anna")
    assert Event.objects.filter(verb="reminder-done").count() == 1

    done(sign_in(anna), case, reminder, {"offen": "1"})
    reminder.refresh_from_db()
    assert (reminder.done_on, reminder.done_by) == (None, "")


def test_nothing_changes_in_a_closed_case(sign_in, anna):
    case = a_closed_case(holder=anna)
    reminder = a_reminder(case)

    assert add(sign_in(anna), case).status_code == 422
    done(sign_in(anna), case, reminder)

    reminder.refresh_from_db()
    assert reminder.done_on is None


@pytest.mark.parametrize(
    ("who", "get", "post"),
    [("anna", 200, 302), ("ben", 200, 302), ("carla", 404, 404), ("lena", 200, 302)]
    + [(name, 403, 403) for name in ("dora", "frida", "karl", "emil", "otto")],
)
def test_who_may(sign_in, anna, ben, carla, lena, request, who, get, post):
    case = factories.a_case(holder=anna)
    stand_in(deputy=ben, holder=anna)
    reminder = a_reminder(case, text="Geheim")
    client = sign_in(request.getfixturevalue(who))

    page = client.get(f"/faelle/{case.pk}/wiedervorlagen/")

    assert page.status_code == get
    assert ("Geheim" in page.content.decode()) == (get == 200)
    assert add(client, case).status_code == post
    assert done(client, case, reminder).status_code == post
    reminder.refresh_from_db()
    assert (reminder.done_on is not None) == (post == 302)


def test_a_reminder_of_another_case_is_not_found_under_ones_own(sign_in, anna, carla, lena):
    own, other = factories.a_case(holder=carla), factories.a_case(holder=anna)
    reminder = a_reminder(other)

    assert done(sign_in(carla), own, reminder).status_code == 404
    assert done(sign_in(lena), own, reminder).status_code == 404
    reminder.refresh_from_db()
    assert reminder.done_on is None


def test_the_log_holds_no_words(sign_in, anna):
    add(sign_in(anna), factories.a_case(holder=anna))

    assert Event.objects.get(verb="reminder-added").data == {}
