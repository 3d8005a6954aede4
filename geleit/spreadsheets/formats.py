# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What kind of file this is, by its content, and whether it is safe to open."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from enum import Enum
from typing import IO

from django.utils.translation import gettext as _

from .problems import UnreadableFile

# A list of 20,000 people fits into 5 MB; above this somebody chose the wrong file.
MAX_BYTES = 50 * 1024 * 1024
# Unpacked size of all parts. The largest table allowed below needs about 150 MB of XML.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
# Office files shrink to a fifth or a thirtieth; a bomb to a thousandth. Small files may be extreme
# (an empty sheet with many formats), so the ratio only counts above this size.
MAX_RATIO = 150
RATIO_COUNTS_FROM_BYTES = 20 * 1024 * 1024
# The largest German city has fewer cases than this; more rows would block the server.
MAX_ROWS = 20_000
# The broadest list we have seen has 80 columns.
MAX_COLUMNS = 300
# calamine lays out the whole rectangle between the outermost cells: about 130 bytes for each.
MAX_CELLS = 2_000_000

CHUNK = 1024 * 1024
OVERLAP = 4096

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
        return FileKind.XLS
    raise not_a_table(file_name, _("ein anderes Office-Dokument"))


def zip_kind(data: bytes, *, file_name: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_bomb(archive, file_name=file_name)
            kind = archive_kind(archive, file_name=file_name)
            if archive.testzip() is not None:
                raise damaged(file_name)
            refuse_wide_sheets(archive, kind=kind, file_name=file_name)
            return kind
    except UnreadableFile:
        raise
    except Exception as error:  # zipfile, zlib, lzma, struct each have their own
        raise damaged(file_name) from error


def refuse_bomb(archive: zipfile.ZipFile, *, file_name: str) -> None:
    """Refuse by the declared sizes, before anything is unpacked (a lie shows in testzip)."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    is_bomb = unpacked > RATIO_COUNTS_FROM_BYTES and unpacked / packed > MAX_RATIO
    if unpacked > MAX_UNPACKED_BYTES or is_bomb:
        size = _("entpackt {size} MB").format(size=unpacked // 1024 // 1024)
        raise too_large(file_name, size)


def archive_kind(archive: zipfile.ZipFile, *, file_name: str) -> FileKind:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "mimetype" in names:
        return open_document_kind(archive, file_name=file_name)
    if any(name.startswith("word/") for name in names):
        raise not_a_table(file_name, _("ein Textdokument"))
    if any(name.startswith("ppt/") for name in names):
        raise not_a_table(file_name, _("eine Präsentation"))
    if "xl/workbook.bin" in names:
        raise not_a_table(file_name, _("eine binäre Excel-Datei (.xlsb)"))
    raise not_a_table(file_name, _("ein gepacktes Archiv"))


def open_document_kind(archive: zipfile.ZipFile, *, file_name: str) -> FileKind:
    if b"opendocument.spreadsheet" not in archive.read("mimetype"):
        raise not_a_table(file_name, _("ein Textdokument"))
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise encrypted(file_name)
    return FileKind.ODS


def refuse_wide_sheets(archive: zipfile.ZipFile, *, kind: FileKind, file_name: str) -> None:
    """Refuse sheets whose outermost filled cells span more than the limits.

    Two cells, one in A1 and one in XFD1048576, would make the reader reserve 17 billion cells.
    """
    for name in archive.namelist():
        if kind is FileKind.XLSX and not name.endswith("/"):  # a sheet may have any name
            with archive.open(name) as part:
                refuse_extent(*xlsx_extent(chunks(part)), file_name=file_name)
        if kind is FileKind.ODS and name == "content.xml":
            refuse_extent(*ods_extent(archive.read(name)), file_name=file_name)


def refuse_extent(rows: int, columns: int, *, file_name: str) -> None:
    """Refuse a table of more rows, columns or cells than a list of people can have."""
    if rows > MAX_ROWS:
        value = _("{count} Zeilen").format(count=rows)
        limit = _("höchstens {count} Zeilen").format(count=MAX_ROWS)
    elif columns > MAX_COLUMNS:
        value = _("{count} Spalten").format(count=columns)
        limit = _("höchstens {count} Spalten").format(count=MAX_COLUMNS)
    elif rows * columns > MAX_CELLS:
        value = _("{count} Zellen").format(count=rows * columns)
        limit = _("höchstens {count} Zellen").format(count=MAX_CELLS)
    else:
        return
    raise UnreadableFile(
        file=file_name,
        value=value,
        message=_("Die Tabelle ist zu groß (erlaubt sind {limit}).").format(limit=limit),
        mend=_("Bitte nur die Liste selbst in eine eigene Datei kopieren und diese hochladen."),
    )


def chunks(part: IO[bytes]) -> Iterator[bytes]:
    """Give the part in pieces that overlap, so that no tag is cut in two."""
    tail = b""
    while piece := part.read(CHUNK):
        yield tail + piece
        tail = (tail + piece)[-OVERLAP:]


XLSX_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*[^<>/])>(?!\s*</)")
XLSX_BARE_CELL = re.compile(rb"<(?:\w+:)?c(?:\s(?![^<>]*\br\s*=)[^<>]*)?>")
XLSX_REFERENCE = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]{1,3})(\d{1,7})")
XLSX_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*\br\s*=\s*[\"']\s*(\d{1,7})")


def xlsx_extent(pieces: Iterator[bytes]) -> tuple[int, int]:
    """Return the last row and column that hold a value (cells with a format alone do not count)."""
    rows = columns = 0
    for piece in pieces:
        for cell in XLSX_CELL.finditer(piece):
            if place := XLSX_REFERENCE.search(cell[1]):
                columns = max(columns, column_number(place[1]))
                rows = max(rows, int(place[2]))
        if XLSX_BARE_CELL.search(piece):  # cells without a place count on from their row
            rows = max([rows, *(int(row[1]) for row in XLSX_ROW.finditer(piece))])
    return rows, columns


def column_number(letters: bytes) -> int:
    """Return the position from 1 of a column named in letters: AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


ODS_TOKEN = re.compile(
    rb"<(/?)table:(covered-table-cell|table-cell|table-row|table)(?=[\s/>])([^<>]*)>"
)
ODS_ROWS = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d{1,9})")
ODS_COLUMNS = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d{1,9})")


def repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def ods_extent(content: bytes) -> tuple[int, int]:
    """Return the largest last filled row and column of all tables (empty repeats do not count)."""
    rows = columns = last_row = place = last_place = height = 0
    for token in ODS_TOKEN.finditer(content):
        is_end, tag, attributes = token[1] == b"/", token[2], token[3]
        if tag == b"table" and not is_end:
            last_row = 0
        elif tag == b"table-row" and not is_end:
            height, place, last_place = repeated(ODS_ROWS, attributes), 0, 0
            if attributes.endswith(b"/"):
                last_row += height
        elif tag == b"table-row":
            last_row += height
            if last_place:
                rows, columns = max(rows, last_row), max(columns, last_place)
        elif not is_end:
            place += repeated(ODS_COLUMNS, attributes)
            last_place = last_place if attributes.endswith(b"/") else place
    return rows, columns
