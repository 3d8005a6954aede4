# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writer of letters; their deadlines are confirmed one by one."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.actions import locked_for_writing
from geleit.cases.models import Case, Person
from geleit.core.problems import Problem, Refused
from geleit.deadlines.current_law import law_in_force
from geleit.deadlines.enums import ChangeKind, DeadlineState
from geleit.deadlines.letters.assessment import Answers, Proposal, propose, senders
from geleit.deadlines.models import Deadline, IncomingLetter
from geleit.deadlines.tracking.actions import (
    close_deadline,
    next_warning_of,
    note_change,
    unseen_problems,
)
from geleit.documents.actions import upload
from geleit.documents.enums import DocumentKind
from geleit.documents.models import Document

WARN = [14, 7, 3, 1]
FORM = "brief-"


@transaction.atomic
def record_letter(
    case: Case,
    *,
    answers: Answers,
    sender: str,
    about: str,
    person: Person | None,
    owner: User | None,
    deputy: User | None,
    confirmed: Collection[str],
    by: User,
    on: date,
    corrects: IncomingLetter | None = None,
) -> IncomingLetter:
    """Keep the answers, what was computed from them, and the deadlines that were confirmed.

    `confirmed`: keys of the proposals. The proposals are computed anew here. A correction is a new
    letter; it takes over the open deadlines of the former one, whose computation stays readable.
    The same twice on one day (a double click) stays one.
    """
    case = locked_for_writing(case)
    said = {"sender": sender, "about": about, "answers": answers.as_json(), "recorded_by": by.name}
    people = {"owner": owner, "deputy": deputy}
    known = {"person": person, "corrects": corrects, "recorded_on": on}
    if twin := _twin(case, said, confirmed, people, **known):
        return twin
    proposals = propose(answers, book=law_in_force())
    _refuse_nothing(proposals, confirmed)
    if problems := unseen_problems([owner, deputy], case, on=on):
        raise Refused(problems)
    if corrects:
        corrects = _locked(corrects, case)
    letter = IncomingLetter.unguarded.create(
        case=case,
        person=person,
        corrects=corrects,
        envelope=corrects.envelope if corrects else None,
        derivation=[proposal.as_json() for proposal in proposals],
        recorded_on=on,
        **said,
    )
    record(by, "letter-recorded", letter, office=answers.office)
    former = _open_ones(corrects) if corrects else {}
    for proposal in proposals:
        if proposal.key in confirmed:
            _enter(letter, proposal, former.pop(FORM + proposal.key, None), people, by=by, on=on)
    for row in former.values():
        close_deadline(row, state=DeadlineState.WITHDRAWN, by=by, on=on, evidence=_gone())
    return letter


def _twin(
    case: Case,
    said: dict[str, Any],
    confirmed: Collection[str],
    people: dict[str, Any],
    **known: Any,
) -> IncomingLetter | None:
    """Return the letter that says the very same and whose deadlines are open as they are wanted.

    What is sealed is compared in Python.
    """
    wanted = {FORM + key for key in confirmed}
    for row in IncomingLetter.unguarded.filter(case=case, **known).order_by("-pk"):
        if all(getattr(row, name) == said[name] for name in said):
            kept = Deadline.unguarded.open().filter(letter=row, **people)
            if wanted and wanted <= set(kept.values_list("kind", flat=True)):
                return row
    return None


def keep_envelope(
    letter: IncomingLetter, *, data: bytes, file_name: str, client_key: UUID | None, by: User
) -> Document:
    """Keep the photo of the envelope as a file of the case and name it at the letter.

    The day that the postman wrote on the yellow envelope decides; the photo proves it.
    """
    document = upload(
        letter.case,
        data=data,
        file_name=file_name,
        kind=DocumentKind.LETTER,
        title=_("Umschlag"),
        by=by,
        client_key=client_key,
    )
    with transaction.atomic():
        locked_for_writing(letter.case)
        row = IncomingLetter.unguarded.select_for_update(of=["self"]).get(pk=letter.pk)
        if row.envelope_id != document.pk:
            row.envelope = document
            row.save(update_fields=["envelope"])
            record(by, "letter-envelope", row)
    return document


def _gone() -> str:
    return _("Nach dem berichtigten Brief gibt es diese Frist nicht.")


def _refuse_nothing(proposals: list[Proposal], confirmed: Collection[str]) -> None:
    if not {proposal.key for proposal in proposals} & set(confirmed):
        text = _("Bitte mindestens eine Frist übernehmen.")
        raise Refused([Problem("nothing-confirmed", text)])


def _locked(letter: IncomingLetter, case: Case) -> IncomingLetter:
    letter = IncomingLetter.unguarded.select_for_update(of=["self"]).get(pk=letter.pk, case=case)
    if IncomingLetter.unguarded.filter(corrects=letter).exists():
        text = _("Dieser Brief ist schon berichtigt. Bitte die neue Fassung berichtigen.")
        raise Refused([Problem("corrected", text)])
    return letter


def _open_ones(letter: IncomingLetter) -> dict[str, Deadline]:
    rows = Deadline.unguarded.open().select_for_update(of=["self"]).filter(letter=letter)
    return {row.kind: row for row in rows}


def _enter(
    letter: IncomingLetter,
    proposal: Proposal,
    row: Deadline | None,
    people: dict[str, Any],
    *,
    by: User,
    on: date,
) -> None:
    former = row.due_on if row else None
    row = row or Deadline(case_id=letter.case_id, kind=FORM + proposal.key)
    row.letter, row.person, row.source = letter, letter.person, f"letter:{letter.pk}"
    row.name, row.is_fatal = proposal.name, proposal.is_fatal
    row.due_on, row.work_by = proposal.due_on, proposal.work_by
    row.appears_on, row.warn_days = on, WARN
    row.next_warning_on = next_warning_of(row, after=on - timedelta(days=1))
    row.owner, row.deputy = people["owner"], people["deputy"]
    row.entered_by, row.checked_by, row.checked_on, row.escalated_on = by, None, None, None
    row.save()
    kind = ChangeKind.CORRECTED if former else ChangeKind.MADE
    note_change(row, kind, by=by, former_due_on=former, due_on=row.due_on)
    record(by, "deadline-corrected" if former else "deadline-made", row, rule=row.kind)


def office_name(answers: dict[str, Any]) -> str:
    sender = senders().get(answers.get("office", ""))
    return sender.name if sender else ""
