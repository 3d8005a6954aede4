# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bars beside the figures of outcomes: in proportion, and silent about what is protected."""

from geleit.statistics.outcomes.figures import BACK, FURTHER, SAME, Distance, Piece, Share


def test_a_bar_is_full_and_in_proportion():
    assert Distance("housing", 4, 2, 1, 1).bar == [
        Piece(0, 500, FURTHER),
        Piece(500, 250, SAME),
        Piece(750, 250, BACK),
    ]
    assert Share(1, 3).bar == [Piece(0, 333, FURTHER), Piece(333, 667, BACK)]


def test_nothing_is_drawn_of_what_is_protected_or_not_there():
    assert Distance("housing", None, None, None, None).bar == []
    assert Share(None, None).bar == []
    assert Share(0, 0).bar == []


def test_rounded_numbers_never_draw_beyond_the_bar():
    assert Share(6, 5).bar == [Piece(0, 1000, FURTHER)]
