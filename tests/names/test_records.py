# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which records are about one person, in a list too short to learn from."""

import random

import pytest

from geleit.names.births import Birth, BirthLevel, compare_births, read_birth
from geleit.names.records import Linker, Record, shipped

FILL = [
    Record(f"f{n}", given, family, Birth(1950 + n, n % 12 + 1, n % 28 + 1), "m", "sy")
    for n, (given, family) in enumerate(
        zip(
            ["Karl", "Nabil", "Taras", "Yonas", "Pavlo", "Rami", "Lutfi", "Bohdan", "Idris", "Wael"] * 5,
            ["Zuse", "Kassab", "Melnyk", "Tekle", "Bondar", "Najjar", "Safi", "Lysenko", "Omari",
             "Halabi"] * 5,
            strict=True,
        )
    )
]  # fmt: skip


def chance(one, other):
    """Two records in a list of fifty-two rows."""
    a, b = Record("a", *one), Record("b", *other)
    found = {frozenset((p.a, p.b)): p.probability for p in Linker([*FILL, a, b]).found(0.0)}
    return found.get(frozenset("ab"), 0.0)


BORN = Birth(1990, 5, 4)
ADDRESS = "Hauptstr. 7, 71711 Steinheim"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Mohamad", "Al-Hassan", BORN), ("Muhammed", "Alhassan", BORN)),
        (("Mohamad", "Alhassan", BORN), ("محمد", "الحسن", BORN)),
        (("Oleksandr", "Kovalenko", BORN), ("Kovalenko", "Aleksandr", BORN)),
        (("Farida", "Noori", BORN), ("Farida", "Nuri", Birth(1990, 4, 5))),
        (("Farida", "Noori", BORN), ("Fareda", "Noori", Birth(1990, 1, 1))),
        (("Farida", "Noori", BORN), ("Farida", "Noori", Birth(1990))),
        (("Farida", "Noori", BORN), ("Farida", "Noori", Birth(1990, 5, 14))),
        (("Michaela", "Schneider", BORN), ("Micheala", "Schnieder", BORN)),
    ],
    ids=["spelling", "script", "swapped", "day-month", "new-year", "year", "digit", "slips"],
)
def test_one_person_is_found(one, other):
    assert chance(one, other) >= 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ali", "Haddad", BORN, "m"), ("Alia", "Haddad", BORN, "w")),
        (("Amir", "Haddad", BORN, "m", "sy", ADDRESS), ("Samir", "Haddad", BORN, "m", "sy", ADDRESS)),
        (("Hassan", "Haddad", BORN, "m", "sy", ADDRESS), ("Hussein", "Haddad", BORN, "m", "sy", ADDRESS)),
        (("Ali", "Haddad", BORN, "m", "sy", ADDRESS), ("Omar", "Haddad", Birth(1962, 3, 1), "m", "sy", ADDRESS)),
        (("Ali", "Haddad", BORN, "m", "sy", ADDRESS), ("Ali", "Haddad", Birth(1962, 3, 1), "m", "sy", ADDRESS)),
        (("Maria", "Rossi", BORN), ("Mario", "Rossi", BORN)),
        (("Ahmad", "Karimi", Birth(1990, 1, 1)), ("Hamid", "Karimi", Birth(1990, 1, 1))),
        (("Lina", "Haddad", BORN, "w"), ("Rima", "Haddad", Birth(1992, 7, 9), "w")),
    ],
    ids=["ali-alia", "twins", "twins-alike", "father-son", "same-name", "maria", "ahmad", "sisters"],
)  # fmt: skip
def test_relatives_and_other_people_are_not(one, other):
    assert chance(one, other) < 0.5


def test_a_common_name_alone_is_weak_and_a_rare_one_strong():
    common = chance(("Mohammed", "Ahmad", Birth(1990)), ("Mohammed", "Ahmad", Birth(1990)))
    rare = chance(("Wilhelmine", "Katzbach", Birth(1990)), ("Wilhelmine", "Katzbach", Birth(1990)))

    assert common < rare


def test_the_order_of_the_rows_changes_nothing():
    rows = [*FILL, Record("a", "Mohamad", "Alhassan", BORN), Record("b", "محمد", "الحسن", BORN)]
    mixed = rows[:]
    random.Random(1).shuffle(mixed)

    assert Linker(mixed).found() == Linker(rows).found()


def test_the_shipped_weights_are_probabilities_with_a_source():
    weights = shipped()

    assert "FEBRL" in weights.source
    for kind in weights.levels.values():
        for table in kind.values():
            assert sum(table.values()) == pytest.approx(1, abs=0.01)
            assert all(0 < share < 1 for share in table.values())


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1990-05-04", "04.05.1990", BirthLevel.EQUAL),
        ("1990-05-04", "1990-04-05", BirthLevel.SWAPPED),
        ("1990-05-04", "1990", BirthLevel.YEAR_ONLY),
        ("1990-05-04", "1.1.1990", BirthLevel.YEAR_ONLY),
        ("1990", "01.01.1990", BirthLevel.EQUAL_NEW_YEAR),
        ("1990-05-04", "1990-05-14", BirthLevel.TYPO),
        ("1990-05-04", "1960-11-12", BirthLevel.GENERATION),
        ("", "1990-05-04", BirthLevel.MISSING),
    ],
)
def test_births_are_compared_as_far_as_they_are_known(one, other, level):
    assert compare_births(read_birth(one), read_birth(other)) == level
    assert compare_births(read_birth(other), read_birth(one)) == level


@pytest.mark.parametrize("text", ["32.1.1990", "gestern", "1990-13-40", "00.00.0000"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="."):
        read_birth(text)
