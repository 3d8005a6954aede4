# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case ends with an evaluation, what became of each goal, and what the household lives on."""

import re
from datetime import date
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, transaction

from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.course.models import CaseClosing, ClosingReason, GoalOutcome, PhaseStep
from tests import factories
from tests.cases.things import a_closed_case, a_reminder, stand_in
from tests.course.things import TODAY, a_closing, a_reason, an_end, end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steinheim")]


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY):
        yield


def is_closed(case):
    return Case.unguarded.get(pk=case.pk).closed_on is not None


def text_of(client, case):
    return client.get(f"/faelle/{case.pk}/abschluss/").content.decode()


def test_a_case_ends_with_its_evaluation(sign_in, anna):
    case = factories.a_case(holder=anna)
    goal = factories.a_goal(case=case)
    other = factories.a_goal(case=case, text="Arbeit")
    results = {f"goal-{goal.pk}": "reached", f"goal-{other.pk}": "goes_on"}

    response = end(sign_in(anna), case, handed_to="Migrationsberatung", **results)

    assert (response.status_code, is_closed(case)) == (302, True)
    closing = CaseClosing.unguarded.get(case=case)
    said = (closing.reason, closing.housing, closing.income, closing.closed_on)
    assert said == (a_reason(), "private", "work", date(2020, 3, 2))
    outcomes = GoalOutcome.unguarded.values_list("goal", "result").order_by("goal")
    assert list(outcomes) == [(goal.pk, "reached"), (other.pk, "goes_on")]


def test_the_closed_file_leaves_the_daily_list_and_says_how_it_ended(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)

    end(client, case)

    assert case.number not in client.get("/faelle/").content.decode()
    assert case.number in client.get("/faelle/?stand=abgeschlossen").content.decode()
    text = text_of(client, case)
    assert "Sie kommt allein zurecht." in text
    assert "eigene Arbeit, ohne Leistungen" in text


def test_nothing_is_lost_when_a_goal_has_no_word(sign_in, anna):
    case = factories.a_case(holder=anna)
    factories.a_goal(case=case)

    response = end(sign_in(anna), case)

    text = response.content.decode()
    assert (response.status_code, is_closed(case)) == (422, False)
    assert "Bei einem Ziel fehlt, was daraus wurde." in text
    assert "Sie kommt allein zurecht." in text
    assert "ist als Entwurf gespeichert" in text
    assert CaseClosing.unguarded.get(case=case).evaluation == "Sie kommt allein zurecht."


def test_open_reminders_are_settled_first(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_reminder(case)

    response = end(sign_in(anna), case)

    assert (response.status_code, is_closed(case)) == (422, False)
    assert "Eine Wiedervorlage ist noch offen. Bitte erledigen." in response.content.decode()


def test_open_steps_end_with_the_case(sign_in, anna):
    case = factories.a_case(holder=anna)
    goal = factories.a_goal(case=case)
    factories.a_step(goal=goal)

    end(sign_in(anna), case, **{f"goal-{goal.pk}": "not_reached"})

    assert is_closed(case)


@pytest.mark.parametrize("name", ["reason", "evaluation", "income"])
def test_reason_evaluation_and_income_are_asked_for(sign_in, anna, name):
    case = factories.a_case(holder=anna)

    response = end(sign_in(anna), case, **{name: ""})

    assert (response.status_code, is_closed(case)) == (422, False)


def test_the_browser_lets_a_draft_be_saved_with_gaps(sign_in, anna):
    case = factories.a_case(holder=anna)
    factories.a_goal(case=case, text="Deutsch lernen")

    text = text_of(sign_in(anna), case)

    assert 'name="entwurf" value="1" formnovalidate' in text
    assert re.search(r"Deutsch lernen\s*</label>", text)  # a goal's end is owed, not a wish


def test_a_draft_is_kept_and_gone_on_with(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    goal = factories.a_goal(case=case)

    end(client, case, reason="", income="", entwurf="1", **{f"goal-{goal.pk}": "partly"})

    assert not is_closed(case)
    text = text_of(client, case)
    assert "Sie kommt allein zurecht." in text
    assert '<option value="partly" selected>' in text

    end(client, case, evaluation="Neu.", **{f"goal-{goal.pk}": "reached"})

    closing = CaseClosing.unguarded.get(case=case)
    assert (closing.evaluation, closing.closed_on) == ("Neu.", date(2020, 3, 2))
    assert closing.outcomes.get().result == "reached"


def test_a_goal_of_another_case_is_not_taken(sign_in, anna):
    case = factories.a_case(holder=anna)
    foreign = factories.a_goal(case=factories.a_case(holder=anna))

    end(sign_in(anna), case, **{f"goal-{foreign.pk}": "reached"})

    assert is_closed(case)
    assert not GoalOutcome.unguarded.exists()


def test_a_reason_out_of_date_is_not_offered(sign_in, anna):
    old = ClosingReason.objects.create(
        name="alt", position=9, valid_from=date(2018, 1, 1), valid_until=date(2019, 12, 31),
        source="Test",
    )  # fmt: skip
    case = factories.a_case(holder=anna)

    assert end(sign_in(anna), case, reason=old.pk).status_code == 422


def test_a_deputy_ends_a_case_and_comes_back_to_the_list(sign_in, anna, ben):
    stand_in(deputy=ben, holder=anna)
    case = factories.a_case(holder=anna)

    response = end(sign_in(ben), case)

    assert (response.url, is_closed(case)) == ("/faelle/", True)


def test_a_case_is_reopened_and_ends_again(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    end(client, case)

    client.post(f"/faelle/{case.pk}/oeffnen/", {"reason": "Wohnung verloren"})

    case.refresh_from_db()
    assert (case.phase, case.closed_on) == ("assessment", None)
    assert PhaseStep.unguarded.get(case=case).phase == "assessment"
    assert "Wohnung verloren" in text_of(client, case)

    end(client, case, evaluation="Zum zweiten Mal.")
    assert CaseClosing.unguarded.filter(case=case).count() == 2
    assert is_closed(case)


def test_ending_twice_is_one_end(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)

    end(client, case)
    end(client, case)

    assert Event.objects.filter(verb="case-closed").count() == 1


def test_a_case_closed_without_a_record_is_reopened(sign_in, anna):
    case = a_closed_case(holder=anna)

    sign_in(anna).post(f"/faelle/{case.pk}/oeffnen/")

    assert not is_closed(case)


def test_somebody_asks_again_later_and_notes_what_was_found(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    end(client, case, later_on="2020-06-01")

    client.post(f"/faelle/{case.pk}/abschluss/nachfrage/", {"result": "stable", "note": "Gut."})

    closing = CaseClosing.unguarded.get(case=case)
    found = (closing.later_asked_on, closing.later_result, closing.later_note)
    assert found == (date(2020, 3, 2), "stable", "Gut.")
    assert "kommt zurecht" in text_of(client, case)


def test_an_answer_after_the_end_is_not_written_over(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    end(client, case, later_on="2020-06-01")
    url = f"/faelle/{case.pk}/abschluss/nachfrage/"

    client.post(url, {"result": "stable", "note": "Gut."})
    again = client.post(url, {"result": "stable", "note": "Anders."}, follow=True)

    assert "Die Nachfrage ist schon notiert" in again.content.decode()
    assert CaseClosing.unguarded.get(case=case).later_note == "Gut."


def test_without_an_agreed_day_nobody_asks_again(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    end(client, case)

    url = f"/faelle/{case.pk}/abschluss/nachfrage/"
    response = client.post(url, {"result": "stable"}, follow=True)

    assert "Eine spätere Nachfrage war nicht vereinbart." in response.content.decode()
    assert CaseClosing.unguarded.get(case=case).later_result == ""


def test_the_log_holds_no_words_of_the_evaluation(sign_in, anna):
    case = factories.a_case(holder=anna)

    end(sign_in(anna), case)

    assert not any("zurecht" in str(event.data) for event in Event.objects.all())


@pytest.mark.parametrize(
    ("who", "status"),
    [("anna", 200), ("lena", 200), ("carla", 404), ("dora", 403), ("frida", 403), ("selma", 403)],
)
def test_who_may_see_the_end(sign_in, anna, request, who, status):
    case = a_closed_case(holder=anna)
    a_closing(case, by=anna)

    response = sign_in(request.getfixturevalue(who)).get(f"/faelle/{case.pk}/abschluss/")

    assert response.status_code == status
    assert ("allein zurecht" in response.content.decode()) == (status == 200)


def test_the_database_keeps_one_standing_end_with_reason_and_evaluation(anna):
    case = a_closed_case(holder=anna)
    a_closing(case, by=anna)

    for fields in ({}, {"reason": None}, {"evaluation": ""}, {"income": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            a_closing(case, by=anna, **fields)


def test_the_first_reasons_are_marked_as_unverified():
    ClosingReason.objects.all().delete()
    migration = import_module("geleit.course.migrations.0002_closing_reasons")

    migration.add_reasons(apps, None)

    found = ClosingReason.objects.valid_on(date(2020, 3, 2))
    assert [reason.name for reason in found] == migration.NAMES
    assert {reason.is_verified for reason in found} == {False}


def test_more_goals_cost_no_more_queries(sign_in, anna, django_assert_max_num_queries):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    factories.a_goal(case=case)
    text_of(client, case)
    with django_assert_max_num_queries(25) as one:
        text_of(client, case)
    for number in range(3):
        factories.a_goal(case=case, text=f"Ziel {number}")

    with django_assert_max_num_queries(25) as three:
        text_of(client, case)

    assert len(three) == len(one)


def test_the_form_takes_what_it_sends(sign_in, anna):
    """What stands in the form of a test is what the form has."""
    case = factories.a_case(holder=anna)
    text = text_of(sign_in(anna), case)

    assert [name for name in an_end() if f'name="{name}"' not in text] == []
