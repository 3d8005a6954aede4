# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the way of an end is mended there, and nothing that was written is lost."""

from datetime import date

import pytest
import time_machine

from geleit.cases.models import Case
from geleit.course.models import CaseClosing
from geleit.deadlines.models import Deadline, FollowUpReminder, IncomingLetter
from tests import factories
from tests.cases.things import a_reminder
from tests.course.things import TODAY, an_end, asks_for_approval, end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steinheim")]


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna)


def is_closed(case):
    return Case.unguarded.get(pk=case.pk).closed_on is not None


def page(client, case):
    return client.get(f"/faelle/{case.pk}/abschluss/").content.decode()


def test_an_open_reminder_does_not_cost_the_text(sign_in, anna, case):
    client, goal = sign_in(anna), factories.a_goal(case=case)
    a_reminder(case)

    said = {
        f"goal-{goal.pk}": "partly",
        "handed_to": "Migrationsberatung",
        "later_on": "2020-09-01",
    }
    end(client, case, **said)

    text = page(client, case)
    for kept in (
        "Sie kommt allein zurecht.", "Migrationsberatung", "2020-09-01",
        '<option value="partly" selected>', '<option value="work" selected>',
    ):  # fmt: skip
        assert kept in text
    assert not is_closed(case)


def test_gaps_do_not_cost_what_could_be_read(sign_in, anna, case):
    client = sign_in(anna)

    end(client, case, income="", reason="99999", later_on="bald")

    assert "Sie kommt allein zurecht." in page(client, case)
    closing = CaseClosing.unguarded.get(case=case)
    assert (closing.reason, closing.income, closing.later_on) == (None, "", None)


def test_a_page_from_before_that_is_refused_takes_nothing_away(
    sign_in, steinheim, anna, lena, case
):
    goal = factories.a_goal(case=case)
    asks_for_approval(steinheim)
    end(sign_in(anna), case, **{f"goal-{goal.pk}": "partly"})

    answer = end(sign_in(lena), case, reason="", evaluation="", income="")

    assert answer.status_code == 422
    text = page(sign_in(anna), case)
    for kept in ("Sie kommt allein zurecht.", 'value="partly" selected', 'value="work" selected'):
        assert kept in text
    assert CaseClosing.unguarded.get(case=case).asked_by == anna


def test_a_reminder_is_ticked_off_from_the_page_and_the_text_stays(sign_in, anna, case):
    client, reminder = sign_in(anna), a_reminder(case)
    assert f'name="erledigt" value="{reminder.pk}"' in page(client, case)

    end(client, case, erledigt=str(reminder.pk))

    reminder.refresh_from_db()
    assert (reminder.done_on, is_closed(case)) == (date(2020, 3, 2), False)
    text = page(client, case)
    assert "Sie kommt allein zurecht." in text
    assert "Vorher noch zu erledigen" not in text


@pytest.mark.parametrize("key", ["", "x", "99999999999999999999"])
def test_a_reminder_that_does_not_exist_changes_nothing(sign_in, anna, case, key):
    reminder = a_reminder(case)

    assert end(sign_in(anna), case, erledigt=key).status_code == 302

    reminder.refresh_from_db()
    assert reminder.done_on is None


def test_a_reminder_of_another_case_is_not_touched(sign_in, anna, carla, case):
    foreign = a_reminder(factories.a_case(holder=carla))

    end(sign_in(anna), case, erledigt=str(foreign.pk))

    assert FollowUpReminder.unguarded.get(pk=foreign.pk).done_on is None


def test_a_deadline_leads_to_its_page_and_the_text_stays(sign_in, anna, case):
    client = sign_in(anna)
    letter = IncomingLetter.unguarded.create(
        case=case, recorded_by=anna.name, recorded_on=date(2020, 2, 20)
    )
    due = date(2020, 3, 20)
    deadline = Deadline.unguarded.create(
        case=case, letter=letter, kind="objection", name="Widerspruch", source="letter:1",
        due_on=due, work_by=due, appears_on=date(2020, 2, 20),
    )  # fmt: skip
    assert "Widerspruch" in page(client, case)

    answer = end(client, case, frist=str(deadline.pk))

    assert answer.url == f"/faelle/{case.pk}/fristen/{deadline.pk}/"
    assert "Sie kommt allein zurecht." in page(client, case)


def test_what_waits_for_the_lead_goes_on_waiting_when_nothing_changes(
    sign_in, steinheim, anna, lena, case
):
    asks_for_approval(steinheim)
    end(sign_in(anna), case)
    reminder = a_reminder(case)

    end(sign_in(lena), case, erledigt=str(reminder.pk))
    sign_in(lena).post(f"/faelle/{case.pk}/abschluss/freigeben/")

    assert is_closed(case)
    closing = CaseClosing.unguarded.get(case=case)
    assert (closing.asked_by, closing.approved_by) == (anna, "Lena")


def test_a_day_to_ask_again_that_has_passed_meanwhile_is_said(sign_in, steinheim, anna, lena, case):
    asks_for_approval(steinheim)
    end(sign_in(anna), case, later_on="2020-03-10")

    with time_machine.travel("2020-03-11 09:00+00:00"):
        answer = sign_in(lena).post(f"/faelle/{case.pk}/abschluss/freigeben/", follow=True)

    assert "Bitte einen Tag nach dem Abschluss eintragen." in answer.content.decode()
    assert not is_closed(case)


def test_the_first_button_of_the_form_ends_the_case(sign_in, anna, case):
    """Enter in a field presses it: it must not tick off a reminder."""
    a_reminder(case)

    form = page(sign_in(anna), case).split("csrfmiddlewaretoken")[-1]

    first = form.split("<button", 1)[1].split(">")[0]
    assert 'type="submit"' in first
    assert "name=" not in first


def test_the_page_asks_the_same_for_one_and_for_three(
    sign_in, anna, case, django_assert_num_queries
):
    client = sign_in(anna)
    a_reminder(case)
    page(client, case)
    with django_assert_num_queries(COST):
        page(client, case)
    for _ in range(2):
        a_reminder(case)
    with django_assert_num_queries(COST):
        page(client, case)


COST = 22


def test_an_end_with_nothing_in_the_way_is_one_click(sign_in, anna, case):
    answer = sign_in(anna).post(f"/faelle/{case.pk}/abschluss/", an_end())

    assert (answer.status_code, is_closed(case)) == (302, True)
