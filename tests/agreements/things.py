# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of this room have in common. All people are invented."""

from geleit.agreements import signing_actions, version_actions
from geleit.agreements.version_actions import ClauseText
from tests.agreements.test_versions import a_draft


def signed_with_term(agreement, lena, dora, *, in_force_on, **term):
    """A version that both sides have signed, with the term that a test needs."""
    version = a_draft(agreement, lena, in_force_on=in_force_on)
    term = {"in_force_on": in_force_on, "renews_by_months": 0, "notice_months": 0} | term
    clauses = [ClauseText("Was übertragen wird", "Begleitung")]
    version = version_actions.word_version(version, clauses=clauses, seen=0, by=lena, **term)
    version = version_actions.propose(version, by=lena)
    for user in (lena, dora):
        signing_actions.sign_off(version, office="Leitung", seen=version.changes, by=user)
    agreement.refresh_from_db()
    return version
