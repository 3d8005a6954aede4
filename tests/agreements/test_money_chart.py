# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The year of money month by month: it ends where the sums of the year do."""

from datetime import date
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from geleit.agreements.money_chart import drawing, months_of_money
from geleit.agreements.money_rules import instalments_of
from geleit.agreements.pricing import Cost

ON = date(2020, 5, 10)
PLAN = [[1, 15, "50"], [7, 15, "50"]]
sums = st.decimals(min_value=1, max_value=500_000, places=2)


def a_year(due=D(12000), **given):
    facts = {
        "months": range(1, 13),
        "instalments": instalments_of(due, PLAN, year=2020, on=ON),
        "payments": [(date(2020, 1, 20), D(6000))],
        "on": ON,
        "booked": {1: Cost(D(900)), 2: Cost(D(1100))},
        "expected": D(12000),
    } | given
    return months_of_money(2020, due=due, **facts)


@given(sums, sums, st.integers(1, 12), st.integers(1, 12))
def test_december_shows_the_sums_of_the_year(due, expected, begins, booked):
    months = range(begins, 13)
    costs = {month: Cost(D("0.01")) for month in months if month <= booked}

    found = a_year(due, months=months, booked=costs, expected=max(expected, D("0.12")))

    assert found[-1].agreed == found[-1].instalments == due
    if len(costs) < len(months):
        assert found[-1].forecast == max(expected, D("0.12"))
    assert [one.last_day.month for one in found] == list(range(1, 13))


def test_what_is_booked_goes_over_into_what_is_expected():
    found = a_year()

    assert [one.actual for one in found[:3]] == [D(900), D(2000), None]
    assert (found[0].forecast, found[1].forecast, found[2].forecast) == (None, D(2000), D(3000))
    assert (found[4].paid, found[5].paid) == (D(6000), None)


def test_without_the_carriers_months_no_cost_is_drawn():
    curves = {curve.label for curve in drawing(a_year(booked=None)).curves}

    assert curves == {"vereinbart", "Abschläge", "gezahlt"}


def test_lines_stay_within_the_picture_and_begin_at_nothing():
    picture = drawing(a_year())

    values = [
        float(y) for curve in picture.curves for one in curve.segments for y in (one.y1, one.y2)
    ]
    assert (min(values), max(values)) == (20.0, 200.0)
    assert (picture.curves[0].segments[0].x1, picture.curves[0].segments[-1].x2) == (
        "0.00",
        "100.00",
    )


def test_a_year_without_money_has_no_picture():
    assert drawing(a_year(D(0), payments=[], instalments=[], booked=None, expected=D(0))) is None
