# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Seals: they open where they were made, and nowhere else."""

import stat
from threading import Barrier, Thread

import pytest
from django.core.checks import run_checks
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from geleit.core.models import DataKey
from geleit.core.vault import KeyMissing, Sealed, cipher, data_keys, ring, seal, unseal
from geleit.core.vault.cipher import Cipher
from tests import factories

KEY, OTHER = b"k" * 32, b"o" * 32
NOTE = "counselling.contact.text"


@pytest.fixture
def folder(settings, tmp_path):
    """An empty data folder; nothing is remembered."""
    settings.DATA_DIR = tmp_path
    data_keys.forget()
    yield tmp_path / "keys"
    data_keys.forget()


@pytest.fixture
def own_key(db, folder):
    """A database whose only data key is wrapped by a master key in the empty folder."""
    DataKey.objects.all().delete()
    key_id = data_keys.current_id()
    data_keys.forget()
    return DataKey.objects.get(pk=key_id)


# The cipher


@given(st.binary(max_size=2_000))
def test_what_is_sealed_opens(plain):
    one = Cipher(KEY, "a", NOTE)

    assert one.open(one.seal(plain)) == plain


@given(st.binary(max_size=200))
def test_the_written_form_comes_back(sealed):
    assert cipher.from_text(cipher.as_text(sealed)) == sealed


def test_the_same_text_never_gives_the_same_seal():
    one = Cipher(KEY, "a", NOTE)

    assert len({one.seal(b"Hallo") for _ in range(1_000)}) == 1_000


@pytest.mark.parametrize(
    "other",
    [
        Cipher(OTHER, "a", NOTE),
        Cipher(KEY, "b", NOTE),
        Cipher(KEY, "a", "plans.goal.text"),
    ],
    ids=["key", "key id", "column"],
)
def test_another_key_id_or_column_does_not_open(other):
    with pytest.raises(Sealed):
        other.open(Cipher(KEY, "a", NOTE).seal(b"Hallo"))


def test_every_changed_bit_is_noticed():
    one = Cipher(KEY, "a", NOTE)
    sealed = one.seal(b"Hallo")

    for place in range(8 * len(sealed)):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(Sealed):
            one.open(bytes(changed))


def test_every_cut_is_noticed():
    one = Cipher(KEY, "a", NOTE)
    sealed = one.seal(b"Hallo")

    for length in range(len(sealed)):
        with pytest.raises(Sealed):
            one.open(sealed[:length])


# Texts under the keys of a database


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Ä", "ጤና ይስጥልኝ", "x" * 20_000, "g1.", "a\x00b"])
def test_a_text_comes_back_as_it_was(text):
    assert unseal(seal(text, NOTE), NOTE) == text


@pytest.mark.django_db
def test_a_seal_names_its_version_and_data_key():
    version, key_id, _rest = seal("Hallo", NOTE).split(".")

    assert (version, key_id) == ("g1", DataKey.objects.get(is_current=True).pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda text: "Hallo",
        lambda text: "g2" + text[2:],
        lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"),
        lambda text: text + "=",
        lambda text: text + " ",
        lambda text: text[:40],
        lambda text: text[:20],
        lambda text: text.replace(text[3:19], "0" * 16),
        lambda text: text[:25] + "\n" + text[25:],
        lambda text: text[:25] + "ä" + text[26:],
    ],
)
def test_what_was_changed_is_refused_and_never_shown(change):
    with pytest.raises(Sealed):
        unseal(change(seal("Hallo, das ist die Notiz.", NOTE)), NOTE)


def test_the_first_use_makes_a_key_that_only_its_owner_reads(own_key, folder):
    [file] = [path for path in folder.iterdir() if not path.name.startswith(".")]

    assert file.name == own_key.master_key_id
    assert len(file.read_bytes()) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert run_checks() == []


def test_starts_at_the_same_time_agree_on_one_master_key(folder):
    ready, found = Barrier(8), []

    def start():
        ready.wait()
        with ring.locked(wait=True):
            found.append(ring.active()[-1] if ring.active() else ring.make())

    threads = [Thread(target=start) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(set(found)) == 1


def test_a_newer_key_sorts_last_even_when_the_clock_was_set_back(folder):
    folder.mkdir()
    (folder / "20991231T235959000000-00000000").write_bytes(b"x" * 32)

    new = ring.make()

    assert ring.active()[-1] == new
    assert new.startswith("20991231T235959000001-")


def test_a_missing_key_stops_with_a_sentence_and_no_new_one_is_made(own_key, folder):
    (folder / own_key.master_key_id).unlink()

    for act in (lambda: seal("Neu", NOTE), data_keys.stop_without_keys):
        with pytest.raises(KeyMissing, match=own_key.master_key_id) as stop:
            act()
        assert str(folder) in str(stop.value)
        assert "Sicherung" in str(stop.value)
    assert ring.active() == []
    assert [message.id for message in run_checks()] == ["geleit.E001"]


def test_no_key_is_made_where_the_data_keys_are_gone_and_texts_are_not(own_key, steinheim, anna):
    factories.a_contact(case=factories.a_case(holder=anna), by=anna, text="Hallo")
    DataKey.objects.all().delete()
    data_keys.forget()

    with pytest.raises(KeyMissing, match="core_datakey"):
        seal("Neu", NOTE)


@pytest.mark.parametrize("content", [b"w" * 32, b"", b"w" * 31], ids=["other", "empty", "short"])
def test_a_wrong_key_stops_with_a_sentence(own_key, folder, content):
    (folder / own_key.master_key_id).write_bytes(content)

    with pytest.raises(KeyMissing, match="nicht der Schlüssel"):
        seal("Neu", NOTE)
    assert [message.id for message in run_checks()] == ["geleit.E001"]


def test_a_key_that_others_may_read_is_warned_of(own_key, folder):
    (folder / own_key.master_key_id).chmod(0o644)

    assert [message.id for message in run_checks()] == ["geleit.W001"]


def test_a_key_of_a_transaction_that_is_rolled_back_is_not_used_again(transactional_db, folder):
    DataKey.objects.all().delete()
    with transaction.atomic():
        lost = seal("Verworfen", NOTE).split(".")[1]
        transaction.set_rollback(True)

    kept = seal("Geblieben", NOTE).split(".")[1]

    assert kept != lost
    assert list(DataKey.objects.values_list("pk", flat=True)) == [kept]


def test_reading_asks_the_database_for_a_key_only_once(own_key, django_assert_num_queries):
    sealed = seal("Hallo", NOTE)
    data_keys.forget()

    with django_assert_num_queries(1):
        assert [unseal(sealed, NOTE) for _ in range(5)] == ["Hallo"] * 5


def test_a_database_without_tables_needs_no_key(db, folder, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda cursor=None: [])

    data_keys.stop_without_keys()
    assert run_checks() == []
