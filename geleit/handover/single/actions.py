# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead accepts one case with its checklist: the only writer of such a receipt."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.actions import locked
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.deadlines.models import FollowUpReminder
from geleit.handover import rules
from geleit.handover.actions import accept_cases
from geleit.handover.single.queries import points_of, transfer_of
from geleit.organisations.models import OrganisationKind
from geleit.packages.checklist import states_of, whole_file
from geleit.packages.enums import Item, ItemState
from geleit.packages.inquiry.actions import write
from geleit.packages.inquiry.models import Inquiry
from geleit.packages.models import AcceptedHandover


@transaction.atomic
def accept(
    case: Case,
    *,
    holder: User,
    open_points: Collection[str],
    settle_by: date | None,
    by: User,
    at: datetime,
    on: date,
) -> bool:
    """Accept a case, keep how its points stood, and make a task of each that stays open.

    Say whether that happened now: the button pressed twice leaves everything as it is.
    """
    case = locked(case)
    states = _states(case, reader=by, on=on) if case.is_waiting else {}
    chosen = [item for item in Item.values if item in open_points]
    lacking = [item for item, state in states.items() if state != ItemState.FILLED]
    if case.is_waiting and (
        problems := rules.open_point_problems(
            chosen=chosen, lacking=lacking, settle_by=settle_by, on=on
        )
    ):
        raise Refused(problems)
    if not accept_cases([case], holder=holder, by=by, on=on):
        return False
    went = _went(case, by=by, on=on) or {"items": states}
    receipt = _receipt(case, **went, open_items=chosen, holder=holder, by=by, at=at)
    _keep(receipt, settle_by=settle_by, by=by)
    return True


@transaction.atomic
def accept_several(
    cases: Iterable[Case],
    *,
    holder: User,
    settle_by: date | None,
    by: User,
    at: datetime,
    on: date,
) -> UUID | None:
    """Accept all of the cases or none, with a receipt for each under one key; None: nothing was new.

    With a day, what is missing in a case becomes a task in it; without one nothing stays open.
    """
    waiting = [locked(case) for case in sorted(cases, key=lambda one: one.pk)]
    went = {
        case.pk: _went(case, by=by, on=on) or {"items": _states(case, reader=by, on=on)}
        for case in waiting
        if case.is_waiting
    }
    lacking = {
        key: [item for item in Item.values if found["items"].get(item) == ItemState.MISSING]
        for key, found in went.items()
    }
    problems = rules.settling_problems(settle_by=settle_by, on=on)
    if problems:
        raise Refused(problems)
    accepted = accept_cases(waiting, holder=holder, by=by, on=on)
    key = uuid4()
    for case in accepted:
        chosen = lacking[case.pk] if settle_by else []
        receipt = _receipt(
            case, **went[case.pk], open_items=chosen, holder=holder, by=by, at=at,
            together=key,
        )  # fmt: skip
        _keep(receipt, settle_by=settle_by, by=by)
    return key if accepted else None


def _keep(receipt: AcceptedHandover, *, settle_by: date | None, by: User) -> None:
    """Save a receipt, and make a task of each point that stays open."""
    if receipt.open_items and settle_by:
        receipt.settle_by = settle_by
        for item in receipt.open_items:
            text = _task(item, receipt.items[item])
            FollowUpReminder.unguarded.create(case=receipt.case, text=text, due_on=settle_by)
    receipt.save()
    record(by, "handover-receipted", receipt, case=receipt.case_id, open=len(receipt.open_items))


@transaction.atomic
def ask(case: Case, *, text: str, by: User, at: datetime) -> None:
    """Ask the giving side something before the case is accepted."""
    if _say(case, text=text, is_answer=False, by=by, at=at):
        record(by, "handover-asked", case)


@transaction.atomic
def answer(case: Case, *, text: str, by: User, at: datetime) -> None:
    """Answer, or tell the receiving side what it did not ask."""
    if _say(case, text=text, is_answer=True, by=by, at=at):
        record(by, "handover-answered", case)


def _say(case: Case, **said: Any) -> bool:
    case = locked(case)
    giver = case.handed_over_by
    is_read_there = giver is None or giver.kind != OrganisationKind.CARRIER
    if problems := rules.asking_problems(is_waiting=case.is_waiting, is_read_there=is_read_there):
        raise Refused(problems)
    if giver is None:
        raise ValueError("Nobody handed this case over.")
    inquiry, _made = Inquiry.unguarded.get_or_create(
        case=case, defaults={"agreement": case.agreement, "sender": giver}
    )
    return write(inquiry, **said) is not None


def _states(case: Case, *, reader: User, on: date) -> dict[str, str]:
    return states_of(points_of(case, reader=reader, on=on))


def _went(case: Case, *, by: User, on: date) -> dict[str, Any]:
    """Return what went with the whole file that another carrier passed on, and on what ground."""
    transfer = transfer_of(case, by)
    if transfer is None:
        return {}
    return {"items": whole_file(case, reader=by, on=on), "ground": transfer.basis}


def _receipt(case: Case, *, by: User, at: datetime, **given: Any) -> AcceptedHandover:
    """Return a receipt, not saved yet, of who handed this case to whom."""
    if case.handed_over_by is None or case.handed_over_on is None:
        raise ValueError("Nobody handed this case over.")
    return AcceptedHandover(
        case=case,
        sender=case.handed_over_by,
        receiver=case.agreement.carrier,
        handed_over_on=case.handed_over_on,
        accepted_at=at,
        accepted_by=by,
        **given,
    )


def _task(item: str, state: str) -> str:
    what = {"what": Item(item).label}
    if state == ItemState.SHUT:
        return _("Übergabe, Freigabe klären: %(what)s") % what
    return _("Übergabe, offener Punkt: %(what)s") % what
