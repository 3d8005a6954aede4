# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Look for records about one person, link them, take a link back, ask another place."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.models import Case, Person
from geleit.cases.queries import record_of, unprotected
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.identity import rules
from geleit.identity.engines import duplicates_of
from geleit.identity.models import Answer, Decision, PersonLink, PossibleDuplicate, Trace, TraceEnd
from geleit.names.records import Scored

CHUNK = 500


@transaction.atomic
@system_eyes()
def find_possible_duplicates(*, on: date) -> dict[str, int]:
    """Compare all persons with each other and keep what the leads have to look at.

    Pairs that somebody decided stay as decided; undecided ones that no longer look alike go. Persons
    of specially protected cases take no part. Running twice changes nothing. Acts for the system:
    run by the command and the nightly job.
    """
    persons = {str(p.pk): p for p in unprotected(Person.unguarded.all()).order_by("pk")}
    found = duplicates_of([record_of(person) for person in persons.values()])
    carriers = _carriers(persons.values())
    inside: dict[tuple[int, int], Scored] = {}
    across: list[tuple[int, int]] = []
    for pair in found:
        first, second = sorted((int(pair.a), int(pair.b)))
        if carriers.get(first, set()) & carriers.get(second, set()):
            inside[first, second] = pair
        elif carriers.get(first) and carriers.get(second):
            across.append((first, second))
    new = _keep(inside, on=on) + _keep_traces(across, carriers, on=on)
    waiting = PossibleDuplicate.unguarded.filter(decision=Decision.OPEN).count()
    record("job:duplicates", "duplicates-looked-for", None, persons=len(persons), new=new)
    return {"persons": len(persons), "compared": len(found), "new": new, "open": waiting}


def _carriers(persons: Iterable[Person]) -> dict[int, set[int]]:
    """Return for each person which carriers have a case of the household."""
    of_household: dict[int, set[int]] = {}
    for household, carrier in Case.unguarded.values_list("household", "agreement__carrier"):
        of_household.setdefault(household, set()).add(carrier)
    return {person.pk: of_household.get(person.household_id, set()) for person in persons}


def _keep(found: dict[tuple[int, int], Scored], *, on: date) -> int:
    known = {
        (pair.first_id, pair.second_id): pair
        for pair in PossibleDuplicate.unguarded.select_for_update()
    }
    linked = set(PersonLink.unguarded.filter(undone_at=None).values_list("first", "second"))
    gone = [
        pair.pk
        for key, pair in known.items()
        if key not in found and pair.decision == Decision.OPEN
    ]
    PossibleDuplicate.unguarded.filter(pk__in=gone).delete()
    new = [
        PossibleDuplicate(
            first_id=key[0],
            second_id=key[1],
            probability=pair.probability,
            reasons=[list(reason) for reason in pair.why],
            found_on=on,
        )
        for key, pair in found.items()
        if key not in known and key not in linked
    ]
    PossibleDuplicate.unguarded.bulk_create(new, batch_size=CHUNK)
    for key, pair in found.items():
        old = known.get(key)
        if old and old.decision == Decision.OPEN and old.probability != pair.probability:
            old.probability, old.reasons = pair.probability, [list(reason) for reason in pair.why]
            old.save(update_fields=["probability", "reasons"])
    return len(new)


def _keep_traces(pairs: list[tuple[int, int]], carriers: dict[int, set[int]], *, on: date) -> int:
    """Note for each side that a record may exist elsewhere; once for each pair and direction."""
    known: dict[int, dict[bool, int]] = {}
    for number, is_asking, person in TraceEnd.unguarded.values_list("trace", "is_asking", "person"):
        known.setdefault(number, {})[is_asking] = person
    present = {(ends.get(True), ends.get(False)) for ends in known.values()}
    new = 0
    for first, second in pairs:
        for mine, theirs in ((first, second), (second, first)):
            if (mine, theirs) in present:
                continue
            trace = Trace.objects.create(
                asking_id=min(carriers[mine]), answering_id=min(carriers[theirs]), found_on=on
            )
            TraceEnd.unguarded.create(person_id=mine, trace=trace, is_asking=True)
            TraceEnd.unguarded.create(person_id=theirs, trace=trace, is_asking=False)
            new += 1
    return new


@transaction.atomic
def decide(pair: PossibleDuplicate, *, decision: str, by: User, at: datetime) -> PossibleDuplicate:
    """Note what the lead decided; "the same" links the two records."""
    pair = PossibleDuplicate.unguarded.select_for_update(of=["self"]).get(pk=pair.pk)
    if pair.decision == decision:
        return pair
    pair.decision, pair.decided_by, pair.decided_at = decision, by, at
    pair.save(update_fields=["decision", "decided_by", "decided_at"])
    record(by, "duplicate-decided", pair.first, other=pair.second_id, decision=decision)
    if decision == Decision.SAME:
        link(pair.first, pair.second, by=by, at=at)
    return pair


@transaction.atomic
def link(one: Person, other: Person, *, by: User, at: datetime) -> PersonLink:
    """Say that two records are about one person; twice is once. Neither record changes."""
    first, second = sorted((one.pk, other.pk))
    if first == second:
        raise ValueError("A record is not linked with itself.")
    found, is_new = PersonLink.unguarded.get_or_create(
        first_id=first,
        second_id=second,
        undone_at=None,
        defaults={"linked_at": at, "linked_by": by},
    )
    if is_new:
        record(by, "person-linked", one, other=other.pk)
    return found


@transaction.atomic
def undo_link(link: PersonLink, *, by: User, at: datetime) -> PersonLink:
    """Take a link back: everything is as before, and the pair waits for a decision again."""
    link = PersonLink.unguarded.select_for_update(of=["self"]).get(pk=link.pk)
    _refuse(rules.undoing_problems(is_undone=link.undone_at is not None))
    link.undone_at, link.undone_by = at, by
    link.save(update_fields=["undone_at", "undone_by"])
    PossibleDuplicate.unguarded.filter(
        first=link.first_id, second=link.second_id, decision=Decision.SAME
    ).update(decision=Decision.OPEN, decided_by=None, decided_at=None)
    record(by, "person-unlinked", link.first, other=link.second_id)
    return link


@transaction.atomic
def ask(end: TraceEnd, *, by: User, at: datetime) -> Trace:
    """Ask the other place; it learns who asks, and nothing of the person asked for but its own."""
    trace = Trace.objects.select_for_update(of=["self"]).get(pk=end.trace_id)
    _refuse(rules.asking_problems(is_asked=trace.asked_at is not None))
    trace.asked_at, trace.asked_by = at, by
    trace.save(update_fields=["asked_at", "asked_by"])
    record(by, "access-asked", end.person, trace=trace.pk)
    return trace


@transaction.atomic
def answer(end: TraceEnd, *, says: str, by: User, at: datetime) -> Trace:
    """Answer another place: with yes it learns which place this is, and nothing of the person."""
    if says not in (Answer.YES, Answer.NO):
        raise ValueError(says)
    trace = Trace.objects.select_for_update(of=["self"]).get(pk=end.trace_id)
    _refuse(
        rules.answering_problems(
            is_asked=trace.asked_at is not None, is_answered=trace.answer != Answer.NONE
        )
    )
    trace.answer, trace.answered_at, trace.answered_by = says, at, by
    trace.save(update_fields=["answer", "answered_at", "answered_by"])
    record(by, "access-answered", end.person, trace=trace.pk, says=says)
    return trace


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)
