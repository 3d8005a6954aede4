# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The receipt names the cases that run again by its list, and who holds them."""

import pytest

from geleit.cases.models import Case
from tests.intake.test_returning import again, closed, hand_back

__all__ = ["again", "closed"]


def running():
    return Case.unguarded.get(closed_on=None, household__persons__given_names="Amal")


def test_a_new_case_decided_on_the_receipt_gets_its_holder_and_is_linked(lead, again, closed, anna):
    url = again()
    asked = lead.get(url).content.decode()

    page = lead.post(
        f"{url}waren-schon-hier/", {"home-2": "new", "holder": anna.pk}, follow=True
    ).content.decode()

    assert 'name="holder"' in asked
    assert running().holder == anna
    assert f'href="/faelle/{running().pk}/">Neuer Fall {running().number}</a>' in page
    assert f"zuständig: {anna.name}" in page
    assert 'name="holder"' not in page


def test_without_a_holder_the_receipt_says_so(lead, again, closed):
    page = lead.post(f"{again()}waren-schon-hier/", {"home-2": "new"}, follow=True).content.decode()

    assert running().holder is None
    assert "noch niemand zuständig" in page


@pytest.mark.parametrize("is_later", [True, False])
def test_a_case_that_was_opened_again_is_named(lead, again, closed, is_later):
    url = again() if is_later else again(_2="reopen")
    if is_later:
        lead.post(f"{url}waren-schon-hier/", {"home-2": "reopen"})

    page = lead.get(url).content.decode()

    assert f">Fall {closed.number}, wieder geöffnet</a>" in page
    assert "Durch diese Liste läuft ein Fall wieder" in page


def test_nobody_can_be_named_who_does_not_work_here(lead, again, closed, carla, lena):
    url = again()

    page = lead.post(
        f"{url}waren-schon-hier/", {"home-2": "new", "holder": lena.pk}, follow=True
    ).content.decode()

    assert "Bitte wählen Sie aus, wer zuständig wird." in page
    assert not Case.unguarded.filter(closed_on=None, household=closed.household_id).exists()


def test_where_no_new_case_can_be_chosen_no_holder_is_asked(lead, again, closed):
    closed.is_protected = True
    closed.save()

    page = lead.get(again()).content.decode()

    assert 'name="home-2"' in page
    assert 'name="holder"' not in page


def test_a_case_that_became_protected_is_not_named(lead, again, closed):
    hand_back(closed)
    url = again(_2="new")
    before = lead.get(url).content.decode()
    Case.unguarded.filter(pk=running().pk).update(is_protected=True)

    after = lead.get(url).content.decode()

    assert running().number in before
    assert running().number not in after
