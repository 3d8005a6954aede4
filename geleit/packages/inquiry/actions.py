# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write a question or an answer; the only writer. Whoever calls has locked what it is about."""

from datetime import datetime

from geleit.accounts.models import User
from geleit.packages.inquiry.models import Inquiry, InquiryEntry


def write(
    inquiry: Inquiry, *, text: str, is_answer: bool, by: User, at: datetime
) -> InquiryEntry | None:
    """Add an entry to the thread; None: the same was said just before (a double click)."""
    inquiry = Inquiry.unguarded.select_for_update(of=["self"]).get(pk=inquiry.pk)
    last = InquiryEntry.unguarded.filter(inquiry=inquiry).last()
    if last and (last.text, last.is_answer, last.by_id) == (text, is_answer, by.pk):
        return None
    entry = InquiryEntry.unguarded.create(
        inquiry=inquiry, text=text, is_answer=is_answer, at=at, by=by
    )
    inquiry.waits_since = None if is_answer else (inquiry.waits_since or at)
    inquiry.save(update_fields=["waits_since"])
    return entry
