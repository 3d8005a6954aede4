# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of meetings: plan, agenda, minutes, decisions, tasks, agree.

Every writing takes back what was agreed before: one agrees to a wording and to nothing else.
"""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.db import transaction

from geleit.accounts.models import User
from geleit.agreements import agenda
from geleit.agreements import meeting_rules as rules
from geleit.agreements.enums import AgendaKind
from geleit.agreements.meeting_queries import ticks_for
from geleit.agreements.models import (
    AgendaItem,
    CooperationAgreement,
    CooperationMeeting,
    Decision,
    MeetingTask,
)
from geleit.agreements.version_actions import party_of
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def _locked(meeting_id: int) -> CooperationMeeting:
    rows = CooperationMeeting.objects.select_for_update(of=("self",))
    return rows.select_related("agreement__municipality", "agreement__carrier").get(pk=meeting_id)


def _open_for(meeting: CooperationMeeting, by: User) -> tuple[CooperationMeeting, Organisation]:
    """Lock a meeting that can still be changed; say for which side."""
    meeting = _locked(meeting.pk)
    side = party_of(by, meeting.agreement)
    _refuse(rules.changing_problems(meeting.decided_on))
    return meeting, side


def _changed(meeting: CooperationMeeting, by: User, verb: str, *fields: str, **data: Any) -> None:
    meeting.changes += 1
    meeting.agreed_by_town = meeting.agreed_by_carrier = ""
    meeting.save(update_fields=["changes", "agreed_by_town", "agreed_by_carrier", *fields])
    agreement = meeting.agreement_id
    record(by, verb, meeting, agreement=agreement, number=meeting.number, **data)


@transaction.atomic
def plan_meeting(
    agreement: CooperationAgreement,
    *,
    kind: str,
    held_on: date,
    place: str,
    invited: Iterable[Organisation],
    by: User,
    starts_at: time | None = None,
    ends_at: time | None = None,
) -> CooperationMeeting:
    """Put a meeting on the list, or raise Refused. Whoever is open brings it along by itself.

    The same twice (a double click) stays one.
    """
    rows = CooperationAgreement.objects.select_for_update(of=("self",)).with_parties()
    agreement, invited = rows.get(pk=agreement.pk), list(invited)
    party_of(by, agreement)
    hours = {"starts_at": starts_at, "ends_at": ends_at}
    _refuse(_planning_problems(agreement, held_on, len(invited), **hours))
    said = {"kind": kind, "held_on": held_on, "place": place, **hours}
    if twin := agreement.meetings.filter(decided_on=None, **said).first():
        return twin
    last = agreement.meetings.order_by("-number").first()
    number = last.number + 1 if last else 1
    meeting = CooperationMeeting.objects.create(agreement=agreement, number=number, **said)
    meeting.invited.set(invited)
    record(by, "meeting-planned", meeting, agreement=agreement.pk, number=meeting.number)
    return meeting


def _planning_problems(
    agreement: CooperationAgreement, held_on: date, invited: int, **hours: time | None
) -> list[Problem]:
    since = agreement.signed_on or agreement.in_force_on
    return rules.planning_problems(held_on=held_on, since=since, invited=invited, **hours)


@transaction.atomic
def move_meeting(
    meeting: CooperationMeeting,
    *,
    kind: str,
    held_on: date,
    place: str,
    invited: Iterable[Organisation],
    by: User,
    starts_at: time | None = None,
    ends_at: time | None = None,
) -> None:
    meeting, _side = _open_for(meeting, by)
    invited, hours = list(invited), {"starts_at": starts_at, "ends_at": ends_at}
    _refuse(_planning_problems(meeting.agreement, held_on, len(invited), **hours))
    meeting.kind, meeting.held_on, meeting.place = kind, held_on, place
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.invited.set(invited)
    _changed(meeting, by, "meeting-moved", "kind", "held_on", "place", *hours)


@transaction.atomic
def put_on_agenda(meeting: CooperationMeeting, *, kind: str, text: str, by: User) -> AgendaItem:
    meeting, side = _open_for(meeting, by)
    item = meeting.items.create(kind=kind, text=text, brought_by=side)
    _changed(meeting, by, "agenda-added", item=item.pk)
    return item


@transaction.atomic
def take_off_agenda(item: AgendaItem, *, by: User) -> None:
    """Take back what one's own side brought."""
    meeting = _locked(item.meeting_id)
    side = party_of(by, meeting.agreement)
    is_own = item.brought_by_id == side.pk
    _refuse(rules.removing_problems(meeting.decided_on, is_own=is_own))
    key = item.pk
    meeting.items.filter(pk=key).delete()
    _changed(meeting, by, "agenda-removed", item=key)


@transaction.atomic
def write_minutes(meeting: CooperationMeeting, *, minutes: str, seen: int, by: User) -> None:
    meeting = _locked(meeting.pk)
    party_of(by, meeting.agreement)
    _refuse(rules.writing_problems(meeting.decided_on, changes=meeting.changes, seen=seen))
    meeting.minutes = minutes
    _changed(meeting, by, "minutes-written", "minutes")


@transaction.atomic
def decide(meeting: CooperationMeeting, *, text: str, by: User) -> Decision:
    """Write down a decision; it counts when both sides agreed to the minutes."""
    meeting, _side = _open_for(meeting, by)
    decision = meeting.decisions.create(text=text)
    _changed(meeting, by, "decision-written", decision=decision.pk)
    return decision


@transaction.atomic
def drop_decision(decision: Decision, *, by: User) -> None:
    meeting, _side = _open_for(decision.meeting, by)
    key = decision.pk
    meeting.decisions.filter(pk=key).delete()
    _changed(meeting, by, "decision-removed", decision=key)


@transaction.atomic
def give_task(
    meeting: CooperationMeeting,
    *,
    text: str,
    organisation: Organisation,
    person_name: str,
    due_on: date,
    by: User,
) -> MeetingTask:
    """Say who does what until when."""
    meeting, _side = _open_for(meeting, by)
    task = meeting.tasks.create(
        text=text, organisation=organisation, person_name=person_name, due_on=due_on
    )
    _changed(meeting, by, "meeting-task-given", task=task.pk)
    return task


@transaction.atomic
def tick_task(task: MeetingTask, *, is_done: bool, by: User, on: date) -> None:
    """Tick a task of one's own side, or open it again; minutes that are decided stay."""
    rows = MeetingTask.objects.select_for_update(of=("self",))
    task = rows.select_related("meeting__agreement").get(pk=task.pk)
    is_own = task.organisation_id in ticks_for(by, task.meeting.agreement, meeting=task.meeting)
    _refuse(rules.ticking_problems(is_own=is_own))
    if is_done != (task.done_on is not None):
        task.done_on, task.done_by = (on, by.name) if is_done else (None, "")
        task.save(update_fields=["done_on", "done_by"])
        verb = "meeting-task-done" if is_done else "meeting-task-reopened"
        record(by, verb, task, agreement=task.meeting.agreement_id)


@transaction.atomic
def agree(meeting: CooperationMeeting, *, seen: int, by: User, on: date) -> CooperationMeeting:
    """Agree to the minutes for one's side; with the second side they are decided."""
    meeting = _locked(meeting.pk)
    agreement = meeting.agreement
    side = party_of(by, agreement)
    _refuse(
        rules.agreeing_problems(
            meeting.decided_on, minutes=meeting.minutes, held_on=meeting.held_on,
            changes=meeting.changes, seen=seen, on=on,
        )
    )  # fmt: skip
    field = "agreed_by_town" if side.pk == agreement.municipality_id else "agreed_by_carrier"
    setattr(meeting, field, by.name)
    if meeting.agreed_by_town and meeting.agreed_by_carrier:
        meeting.decided_on = on
        for line in agenda.lines(meeting, on=on):
            meeting.items.create(kind=AgendaKind.SCOPE, text=line, brought_by=agreement.carrier)
    meeting.save(update_fields=[field, "decided_on"])
    verb = "minutes-decided" if meeting.decided_on else "minutes-agreed"
    record(by, verb, meeting, agreement=agreement.pk, number=meeting.number)
    return meeting


@transaction.atomic
def answer_complaint(
    item: AgendaItem, *, answer: str, outcome: str, by: User, on: date
) -> AgendaItem:
    """Say what one's side answers to a complaint of the other, and what came of it.

    As long as the minutes are open this is a change of the meeting; afterwards it stands with its
    own day beside them, until then the complaint comes along to every meeting.
    """
    meeting = _locked(item.meeting_id)
    side = party_of(by, meeting.agreement)
    item = meeting.items.select_for_update(of=("self",)).get(pk=item.pk)
    _refuse(
        rules.answering_problems(
            is_complaint=item.kind == AgendaKind.COMPLAINT,
            is_own=item.brought_by_id == side.pk,
            is_answered=bool(item.outcome),
            is_decided=meeting.decided_on is not None,
        )
    )
    item.answer, item.outcome, item.answered_on, item.answered_by = answer, outcome, on, by.name
    item.save(update_fields=["answer", "outcome", "answered_on", "answered_by"])
    if meeting.decided_on is None:
        _changed(meeting, by, "complaint-answered", item=item.pk)
    else:
        record(by, "complaint-answered", item, agreement=meeting.agreement_id)
    return item
