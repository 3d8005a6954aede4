# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Look for records about one person, link them, take a link back, ask another place."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.models import Case, Person, UnreadValue
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.identity import comparing, rules
from geleit.identity.models import (
    Answer,
    Decision,
    LearnedAtNight,
    PersonLink,
    PossibleDuplicate,
    Trace,
    TraceEnd,
)
from geleit.names.records import Learned

CHUNK = 400  # keys in one query
AT_ONCE = 1000  # persons that one job compares


def order_comparison(persons: Iterable[int]) -> None:
    """Let these persons be compared with the others soon, all or nothing with what the caller writes.

    A job compares so many at a time; one that runs twice finds what it found.
    """
    from geleit.identity.jobs import compare_persons

    keys = sorted(set(persons))
    for start in range(0, len(keys), AT_ONCE):
        compare_persons.enqueue(persons=keys[start : start + AT_ONCE])


@system_eyes()
def compare(persons: Collection[int], *, on: date) -> int:
    """Keep who may be here twice among persons who came in; return how many pairs are new.

    What else waits for a decision about them and no longer looks alike goes, as at night. Acts for the
    system: run by the job.
    """
    found = comparing.with_others(persons)
    with transaction.atomic():
        new = _keep(found, on=on, about=persons)
        if new:
            record("job:duplicates", "duplicates-looked-for", None, persons=found.persons, new=new)
    return new


@system_eyes()
def find_possible_duplicates(*, on: date) -> dict[str, int]:
    """Compare all persons with each other and keep what the leads have to look at.

    Pairs that somebody decided stay as decided; undecided ones that no longer look alike go. Persons
    of specially protected cases take no part. Running twice changes nothing. Acts for the system:
    run by the command and the nightly job. Nothing is held while it compares.
    """
    found = comparing.among_all()
    compared = len(found.inside) + len(found.across)
    with transaction.atomic():
        new = _keep(found, on=on) + _keep_traces(found.across, found.carriers, on=on)
        _keep_learned(found.learned, on=on)
        waiting = PossibleDuplicate.unguarded.filter(decision=Decision.OPEN).count()
        record("job:duplicates", "duplicates-looked-for", None, persons=found.persons, new=new)
    return {"persons": found.persons, "compared": compared, "new": new, "open": waiting}


def _keep_learned(learned: Learned | None, *, on: date) -> None:
    if learned is None:
        LearnedAtNight.objects.all().delete()
        return
    said = {"learned_on": on, "per_record": learned.per_record, "same": learned.same}
    LearnedAtNight.objects.update_or_create(pk=1, defaults=said)


def _keep(compared: comparing.Found, *, on: date, about: Collection[int] | None = None) -> int:
    """Keep the pairs; what waited for a decision and was not found goes, of all or of some persons.

    What another run found meanwhile was not compared here, and stays.
    """
    here = _still_here(compared.inside)
    found = {key: pair for key, pair in compared.inside.items() if here.issuperset(key)}
    known = {(pair.first_id, pair.second_id): pair for pair in _known(about)}
    linked = set(PersonLink.unguarded.filter(undone_at=None).values_list("first", "second"))
    gone = [
        pair.pk
        for key, pair in known.items()
        if key not in found and key in compared.waiting and pair.decision == Decision.OPEN
    ]
    for part in _parts(gone):
        PossibleDuplicate.unguarded.filter(pk__in=part).delete()
    new = [
        PossibleDuplicate(
            first_id=key[0],
            second_id=key[1],
            probability=pair.probability,
            reasons=[list(reason) for reason in pair.why],
            found_on=on,
        )
        for key, pair in sorted(found.items())
        if key not in known and key not in linked
    ]
    # Another run may keep the same pair at this moment; it is kept once.
    PossibleDuplicate.unguarded.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)
    for key, pair in sorted(found.items()):
        old = known.get(key)
        if old and old.decision == Decision.OPEN and old.probability != pair.probability:
            old.probability, old.reasons = pair.probability, [list(reason) for reason in pair.why]
            old.save(update_fields=["probability", "reasons"])
    return len(new)


def _known(about: Collection[int] | None) -> list[PossibleDuplicate]:
    """Return the pairs that are kept, held for this transaction: all, or those with some persons."""
    rows = PossibleDuplicate.unguarded.select_for_update(of=["self"]).order_by("first", "second")
    if about is None:
        return list(rows)
    found: dict[int, PossibleDuplicate] = {}
    for part in _parts(sorted(about)):
        for side in ("first", "second"):
            found |= {pair.pk: pair for pair in rows.filter(**{f"{side}__in": part})}
    return list(found.values())


def _still_here(pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Return who of the pairs is still there, and stays until this transaction ends."""
    here: set[int] = set()
    rows = Person.unguarded.select_for_update(of=["self"], no_key=True).order_by("pk")
    for part in _parts(sorted({person for pair in pairs for person in pair})):
        here |= set(rows.filter(pk__in=part).values_list("pk", flat=True))
    return here


def _parts(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _keep_traces(pairs: list[tuple[int, int]], carriers: dict[int, set[int]], *, on: date) -> int:
    """Note for each side that a record may exist elsewhere; once for each pair and direction.

    What nobody asked and was not found again goes, and every question of which one side is gone or
    its place has no file of the person any more.
    """
    here = _still_here(pairs)
    wanted = {
        way
        for first, second in pairs
        if here.issuperset((first, second))
        for way in ((first, second), (second, first))
    }
    over = set(TraceEnd.unguarded.left().values_list("trace", flat=True))
    known: dict[int, dict[bool, int]] = {}
    for number, is_asking, person in TraceEnd.unguarded.values_list("trace", "is_asking", "person"):
        known.setdefault(number, {})[is_asking] = person
    over |= {number for number, ends in known.items() if len(ends) < 2}
    over |= set(Trace.objects.filter(ends=None).values_list("pk", flat=True))
    ways = {number: (ends.get(True), ends.get(False)) for number, ends in known.items()}
    unfound = {number for number, way in ways.items() if way not in wanted}
    _let_go(over, Q())
    _let_go(unfound - over, Q(asked_at=None))
    present = {way for number, way in ways.items() if number not in over}
    for mine, theirs in sorted(wanted - present):
        trace = Trace.objects.create(
            asking_id=min(carriers[mine]), answering_id=min(carriers[theirs]), found_on=on
        )
        TraceEnd.unguarded.create(person_id=mine, trace=trace, is_asking=True)
        TraceEnd.unguarded.create(person_id=theirs, trace=trace, is_asking=False)
    return len(wanted - present)


def _let_go(traces: Collection[int], which: Q) -> None:
    """Delete these questions as far as they are still such; nobody asks or answers meanwhile."""
    for part in _parts(sorted(traces)):
        held = Trace.objects.select_for_update(of=["self"]).filter(which, pk__in=part)
        Trace.objects.filter(pk__in=list(held.values_list("pk", flat=True))).delete()


@transaction.atomic
def decide(pair: PossibleDuplicate, *, decision: str, by: User, at: datetime) -> PossibleDuplicate:
    """Note what the lead decided; "the same" links the two records.

    What somebody decided stays until it is asked anew; what was put off is still open.
    """
    _hold(pair.first_id, pair.second_id)
    pair = _held(pair)
    if pair.decision in (Decision.SAME, Decision.NOT_SAME):
        decided, said = pair.get_decision_display(), Decision(decision).label
        name = pair.decided_by.name if pair.decided_by else ""
        _refuse(rules.deciding_problems(decided=str(decided), by=name, said=str(said)))
    if pair.decision == decision:
        return pair
    pair.decision, pair.decided_by, pair.decided_at = decision, by, at
    pair.save(update_fields=["decision", "decided_by", "decided_at"])
    record(by, "duplicate-decided", pair.first, other=pair.second_id, decision=decision)
    if decision == Decision.SAME:
        link(pair.first, pair.second, by=by, at=at)
    return pair


def _hold(first: int, second: int) -> None:
    """Hold both records before anything about them; Refused where one is gone, as with its list."""
    if len(_still_here([(first, second)])) < 2:
        raise Refused(rules.record_gone_problems())


def _held(pair: PossibleDuplicate) -> PossibleDuplicate:
    """Hold the pair as it is now; Refused where the comparison at night let it go."""
    rows = PossibleDuplicate.unguarded.select_for_update(of=["self"])
    found = rows.filter(pk=pair.pk).first()
    if found is None:
        raise Refused(rules.gone_problems())
    return found


@transaction.atomic
def ask_anew(pair: PossibleDuplicate, *, by: User, at: datetime) -> PossibleDuplicate:
    """Take back that two records are about two persons: the pair waits for a decision again."""
    pair = _held(pair)
    if pair.decision == Decision.NOT_SAME:
        pair.decision, pair.decided_by, pair.decided_at = Decision.OPEN, None, None
        pair.save(update_fields=["decision", "decided_by", "decided_at"])
        record(by, "duplicate-asked-anew", pair.first, other=pair.second_id)
    return pair


@transaction.atomic
def link(one: Person, other: Person, *, by: User, at: datetime) -> PersonLink:
    """Say that two records are about one person; twice is once. Neither record changes."""
    first, second = sorted((one.pk, other.pk))
    if first == second:
        raise ValueError("A record is not linked with itself.")
    _hold(first, second)
    found, is_new = PersonLink.unguarded.get_or_create(
        first_id=first,
        second_id=second,
        undone_at=None,
        defaults={"linked_at": at, "linked_by": by},
    )
    if is_new:
        record(by, "person-linked", one, other=other.pk)
        _settle(found, by=by, at=at)
    return found


def _settle(link: PersonLink, *, by: User, at: datetime) -> None:
    """Settle in both files what a list asked: whether somebody is here already, in the other case."""
    sides = [(link.first, link.second), (link.second, link.first)]
    for person, other in sides:
        numbers = Case.unguarded.filter(household=other.household_id).values_list("number")
        known = [re.compile(rf"(?<!\w){re.escape(number)}(?!\w)") for (number,) in numbers]
        for value in UnreadValue.objects.filter(person=person, settled_on=None):
            if any(number.search(value.message) for number in known):
                value.settled_on, value.settled_by = localdate(at), by.name
                value.save(update_fields=["settled_on", "settled_by"])
                record(by, "value-settled", value)
                link.answered.append(value.pk)
    if link.answered:
        link.save(update_fields=["answered"])


@transaction.atomic
@system_eyes()
def undo_link(link: PersonLink, *, by: User, at: datetime) -> PersonLink:
    """Take a link back: everything is as before, and the pair waits for a decision again.

    So do the questions of lists that it had settled, also in a file that who undoes it does not read.
    """
    link = PersonLink.unguarded.select_for_update(of=["self"]).get(pk=link.pk)
    _refuse(rules.undoing_problems(is_undone=link.undone_at is not None))
    link.undone_at, link.undone_by = at, by
    link.save(update_fields=["undone_at", "undone_by"])
    PossibleDuplicate.unguarded.filter(
        first=link.first_id, second=link.second_id, decision=Decision.SAME
    ).update(decision=Decision.OPEN, decided_by=None, decided_at=None)
    UnreadValue.objects.filter(pk__in=link.answered).update(settled_on=None, settled_by="")
    for one, other in _logged(link):
        record(by, "person-unlinked", one, other=other.pk)
    return link


def _logged(link: PersonLink) -> list[tuple[Person, Person]]:
    """Return in whose file it is noted: with the first, or in the specially protected file alone.

    Who leads the other file is not to read that somebody was at work in that one.
    """
    pair = [(link.first, link.second), (link.second, link.first)]
    cases = Case.unguarded.filter(is_protected=True)
    protected = set(
        cases.filter(household__in=(link.first.household_id, link.second.household_id)).values_list(
            "household", flat=True
        )
    )
    return [one for one in pair if one[0].household_id in protected] or pair[:1]


@transaction.atomic
def ask(end: TraceEnd, *, by: User, at: datetime) -> Trace:
    """Ask the other place; it learns which place asks, beside the name in its own file.

    Twice by one person is once. Refused where somebody else asked, or where the other place has
    asked already: with a question of its own, whoever gave no information would be named.
    """
    _hold_both_ways(end)
    trace = _held_question(end)
    if trace.asked_by == by:
        return trace
    _refuse(asking_problems(end, trace))
    trace.asked_at, trace.asked_by = at, by
    trace.save(update_fields=["asked_at", "asked_by"])
    record(by, "access-asked", end.person, trace=trace.pk)
    return trace


def asking_problems(end: TraceEnd, trace: Trace) -> list[Problem]:
    """Return why this side does not ask, as it stands now."""
    with system_eyes():  # the question of the other side may be out of sight
        is_asked_here = TraceEnd.unguarded.filter(pk=end.pk).asked_first_there().exists()
    asked_by = trace.asked_by.name if trace.asked_by else ""
    return rules.asking_problems(
        is_asked=trace.asked_at is not None, by=asked_by, is_asked_here=is_asked_here
    )


@system_eyes()  # the question of the other side may be out of sight
def _hold_both_ways(end: TraceEnd) -> None:
    """Hold what either side may ask about the two: where both do at one moment, one of them asks."""
    other = TraceEnd.unguarded.filter(trace=end.trace_id, is_asking=False)
    back = TraceEnd.unguarded.filter(
        is_asking=True,
        person__in=other.values("person"),
        trace__ends__is_asking=False,
        trace__ends__person=end.person_id,
    )
    keys = [end.trace_id, *back.values_list("trace", flat=True)]
    list(Trace.objects.select_for_update(of=["self"]).filter(pk__in=keys).order_by("pk"))


def _held_question(end: TraceEnd) -> Trace:
    """Hold the question as it is now; Refused where one of its persons is gone."""
    trace = Trace.objects.select_for_update(of=["self"]).filter(pk=end.trace_id).first()
    if trace is None:
        raise Refused(rules.question_over_problems())
    return trace


@transaction.atomic
def answer(end: TraceEnd, *, says: str, by: User, at: datetime) -> Trace:
    """Answer another place: with yes it learns which place this is, and nothing of the person.

    No gives no information, and may become yes once the person agrees. Yes stays, for it was read.
    """
    if says not in (Answer.YES, Answer.NO):
        raise ValueError(says)
    trace = _held_question(end)
    if trace.answer == says:
        return trace
    is_yes = trace.answer == Answer.YES
    _refuse(rules.answering_problems(is_asked=trace.asked_at is not None, is_yes=is_yes))
    trace.answer, trace.answered_at, trace.answered_by = says, at, by
    trace.save(update_fields=["answer", "answered_at", "answered_by"])
    record(by, "access-answered", end.person, trace=trace.pk, says=says)
    return trace


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)
