# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from geleit.staffing.timeline import months, timeline
from tests.staffing.test_rules import TODAY, a_filling, a_post, facts, predecessor


def stretches(line):
    return [(bar.is_filled, bar.first, bar.last) for bar in line.bars]


def test_the_vacancy_ends_where_the_begin_stands():
    everything = facts(a_post(a_filling()), predecessors=[predecessor()])

    found = timeline(everything, date(2020, 1, 7), on=TODAY)

    assert [stretches(line) for line in found.lines] == [
        [(False, date(2019, 6, 1), date(2020, 1, 6))],
        [(False, date(2020, 1, 1), date(2020, 1, 6)), (True, date(2020, 1, 7), None)],
    ]
    assert (found.first, found.last) == (date(2019, 6, 1), date(2020, 2, 6))


def test_who_has_left_leaves_a_gap():
    filling = a_filling(date(2019, 9, 1), leaves_on=date(2019, 10, 31))

    found = timeline(facts(a_post(filling)), None, on=TODAY)

    assert stretches(found.lines[0]) == [
        (True, date(2019, 9, 1), date(2019, 10, 31)),
        (False, date(2019, 11, 1), None),
    ]


def test_every_bar_lies_within_the_picture():
    posts = [a_post(a_filling(date(2018, 1, 1), leaves_on=date(2031, 1, 1))), a_post(key=2)]

    found = timeline(facts(*posts, predecessors=[predecessor()]), None, on=TODAY)

    for line in found.lines:
        for bar in line.bars:
            assert float(bar.x) >= 0
            assert float(bar.x) + float(bar.width) <= 100.01


def test_neighbouring_stretches_leave_no_hole():
    posts = [
        a_post(
            a_filling(date(2020, 1, 7), leaves_on=date(2020, 3, 31)),
            a_filling(date(2020, 4, 1), key=2),
        )
    ]

    (line,) = timeline(facts(*posts), None, on=date(2020, 12, 1)).lines

    for before, after in pairwise(line.bars):
        assert float(before.x) + float(before.width) == pytest.approx(float(after.x), abs=0.011)


def test_the_picture_begins_with_the_first_post_that_was_empty():
    late, early = predecessor(), replace(predecessor(), key=8, vacant_since=date(2019, 2, 10))

    found = timeline(facts(a_post(a_filling()), predecessors=[late, early]), None, on=TODAY)

    assert found.first == date(2019, 2, 1)


@pytest.mark.parametrize("last", [date(2019, 6, 30), date(2020, 2, 29), date(2031, 1, 1)])
def test_ticks_stay_few(last):
    assert 1 <= len(months(date(2019, 6, 1), last)) <= 5
