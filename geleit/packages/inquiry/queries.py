# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The thread of a hand-over, and which ones wait for an answer."""

from typing import Any

from geleit.cases.models import Case
from geleit.packages.inquiry.models import Inquiry, InquiryEntry, InquiryQuerySet


def entries_of(inquiry_id: int | None, user: Any) -> list[InquiryEntry]:
    """Return what was asked and answered, the oldest first."""
    if inquiry_id is None:
        return []
    rows = InquiryEntry.objects.visible_to(user).filter(inquiry=inquiry_id)
    return list(rows.select_related("by"))


def entries_of_case(case: Case, user: Any) -> list[InquiryEntry]:
    """Return the thread of a case."""
    rows = InquiryEntry.objects.visible_to(user).filter(inquiry__case=case)
    return list(rows.select_related("by"))


def unanswered(user: Any) -> InquiryQuerySet:
    """Return the threads in which this person's side has to answer, the longest first."""
    rows = Inquiry.objects.visible_to(user).sent_by(user).filter(waits_since__isnull=False)
    found: InquiryQuerySet = rows.select_related("agreement__carrier", "case", "arrival")
    return found.order_by("waits_since", "pk")
