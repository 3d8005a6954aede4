# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts and roles: the only writers."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from geleit.accounts import rules
from geleit.accounts.code_actions import issue_code
from geleit.accounts.models import Membership, Role, User
from geleit.accounts.sign_in_actions import close_sessions
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation


@transaction.atomic
def create_account(
    *,
    email: str,
    name: str,
    role: str,
    organisation: Organisation,
    starts_on: date,
    ends_on: date | None = None,
    by: Any,
) -> tuple[User, str]:
    """Make an account with its first role; return it and the code for its first password."""
    user = create_user(email=email, name=name, by=by)
    grant_role(
        user, role=role, organisation=organisation, starts_on=starts_on, ends_on=ends_on, by=by
    )
    return user, issue_code(user, by=by, at=now())


@transaction.atomic
def create_user(*, email: str, name: str, by: Any) -> User:
    """Make an account that may do nothing yet and that nobody can sign in to."""
    known = Problem("known", _("Ein Konto mit dieser E-Mail-Adresse gibt es schon."))
    if User.objects.filter(email__iexact=email).exists():
        raise Refused([known])
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, None, name=name)
    except IntegrityError:  # sent twice at the same moment
        raise Refused([known]) from None
    record(by, "account-created", user)
    return user


@transaction.atomic
def grant_role(
    user: User,
    *,
    role: str,
    organisation: Organisation,
    starts_on: date,
    ends_on: date | None = None,
    by: Any,
) -> Membership:
    """Give a role in an organisation for a time, or raise Refused."""
    problems = rules.role_problems(role=role, kind=organisation.kind)
    problems += rules.span_problems(starts_on=starts_on, ends_on=ends_on)
    problems += rules.own_role_problems(is_own=user == by)
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                user=user, organisation=organisation, role=role, starts_on=starts_on,
                ends_on=ends_on,
            )  # fmt: skip
    except IntegrityError as known:
        raise Refused(rules.known_role_problems(is_known=True)) from known
    record(by, "role-granted", user, role=role, organisation=organisation.pk, **_span(membership))
    return membership


@transaction.atomic
def end_role(membership: Membership, *, last_day: date | None = None, by: Any, on: date) -> None:
    """End a role with its last day, or at once, never later than it ends already."""
    administrators = _lock_administrators()
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    last = rules.last_day_when_ended(starts_on=row.starts_on, last_day=last_day, on=on)
    if problems := rules.end_problems(ends_on=row.ends_on, last=last, on=on):
        raise Refused(problems)
    if row.role == Role.ADMINISTRATOR:
        free_on = max(on, last + timedelta(days=1)) if last else on
        left = [one for one in administrators if one.pk != row.pk and _serves(one, on=free_on)]
        if problems := rules.lockout_problems(administrators_left=len(left)):
            raise Refused(problems)
    record(by, "role-ended", row.user, role=row.role, last_day=str(last or ""))
    if last is None or last < on:
        close_sessions(row.user)
    if last is None:
        row.delete()  # not one day of it is left; the log keeps that it was there
        return
    row.ends_on = last
    row.save(update_fields=["ends_on"])


@transaction.atomic
def deactivate(user: User, *, by: Any, on: date) -> None:
    """Close an account: its sessions end, and its next request is a stranger's."""
    administrators = _lock_administrators()
    list(Membership.objects.select_for_update().filter(user=user.pk).order_by("pk"))  # see standing
    user = User.objects.select_for_update().get(pk=user.pk)
    if any(one.user_id == user.pk for one in administrators):
        left = [one for one in administrators if one.user_id != user.pk and _serves(one, on=on)]
        if problems := rules.lockout_problems(administrators_left=len(left)):
            raise Refused(problems)
    close_sessions(user)
    _set_active(user, by=by, verb="account-deactivated", is_active=False)


@transaction.atomic
def activate(user: User, *, by: Any) -> None:
    """Open an account again, with the roles that it still has."""
    user = User.objects.select_for_update().get(pk=user.pk)
    close_sessions(user)  # none from before comes back to life
    _set_active(user, by=by, verb="account-activated", is_active=True)


def _set_active(user: User, *, by: Any, verb: str, is_active: bool) -> None:
    if user.is_active != is_active:
        record(by, verb, user)  # first: afterwards one may not even close one's own account
        user.is_active = is_active
        user.save(update_fields=["is_active"])


def _lock_administrators() -> list[Membership]:
    """Return all memberships of administrators, locked: two cannot end each other at once."""
    rows = Membership.objects.filter(role=Role.ADMINISTRATOR)
    list(rows.select_for_update().order_by("pk"))
    # Read again: who waited for the lock would still see the accounts as they were before.
    return list(rows.select_related("user").order_by("pk"))


def _serves(membership: Membership, *, on: date) -> bool:
    has_begun = membership.starts_on <= on
    return (
        membership.user.is_active
        and has_begun
        and (membership.ends_on is None or membership.ends_on >= on)
    )


def _span(membership: Membership) -> dict[str, str]:
    return {"starts_on": str(membership.starts_on), "ends_on": str(membership.ends_on or "")}
