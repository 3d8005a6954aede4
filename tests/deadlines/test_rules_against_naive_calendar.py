# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The library and a naive calendar agree on every day from 1990 to 2040, in every Land."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geleit.deadlines.rules import Inquiry, Place, compute
from geleit.deadlines.rules.lawbook import standard
from tests.deadlines import naive_calendar as naive

FIRST, LAST = date(1990, 1, 1), date(2040, 12, 31)
days = st.dates(FIRST, date(2039, 6, 30))
states = st.sampled_from(["", *naive.STATES])
counts = st.integers(1, 30)


def last_day(event, period, state, **known):
    letter = Inquiry("bgb", "ereignis", period, received_on=event, place=Place(state), **known)
    return compute(letter).legal_last_day


@pytest.mark.parametrize("state", ["", *naive.STATES])
def test_the_holidays_of_every_year_are_the_same(state):
    calendar = standard().calendar(Place(state))

    for year in range(1990, 2041):
        assert set(calendar.holidays_in(year)) == naive.holidays(year, state), year


def test_a_month_from_every_single_day_ends_on_the_same_day():
    event, place = FIRST, 0
    while event <= date(2039, 12, 31):
        state = naive.STATES[place % 16]
        assert last_day(event, "1M", state) == naive.shift(naive.months_later(event, 1), state)
        event, place = event + timedelta(days=1), place + 1


@settings(max_examples=200, deadline=None)
@given(event=days, count=counts, state=states)
def test_days_end_on_the_same_day(event, count, state):
    assert last_day(event, f"{count}D", state) == naive.shift(naive.days_later(event, count), state)


@settings(max_examples=200, deadline=None)
@given(event=days, count=counts, state=states)
def test_weeks_end_on_the_same_day(event, count, state):
    end = naive.days_later(event, 7 * count)
    assert last_day(event, f"{count}W", state) == naive.shift(end, state)


@settings(max_examples=200, deadline=None)
@given(event=days, count=st.integers(1, 18), state=states)
def test_months_end_on_the_same_day(event, count, state):
    end = naive.months_later(event, count)
    assert last_day(event, f"{count}M", state) == naive.shift(end, state)


@settings(max_examples=60, deadline=None)
@given(event=st.dates(FIRST, date(2035, 12, 31)), count=st.integers(1, 4), state=states)
def test_years_end_on_the_same_day(event, count, state):
    end = naive.months_later(event, 12 * count)
    assert last_day(event, f"{count}Y", state) == naive.shift(end, state)


@settings(max_examples=150, deadline=None)
@given(event=days, count=st.integers(1, 20), state=states)
def test_werktage_end_on_the_same_day(event, count, state):
    end = naive.nth_werktag(event, count, state)
    assert last_day(event, f"{count}WT", state) == naive.shift(end, state)


@settings(max_examples=150, deadline=None)
@given(event=st.dates(date(1992, 1, 1), LAST), count=st.integers(1, 12), state=states)
def test_months_backwards_end_on_the_same_day_and_never_shift(event, count, state):
    whole_months_before = naive.months_earlier(event, count) - timedelta(days=1)
    assert last_day(event, f"-{count}M", state) == whole_months_before


FICTION = {"sgbx": date(2025, 1, 1), "vwvfg": date(2025, 1, 1), "ao": date(2025, 1, 1),
           "lvwvfg_bw": date(2025, 2, 7)}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(posted=days, regime=st.sampled_from(sorted(FICTION)), state=states)
def test_simple_letters_count_as_delivered_on_the_same_day(posted, regime, state):
    letter = Inquiry(regime, "brief", "1M", posted_on=posted, place=Place(state))
    delivered = naive.days_later(posted, 4 if posted >= FICTION[regime] else 3)
    if regime == "ao":
        delivered = naive.shift(delivered, state)

    deadline = compute(letter)

    assert deadline.event_day == delivered
    assert deadline.legal_last_day == naive.shift(naive.months_later(delivered, 1), state)


PERIODS = ["0", "1W", "2W", "1M", "3M", "1Y", "10D", "3WT", "-3WT", "-2M", "24H", "fix"]


@settings(max_examples=400, deadline=None)
@given(event=days, period=st.sampled_from(PERIODS), state=states, lead=st.integers(0, 10))
def test_the_cautious_day_is_a_working_day_not_after_the_last_day(event, period, state, lead):
    assume(event.year > 1990)  # counted backwards it would leave the calendar, which is said
    letter = Inquiry(
        "bgb", "ereignis", period, received_on=event, place=Place(state), lead_days=lead
    )

    deadline = compute(letter)

    assert deadline.work_by <= deadline.legal_last_day
    assert not any(naive.is_free(deadline.work_by, one) for one in possible(state))


def possible(state):
    return [state] if state else naive.STATES


@settings(max_examples=300, deadline=None)
@given(event=days, period=st.sampled_from(PERIODS), lead=st.integers(0, 10),
       way=st.sampled_from([("bgb", "ereignis"), ("ao", "brief"), ("sgbx", "pzu")]))  # fmt: skip
def test_with_an_unknown_seat_one_never_works_longer_than_in_any_land(event, period, lead, way):
    assume(event.year > 1990)
    letter = Inquiry(way[0], way[1], period, posted_on=event, received_on=event, lead_days=lead)
    unknown = compute(letter).work_by

    for state in naive.STATES:
        there = compute(letter._replace(place=Place(state)))
        assert unknown <= there.work_by, state
        assert unknown <= there.legal_last_day, state


@settings(max_examples=300, deadline=None)
@given(event=days, count=counts, unit=st.sampled_from("DWM"), state=st.sampled_from(naive.STATES),
       lead=st.integers(0, 10), shifts=st.booleans())  # fmt: skip
def test_the_cautious_day_is_the_last_working_day_that_leaves_the_rest(
    event, count, unit, state, lead, shifts
):
    assume(event.year > 1990)  # with days of lead it may leave the calendar, which is said
    end = (
        naive.months_later(event, count)
        if unit == "M"
        else naive.days_later(event, count * (7 if unit == "W" else 1))
    )
    letter = Inquiry(
        "bgb", "ereignis", f"{count}{unit}", received_on=event, place=Place(state),
        may_shift=shifts, lead_days=lead,
    )  # fmt: skip

    deadline = compute(letter)

    assert deadline.legal_last_day == (naive.shift(end, state) if shifts else end)
    latest = []  # where the feast of some municipalities is kept, and where it is not
    for keeps_feast in (True, False):
        last = naive.shift(end, state, keeps_feast=keeps_feast) if shifts else end
        latest.append(naive.shift_back(last, state, keeps_feast=keeps_feast))
    latest = min(latest) - timedelta(days=lead)
    assert deadline.work_by == naive.shift_back(latest, state, keeps_feast=True)


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2000, 6, 22), "SN"), (date(2000, 6, 22), "TH"), (date(2028, 8, 15), "BY")],
)
@pytest.mark.parametrize("lead", [0, 8])
def test_nobody_works_on_a_feast_that_the_place_may_keep(day, state, lead):
    end = day + timedelta(days=lead)
    letter = Inquiry(
        "bgb", "ereignis", "fix", received_on=end, place=Place(state), may_shift=False,
        lead_days=lead,
    )  # fmt: skip

    assert compute(letter).work_by == day - timedelta(days=1)


@settings(max_examples=100, deadline=None)
@given(event=days, count=st.integers(1, 24))
def test_an_unknown_seat_never_gives_a_later_day_than_any_land(event, count):
    unknown = last_day(event, f"{count}M", "")

    assert all(unknown <= last_day(event, f"{count}M", state) for state in naive.STATES)
