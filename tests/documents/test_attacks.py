# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files and names that were made to harm."""

import io
import struct
import zipfile

import pytest
from django.conf import settings as configured
from django.urls import reverse

from geleit.audit.models import Event
from geleit.documents import images, kinds
from geleit.documents.models import Document
from geleit.documents.names import safe_name
from tests import factories
from tests.documents.things import (
    CONTENT_TYPES,
    PDF,
    TEXT,
    a_docx,
    a_jpeg,
    a_png,
    an_archive,
    an_open_document,
    an_xlsx,
    chunk,
    entities,
    exif,
    files_in,
    loaded,
    segment,
    send,
    sent,
)
from tests.spreadsheets.test_attacks import overlapping

LIMIT = 20 * 1024 * 1024


def refusal(data, name):
    with pytest.raises(kinds.NotTaken) as refused:
        kinds.look(data, name=name, limit=LIMIT)
    text = refused.value.problem.text
    assert text.endswith(".")
    return refused.value.problem.code


def with_members(number):
    return a_docx(**{f"word/media/{n}.png": b"" for n in range(number)})


def in_itself():
    """A member that is the whole archive as it was before: what quines do without an end."""
    once = a_docx()
    return an_archive({"r.zip": an_archive({"r.zip": once})})


def duplicated():
    target = io.BytesIO(a_docx())
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<x/>")
    return target.getvalue()


HEIC = struct.pack(">L", 24) + b"ftypheic" + bytes(100)
MACROS = CONTENT_TYPES.format(part="word/document.xml", kind="x").replace(
    "</Types>", "<Default ContentType='application/vnd.ms-word.document.macroEnabled'/></Types>"
)

HARMFUL = {
    "nothing": (b"", "brief.pdf", "empty"),
    "program called pdf": (b"MZ\x90\0" + bytes(200), "brief.pdf", "unknown-type"),
    "program": (b"MZ\x90\0" + bytes(200), "brief.exe", "unknown-type"),
    "script called txt": (b"#!/bin/sh\nrm -rf /\n", "brief.txt", "unknown-type"),
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "brief.html", "unknown-type"),
    "html called txt": (b"\n <html><script>alert(1)</script>", "brief.txt", "unknown-type"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "b.svg", "unknown-type"),
    "svg called png": (b"<?xml version='1.0'?><svg/>", "bild.png", "unknown-type"),
    "gif": (b"GIF89a" + bytes(40), "bild.gif", "unknown-type"),
    "text with a zero": (b"eins\0zwei", "zettel.txt", "unknown-type"),
    "text in wide letters": ("eins".encode("utf-16"), "zettel.txt", "unknown-type"),
    "text with an escape": (b"eins\x1b]0;x\x07", "zettel.txt", "unknown-type"),
    "pdf called jpg": (PDF, "foto.jpg", "misnamed"),
    "jpg called pdf": (a_jpeg(), "brief.pdf", "misnamed"),
    "pdf called pdf.exe": (PDF, "brief.pdf.exe", "misnamed"),
    "docx called xlsx": (a_docx(), "liste.xlsx", "misnamed"),
    "no ending": (PDF, "brief", "misnamed"),
    "right to left": (PDF, "brief\u202efdp.exe", "misnamed"),
    "heic": (HEIC, "foto.heic", "heic"),
    "old word": (kinds.OLE + bytes(600), "brief.doc", "old-office"),
    "pdf cut off": (PDF[:-20], "brief.pdf", "damaged"),
    "jpeg cut off": (a_jpeg()[:60], "foto.jpg", "damaged"),
    "jpeg without a picture": (
        b"\xff\xd8" + segment(0xE0, b"JFIF\0") + b"\xff\xd9",
        "f.jpg",
        "damaged",
    ),
    "png cut off": (a_png()[:40], "bild.png", "damaged"),
    "png of a long chunk": (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT", "bild.png", "damaged"),
    "docx cut off": (a_docx()[:-30], "a.docx", "damaged"),
    "pdf and archive": (PDF + an_archive({"x": b"y"}), "brief.pdf", "damaged-or-two"),
    "pdf and archive in it": (
        PDF[:-6] + an_archive({"x": b"y"})[:-22] + b"%%EOF\n" + an_archive({"x": b"y"})[-22:],
        "b.pdf",
        "two-in-one",
    ),
    "archive behind a page": (b"<html>" + a_docx(), "a.docx", "unknown-type"),
    "docx and something behind": (a_docx() + b"%PDF-1.7 %%EOF", "a.docx", "damaged-or-two"),
    "archive": (an_archive({"x.exe": b"MZ"}), "a.zip", "unknown-type"),
    "archive called docx": (an_archive({"x": b"y"}), "a.docx", "unknown-type"),
    "archive in itself": (in_itself(), "a.docx", "unknown-type"),
    "bomb": (a_docx(**{"word/media/a.png": bytes(60 * 1024 * 1024)}), "a.docx", "bomb"),
    "members": (with_members(6_000), "a.docx", "bomb"),
    "shared bytes": (overlapping(4), "a.docx", "damaged"),
    "a name twice": (duplicated(), "a.docx", "damaged"),
    "odd packing": (an_archive({"mimetype": "x"}, method=zipfile.ZIP_LZMA), "a.odt", "damaged"),
    "entities in docx": (a_docx(**{"word/styles.xml": entities()}), "a.docx", "entities"),
    "entities in xlsx": (an_xlsx(**{"xl/sharedStrings.xml": entities()}), "a.xlsx", "entities"),
    "entities in odt": (an_open_document(**{"styles.xml": entities()}), "a.odt", "entities"),
    "external entity": (
        a_docx(**{"word/x.xml": '<!DOCTYPE x [<!ENTITY y SYSTEM "http://127.0.0.1/">]>'}),
        "a.docx",
        "entities",
    ),
    "macros": (a_docx(**{"word/vbaProject.bin": b"x"}), "a.docx", "macros"),
    "macros by type": (
        an_archive({"[Content_Types].xml": MACROS, "word/document.xml": ""}),
        "a.docm",
        "macros",
    ),
    "macros in odt": (an_open_document(**{"Basic/Standard/a.xml": "<x/>"}), "a.odt", "macros"),
    "program in docx": (a_docx(**{"word/embeddings/x.exe": b"MZ"}), "a.docx", "macros"),
}


@pytest.mark.parametrize("what", list(HARMFUL))
def test_a_harmful_file_is_refused_with_the_mend(what):
    data, name, code = HARMFUL[what]

    assert refusal(data, name) in (code.split("-or-")[0], "two-in-one" if "-or-" in code else code)


def test_a_refusal_is_said_on_the_page_logged_and_leaves_nothing(sign_in, anna, data_folder):
    case = factories.a_case(holder=anna)

    response = send(sign_in(anna), case, data=PDF, name="brief.exe")

    assert response.status_code == 422
    assert "ist aber eine PDF-Datei" in response.content.decode()
    assert Event.objects.get(verb="document-refused").data == {"why": "misnamed"}
    assert Document.unguarded.count() == 0
    assert files_in(data_folder) == []


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_photo_keeps_how_it_is_turned_and_nothing_of_place_or_camera(turned):
    preview = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<gps/>")
    remark = segment(0xFE, b"Kamera 4711")
    photo = a_jpeg(segment(0xE1, exif(turned=turned)), preview, remark, tail=b"MotionPhoto" * 9)

    kept = images.without_traces(photo)

    assert not [word for word in (b"Kamera", b"9.2833", b"adobe", b"Motion") if word in kept]
    assert (segment(0xE1, images.EXIF)[:2] in kept) == (turned != 1)
    assert images.without_traces(kept) == kept
    if turned != 1:
        assert struct.pack(">HHLHH", 0x0112, 3, 1, turned, 0) in kept


def test_a_picture_keeps_its_dots_and_loses_its_remarks():
    picture = a_png(chunk(b"tEXt", b"Author\0Kamera"), chunk(b"eXIf", exif()), tail=b"PK\3\4")

    assert images.without_traces(picture) == a_png()


@pytest.mark.parametrize(
    "body", [b"", b"II", b"XX*\0", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff"]
)
def test_torn_remarks_do_no_harm(body):
    assert images.without_traces(a_jpeg(segment(0xE1, b"Exif\0\0" + body))) == a_jpeg()


# Names

NAMES = {
    "../../etc/passwd.txt": "passwd.txt",
    "..\\..\\windows\\win.txt": "win.txt",
    "/abs/olut.txt": "olut.txt",
    "a\r\nSet-Cookie: x=1.txt": "aSet-Cookie_ x=1.txt",
    'a"; filename="b.txt': "a_ filename=_b.txt",
    "brief\u202etxt.exe.txt": "brieftxt.exe.txt",
    "brief\u2066\u200b\ufeff.txt": "brief.txt",
    "a\0b.txt": "ab.txt",
    "x" * 300 + ".txt": "x" * 120 + ".txt",
    "ß" * 300 + ".txt": "ß" * 60 + ".txt",
    "CON.txt": "_CON.txt",
    "com1.tar.txt": "_com1.tar.txt",
    "nul .txt": "_nul.txt",
    "...txt": "Datei.txt",
    ".txt": "Datei.txt",
    "   .txt": "Datei.txt",
    "e\u0301te\u0301.txt": "été.txt",
    "Bescheid vom 3. März.TXT": "Bescheid vom 3. März.txt",
    "رسالة.txt": "رسالة.txt",
    "a%00b%0d%0a.txt": "a_00b_0d_0a.txt",
}


@pytest.mark.parametrize("given", list(NAMES), ids=ascii)
def test_a_name_becomes_harmless(given):
    assert safe_name(given, "text/plain") == NAMES[given]


@pytest.mark.parametrize("given", [n for n in NAMES if "\0" not in n and "\r" not in n], ids=ascii)
def test_the_answer_is_a_file_to_be_saved_whatever_it_was_called(sign_in, anna, given):
    client = sign_in(anna)
    document = sent(client, factories.a_case(holder=anna), name=given)

    response = client.get(reverse("documents:download", args=[document.case_id, document.pk]))

    said = response["Content-Disposition"]
    assert said.startswith(("attachment; filename=", "attachment; filename*=utf-8''"))
    assert not [sign for sign in "\r\n/\\\0\u202e" if sign in said]
    assert said.count('"') in (0, 2)
    assert b"".join(response.streaming_content) == TEXT


def test_a_name_that_came_into_the_table_otherwise_does_not_break_the_header(sign_in, anna):
    case = factories.a_case(holder=anna)
    document = factories.a_document(case=case, by=anna, file_name='a"\\;b.txt')

    response = sign_in(anna).get(reverse("documents:download", args=[case.pk, document.pk]))

    assert response["Content-Disposition"] == 'attachment; filename="a\\"\\\\;b.txt"'


def test_the_answer_runs_nowhere_and_stays_nowhere(sign_in, anna):
    client = sign_in(anna)
    document = sent(client, factories.a_case(holder=anna))

    response = client.get(reverse("documents:download", args=[document.case_id, document.pk]))

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "no-store, private"
    assert response["Content-Length"] == str(len(TEXT))
    assert response["X-Frame-Options"] == "DENY"
    assert response.streaming


# Bodies


class Unread:
    """A body that must not be read."""

    def read(self, *_size):
        pytest.fail("the body was read")

    readline = read


def posted(client, path, length):
    return client.generic(
        "POST", path, b"", **{
            "CONTENT_LENGTH": str(length), "wsgi.input": Unread(),
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
        },
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "length"),
    [
        ("/faelle/1/dateien/", configured.LARGEST_FILE + 1024 * 1024),
        ("/faelle/1/dateien/", 10**15),
        ("/faelle/1/notiz/", 1024 * 1024 + 1),
        ("/konto/anmelden/", 1024 * 1024 + 1),
        ("/listen/neu/", 60 * 1024 * 1024),
        ("/gibt-es-nicht/", 10**9),
    ],
)
def test_a_body_that_is_too_large_is_refused_unread_before_anybody_signs_in(client, path, length):
    response = posted(client, path, length)

    assert response.status_code == 413
    assert "Das ist zu groß" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_nobody_sends_a_file_before_signing_in(client):
    response = posted(client, "/faelle/1/dateien/", 10 * 1024 * 1024)

    assert response.status_code == 302
    assert response.url.startswith("/konto/anmelden/?next=")


def test_a_file_of_just_the_size_is_taken_and_one_byte_more_is_not(sign_in, anna, settings):
    settings.LARGEST_FILE = 3 * 1024 * 1024
    client, case = sign_in(anna), factories.a_case(holder=anna)
    line = b"Zeile 123456789\n"

    assert send(client, case, data=line * (3 * 65536)).status_code == 302
    response = send(client, case, data=line * (3 * 65536) + b"x")

    assert response.status_code == 422
    assert "größer als 3 MB" in response.content.decode()


def test_an_upload_never_touches_the_disk_in_plain(sign_in, anna, monkeypatch):
    def no_file(*_args, **_kwargs):
        pytest.fail("a temporary file was made")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", no_file)
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", no_file)
    client = sign_in(anna)

    document = sent(client, factories.a_case(holder=anna), data=b"Zeile\n" * 10**6)

    assert len(loaded(client, document)) == 6 * 10**6
