# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the administrator may do with accounts."""

from datetime import date

import pytest

from geleit.accounts import rules
from geleit.accounts.models import Role
from geleit.organisations.models import OrganisationKind

DAY = date(2020, 3, 2)


def test_every_role_that_does_not_belong_anywhere_has_its_kind_of_organisation():
    """Systems and data protection are somebody's office in every kind of organisation."""
    anywhere = {Role.ADMINISTRATOR, Role.DATA_PROTECTION}
    assert set(rules.KIND_OF_ROLE) == set(Role.values) - anywhere
    assert set(rules.KIND_OF_ROLE.values()) < set(OrganisationKind.values)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("kind", OrganisationKind.values)
def test_a_role_is_held_in_its_kind_of_organisation(role, kind):
    fits = rules.KIND_OF_ROLE.get(role, kind) == kind

    assert (rules.role_problems(role=role, kind=kind) == []) == fits


@pytest.mark.parametrize(
    ("ends_on", "count"), [(None, 0), (DAY, 0), (date(2020, 3, 1), 1), (date(2021, 1, 1), 0)]
)
def test_a_role_ends_after_it_starts(ends_on, count):
    assert len(rules.span_problems(starts_on=DAY, ends_on=ends_on)) == count


@pytest.mark.parametrize(
    ("starts_on", "last_day", "expected"),
    [
        (date(2020, 1, 1), None, date(2020, 3, 1)),  # at once: yesterday was the last day
        (date(2020, 3, 1), None, date(2020, 3, 1)),
        (DAY, None, None),  # began today: no day is left
        (date(2020, 1, 1), date(2020, 6, 30), date(2020, 6, 30)),
        (date(2020, 1, 1), DAY, DAY),
        (date(2020, 1, 1), date(2019, 12, 31), None),
        (date(2020, 4, 1), None, None),  # had not begun
    ],
)
def test_a_role_that_ends_has_a_last_day_or_none(starts_on, last_day, expected):
    last = rules.last_day_when_ended(starts_on=starts_on, last_day=last_day, on=DAY)

    assert last == expected


@pytest.mark.parametrize(
    ("ends_on", "last", "expected"),
    [
        (None, date(2036, 1, 1), []),
        (date(2020, 6, 30), date(2020, 6, 30), []),
        (date(2020, 6, 30), date(2020, 3, 1), []),
        (date(2020, 6, 30), None, []),
        (date(2020, 6, 30), date(2020, 7, 1), ["role-longer"]),
        (DAY, date(2020, 3, 3), ["role-longer"]),
        (date(2020, 3, 1), date(2036, 1, 1), ["role-over"]),
        (date(2020, 3, 1), date(2020, 2, 1), ["role-over"]),
        (date(2020, 3, 1), None, ["role-over"]),
    ],
)
def test_an_end_only_comes_nearer(ends_on, last, expected):
    found = rules.end_problems(ends_on=ends_on, last=last, on=DAY)

    assert [problem.code for problem in found] == expected


@pytest.mark.parametrize(("left", "count"), [(0, 1), (1, 0), (2, 0)])
def test_one_administrator_is_left(left, count):
    assert len(rules.lockout_problems(administrators_left=left)) == count
