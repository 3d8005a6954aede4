# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of the Länder; no database."""

from datetime import date

from holidays.countries.germany import Germany

from geleit.core.states import State, state_choices, state_names


def test_there_are_the_sixteen_whose_holidays_are_known():
    assert set(state_names()) <= set(Germany.subdivisions)
    assert len(state_choices(on=date(2026, 11, 29))) == 16


def test_a_land_holds_from_its_first_to_its_last_day():
    land = State("WH", "Württemberg-Hohenzollern", date(1949, 5, 24), date(1952, 4, 24))

    days = [date(1949, 5, 23), date(1949, 5, 24), date(1952, 4, 24), date(1952, 4, 25)]

    assert [land.holds(on=day) for day in days] == [False, True, True, False]


def test_a_form_offers_only_what_is_a_land_that_day():
    assert "SL" not in dict(state_choices(on=date(1956, 12, 31)))
