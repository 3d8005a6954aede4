# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files at rest: changed ones do not open, keys change, what lost its half is named."""

import io
import json
import os
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now

from geleit.audit.models import Event
from geleit.core.vault import Sealed, data_keys, rotation
from geleit.core.vault.streams import PIECE, open_pieces, seal_pieces
from geleit.documents import actions, content
from geleit.documents.models import Document
from geleit.documents.storage import new_name, store
from tests import factories
from tests.documents.things import TEXT, files_in, loaded, sent

KEY, OTHER = b"k" * 32, b"o" * 32
LONG = os.urandom(3 * PIECE + 5)


def sealed(plain=LONG, key=KEY, name="a"):
    return b"".join(seal_pieces([plain], key, name))


def plain(data, key=KEY, name="a"):
    return b"".join(open_pieces(io.BytesIO(data), key, name))


HEAD = len(sealed(b"")) - 16
STEP = PIECE + 16


def swapped(data):
    first, second = data[HEAD : HEAD + STEP], data[HEAD + STEP : HEAD + 2 * STEP]
    return data[:HEAD] + second + first + data[HEAD + 2 * STEP :]


CHANGES = {
    "one bit": lambda d: d[:-40] + bytes([d[-40] ^ 1]) + d[-39:],
    "first bit": lambda d: d[:HEAD] + bytes([d[HEAD] ^ 1]) + d[HEAD + 1 :],
    "the head": lambda d: b"x" + d[1:],
    "cut in the midst": lambda d: d[: HEAD + STEP + 100],
    "cut between pieces": lambda d: d[: HEAD + 2 * STEP],
    "without its last piece": lambda d: d[: HEAD + 3 * STEP],
    "only the head": lambda d: d[:HEAD],
    "nothing": lambda _d: b"",
    "something behind": lambda d: d + b"x",
    "last piece twice": lambda d: d + d[HEAD + 3 * STEP :],
    "a piece left out": lambda d: d[: HEAD + STEP] + d[HEAD + 2 * STEP :],
    "pieces exchanged": swapped,
    "a piece of another file": lambda d: (
        d[:HEAD] + sealed(key=OTHER)[HEAD : HEAD + STEP] + d[HEAD + STEP :]
    ),
}


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_opens(size):
    assert plain(sealed(LONG[:size])) == LONG[:size]


@pytest.mark.parametrize("what", list(CHANGES))
def test_what_was_changed_does_not_open(what):
    with pytest.raises(Sealed):
        plain(CHANGES[what](sealed()))


@pytest.mark.parametrize(("key", "name"), [(OTHER, "a"), (KEY, "b")], ids=["key", "place"])
def test_another_key_or_place_does_not_open_it(key, name):
    with pytest.raises(Sealed):
        plain(sealed(), key, name)


# Through the pages


@pytest.fixture
def document(sign_in, anna):
    return sent(sign_in(anna), factories.a_case(holder=anna), data=b"Zeile\n" * 50_000)


@pytest.fixture
def _other_keys():
    yield
    data_keys.forget()


def path_of(document):
    return store()._path(document.storage_name)


@pytest.mark.parametrize("what", list(CHANGES))
def test_a_changed_file_is_a_sentence_and_not_one_byte(client, document, what):
    path = path_of(document)
    path.write_bytes(CHANGES[what](path.read_bytes()))

    response = client.get(reverse("documents:download", args=[document.case_id, document.pk]))

    assert response.status_code == 503
    assert "lässt sich gerade nicht zeigen" in response.content.decode()
    assert "Zeile" not in response.content.decode()
    assert not Event.objects.filter(verb="document-downloaded").exists()


def test_a_file_that_changes_while_it_is_handed_out_breaks_off(client, document):
    response = client.get(reverse("documents:download", args=[document.case_id, document.pk]))
    path = path_of(document)
    data = path.read_bytes()
    with path.open("r+b") as handle:
        handle.seek(len(data) - 20)
        handle.write(b"!")

    got = []
    with pytest.raises(Sealed):
        got.extend(response.streaming_content)

    assert (b"Zeile\n" * 50_000).startswith(b"".join(got))
    assert len(b"".join(got)) < int(response["Content-Length"])


def test_a_file_put_in_the_place_of_another_does_not_open(client, document, anna):
    other = sent(client, factories.a_case(holder=anna))
    path_of(document).write_bytes(path_of(other).read_bytes())

    response = client.get(reverse("documents:download", args=[document.case_id, document.pk]))

    assert response.status_code == 503


def test_a_row_that_names_another_file_does_not_open_it(client, document, anna):
    other = sent(client, factories.a_case(holder=anna))
    name = other.storage_name
    other.delete()
    Document.unguarded.filter(pk=document.pk).update(storage_name=name)

    response = client.get(reverse("documents:download", args=[document.case_id, document.pk]))

    assert response.status_code == 503


def test_a_missing_file_is_a_sentence(client, document):
    path_of(document).unlink()

    response = client.get(reverse("documents:download", args=[document.case_id, document.pk]))

    assert response.status_code == 503


@pytest.mark.usefixtures("_other_keys")
def test_a_missing_master_key_is_a_sentence(client, document, data_folder):
    (data_folder / "keys").unlink()
    (data_folder / "keys").mkdir()
    data_keys.forget()

    response = client.get(reverse("documents:download", args=[document.case_id, document.pk]))

    assert response.status_code == 503


# Keys change


@pytest.mark.usefixtures("_other_keys")
def test_new_data_keys_seal_the_files_anew(
    client, document, data_folder, django_capture_on_commit_callbacks
):
    (before,) = files_in(data_folder)
    former, key = before.read_bytes(), bytes(document.file_key)

    with django_capture_on_commit_callbacks(execute=True):
        rotation.rotate_data(lambda *_: None)

    (after,) = files_in(data_folder)
    document.refresh_from_db()
    assert after.name != before.name
    assert after.read_bytes()[20:80] != former[20:80]
    assert bytes(document.file_key) != key
    assert loaded(client, document) == b"Zeile\n" * 50_000
    assert len([state for state in rotation.data() if state.seals]) == 1


@pytest.mark.usefixtures("_other_keys")
def test_a_download_that_has_begun_goes_on_while_keys_change(
    client, document, django_capture_on_commit_callbacks
):
    response = client.get(reverse("documents:download", args=[document.case_id, document.pk]))
    pieces = iter(response.streaming_content)
    got = next(pieces)

    with django_capture_on_commit_callbacks(execute=True):
        rotation.rotate_data(lambda *_: None)

    assert got + b"".join(pieces) == b"Zeile\n" * 50_000


@pytest.mark.usefixtures("_other_keys")
def test_a_row_read_before_the_change_opens_after_it(document, django_capture_on_commit_callbacks):
    stale = Document.unguarded.get(pk=document.pk)
    with django_capture_on_commit_callbacks(execute=True):
        rotation.rotate_data(lambda *_: None)

    assert b"".join(content.opened(stale)) == b"Zeile\n" * 50_000


@pytest.mark.usefixtures("_other_keys")
def test_a_damaged_file_does_not_stop_the_change_for_others(
    client, document, anna, django_capture_on_commit_callbacks
):
    path_of(document).write_bytes(b"x")
    other = sent(client, factories.a_case(holder=anna))

    with django_capture_on_commit_callbacks(execute=True):
        rotation.rotate_data(lambda *_: None)

    other.refresh_from_db()
    assert loaded(client, other) == TEXT


def test_a_file_removed_while_it_is_sealed_anew_leaves_no_rest(
    document, data_folder, monkeypatch, django_capture_on_commit_callbacks
):
    real = content.keep

    def slow(pieces):
        kept = real(pieces)
        Document.unguarded.get(pk=document.pk).delete()
        return kept

    monkeypatch.setattr(content, "keep", slow)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions._written_anew(document) is False

    assert files_in(data_folder) == []


# What has lost its half


def old(path):
    then = time.time() - 2 * 60 * 60
    os.utime(path, (then, then))


def checked(*options):
    out, err = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command("documents", "check", "--json", *options, stdout=out, stderr=err)
    except SystemExit as stop:
        status = stop.code
    return status, json.loads(out.getvalue())


def test_the_check_finds_nothing_where_all_is_well(document):
    assert checked("--deep") == (
        0,
        {"documents": 1, "rows_without_file": [], "files_without_row": [], "do_not_open": []},
    )


def test_the_check_names_rows_without_a_file_and_files_without_a_row(document, data_folder):
    stray, draft, young = new_name(), new_name(), new_name()
    for name in (stray, young):
        store().write(name, [b"x"])
    old(store()._path(stray))
    rest = store()._path(draft).with_name(f".draft-{draft}")
    rest.parent.mkdir(exist_ok=True)
    rest.write_bytes(b"half")
    old(rest)
    path_of(document).unlink()

    status, found = checked()
    assert status == 1
    assert found["rows_without_file"] == [document.pk]
    assert found["files_without_row"] == sorted([stray, draft])

    checked("--remove")
    assert {path.name for path in files_in(data_folder)} == {young}


def test_the_deep_check_names_what_does_not_open(document):
    path_of(document).write_bytes(b"x")

    assert checked("--deep")[1]["do_not_open"] == [document.pk]
    assert checked()[0] == 0


def test_the_check_says_it_in_words_too(document, capsys):
    path_of(document).unlink()

    with pytest.raises(SystemExit):
        call_command("documents", "check")

    assert f"Zeile {document.pk}: Ihre Datei fehlt." in capsys.readouterr().err


def test_a_name_of_a_file_cannot_lead_out_of_the_store():
    for name in ("../../etc/passwd", "", "a" * 31, "A" * 32, "/" + "a" * 31, "a" * 32 + "\n"):
        with pytest.raises(ValueError):
            store().open(name)


def test_a_file_is_whole_or_not_there(data_folder):
    def torn():
        yield b"half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store().write(new_name(), torn())

    assert files_in(data_folder) == []
    assert not [f for f in store().all() if f.written_at < (now() - timedelta(days=1)).timestamp()]
