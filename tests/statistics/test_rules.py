# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.core.dates import Quarter
from geleit.statistics import rules

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
quantities = st.decimals(Decimal("0.01"), Decimal(99999), places=2)
periods = st.sampled_from(sorted(rules.MONTHS))


@pytest.mark.parametrize(
    ("per", "first", "last", "amount"),
    [
        ("month", date(2020, 1, 1), date(2020, 3, 31), "90.00"),
        ("quarter", date(2020, 1, 1), date(2020, 3, 31), "30.00"),
        ("year", date(2020, 1, 1), date(2020, 3, 31), "7.50"),
        ("year", date(2020, 1, 1), date(2020, 12, 31), "30.00"),
        ("month", date(2020, 2, 1), date(2020, 2, 29), "30.00"),  # whole months count fully,
        ("month", date(2021, 2, 1), date(2021, 2, 28), "30.00"),  # whatever their length
        ("month", date(2020, 1, 1), date(2020, 1, 10), "9.68"),  # 10 of 31 days
        ("month", date(2020, 1, 16), date(2020, 2, 15), "31.00"),  # 16/31 + 15/29 months
        ("month", date(2020, 6, 15), date(2020, 6, 15), "1.00"),
        ("quarter", date(2020, 6, 1), date(2020, 6, 30), "10.00"),
    ],
)
def test_thirty_units_come_to(per, first, last, amount):
    exact = rules.prorated(Decimal(30), per=per, first=first, last=last)

    assert rules.rounded(exact) == Decimal(amount)


@given(quantities, periods, st.integers(2000, 2060))
def test_four_quarters_are_a_year(quantity, per, year):
    whole = rules.prorated(quantity, per=per, first=date(year, 1, 1), last=date(year, 12, 31))

    quarters = [Quarter(year, number) for number in (1, 2, 3, 4)]
    parts = [
        rules.prorated(quantity, per=per, first=q.first_day, last=q.last_day) for q in quarters
    ]
    assert sum(parts) == whole
    assert len(set(parts)) == 1
    assert abs(sum(map(rules.rounded, parts)) - rules.rounded(whole)) <= Decimal("0.02")


@given(quantities, periods, days, days, days)
def test_a_period_is_the_sum_of_its_parts_and_never_negative(quantity, per, one, two, three):
    first, middle, last = sorted([one, two, three])
    before = rules.prorated(quantity, per=per, first=first, last=middle)
    after = rules.prorated(quantity, per=per, first=middle + timedelta(days=1), last=last)
    whole = rules.prorated(quantity, per=per, first=first, last=last)

    assert before > 0
    assert after >= 0
    assert before + after == whole


@given(days, days)
def test_longer_is_never_less(one, two):
    first, last = sorted([one, two])

    assert rules.months_in(first, last) < rules.months_in(first, last + timedelta(days=1))


def test_no_time_is_no_month():
    assert rules.months_in(date(2020, 3, 1), date(2020, 2, 29)) == 0


@pytest.mark.parametrize(
    ("number", "text"),
    [(Fraction(1, 3), "0.33"), (Fraction(1, 200), "0.01"), (Decimal("2.675"), "2.68"), (0, "0.00")],
)
def test_a_half_goes_up(number, text):
    assert str(rules.rounded(number)) == text


@pytest.mark.parametrize(
    ("spans", "part"),
    [
        ([(date(2019, 1, 1), None)], (date(2020, 1, 1), date(2020, 3, 31))),
        ([(date(2020, 2, 10), None)], (date(2020, 2, 10), date(2020, 3, 31))),
        (
            [(date(2020, 2, 10), None), (date(2019, 1, 1), date(2020, 3, 1))],
            (date(2020, 2, 10), date(2020, 3, 1)),
        ),
        ([(date(2020, 3, 31), date(2020, 3, 31))], (date(2020, 3, 31), date(2020, 3, 31))),
        ([(date(2020, 4, 1), None)], None),
        ([(date(2019, 1, 1), date(2019, 12, 31))], None),
    ],
)
def test_only_the_days_on_which_all_hold_count(spans, part):
    assert rules.overlap(date(2020, 1, 1), date(2020, 3, 31), spans) == part


@pytest.mark.parametrize(
    ("unit", "amount"),
    [("hours", "1.67"), ("contacts", "3.00"), ("offers", "2.00"), ("office_hours", "2.00")],
)
def test_work_is_counted_in_the_unit_of_its_item(unit, amount):
    done = rules.delivered(unit=unit, minutes=100, contacts=3, offers=2)

    assert str(done) == amount


@pytest.mark.parametrize(
    ("delivered", "agreed", "share"),
    [("50", "100", "0.50"), ("99.99", "100", "0.99"), ("100", "100", "1"), ("7", "0", None)],
)
def test_all_of_it_is_never_nearly_all(delivered, agreed, share):
    found = rules.share(Decimal(delivered), Decimal(agreed))

    assert found == (None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2020, 4, 1), date(2020, 3, 31)),  # the quarter is over
        (date(2020, 3, 31), date(2020, 2, 29)),  # its last day is not
        (date(2020, 2, 1), date(2020, 1, 31)),
        (date(2020, 1, 15), date(2019, 12, 31)),  # nothing to count yet
    ],
)
def test_a_running_quarter_counts_whole_months_only(on, until):
    assert rules.counted_until(last=date(2020, 3, 31), on=on) == until
