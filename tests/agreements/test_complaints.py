# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A complaint comes back to every meeting until the other side has answered it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from geleit.agreements import meeting_actions as actions
from geleit.agreements import meeting_rules as rules
from geleit.agreements.meeting_views import content_of
from geleit.audit.models import Event
from geleit.core.problems import Refused
from tests.agreements.test_meetings import a_meeting, address, decided, text_of

ON = date(2020, 3, 10)
ANSWER = {"answer": "Wir öffnen auch dienstags.", "outcome": "remedied"}


@pytest.fixture
def complaint(steinheim, lena, dora):
    """The town's complaint on the agenda of the first meeting."""
    meeting = a_meeting(steinheim, lena)
    return actions.put_on_agenda(meeting, kind="complaint", text="Lange Wege", by=dora)


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, []),
        ({"is_complaint": False}, ["no-complaint"]),
        ({"is_own": True}, ["own"]),
        ({"is_answered": True}, []),
        ({"is_decided": True}, []),
        ({"is_decided": True, "is_answered": True}, ["decided"]),
    ],
)
def test_the_other_side_answers_and_decided_answers_stay(given, codes):
    facts = {"is_complaint": True, "is_own": False, "is_answered": False, "is_decided": False}

    problems = rules.answering_problems(**(facts | given))

    assert [problem.code for problem in problems] == codes


def test_an_answer_is_a_change_of_the_meeting(complaint, lena, dora):
    actions.write_minutes(complaint.meeting, minutes="Text", seen=2, by=dora)
    actions.agree(complaint.meeting, seen=3, by=dora, on=ON)

    actions.answer_complaint(complaint, **ANSWER, by=lena, on=ON)

    complaint.meeting.refresh_from_db()
    assert complaint.meeting.agreed_by_town == ""
    complaint.refresh_from_db()
    assert (complaint.answered_by, complaint.answered_on) == ("Lena", ON)


def test_one_does_not_answer_one_s_own_complaint(complaint, dora):
    with pytest.raises(Refused, match="Ihre Seite"):
        actions.answer_complaint(complaint, **ANSWER, by=dora, on=ON)


def test_an_open_complaint_comes_along_until_it_is_answered(complaint, steinheim, lena, dora):
    decided(complaint.meeting, lena, dora)
    second = a_meeting(steinheim, lena, held_on=date(2020, 5, 4))
    third = a_meeting(steinheim, lena, held_on=date(2020, 7, 6))
    assert list(content_of(second)["complaints"]) == [complaint]

    actions.answer_complaint(complaint, **ANSWER, by=lena, on=date(2020, 5, 4))

    assert list(content_of(second)["complaints"]) == [complaint]  # it was open then
    assert list(content_of(third)["complaints"]) == []
    with pytest.raises(Refused, match="bleibt, wie sie ist"):
        actions.answer_complaint(complaint, **ANSWER, by=lena, on=date(2020, 5, 5))


def test_the_database_keeps_no_half_answer(complaint):
    with pytest.raises(IntegrityError), transaction.atomic():
        complaint.meeting.items.filter(pk=complaint.pk).update(outcome="remedied")


def test_the_answer_is_given_on_the_page_and_read_by_both(sign_in, complaint, steinheim, lena):
    page = address(steinheim, 1, "punkt", complaint.pk, "antwort")

    assert sign_in(lena).post(page, {"answer": "", "outcome": ""}).status_code == 422
    assert sign_in(lena).post(page, ANSWER).status_code == 302

    text = text_of(sign_in(lena).get(address(steinheim, 1)))
    assert "Wir öffnen auch dienstags." in text
    assert "abgeholfen" in text
    event = Event.objects.get(verb="complaint-answered")
    assert "dienstags" not in str(event.data)
