# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may be here already in a case that no list brought is linked in the preview and on the receipt."""

from datetime import date

import pytest

from geleit.cases.enums import Phase
from geleit.cases.models import Case, Person
from tests.identity.test_same_person import elsewhere
from tests.intake.things import NEAR, handed_in

__all__ = ["elsewhere"]


@pytest.fixture
def closed(unlisted):
    unlisted.phase, unlisted.closed_on = Phase.CLOSED, date(2026, 3, 2)
    unlisted.save()
    return unlisted


def test_the_case_is_linked_in_the_preview_and_on_the_receipt(lead, steinheim, unlisted):
    url = handed_in(lead, steinheim, NEAR)
    link = f'href="/faelle/{unlisted.pk}/"'

    before = lead.get(url).content.decode()
    lead.post(f"{url}uebernehmen/")
    after = lead.get(url)

    assert before.count(link) == 2  # where it is asked who she is, and in her row
    assert after.content.decode().count(link) == 1
    assert after.context["near"] == [(2, unlisted)]
    assert Person.unguarded.filter(given_names="Elif").count() == 2


def test_a_case_that_became_protected_is_not_named_on_the_receipt(lead, steinheim, unlisted):
    url = handed_in(lead, steinheim, NEAR)
    lead.post(f"{url}uebernehmen/")
    Case.unguarded.filter(pk=unlisted.pk).update(is_protected=True)

    page = lead.get(url)

    assert page.context["near"] == []
    assert unlisted.number not in page.content.decode()


@pytest.fixture
def again(closed, steinheim):
    """A second case of the same household, opened later."""
    return Case.unguarded.create(
        number="2026-9999", agreement=steinheim, household=closed.household,
        opened_on=date(2026, 12, 31),
    )  # fmt: skip


def test_of_two_cases_of_the_household_the_last_is_named(lead, steinheim, closed, again):
    page = lead.get(handed_in(lead, steinheim, NEAR)).content.decode()

    assert f'href="/faelle/{again.pk}/"' in page
    assert f"im Fall {closed.number}" not in page


def test_a_case_that_the_household_has_elsewhere_is_not_named(
    lead, steinheim, closed, again, elsewhere
):
    Case.unguarded.filter(pk=again.pk).update(agreement=elsewhere[0])

    page = lead.get(handed_in(lead, steinheim, NEAR)).content.decode()

    assert again.number not in page
    assert f"im Fall {closed.number}" in page


def test_a_protected_case_hides_the_former_one_of_the_household(lead, steinheim, closed, again):
    Case.unguarded.filter(pk=again.pk).update(is_protected=True)

    page = lead.get(handed_in(lead, steinheim, NEAR)).content.decode()

    assert "Vielleicht schon da" not in page
