# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make households, persons and cases of a list: prepared without a lock, written at once.

Reading and comparing fifty thousand rows takes half a minute in which others go on working. What is
to be written is ready before the transaction begins; it writes for seconds, all or nothing. When
another list of the agreement was faster, the work is done again.
"""

from datetime import date

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.cases.actions import draw_numbers
from geleit.cases.models import (
    Case,
    Household,
    HousingStay,
    NameWord,
    Person,
    ResidenceStatus,
    UnreadValue,
)
from geleit.core.bulk import collector_at_rest, look_at_tables, write_many, write_values
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.identity.actions import order_comparison
from geleit.intake import kept as kept_lists
from geleit.intake.decisions import HOMES, OMITTED
from geleit.intake.faulty import shape_of
from geleit.intake.former import to_keep
from geleit.intake.matching import plan_of_read
from geleit.intake.models import ImportBatch, ImportedRow, PreviewPage, Step
from geleit.intake.planned import Plan, RowState
from geleit.intake.reading import ReadList, read_list
from geleit.intake.returning.actions import settle, tell_others
from geleit.intake.returning.queries import as_decided
from geleit.intake.returning.rules import BACK, asking_problems
from geleit.intake.running import actions as running
from geleit.intake.takeover.changes import take_changes
from geleit.intake.takeover.work import Work, prepared
from geleit.persons.models import ContactChannel

Ready = tuple[Plan, tuple[object, ...]]  # a plan, and the state of the lists it rests on
MOST_TRIES = 3
LONG_LIST = 5_000  # persons after which the database learns anew how large its tables are
WRITTEN = (
    Household,
    HousingStay,
    Case,
    Person,
    NameWord,
    ResidenceStatus,
    UnreadValue,
    ContactChannel,
    ImportedRow,
)
READING_SHARE = 0.75  # of the time until everything is ready


@system_eyes()
@collector_at_rest()
def take_over(
    batch: ImportBatch,
    *,
    holder: User | None,
    by: User | None,
    on: date,
    ready: Ready | None = None,
    must_be_answered: bool = False,
) -> ImportBatch:
    """Make households, persons and cases of all new rows; all or nothing.

    Known persons are never overwritten unless somebody decided so: what a list says otherwise is put
    to their file as a question. `ready` is a plan that was made just now. Raises Refused when the
    list was taken over meanwhile, and with `must_be_answered` while nobody said of a household
    whether it is one that was here; else its persons are new.
    """
    batch = running.begin(batch, Step.TAKE)
    try:
        read = None if ready else kept_lists.taken(batch, on=on)
        for _try in range(MOST_TRIES):
            plan, seen = ready or _planned(batch, read, on=on)
            ready = None
            decisions = batch.decisions.get(HOMES, {})
            plan, still_asked = as_decided(plan, batch.agreement, by, decisions)
            if must_be_answered and (problems := asking_problems(still_asked=still_asked)):
                raise Refused(problems)
            work = prepared(plan, batch, holder=holder, by=by, on=on, seen=seen)
            if done := _write(work):
                if done.persons_new >= LONG_LIST:
                    look_at_tables(WRITTEN)
                return done
        raise Refused([Problem("overtaken", _("Gerade wird eine andere Liste übernommen."))])
    except Exception as error:
        running.rest(batch, is_cut_off=not isinstance(error, Refused))
        raise


def _planned(batch: ImportBatch, read: ReadList | None, *, on: date) -> Ready:
    """Return what the list would do now, and on what that rests; the file is read only if need be."""
    say = running.progress_of(batch)
    seen = state_of_lists(batch.agreement)

    def say_share(share: float) -> None:
        say(share * READING_SHARE)

    read = read or read_list(
        bytes(batch.content),
        file_name=batch.file_name,
        on=on,
        choices=batch.choices,
        say=say_share,
    )
    read = read.without(batch.decisions.get(OMITTED, {}))
    return plan_of_read(read, agreement=batch.agreement, say=say_share), seen


def state_of_lists(agreement: CooperationAgreement) -> tuple[object, ...]:
    """Return what changes when a list of this agreement is taken over or taken back."""
    taken = ImportBatch.unguarded.filter(agreement=agreement, taken_over_at__isnull=False)
    found = taken.aggregate(number=Count("pk"), last=Max("taken_over_at"), back=Max("undone_at"))
    return found["number"], found["last"], found["back"]


@transaction.atomic
def _write(work: Work) -> ImportBatch | None:
    """Write everything, or nothing where another list of the agreement was faster."""
    # One list at a time in an agreement, else the same list taken over twice doubles its people.
    CooperationAgreement.objects.select_for_update().get(pk=work.batch.agreement_id)
    batch = running.waiting(work.batch)
    if state_of_lists(batch.agreement) != work.seen:
        return None
    _write_households(work)
    _write_persons(work)
    # From here on others wait: for numbers of cases, and for their entries in the log.
    _write_cases(work)
    said = dict(batch.decisions.get(HOMES, {}))
    said |= work.plan.answers(said, BACK)
    work.returned = settle(
        batch, work.plan.returning, decisions=said, holder=work.holder, by=work.by, on=work.on
    )
    take_changes(work)
    _write_known_rows(work)
    return _close(batch, work)


def _write_households(work: Work) -> None:
    """Households get their keys, and where they live learns them."""
    work.ready.households.write()
    for stay in work.stays:
        stay.household_id = stay.household.pk
    work.ready.stays.write()


def _write_cases(work: Work) -> None:
    """Each new household gets a case."""
    homes = list(work.households.values())
    numbers = draw_numbers(year=work.on.year, count=len(homes))
    for case, number, household in zip(work.cases, numbers, homes, strict=True):
        case.number, case.household = number, household
    work.ready.cases.write()


def _write_persons(work: Work) -> None:
    """New persons get their keys, and those below learn them; what their rows said is kept."""
    for entry in work.persons:
        entry.person.household_id = work.household_of(entry.row)
    work.ready.persons.write()
    for entry in work.persons:
        for status in entry.statuses:
            status.person_id = entry.person.pk
        for value in entry.unread:
            value.person_id = entry.person.pk
        for channel in entry.channels:
            channel.person_id = entry.person.pk
    words = [
        (entry.person.pk, found.word, found.key) for entry in work.persons for found in entry.words
    ]
    write_values(NameWord, ("person", "word", "key"), words)
    work.ready.statuses.write()
    work.ready.unread.write()
    work.ready.channels.write()
    persons = {entry.row.row.number: entry.person.pk for entry in work.persons}
    for row, kept in work.rows:
        kept.person_id = persons.get(row.row.number) or kept.person_id
    work.ready.new_rows.write()


def _write_known_rows(work: Work) -> None:
    """Keep what the other rows said, and what taking them over did."""
    known = [(row, kept) for row, kept in work.rows if not kept.is_new]
    for row, kept in known:
        kept.done = work.done.get(row.row.number, {}) | kept.done
    write_many([kept for _row, kept in known])


def _close(batch: ImportBatch, work: Work) -> ImportBatch:
    plan = work.plan
    batch.taken_over_at = timezone.now()
    batch.taken_over_by, batch.holder = work.by, work.holder
    faulty = sum("advice" in kept.done for _row, kept in work.rows)
    batch.content, batch.reading = b"", {"shape": shape_of(plan), "faulty": faulty}
    batch.reading |= work.returned | {"fields": to_keep(plan.mapping.columns)}
    batch.reading["near"] = [[row.row.number, row.near] for row in plan.rows if row.near]
    batch.reading["twins"] = [[row.row.number, row.twin] for row in plan.rows if row.twin]
    batch.reading["left_out"] = plan.left_out
    batch.reading["outcome"] = dict(work.outcome)
    batch.reading["omitted"] = sum(len(row.omitted) for row in plan.rows)
    batch.reading["removed"] = sum(work.done[number].get("removed", 0) for number in work.done)
    homes = [one for one in plan.came_back if not one.person]
    batch.reading["back"] = {
        "homes": len(homes),
        "persons": sum(len(one.rows) for one in homes),
        "others": sum(not one.person for one in plan.others),
        "same": len(plan.came_back) - len(homes),
    }
    batch.reading["same"] = sorted(
        [row.row.number, row.known.person_id]
        for one in plan.came_back
        for row in one.rows
        if row.known and row.known.person_id
    )
    batch.reading["unread"] = sum(
        bool(mark.column and mark.value) for one in work.persons for mark in one.row.all_marks
    )
    batch.undecided = len(work.returned["open"])
    batch.step, batch.runner, batch.percent, batch.cut_off_at = Step.NONE, "", 100, None
    batch.persons_new = plan.counts[RowState.NEW]
    batch.persons_changed = plan.counts[RowState.CHANGED]
    batch.persons_unchanged = plan.counts[RowState.UNCHANGED]
    batch.households = plan.households
    batch.save()
    tell_others(batch)
    order_comparison(entry.person.pk for entry in work.persons)
    PreviewPage.unguarded.filter(batch=batch).delete()
    record(
        work.by or "command:import",
        "list-taken-over",
        batch,
        new=batch.persons_new,
        changed=batch.persons_changed,
        unchanged=batch.persons_unchanged,
    )
    return batch
