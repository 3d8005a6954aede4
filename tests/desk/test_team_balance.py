# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cases could change hands in a team: what helps, and what is left in peace."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from geleit.desk.team_balance import Held, Worker, loads, rebalance

TEAM = [Worker(1, 1.0), Worker(2, 1.0)]


def six(holder, **said):
    return [Held(number, holder, persons=4, **said) for number in range(6)]


def test_a_new_colleague_takes_over_until_the_loads_are_near():
    moves = rebalance(six(1), TEAM)

    assert [(move.former, move.to) for move in moves] == [(1, 2)] * 3


def test_half_a_post_gets_half_as_many():
    moves = rebalance(six(1), [Worker(1, 1.0), Worker(2, 0.5)])

    assert len(moves) == 2


def test_even_loads_stay_as_they_are():
    cases = [Held(number, 1 + number % 2, persons=3) for number in range(6)]

    assert rebalance(cases, TEAM) == []


def test_households_stay_with_whom_they_have_talked_to():
    known = [Held(number, 1, persons=4, talks={1: 30}) for number in range(3)]
    new = [Held(number, 1, persons=4) for number in range(3, 6)]

    assert {move.case for move in rebalance([*known, *new], TEAM)[:2]} <= {3, 4, 5}


def test_language_decides_between_equal_cases_and_is_the_reason():
    own = [Held(9, 2, persons=1, languages=frozenset({"ti"}))]
    cases = [*six(1), Held(7, 1, persons=4, languages=frozenset({"ti"})), *own]

    first = rebalance(cases, TEAM)[0]

    assert first.case == 7
    assert "begleitet 1 Haushalt mit dieser Sprache" in first.reasons


def test_a_case_that_nobody_holds_goes_to_the_emptier_desk():
    cases = [Held(1, 1, persons=5), Held(2, None, persons=2)]

    assert [(move.case, move.to) for move in rebalance(cases, TEAM)] == [(2, 2)]


def test_nobody_gets_a_case_of_an_agreement_she_does_not_work_for():
    team = [Worker(1, 1.0, frozenset({7})), Worker(2, 1.0, frozenset({8}))]

    assert rebalance(six(1, agreement=7), team) == []


def test_who_is_away_or_without_a_known_post_neither_gives_nor_gets():
    for other in (Worker(2, 1.0, is_there=False), Worker(2, 0)):
        assert rebalance(six(1), [Worker(1, 1.0), other]) == []
    assert rebalance(six(1), [Worker(1, 0), Worker(2, 1.0)]) == []


def test_a_case_whose_holder_left_the_team_is_placed():
    moves = rebalance([Held(1, 9, persons=3)], TEAM)

    assert [(move.former, move.to) for move in moves] == [(9, 1)]


@given(
    st.lists(
        st.tuples(st.sampled_from([None, 1, 2, 3]), st.integers(1, 9), st.integers(0, 9)),
        max_size=25,
    ),
    st.tuples(*[st.sampled_from([0.25, 0.5, 1.0])] * 3),
)
def test_no_change_makes_the_fuller_of_two_desks_fuller(rows, shares):
    cases = [
        Held(n, holder, size, talks={1: talks}) for n, (holder, size, talks) in enumerate(rows)
    ]
    team = [Worker(key, share) for key, share in zip((1, 2, 3), shares, strict=True)]
    share, size = dict(zip((1, 2, 3), shares, strict=True)), {c.key: c.persons for c in cases}
    now = loads(cases, team)

    moves = rebalance(cases, team)

    assert max(Counter(move.case for move in moves).values(), default=1) == 1
    assert {case.key for case in cases if case.holder is None} <= {move.case for move in moves}
    for move in moves:
        assert move.to != move.former
        if move.former is not None:
            before = now[move.former] / share[move.former]
            now[move.former] -= size[move.case]
            assert (now[move.to] + size[move.case]) / share[move.to] <= before
        now[move.to] += size[move.case]
