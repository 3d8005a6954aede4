# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of steps and of independence, counted for a group and protected where it leaves."""

from datetime import date

import pytest

from geleit.statistics.disclosure import Protection
from geleit.statistics.outcomes.figures import Distance, Look, Share, Step, distances, share

RULE = Protection(minimum_households=3, rounding_base=5)
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


def looks(person, *levels, household=None, field="housing", start_on=date(2025, 5, 4)):
    """A start, and one look for each further level in the months of 2026."""
    days = [start_on] + [date(2026, month, 1) for month in range(1, len(levels))]
    return [
        Look(person, household or person, field, day, place == 0, level)
        for place, (day, level) in enumerate(zip(days, levels, strict=True))
    ]


def test_the_share_counts_steps_that_people_did_themselves():
    steps = [Step("1_person", 1), Step("1_person", 2), Step("3_carrier", 2)]

    found = share(steps, own="1_person")

    assert (found, found.percent) == (Share(2, 3), 67)


def test_without_steps_there_is_no_share():
    assert share([], own="1_person").percent is None


@pytest.mark.parametrize(("households", "shown"), [(2, Share(None, None)), (3, Share(5, 5))])
def test_few_households_stay_protected_and_others_are_rounded(households, shown):
    steps = [Step("1_person", number) for number in range(households)] * 2

    found = share(steps[: 2 * households], own="1_person", protection=RULE)

    assert found == shown


def test_a_person_is_compared_with_her_own_start_and_her_latest_look():
    found = distances(looks(1, 2, 1, 4) + looks(2, 3, 3) + looks(3, 4, 2), ["housing"], **YEAR)

    assert found == [Distance("housing", 3, 1, 1, 1)]


def test_who_has_no_start_or_no_later_look_is_not_counted():
    without_start = [Look(1, 1, "housing", date(2026, 3, 1), level=4, is_start=False)]
    only_start = looks(2, 2)
    after_the_year = looks(3, 2) + [
        Look(3, 3, "housing", date(2027, 1, 1), level=4, is_start=False)
    ]

    found = distances(without_start + only_start + after_the_year, ["housing"], **YEAR)

    assert found == [Distance("housing", 0, 0, 0, 0)]


def test_fields_are_never_mixed():
    both = looks(1, 2, 4) + looks(1, 3, 2, field="work")

    found = distances(both, ["housing", "work"], **YEAR)

    assert found == [Distance("housing", 1, 1, 0, 0), Distance("work", 1, 0, 0, 1)]


def test_a_field_of_too_few_households_is_protected_as_a_whole():
    few = looks(1, 2, 4) + looks(2, 2, 4, household=1) + looks(3, 2, 4)
    enough = [look for number in range(6) for look in looks(number, 2, 4, field="work")]

    found = distances(few + enough, ["housing", "work"], protection=RULE, **YEAR)

    assert found == [Distance("housing", None, None, None, None), Distance("work", 5, 5, 0, 0)]
