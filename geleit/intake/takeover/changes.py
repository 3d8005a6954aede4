# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a list says otherwise about a person we know: taken, left, or put to the file as a question."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from geleit.cases.actions import correct_person, set_status
from geleit.cases.models import UnreadValue
from geleit.core.bulk import write_many
from geleit.core.problems import Refused
from geleit.intake import drafts, places
from geleit.intake.decisions import Decision, decision_on
from geleit.intake.planned import Change, PlannedRow, RowState
from geleit.intake.queries import case_of
from geleit.intake.takeover.work import Work


def take_changes(work: Work) -> None:
    """Do for each change what was decided; what is not decided becomes a question."""
    questions: dict[int, list[UnreadValue]] = {}
    for row in work.plan.in_state(RowState.CHANGED):
        wanted: dict[Decision, list[Change]] = {decision: [] for decision in Decision}
        for change in row.changes:
            wanted[decision_on(work.batch.decisions, row, change)].append(change)
        done, refused = _taken(row, wanted[Decision.TAKE], work)
        work.done[row.row.number] = done
        questions[row.row.number] = list(
            drafts.questions(row, [*wanted[Decision.ASK], *refused], work.batch)
        )
    write_many([value for values in questions.values() for value in values])
    for number, values in questions.items():
        if values:
            work.done[number]["questions"] = [value.pk for value in values]


def _taken(
    row: PlannedRow, changes: list[Change], work: Work
) -> tuple[dict[str, Any], list[Change]]:
    """Write the changes into the file; give back what is to be remembered and what was refused."""
    person = row.known and row.known.person
    if not changes or not person:
        return {}, changes
    case = case_of(person, agreement=work.batch.agreement_id)
    fields = drafts.person_fields(row, only={change.field for change in changes})
    before = {name: getattr(person, name) for name in fields}
    by: Any = work.by or "command:import"
    done: dict[str, Any] = {}
    try:
        if fields:
            birth = {"born_on": person.born_on, "birth_precision": person.birth_precision}
            changed = correct_person(case, person, by=by, on=work.on, **birth | fields)
            done["person"] = {
                name: [_plain(before[name]), _plain(getattr(changed, name))] for name in fields
            }
        if status := _status_fields(row, changes):
            done["status"] = _set_status(person, case, status, by=by)
    except Refused:  # a closed case, a birth in the future
        return done, [change for change in changes if not _is_in(change, done)]
    return done, []


def _status_fields(row: PlannedRow, changes: Iterable[Change]) -> dict[str, Any]:
    if not {change.field for change in changes} & places.STATUS:
        return {}
    status = drafts.residence_status(row)
    if status is None:
        return {}
    return {"kind": status.kind, "wording": status.wording, "valid_until": status.valid_until}


def _set_status(person: Any, case: Any, fields: dict[str, Any], *, by: Any) -> dict[str, Any]:
    current = person.statuses.filter(is_current=True).first()
    status = set_status(case, person, is_correction=False, by=by, **fields)
    return {"before": current and current.pk, "added": status.pk}


def _is_in(change: Change, done: dict[str, Any]) -> bool:
    part = "status" if change.field in places.STATUS else "person"
    return part in done


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
