# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case that stays here although the agreement's work is handed back, by name and with a reason."""

from datetime import date

from django.db import transaction

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.actions import locked, locked_for_writing
from geleit.cases.models import Case
from geleit.course.models import KeptCase
from geleit.together.actions import keep_former

KEPT = "kept_reason"  # under this name former reasons stand with the case


@transaction.atomic
def keep(case: Case, *, reason: str, by: User, on: date) -> KeptCase:
    """Except an open case from the hand-back; a new reason leaves the former one as a wording."""
    case = locked_for_writing(case)
    present = KeptCase.unguarded.filter(case=case).first()
    if present and present.reason == reason:
        return present  # a double click
    if present:
        _keep_former(case, present.reason, by=by)
    said = {"reason": reason, "kept_on": on, "kept_by": by.name[:120]}
    kept, _made = KeptCase.unguarded.update_or_create(case=case, defaults=said)
    record(by, "case-kept", case)
    return kept


@transaction.atomic
def release(case: Case, *, by: User) -> None:
    """Let the case be one that is to be handed back again; why it stayed is kept as a wording."""
    case = locked(case)
    if present := KeptCase.unguarded.filter(case=case).first():
        _keep_former(case, present.reason, by=by)
        present.delete()
        record(by, "case-unkept", case)


def _keep_former(case: Case, reason: str, *, by: User) -> None:
    """Keep a reason with the case, not with the exception: that goes when it is lifted."""
    keep_former(case, KEPT, reason, case=case, written_by=by, by=by)
