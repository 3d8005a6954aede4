# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of a transfer: choose, leave out, move all or none, take back, confirm.

What says that a process is at it is written before the transaction that moves the cases, so that
it stays when that one is rolled back or the machine stops.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import Entry, record, record_many
from geleit.cases.actions import hold_households
from geleit.cases.models import Case, CaseQuerySet, Household
from geleit.core.bulk import write_many
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.handover.transfers import queries, rules
from geleit.handover.transfers.models import Transfer, TransferredCase
from geleit.handover.transfers.moving import actions as moves
from geleit.jobs.processes import is_alive, this_process
from geleit.organisations.models import Organisation

log = logging.getLogger("geleit.handover")


@transaction.atomic
def prepare(
    agreement: CooperationAgreement,
    cases: CaseQuerySet,
    *,
    receiver: Organisation,
    target: CooperationAgreement | None,
    basis: str,
    key: UUID,
    by: User,
) -> Transfer:
    """Keep which cases are to go where; nothing moves yet. The same key gives the same transfer."""
    made = {"agreement": agreement, "receiver": receiver, "target": target, "basis": basis}
    try:
        transfer, is_new = Transfer.unguarded.get_or_create(key=key, prepared_by=by, defaults=made)
    except IntegrityError:  # the key of somebody else, which says nothing to this person
        transfer, is_new = Transfer.unguarded.create(prepared_by=by, **made), True
    if not is_new:
        return transfer
    found = list(cases.order_by("number").values_list("pk", "number"))
    _refuse(
        rules.moving_problems(is_ordered=False, is_done=False, is_undone=False, cases=len(found))
    )
    write_many([TransferredCase(transfer=transfer, case_id=pk, number=no) for pk, no in found])
    record(by, "transfer-prepared", transfer, agreement=agreement.pk, cases=len(found))
    return transfer


@transaction.atomic
def leave_out_blocked(transfer: Transfer, *, by: User, on: date) -> int:
    """Take the cases out that can not go along; return how many."""
    transfer = _locked(transfer)
    _refuse(_moving_problems(transfer, cases=1))
    lines = queries.lines_of(transfer, reader=by, on=on)
    blocked = [line.row.pk for line in lines if line.problems]
    transfer.cases.filter(pk__in=blocked).delete()
    record(by, "transfer-shortened", transfer, left_out=len(blocked))
    return len(blocked)


@transaction.atomic
def discard(transfer: Transfer, *, by: User) -> None:
    """Forget what was prepared and never moved."""
    transfer = _locked(transfer)
    _refuse(_moving_problems(transfer, cases=1))
    record(by, "transfer-discarded", transfer)
    transfer.delete()


@transaction.atomic
def order(
    transfer: Transfer,
    *,
    by: User,
    at: datetime,
    is_on_paper: bool = False,
    runner: str = "",
    put_in_queue: Callable[[], Any] | None = None,
) -> bool:
    """Say that the cases are to go now; a second click says nothing new and returns False.

    Refused where nobody could read them there; `is_on_paper`: county or town gets the list otherwise.
    The job is written with the order, all or nothing: else it would wait for what never comes.
    """
    transfer = _locked(transfer)
    if transfer.done_at or (transfer.ordered_at and not is_cut_off(transfer)):
        return False
    _leave_unseen(transfer, by=by)
    _refuse(
        _moving_problems(transfer, cases=transfer.cases.count())
        or queries.reader_problems(transfer, on=localdate(at), is_on_paper=is_on_paper)
    )
    transfer.ordered_at, transfer.ordered_by = at, by
    transfer.runner, transfer.trouble = runner, ""
    transfer.save(update_fields=["ordered_at", "ordered_by", "runner", "trouble"])
    if put_in_queue:
        put_in_queue()
    return True


@system_eyes()
def move(transfer: Transfer, *, on: date, at: datetime) -> Transfer | None:
    """Move all of the cases of an ordered transfer, or none; None where nothing is ordered.

    Refuses with the number of each case that can not go, and lets the transfer wait for people.
    """
    if not _take(transfer):
        return None
    try:
        return _move(transfer, on=on, at=at)
    except Exception as error:
        said = rules.trouble_words(error.problems) if isinstance(error, Refused) else ""
        _rest(transfer, trouble=said, at=at)
        raise


@transaction.atomic
def _take(transfer: Transfer) -> bool:
    """Say that this process is at it now, unless another one is or was."""
    transfer = _locked(transfer)
    if not transfer.ordered_at or transfer.done_at or transfer.runner not in ("", this_process()):
        return False
    transfer.runner = this_process()
    transfer.save(update_fields=["runner"])
    return True


@transaction.atomic
def _move(transfer: Transfer, *, on: date, at: datetime) -> Transfer:
    transfer = _locked(transfer)
    _held(transfer)
    by: Any = transfer.ordered_by
    _leave_unseen(transfer, by=by)
    lines = queries.lines_of(transfer, reader=by, on=on)
    refused = [
        Problem(problem.code, f"{line.row.number}: {problem.text}")
        for line in lines
        for problem in line.problems
    ]
    refused = refused or _moving_problems(transfer, cases=len(lines), is_running=True)
    _refuse(refused or queries.reader_problems(transfer, on=on, is_on_paper=True))
    moves.remember(lines, transfer, on=on)
    shut = moves.pass_on(transfer, on=on)
    transfer.done_at, transfer.moved = at, len(lines)
    transfer.runner, transfer.cut_off_at, transfer.trouble = "", None, ""
    transfer.save()
    there = {"transfer": transfer.pk, "receiver": transfer.receiver_id}
    entries = [Entry(by, "case-passed-on", line.row.case, dict(there)) for line in lines]
    entries += [Entry(by, "former-case-shut", case, {"transfer": transfer.pk}) for case in shut]
    record_many([Entry(by, "transfer-done", transfer, {"cases": len(lines)}), *entries])
    return transfer


def _leave_unseen(transfer: Transfer, *, by: Any) -> None:
    """Leave out what nobody shows this lead: a protected case never goes along, and she is told nothing."""
    if unseen := queries.unseen_by(by, transfer):
        transfer.cases.filter(pk__in=unseen).delete()
        record(by, "transfer-shortened", transfer, left_out=len(unseen))


@transaction.atomic
def _rest(transfer: Transfer, *, trouble: str, at: datetime) -> None:
    """Let a transfer wait for people again; of its cases none has moved."""
    row = _locked(transfer)
    row.ordered_at, row.runner, row.trouble = None, "", trouble
    row.cut_off_at = row.cut_off_at if trouble else at
    row.save(update_fields=["ordered_at", "runner", "trouble", "cut_off_at"])


def is_cut_off(transfer: Transfer) -> bool:
    """Whether the process that was at it is gone before its time."""
    if not transfer.runner or transfer.done_at:
        return False
    return is_alive(transfer.runner) is False


@system_eyes()
def look_for_cut_off(at: datetime) -> list[Transfer]:
    """Find transfers whose process ended before its time, and say that nothing was moved."""
    found = []
    for transfer in Transfer.unguarded.exclude(runner="").filter(done_at=None).order_by("pk"):
        if not is_cut_off(transfer):
            continue
        log.warning("transfer %s: cut off, no case was moved", transfer.pk)
        with transaction.atomic():
            _rest(transfer, trouble="", at=at)
            record("job:transfers", "transfer-cut-off", transfer)
        found.append(transfer)
    return found


@transaction.atomic
@system_eyes()  # the cases are out of sight here
def undo(transfer: Transfer, *, by: User, at: datetime) -> Transfer:
    """Take everything back as it was, while the other side has not begun; or raise Refused."""
    transfer = _locked(transfer)
    ours = Case.unguarded.filter(pk__in=queries.chosen(transfer))
    hold_households(Household.unguarded.filter(pk__in=ours.values("household")))
    cases = _held(transfer)
    _refuse(queries.undo_problems(transfer))
    former = moves.take_back(transfer, cases, on=localdate(at))
    transfer.undone_at = at
    transfer.save(update_fields=["undone_at"])
    entries = [Entry(by, "case-taken-back", case, {"transfer": transfer.pk}) for case in cases]
    entries += [Entry(by, "former-case-opened", case, {"transfer": transfer.pk}) for case in former]
    record_many([Entry(by, "transfer-undone", transfer, {"cases": len(cases)}), *entries])
    return transfer


@transaction.atomic
def confirm(transfer: Transfer, *, by: User, at: datetime) -> Transfer:
    """Confirm for county or town that the list has come; twice changes nothing."""
    with system_eyes():  # the receiving side does not write to the sender's row otherwise
        transfer = _locked(transfer)
        if transfer.received_at is None and transfer.undone_at is None:
            transfer.received_at, transfer.received_by = at, by.name[:120]
            transfer.save(update_fields=["received_at", "received_by"])
            record(by, "transfer-received", transfer)
    return transfer


def _moving_problems(transfer: Transfer, *, cases: int, is_running: bool = False) -> list[Problem]:
    is_ordered = transfer.ordered_at is not None and not is_running
    return rules.moving_problems(
        is_ordered=is_ordered and not is_cut_off(transfer),
        is_done=transfer.done_at is not None and transfer.undone_at is None,
        is_undone=transfer.undone_at is not None,
        cases=cases,
    )


def _locked(transfer: Transfer) -> Transfer:
    """Hold the transfer as it is now; Refused where somebody threw it away at this moment."""
    rows = Transfer.unguarded.select_for_update(of=["self"]).filter(pk=transfer.pk)
    found = rows.select_related("agreement", "receiver", "target", "ordered_by").first()
    if found is None:
        raise Refused(rules.gone_problems())
    return found


def _held(transfer: Transfer) -> list[Case]:
    cases = Case.unguarded.filter(pk__in=queries.chosen(transfer))
    return list(cases.select_for_update(of=["self"]).order_by("pk"))


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)
