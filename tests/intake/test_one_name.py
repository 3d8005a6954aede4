# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list in which everybody has one given name costs in proportion to its rows."""

import random

import pytest

from geleit.intake import matching
from geleit.intake.matching import plan_of
from geleit.names.nearby import MOST
from tests.intake.test_take_over import ON, taken

BEGINS, REST = "BDFGKLMNRST", "bdklmnrst"


def content(rows, *, seed, birth=""):
    rng = random.Random(seed)

    def family():
        return rng.choice(BEGINS) + "".join(rng.choice("aio") + rng.choice(REST) for _ in "1234")

    lines = (
        f"{family()}, Mohammad;{birth or f'{rng.randint(2, 28):02}.{rng.randint(2, 12):02}.1990'};{n}"
        for n in range(rows)
    )
    return "\n".join(["Name, Vorname;geb. am;Fam.-Nr.", *lines])


@pytest.fixture
def compared(monkeypatch, steinheim):
    """Plan a list; return how many names were compared and how many pairs looked at."""
    counted = {"names": 0, "pairs": 0}
    names, pairs = matching.levels, matching.Linker.at_most

    def levels(*two):
        counted["names"] += 1
        return names(*two)

    def at_most(self, *two):
        counted["pairs"] += 1
        return pairs(self, *two)

    monkeypatch.setattr(matching, "levels", levels)
    monkeypatch.setattr(matching.Linker, "at_most", at_most)

    def plan(rows, **said):
        counted.update(names=0, pairs=0)
        data = content(rows, seed=2, **said).encode()
        plan_of(data, file_name="liste.csv", agreement=steinheim, on=ON)
        return counted["names"], counted["pairs"]

    return plan


@pytest.mark.parametrize("birth", ["04.05.1990", "01.01.1990", "1990"])
def test_within_the_list_each_row_is_compared_with_a_few(compared, birth):
    for rows in (300, 900):
        names, pairs = compared(rows, birth=birth)

        assert names <= pairs <= rows * MOST


@pytest.mark.parametrize("birth", ["", "01.01.1990", "1990", "04.05.1990"])
def test_so_it_is_beside_as_many_who_are_here_already(compared, steinheim, birth):
    rows = 500
    taken(content(rows, seed=1, birth=birth), agreement=steinheim)

    names, pairs = compared(rows, birth=birth)

    assert names <= rows * MOST * 2
    assert pairs <= rows * MOST * 2
