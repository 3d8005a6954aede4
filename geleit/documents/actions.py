# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of documents: upload, scan, remove, seal anew."""

import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.timezone import now
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements.models import AnnexFile
from geleit.audit.models import record
from geleit.cases.actions import locked, locked_for_writing
from geleit.cases.models import Case
from geleit.core.problems import Problem, Refused
from geleit.core.vault import Sealed
from geleit.core.vault.columns import Column, rows_with_other_keys
from geleit.documents import content, kinds, rules, scanner
from geleit.documents.enums import DocumentState
from geleit.documents.models import Document
from geleit.documents.names import safe_name
from geleit.documents.storage import store

log = logging.getLogger(__name__)


def upload(
    case: Case,
    *,
    data: bytes,
    file_name: str,
    kind: str,
    title: str,
    by: User,
    client_key: UUID | None = None,
) -> Document:
    """Take a file into a case; raises Refused and notes the refusal.

    The file is looked at, scanned and on the disk before the row is written; a row that cannot be
    written takes its file with it. The same form sent twice is one document.
    """
    _look_at_case(Case.unguarded.get(pk=case.pk))
    if client_key and (same := Document.unguarded.filter(client_key=client_key).first()):
        return _same(same, case=case, by=by)
    try:
        looked = kinds.look(data, name=file_name, limit=settings.LARGEST_FILE)
    except kinds.NotTaken as error:
        raise _refused(error.problem, case=case, by=by) from error
    verdict = verdict_on(looked.content)
    if verdict and verdict.is_clean is False:
        raise _refused(rules.refusal_problem(), case=case, by=by)
    try:
        kept = content.keep([looked.content])
    except OSError as error:
        log.error("A document could not be written: %s", type(error).__name__)
        raise Refused([not_written()]) from error
    row = Document(
        case=case,
        kind=kind,
        title=title,
        file_name=safe_name(file_name, looked.media_type),
        media_type=looked.media_type,
        size_bytes=len(looked.content),
        digest=kept.digest,
        file_key=kept.file_key,
        storage_name=kept.storage_name,
        uploaded_by=by,
        client_key=client_key,
        **state_after(verdict),
    )
    try:
        document = _insert(row, by=by)
    except IntegrityError as error:  # the key of a form in a case that she does not see
        store().remove(kept.storage_name)
        raise _form_used() from error
    except BaseException:
        store().remove(kept.storage_name)
        raise
    if document.pk != row.pk:  # the other click of a double click was faster
        store().remove(kept.storage_name)
    return document


@transaction.atomic
def remove(document: Document, *, by: User) -> None:
    """Delete a document for good; its file goes when the transaction has succeeded."""
    locked_for_writing(document.case)
    row = Document.unguarded.select_for_update().filter(pk=document.pk).first()
    if row is None:
        return
    numbers = _numbers(row)
    record(by, "document-removed", row, **numbers)
    try:
        row.delete()
    except ProtectedError as error:
        text = _("Etwas im Fall verweist noch auf diese Datei. Bitte lösen Sie das zuerst.")
        raise Refused([Problem("in-use", text)]) from error


def scan_again(document: Document | AnnexFile, *, by: Any) -> str:
    """Ask the scanner about a document that it has not judged yet; return the state after it.

    Raises Sealed where the file does not open. Killed at any moment, it can be done again.
    """
    name = document.storage_name
    verdict = scanner.scan(content.opened(document))
    with transaction.atomic():
        rows = type(document)._default_manager.select_for_update()
        row = rows.filter(pk=document.pk).unscanned().first()  # type: ignore[attr-defined]
        if row is None or verdict.is_clean is None:
            return DocumentState(row.state if row else DocumentState.REFUSED)
        fields = state_after(verdict)
        if not verdict.is_clean:
            name, fields["storage_name"] = row.storage_name, ""
            transaction.on_commit(lambda: store().remove(name))
        for field, value in fields.items():
            setattr(row, field, value)
        row.save(update_fields=list(fields))
        if isinstance(row, AnnexFile):
            record(by, "annex-scanned", row, state=row.state, agreement=row.agreement_id)
        else:
            record(by, "document-scanned", row, state=row.state, case=row.case_id)
    return DocumentState(row.state)


def write_anew(key_id: str, *, of: type[Document | AnnexFile] = Document) -> Iterator[int]:
    """Seal every file with a new key of its own, and that with the data key; yield one each.

    The new file is written first and the old one removed last; a download that has begun goes on
    reading the old one. A file that does not open is left as it is: only its key is sealed anew.
    """
    column = Column.of(of, of._meta.get_field("file_key"))
    for pk in rows_with_other_keys(column, but=key_id):
        document = of._default_manager.exclude(storage_name="").filter(pk=pk).first()
        if document is not None and _written_anew(document):
            yield 1


def _written_anew(document: Document | AnnexFile) -> bool:
    former = document.storage_name
    try:
        kept = content.keep(content.opened(document))
    except Sealed as error:
        log.error("%s", error)
        return False
    with transaction.atomic():
        rows = type(document)._default_manager.select_for_update().filter(storage_name=former)
        row = rows.filter(pk=document.pk).first()
        unused = kept.storage_name
        if row is not None:
            row.file_key, row.digest = kept.file_key, kept.digest
            row.storage_name, unused = kept.storage_name, former
            row.save(update_fields=["file_key", "digest", "storage_name"])
        transaction.on_commit(lambda: store().remove(unused))
    return row is not None


@transaction.atomic
def _insert(row: Document, *, by: User) -> Document:
    """Write the row under the lock of its case, or return what the same form has written."""
    _look_at_case(locked(row.case))
    if row.client_key and (same := Document.unguarded.filter(client_key=row.client_key).first()):
        return _same(same, case=row.case, by=by)
    row.save(force_insert=True)
    record(by, "document-uploaded", row, **_numbers(row))
    return row


def _look_at_case(case: Case) -> None:
    """A file is put where a note is: the emergency door is wide enough for both."""
    if problems := case.writing_problems():
        raise Refused(problems)


def _same(document: Document, *, case: Case, by: User) -> Document:
    if document.case_id != case.pk or document.uploaded_by_id != by.pk:
        raise _form_used()
    return document


def _form_used() -> Refused:
    text = _("Dieses Formular ist schon verwendet. Bitte laden Sie die Seite neu.")
    return Refused([Problem("form-used", text)])


def verdict_on(data: bytes) -> scanner.Verdict | None:
    """Return what the scanner says; None where this installation has none."""
    if not scanner.is_configured():
        return None
    step = 64 * 1024
    return scanner.scan(data[place : place + step] for place in range(0, len(data), step))


def state_after(verdict: scanner.Verdict | None) -> dict[str, Any]:
    if verdict is None:
        return {"state": DocumentState.CLEAN}
    if verdict.is_clean is None:
        return {"state": DocumentState.HELD_BACK}
    state = DocumentState.CLEAN if verdict.is_clean else DocumentState.REFUSED
    return {"state": state, "scanned_at": now(), "scanner": verdict.scanner}


def _refused(problem: Problem, *, case: Case, by: User) -> Refused:
    record(by, "document-refused", case, why=problem.code)
    return Refused([problem])


def not_written() -> Problem:
    text = _(
        "Die Datei ließ sich auf dem Server nicht speichern. Bitte später noch einmal versuchen "
        "und der Systemverwaltung Bescheid geben."
    )
    return Problem("not-written", text)


def _numbers(document: Document) -> dict[str, Any]:
    return {
        "case": document.case_id,
        "kind_of_document": document.kind,
        "media_type": document.media_type,
        "size_bytes": document.size_bytes,
        "state": document.state,
    }
