# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from itertools import pairwise

import pytest

from geleit.course import rules
from geleit.course.rules import CourseFacts, phase_problems

TODAY = date(2020, 3, 2)
NEEDED = {"assessment": frozenset({"1_start"}), "evaluation": frozenset({"3_end"})}
FULL = CourseFacts(
    has_holder=True,
    contacts=2,
    assessed=frozenset({"1_start", "3_end"}),
    needed=NEEDED,
    has_plan=True,
    goals=2,
    steps=3,
    agreed_on=date(2020, 2, 1),
    review_on=date(2020, 8, 1),
    linked=1,
)


def codes(phase, facts):
    return [problem.code for problem in phase_problems(phase, facts, on=TODAY)]


@pytest.mark.parametrize("phase", rules.ORDER)
def test_nothing_lacks_where_everything_is_there(phase):
    assert codes(phase, FULL) == []


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        ("intake", ["no-holder", "no-contact"]),
        ("assessment", ["no-assessment"]),
        ("planning", ["no-plan"]),
        ("linking", ["nobody-linked"]),
        ("monitoring", ["no-contact"]),
        ("evaluation", ["no-assessment"]),
    ],
)
def test_a_new_case_lacks_what_belongs_to_each_phase(phase, expected):
    assert codes(phase, CourseFacts(needed=NEEDED)) == expected


def test_the_rule_of_the_day_says_which_assessment_a_phase_needs():
    needed = {"monitoring": frozenset({"1_start", "2_review"})}
    facts = CourseFacts(contacts=1, assessed=frozenset({"1_start"}), needed=needed)

    (lack,) = phase_problems("monitoring", facts, on=TODAY)

    assert lack.text == "Eine Einschätzung zur Überprüfung fehlt noch."
    assert codes("assessment", CourseFacts()) == []


def test_a_plan_needs_goals_then_steps_then_an_agreement():
    without_goals = CourseFacts(has_plan=True)
    without_steps = CourseFacts(has_plan=True, goals=1)
    without_word = CourseFacts(has_plan=True, goals=1, steps=1)

    found = [codes("planning", facts) for facts in (without_goals, without_steps, without_word)]

    assert found == [["no-goal", "not-agreed"], ["no-step", "not-agreed"], ["not-agreed"]]


def test_a_review_is_due_from_the_day_after():
    due = CourseFacts(contacts=1, review_on=date(2020, 3, 1))
    today = CourseFacts(contacts=1, review_on=TODAY)

    assert (codes("monitoring", due), codes("monitoring", today)) == (["review-due"], [])


def test_open_goals_are_counted_in_words():
    texts = [
        phase_problems("evaluation", CourseFacts(open_goals=n), on=TODAY)[0].text for n in (1, 3)
    ]

    assert [text.partition(".")[0] for text in texts] == [
        "Ein Ziel ist noch offen",
        "3 Ziele sind noch offen",
    ]


def test_the_phases_stand_in_one_order():
    assert len(rules.ORDER) == 6
    assert all(one != other for one, other in pairwise(rules.ORDER))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"is_asked": False}, ["not-asked"]),
        ({"asked_it": True, "is_lead": True}, ["second-person"]),
        ({}, ["not-the-lead"]),
        ({"is_lead": True}, []),
        ({"is_protected": True}, []),
    ],
)
def test_a_second_person_approves(facts, expected):
    usual = {"is_asked": True, "is_lead": False, "is_protected": False, "asked_it": False}

    problems = rules.approval_problems(**(usual | facts))

    assert [problem.code for problem in problems] == expected


def test_one_asks_again_only_after_the_end():
    days = [None, date(2020, 3, 1), TODAY, date(2020, 3, 3)]

    found = [bool(rules.later_problems(later_on=day, closed_on=TODAY)) for day in days]

    assert found == [False, True, True, False]
