# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from geleit.deadlines.rules import last_day_to_warn, reminder_problems

LEAD_DAYS = {"": 90, "toleration": 42}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("permit_25_3", date(2020, 5, 31)), ("toleration", date(2020, 4, 13))],
)
def test_each_kind_is_warned_of_in_its_own_time(kind, expected):
    assert last_day_to_warn(date(2020, 3, 2), kind=kind, lead_days=LEAD_DAYS) == expected


def test_without_a_rule_nobody_is_warned():
    assert last_day_to_warn(date(2020, 3, 2), kind="other", lead_days={"toleration": 42}) is None


@pytest.mark.parametrize(
    ("due_on", "codes"),
    [(date(2020, 3, 1), ["past"]), (date(2020, 3, 2), []), (date(2020, 3, 3), [])],
)
def test_a_reminder_looks_ahead(due_on, codes):
    problems = reminder_problems(due_on=due_on, on=date(2020, 3, 2))

    assert [problem.code for problem in problems] == codes
