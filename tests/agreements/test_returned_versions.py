# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who gave a version back finds it in the list with its state and reason; the words are gone."""

import pytest

from geleit.agreements import scope_actions, version_actions
from geleit.agreements.version_actions import ClauseText
from geleit.core.problems import Refused
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


def changed(version, by, text="Begleitung mit Sprechzeiten"):
    terms = {name: getattr(version, name) for name in ("in_force_on", "first_end", "reason")}
    clauses = [ClauseText("Was übertragen wird", text)]
    return version_actions.word_version(
        version, clauses=clauses, seen=version.changes, by=by, **terms
    )


def test_laid_before_both_again_it_is_no_longer_given_back(
    sign_in, steinheim, returned, lena, dora
):
    version_actions.propose(changed(returned, lena), by=lena)

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


def test_unchanged_it_is_not_laid_before_both_again_and_the_refusal_says_what_was_asked(
    sign_in, steinheim, returned, lena
):
    answer = sign_in(lena).post(address(steinheim, 1, "vorlegen"), {"reply": " "})

    assert answer.status_code == 422
    assert f"Gewünscht war: „{REASON}“" in text_of(answer)
    returned.refresh_from_db()
    assert returned.state == "draft"


def test_saved_without_a_change_it_is_still_unchanged(returned, lena):
    clauses = [ClauseText(*words) for words in returned.clauses.values_list("heading", "text")]
    returned = version_actions.word_version(
        returned, clauses=clauses, seen=returned.changes, by=lena
    )

    with pytest.raises(Refused, match="nichts geändert"):
        version_actions.propose(returned, by=lena)


def test_a_further_service_is_a_change(steinheim, returned, lena):
    mandate = steinheim.mandates.filter(is_own=True).first()
    scope_actions.put_item(
        mandate, by=lena, name="Sprechstunde", agreed_quantity=2, unit="office_hours",
        period="month", action_field="language",
    )  # fmt: skip

    assert version_actions.propose(returned, by=lena).state == "proposed"


def test_with_a_reply_it_stays_as_it_was_and_the_other_side_reads_why(
    sign_in, steinheim, returned, lena, dora
):
    reply = "Die Sprechzeiten stehen in der Anlage."
    sign_in(lena).post(address(steinheim, 1, "vorlegen"), {"reply": reply})

    for page in (address(steinheim, 1), address(steinheim, 1, "zeichnen")):
        words = text_of(sign_in(dora).get(page))
        assert (reply in words, REASON in words) == (True, True)


def test_given_back_again_the_reply_is_gone(returned, lena, dora):
    version = version_actions.propose(returned, by=lena, reply="Bleibt so.")

    version = version_actions.send_back(version, answer="Bitte doch.", by=dora)

    assert (version.answer, version.reply) == ("Bitte doch.", None)
