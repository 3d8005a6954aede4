# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who gave a version back finds it in the list with its state and reason; the words are gone."""

import pytest

from geleit.agreements import version_actions
from tests.agreements.test_versions import EVERYBODY, PARTIES, a_draft, address, text_of

REASON = "Bitte mit Sprechzeiten."


@pytest.fixture
def returned(steinheim, lena, dora):
    version = version_actions.propose(a_draft(steinheim, lena), by=lena)
    return version_actions.send_back(version, answer=REASON, by=dora)


@pytest.mark.parametrize("name", EVERYBODY)
def test_both_sides_find_what_was_given_back_and_nobody_else(
    request, sign_in, steinheim, returned, name
):
    user = request.getfixturevalue(name)

    page = text_of(sign_in(user).get(address(steinheim)))

    assert (REASON in page, "von Testheim zurückgegeben" in page) == (
        name in PARTIES,
        name in PARTIES,
    )


def test_who_gave_it_back_reads_no_further_word_of_the_draft(sign_in, steinheim, returned, dora):
    page = sign_in(dora).get(address(steinheim)).content.decode()

    assert address(steinheim, 1) not in page
    assert sign_in(dora).get(address(steinheim, 1)).status_code == 404


def test_laid_before_both_again_it_is_no_longer_given_back(
    sign_in, steinheim, returned, lena, dora
):
    version_actions.propose(returned, by=lena)

    page = text_of(sign_in(dora).get(address(steinheim)))

    assert (REASON in page, "zur Zeichnung vorgelegt" in page) == (False, True)


def test_what_was_withdrawn_after_it_lay_there_stays_in_the_list(
    sign_in, steinheim, returned, lena, dora
):
    version_actions.withdraw_version(returned, by=lena)

    page = text_of(sign_in(dora).get(address(steinheim)))

    assert "zurückgezogen" in page


def test_a_draft_that_nobody_saw_yet_is_not_in_the_list_of_the_other_side(
    sign_in, steinheim, lena, dora
):
    a_draft(steinheim, lena)

    assert "Fassung 1" not in text_of(sign_in(dora).get(address(steinheim)))


def test_who_drafts_a_version_comes_to_its_page(sign_in, steinheim, lena):
    answer = sign_in(lena).post(address(steinheim, "neu"), {"in_force_on": "2022-01-01"})

    assert answer.url == address(steinheim, 1)
