# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking away a second factor, alone or with a second person: the only writers."""

from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts import notices, second_person
from geleit.accounts.models import FactorRemoval, User
from geleit.accounts.sign_in_actions import close_sessions
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused


@transaction.atomic
def ask_to_remove_factors(user: User, *, by: User, on: date, at: datetime) -> bool:
    """Take away a lost second factor, or ask a second person; return whether it is gone.

    Who may read cases, or run the system, keeps the factor until somebody else has said that it
    really is this person who asks. Where there is nobody else, it is done at once and logged so.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not second_person.of(user, asked_by=by, on=on):
        _remove_factors(user, by=by, how="alone" if second_person.is_wanted(user) else "")
        return True
    _made, is_new = FactorRemoval.objects.get_or_create(
        user=user, decided_at=None, defaults={"asked_by": by, "asked_at": at}
    )
    if is_new:
        record(by, "second-factor-removal-asked", user)
    return False


@transaction.atomic
def decide_removal(
    removal: FactorRemoval, *, granted: bool, by: User, on: date, at: datetime
) -> None:
    """Say yes or no to a removal that somebody else asked for."""
    row = FactorRemoval.objects.select_for_update().get(pk=removal.pk)
    user = User.objects.select_for_update().get(pk=row.user_id)
    if row.decided_at is not None:
        raise Refused([Problem("decided", _("Darüber ist schon entschieden."))])
    if by not in second_person.of(user, asked_by=row.asked_by, on=on):
        raise Refused([Problem("not-asked", _("Darüber entscheidet eine andere Person."))])
    row.decided_by, row.decided_at, row.is_granted = by, at, granted
    row.save(update_fields=["decided_by", "decided_at", "is_granted"])
    if granted:
        _remove_factors(user, by=by, how="confirmed")
    else:
        record(by, "second-factor-removal-declined", user)


def forget_factors(user: User, *, by: Any) -> None:
    """Take away the factors of who comes to a role that reads cases; a new one is set up then."""
    if Authenticator.objects.filter(user=user).exists():
        _remove_factors(user, by=by, how="new-role")


def _remove_factors(user: User, *, by: Any, how: str) -> None:
    """Take away all second factors; who needs one sets up a new one at the next sign-in."""
    for factor in Authenticator.objects.filter(user=user):
        factor.delete()  # one by one, so that each takes its secret with it
    close_sessions(user)
    record(by, "second-factors-reset", user, **({"how": how} if how else {}))
    notices.factor_removed(user)
