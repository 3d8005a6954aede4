# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""An instalment that was paid stays as it was; what changes afterwards is settled in later ones."""

from datetime import date
from decimal import Decimal as D

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from geleit.agreements import money_actions as actions
from geleit.agreements import money_rules as rules
from geleit.agreements.money_queries import year_of
from geleit.core.problems import Refused
from tests.agreements.test_cents import hundred_percent, sums
from tests.agreements.test_money import a_month, a_price, address
from tests.agreements.test_versions import text_of

HALVES = [[2, 15, "50"], [8, 15, "50"]]
MARCH = "2020-03-10 09:00+00:00"


def found(due, *, paid="0", settled=None, runs=None):
    kept = {date(2020, *day): D(amount) for day, amount in (settled or {}).items()}
    rows = rules.instalments_of(
        D(due), HALVES, year=2020, on=date(2020, 3, 1), paid=D(paid), settled=kept, runs=runs
    )
    return [((one.due_on.month, one.due_on.day), one.amount) for one in rows]


def test_more_cost_goes_to_those_that_are_open():
    assert found("70000", settled={(2, 15): "30000"}) == [((2, 15), D(30000)), ((8, 15), D(40000))]


def test_what_was_paid_too_much_goes_back_with_the_last():
    assert found("20000", settled={(2, 15): "30000"})[-1] == ((8, 15), D(-10000))


def test_when_all_were_paid_the_difference_is_due_at_the_end_of_the_year():
    rows = found("65000", settled={(2, 15): "30000", (8, 15): "30000"})

    assert rows[-1] == ((12, 31), D(5000))


def test_a_difference_that_was_paid_and_changed_again_gets_a_row_of_its_own():
    paid = {(2, 15): "30000", (8, 15): "30000", (12, 31): "5000"}
    rows = rules.instalments_of(
        D(66000), HALVES, year=2020, on=date(2021, 1, 1),
        settled={date(2020, *day): D(amount) for day, amount in paid.items()},
    )  # fmt: skip

    assert (rows[-1].due_on, rows[-1].amount) == (date(2021, 1, 1), D(1000))


def test_nothing_is_due_before_the_agreement_begins_or_after_it_has_ended():
    whole = [((8, 15), D(60000))]
    assert found("60000", runs=(date(2020, 7, 1), None)) == whole
    assert found("60000", runs=(date(2019, 1, 1), date(2020, 6, 30))) == [((2, 15), D(60000))]
    assert found("60000", runs=(date(2020, 9, 1), None)) == [((12, 31), D(60000))]
    ended_early = (date(2019, 1, 1), date(2020, 1, 31))
    assert found("60000", runs=ended_early) == [((1, 31), D(60000))]


def of_2021(due, plan, paid, settled):
    return rules.instalments_of(
        due, plan, year=2021, on=date(2021, 6, 1), paid=paid, settled=settled
    )


@given(sums, hundred_percent(), st.lists(sums, max_size=6), st.lists(sums, max_size=6))
def test_whatever_is_paid_and_changes_nothing_is_lost_and_nothing_paid_moves(
    due, percents, payments, changes
):
    plan = [[month, 15, percent] for month, percent in enumerate(percents, start=1)]
    settled, paid = {}, D(0)
    for payment, change in zip(payments, changes, strict=False):
        paid += payment
        before = settled
        settled = rules.settled_by(paid, of_2021(due, plan, paid, before), settled=before)
        assert settled.items() >= before.items()  # payments alone never open one again
        due = change
        rows = {one.due_on: one.amount for one in of_2021(due, plan, paid, settled)}
        assert sum(rows.values()) == due
        assert rows.items() >= settled.items()


def test_a_refund_opens_the_last_one_again():
    rows = rules.instalments_of(D(60000), HALVES, year=2020, on=date(2020, 9, 1), paid=D(60000))
    settled = rules.settled_by(D(60000), rows, settled={})

    assert rules.settled_by(D(57000), rows, settled=settled) == {date(2020, 2, 15): D(30000)}


@given(sums, hundred_percent(), sums, st.lists(st.tuples(sums, st.integers(1, 12)), max_size=6))
def test_what_is_due_keeps_its_sum_and_day_whatever_the_year_still_brings(
    due, percents, paid, changes
):
    plan = [[month, 15, percent] for month, percent in enumerate(percents, start=1)]
    planned = [date(2021, month, 15) for month, _day, _percent in plan]
    settled, month = {}, 1
    for change, later in changes:
        month = max(month, later)
        on = date(2021, month, 20)
        rows = rules.instalments_of(due, plan, year=2021, on=on, paid=paid, settled=settled)
        asked = {one.due_on: one.amount for one in rows if one.is_due and one.amount > 0}
        kept = rules.due_by(rows, {*planned, *settled})
        assert kept.items() >= settled.items()
        assert {day: asked[day] for day in planned if day in asked}.items() <= kept.items()
        settled, due = kept, change
        again = rules.instalments_of(due, plan, year=2021, on=on, paid=paid, settled=settled)
        amounts = {one.due_on: one.amount for one in again}
        assert (len(again), sum(amounts.values())) == (len(amounts), due)
        assert amounts.items() >= settled.items()


def test_a_refund_on_an_earlier_day_leaves_a_later_one_paid():
    plan = [[1, 15, "0.01"], [2, 15, "99.99"]]  # the first of a cent is nothing
    settled = {date(2021, 2, 15): D("0.01")}
    rows = of_2021(D(0), plan, D("0.01"), settled)

    assert [one.amount for one in rows] == [D("-0.01"), D("0.01")]
    assert rules.settled_by(D("0.01"), rows, settled=settled) == settled


# Actions and page


def by_cost(agreement, by):
    a_price(agreement, by, kind="actual", percent=D(10), yearly=None, instalments=HALVES)


def amounts(agreement):
    with time_machine.travel(MARCH):
        rows = year_of(agreement, {"year": 2020}, on=date(2020, 3, 10))["instalments"]
    return [one.amount for one in rows]


@time_machine.travel(MARCH)
def test_a_month_that_cost_more_does_not_move_what_was_paid(steinheim, lena, dora):
    by_cost(steinheim, lena)
    a_month(steinheim, lena, personnel="5000")
    first, _second = amounts(steinheim)
    actions.pay(steinheim, year=2020, paid_on=date(2020, 2, 20), amount=first, by=dora)

    a_month(steinheim, lena, month=2, personnel="7000")

    assert amounts(steinheim) == [first, D("79200.00") - first]  # 12 x 6000 and a tenth


@time_machine.travel(MARCH)
def test_what_is_due_and_not_paid_stays_too_when_a_further_month_is_booked(steinheim, lena):
    by_cost(steinheim, lena)
    a_month(steinheim, lena, personnel="5000")

    a_month(steinheim, lena, month=2, personnel="7000")
    a_month(steinheim, lena, month=3, personnel="9000")

    assert amounts(steinheim) == [D(33000), D("59400.00")]  # 12 x 7000 and a tenth, less 33000


@time_machine.travel(MARCH)
def test_a_slip_that_nobody_has_paid_is_mended_wholly(steinheim, lena):
    by_cost(steinheim, lena)
    a_month(steinheim, lena, personnel="50000")
    a_month(steinheim, lena, personnel="5000")

    assert amounts(steinheim) == [D(33000), D(33000)]


@time_machine.travel(MARCH)
def test_new_terms_or_an_adjustment_leave_what_is_due(steinheim, lena):
    a_price(steinheim, lena)
    rise = {"from_day": date(2020, 7, 1), "percent": D(10), "amount": D(0), "reason": "Tarif"}

    actions.adjust(steinheim, by=lena, **rise)

    assert amounts(steinheim) == [D(30000), D(33000)]


@time_machine.travel(MARCH)
def test_money_of_days_to_come_is_refused(steinheim, lena, dora):
    a_price(steinheim, lena)
    with pytest.raises(Refused, match="kommt noch"):
        actions.pay(steinheim, year=2020, paid_on=date(2020, 3, 11), amount=D(1), by=dora)
    with pytest.raises(Refused, match="kommt noch"):
        a_month(steinheim, lena, month=4)
    a_month(steinheim, lena, month=3)


@time_machine.travel(MARCH)
def test_the_page_tells_what_was_agreed_and_a_refund_with_a_true_minus(
    sign_in, steinheim, lena, dora
):
    by_cost(steinheim, lena)
    a_month(steinheim, lena, personnel="5000")
    actions.pay(steinheim, year=2020, paid_on=date(2020, 2, 20), amount=D(33000), by=dora)
    a_month(steinheim, lena, personnel="1000")

    page = text_of(sign_in(dora).get(address(steinheim)))

    assert "\N{MINUS SIGN}19.800,00" in page  # 13200 are due by now, 33000 were paid
    assert "zurückzuzahlen" in page
    assert "15.02. 50 %, 15.08. 50 %" in page
    assert ("10 %" in page, "Gebucht ist 1 von 12 Monaten." in page) == (True, True)


@time_machine.travel(MARCH)
def test_an_instalment_of_nothing_is_not_called_paid(sign_in, steinheim, lena):
    by_cost(steinheim, lena)
    a_month(steinheim, lena, personnel="0")

    page = text_of(sign_in(lena).get(address(steinheim)))

    assert "nichts zu zahlen" in page
    assert "kern-badge--success" not in page
