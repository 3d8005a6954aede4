# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts and roles: the only writers."""

from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from geleit.accounts import rules
from geleit.accounts.models import Membership, Role, User
from geleit.accounts.passwords import temporary_password
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
    """Make an account with its first role; return it and its temporary password."""
    if User.objects.filter(email__iexact=email).exists():
        raise Refused([Problem("known", _("Ein Konto mit dieser E-Mail-Adresse gibt es schon."))])
    password = temporary_password(User(email=email, name=name))
    user = User.objects.create_user(email, password, name=name, must_change_password=True)
    record(by, "account-created", user)
    grant_role(
        user, role=role, organisation=organisation, starts_on=starts_on, ends_on=ends_on, by=by
    )
    return user, password


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
    if user == by:
        text = _("Sich selbst kann niemand eine Rolle geben. Das tut eine zweite Person.")
        problems.append(Problem("own-role", text))
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                user=user, organisation=organisation, role=role, starts_on=starts_on,
                ends_on=ends_on,
            )  # fmt: skip
    except IntegrityError as known:
        text = _("Diese Rolle ist ab diesem Tag schon eingetragen.")
        raise Refused([Problem("known", text)]) from known
    record(by, "role-granted", user, role=role, organisation=organisation.pk, **_span(membership))
    return membership


@transaction.atomic
def end_role(membership: Membership, *, last_day: date | None = None, by: Any, on: date) -> None:
    """End a role with its last day, or at once; the next request knows it."""
    administrators = _lock_administrators()
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    last = rules.last_day_when_ended(starts_on=row.starts_on, last_day=last_day, on=on)
    if row.role == Role.ADMINISTRATOR:
        free_on = max(on, last + timedelta(days=1)) if last else on
        left = [one for one in administrators if one.pk != row.pk and _serves(one, on=free_on)]
        if problems := rules.lockout_problems(administrators_left=len(left)):
            raise Refused(problems)
    record(by, "role-ended", row.user, role=row.role, last_day=str(last or ""))
    if last is None:
        row.delete()  # not one day of it is left; the log keeps that it was there
        return
    row.ends_on = last
    row.save(update_fields=["ends_on"])


@transaction.atomic
def set_temporary_password(user: User, *, by: Any) -> str:
    """Give a new password that must be changed; who is signed in with the old one is out."""
    user = User.objects.select_for_update().get(pk=user.pk)
    password = temporary_password(user)
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    _end_sessions(user)
    record(by, "password-set", user)
    return password


@transaction.atomic
def remove_factors(user: User, *, by: Any) -> None:
    """Take away all second factors, as for a lost telephone; who needs one sets up a new one."""
    user = User.objects.select_for_update().get(pk=user.pk)
    for factor in Authenticator.objects.filter(user=user):
        factor.delete()  # one by one, so that each takes its secret with it
    _end_sessions(user)
    record(by, "second-factors-reset", user)


@transaction.atomic
def end_sessions(user: User, *, by: Any) -> None:
    """Sign somebody out on every device."""
    _end_sessions(user)
    record(by, "sessions-ended", user)


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def password_changed(user: User) -> None:
    """Note that somebody chose a password of one's own."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
    record(user, "password-changed", user)


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
    _end_sessions(user)
    _set_active(user, by=by, verb="account-deactivated", is_active=False)


@transaction.atomic
def activate(user: User, *, by: Any) -> None:
    """Open an account again, with the roles that it still has."""
    user = User.objects.select_for_update().get(pk=user.pk)
    _set_active(user, by=by, verb="account-activated", is_active=True)


def _set_active(user: User, *, by: Any, verb: str, is_active: bool) -> None:
    if user.is_active != is_active:
        record(by, verb, user)  # first: afterwards one may not even close one's own account
        user.is_active = is_active
        user.save(update_fields=["is_active"])


def _lock_administrators() -> list[Membership]:
    """Return all memberships of administrators, locked: two cannot end each other at once."""
    rows = Membership.objects.select_for_update(of=["self"]).filter(role=Role.ADMINISTRATOR)
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
