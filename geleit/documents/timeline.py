# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room has for the timeline of a case: files that were put into it."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.models import Case
from geleit.cases.timeline import Entry, Kind, Row, Source
from geleit.documents.enums import DocumentKind, DocumentState
from geleit.documents.models import Document

FILES = Kind("datei", gettext_lazy("Dateien"))


def _files(case: Case, _reader: Any) -> QuerySet[Document]:
    return case.documents.exclude(state=DocumentState.REFUSED)


def _file(row: Row) -> Entry:
    title, kind, by = row.texts
    note = ", ".join((str(DocumentKind(kind).label), by))
    url = reverse("documents:files", args=[row.case_id])
    return Entry(_("Datei: %(title)s") % {"title": title}, note=note, url=url)


SOURCES = (
    Source(
        FILES, Document, _files, TruncDate("created_at"), _file,
        ("title", "kind", "uploaded_by__name"),
    ),
)  # fmt: skip
