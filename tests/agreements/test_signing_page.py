# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who signs reads what is signed, and is told what holds afterwards."""

import re

from django.utils.timezone import localdate

from geleit.agreements import version_actions
from geleit.agreements.version_actions import ClauseText
from tests.agreements.test_versions import a_draft, a_signed, address, text_of

WORDS = "Begleitung in ein selbstständiges Leben"


def a_proposal(agreement, by):
    version = a_draft(agreement, by)
    term = {"in_force_on": version.in_force_on, "renews_by_months": 0, "notice_months": 0}
    clauses = [ClauseText("Was übertragen wird", WORDS)]
    version = version_actions.word_version(version, clauses=clauses, seen=0, by=by, **term)
    return version_actions.propose(version, by=by)


def sign(client, agreement, version, **more):
    place = address(agreement, version.number, "zeichnen")
    return client.post(place, {"office": "Leitung", "seen": version.changes} | more, follow=True)


def test_the_page_shows_what_is_signed_and_who_has_signed_already(sign_in, steinheim, lena, dora):
    version = a_proposal(steinheim, lena)
    sign(sign_in(lena), steinheim, version)

    page = text_of(sign_in(dora).get(address(steinheim, version.number, "zeichnen")))

    assert "Was Sie zeichnen" in page
    assert WORDS in page
    assert "Lena, Leitung" in page


def test_each_signature_is_followed_by_what_holds_then(sign_in, steinheim, lena, dora):
    version = a_proposal(steinheim, lena)

    first = text_of(sign(sign_in(lena), steinheim, version))
    second = text_of(sign(sign_in(dora), steinheim, version))

    assert "Es fehlt noch die der anderen Seite." in first
    assert "Beide Seiten haben gezeichnet. Fassung 1 gilt ab" in second


def test_what_is_missing_is_said_above_the_text(sign_in, steinheim, lena):
    version = a_proposal(steinheim, lena)

    answer = sign(sign_in(lena), steinheim, version, office="")

    assert answer.status_code == 422
    assert WORDS in text_of(answer)


def test_the_version_that_holds_says_so_as_the_list_does(sign_in, steinheim, lena, dora):
    version = a_signed(steinheim, lena, dora, in_force_on=localdate())
    client = sign_in(lena)

    for place in (address(steinheim), address(steinheim, version.number)):
        page = text_of(client.get(place))
        assert re.search(r"kern-badge--success[^>]*>\s*<span[^>]*>gilt<", page), place
