# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The thread of a hand-over, and which ones wait for an answer."""

from itertools import pairwise
from typing import Any

from geleit.cases.models import Case
from geleit.packages.inquiry.models import EntryQuerySet, Inquiry, InquiryEntry, InquiryQuerySet


def entries_of(inquiry_id: int | None, user: Any) -> list[InquiryEntry]:
    """Return what was asked and answered, the oldest first."""
    if inquiry_id is None:
        return []
    return _thread(InquiryEntry.objects.visible_to(user).filter(inquiry=inquiry_id))


def entries_of_case(case: Case, user: Any) -> list[InquiryEntry]:
    """Return the thread of a case."""
    return _thread(InquiryEntry.objects.visible_to(user).filter(inquiry__case=case))


def _thread(rows: EntryQuerySet) -> list[InquiryEntry]:
    """Return the entries in their order, each knowing whether it follows a question."""
    entries = list(rows.select_related("by"))
    for before, entry in pairwise(entries):
        entry.was_asked = not before.is_answer
    return entries


def unanswered(user: Any) -> InquiryQuerySet:
    """Return the threads in which this person's side has to answer, the longest first."""
    rows = Inquiry.objects.visible_to(user).sent_by(user).filter(waits_since__isnull=False)
    found: InquiryQuerySet = rows.select_related("agreement__carrier", "case", "arrival")
    return found.order_by("waits_since", "pk")
