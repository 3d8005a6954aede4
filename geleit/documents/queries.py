# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of this room: the files of a case, what waits for the scanner, what has lost its half."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from geleit.agreements.models import AnnexFile
from geleit.cases.models import Case
from geleit.core.eyes import system_eyes
from geleit.core.vault import KeyMissing, Sealed
from geleit.documents import content, scanner
from geleit.documents.enums import DocumentState
from geleit.documents.models import Document, DocumentQuerySet
from geleit.documents.storage import store

YOUNG = timedelta(hours=1)  # a file of a running upload has no row yet


def documents_of(user: Any, case: Case) -> DocumentQuerySet:
    """Return the files of a case for their list, without their keys."""
    seen = Document.objects.visible_to(user).filter(case=case)
    return seen.select_related("uploaded_by").defer("file_key", "digest")


def waiting_for_scanner() -> Iterator[Document | AnnexFile]:
    """Return what no scanner has judged, one after the other, each as it is then."""
    for rows in (Document.unguarded, AnnexFile.objects):
        last = 0
        while row := rows.unscanned().filter(pk__gt=last).order_by("pk").first():  # type: ignore[attr-defined]
            last = row.pk
            yield row


@dataclass(frozen=True)
class FilesState:
    """How it stands with the scanner; for the administrator, who sees no file."""

    is_configured: bool
    scanner: str  # its version, or nothing where it does not answer
    held_back: int


@system_eyes()
def state_of_files() -> FilesState:
    """Ask the scanner once, for two seconds at most, and count what waits for it."""
    held_back = sum(
        rows.filter(state=DocumentState.HELD_BACK).count()
        for rows in (Document.unguarded, AnnexFile.objects)
    )
    configured = scanner.is_configured()
    return FilesState(configured, scanner.version() if configured else "", held_back)


@dataclass
class Findings:
    """What does not fit together: rows by number, files by their random name."""

    documents: int = 0
    rows_without_file: list[int | str] = field(default_factory=list)
    files_without_row: list[str] = field(default_factory=list)
    do_not_open: list[int | str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not (self.rows_without_file or self.files_without_row or self.do_not_open)


def look_through(*, at: datetime, deep: bool = False) -> Findings:
    """Compare rows and files; `deep` opens every file too. Files of the last hour are passed over.

    Files are listed first: a row that is written meanwhile has its file, one removed has none.
    """
    found = Findings()
    files = [file for file in store().all() if file.written_at < (at - YOUNG).timestamp()]
    names = set()
    for row in _rows_with_file():
        found.documents += 1
        names.add(row.storage_name)
        if not store().exists(row.storage_name):
            rows = type(row)._default_manager
            still = rows.filter(pk=row.pk, storage_name=row.storage_name)
            found.rows_without_file += [number_of(row)] * still.exists()
        elif deep and not _opens(row):
            found.do_not_open.append(number_of(row))
    found.files_without_row = [
        file.name for file in files if file.is_draft or file.name not in names
    ]
    return found


def number_of(row: Document | AnnexFile) -> int | str:
    """Return the number of a row; those of annexes begin with an A."""
    return f"A{row.pk}" if isinstance(row, AnnexFile) else row.pk


def _rows_with_file() -> Iterator[Document | AnnexFile]:
    documents = Document.unguarded.defer("file_key", "title", "file_name")
    for rows in (documents, AnnexFile.objects.defer("file_key")):
        yield from rows.exclude(storage_name="").order_by("pk").iterator(chunk_size=500)


def _opens(document: Document | AnnexFile) -> bool:
    try:
        for _piece in content.opened(document):
            pass
    except KeyMissing:
        raise  # then none opens, and the text says what to do
    except Sealed:
        return False
    return True
