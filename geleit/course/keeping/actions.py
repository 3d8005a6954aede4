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


@transaction.atomic
def keep(case: Case, *, reason: str, by: User, on: date) -> KeptCase:
    """Except an open case from the hand-back; said again, the reason is the new one."""
    case = locked_for_writing(case)
    said = {"reason": reason, "kept_on": on, "kept_by": by.name[:120]}
    kept, _made = KeptCase.unguarded.update_or_create(case=case, defaults=said)
    record(by, "case-kept", case)
    return kept


@transaction.atomic
def release(case: Case, *, by: User) -> None:
    """Let the case be one that is to be handed back again."""
    case = locked(case)
    if KeptCase.unguarded.filter(case=case).delete()[0]:
        record(by, "case-unkept", case)
