# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest

from geleit.staffing.rules import StartAnswer
from geleit.staffing.templatetags.staffing import distance, full_sentence, start_sentence

AGREED = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (0, "am vereinbarten Tag"),
        (1, "1 Tag nach dem vereinbarten Tag"),
        (6, "6 Tage nach dem vereinbarten Tag"),
        (-1, "1 Tag vor dem vereinbarten Tag"),
        (-17, "17 Tage vor dem vereinbarten Tag"),
    ],
)
def test_the_distance_to_the_agreed_day_in_words(late, words):
    assert distance(StartAnswer(AGREED + timedelta(days=late), late)) == words


@pytest.mark.parametrize(
    ("today", "verb"), [(date(2020, 1, 6), "kann"), (date(2020, 1, 8), "konnte")]
)
def test_a_begin_is_told_in_its_own_time(today, verb):
    answer = StartAnswer(date(2020, 1, 7), 6)

    assert start_sentence(answer, today) == (
        f"Die Begleitung {verb} am 7. Januar 2020 beginnen, 6 Tage nach dem vereinbarten Tag."
    )


def test_once_it_has_begun_nobody_is_told_that_it_can():
    answer = StartAnswer(date(2020, 1, 7), 6)

    assert "konnte am 7. Januar" in start_sentence(answer, date(2020, 1, 7), date(2020, 1, 7))


def test_without_a_day_no_day_is_named():
    answer = StartAnswer(None, None)

    assert "Noch steht kein Tag fest" in start_sentence(answer, AGREED)
    assert "Noch steht kein Tag fest" in full_sentence(answer, AGREED)
