# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of a case through their pages: taken in, listed, handed out, removed."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.audit.models import Event
from geleit.cases.models import EmergencyAccess, ProtectedReader
from geleit.documents.models import Document
from geleit.staffing.models import Deputy
from tests import factories
from tests.documents.things import SAMPLES, TEXT, WORD, files_in, loaded, send, sent

CAST = ["anna", "ben", "carla", "lena", "dora", "frida", "karl", "emil", "otto"]


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna)


def url(name, case, *more):
    return reverse(f"documents:{name}", args=[case.pk, *more])


def verbs(*about):
    events = Event.objects.filter(verb__startswith="document-").order_by("sequence")
    return list(events.values_list("verb", flat=True))


@pytest.mark.parametrize("name", list(SAMPLES))
def test_a_file_of_each_type_comes_back_as_it_was(sign_in, anna, case, name):
    client = sign_in(anna)

    document = sent(client, case, data=SAMPLES[name], name=name)

    assert loaded(client, document) == SAMPLES[name]
    assert (document.size_bytes, document.file_name.split(".")[0]) == (
        len(SAMPLES[name]),
        name.split(".")[0],
    )


@pytest.mark.parametrize("size", [1, 65535, 65536, 65537, 131072, 300_001])
def test_every_length_comes_back(sign_in, anna, case, size):
    client = sign_in(anna)
    data = (b"Zeile\n" * 60_000)[:size]

    assert loaded(client, sent(client, case, data=data)) == data


def test_nothing_on_the_disk_or_in_the_database_says_what_the_file_said(
    sign_in, anna, case, data_folder
):
    sent(sign_in(anna), case, name=f"{WORD}.txt")

    (file,) = files_in(data_folder)
    assert WORD.encode() not in file.read_bytes()
    assert WORD not in str(file)
    assert file.stat().st_mode & 0o077 == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, file_name, digest FROM documents_document")
        assert WORD not in str(cursor.fetchall())


def test_the_page_lists_what_is_there_and_says_what_is_possible(sign_in, anna, case):
    client = sign_in(anna)
    empty = client.get(url("files", case)).content.decode()
    sent(client, case, title="Mietvertrag Hauptstraße")
    full = client.get(url("files", case)).content.decode()

    assert "Noch keine Datei." in empty
    assert "Mietvertrag Hauptstraße" in full
    assert "nicht auf Viren geprüft" in full
    assert f"<title>Dateien {case.number}" in full.replace("\n", "")
    assert 'capture="environment"' in full


def test_a_photo_from_the_telephone_is_a_file_like_any_other(sign_in, anna, case):
    client = sign_in(anna)
    photo = SimpleUploadedFile("image.jpg", SAMPLES["foto.jpg"])

    response = client.post(
        url("files", case), {"title": "Bescheid", "kind": "notice", "photo": photo}
    )

    assert response.status_code == 302
    assert Document.unguarded.get().media_type == "image/jpeg"


def test_both_or_neither_file_are_asked_about(sign_in, anna, case):
    client = sign_in(anna)
    neither = client.post(url("files", case), {"title": "x", "kind": "other"})
    both = send(client, case, photo=SimpleUploadedFile("a.jpg", SAMPLES["foto.jpg"]))

    assert neither.status_code == both.status_code == 422
    assert "Bitte wählen Sie eine Datei." in neither.content.decode()
    assert "nicht beides" in both.content.decode()
    assert Document.unguarded.count() == 0


def test_a_double_click_is_one_file(sign_in, anna, case, data_folder):
    client, key = sign_in(anna), uuid4()

    for _click in range(2):
        assert send(client, case, client_key=str(key)).status_code == 302

    assert Document.unguarded.count() == 1
    assert len(files_in(data_folder)) == 1


def test_the_key_of_a_form_opens_no_other_case(sign_in, anna, case, data_folder):
    client, key, other = sign_in(anna), uuid4(), factories.a_case(holder=anna)
    send(client, case, client_key=str(key))

    response = send(client, other, client_key=str(key))

    assert response.status_code == 422
    assert "schon verwendet" in response.content.decode()


def test_every_step_is_logged_without_a_word_of_content(sign_in, anna, case):
    client = sign_in(anna)
    document = sent(client, case)
    send(client, case, data=b"", name="leer.pdf")
    client.get(url("files", case))
    loaded(client, document)
    client.get(url("remove", case, document.pk))
    client.post(url("remove", case, document.pk))

    assert verbs() == [
        "document-uploaded",
        "document-refused",
        "document-downloaded",
        "document-removed",
    ]
    reads = Event.objects.filter(verb="case-read").order_by("sequence")
    assert list(reads.values_list("data", flat=True)) == [
        {"view": "documents:files"},  # the refusal shows the page again
        {"part": "documents"},
        {"part": "document"},
    ]
    assert WORD not in str(list(Event.objects.values()))


def test_deleting_asks_first_and_takes_the_file_along(
    sign_in, anna, case, data_folder, django_capture_on_commit_callbacks
):
    client = sign_in(anna)
    document = sent(client, case)

    asked = client.get(url("remove", case, document.pk))
    assert asked.status_code == 200
    assert len(files_in(data_folder)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("remove", case, document.pk))

    assert Document.unguarded.count() == 0
    assert files_in(data_folder) == []
    assert client.get(url("download", case, document.pk)).status_code == 404


def test_the_file_stays_until_the_deletion_is_certain(sign_in, anna, case, data_folder):
    document = sent(sign_in(anna), case)

    document.delete()  # the transaction of this test never ends

    assert len(files_in(data_folder)) == 1


def test_a_case_that_goes_takes_its_files_along(
    sign_in, anna, case, data_folder, django_capture_on_commit_callbacks
):
    sent(sign_in(anna), case)

    with django_capture_on_commit_callbacks(execute=True):
        case.delete()

    assert files_in(data_folder) == []


def test_a_row_that_cannot_be_written_leaves_no_file(sign_in, anna, case, data_folder, monkeypatch):
    monkeypatch.setattr(Document, "save", lambda *_a, **_k: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        send(sign_in(anna), case)

    assert files_in(data_folder) == []


def test_a_full_disk_is_said_and_leaves_nothing(sign_in, anna, case, data_folder, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    client = sign_in(anna)
    client.get(url("files", case))  # the key of the log is there before the disk is full
    monkeypatch.setattr("geleit.documents.storage.os.fsync", full)

    response = send(client, case)

    assert response.status_code == 422
    assert "ließ sich auf dem Server nicht speichern" in response.content.decode()
    assert files_in(data_folder) == []
    assert Document.unguarded.count() == 0


def test_a_closed_case_is_read_and_takes_nothing(sign_in, anna, case):
    client = sign_in(anna)
    document = sent(client, case)
    case.phase, case.closed_on = "closed", date(2020, 5, 1)
    case.save()

    assert loaded(client, document) == TEXT
    assert send(client, case).status_code == 422
    assert client.post(url("remove", case, document.pk)).status_code == 422
    assert Document.unguarded.count() == 1


def test_the_number_of_queries_does_not_grow(sign_in, anna, case):
    client = sign_in(anna)

    def queries():
        client.get(url("files", case))  # shows the messages
        with CaptureQueriesContext(connection) as seen:
            client.get(url("files", case))
        return len(seen)

    sent(client, case)
    with_one = queries()
    sent(client, case)
    sent(client, case)

    assert queries() == with_one


# Who may what

ANSWERS = {  # list, download, upload, delete page
    "anna": (200, 200, 302, 200),
    "lena": (200, 200, 302, 200),
    "ben": (404, 404, 404, 404),
    "carla": (404, 404, 404, 404),
    "dora": (403, 403, 403, 403),
    "frida": (403, 403, 403, 403),
    "karl": (403, 403, 403, 403),
    "emil": (403, 403, 403, 403),
    "otto": (403, 403, 403, 403),
}


@pytest.fixture
def people(request, anna):
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.mark.parametrize("who", CAST)
def test_who_may_what(sign_in, people, case, who):
    document = sent(sign_in(people["anna"]), case)
    client = sign_in(people[who])

    pages = [
        client.get(url("files", case)),
        client.get(url("download", case, document.pk)),
        send(client, case),
        client.get(url("remove", case, document.pk)),
    ]

    assert tuple(page.status_code for page in pages) == ANSWERS[who]
    if who not in ("anna", "lena"):
        assert WORD not in "".join(page.content.decode() for page in pages)


def test_a_deputy_reads_and_writes(sign_in, people, case):
    document = sent(sign_in(people["anna"]), case)
    today = localdate()
    Deputy.objects.create(
        holder=people["anna"], deputy=people["ben"], starts_on=today, ends_on=today
    )
    client = sign_in(people["ben"])

    assert loaded(client, document) == TEXT
    assert send(client, case).status_code == 302


def test_a_document_answers_only_under_its_own_case(sign_in, anna, case):
    client = sign_in(anna)
    document = sent(client, case)
    other = factories.a_case(holder=anna)

    assert client.get(url("download", other, document.pk)).status_code == 404


def test_the_emergency_door_lets_read_and_add_but_not_delete(sign_in, people, case):
    document = sent(sign_in(people["anna"]), case)
    EmergencyAccess.objects.create(
        case=case, user=people["carla"], reason="Notfall",
        opened_at=now(), ends_at=now() + timedelta(hours=1),
    )  # fmt: skip
    client = sign_in(people["carla"])
    page = client.get(url("files", case)).content.decode()

    assert loaded(client, document) == TEXT
    assert send(client, case).status_code == 302
    assert client.get(url("remove", case, document.pk)).status_code == 404
    assert client.post(url("remove", case, document.pk)).status_code == 404
    assert "Datei speichern" in page
    assert "Löschen" not in page


def test_a_protected_case_shows_its_files_to_named_people_only(sign_in, people, case):
    document = sent(sign_in(people["anna"]), case)
    case.is_protected = True
    case.save()
    ProtectedReader.objects.create(case=case, user=people["anna"])

    assert loaded(sign_in(people["anna"]), document) == TEXT
    assert sign_in(people["lena"]).get(url("download", case, document.pk)).status_code == 404
    assert sign_in(people["lena"]).get(url("files", case)).status_code == 404


def test_a_case_that_waits_takes_no_file(sign_in, lena, anna):
    county = factories.an_organisation("county")
    case = factories.a_case(holder=anna, handed_over_by=county, handed_over_on=date(2020, 1, 2))

    assert send(sign_in(lena), case).status_code == 302
    assert not Document.unguarded.exists()


def test_the_administrator_reads_that_no_scanner_is_there(sign_in, otto, settings):
    settings.CLAMD = None

    page = sign_in(otto).get("/").content.decode()

    assert "Virenscanner" in page
    assert "ungeprüft herausgegeben" in page
