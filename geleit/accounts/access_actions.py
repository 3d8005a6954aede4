# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Four eyes before a case: the administrator asks, a lead of the carrier says yes.

Neither gets in alone. The administrator never sees the code of somebody who reads cases; the lead
gets it only after an administrator has asked, and hands it on. Whoever comes to a role that reads
cases starts anew with that code, so that no way in from before leads on. What a command on the
server does needs nobody else: the first lead of a carrier is entered so.
"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from geleit.accounts import actions, code_actions, factor_actions, rules, second_person
from geleit.accounts.models import AccessQuestion, User
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation

ROLE, CODE = AccessQuestion.Kind.ROLE, AccessQuestion.Kind.CODE


@transaction.atomic
def open_account(
    *,
    email: str,
    name: str,
    role: str,
    organisation: Organisation,
    by: User,
    at: datetime,
    on: date,
    **span: Any,
) -> tuple[User, str | None]:
    """Make an account; return it with its code, or without one where a lead has to agree first."""
    if role not in second_person.READS_PERSONS:
        return actions.create_account(
            email=email, name=name, role=role, organisation=organisation, by=by, **span
        )
    user = actions.create_user(email=email, name=name, by=by)
    ask_for_role(user, role=role, organisation=organisation, by=by, at=at, on=on, **span)
    return user, None


@transaction.atomic
def ask_for_role(
    user: User,
    *,
    role: str,
    organisation: Organisation,
    starts_on: date,
    ends_on: date | None = None,
    by: User,
    at: datetime,
    on: date,
) -> bool:
    """Give a role, or ask a lead where it reads cases; return whether it is given."""
    wanted: dict[str, Any] = {
        "role": role, "organisation": organisation, "starts_on": starts_on, "ends_on": ends_on,
    }  # fmt: skip
    if role not in second_person.READS_PERSONS:
        actions.grant_role(user, by=by, **wanted)
        return True
    problems = rules.role_problems(role=role, kind=organisation.kind)
    problems += rules.span_problems(starts_on=starts_on, ends_on=ends_on)
    problems += rules.own_role_problems(is_own=user == by)
    held = user.memberships.filter(organisation=organisation, role=role, starts_on=starts_on)
    problems += rules.known_role_problems(is_known=held.exists())
    problems = problems or _nobody(second_person.for_role(organisation, user, asked_by=by, on=on))
    if problems:
        raise Refused(problems)
    _ask(user, kind=ROLE, by=by, at=at, **wanted)
    return False


@transaction.atomic
def ask_for_code(user: User, *, by: User, on: date, at: datetime) -> str | None:
    """Give out a code, or ask a lead to do it for somebody who reads cases, did or will."""
    user = User.objects.select_for_update().get(pk=user.pk)
    is_asked = user.access_questions.filter(decided_at=None, kind=ROLE).exists()
    if not is_asked and not second_person.reads_cases(user):
        return code_actions.issue_code(user, by=by, at=at)
    if not user.is_active:
        raise Refused([Problem("closed", _("Das Konto ist geschlossen."))])
    if is_asked and not second_person.goes_on_reading(user, on=on):
        text = _("Eine Leitung entscheidet noch über die Rolle. Den Code bekommt sie dann dazu.")
        raise Refused([Problem("role-first", text)])
    if problems := _nobody(second_person.for_code(user, asked_by=by, on=on)):
        raise Refused(problems)
    _ask(user, kind=CODE, by=by, at=at)
    return None


def _nobody(leads: list[User]) -> list[Problem]:
    if leads:
        return []
    text = _(
        "Hier müsste eine Leitung des Trägers zustimmen, und es gibt keine andere. Tragen Sie es "
        "auf dem Server ein; das Handbuch der Systemverwaltung sagt, wie."
    )
    return [Problem("nobody-confirms", text)]


def _ask(user: User, *, kind: str, by: User, at: datetime, **wanted: Any) -> None:
    try:
        with transaction.atomic():
            AccessQuestion.objects.create(user=user, kind=kind, asked_by=by, asked_at=at, **wanted)
    except IntegrityError:
        return  # asked already: it stays one question
    if kind == ROLE:
        record(
            by, "role-proposed", user, role=wanted["role"], organisation=wanted["organisation"].pk
        )
    else:
        record(by, "access-code-asked", user)


@transaction.atomic
def decide(
    question: AccessQuestion, *, granted: bool, by: User, on: date, at: datetime
) -> str | None:
    """Say yes or no; return the code that the lead now hands on, where there is one."""
    row = AccessQuestion.objects.select_for_update(of=["self"]).get(pk=question.pk)
    user = User.objects.select_for_update().get(pk=row.user_id)
    if row.decided_at is not None:
        raise Refused([Problem("decided", _("Darüber ist schon entschieden."))])
    if by not in second_person.of_question(row, on=on):
        raise Refused([Problem("not-asked", _("Darüber entscheidet eine andere Person."))])
    row.decided_by, row.decided_at, row.is_granted = by, at, granted
    row.save(update_fields=["decided_by", "decided_at", "is_granted"])
    if not granted:
        record(by, "role-declined" if row.kind == ROLE else "access-code-declined", user)
        return None
    return (
        code_actions.issue_code(user, by=by, at=at)
        if row.kind == CODE
        else _give(row, user, by, on, at)
    )


def _give(row: AccessQuestion, user: User, by: User, on: date, at: datetime) -> str | None:
    """Give the role; who read no cases before starts anew, and nobody from before gets in."""
    assert row.organisation is not None  # the database says so
    assert row.starts_on is not None
    is_new_here = not second_person.keeps_access(
        user, role=row.role, organisation=row.organisation, on=on
    )
    actions.grant_role(
        user, role=row.role, organisation=row.organisation, starts_on=row.starts_on,
        ends_on=row.ends_on, by=by,
    )  # fmt: skip
    if not is_new_here:
        return None
    factor_actions.forget_factors(user, by=by)
    return code_actions.issue_code(user, by=by, at=at)
