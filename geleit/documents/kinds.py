# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file is, by its content, and why one is not taken. Pure.

An own look at eight types and no library: libmagic would need a Debian package and only names a
type, while here the whole file has to be one of them, from the first byte to the last.
"""

import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _

from geleit.core import archives
from geleit.core.problems import Problem
from geleit.documents.enums import ENDINGS, MediaType
from geleit.documents.images import JPEG_START, PNG_START, BrokenImage, HugeImage, without_traces
from geleit.documents.names import ending_of, plain_name

OLE, ZIP, PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK", b"%PDF-"
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
LAST = 2048  # bytes in which the end of a PDF stands
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OPEN_TYPES = {
    MediaType.ODT.value.encode(): MediaType.ODT,
    MediaType.ODS.value.encode(): MediaType.ODS,
}
MACROS = re.compile(
    r"(.*/)?vba(project|data)[^/]*|(basic|scripts)/.+|.*\.(exe|dll|js|vbs|lnk)", re.IGNORECASE
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Looked:
    """A file that may be kept: what it is, and its bytes without traces of a camera."""

    media_type: MediaType
    content: bytes


class NotTaken(Exception):
    """Carries the `Problem`: what is wrong with the file, and what would help."""

    def __init__(self, code: str, text: str) -> None:
        self.problem = Problem(code, text)
        super().__init__(code)


def look(data: bytes, *, name: str, limit: int) -> Looked:
    """Return what the file is; raises NotTaken. `limit` in bytes."""
    if not data:
        raise NotTaken(
            "empty", _("Die Datei ist leer. Bitte prüfen Sie, ob die richtige gewählt ist.")
        )
    if len(data) > limit:
        raise NotTaken("too-large", too_large_text(limit))
    media_type = _type_of(data)
    if ending_of(name) not in ENDINGS[media_type]:
        raise _misnamed(name, media_type)
    if media_type not in _ARCHIVES and archives.hides_archive(data):
        raise NotTaken(
            "two-in-one",
            _("In der Datei steckt noch eine zweite. Bitte drucken Sie sie neu als PDF."),
        )
    if media_type in (MediaType.JPEG, MediaType.PNG):
        try:
            return Looked(media_type, without_traces(data))
        except HugeImage as error:
            text = _("Das Bild hat zu viele Bildpunkte. Bitte kleiner speichern oder neu scannen.")
            raise NotTaken("too-many-points", text) from error
        except BrokenImage as error:
            raise _damaged() from error
    return Looked(media_type, data)


def too_large_text(limit: int) -> str:
    words = _("Die Datei ist größer als %(size)s MB. Bitte verkleinern oder in Teilen hochladen.")
    return words % {"size": limit // 1024 // 1024}


_ARCHIVES = {MediaType.DOCX, MediaType.XLSX, MediaType.ODT, MediaType.ODS}


def _type_of(data: bytes) -> MediaType:
    if data.startswith(PDF):
        if b"%%EOF" not in data[-LAST:]:
            raise _damaged()
        return MediaType.PDF
    if data.startswith(JPEG_START + b"\xff"):
        return MediaType.JPEG
    if data.startswith(PNG_START):
        return MediaType.PNG
    if data.startswith(ZIP):
        return _office_type(data)
    if data.startswith(OLE):
        raise NotTaken(
            "old-office",
            _(
                "Das ist eine alte oder mit Kennwort geschützte Office-Datei. Bitte ohne Kennwort "
                "als DOCX, XLSX oder PDF speichern und noch einmal hochladen."
            ),
        )
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise NotTaken(
            "heic",
            _(
                "Fotos im Format HEIC können viele Behörden nicht öffnen. Bitte als JPEG hochladen; "
                "am iPhone: Einstellungen, Kamera, Formate, „Maximale Kompatibilität“."
            ),
        )
    if _is_plain_text(data):
        return MediaType.TEXT
    raise _unknown()


def _office_type(data: bytes) -> MediaType:
    try:
        with archives.opened(data) as archive:
            found = _type_of_archive(archive)
            if found is None:
                raise _unknown()
            if any(MACROS.fullmatch(name) for name in archive.namelist()):
                raise _macros()
            archives.unpack_once(archive)
            if not archives.is_one_file(data, archive):
                raise NotTaken(
                    "two-in-one",
                    _("In der Datei steckt noch eine zweite. Bitte in Office neu speichern."),
                )
            return found
    except archives.UnsafeArchive as error:
        raise _unsafe(error) from error


def _type_of_archive(archive: zipfile.ZipFile) -> MediaType | None:
    names = set(archive.namelist())
    if "mimetype" in names:
        return OPEN_TYPES.get(_small(archive, "mimetype").strip())
    if "[Content_Types].xml" not in names:
        return None
    types = _small(archive, "[Content_Types].xml")
    if b"macroEnabled" in types:
        raise _macros()
    if WORD in types and "word/document.xml" in names:
        return MediaType.DOCX
    return MediaType.XLSX if SHEET in types and "xl/workbook.xml" in names else None


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the beginning of a member; what belongs here is short."""
    try:
        with archive.open(name) as part:
            return part.read(512 * 1024)
    except Exception as error:  # zipfile, zlib and struct each have their own
        raise archives.UnsafeArchive("broken") from error


def _is_plain_text(data: bytes) -> bool:
    """Say whether these are letters without a language that a browser or a shell would run."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if any(byte in data for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)):  # not in cp1252
            return False
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    foreign = (b"<", b"#!", b"%!ps", b"{\\rtf", b"mime-version:", b"begin:v")
    return not CONTROLS.search(data) and not start.startswith(foreign)


def _misnamed(name: str, media_type: MediaType) -> NotTaken:
    words = {"ending": ending_of(name), "type": media_type.label, "right": ENDINGS[media_type][0]}
    if not words["ending"]:
        text = _("Der Name der Datei hat keine Endung. Bitte benennen Sie sie mit „.%(right)s“.")
    else:
        text = _(
            "Die Datei heißt „.%(ending)s“, ist aber eine %(type)s-Datei. Bitte prüfen Sie, woher "
            "sie kommt, und benennen Sie sie mit „.%(right)s“."
        )
    words["ending"] = plain_name(words["ending"])[:10]
    return NotTaken("misnamed", text % words)


def _unknown() -> NotTaken:
    text = _(
        "Diese Art von Datei wird nicht angenommen. Möglich sind PDF, JPEG, PNG, DOCX, XLSX, ODT, "
        "ODS und TXT. Alles andere bitte als PDF speichern oder drucken."
    )
    return NotTaken("unknown-type", text)


def _damaged() -> NotTaken:
    text = _("Die Datei ist beschädigt oder unvollständig. Bitte neu speichern oder neu scannen.")
    return NotTaken("damaged", text)


def _macros() -> NotTaken:
    text = _("Die Datei enthält Makros oder Programme. Bitte ohne Makros oder als PDF speichern.")
    return NotTaken("macros", text)


def _unsafe(error: archives.UnsafeArchive) -> NotTaken:
    if error.reason == "bomb":
        text = _("Die Datei ist entpackt viel zu groß. Bitte als PDF speichern.")
        return NotTaken("bomb", text)
    if error.reason == "encrypted":
        text = _("Die Datei ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern.")
        return NotTaken("encrypted", text)
    if error.reason == "entities":
        text = _("Die Datei enthält XML-Entitäten. Bitte in Office neu oder als PDF speichern.")
        return NotTaken("entities", text)
    return _damaged()
