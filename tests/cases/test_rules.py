# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from geleit.cases import rules


def codes(problems):
    return [problem.code for problem in problems]


def closing(**facts):
    values = {
        "opened_on": date(2020, 1, 7),
        "closed_on": None,
        "is_waiting": False,
        "on": date(2020, 3, 2),
        "open_reminders": 0,
        "open_steps": 0,
    } | facts
    return codes(rules.closing_problems(**values))


def test_a_case_without_open_work_can_be_closed():
    assert closing() == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"open_reminders": 1}, ["open-reminders"]),
        ({"open_reminders": 2, "open_steps": 3}, ["open-reminders", "open-steps"]),
        ({"on": date(2020, 1, 6)}, ["too-early"]),
        ({"closed_on": date(2020, 2, 1)}, ["closed"]),
        ({"is_waiting": True}, ["waiting"]),
    ],
)
def test_closing_says_what_is_in_the_way(facts, expected):
    assert closing(**facts) == expected


def test_the_number_of_open_steps_is_told():
    problems = rules.closing_problems(
        opened_on=date(2020, 1, 7),
        closed_on=None,
        is_waiting=False,
        on=date(2020, 3, 2),
        open_reminders=0,
        open_steps=3,
    )

    assert str(problems[0].text) == (
        "3 Schritte im Plan sind noch offen. Bitte erledigen oder streichen."
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"may_hold": True}, []),
        ({"may_hold": False}, ["not-in-the-team"]),
        ({"may_hold": True, "is_waiting": True}, ["waiting"]),
        ({"may_hold": True, "closed_on": date(2020, 2, 1)}, ["closed"]),
    ],
)
def test_a_case_goes_only_to_the_carriers_team(facts, expected):
    values = {"closed_on": None, "is_waiting": False} | facts

    assert codes(rules.assignment_problems(**values)) == expected


@pytest.mark.parametrize(
    ("born_on", "precision", "expected"),
    [
        (date(1990, 5, 4), "day", []),
        (None, "unknown", []),
        (None, "day", ["birth-missing"]),
        (date(1990, 5, 4), "unknown", ["birth-unknown"]),
        (date(2020, 3, 3), "day", ["birth-future"]),
    ],
)
def test_birth_and_precision_fit_together(born_on, precision, expected):
    problems = rules.birth_problems(born_on=born_on, precision=precision, on=date(2020, 3, 2))

    assert codes(problems) == expected


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("day", date(1990, 5, 4)),
        ("month", date(1990, 5, 1)),
        ("year", date(1990, 1, 1)),
        ("assumed", date(1990, 1, 1)),
    ],
)
def test_a_date_is_kept_as_precisely_as_it_is_known(precision, expected):
    assert rules.birth_as_known(date(1990, 5, 4), precision) == expected


def test_a_case_is_reopened_only_when_closed_and_no_other_is_open():
    closed_on = date(2020, 2, 1)

    assert codes(rules.reopening_problems(closed_on=None, has_open_case=False)) == ["not-closed"]
    assert codes(rules.reopening_problems(closed_on=closed_on, has_open_case=True)) == [
        "already-open"
    ]
    assert rules.reopening_problems(closed_on=closed_on, has_open_case=False) == []


def test_a_birth_of_the_century_before_last_is_asked_about():
    problems = rules.birth_problems(born_on=date(1850, 1, 1), precision="day", on=date(2020, 1, 1))

    assert [problem.code for problem in problems] == ["birth-too-early"]
