# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The price models, with the published figures of agreements as cases."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.agreements.pricing import (
    ActualCost,
    Adjustment,
    Cost,
    FixedSum,
    GrantAndTopUp,
    PayRise,
    ShareOfCost,
    adjusted,
    cents,
    for_months,
    forecast,
    forecast_year,
    instalments,
    split,
)

amounts = st.decimals(min_value=-1_000_000, max_value=1_000_000, places=2)
sums = st.decimals(min_value=0, max_value=1_000_000, places=2)
weights = st.lists(
    st.decimals(min_value=0, max_value=1000, places=3), min_size=1, max_size=9
).filter(any)


def amounts_of(remuneration):
    return [line.amount for line in remuneration.lines]


# Splits


def test_overrun_of_giengen_2021_is_split_18_29_53():
    # Council of Dischingen, 2022: overrun of 5,702.30 € among three municipalities.
    parts = split(D("5702.30"), {"a": D(18), "b": D(29), "c": D(53)})

    assert parts == {"a": D("1026.41"), "b": D("1653.67"), "c": D("3022.22")}
    assert sum(parts.values()) == D("5702.30")


def test_cents_left_over_go_to_the_largest_remainders_and_then_to_the_first():
    assert split(D("0.05"), {"a": D(1), "b": D(1), "c": D(1)}) == {
        "a": D("0.02"),
        "b": D("0.02"),
        "c": D("0.01"),
    }


@given(amounts, weights)
def test_parts_of_a_split_add_up_to_the_cent(amount, weights):
    parts = split(amount, dict(enumerate(weights)))

    assert sum(parts.values()) == amount


@given(sums, weights)
def test_no_part_is_a_cent_or_more_away_from_its_exact_share(amount, weights):
    parts = split(amount, dict(enumerate(weights)))

    total = sum(weights)
    assert all(
        abs(parts[n] - amount * weight / total) < D("0.01") for n, weight in enumerate(weights)
    )


@given(sums, weights)
def test_a_refund_is_split_like_the_payment(amount, weights):
    there, back = split(amount, dict(enumerate(weights))), split(-amount, dict(enumerate(weights)))

    assert {key: -part for key, part in back.items()} == there


@pytest.mark.parametrize("weights", [{}, {"a": D(0)}, {"a": D(2), "b": D(-1)}])
def test_nothing_to_divide_by_is_said(weights):
    with pytest.raises(ValueError, match="Weights"):
        split(D(1), weights)


def test_half_a_cent_is_not_split():
    with pytest.raises(ValueError, match="whole cents"):
        split(D("0.005"), {"a": D(1)})


# Model A


def test_fixed_sum_pays_the_sum_and_leaves_the_shortfall_with_the_carrier():
    paid = FixedSum(D(64000)).remuneration(Cost(personnel=D(66000)), D(1))

    assert (paid.due, paid.overrun) == (D(64000), D(2000))


def test_fixed_sum_three_quarter_post_of_merzenich_is_paid_by_month():
    # Merzenich 2016: a three-quarter post, about 40,000 € a year; seven months of it.
    assert for_months(D(40000), 7) == D("23333.33")


@given(sums)
def test_twelve_months_are_the_year(yearly):
    assert for_months(yearly, 12) == yearly


# Model B


def test_actual_cost_of_giengen_has_two_caps():
    # 2.75 posts: cap 176,000 €, 10 % administration on actual gross cost, at most 17,600 €.
    model = ActualCost(overhead_percent=D(10), cost_cap=D(176000), overhead_cap=D(17600))

    below = model.remuneration(Cost(personnel=D("160000.55"), material=D("3210.40")), D("2.75"))
    above = model.remuneration(Cost(personnel=D("181702.30")), D("2.75"))

    assert amounts_of(below) == [D("160000.55"), D("16000.06"), D("3210.40")]
    assert below.overrun == 0
    assert amounts_of(above) == [D(176000), D(17600), D(0)]
    assert above.overrun == D("5702.30")


def test_actual_cost_of_herbrechtingen_has_no_cap():
    model = ActualCost(overhead_percent=D(10), pays_material=False)

    paid = model.remuneration(Cost(personnel=D(70000), material=D(500)), D(1))

    assert paid.due == D(77000)


# Model C


def test_grant_and_top_up_of_stuttgart_2024():
    # For each full post and year: Land 60,000, city up to 4,000 personnel and 4,600 material.
    model = GrantAndTopUp(D(60000), top_up_limit=D(4000), material_lump_sum=D(4600))

    dear = model.remuneration(Cost(personnel=D(66000)), D(1))
    cheap = model.remuneration(Cost(personnel=D(62500)), D(1))

    assert amounts_of(dear) == [D(60000), D(4000), D(4600)]
    assert dear.overrun == D(2000)
    assert (dear.due, cheap.due) == (D(68600), D(67100))


def test_grant_follows_the_share_of_the_post():
    model = GrantAndTopUp(D(60000), top_up_limit=D(4000), material_lump_sum=D(4600))

    paid = model.remuneration(Cost(personnel=D(50000)), D("0.75"))

    assert amounts_of(paid) == [D(45000), D(3000), D(3450)]


def test_grant_of_stuttgart_for_all_its_posts():
    # 51.1 full posts.
    model = GrantAndTopUp(D(60000), top_up_limit=D(4000), material_lump_sum=D(4600))

    paid = model.remuneration(Cost(personnel=D(4_000_000)), D("51.1"))

    assert amounts_of(paid) == [D(3066000), D(204400), D(235060)]


# Model D


def test_share_of_cost_and_of_the_deficit():
    cost = Cost(personnel=D(60000), material=D(2000), own_income=D(22000))

    assert ShareOfCost(D(25)).remuneration(cost, D(1)).due == D(15500)
    assert ShareOfCost(D(50), of_deficit=True).remuneration(cost, D(1)).due == D(20000)


def test_association_of_schramberg_2025_keeps_its_own_share():
    # 135,000 € for two full posts, own share 36,700 €: the posts cost 171,700 €.
    paid = FixedSum(D(135000)).remuneration(Cost(personnel=D(171700)), D(2))

    assert paid.overrun == D(36700)


# Time


def test_instalments_add_up_to_the_year():
    quarters = [(date(2020, month, 15), D(25)) for month in (1, 4, 7, 10)]

    parts = instalments(D("68600.01"), quarters)

    assert [amount for _day, amount in parts] == [
        D("17150.01"),
        D("17150.00"),
        D("17150.00"),
        D("17150.00"),
    ]


def test_those_that_are_left_carry_the_rest_in_their_proportion():
    left = [(date(2020, 7, 1), D(25)), (date(2020, 10, 1), D(50))]

    assert [part for _day, part in instalments(D(3), left)] == [D(1), D(2)]


def test_instalments_without_a_percentage_are_refused():
    with pytest.raises(ValueError, match="positive"):
        instalments(D(1), [(date(2020, 1, 1), D(0))])


def test_adjustments_build_on_each_other_from_their_day():
    rises = [
        Adjustment(date(2022, 1, 1), amount=D(2800)),
        Adjustment(date(2021, 1, 1), percent=D("1.4")),
    ]

    assert [adjusted(D(60000), rises, on=date(year, 7, 1)) for year in (2020, 2021, 2022)] == [
        D(60000),
        D(60840),
        D(63640),
    ]


def test_forecast_keeps_what_is_booked_and_raises_the_rest():
    months = forecast(
        [D(5000), D(5010)], planned_monthly=D(5000), rises=[PayRise(4, D(3)), PayRise(10, D(2))]
    )

    assert months == [D(5000), D(5010), D(5000), *[D(5150)] * 6, *[D(5253)] * 3]


def test_forecast_says_what_a_rise_does_to_the_overrun():
    model = ActualCost(overhead_percent=D(10), cost_cap=D(176000), overhead_cap=D(17600))
    plan = {"posts": D("2.75"), "actual_by_month": [], "planned_monthly": D(14600)}

    calm = forecast_year(model, Cost(), **plan)
    risen = forecast_year(model, Cost(), **plan, rises=[PayRise(1, D(4))])

    assert (calm.remuneration.overrun, risen.remuneration.overrun) == (0, D(6208))
    assert risen.remuneration.due == D(193600)


@given(sums, sums, sums)
def test_no_model_pays_cost_twice(personnel, material, income):
    cost = Cost(personnel, material, income)
    capped = ActualCost(overhead_percent=D(0), cost_cap=D(50000))

    paid = capped.remuneration(cost, D(1))

    assert paid.due + paid.overrun == cost.whole


@given(st.decimals(min_value=-100, max_value=100, places=6))
def test_cents_are_at_most_half_a_cent_off(amount):
    assert abs(cents(amount) - amount) <= D("0.005")
