# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What kind of file this is, by its content, and whether it is safe to open."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from itertools import zip_longest

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from geleit.core import archives

from .extents import MAX_LETTERS, Extent, MalformedSheet, ods_extent, shared_lengths, xlsx_extent
from .old_workbooks import TooMuch, xls_extents
from .problems import UnreadableFile
from .tables import column_letter

# A list of 20,000 people fits into 5 MB; above this somebody chose the wrong file.
MAX_BYTES = 50 * 1024 * 1024
# The largest German city has fewer cases than this; more rows would block the server.
MAX_ROWS = 100_000
# The broadest list we have seen has 80 columns.
MAX_COLUMNS = 300
# calamine lays out the whole rectangle between the outermost cells: about 130 bytes for each.
MAX_CELLS = 3_000_000
# Of all sheets together; a file of two kilobytes can name one sheet a hundred times.
MAX_ALL_CELLS = 2 * MAX_CELLS
MAX_SHEETS = 100

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"


class FileKind(Enum):
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"


def foreign_formats() -> tuple[tuple[bytes, str], ...]:
    """Return the beginnings of files that are often sent by mistake, with their German name."""
    return (
        (b"%PDF", _("ein PDF")),
        (b"\x89PNG", _("ein Bild")),
        (b"\xff\xd8\xff", _("ein Bild")),
        (b"GIF8", _("ein Bild")),
        (b"II*\x00", _("ein Bild")),
        (b"MM\x00*", _("ein Bild")),
        (b"BM", _("ein Bild")),
        (b"{\\rtf", _("ein Textdokument")),
        (b"\x1f\x8b", _("ein gepacktes Archiv")),
        (b"7z\xbc\xaf", _("ein gepacktes Archiv")),
        (b"Rar!", _("ein gepacktes Archiv")),
        (b"<?xml", _("eine XML-Datei")),
        (b"<html", _("eine Internetseite")),
        (b"<!doctype", _("eine Internetseite")),
        (b"<table", _("eine Internetseite")),
    )


def file_kind(data: bytes, *, file_name: str) -> FileKind:
    """Return what the bytes are, whatever the name says; UnreadableFile when they are no table."""
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(
            file=file_name,
            message=_("Die Datei ist leer."),
            mend=_("Bitte die Datei prüfen und noch einmal hochladen."),
        )
    if len(data) > MAX_BYTES:
        raise too_large(file_name, _("{size} MB").format(size=len(data) // 1024 // 1024))
    if data.startswith(ZIP_MAGIC):
        return zip_kind(data, file_name=file_name)
    if data.startswith(OLE_MAGIC):
        return ole_kind(data, file_name=file_name)
    refuse_foreign_format(data, file_name=file_name)
    return FileKind.TEXT


def refuse_foreign_format(data: bytes, *, file_name: str) -> None:
    start = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for magic, name in foreign_formats():
        if start.startswith(magic.lower()) and not (magic == b"BM" and b"\x00" not in start):
            raise not_a_table(file_name, name)


def not_a_table(file_name: str, what: str) -> UnreadableFile:
    return UnreadableFile(
        file=file_name,
        message=_("Das ist {what}, keine Tabelle.").format(what=what),
        mend=_(
            "Bitte die Liste in Excel oder LibreOffice öffnen und als Excel-Arbeitsmappe (.xlsx) "
            "oder CSV speichern."
        ),
    )


def too_large(file_name: str, value: str) -> UnreadableFile:
    return UnreadableFile(
        file=file_name,
        value=value,
        message=_("Die Datei ist zu groß."),
        mend=_("Bitte nur das Blatt mit der Liste in eine eigene Datei speichern."),
    )


def encrypted(file_name: str) -> UnreadableFile:
    return UnreadableFile(
        file=file_name,
        message=_("Die Datei ist mit einem Kennwort geschützt."),
        mend=_("Bitte die Datei in Excel öffnen, das Kennwort entfernen und neu speichern."),
    )


def damaged(file_name: str) -> UnreadableFile:
    return UnreadableFile(
        file=file_name,
        message=_("Die Datei ist beschädigt oder unvollständig."),
        mend=_("Bitte die Datei in Excel öffnen, neu speichern und noch einmal hochladen."),
    )


def ole_kind(data: bytes, *, file_name: str) -> FileKind:
    """Tell old Excel files from encrypted new ones and Word documents by their stream names."""

    def has_stream(name: str) -> bool:
        return name.encode("utf-16-le") + b"\x00\x00" in data

    if has_stream("EncryptedPackage"):
        raise encrypted(file_name)
    if has_stream("Workbook") or has_stream("Book"):
        refuse_wide_old_sheets(data, file_name=file_name)
        return FileKind.XLS
    raise not_a_table(file_name, _("ein anderes Office-Dokument"))


def refuse_wide_old_sheets(data: bytes, *, file_name: str) -> None:
    """Refuse old Excel files that reach further than the limits, or take too much to find out."""
    try:
        found = xls_extents(data)
    except TooMuch as error:
        raise too_large(file_name, _("sehr viele Zellen")) from error
    for rows, columns in found:
        refuse_extent(rows, columns, file_name=file_name)
    refuse_all_cells(sum(rows * columns for rows, columns in found), file_name=file_name)


def zip_kind(data: bytes, *, file_name: str) -> FileKind:
    try:
        with archives.opened(data) as archive:
            kind = archive_kind(archive, file_name=file_name)
            archives.unpack_once(archive)
            refuse_wide_sheets(archive, file_name=file_name)
            return kind
    except UnreadableFile:
        raise
    except archives.UnsafeArchive as error:
        raise unsafe(error, file_name=file_name) from error
    except Exception as error:  # zipfile, zlib, struct, expat each have their own
        raise damaged(file_name) from error


def unsafe(error: archives.UnsafeArchive, *, file_name: str) -> UnreadableFile:
    """Return the refusal, in words, of an archive that would do harm."""
    if error.reason == "bomb":
        return too_large(file_name, unpacked_text(error.unpacked))
    if error.reason == "encrypted":
        return encrypted(file_name)
    if error.reason == "entities":
        return UnreadableFile(
            file=file_name,
            message=_(
                "Die Datei enthält Abkürzungen (XML-Entitäten), die hier nicht erlaubt sind."
            ),
            mend=_("Bitte die Datei in Excel oder LibreOffice öffnen und neu speichern."),
        )
    return damaged(file_name)


def unpacked_text(size: int) -> str:
    if not size:
        return _("sehr viele Teile")
    return _("entpackt {size} MB").format(size=size // 1024 // 1024)


def archive_kind(archive: zipfile.ZipFile, *, file_name: str) -> FileKind:
    names = set(archive.namelist())
    if any(name.casefold() == "xl/workbook.bin" for name in names):
        raise not_a_table(file_name, _("eine binäre Excel-Datei (.xlsb)"))
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "mimetype" in names:
        return open_document_kind(archive, file_name=file_name)
    if any(name.startswith("word/") for name in names):
        raise not_a_table(file_name, _("ein Textdokument"))
    if any(name.startswith("ppt/") for name in names):
        raise not_a_table(file_name, _("eine Präsentation"))
    raise not_a_table(file_name, _("ein gepacktes Archiv"))


def open_document_kind(archive: zipfile.ZipFile, *, file_name: str) -> FileKind:
    if b"opendocument.spreadsheet" not in archive.read("mimetype"):
        raise not_a_table(file_name, _("ein Textdokument"))
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise encrypted(file_name)
    return FileKind.ODS


def refuse_wide_sheets(archive: zipfile.ZipFile, *, file_name: str) -> None:
    """Refuse sheets whose outermost filled cells span more than the limits.

    Two cells, one in A1 and one in XFD1048576, would make the reader reserve 17 billion cells; a
    long text that many cells share would be copied for each of them.
    """
    shared = shared_texts(archive)
    for name in archive.namelist():
        for extent in extents_of(name, shared):
            try:
                found = extent(archive.read(name))
            except MalformedSheet as error:
                raise damaged(file_name) from error
            refuse_extent(found.rows, found.columns, filled=found.filled, file_name=file_name)
            refuse_all_cells(found.cells, file_name=file_name)
            if found.letters > MAX_LETTERS:
                raise too_large(file_name, _("sehr viele lange Texte"))


def extents_of(name: str, shared: list[int]) -> Iterator[Callable[[bytes], Extent]]:
    """Give the ways in which calamine may read a part: it tries all kinds, whatever we call it."""
    if not name.endswith("/"):  # a sheet may have any name
        yield partial(xlsx_extent, shared=shared)
    if name.casefold() == "content.xml":
        yield ods_extent


def shared_texts(archive: zipfile.ZipFile) -> list[int]:
    """Return how long the texts are that cells share; the longest where parts differ."""
    parts = [shared_lengths(archive.read(member)) for member in archive.infolist()]
    return [max(lengths) for lengths in zip_longest(*parts, fillvalue=0)]


def refuse_all_cells(cells: int, *, file_name: str) -> None:
    """Refuse more cells than the sheets of a workbook can have together."""
    if cells > MAX_ALL_CELLS:
        raise too_large(file_name, _("{count} Zellen").format(count=_grouped(cells)))


def refuse_extent(rows: int, columns: int, *, file_name: str, filled: int | None = None) -> None:
    """Refuse a table of more rows, columns or cells than a list of people can have.

    `filled` says how many rows hold something, where that is counted: what mends it is another thing.
    """
    if rows > MAX_ROWS and filled is not None and filled <= MAX_ROWS:
        message, count, limit = _too_far_down(), rows, MAX_ROWS
    elif rows > MAX_ROWS:
        message, count, limit = _too_many_rows(), rows, MAX_ROWS
    elif columns > MAX_COLUMNS:
        message, count, limit = _too_many_columns(), columns, MAX_COLUMNS
    elif rows * columns > MAX_CELLS:
        message, count, limit = _too_many_cells(), rows * columns, MAX_CELLS
    else:
        return
    raise UnreadableFile(
        file=file_name,
        message=message[0].format(
            count=_grouped(count),
            limit=_grouped(limit),
            rows=_grouped(rows),
            columns=_grouped(columns),
            letter=column_letter(columns - 1),
        ),
        mend=message[1],
    )


def _too_many_rows() -> tuple[str, str]:
    return (
        _("Die Tabelle hat {count} Zeilen, erlaubt sind höchstens {limit}."),
        _("Bitte die Liste in mehrere Dateien teilen, jede mit den Spaltennamen darüber."),
    )


def _too_far_down() -> tuple[str, str]:
    return (
        _("Die Tabelle hat {count} Zeilen, erlaubt sind höchstens {limit}. Fast alle sind leer."),
        _(
            "Bitte die leeren Zeilen unter der Liste löschen, bis zum Ende des Blattes, und die Datei "
            "neu speichern. Oft steht ganz unten noch ein Leerzeichen."
        ),
    )


def _too_many_columns() -> tuple[str, str]:
    return (
        _("Die Tabelle hat {count} Spalten (bis Spalte {letter}), erlaubt sind höchstens {limit}."),
        _(
            "Bitte die Spalten löschen, die nicht zur Liste gehören, auch die weit rechts, und die "
            "Datei neu speichern."
        ),
    )


def _too_many_cells() -> tuple[str, str]:
    return (
        _(
            "Die Tabelle hat {rows} Zeilen mit {columns} Spalten, zusammen {count} Zellen; erlaubt "
            "sind höchstens {limit}."
        ),
        _(
            "Bitte Spalten löschen, die nicht gebraucht werden, oder die Liste in mehrere Dateien "
            "teilen."
        ),
    )


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)
