# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of deadlines and of the days from which they follow."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.actions import locked_for_writing, set_status
from geleit.cases.models import Case, Person
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.deadlines import catalogue
from geleit.deadlines.actions import add_reminder
from geleit.deadlines.catalogue import Expected, next_warning
from geleit.deadlines.current_law import rule_now
from geleit.deadlines.enums import ChangeKind, DeadlineState
from geleit.deadlines.models import CaseFact, Deadline, DeadlineChange
from geleit.deadlines.ruling.queries import rules_followed
from geleit.deadlines.tracking import rules
from geleit.deadlines.tracking.answering import openers_of
from geleit.deadlines.tracking.queries import sources_of
from geleit.together.actions import keep_replaced

CLOCK = "command:work"
MACHINE = "Geleit"
OF_THE_CALENDAR = ("year:", "half:")  # sources that no one can strike
AT_ONCE = 100  # files that are followed along with what changed them
PORTION = 100  # files of one job
ASK_AGAIN_DAYS = 7  # after which a renewal without its new day is asked for


@transaction.atomic
def follow(case: Case, *, by: Any, on: date) -> int:
    """Bring the deadlines of a file up to date with its days; return how many changed.

    New ones are made, those whose day changed are moved, those whose day is gone are withdrawn.
    What was done or withdrawn by hand for the same day of the file does not come back.
    """
    return follow_all([case], by=by, on=on)


@transaction.atomic
def follow_all(cases: Iterable[Case], *, by: Any, on: date) -> int:
    """Do for several files what `follow` does for one, in a fixed number of queries if nothing is new."""
    keys = sorted(case.pk for case in cases)
    locked = Case.unguarded.select_for_update(of=["self"]).filter(pk__in=keys).order_by("pk")
    locked = locked.select_related("agreement__municipality")
    cases = [case for case in locked if not case.writing_problems()]
    sources = sources_of(cases, on=on)
    agreements = {case.agreement_id for case in cases}
    followed = {key: rules_followed(key, on=on) for key in agreements}
    present: dict[int, list[Deadline]] = {}
    for row in Deadline.unguarded.filter(case__in=cases, letter=None).order_by("pk"):
        present.setdefault(row.case_id, []).append(row)
    changed = 0
    for case in cases:
        rows = followed[case.agreement_id]
        land = case.agreement.land
        wanted = catalogue.expected(sources[case.pk], rows, on=on, land=land)
        active = {rule.key for rule in catalogue.known_in(land, rows)}
        changed += _follow_one(case, wanted, present.get(case.pk, []), active, by=by, on=on)
    return changed


def follow_many(cases: list[Case], *, by: Any, on: date) -> None:
    """Follow a few files now, and very many by the queue, portion by portion.

    Else a long list would hold up everybody who writes. The job is ordered in the same transaction.
    """
    if len(cases) <= AT_ONCE:
        follow_all(cases, by=by, on=on)
        return
    from geleit.deadlines.jobs import follow_some  # it is made of this module

    keys = sorted(case.pk for case in cases)
    for start in range(0, len(keys), PORTION):
        follow_some.enqueue(cases=keys[start : start + PORTION])


def follow_by_key(keys: list[int], *, on: date) -> None:
    """Follow files in the background; what follows already is left as it is."""
    with system_eyes():
        follow_all(list(Case.unguarded.filter(pk__in=keys)), by=CLOCK, on=on)


def _follow_one(
    case: Case,
    wanted: list[Expected],
    present: list[Deadline],
    active: set[str],
    *,
    by: Any,
    on: date,
) -> int:
    changed = 0
    open_ones = {(row.kind, row.source): row for row in present if row.is_open}
    closed = {(row.kind, row.source, row.due_on) for row in present if not row.is_open}
    standing = set()
    for one in wanted:
        key = (one.rule.key, one.source.key)
        standing.add(key)
        if row := open_ones.get(key):
            changed += _move(row, one, by=by, on=on)
        elif (*key, one.due_on) not in closed:
            _make(case, one, by=by, on=on)
            changed += 1
    for key, row in open_ones.items():
        # A day that lies too far back for a new deadline does not take away one that is open.
        if key not in standing and not _stands(row, case, on=on):
            close_deadline(
                row, state=DeadlineState.WITHDRAWN, by=by, on=on, evidence=_why_gone(row, active)
            )
            changed += 1
    return changed


def _why_gone(row: Deadline, active: set[str]) -> str:
    return rules.source_gone() if row.kind in active else rules.rule_off()


def _stands(row: Deadline, case: Case, *, on: date) -> bool:
    """Whether an overdue deadline still has its day in the file, which `past` only hid."""
    if row.due_on >= on:
        return False
    if row.source.startswith(OF_THE_CALENDAR):
        return True
    keys = {source.key for source in sources_of([case], on=on)[case.pk]}
    return re.sub(r"^month:(\d+):.*", r"fact:\1", row.source) in keys


def _make(case: Case, one: Expected, *, by: Any, on: date) -> Deadline:
    rule, source = one.rule, one.source
    deadline = Deadline.unguarded.create(
        case=case,
        person_id=source.person_id,
        status_id=source.status_id,
        kind=rule.key,
        name=rule.name,
        source=source.key,
        due_on=one.due_on,
        work_by=one.work_by,
        appears_on=one.appears_on,
        warn_days=list(one.warn),
        next_warning_on=next_warning(due_on=one.due_on, warn=one.warn, after=_eve(on)),
        is_fatal=rule.fatal,
    )
    note_change(deadline, ChangeKind.MADE, by=by, due_on=one.due_on)
    record(by, "deadline-made", deadline, rule=rule.key)
    return deadline


def _move(row: Deadline, one: Expected, *, by: Any, on: date) -> int:
    """Take over a changed day or changed lead times; return 1 when the day is another."""
    values = {
        "due_on": one.due_on,
        "work_by": one.work_by,
        "appears_on": one.appears_on,
        "warn_days": list(one.warn),
    }
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if not changed:
        return 0
    former = row.due_on
    for name in changed:
        setattr(row, name, values[name])
    row.next_warning_on = next_warning_of(row, after=_eve(on))
    if "due_on" in changed:
        row.escalated_on = None
        note_change(row, ChangeKind.MOVED, by=by, former_due_on=former, due_on=row.due_on)
        record(by, "deadline-moved", row)
    row.save(update_fields=[*changed, "next_warning_on", "escalated_on"])
    return int("due_on" in changed)


def next_warning_of(row: Deadline, *, after: date) -> date | None:
    """Return when to remind next. What came by letter is counted to its cautious day first.

    Where the instruction is missing the last day by law is a year away; nobody waits for it.
    """
    days = (row.work_by, row.due_on) if row.letter_id else (row.due_on,)
    found = [next_warning(due_on=day, warn=row.warn_days, after=after) for day in days]
    return min((day for day in found if day), default=None)


def _eve(on: date) -> date:
    return date.fromordinal(on.toordinal() - 1)


def note_change(deadline: Deadline, kind: str, *, by: Any, reason: str = "", **days: Any) -> None:
    name = MACHINE if isinstance(by, str) else by.name
    DeadlineChange.objects.create(deadline=deadline, kind=kind, by=name, reason=reason, **days)


def close_deadline(
    row: Deadline, *, state: str, by: Any, on: date, evidence: str, how: str = ""
) -> None:
    row.state, row.closed_on, row.evidence, row.done_how = state, on, evidence, how
    row.closed_by = MACHINE if isinstance(by, str) else by.name
    row.next_warning_on = None
    row.save(
        update_fields=["state", "closed_on", "closed_by", "evidence", "done_how", "next_warning_on"]
    )
    note_change(row, ChangeKind(state), by=by, former_due_on=row.due_on, reason=evidence)
    record(by, f"deadline-{state}", row)


def locked_deadline(deadline: Deadline) -> Deadline:
    """Lock case and deadline, or raise Refused where nothing may be written into the case."""
    locked_for_writing(deadline.case)
    return Deadline.unguarded.select_for_update(of=["self"]).get(pk=deadline.pk)


@transaction.atomic
def finish(
    deadline: Deadline,
    *,
    how: str,
    sent_on: date,
    evidence: str,
    new_day: date | None = None,
    by: User,
    on: date,
) -> Deadline:
    """Note what was done when and how; a day that was renewed is written back into the file."""
    deadline = locked_deadline(deadline)
    problems = rules.finish_problems(
        is_open=deadline.is_open, sent_on=sent_on, how=how, evidence=evidence, on=on,
        is_fatal=deadline.is_fatal,
    )  # fmt: skip
    if new_day and new_day <= deadline.due_on:
        problems.append(rules.new_day_problem())
    if problems:
        raise Refused(problems)
    close_deadline(
        deadline, state=DeadlineState.DONE, by=by, on=sent_on, evidence=evidence, how=how
    )
    if new_day:
        _renew(deadline, new_day, by=by, on=on)
    elif (rule := rule_now(deadline.kind, on=on)) and rule.repeat == "renew":
        _ask_for_new_day(deadline, by=by, on=on)
    return deadline


def _ask_for_new_day(deadline: Deadline, *, by: User, on: date) -> None:
    """Come back to what was applied for: without its new day nothing would warn again."""
    due_on = max(deadline.due_on, on + timedelta(days=ASK_AGAIN_DAYS))
    add_reminder(
        deadline.case, text=rules.new_day_missing(deadline.name), due_on=due_on, by=by, on=on
    )


def _renew(deadline: Deadline, new_day: date, *, by: User, on: date) -> None:
    """Put the new day in the place of the old one: in the same fact, so that nothing doubles.

    A residence status is not overwritten: the new one stands beside the former in the file.
    """
    if (status := deadline.status) and status.is_current:
        set_status(deadline.case, status.person, kind=status.kind, wording=status.wording,
                   valid_until=new_day, is_correction=False, by=by)  # fmt: skip
        return
    if deadline.source.startswith("fact:"):
        facts = CaseFact.unguarded.select_for_update().standing()
        if fact := facts.filter(pk=int(deadline.source[5:]), case=deadline.case_id).first():
            change_fact(fact, day=new_day, by=by, on=on)


@transaction.atomic
def withdraw(deadline: Deadline, *, reason: str, by: User, on: date) -> Deadline:
    """Take a deadline back, with the reason; it stays readable."""
    deadline = locked_deadline(deadline)
    if problems := rules.withdraw_problems(is_open=deadline.is_open, reason=reason):
        raise Refused(problems)
    close_deadline(deadline, state=DeadlineState.WITHDRAWN, by=by, on=on, evidence=reason)
    return deadline


@transaction.atomic
def resume(deadline: Deadline, *, by: User, on: date) -> Deadline:
    """Open again what was done or withdrawn by mistake."""
    deadline = locked_deadline(deadline)
    same = Deadline.unguarded.open().filter(
        case=deadline.case_id, kind=deadline.kind, source=deadline.source
    )
    if deadline.is_open or same.exists():
        return deadline
    deadline.state, deadline.closed_on, deadline.closed_by = DeadlineState.OPEN, None, ""
    deadline.evidence = deadline.done_how = ""
    deadline.next_warning_on = next_warning_of(deadline, after=_eve(on))
    deadline.save(
        update_fields=["state", "closed_on", "closed_by", "evidence", "done_how", "next_warning_on"]
    )
    note_change(deadline, ChangeKind.RESUMED, by=by, due_on=deadline.due_on)
    record(by, "deadline-resumed", deadline)
    return deadline


def unseen_problems(people: Iterable[User | None], case: Case, *, on: date) -> list[Problem]:
    """Return why somebody can neither look after a deadline of the case nor stand in for it."""
    named = [user for user in people if user]
    openers = openers_of(case, on=on) if named else {}
    return [rules.unseen_problem(user.name) for user in named if user.pk not in openers]


@transaction.atomic
def entrust(
    deadline: Deadline, *, owner: User | None, deputy: User | None, by: User, on: date
) -> Deadline:
    """Say who looks after a deadline and who does when that person is away."""
    deadline = locked_deadline(deadline)
    if problems := unseen_problems([owner, deputy], deadline.case, on=on):
        raise Refused(problems)
    if (deadline.owner_id, deadline.deputy_id) != (owner and owner.pk, deputy and deputy.pk):
        deadline.owner, deadline.deputy = owner, deputy
        deadline.save(update_fields=["owner", "deputy"])
        note_change(deadline, ChangeKind.ASSIGNED, by=by)
        record(by, "deadline-entrusted", deadline)
    return deadline


@transaction.atomic
def check(deadline: Deadline, *, by: User, on: date) -> Deadline:
    """Confirm the computation as a second person."""
    deadline = locked_deadline(deadline)
    if problems := rules.check_problems(
        is_open=deadline.is_open, is_own=deadline.entered_by_id == by.pk
    ):
        raise Refused(problems)
    if deadline.checked_on is None:
        deadline.checked_by, deadline.checked_on = by, on
        deadline.save(update_fields=["checked_by", "checked_on"])
        note_change(deadline, ChangeKind.CHECKED, by=by, due_on=deadline.due_on)
        record(by, "deadline-checked", deadline)
    return deadline


@transaction.atomic
def add_fact(
    case: Case, *, kind: str, day: date, person: Person | None, note: str, by: User, on: date
) -> CaseFact:
    """Note a day from which a deadline follows; the same twice (a double click) stays one.

    Another note to the same day takes the place of the one that stands, which is kept.
    """
    case = locked_for_writing(case)
    if person:
        person = Person.unguarded.get(pk=person.pk, household=case.household_id)
    facts = CaseFact.unguarded.standing().filter(case=case, kind=kind, person=person, day=day)
    fact = facts.first()
    if fact is None:
        fact = CaseFact.unguarded.create(case=case, kind=kind, person=person, day=day, note=note)
        record(by, "fact-added", fact)
    elif note and note != fact.note:
        return change_fact(fact, day=day, note=note, by=by, on=on)
    follow(case, by=by, on=on)
    return fact


@transaction.atomic
def change_fact(
    fact: CaseFact, *, day: date, note: str | None = None, by: User, on: date
) -> CaseFact:
    """Put another day in its place; the open deadline moves along."""
    case = locked_for_writing(fact.case)
    fact = CaseFact.unguarded.standing().select_for_update().get(pk=fact.pk)
    if fact.day != day or (note is not None and fact.note != note):
        keep_replaced(fact, {} if note is None else {"note": note}, ["note"], case=case, by=by)
        fact.day, fact.note = day, fact.note if note is None else note
        fact.save(update_fields=["day", "note"])
        record(by, "fact-changed", fact)
    follow(case, by=by, on=on)
    return fact


@transaction.atomic
def remove_fact(fact: CaseFact, *, by: User, on: date) -> CaseFact:
    """Strike a day; its open deadlines are withdrawn and stay readable."""
    case = locked_for_writing(fact.case)
    fact = CaseFact.unguarded.select_for_update().get(pk=fact.pk)
    if fact.removed_on is None:
        fact.removed_on, fact.removed_by = on, by.name
        fact.save(update_fields=["removed_on", "removed_by"])
        record(by, "fact-removed", fact)
    follow(case, by=by, on=on)
    return fact


AT_ONCE = 200  # files in one transaction of the night


def follow_every_case(*, on: date) -> int:
    """Bring all open files up to date, some at a time; return how many deadlines changed."""
    changed, after = 0, 0
    while True:
        rows = Case.unguarded.open().accepted().filter(pk__gt=after).order_by("pk")[:AT_ONCE]
        cases = list(rows)
        if not cases:
            return changed
        changed += follow_all(cases, by=CLOCK, on=on)
        after = cases[-1].pk
