# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads for pages that several people, or one in two windows, may have open."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef

from geleit.cases.models import Case
from geleit.together.models import Draft, FormerText, Presence


def draft_of(user: Any, case: Case, form: str) -> Draft | None:
    return Draft.objects.visible_to(user).filter(case=case, form=form).first()


def taken_up(draft: Draft | None) -> Draft | None:
    """Return the draft with which a form goes on; one that was put aside waits."""
    return draft if draft and not draft.discarded_at else None


def others_at(user: Any, case: Case, *, at: datetime) -> list[Presence]:
    """Return the others who have this file open now, those who write first."""
    there = Presence.objects.visible_to(user).filter(case=case).at(at)
    return list(there.exclude(user=user.pk).select_related("user").order_by("-is_writing", "pk"))


def has_former(model: type[Model]) -> Exists:
    """Return the predicate for rows of which a former wording is kept; says nothing of its words."""
    kept = FormerText.unguarded.filter(about=model._meta.label_lower, row=OuterRef("pk"))
    return Exists(kept)
