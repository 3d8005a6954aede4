# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is typed about a letter is either used or asked about; nothing is kept unseen."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.deadlines.models import Deadline
from tests.deadlines.test_letters import ANSWERS, ASYLUM, new, take_over
from tests.factories import a_case


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


def refused(client, url, answers):
    answer = client.post(url, answers)
    assert (answer.status_code, answer.context["proposals"]) == (422, [])
    return list(answer.context["form"].errors)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (ANSWERS | {"office": ""}, "office"),
        (ANSWERS | {"service": ""}, "service"),
        (ANSWERS | {"served_on": "2026-11-03"}, "served_on"),
        (ANSWERS | {"decision": "dublin"}, "decision"),
        (ASYLUM | {"posted_on": "2026-11-17"}, "served_on"),
        (ASYLUM | {"served_on": ""}, "posted_on"),
    ],
)
def test_an_answer_that_would_not_be_used_is_asked_about(sign_in, anna, answers, field):
    assert refused(sign_in(anna), reverse("radar:calculator"), answers) == [field]


@pytest.mark.parametrize("field", ["posted_on", "received_on", "served_on"])
def test_a_letter_in_the_file_can_not_have_come_in_the_future(sign_in, anna, case, field):
    tomorrow = (localdate() + timedelta(days=1)).isoformat()
    answers = ASYLUM if field == "served_on" else ANSWERS

    assert refused(sign_in(anna), new(case), answers | {field: tomorrow}) == [field]


def test_the_calculator_counts_what_is_still_to_come(sign_in, anna):
    tomorrow = (localdate() + timedelta(days=1)).isoformat()
    url = reverse("radar:calculator")

    [found] = sign_in(anna).post(url, ANSWERS | {"posted_on": tomorrow}).context["proposals"]

    assert found.key == "widerspruch-sgg"


def test_answers_changed_after_the_look_are_computed_and_shown_before_they_are_kept(
    sign_in, anna, case
):
    client, later = sign_in(anna), ANSWERS | {"posted_on": "2026-11-05"}

    answer = take_over(client, new(case), later, shown=ANSWERS)
    shown = [found.seen for found in answer.context["proposals"]]
    before = Deadline.unguarded.filter(case=case).count()
    take_over(client, new(case), later)

    assert (answer.status_code, before) == (422, 0)
    assert shown == ["widerspruch-sgg:2026-12-09:2026-12-09"]
    assert Deadline.unguarded.get(case=case).due_on.isoformat() == "2026-12-09"
