# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When handed-over cases can be accepted."""

from datetime import date

import pytest

from geleit.handover import rules

DAY = date(2020, 2, 3)


@pytest.mark.parametrize(
    ("handed_over_on", "accepted_on", "on", "expected"),
    [
        (DAY, None, DAY, []),
        (DAY, None, date(2020, 3, 1), []),
        (DAY, None, date(2020, 2, 2), ["too-early"]),
        (DAY, DAY, DAY, ["accepted"]),
        (None, None, DAY, ["not-handed-over"]),
    ],
)
def test_only_what_waits_is_accepted(handed_over_on, accepted_on, on, expected):
    problems = rules.acceptance_problems(
        number="2020-0001", handed_over_on=handed_over_on, accepted_on=accepted_on, on=on
    )

    assert [problem.code for problem in problems] == expected


@pytest.mark.parametrize(("works", "expected"), [(True, []), (False, ["not-a-worker"])])
def test_the_holder_works_for_the_carrier(works, expected):
    problems = rules.holder_problems(works_for_all_carriers=works)

    assert [problem.code for problem in problems] == expected
