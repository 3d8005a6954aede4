# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a list says otherwise about a person we know: taken, left, or put to the file as a question."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from geleit.audit.models import Entry, record_many
from geleit.cases.many.actions import Correction, correct_many
from geleit.cases.models import Person, UnreadValue
from geleit.core.bulk import write_many
from geleit.intake import drafts, places
from geleit.intake.decisions import Decision, decision_on
from geleit.intake.planned import Change, PlannedRow, RowState
from geleit.intake.queries import closed_to
from geleit.intake.takeover import homes, removals
from geleit.intake.takeover.work import Work
from geleit.persons.listed import actions as listed_ways
from geleit.persons.listed.actions import ListedWays

CHUNK = 500
OpenValues = dict[tuple[int | None, str], list[UnreadValue]]  # by person and column


def take_changes(work: Work) -> None:
    """Do for each change what was decided; what is not decided becomes a question."""
    rows = work.plan.in_state(RowState.CHANGED)
    closed = closed_to(work.by, agreement=work.batch.agreement_id)
    wanted = {row.row.number: _wanted(row, work, closed) for row in rows}
    removing = {number: changes[Decision.REMOVE] for number, changes in wanted.items()}
    removed = removals.remove(rows, removing, work)
    lines = _lines(rows, wanted)
    taken = _taken(rows, wanted, lines, work)
    ways = _ways_taken(rows, wanted, taken, work)
    living = _homes_taken(rows, wanted, taken, work)
    waiting = _open_values(rows)
    questions: dict[int, list[UnreadValue]] = {}
    understood: dict[int, list[UnreadValue]] = {}
    for row in rows:
        number = row.row.number
        asked, wished = wanted[number][Decision.ASK], wanted[number][Decision.TAKE]
        work.done[number], refused = _told(
            taken.get(number), ways.get(number), living.get(number), lines[number][1], wished
        )
        if number in removed:
            work.done[number]["removed"] = len(removing[number])
        else:
            refused += removing[number]
        written = [change for change in wished if change not in refused]
        work.outcome.update(
            taken=len(written),
            asked=len(asked) + len(refused),
            kept=len(wanted[number][Decision.KEEP]),
        )
        understood[number] = [value for change in written for value in _of(row, change, waiting)]
        if row.origin:  # the new question says both: what stood there, and what mends it
            answered = [
                one
                for change in (*asked, *refused)
                for one in _of_other_words(row, change, waiting)
            ]
            understood[number] += answered
        questions[number] = [
            *_not_asked_yet(drafts.questions(row, [*asked, *refused], work.batch), waiting),
            *drafts.doubts(row, written, work.batch),
        ]
    write_many([value for values in questions.values() for value in values])
    _settle([value for values in understood.values() for value in values], work)
    for name, found in (("questions", questions), ("settled", understood)):
        for number, values in found.items():
            if values:
                work.done[number][name] = [value.pk for value in values]


def _open_values(rows: list[PlannedRow]) -> OpenValues:
    """Return what waits to be settled about these persons already."""
    found: OpenValues = defaultdict(list)
    persons = sorted({row.known.person_id for row in rows if row.known and row.known.person_id})
    for start in range(0, len(persons), CHUNK):
        values = UnreadValue.objects.filter(person__in=persons[start : start + CHUNK])
        for value in values.filter(settled_on=None):
            found[value.person_id, value.column].append(value)
    return found


def _of(row: PlannedRow, change: Change, waiting: OpenValues) -> list[UnreadValue]:
    person = row.known.person_id if row.known else None
    return waiting.get((person, drafts.column_name(change.column)), [])


def _of_other_words(row: PlannedRow, change: Change, waiting: OpenValues) -> list[UnreadValue]:
    return [value for value in _of(row, change, waiting) if value.value != change.now]


def _not_asked_yet(questions: Iterable[UnreadValue], waiting: OpenValues) -> Iterable[UnreadValue]:
    """Leave out what is open in the file in the same words: it is asked once."""
    for question in questions:
        same = waiting.get((question.person_id, question.column), ())
        if question.value not in {value.value for value in same}:
            yield question


def _settle(values: list[UnreadValue], work: Work) -> None:
    """Close what was not understood of a cell whose new value now stands in the file."""
    by: Any = work.by or "command:import"
    name = work.by.name if work.by else _("Einlesen der Liste")
    for start in range(0, len(values), CHUNK):
        keys = [value.pk for value in values[start : start + CHUNK]]
        UnreadValue.objects.filter(pk__in=keys).update(settled_on=work.on, settled_by=name[:120])
    record_many([Entry(by, "value-settled", value, {}) for value in values])


def _wanted(row: PlannedRow, work: Work, closed: set[int]) -> dict[Decision, list[Change]]:
    """Return the changes by what was decided; nobody writes into a file that is closed to them."""
    wanted: dict[Decision, list[Change]] = {decision: [] for decision in Decision}
    is_closed = row.known is not None and row.known.person_id in closed
    for change in row.changes:
        decision = decision_on(work.batch.decisions, row, change)
        if is_closed and decision in (Decision.TAKE, Decision.REMOVE):
            decision = Decision.ASK
        wanted[decision].append(change)
    return wanted


def _lines(
    rows: Iterable[PlannedRow], wanted: dict[int, dict[Decision, list[Change]]]
) -> dict[int, tuple[str | None, list[Change]]]:
    """Return by row the remark with what is taken, and which changes cannot be taken there."""
    asked = {
        row.row.number: (row.known.person_id, changes)
        for row in rows
        if row.known
        and (
            changes := [
                one for one in wanted[row.row.number][Decision.TAKE] if one.field in places.LINES
            ]
        )
    }
    found: dict[int, tuple[str | None, list[Change]]] = {row.row.number: (None, []) for row in rows}
    remarks: dict[int | None, str] = {}
    persons = sorted({person for person, _changes in asked.values() if person})
    for start in range(0, len(persons), CHUNK):
        some = Person.unguarded.filter(pk__in=persons[start : start + CHUNK])
        remarks |= dict(some.values_list("pk", "remark"))
    for number, (person, changes) in asked.items():
        found[number] = drafts.with_lines(remarks.get(person, ""), changes)
    return found


def _taken(
    rows: Iterable[PlannedRow],
    wanted: dict[int, dict[Decision, list[Change]]],
    lines: dict[int, tuple[str | None, list[Change]]],
    work: Work,
) -> dict[int, Correction]:
    """Write what is taken into the files, all persons together; return it by row."""
    asked = {}
    for row in rows:
        changes = wanted[row.row.number][Decision.TAKE]
        if changes and row.known and row.known.person_id:
            remark = lines[row.row.number][0]
            fields = drafts.person_fields(row, only={change.field for change in changes})
            asked[row.row.number] = Correction(
                person=row.known.person_id,
                fields=fields | ({} if remark is None else {"remark": remark}),
                status=_status_fields(row, changes) or None,
            )
    by: Any = work.by or "command:import"
    correct_many(asked.values(), agreement=work.batch.agreement_id, by=by, on=work.on)
    return asked


def _ways_taken(
    rows: Iterable[PlannedRow],
    wanted: dict[int, dict[Decision, list[Change]]],
    taken: dict[int, Correction],
    work: Work,
) -> dict[int, ListedWays]:
    """Write the numbers and addresses that are taken; return them by row."""
    asked = {}
    for row in rows:
        number = row.row.number
        fields = {change.field for change in wanted[number][Decision.TAKE]}
        correction, said = taken.get(number), drafts.ways(row, only=fields)
        if correction and correction.case and said:
            asked[number] = ListedWays(correction.person, correction.case, said)
    listed_ways.take_many(asked.values(), by=work.by or "command:import", on=work.on)
    return asked


def _homes_taken(
    rows: Iterable[PlannedRow],
    wanted: dict[int, dict[Decision, list[Change]]],
    taken: dict[int, Correction],
    work: Work,
) -> dict[int, homes.ListedHome]:
    """Write what is taken of where they live; return it by row."""
    asked = {}
    for row in rows:
        number = row.row.number
        changes = [one for one in wanted[number][Decision.TAKE] if one.field in places.STAY]
        correction = taken.get(number)
        if changes and correction and correction.case:
            asked[number] = homes.ListedHome(row, correction.person, correction.case, changes)
    homes.take_many(asked.values(), by=work.by or "command:import", on=work.on)
    return asked


def _told(
    taken: Correction | None,
    ways: ListedWays | None,
    home: homes.ListedHome | None,
    left: list[Change],
    changes: list[Change],
) -> tuple[dict[str, Any], list[Change]]:
    """Return what is to be remembered of a row, and which changes were refused.

    Refused are those of a closed case, a birth in the future, and what somebody put right in the
    file: lines of the remark (`left`), a home.
    """
    done: dict[str, Any] = {}
    if taken and taken.before is not None and taken.after is not None:
        done["person"] = {
            name: [_plain(taken.before[name]), _plain(after)] for name, after in taken.after.items()
        }
    if ways:
        pairs = {kind: [ways.before[kind], now] for kind, now in ways.said.items()}
        done["person"] = done.get("person", {}) | pairs
    if taken and taken.status_row:
        done["status"] = {"before": taken.former_status, "added": taken.status_row.pk}
    if home:
        done["homes"], left = home.done, [*left, *home.refused]
    return done, [change for change in changes if change in left or not _is_in(change, done)]


def _status_fields(row: PlannedRow, changes: Iterable[Change]) -> dict[str, Any]:
    if not {change.field for change in changes} & places.STATUS:
        return {}
    status = drafts.residence_status(row)
    if status is None:
        return {}
    return {"kind": status.kind, "wording": status.wording, "valid_until": status.valid_until}


def _is_in(change: Change, done: dict[str, Any]) -> bool:
    if change.field in places.STAY:
        return "homes" in done
    return ("status" if change.field in places.STATUS else "person") in done


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
