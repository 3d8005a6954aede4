# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts and roles: the only writers."""

from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext as _

from geleit.accounts import notices, rules, second_person
from geleit.accounts.models import AccessCode, FactorRemoval, Membership, Role, User
from geleit.accounts.passwords import access_code, same_code
from geleit.audit.models import VISITOR, record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation

CODE_LASTS = timedelta(days=3)


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
        _end_sessions(row.user)
    if last is None:
        row.delete()  # not one day of it is left; the log keeps that it was there
        return
    row.ends_on = last
    row.save(update_fields=["ends_on"])


@transaction.atomic
def issue_code(user: User, *, by: Any, at: datetime) -> str:
    """Return a code with which this person chooses a password; the old one is gone at once.

    So nobody can be given a new way in without noticing: the next sign-in fails.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise Refused([Problem("closed", _("Das Konto ist geschlossen."))])
    code = access_code()
    AccessCode.objects.create(
        user=user, code=make_password(code), issued_by=by if isinstance(by, User) else None,
        issued_at=at, ends_at=at + CODE_LASTS,
    )  # fmt: skip
    user.set_unusable_password()
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    _end_sessions(user)
    record(by, "access-code-issued", user)
    notices.access_renewed(user)
    return code


def user_of_code(*, email: str, code: str, at: datetime) -> User | None:
    """Return whose code this is while it is good; as much work for an unknown address."""
    rows = AccessCode.objects.filter(user__email__iexact=email, user__is_active=True)
    row = rows.select_related("user").order_by("-pk").first()
    if row is None:
        make_password(code)
        return None
    is_right = check_password(same_code(code), row.code)
    return row.user if is_right and row.used_at is None and at < row.ends_at else None


def code_failed(*, email: str) -> None:
    """Note that a code did not fit: the account, where there is one, and never what was typed."""
    record(VISITOR, "access-code-failed", User.objects.filter(email__iexact=email).first())


@transaction.atomic
def choose_password(user: User, *, code: str, password: str, at: datetime) -> None:
    """Use up the code and take the password that the person chose."""
    user = User.objects.select_for_update().get(pk=user.pk)
    row = AccessCode.objects.filter(user=user).order_by("-pk").first()
    if user_of_code(email=user.email, code=code, at=at) is None or row is None:
        raise Refused([Problem("used", _("Der Code gilt nicht mehr."))])
    row.used_at = at
    row.save(update_fields=["used_at"])
    user.set_password(password)
    user.save(update_fields=["password"])
    _end_sessions(user)
    record(user, "access-code-used", user)
    notices.password_chosen(user)


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
    _end_sessions(user)
    record(by, "second-factors-reset", user, **({"how": how} if how else {}))
    notices.factor_removed(user)


@transaction.atomic
def bind_identity(user: User, *, provider: str, subject: str) -> None:
    """Note which person at the identity provider this account belongs to, for good."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if SocialAccount.objects.filter(user=user, provider=provider).exists():
        raise Refused([Problem("bound", _("Dieses Konto gehört schon zu einer anderen Person."))])
    SocialAccount.objects.create(user=user, provider=provider, uid=subject, extra_data={})
    record(user, "identity-bound", user)


@transaction.atomic
def release_identity(user: User, *, by: Any) -> None:
    """Forget who this account belongs to at the identity provider; its sessions end."""
    user = User.objects.select_for_update().get(pk=user.pk)
    SocialAccount.objects.filter(user=user).delete()
    _end_sessions(user)
    record(by, "identity-released", user)
    notices.access_renewed(user)


@transaction.atomic
def end_sessions(user: User, *, by: Any) -> None:
    """Sign somebody out on every device."""
    _end_sessions(user)
    record(by, "sessions-ended", user)


@transaction.atomic
def end_other_sessions(request: HttpRequest, user: User) -> None:
    """Sign somebody out everywhere but here; here the session gets a new number."""
    here = request.session.session_key
    _end_sessions(user, but=here)
    user.refresh_from_db(fields=["session_epoch"])
    update_session_auth_hash(request, user)


def _end_sessions(user: User, *, but: str | None = None) -> None:
    """End every session, also one that stands in no list."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    for session in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        session.end()


def password_changed(user: User) -> None:
    """Note that somebody chose a password of one's own."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
    record(user, "password-changed", user)
    notices.password_chosen(user)


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
    _end_sessions(user)  # none from before comes back to life
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
