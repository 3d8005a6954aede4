# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notice between two signed versions: the one decides that is in force when the notice works."""

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from geleit.agreements import notice_actions
from geleit.agreements.reminders import reminders
from geleit.agreements.terms import Term, binding_term, end_after_notice, end_of_notice
from tests.agreements.test_versions import text_of
from tests.agreements.things import signed_with_term

YEARLY = Term(date(2020, 1, 1), date(2022, 12, 31), 12, 3)
HALF_A_YEAR = Term(date(2023, 1, 1), date(2023, 12, 31), 12, 6)
LONGER = Term(date(2023, 1, 1), date(2025, 12, 31), 12, 3)
FIXED = Term(date(2020, 1, 1), date(2022, 12, 31))
OPEN = Term(date(2020, 1, 1), None, 0, 12)
SHORT = Term(date(2023, 1, 1), None, 0, 1)
UNSAID = Term(date(2023, 1, 1), None)


@pytest.mark.parametrize(
    ("terms", "given_on", "end"),
    [
        ([YEARLY, HALF_A_YEAR], date(2022, 9, 30), date(2022, 12, 31)),  # works before the later
        ([YEARLY, HALF_A_YEAR], date(2022, 10, 1), date(2023, 12, 31)),  # works under the later
        ([YEARLY, HALF_A_YEAR], date(2023, 6, 30), date(2023, 12, 31)),
        ([YEARLY, HALF_A_YEAR], date(2023, 7, 1), date(2024, 12, 31)),  # three months no longer do
        ([YEARLY, LONGER], date(2022, 10, 1), date(2025, 12, 31)),  # bound for longer by both
        ([FIXED, LONGER], date(2022, 5, 1), date(2025, 12, 31)),  # goes on in the later words
        ([OPEN, SHORT], date(2021, 12, 1), date(2022, 12, 31)),
        ([OPEN, SHORT], date(2022, 11, 15), date(2023, 2, 28)),  # a month from its own begin on
        ([YEARLY, UNSAID], date(2022, 9, 30), date(2022, 12, 31)),
        ([YEARLY, UNSAID], date(2022, 10, 1), None),  # the sides name the end
    ],
)
def test_the_version_in_force_at_the_end_decides(terms, given_on, end):
    assert end_of_notice(terms, given_on) == end


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_notice_never_ends_an_agreement_before_it_arrived_and_later_never_means_earlier(day):
    one, next_day = (
        end_of_notice([YEARLY, HALF_A_YEAR], given_on)
        for given_on in (day, date.fromordinal(day.toordinal() + 1))
    )

    assert day <= one <= next_day


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_one_version_alone_decides_by_its_own_words(day):
    assert binding_term([YEARLY], given_on=day) == YEARLY
    assert end_of_notice([YEARLY], day) == end_after_notice(YEARLY, day)


# On the pages


@pytest.fixture
def amended(steinheim, lena, dora):
    """From 2023 on notice takes six months; signed in the summer before."""
    with time_machine.travel("2022-06-01 09:00+00:00"):
        for term in (YEARLY, HALF_A_YEAR):
            signed_with_term(
                steinheim, lena, dora, in_force_on=term.begins_on, first_end=term.first_end,
                renews_by_months=term.renews_by_months, notice_months=term.notice_months,
            )  # fmt: skip
    return steinheim


def place(agreement, *rest):
    return "/".join(["/vereinbarungen", agreement.key, *rest]) + "/"


@time_machine.travel("2022-09-20 09:00+00:00")
@pytest.mark.parametrize("name", ["lena", "dora", "frida", "anna"])
def test_the_page_says_from_when_the_next_version_counts(request, sign_in, amended, name):
    page = text_of(sign_in(request.getfixturevalue(name)).get(place(amended)))

    assert "Fassung 2 gilt ab 1. Januar 2023" in page
    assert "/fassungen/2/vergleich/" in page


@time_machine.travel("2023-01-01 09:00+00:00")
def test_once_it_counts_nothing_is_announced(sign_in, amended, lena):
    page = text_of(sign_in(lena).get(place(amended)))

    assert "Fassung 2 gilt ab" not in page
    assert "30. Juni 2023" in page


@time_machine.travel("2022-09-20 09:00+00:00")
def test_notice_that_works_before_says_that_the_later_version_never_comes(sign_in, amended, dora):
    page = text_of(sign_in(dora).post(place(amended, "kuendigung"), {"given_on": "2022-09-20"}))

    assert "Samstag, 31. Dezember 2022" in page
    assert "Die schon gezeichnete Fassung 2 sollte ab 01.01.2023 gelten." in page


@time_machine.travel("2022-11-02 09:00+00:00")
def test_notice_that_works_afterwards_is_reckoned_by_the_later_version(sign_in, amended, dora):
    first = text_of(sign_in(dora).get(place(amended, "kuendigung")))
    page = text_of(sign_in(dora).post(place(amended, "kuendigung"), {"given_on": "2022-11-02"}))

    assert "Fassung 2 ist schon gezeichnet und gilt ab 01.01.2023" in first
    assert "bis 30.06.2023" in first
    assert "Sonntag, 31. Dezember 2023" in page
    assert "Das Ende richtet sich deshalb nach ihr." in page


@time_machine.travel("2022-11-02 09:00+00:00")
def test_it_is_recorded_and_taken_back_by_the_same_reckoning(amended, dora):
    day = date(2022, 11, 2)
    notice_actions.give_notice(amended, given_on=day, by=dora, on=day)
    amended.refresh_from_db()
    ends_on = amended.ends_on
    notice_actions.take_back_notice(amended, reason="Versehen", by=dora, on=day)
    amended.refresh_from_db()

    assert (ends_on, amended.ends_on) == (date(2023, 12, 31), None)


def test_both_sides_are_reminded_of_the_day_that_the_later_version_sets(amended):
    found = reminders([amended], sides=[], on=date(2022, 12, 31))[amended.pk]

    assert [one.text for one in found] == [
        "Kündigen geht bis 30.06.2023, sonst geht die Vereinbarung nach 31.12.2023 weiter."
    ]
