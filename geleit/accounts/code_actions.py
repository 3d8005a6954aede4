# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Access codes and own passwords: the only writers."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts import notices
from geleit.accounts.models import AccessCode, User
from geleit.accounts.passwords import access_code, same_code
from geleit.accounts.sign_in_actions import close_sessions
from geleit.audit.models import VISITOR, record
from geleit.core.problems import Problem, Refused

CODE_LASTS = timedelta(days=3)


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
    close_sessions(user)
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
    close_sessions(user)
    record(user, "access-code-used", user)
    notices.password_chosen(user)


def password_changed(user: User) -> None:
    """Note that somebody chose a password of one's own."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
    record(user, "password-changed", user)
    notices.password_chosen(user)
