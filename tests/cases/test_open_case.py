# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from geleit.audit.models import Event
from geleit.cases.actions import draw_numbers, open_case
from geleit.cases.models import Household
from geleit.core.problems import Refused
from tests import factories


def a_household(name="Muster"):
    return Household.unguarded.create(name=name)


def test_numbers_count_up_within_their_year(db):
    assert draw_numbers(2020, 2) == ["2020-0001", "2020-0002"]
    assert draw_numbers(2021, 1) == ["2021-0001"]
    assert draw_numbers(2020, 1) == ["2020-0003"]


def test_a_case_is_opened_with_a_number_and_one_event(steinheim, anna, lena):
    case = open_case(
        household=a_household(),
        agreement=steinheim,
        holder=anna,
        opened_on=date(2020, 1, 7),
        by=lena,
    )

    assert (case.number, case.phase, case.is_waiting) == ("2020-0001", "intake", False)
    event = Event.objects.get()
    assert (event.actor, event.verb, event.key) == (f"user:{lena.pk}", "case-opened", str(case.pk))


def test_a_handed_over_case_waits_for_the_carrier(steinheim, frida):
    case = open_case(
        household=a_household(),
        agreement=steinheim,
        holder=None,
        opened_on=date(2020, 1, 7),
        handed_over_by=factories.an_organisation("county"),
        by=frida,
    )

    assert (case.handed_over_on, case.is_waiting) == (date(2020, 1, 7), True)


def test_a_household_has_one_open_case_under_an_agreement(steinheim, anna):
    case = factories.a_case(holder=anna)

    with pytest.raises(Refused) as refused:
        open_case(
            household=case.household,
            agreement=steinheim,
            holder=anna,
            opened_on=date(2020, 3, 2),
            by=anna,
        )

    assert [problem.code for problem in refused.value.problems] == ["already-open"]
