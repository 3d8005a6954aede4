# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take in a list: hand in, correct the columns, decide on changes, order the take-over, throw away."""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.core.bulk import collector_at_rest
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.intake import kept, memory, preview, rules
from geleit.intake.decisions import ALL, HOMES, OMITTED, Decision
from geleit.intake.matching import plan_of, plan_of_read
from geleit.intake.models import ColumnMemory, ImportBatch, PreviewPage, Step
from geleit.intake.planned import Plan
from geleit.intake.reading import read_list
from geleit.intake.returning import rules as returning_rules
from geleit.intake.returning.queries import likely_ones, still_asked
from geleit.intake.running import actions as running
from geleit.intake.takeover.actions import take_over
from geleit.organisations.models import Organisation
from geleit.spreadsheets.formats import file_kind
from geleit.spreadsheets.problems import UnreadableFile
from geleit.spreadsheets.reading import read_table

__all__ = [
    "choose_columns",
    "decide",
    "decide_all",
    "decide_on_homes",
    "discard",
    "hand_in",
    "keep",
    "leave_out",
    "order_take_over",
    "read_ordered",
    "remembered",
    "take_over",
    "take_over_now_or_later",
    "take_over_ordered",
]
LONG = 250_000  # bytes from which a list is read and taken over in the background


def hand_in(
    content: bytes,
    *,
    file_name: str,
    agreement: CooperationAgreement,
    sender: Organisation | None,
    by: User | None,
    on: date,
) -> ImportBatch:
    """Keep a file for the preview. Raises UnreadableFile when it is no list of persons.

    The same file that waits already is given back with `was_here`. A long file is read by a job; what is wrong with it then stands in `trouble`.
    """
    file_kind(content, file_name=file_name)
    is_long = len(content) > LONG and by is not None
    choices: dict[str, str] = {}
    if not is_long:
        choices = remembered(content, file_name=file_name, agreement=agreement, sender=sender)
        plan_of(content, file_name=file_name, agreement=agreement, on=on, choices=choices)
    with transaction.atomic():
        batch = keep(
            content, file_name=file_name, agreement=agreement, sender=sender, choices=choices, by=by
        )
        if is_long and not batch.was_here:
            _order(batch, Step.READ)
    return batch


@transaction.atomic
def keep(
    content: bytes,
    *,
    file_name: str,
    agreement: CooperationAgreement,
    sender: Organisation | None,
    choices: dict[str, str],
    by: User | None,
) -> ImportBatch:
    """Keep a file that can be read until it is taken over or thrown away.

    One that people handed in is kept once while it waits, also where two do it at the same moment.
    """
    CooperationAgreement.objects.select_for_update().get(pk=agreement.pk)
    digest = hashlib.sha256(content).hexdigest()
    waiting = ImportBatch.unguarded.waiting().filter(agreement=agreement, sha256=digest)
    if by and (found := waiting.filter(sender=sender).order_by("pk").first()):
        found.was_here = True
        return found
    batch = ImportBatch.unguarded.create(
        agreement=agreement,
        sender=sender,
        file_name=file_name[:255],
        sha256=digest,
        content=content,
        choices=choices,
        handed_in_by=by,
    )
    record(by or "command:import", "list-handed-in", batch, size=len(content))
    return batch


def remembered(
    content: bytes, *, file_name: str, agreement: CooperationAgreement, sender: Organisation | None
) -> dict[str, str]:
    """Return how the columns of this sender were read by hand before; may raise UnreadableFile."""
    known = ColumnMemory.objects.filter(carrier=agreement.carrier_id, sender=sender)
    fields = dict(known.values_list("title", "field")) if sender else {}
    return memory.choices(read_table(content, file_name=file_name), fields) if fields else {}


def _order(batch: ImportBatch, step: Step) -> None:
    from geleit.intake.jobs import read_a_list, take_over_a_list

    batch.step, batch.runner, batch.percent, batch.pulse_at = step, "", 0, None
    batch.save(update_fields=["step", "runner", "percent", "pulse_at"])
    task = read_a_list if step == Step.READ else take_over_a_list
    task.enqueue(batch=batch.pk)


@system_eyes()
def read_ordered(number: int, *, on: date) -> None:
    """Read the list if it still waits for that; for the job."""
    if found := ImportBatch.unguarded.filter(pk=number, step=Step.READ).first():
        read(found, on=on)


@system_eyes()
def take_over_ordered(number: int, *, on: date) -> None:
    """Take the list over if it still waits for that; for the job."""
    if found := ImportBatch.unguarded.filter(pk=number, step=Step.TAKE).first():
        take_over(found, holder=found.holder, by=found.taken_over_by, on=on)


@system_eyes()
@collector_at_rest()
def read(batch: ImportBatch, *, on: date) -> None:
    """Read a long list and keep its preview, page by page. Acts for the system: run by the job."""
    batch = running.begin(batch, Step.READ)
    say = running.progress_of(batch)
    try:
        plan = _plan_of_long(batch, on=on, say=say)
    except UnreadableFile as refused:
        _keep_trouble(batch, str(refused))
        return
    except Exception:
        running.rest(batch, is_cut_off=True)
        raise
    _keep_preview(batch, plan)


def _plan_of_long(batch: ImportBatch, *, on: date, say: running.Say) -> Plan:
    content = bytes(batch.content)
    if not batch.choices:
        batch.choices = remembered(
            content, file_name=batch.file_name, agreement=batch.agreement, sender=batch.sender
        )
    read = read_list(content, file_name=batch.file_name, on=on, choices=batch.choices, say=say)
    plan = plan_of_read(read, agreement=batch.agreement, say=say)
    kept.keep(batch, read, on=on)
    return plan


@transaction.atomic
def _keep_trouble(batch: ImportBatch, text: str) -> None:
    found = running.waiting(batch)
    found.trouble, found.reading = text, {}
    found.save(update_fields=["trouble", "reading"])
    running.rest(batch)


@transaction.atomic
def _keep_preview(batch: ImportBatch, plan: Plan) -> None:
    found = running.waiting(batch)
    PreviewPage.unguarded.filter(batch=found).delete()
    for is_marked, rows in ((False, plan.rows), (True, plan.to_look_at)):
        pages = preview.pages_of(preview.rows_of(plan, rows))
        PreviewPage.unguarded.bulk_create(
            [
                PreviewPage(batch=found, is_to_look_at=is_marked, number=number, rows=page)
                for number, page in enumerate(pages, 1)
            ]
        )
    found.reading, found.trouble, found.choices = preview.head_of(plan), "", batch.choices
    found.cut_off_at = None
    found.save(update_fields=["reading", "trouble", "choices", "cut_off_at"])
    running.rest(batch)


@transaction.atomic
def choose_columns(batch: ImportBatch, *, choices: dict[str, str], by: User) -> ImportBatch:
    """Read columns otherwise than proposed, and remember it for the next list of this sender."""
    batch = running.waiting(batch)
    _refuse_while_running(batch)
    titles = memory.titles(bytes(batch.content), file_name=batch.file_name)
    if batch.sender_id:
        for index, field in choices.items():
            ColumnMemory.objects.update_or_create(
                carrier_id=batch.agreement.carrier_id,
                sender_id=batch.sender_id,
                title=titles[int(index)],
                defaults={"field": field},
            )
    batch.choices = batch.choices | choices
    batch.save(update_fields=["choices"])
    record(by, "list-columns-chosen", batch, columns=len(choices))
    if batch.reading:
        _order(batch, Step.READ)
    return batch


@transaction.atomic
def decide(
    batch: ImportBatch, *, decisions: Iterable[tuple[int, str, Decision]], by: User
) -> ImportBatch:
    """Note what is to be done with some changes: row, column, decision."""
    batch = running.waiting(batch)
    _refuse_while_running(batch)
    kept = dict(batch.decisions)
    for row, column, decision in decisions:
        kept[str(row)] = {**kept.get(str(row), {}), column: str(decision)}
    batch.decisions = kept
    batch.save(update_fields=["decisions"])
    record(by, "list-changes-decided", batch)
    return batch


@transaction.atomic
def decide_all(batch: ImportBatch, *, decision: Decision, by: User) -> ImportBatch:
    """Decide on all changes at once; what was decided one by one before is replaced.

    What was left out stays left out, and what was said of households.
    """
    batch = running.waiting(batch)
    _refuse_while_running(batch)
    kept = {name: batch.decisions[name] for name in (HOMES, OMITTED) if name in batch.decisions}
    batch.decisions = kept | {ALL: str(decision)}
    batch.save(update_fields=["decisions"])
    record(by, "list-changes-decided", batch, all=str(decision))
    return batch


@transaction.atomic
def decide_on_homes(batch: ImportBatch, *, decisions: dict[str, str], by: User) -> ImportBatch:
    """Note what is to become of households that were here already: row of the list, decision.

    Of one that is only likely to be meant the key names both: row and household.
    """
    batch = running.waiting(batch)
    _refuse_while_running(batch)
    homes = batch.decisions.get(HOMES, {}) | decisions
    batch.decisions = batch.decisions | {HOMES: homes}
    batch.save(update_fields=["decisions"])
    record(by, "list-changes-decided", batch, homes=sum(map(bool, decisions.values())))
    return batch


@transaction.atomic
def leave_out(
    batch: ImportBatch, *, omissions: Iterable[tuple[int, str, bool]], by: User
) -> ImportBatch:
    """Note which cells are to be stored nowhere: row, column, whether it is left out."""
    batch = running.waiting(batch)
    _refuse_while_running(batch)
    kept = {row: list(columns) for row, columns in batch.decisions.get(OMITTED, {}).items()}
    for row, column, is_out in omissions:
        others = [one for one in kept.pop(str(row), []) if one != column]
        if columns := [*others, column] if is_out else others:
            kept[str(row)] = columns
    if kept != batch.decisions.get(OMITTED, {}):
        batch.decisions = batch.decisions | {OMITTED: kept}
        batch.save(update_fields=["decisions"])
        record(by, "list-cells-left-out", batch, rows=len(kept))
    return batch


@transaction.atomic
def order_take_over(batch: ImportBatch, *, holder: User | None, by: User) -> ImportBatch:
    """Let the worker take a long list over; a second click changes nothing."""
    batch = running.waiting(batch)
    if batch.step == Step.TAKE and (not batch.runner or running.is_running(batch)):
        return batch
    _refuse_while_running(batch)
    batch.holder, batch.taken_over_by = holder, by
    batch.save(update_fields=["holder", "taken_over_by"])
    record(by, "list-take-over-ordered", batch)
    _order(batch, Step.TAKE)
    return batch


def take_over_now_or_later(
    batch: ImportBatch, *, holder: User | None, by: User, on: date
) -> ImportBatch:
    """Take a short list over at once and a long one in the background.

    Raises Refused while nobody said of a household whether it is one that was here.
    """
    if batch.step or batch.reading:
        _refuse_while_asked(batch, by=by)
        return order_take_over(batch, holder=holder, by=by)
    return take_over(batch, holder=holder, by=by, on=on, must_be_answered=True)


def _refuse_while_asked(batch: ImportBatch, *, by: User) -> None:
    found, decisions = batch.reading.get("likely", []), batch.decisions.get(HOMES, {})
    asked = likely_ones(found, batch.agreement, by, decisions)
    problems = returning_rules.asking_problems(still_asked=still_asked(asked))
    if problems:
        raise Refused(problems)


def _refuse_while_running(batch: ImportBatch) -> None:
    """Refuse while a job is at the list, or has it before it."""
    is_ordered = bool(batch.step) and not batch.runner
    problems = rules.take_over_problems(
        is_taken_over=False,
        is_running=is_ordered or running.is_running(batch),
        is_unreadable=bool(batch.trouble),
    )
    if problems:
        raise Refused(problems)


@transaction.atomic
def discard(batch: ImportBatch, *, by: User) -> None:
    """Throw a list away that was not taken over."""
    batch = running.waiting(batch)
    if running.is_running(batch):
        text = _("Diese Liste wird gerade verarbeitet. Bitte kurz warten.")
        raise Refused([Problem("running", text)])
    record(by, "list-discarded", batch)
    batch.delete()
