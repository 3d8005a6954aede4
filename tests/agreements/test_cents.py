# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""No cent is lost or made: instalments, who bears an overrun, the months of a year."""

from datetime import date
from decimal import Decimal as D
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from geleit.agreements import money_rules as rules
from geleit.agreements.pricing import for_months

sums = st.decimals(min_value=0, max_value=1_000_000, places=2)


@st.composite
def hundred_percent(draw):
    """Between one and six parts, to the hundredth of a percent, that make 100."""
    cuts = draw(st.lists(st.integers(1, 9_999), max_size=5, unique=True))
    edges = [0, *sorted(cuts), 10_000]
    return [str(D(upper - lower) / 100) for lower, upper in pairwise(edges)]


@given(sums, hundred_percent(), st.integers(2019, 2032))
def test_instalments_of_a_year_are_what_is_due(due, percents, year):
    plan = [[month, 15, percent] for month, percent in enumerate(percents, start=1)]

    found = rules.instalments_of(due, plan, year=year, on=date(year, 2, 15))

    assert sum(one.amount for one in found) == due
    assert [one.is_due for one in found] == [month <= 2 for month, _day, _percent in plan]
    assert rules.terms_problems({"kind": "actual", "percent": D(0), "instalments": plan}) == []


@given(sums, hundred_percent())
def test_those_who_bear_an_overrun_bear_all_of_it(overrun, percents):
    shares = [[f"Partner {number}", percent] for number, percent in enumerate(percents)]

    found = rules.bearers(overrun, shares, "Träger")

    assert sum((part for _name, part in found), D(0)) == overrun
    assert rules.bearers(overrun, [], "Träger") == ((("Träger", overrun),) if overrun else ())


@given(sums, st.integers(1, 11))
def test_two_parts_of_a_year_differ_from_the_year_by_less_than_a_cent_each(yearly, part):
    both = for_months(yearly, part) + for_months(yearly, 12 - part)

    assert abs(both - yearly) <= D("0.01")


@given(hundred_percent())
def test_percents_that_do_not_make_a_hundred_are_refused(percents):
    assume(len(percents) > 1)
    plan = [[1, 15, percent] for percent in percents[1:]]

    problems = rules.terms_problems({"kind": "actual", "percent": D(0), "instalments": plan})

    assert [problem.code for problem in problems] == ["instalments"]


@given(sums, hundred_percent(), st.decimals(min_value=-1000, max_value=1_500_000, places=2))
def test_what_was_paid_covers_the_earliest_instalments_to_the_cent(due, percents, paid):
    plan = [[month, 15, percent] for month, percent in enumerate(percents, start=1)]

    found = rules.instalments_of(due, plan, year=2021, on=date(2021, 1, 1), paid=paid)

    assert sum(one.paid for one in found) == min(max(paid, D(0)), due)
    touched = [one for one in found if one.paid and not one.is_paid]
    assert len(touched) <= 1
    open_before = [earlier.open for earlier, later in pairwise(found) if later.paid]
    assert not any(open_before)
