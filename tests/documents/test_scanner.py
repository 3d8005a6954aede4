# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real clamd with one signature: found, clean, away, slow, over its limit."""

import io
import json
import socket
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.urls import reverse

from geleit.audit.models import Event
from geleit.config import env
from geleit.documents import checks, jobs, scanner
from geleit.documents.enums import DocumentState
from geleit.documents.models import Document
from tests import factories
from tests.documents.clamd import EICAR
from tests.documents.things import TEXT, a_docx, an_archive, files_in, loaded, send, sent


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna)


@pytest.fixture
def nobody(settings, tmp_path):
    """A scanner is configured and does not run."""
    settings.CLAMD = str(tmp_path / "no-socket")


def scanned():
    out, status = io.StringIO(), 0
    try:
        call_command("documents", "scan", "--json", stdout=out, stderr=io.StringIO())
    except SystemExit as stop:
        status = stop.code
    return status, json.loads(out.getvalue() or "null")


def test_a_clean_file_is_ready_and_says_who_looked(sign_in, anna, case, clamd):
    client = sign_in(anna)
    document = sent(client, case)

    assert document.state == DocumentState.CLEAN
    assert document.scanned_at
    assert document.scanner.startswith("ClamAV 1.")
    assert loaded(client, document) == TEXT


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("zettel.txt", EICAR),
        ("brief.docx", a_docx(**{"word/media/bild.png": EICAR})),
        (
            "brief.docx",
            a_docx(**{"word/embeddings/a.zip": an_archive({"b.zip": an_archive({"c": EICAR})})}),
        ),
    ],
    ids=["plain", "in a docx", "in archives in a docx"],
)
def test_eicar_is_refused_and_not_kept(sign_in, anna, case, clamd, data_folder, name, data):
    response = send(sign_in(anna), case, data=data, name=name)

    assert response.status_code == 422
    assert "Schadsoftware gefunden" in response.content.decode()
    assert Event.objects.get(verb="document-refused").data == {"why": "infected"}
    assert Document.unguarded.count() == 0
    assert files_in(data_folder) == []


@pytest.mark.usefixtures("nobody")
def test_without_an_answer_a_file_is_kept_sealed_and_held_back(sign_in, anna, case, data_folder):
    client = sign_in(anna)

    document = sent(client, case)

    assert document.state == DocumentState.HELD_BACK
    assert len(files_in(data_folder)) == 1
    page = client.get(reverse("documents:files", args=[case.pk])).content.decode()
    assert "wartet auf die Virenprüfung" in page
    assert "Noch einmal prüfen" in page
    answer = client.get(reverse("documents:download", args=[case.pk, document.pk]))
    assert answer.status_code == 409
    assert "noch nicht auf Viren geprüft" in answer.content.decode()


@pytest.mark.usefixtures("nobody")
def test_what_was_held_back_is_scanned_later_by_the_command(
    sign_in, anna, case, settings, running_clamd, django_capture_on_commit_callbacks, data_folder
):
    client = sign_in(anna)
    good, bad = sent(client, case), sent(client, case, data=EICAR)
    assert scanned() == (
        1, {"held_back": 2, "clean": 0, "refused": 0, "do_not_open": []},
    )  # fmt: skip

    settings.CLAMD = running_clamd.socket
    with django_capture_on_commit_callbacks(execute=True):
        first = scanned()
    second = scanned()

    assert first == (0, {"held_back": 0, "clean": 1, "refused": 1, "do_not_open": []})
    assert second == (0, {"held_back": 0, "clean": 0, "refused": 0, "do_not_open": []})
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == ("clean", "refused")
    assert (bad.storage_name, len(files_in(data_folder))) == ("", 1)
    assert loaded(client, good) == TEXT
    assert Event.objects.filter(verb="document-scanned").count() == 2
    page = client.get(reverse("documents:files", args=[case.pk])).content.decode()
    assert "der Inhalt ist gelöscht" in page
    answer = client.get(reverse("documents:download", args=[case.pk, bad.pk]))
    assert answer.status_code == 409


@pytest.mark.usefixtures("nobody")
def test_the_button_and_the_job_scan_again_too(sign_in, anna, case, settings, running_clamd):
    client = sign_in(anna)
    by_button, by_job = sent(client, case), sent(client, case)
    again = reverse("documents:scan", args=[case.pk, by_button.pk])
    assert "noch nicht" in client.post(again, follow=True).content.decode()

    settings.CLAMD = running_clamd.socket
    assert "geprüft und bereit" in client.post(again, follow=True).content.decode()
    jobs.scan_waiting.func()

    states = Document.unguarded.filter(pk__in=[by_button.pk, by_job.pk])
    assert set(states.values_list("state", flat=True)) == {"clean"}


def test_what_came_before_the_scanner_is_scanned_when_there_is_one(
    sign_in, anna, case, settings, running_clamd
):
    settings.CLAMD = None
    document = sent(sign_in(anna), case)
    settings.CLAMD = running_clamd.socket

    assert scanned()[1]["clean"] == 1
    document.refresh_from_db()
    assert document.scanned_at


def test_a_file_beyond_the_scanners_limit_is_held_back(sign_in, anna, case, clamd):
    document = sent(sign_in(anna), case, data=b"Zeile\n" * 10**6)  # clamd takes 4 MB

    assert document.state == DocumentState.HELD_BACK


def test_a_scanner_that_hangs_holds_the_file_back(sign_in, anna, case, clamd, monkeypatch):
    monkeypatch.setattr(scanner, "ANSWER", 0.5)
    monkeypatch.setattr(scanner, "CONNECT", 0.5)
    clamd.pause()

    assert sent(sign_in(anna), case).state == DocumentState.HELD_BACK


@pytest.mark.parametrize(
    ("said", "is_clean"),
    [
        ("stream: OK", True),
        ("stream: Eicar FOUND", False),
        ("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND", None),
        ("INSTREAM size limit exceeded. ERROR", None),
        ("stream: OK FOUND", False),
        ("OK", True),
        ("stream: not OK", None),
        ("", None),
        ("UNKNOWN COMMAND", None),
    ],
)
def test_only_a_clear_answer_counts(monkeypatch, said, is_clean):
    answers = {b"zVERSION\0": "ClamAV 1.4.6", b"zINSTREAM\0": said}
    monkeypatch.setattr(scanner, "_asked", lambda command, _pieces, **_k: answers[command])

    assert scanner.scan([b"x"]).is_clean is is_clean


def test_something_else_that_listens_there_is_believed_nothing(settings, sign_in, anna, case):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = server.getsockname()

        def chatter():
            for _call in range(2):
                line, _address = server.accept()
                with line:
                    line.sendall(b"220 mail.example.org ESMTP\0")

        thread = threading.Thread(target=chatter)
        thread.start()
        document = sent(sign_in(anna), case)
        thread.join()

    assert document.state == DocumentState.HELD_BACK


def test_the_scanner_gets_every_byte_over_tcp_too(settings):
    got = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = server.getsockname()

        def clamd():
            for answer in (b"ClamAV 1.4.6/1/x\0", b"stream: OK\0"):
                line, _address = server.accept()
                with line:
                    data = line.recv(100)
                    while answer.startswith(b"stream") and not data.endswith(bytes(4)):
                        data += line.recv(100)
                    got.append(data)
                    line.sendall(answer)

        thread = threading.Thread(target=clamd)
        thread.start()
        verdict = scanner.scan([b"eins", b"zwei"])
        thread.join()

    assert verdict.is_clean is True
    assert got == [b"zVERSION\0", b"zINSTREAM\0\0\0\0\x04eins\0\0\0\x04zwei\0\0\0\0"]


def test_the_check_of_the_deployment_says_what_is_missing(settings, clamd, tmp_path):
    assert checks.scanner_is_there() == []
    settings.CLAMD = str(tmp_path / "none")
    assert [found.id for found in checks.scanner_is_there()] == ["geleit.W011"]
    settings.CLAMD = None
    assert [found.id for found in checks.scanner_is_there()] == ["geleit.W010"]


def test_the_administrator_sees_the_scanner_and_what_waits(
    sign_in, otto, anna, case, settings, running_clamd, tmp_path
):
    settings.CLAMD = str(tmp_path / "none")
    sent(sign_in(anna), case)
    away = sign_in(otto).get("/").content.decode()
    settings.CLAMD = running_clamd.socket
    there = sign_in(otto).get("/").content.decode()

    assert "antwortet nicht" in away
    assert "1 Datei" in away
    assert "ClamAV 1." in there


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", None),
        ("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("localhost:3310", ("127.0.0.1", 3310)),
    ],
)
def test_where_the_scanner_listens_is_read(monkeypatch, text, place):
    monkeypatch.setenv("GELEIT_CLAMD", text)

    assert env.scanner("GELEIT_CLAMD") == place


@pytest.mark.parametrize("text", ["10.0.0.7:3310", "clamav", "127.0.0.1", "127.0.0.1:x", ":3310"])
def test_a_scanner_elsewhere_is_refused_in_a_sentence(monkeypatch, text):
    monkeypatch.setenv("GELEIT_CLAMD", text)

    with pytest.raises(ImproperlyConfigured, match="has to run on this machine"):
        env.scanner("GELEIT_CLAMD")
