# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A short mark of all that a version says, to tell whether anything was changed since."""

from hashlib import sha256

from geleit.agreements.models import AgreementVersion
from geleit.agreements.models.scope import WORDS_OF_ITEM

TERM = ("in_force_on", "first_end", "renews_by_months", "notice_months", "reason")
CLAUSE = ("heading", "text", "is_annex")


def fingerprint(version: AgreementVersion) -> str:
    """Return the mark of term, clauses, annexes, mandates and scope; how often it was saved is none.

    Before the first signatures the scope stands in the agreement itself, so it belongs to it.
    """
    mandates = version.agreement.mandates.filter(is_own=True)
    said = [
        [getattr(version, name) for name in TERM],
        list(version.clauses.values_list(*CLAUSE)),
        sorted(version.annexes.values_list("title", "file__sha256")),
        list(mandates.order_by("pk").values_list("name", "funding_source", "ends_on")),
        list(version.scope().values_list("mandate", "number", *WORDS_OF_ITEM)),
        list(
            version.mandate_drafts.order_by("pk").values_list("name", "funding_source", "ends_on")
        ),
        sorted(
            version.item_drafts.values_list(
                "mandate", "mandate_draft__name", "replaces", *WORDS_OF_ITEM
            ),
            key=repr,
        ),
    ]
    return sha256(repr(said).encode()).hexdigest()
