# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to a task: the only writers."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.core.problems import Refused
from geleit.organisations.models import Organisation
from geleit.together.actions import same_words
from geleit.volunteers import rules
from geleit.volunteers.models import Assignment, FormerCardText
from geleit.volunteers.queries import is_volunteer_of

TEXTS = ["title", "details", "meeting_point"]  # of which former wordings are kept
WORDS = ["title", "details", "meeting_point", "wanted_on", "contact_name", "contact_phone"]


@transaction.atomic
def create_assignment(
    *,
    agreement: CooperationAgreement,
    group: Organisation,
    by: Any,
    client_key: UUID | None = None,
    **words: Any,
) -> Assignment:
    """Write a task card; the same form sent twice makes one card."""
    values = {name: words[name] for name in WORDS if name in words}
    values |= {"agreement": agreement, "group": group}
    if client_key is None:
        task, made = Assignment.unguarded.create(**values), True
    else:
        task, made = Assignment.unguarded.get_or_create(client_key=client_key, defaults=values)
    if made:
        record(by, "assignment-created", task)
    return task


@transaction.atomic
def change_assignment(assignment: Assignment, *, by: Any, **words: Any) -> Assignment:
    """Mend what the card says, or raise Refused when the task is done."""
    task = _locked(assignment)
    if problems := rules.change_problems(done_on=task.done_on):
        raise Refused(problems)
    _keep_former(task, words, by=by)
    for name in WORDS:
        setattr(task, name, words.get(name, getattr(task, name)))
    task.save(update_fields=WORDS)
    record(by, "assignment-changed", task)
    return task


def _keep_former(task: Assignment, words: Mapping[str, Any], *, by: Any) -> None:
    for name in TEXTS:
        text = getattr(task, name)
        if text and words.get(name, text) != text:
            FormerCardText.unguarded.create(assignment=task, field=name, text=text, replaced_by=by)


def bring_back(former: FormerCardText, *, by: Any) -> Assignment:
    """Let a former wording of a card count again; the present one is kept in its place."""
    return change_assignment(former.assignment, by=by, **{former.field: former.text})


@transaction.atomic
def erase_former(former: FormerCardText, *, by: Any) -> None:
    """Delete a former wording for good, and its like; of a task that is done, too. Twice is once."""
    task = _locked(former.assignment)
    kept = FormerCardText.unguarded.filter(assignment=task, field=former.field)
    if kept.filter(pk__in=same_words(kept, former)).delete()[0]:
        record(by, "text-erased", task, field=former.field)


@transaction.atomic
def give(assignment: Assignment, *, to: User, by: Any, on: date) -> Assignment:
    """Hand the card to a volunteer of the group; who had it before loses it."""
    task = _locked(assignment)
    is_in_group = is_volunteer_of(to, group=task.group_id, agreement=task.agreement_id, on=on)
    if problems := rules.giving_problems(done_on=task.done_on, is_in_group=is_in_group):
        raise Refused(problems)
    if task.volunteer_id != to.pk:
        task.volunteer = to
        task.save(update_fields=["volunteer"])
        record(by, "assignment-given", task, to=to.pk)
    return task


@transaction.atomic
def take_back(assignment: Assignment, *, by: Any) -> Assignment:
    """Free the card, so that somebody else can take it."""
    task = _locked(assignment)
    if problems := rules.change_problems(done_on=task.done_on):
        raise Refused(problems)
    if task.volunteer_id is not None:
        task.volunteer = None
        task.save(update_fields=["volunteer"])
        record(by, "assignment-taken-back", task)
    return task


@transaction.atomic
def finish(assignment: Assignment, *, minutes: int, by: Any, on: date) -> Assignment:
    """Mark the task as done and how many minutes it took."""
    task = _locked(assignment)
    if problems := rules.finishing_problems(
        has_volunteer=task.volunteer_id is not None,
        done_on=task.done_on,
        wanted_on=task.wanted_on,
        minutes=minutes,
        on=on,
    ):
        raise Refused(problems)
    task.done_on = on
    task.minutes = minutes
    task.save(update_fields=["done_on", "minutes"])
    record(by, "assignment-finished", task, minutes=minutes)
    return task


def _locked(assignment: Assignment) -> Assignment:
    return Assignment.unguarded.select_for_update().get(pk=assignment.pk)
