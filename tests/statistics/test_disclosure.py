# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from geleit.statistics.disclosure import Protection, is_hidden, to_base

STEERING = Protection(minimum_households=3, rounding_base=5)


@pytest.mark.parametrize(("households", "hidden"), [(0, 0), (1, 1), (2, 1), (3, 0), (30, 0)])
def test_a_figure_of_one_or_two_households_is_hidden(households, hidden):
    assert is_hidden(households, STEERING) == bool(hidden)


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10)])
def test_households_are_rounded_to_the_base(number, shown):
    assert to_base(number, STEERING) == shown
