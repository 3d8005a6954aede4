# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from geleit.desk import balance
from geleit.desk.balance import Colleague, ToGive, propose


def test_who_knows_the_household_takes_it():
    cases = [ToGive(1, talks={20: 3})]
    team = [Colleague(10, cases=5), Colleague(20, cases=5)]

    (found,) = propose(cases, team)

    assert (found.case, found.to) == (1, 20)
    assert found.reasons == ("kennt den Haushalt aus 3 Gesprächen", "führt bisher 5 Fälle")


def test_reasons_name_deputy_language_and_place():
    case = ToGive(1, languages=frozenset({"ar"}), place="Testheim")
    one = Colleague(10, 1, stands_in=True, languages={"ar": 2}, places={"Testheim": 1})

    assert propose([case], [one])[0].reasons == (
        "vertritt schon",
        "begleitet 2 Haushalte mit dieser Sprache",
        "begleitet 1 Haushalt am selben Ort",
        "führt bisher 1 Fall",
    )


def test_without_a_bond_the_cases_even_out():
    cases = [ToGive(number) for number in range(6)]
    team = [Colleague(10, cases=4), Colleague(20, cases=0), Colleague(30, cases=2)]

    found = [proposal.to for proposal in propose(cases, team)]

    assert [4 + found.count(10), found.count(20), 2 + found.count(30)] == [4, 4, 4]


def test_where_nobody_is_there_nothing_is_proposed():
    assert propose([ToGive(1)], []) == []


def cost_of(cases, team, places):
    held = [one.cases - min(other.cases for other in team) for one in team]
    total = 0
    for case, place in zip(cases, places, strict=True):
        total += held[place] - balance.bond(case, team[place])
        held[place] += 1
    return total


@given(
    st.lists(st.tuples(st.sets(st.sampled_from("ab")), st.sampled_from(["", "x", "y"]),
                       st.dictionaries(st.sampled_from([0, 1, 2]), st.integers(1, 3))),
             min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.sets(st.sampled_from("ab")),
                       st.sets(st.sampled_from("xy"))), min_size=1, max_size=3),
)  # fmt: skip
def test_no_other_distribution_is_better(given_cases, given_team):
    cases = [
        ToGive(number, frozenset(languages), place, talks)
        for number, (languages, place, talks) in enumerate(given_cases)
    ]
    team = [
        Colleague(number, held, stands, dict.fromkeys(languages, 1), dict.fromkeys(places, 1))
        for number, (held, stands, languages, places) in enumerate(given_team)
    ]

    found = cost_of(cases, team, [proposal.to for proposal in propose(cases, team)])

    every = product(range(len(team)), repeat=len(cases))
    assert found == min(cost_of(cases, team, places) for places in every)
