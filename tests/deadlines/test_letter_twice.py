# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A double click on „übernehmen“ keeps one letter and one deadline."""

import pytest
from django.urls import reverse

from geleit.deadlines.models import Deadline, IncomingLetter
from tests.deadlines.test_letters import ANSWERS, keep, take_over
from tests.factories import a_case


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


def test_the_same_letter_sent_twice_is_kept_once(sign_in, anna, case):
    first = keep(sign_in(anna), case)
    second = keep(sign_in(anna), case)

    assert second.url == first.url
    assert IncomingLetter.unguarded.filter(case=case).count() == 1
    assert Deadline.unguarded.filter(case=case).count() == 1


def test_another_letter_of_the_same_day_is_another(sign_in, anna, case):
    keep(sign_in(anna), case)
    keep(sign_in(anna), case, about="BG 4712")

    assert IncomingLetter.unguarded.filter(case=case).count() == 2
    assert Deadline.unguarded.filter(case=case).count() == 2


def test_who_withdrew_a_deadline_by_mistake_may_enter_the_letter_again(sign_in, anna, case):
    keep(sign_in(anna), case)
    row = Deadline.unguarded.get(case=case)
    address = reverse("deadlines:withdraw", args=[case.pk, row.pk])
    sign_in(anna).post(address, {"reason": "Versehen"})

    keep(sign_in(anna), case)

    assert Deadline.unguarded.open().filter(case=case).count() == 1


def test_the_same_correction_sent_twice_is_kept_once(sign_in, anna, case):
    keep(sign_in(anna), case)
    letter = IncomingLetter.unguarded.get(case=case)
    address = reverse("deadlines:correct_letter", args=[case.pk, letter.pk])
    corrected = ANSWERS | {"posted_on": "2026-11-03"}

    first = take_over(sign_in(anna), address, corrected)
    second = take_over(sign_in(anna), address, corrected)

    assert (first.status_code, second.url) == (302, first.url)
    assert IncomingLetter.unguarded.filter(case=case).count() == 2
    assert Deadline.unguarded.filter(case=case).count() == 1
