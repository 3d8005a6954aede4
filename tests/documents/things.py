# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small files of every type that is taken, made by hand."""

import io
import struct
import zipfile
import zlib
from itertools import pairwise

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from geleit.documents.models import Document

WORD = "Zwetschgenmarmelade"  # stands nowhere else
TEXT = f"{WORD} für die Akte\n".encode()
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}"/>'
    "</Types>"
)


def an_archive(parts, **how):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how.pop("method", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def a_docx(text=WORD, **more):
    types = CONTENT_TYPES.format(
        part="word/document.xml", kind="wordprocessingml.document.main+xml"
    )
    body = f'<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{text}</w:body></w:document>'
    return an_archive({"[Content_Types].xml": types, "word/document.xml": body} | more)


def an_xlsx(**more):
    types = CONTENT_TYPES.format(part="xl/workbook.xml", kind="spreadsheetml.sheet.main+xml")
    return an_archive({"[Content_Types].xml": types, "xl/workbook.xml": "<workbook/>"} | more)


def an_open_document(kind="text", **more):
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return an_archive({"mimetype": mimetype, "content.xml": "<x/>"} | more)


def segment(marker, body):
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def exif(*, turned=6, remark=b"48.9667 N 9.2833 E Kamera 4711"):
    """TIFF with an orientation, and a remark as cameras leave them."""
    entries = struct.pack("<HHLHH", 0x0112, 3, 1, turned, 0)
    entries += struct.pack("<HHLL", 0x010E, 2, len(remark), 38)
    body = b"II*\0" + struct.pack("<L", 8) + struct.pack("<H", 2) + entries + bytes(4) + remark
    return b"Exif\0\0" + body


def a_jpeg(*extra, tail=b""):
    parts = [b"\xff\xd8", segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\0\0"), *extra]
    parts += [segment(0xDB, bytes(65)), segment(0xC0, bytes(15)), segment(0xC4, bytes(20))]
    parts += [segment(0xDA, bytes(10)), b"\x12\xff\x00\x34\xff\xd0\x56", b"\xff\xd9", tail]
    return b"".join(parts)


def chunk(name, body):
    return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))


def a_png(*extra, tail=b""):
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0))
    picture = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"".join([b"\x89PNG\r\n\x1a\n", head, *extra, picture, chunk(b"IEND", b""), tail])


SAMPLES = {
    "brief.pdf": PDF,
    "foto.jpg": a_jpeg(),
    "foto.jpeg": a_jpeg(),
    "bild.png": a_png(),
    "antrag.docx": a_docx(),
    "liste.xlsx": an_xlsx(),
    "text.odt": an_open_document(),
    "tabelle.ods": an_open_document("spreadsheet"),
    "zettel.txt": TEXT,
}


def send(client, case, *, data=TEXT, name="zettel.txt", title=WORD, **more):
    """Upload as the page does."""
    form = {"title": title, "kind": "other", "file": SimpleUploadedFile(name, data)} | more
    return client.post(reverse("documents:files", args=[case.pk]), form)


def sent(client, case, **how):
    response = send(client, case, **how)
    assert response.status_code == 302, response.content.decode()
    return Document.unguarded.order_by("-pk").first()


def loaded(client, document):
    response = client.get(reverse("documents:download", args=[document.case_id, document.pk]))
    assert response.status_code == 200, response
    return b"".join(response.streaming_content)


def files_in(folder):
    return [path for path in (folder / "documents").rglob("*") if path.is_file()]


def entities():
    names = pairwise("abcdefghij")
    lines = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in names)
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">{lines}]><x>&j;</x>'
