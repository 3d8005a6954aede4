# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.staffing.check_rules import checklist
from geleit.staffing.enums import Lack, Met, Staffed
from geleit.staffing.hire_rules import (
    confirmation_problems,
    hire_problems,
    leave_problems,
    reopening_problems,
    withdrawal_problems,
)
from geleit.staffing.rules import (
    Condition,
    Facts,
    Filling,
    Post,
    post_state,
    ready_spans,
    satisfies,
    start_answer,
    vacancy,
)

AGREED = date(2020, 1, 1)
TODAY = date(2019, 12, 20)


def a_filling(hired_from=date(2020, 1, 7), **fields):
    values = {"key": 1, "leaves_on": None, "qualification": "social_work"}
    values |= {"proved_on": date(2019, 12, 2)} | fields
    return Filling(hired_from=hired_from, **values)


def a_post(*fillings, **fields):
    values = {"key": 1, "title": "Sozialarbeit 1", "full_time_share": Decimal("0.50")}
    values |= {"qualification": "social_work", "is_needed_to_start": True}
    return Post(organisation="Träger", fillings=fillings, **(values | fields))


def a_condition(met_on=date(2019, 12, 1), **fields):
    values = {"key": 9, "kind": "room", "label": "Raum", "responsible": "Stadt", "due_on": AGREED}
    return Condition(met_on=met_on, **(values | fields))


def predecessor(since=date(2019, 6, 1), key=7):
    return a_post(key=key, vacant_since=since)


def facts(*posts, conditions=(), predecessors=()):
    return Facts(AGREED, tuple(posts), tuple(conditions), tuple(predecessors))


def start(*posts, conditions=(), on=TODAY, full=False):
    return start_answer(facts(*posts, conditions=conditions), full=full, on=on)


def test_what_is_missing_is_told_by_the_day_on_which_it_is_due():
    days = [None, date(2020, 2, 1), date(2019, 12, 1)]
    conditions = [
        a_condition(key=n, label=str(n), due_on=d, met_on=None) for n, d in enumerate(days)
    ]

    assert [need.label for need in start(conditions=conditions).missing] == ["2", "1", "0"]


def test_a_post_filled_after_the_agreed_day_makes_the_begin_late():
    answer = start(a_post(a_filling()), conditions=[a_condition()])

    assert (answer.begins_on, answer.days_late) == (date(2020, 1, 7), 6)
    assert [need.label for need in answer.held_up_by] == ["Sozialarbeit 1"]
    assert answer.missing == ()


def test_all_ready_before_the_agreed_day_counts_the_days_before_it():
    answer = start(a_post(a_filling(date(2019, 12, 15))), conditions=[a_condition()])

    assert (answer.begins_on, answer.days_late) == (date(2019, 12, 15), -17)
    assert answer.held_up_by == ()


def test_begin_on_the_agreed_day_is_neither_early_nor_late():
    assert start(a_post(a_filling(AGREED))).days_late == 0


def test_the_latest_of_all_days_decides():
    room, partners = date(2020, 1, 20), date(2020, 1, 13)
    conditions = [a_condition(room), a_condition(partners, key=10, label="Partner")]

    answer = start(a_post(a_filling()), conditions=conditions)

    assert answer.begins_on == room
    assert [need.label for need in answer.held_up_by] == ["Raum", "Partner", "Sozialarbeit 1"]


def test_a_missing_condition_leaves_no_day_and_is_named():
    answer = start(a_post(a_filling()), conditions=[a_condition(None)])

    assert (answer.begins_on, answer.days_late) == (None, None)
    assert [(need.label, need.lack) for need in answer.missing] == [("Raum", Lack.UNCONFIRMED)]
    assert [need.label for need in answer.held_up_by] == ["Sozialarbeit 1"]


def test_nothing_recorded_is_no_begin():
    answer = start()

    assert (answer.begins_on, answer.missing) == (None, ())


def test_a_post_for_the_full_volume_does_not_hold_up_the_begin():
    second = a_post(key=2, title="Sozialarbeit 2", is_needed_to_start=False)

    begin = start(a_post(a_filling()), second)
    full = start(a_post(a_filling()), second, full=True)

    assert begin.begins_on == date(2020, 1, 7)
    assert [(need.label, need.lack) for need in full.missing] == [("Sozialarbeit 2", Lack.VACANT)]


@pytest.mark.parametrize(
    ("filling", "lack"),
    [
        (a_filling(proved_on=None), Lack.UNPROVED),
        (a_filling(qualification="comparable"), Lack.UNQUALIFIED),
        (a_filling(qualification="other", proved_on=None), Lack.UNQUALIFIED),
        (a_filling(date(2019, 10, 1), leaves_on=date(2019, 11, 30)), Lack.LEFT),
        (a_filling(date(2019, 10, 1), leaves_on=date(2019, 12, 31)), Lack.LEFT),
    ],
)
def test_a_post_counts_only_when_it_is_ready_on_the_agreed_day(filling, lack):
    answer = start(a_post(filling))

    assert answer.begins_on is None
    assert [need.lack for need in answer.missing] == [lack]


def test_a_proof_that_comes_later_moves_the_begin():
    assert start(a_post(a_filling(proved_on=date(2020, 1, 9)))).begins_on == date(2020, 1, 9)


def test_a_successor_without_a_gap_keeps_the_post_ready():
    left = a_filling(date(2019, 12, 1), leaves_on=date(2019, 12, 15), proved_on=date(2019, 11, 1))
    successor = a_filling(date(2019, 12, 16), key=2)

    assert start(a_post(left, successor)).begins_on == date(2019, 12, 1)


def test_overlapping_fillings_are_one_stretch():
    first = a_filling(date(2020, 1, 1), leaves_on=date(2020, 3, 31))
    second = a_filling(date(2020, 2, 1), leaves_on=date(2020, 2, 29), key=2)

    assert ready_spans(a_post(first, second)) == ((date(2020, 1, 1), date(2020, 3, 31)),)


def test_who_leaves_before_the_room_is_there_is_missing_then():
    gone = a_filling(AGREED, leaves_on=date(2020, 1, 31))
    room = a_condition(date(2020, 2, 10))

    answer = start(a_post(gone), conditions=[room])

    assert [(need.label, need.lack) for need in answer.missing] == [("Sozialarbeit 1", Lack.LEFT)]


def test_who_left_since_is_missing_beside_what_was_never_there():
    gone = a_filling(AGREED, leaves_on=date(2020, 1, 31))

    answer = start(a_post(gone), conditions=[a_condition(None)], on=date(2020, 2, 5))

    assert [need.label for need in answer.missing] == ["Sozialarbeit 1", "Raum"]


def test_a_begin_that_happened_stays_when_somebody_leaves_later():
    left = a_filling(leaves_on=date(2021, 3, 31))

    assert start(a_post(left), on=date(2022, 1, 1)).begins_on == date(2020, 1, 7)


def test_two_posts_begin_when_both_are_held_together():
    first = a_post(
        a_filling(AGREED, leaves_on=date(2020, 1, 31)), a_filling(date(2020, 3, 1), key=2)
    )
    second = a_post(a_filling(date(2020, 2, 10), key=3), key=2, title="Sozialarbeit 2")

    assert start(first, second).begins_on == date(2020, 3, 1)


def test_vacancy_lasts_until_the_eve_of_the_begin():
    found = vacancy(facts(predecessors=[predecessor()]), date(2020, 1, 7), on=TODAY)

    assert (found.days, found.until, found.is_open) == (220, date(2020, 1, 6), False)


def test_vacancy_without_a_begin_is_counted_until_today():
    found = vacancy(facts(predecessors=[predecessor()]), None, on=date(2019, 6, 3))

    assert (found.days, found.until, found.is_open) == (3, date(2019, 6, 3), True)


def test_vacancy_counts_the_leap_day():
    leap = vacancy(facts(predecessors=[predecessor(date(2020, 2, 28))]), date(2020, 3, 1), on=TODAY)
    plain = vacancy(
        facts(predecessors=[predecessor(date(2019, 2, 28))]), date(2019, 3, 1), on=TODAY
    )

    assert (leap.days, plain.days) == (2, 1)


def test_no_vacancy_while_one_predecessor_is_there():
    posts = [predecessor(), predecessor(None, key=8)]

    assert vacancy(facts(predecessors=posts), None, on=TODAY) is None


def test_vacancy_of_two_predecessors_begins_when_the_last_has_left():
    posts = [predecessor(), predecessor(date(2019, 7, 1), key=8)]

    assert vacancy(facts(predecessors=posts), None, on=date(2019, 7, 1)).days == 1


DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@given(since=DAYS, begins_on=DAYS, on=DAYS)
def test_vacancy_is_never_negative(since, begins_on, on):
    everything = facts(predecessors=[predecessor(since)])

    assert vacancy(everything, begins_on, on=on).days >= 0
    assert vacancy(everything, None, on=on).days >= 0


@given(since=DAYS, length=st.integers(0, 3000), on=DAYS)
def test_one_day_later_is_one_day_of_vacancy_more(since, length, on):
    everything = facts(predecessors=[predecessor(since)])
    begins_on = since + timedelta(days=length)

    days = vacancy(everything, begins_on, on=on).days
    later = vacancy(everything, begins_on + timedelta(days=1), on=on).days

    assert (days, later) == (length, length + 1)


SPANS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 400), st.none() | DAYS), max_size=4)


@given(spans=SPANS, room=st.none() | DAYS, on=DAYS)
def test_a_begin_is_a_day_on_which_all_is_ready_and_no_earlier_one_is(spans, room, on):
    fillings = [
        a_filling(
            first,
            key=key,
            leaves_on=None if length is None else first + timedelta(days=length),
            proved_on=proved_on,
        )
        for key, (first, length, proved_on) in enumerate(spans)
    ]
    post = a_post(*fillings)

    answer = start(post, conditions=[a_condition(room)], on=on)

    def ready(day):
        last = max(day, AGREED)
        held = any(a <= day and (b is None or b >= last) for a, b in ready_spans(post))
        return held and room is not None and room <= day

    if answer.begins_on:
        eve = answer.begins_on - timedelta(days=1)
        assert (ready(answer.begins_on), ready(eve), answer.missing) == (True, False, ())
    else:
        assert answer.missing
        assert not any(ready(day) for day, _ in ready_spans(post))


@pytest.mark.parametrize(
    ("held", "required", "fits"),
    [
        ("social_work", "social_work", True),
        ("social_work", "other", True),
        ("comparable", "social_work", False),
        ("comparable", "comparable", True),
        ("other", "comparable", False),
    ],
)
def test_a_higher_qualification_satisfies_a_lower_one(held, required, fits):
    assert satisfies(held, required) is fits


def problems_of_hire(post, **fields):
    values = {"hired_from": date(2020, 1, 7), "qualification": "social_work"}
    values |= {"proved_on": None, "agreed_on": AGREED, "on": TODAY}
    return [problem.code for problem in hire_problems(post, **(values | fields))]


def test_a_vacant_post_may_be_filled_without_a_proof():
    assert problems_of_hire(a_post()) == []


@pytest.mark.parametrize(
    ("post", "fields", "codes"),
    [
        (a_post(a_filling()), {}, ["hired_from"]),
        (a_post(a_filling(date(2020, 2, 1))), {}, ["hired_from"]),
        (a_post(a_filling(date(2019, 1, 1), leaves_on=date(2020, 1, 7))), {}, ["hired_from"]),
        (a_post(a_filling(date(2019, 1, 1), leaves_on=date(2020, 1, 6))), {}, []),
        (a_post(), {"qualification": "comparable"}, ["exception_reason"]),
        (a_post(), {"qualification": "comparable", "exception_reason": "Niemand sonst."}, []),
        (a_post(), {"proved_on": TODAY + timedelta(days=1)}, ["proved_on"]),
        (a_post(), {"hired_from": date(2091, 1, 7)}, ["hired_from"]),
        (a_post(), {"hired_from": date(1920, 1, 7)}, ["hired_from"]),
        (a_post(a_filling()), {"instead_of": 1}, []),
    ],
)
def test_hires_that_cannot_be_are_refused(post, fields, codes):
    assert problems_of_hire(post, **fields) == codes


def test_an_old_agreement_still_takes_a_successor():
    post = a_post(a_filling(leaves_on=date(2033, 5, 31)))

    assert problems_of_hire(post, hired_from=date(2033, 6, 1), on=date(2033, 4, 1)) == []


def test_the_last_day_is_not_before_the_first():
    def codes(day):
        return [
            p.code for p in leave_problems(a_filling(), leaves_on=day, agreed_on=AGREED, on=TODAY)
        ]

    assert codes(date(2020, 1, 6)) == ["leaves_on"]
    assert codes(date(2020, 1, 7)) == []
    assert codes(date(2200, 1, 7)) == ["leaves_on"]


def test_a_last_day_stays_when_somebody_has_come_since():
    left = a_filling(leaves_on=date(2020, 3, 31))
    successor = a_filling(date(2020, 4, 1), key=2)

    assert [p.code for p in reopening_problems(a_post(left, successor), left)] == ["hired_from"]
    assert reopening_problems(a_post(left), left) == []
    assert [p.code for p in reopening_problems(a_post(successor), successor)] == ["no-last-day"]


def test_a_hire_can_be_withdrawn_until_a_last_day_is_recorded():
    assert withdrawal_problems(a_filling()) == []
    assert len(withdrawal_problems(a_filling(leaves_on=date(2020, 3, 31)))) == 1


def test_a_condition_is_confirmed_once():
    def codes(condition, day):
        found = confirmation_problems(condition, met_on=day, agreed_on=AGREED, on=TODAY)
        return [problem.code for problem in found]

    assert codes(a_condition(None), TODAY) == []
    assert codes(a_condition(), TODAY) == ["already-met"]
    assert codes(a_condition(None), date(3019, 1, 1)) == ["met_on"]


@pytest.mark.parametrize(
    ("fillings", "on", "expected"),
    [
        ((), TODAY, (Staffed.VACANT, date(2019, 6, 1))),
        ((a_filling(),), TODAY, (Staffed.COMING, date(2020, 1, 7))),
        ((a_filling(),), date(2020, 1, 7), (Staffed.FILLED, date(2020, 1, 7))),
        (
            (a_filling(leaves_on=date(2024, 2, 28)),),
            date(2024, 3, 1),
            (Staffed.VACANT, date(2024, 2, 29)),
        ),
    ],
)
def test_the_state_of_a_post_on_a_day(fillings, on, expected):
    state = post_state(a_post(*fillings, vacant_since=date(2019, 6, 1)), on=on)

    assert (state.state, state.since) == expected


def test_the_list_has_two_lines_for_a_post_and_one_for_a_condition():
    first = a_post(a_filling(proved_on=None))
    second = a_post(key=2, is_needed_to_start=False)
    conditions = [a_condition(None, due_on=date(2019, 12, 1)), a_condition(None, due_on=None)]
    everything = facts(first, second, conditions=conditions)

    needed = checklist(everything, needed_to_start=True, on=TODAY)
    additional = checklist(everything, needed_to_start=False, on=TODAY)

    assert [(line.kind, line.met) for line in needed] == [
        ("post", Met.COMING),
        ("qualification", Met.OPEN),
        ("room", Met.OVERDUE),
        ("room", Met.OPEN),
    ]
    assert [(line.kind, line.lack) for line in additional] == [
        ("post", Lack.VACANT),
        ("qualification", Lack.UNPROVED),
    ]


def test_a_lower_qualification_is_never_proved():
    post = a_post(replace(a_filling(), qualification="other"))

    proof = checklist(facts(post), needed_to_start=True, on=TODAY)[1]

    assert (proof.met, proof.lack) == (Met.OPEN, Lack.UNQUALIFIED)
