# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where very many share a name or a birthday, a record still meets whom it must, and not all others."""

import random
from itertools import product

import pytest

from geleit.names.births import Birth
from geleit.names.nearby import FEW, MOST, Nearby
from geleit.names.records import Linker, Record, levels

GIVEN = ["Mohammad", "Muhamed", "محمد", "Mohamed Ali", "Ali", "Amal", "Olena", ""]
FAMILY = [
    "Berg",
    "Borg",
    "Haddad",
    "Hadad",
    "حداد",
    "Ahmadi",
    "Achmady",
    "Mohammad",
    "Kovalenko",
    "",
]
BORN = [
    Birth(1990, 5, 4), Birth(1990, 4, 5), Birth(1990, 5, 7), Birth(1990, 1, 1), Birth(1990),
    Birth(1960, 5, 4), Birth(1991, 5, 4), None,
]  # fmt: skip


def crowd(number, *, birth=None):
    """Very many who are called Mohammad, with family names that begin with all letters."""
    rng = random.Random(1)
    return [
        Record(
            str(n), "Mohammad",
            rng.choice("BDFGKLMNRST") + "".join(rng.choice(["a", "i", "o"]) + rng.choice("bdklmnrst") for _ in "123"),
            birth or Birth(1990, rng.randint(2, 12), rng.randint(2, 28)), "m", "sy",
        )
        for n in range(number)
    ]  # fmt: skip


@pytest.mark.parametrize("size", [30, 2500, 100_000])
def test_no_likely_pair_is_held_to_be_out_of_the_question(size):
    linker, rng = Linker([]), random.Random(5)
    linker.size = size
    everybody = [
        Record("x", given, family, birth, sex, "sy")
        for given, family, birth, sex in product(GIVEN, FAMILY, BORN, ["m", "f"])
    ]

    for _time in range(4000):
        one, other = rng.sample(everybody, 2)
        likely = linker.probability(one, other, levels(one, other))
        assert linker.at_most(one, other) >= likely or likely < 0.5


def test_among_very_many_of_one_name_the_same_person_is_met_in_another_spelling():
    people = [*crowd(1000), Record("she", "Muhammed", "Hadad", Birth(1990, 5, 4), "m", "sy")]
    nearby = Nearby(people)

    for given, family, birth in [
        ("Mohammad", "Haddad", Birth(1990, 5, 4)),
        ("Haddad", "Mohammad", Birth(1990, 4, 5)),
        ("محمد", "حداد", Birth(1990, 5, 14)),
        ("Mohammad", "Hadat", Birth(1990, 5, 4)),  # another sound, and the same beginning
    ]:
        assert len(people) - 1 in nearby.of(Record("?", given, family, birth, "m", "sy"))


@pytest.mark.parametrize("birth", [None, Birth(1990, 5, 4), Birth(1990, 1, 1)])
def test_how_many_one_meets_does_not_grow_with_all(birth):
    asked = Record("?", "Mohammad", "Barad", birth or Birth(1990, 5, 4), "m", "sy")

    few, many = (len(Nearby(crowd(n, birth=birth)).of(asked)) for n in (1000, 4000))

    assert 0 < few <= 4 * MOST
    assert 0 < many <= 4 * MOST


def test_where_few_share_a_key_all_of_them_are_met():
    people = crowd(FEW, birth=Birth(1990, 5, 4))

    met = Nearby(people).of(Record("?", "Mohammad", "Zawadi", Birth(1990, 5, 4)))

    assert met == list(range(FEW))


def test_only_those_before_are_met_where_that_is_asked():
    people = crowd(200, birth=Birth(1990, 5, 4))

    assert all(at < 100 for at in Nearby(people).of(people[100], before=100))
