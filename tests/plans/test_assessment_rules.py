# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When independence can be noted, and how its curve is drawn."""

from datetime import date

import pytest

from geleit.plans.assessment.rules import Look, assessment_problems, curves, grid
from geleit.plans.enums import View

DAY = date(2026, 5, 4)
START, REVIEW, END = "1_start", "2_review", "3_end"


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"assessed_on": date(2026, 6, 1)}, ["future"]),
        ({"assessed_on": date(2025, 1, 1)}, ["too-early"]),
        ({"rated": 0}, ["nothing-rated"]),
        ({"others": [(START, date(2026, 2, 1))]}, ["started"]),
        ({"others": [(REVIEW, date(2026, 2, 1))]}, ["start-is-late"]),
        ({"others": [(REVIEW, date(2026, 5, 20))]}, []),
        ({"occasion": REVIEW, "others": []}, []),
        ({"occasion": REVIEW, "others": [(START, date(2026, 2, 1))]}, []),
        ({"occasion": END, "others": [(START, date(2026, 5, 9))]}, ["before-start"]),
    ],
)
def test_why_an_assessment_can_not_be_noted(changed, codes):
    asked = {
        "assessed_on": DAY, "occasion": START, "opened_on": date(2026, 1, 7), "others": [],
        "rated": 3, "on": date(2026, 5, 24),
    }  # fmt: skip

    problems = assessment_problems(**asked | changed)

    assert [problem.code for problem in problems] == codes


def look(day, level=None, *, view=View.ADVISER, occasion=REVIEW, key=0):
    return Look(view, occasion, day, {} if level is None else {"housing": level}, key)


def line(curve, view=View.ADVISER):
    return next(line for line in curve.lines if line.view == view)


def test_days_run_from_left_to_right_and_more_independence_is_higher():
    (curve,) = curves([look(date(2026, 7, 1), 4), look(date(2026, 1, 1), 2)], ["housing"])

    early, late = line(curve).points
    assert (early.level, late.level) == (2, 4)
    assert early.x < late.x
    assert early.y > late.y
    assert [early.y, late.y] == [height for level, height in reversed(grid()) if level in (2, 4)]


def test_where_a_look_left_the_field_open_the_line_has_a_gap():
    looks = [look(date(2026, 1, 1), 2), look(date(2026, 4, 1)), look(date(2026, 7, 1), 4)]

    (curve,) = curves(looks, ["housing"])

    assert len(line(curve).points) == 2
    assert line(curve).stretches == []


def test_the_two_views_are_lines_of_their_own():
    looks = [
        look(date(2026, 1, 1), 2), look(date(2026, 1, 1), 4, view=View.PERSON),
        look(date(2026, 7, 1), 3),
    ]  # fmt: skip

    (curve,) = curves(looks, ["housing"])

    assert [point.level for point in line(curve).points] == [2, 3]
    assert [point.level for point in line(curve, View.PERSON).points] == [4]
    assert len(line(curve).stretches) == 1


def test_begin_and_latest_are_those_of_the_adviser_and_missing_without_a_start():
    looks = [look(date(2026, 1, 1), 2, occasion=START), look(date(2026, 7, 1), 3)]

    (with_start,) = curves(looks, ["housing"])
    (without,) = curves(looks[1:], ["housing"])

    assert (with_start.first, with_start.latest) == (2, 3)
    assert (without.first, without.latest) == (None, 3)


def test_a_field_that_nobody_judged_is_empty():
    housing, work = curves([look(DAY, 2)], ["housing", "work"])

    assert not housing.is_empty
    assert work.is_empty


def test_all_points_are_inside_the_picture():
    looks = [look(date(2026, month, 1), level) for month, level in ((1, 1), (5, 5), (9, 3))]

    (curve,) = curves(looks, ["housing"])

    assert all(0 < point.x < 320 and 0 < point.y < 132 for point in line(curve).points)
