# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules of contacts and offers, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from geleit.counselling.rules import (
    ContactFacts,
    Span,
    author_problems,
    contact_problems,
    minutes_of,
    offer_problems,
    preselected,
)

TODAY = date(2020, 2, 3)
FINE = ContactFacts(
    happened_on=TODAY,
    minutes=30,
    case=1,
    case_span=Span(date(2020, 1, 7)),
    agreement=5,
    item_agreement=5,
    item_span=Span(date(2020, 1, 1), date(2020, 12, 31)),
    persons=frozenset({10}),
    household=frozenset({10, 11}),
    goal_case=1,
    no_goal="",
)


def codes(**changed):
    return [p.code for p in contact_problems(replace(FINE, **changed), on=TODAY)]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        (" 45 min ", 45),
        ("45 Minuten", 45),
        ("1:15", 75),
        ("0:05", 5),
        ("1h", 60),
        ("1 h", 60),
        ("2 Std.", 120),
        ("1 h 15", 75),
        ("1h15min", 75),
        ("1 Stunde 5 Minuten", None),
        ("1,5 h", 90),
        ("0,25 h", 15),
        ("24:00", 1440),
        ("1:5", None),  # 5 or 50 minutes? ask
        ("1:75", None),
        ("1,5", None),  # minutes or hours? ask
        ("-5", None),
        ("", None),
        ("lang", None),
        ("9" * 30, None),
    ],
)
def test_durations_are_read_as_people_write_them(text, minutes):
    assert minutes_of(text) == minutes


def test_a_complete_contact_has_no_problems():
    assert codes() == []
    assert codes(goal_case=None, no_goal="crisis") == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"happened_on": date(2020, 2, 4)}, ["future"]),
        ({"happened_on": date(2020, 1, 6)}, ["before-opening"]),
        ({"case_span": Span(date(2020, 1, 7), date(2020, 2, 3))}, []),
        ({"case_span": Span(date(2020, 1, 7), date(2020, 2, 2))}, ["after-closing"]),
        ({"minutes": 0}, ["minutes"]),
        ({"minutes": 1}, []),
        ({"minutes": 1440}, []),
        ({"minutes": 1441}, ["minutes"]),
        ({"item_agreement": 6}, ["item-elsewhere"]),
        ({"item_span": Span(date(2020, 2, 4))}, ["item-not-valid"]),
        ({"item_span": Span(date(2020, 1, 1), date(2020, 2, 2))}, ["item-not-valid"]),
        ({"item_span": Span(date(2020, 1, 1), date(2020, 2, 3))}, []),
        ({"persons": frozenset()}, ["no-person"]),
        ({"persons": frozenset({10, 99})}, ["stranger"]),
        ({"goal_case": 2}, ["goal-elsewhere"]),
        ({"goal_case": None}, ["no-goal"]),
        ({"goal_case": 1, "no_goal": "brief"}, ["no-goal"]),
    ],
)
def test_what_can_not_be_noted_and_why(changed, expected):
    assert codes(**changed) == expected


def test_all_problems_are_told_at_once():
    assert codes(minutes=0, persons=frozenset(), goal_case=None) == [
        "minutes",
        "no-person",
        "no-goal",
    ]


def test_item_holds_only_while_its_mandate_does():
    item, mandate = Span(date(2020, 1, 1)), Span(date(2019, 1, 1), date(2020, 6, 30))

    assert item.within(mandate) == Span(date(2020, 1, 1), date(2020, 6, 30))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"participants": 0}, []),
        ({"held_on": date(2020, 2, 4)}, ["future"]),
        ({"minutes": 1441}, ["minutes"]),
        ({"participants": -1}, ["participants"]),
        ({"participants": 40_000}, ["participants"]),  # more than the column holds
        ({"item_span": Span(date(2020, 3, 1))}, ["item-not-valid"]),
        ({"is_own": False}, ["item-elsewhere"]),
    ],
)
def test_what_offer_can_not_be_noted_and_why(changed, expected):
    fine = {
        "held_on": TODAY,
        "minutes": 120,
        "participants": 8,
        "item_span": Span(date(2020, 1, 1)),
        "is_own": True,
    }

    assert [p.code for p in offer_problems(**(fine | changed), on=TODAY)] == expected


def test_only_the_author_changes_a_note():
    assert author_problems(is_author=True) == []
    assert [p.code for p in author_problems(is_author=False)] == ["not-author"]


@pytest.mark.parametrize(
    ("persons", "expected"),
    [
        ([(1, date(1990, 1, 1))], [1]),
        ([(1, date(2015, 1, 1))], [1]),  # alone in the household, so it is about this child
        ([(1, date(2015, 1, 1)), (2, date(1990, 1, 1)), (3, date(1988, 1, 1))], [2, 3]),
        ([(1, date(2002, 2, 4)), (2, date(2002, 2, 3))], [2]),  # 18 today
        ([(1, None), (2, date(2015, 1, 1))], [1]),
        ([], []),
    ],
)
def test_a_note_is_probably_about_the_grown_ups(persons, expected):
    assert preselected(persons, on=TODAY) == expected
