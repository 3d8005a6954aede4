# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words to choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a document is, for the list in the case file."""

    NOTICE = "notice", _("Bescheid")
    LETTER = "letter", _("Brief")
    APPLICATION = "application", _("Antrag, Formular")
    CONTRACT = "contract", _("Vertrag")
    PROOF = "proof", _("Nachweis, Zeugnis")
    IDENTITY = "identity", _("Ausweis, Aufenthaltstitel")
    OTHER = "other", _("Sonstiges")


class DocumentState(models.TextChoices):
    """Whether a document may be opened."""

    HELD_BACK = "held_back", _("wartet auf die Virenprüfung")
    CLEAN = "clean", _("bereit")
    REFUSED = "refused", _("abgelehnt")


class MediaType(models.TextChoices):
    """The types that are taken, found by looking at the content."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"
    ODT = "application/vnd.oasis.opendocument.text", "ODT"
    ODS = "application/vnd.oasis.opendocument.spreadsheet", "ODS"
    TEXT = "text/plain", "TXT"


# The endings of a file name that fit; the first one is given to names without.
ENDINGS: dict[str, tuple[str, ...]] = {
    MediaType.PDF: ("pdf",),
    MediaType.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    MediaType.PNG: ("png",),
    MediaType.DOCX: ("docx",),
    MediaType.XLSX: ("xlsx",),
    MediaType.ODT: ("odt",),
    MediaType.ODS: ("ods",),
    MediaType.TEXT: ("txt", "text"),
}
