# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the log: numbers without gaps, one transaction with the act, queries."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from geleit.audit.chain import BREAK, START
from geleit.audit.keys import _read_or_make, audit_key, existing_key, key_file
from geleit.audit.models import ChainHead, Entry, Event, record, record_many, record_read
from tests.audit.things import a_log, attack, found, run

pytestmark = pytest.mark.django_db


def numbers():
    return list(Event.objects.order_by("sequence").values_list("sequence", flat=True))


def test_entries_are_numbered_and_each_knows_the_one_before():
    one, two = record("command:x", "tried"), record("command:x", "tried")

    assert (one.sequence, two.sequence) == (1, 2)
    assert (one.previous_hash, two.previous_hash) == (START, one.hash)
    assert ChainHead.objects.values_list("sequence", "hash").get() == (2, two.hash)


def test_an_entry_says_who_did_what_to_which_row(anna):
    event = record(anna, "account-created", anna, role="social_worker", on=date(2026, 1, 2))

    kept = Event.objects.get(pk=event.pk)
    assert (kept.actor, kept.verb) == (f"user:{anna.pk}", "account-created")
    assert (kept.kind, kept.key) == ("accounts.user", str(anna.pk))
    assert kept.data == {"role": "social_worker", "on": "2026-01-02"}
    assert kept.at == event.at


def test_what_was_rolled_back_leaves_neither_row_nor_gap():
    record("command:x", "kept")
    with transaction.atomic():
        record("command:x", "lost")
        transaction.set_rollback(True)

    record("command:x", "kept")

    assert numbers() == [1, 2]
    assert not Event.objects.filter(verb="lost").exists()
    assert found() == []


def test_many_entries_are_one_look_at_the_head(anna, django_assert_num_queries):
    entries = [Entry(anna, "case-read", anna, {"n": number}) for number in range(5)]
    assert anna.active_memberships  # whoever acts in a page has been asked for her roles before

    with django_assert_num_queries(3):
        events = record_many(entries)

    assert [event.data["n"] for event in events] == [0, 1, 2, 3, 4]
    assert numbers() == [1, 2, 3, 4, 5]
    assert found() == []


def test_one_entry_costs_two_queries_more_than_its_row(django_assert_num_queries):
    with django_assert_num_queries(3):
        record("command:x", "tried")


def test_no_entries_are_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert record_many([]) == []


def test_reading_is_an_entry_with_a_code_word(anna):
    record_read(anna, anna)
    record_read(anna, anna, why="deputy")

    kept = Event.objects.about(anna).order_by("sequence").values_list("verb", "data")
    assert list(kept) == [("user-read", {}), ("user-read", {"why": "deputy"})]


def test_the_log_can_be_asked_about_a_row_and_an_account(anna, ben):
    record(anna, "one", ben)
    record(ben, "two", anna)
    record("command:x", "three", anna)

    assert list(Event.objects.about(anna).order_by("sequence").values_list("verb", flat=True)) == [
        "two", "three",
    ]  # fmt: skip
    assert [event.verb for event in Event.objects.by_actor(anna)] == ["one"]
    assert [event.verb for event in Event.objects.by_actor("command:x")] == ["three"]


@pytest.mark.parametrize(
    "data",
    [
        {"n": 1.0, "m": 1e16, "k": -0.0, "j": 1e-7, "i": 12345678.901234567},
        {
            "n": 10**30,
            "text": 'Ä "quoted" \\ \u2028 😀',
            "deep": {"b": [1, {"a": None}], "a": True},
        },
        {"pair": (1, 2), "day": [date(2026, 1, 2)], 7: "seven"},
    ],
    ids=["numbers", "texts", "others"],
)
def test_what_the_database_gives_back_still_fits(data):
    record_many([Entry("command:x", "tried", None, data)])

    assert found() == []


def test_a_missing_head_is_not_healed_silently():
    a_log(3)
    with attack():
        run("DELETE FROM audit_chainhead")

        event = record("command:x", "went-on")

        assert (event.sequence, event.previous_hash) == (4, BREAK)
        assert found() == [("restarted", 4, 4)]


def test_a_head_set_back_with_its_entries_is_not_healed_silently():
    a_log(5)
    with attack():
        run("DELETE FROM audit_event WHERE sequence > 3")
        run('UPDATE audit_chainhead SET sequence = 3, "hash" = '
            "(SELECT hash FROM audit_event WHERE sequence = 3)")  # fmt: skip

        assert found() == [("head", 3, 3)]
        record("command:x", "went-on")

        assert found() == [("restarted", 4, 4)]


# The key


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path, settings):
    settings.DATA_DIR = tmp_path

    assert existing_key() is None
    key = audit_key()

    assert existing_key() == audit_key() == key
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["audit_key"]


def test_of_many_that_make_the_key_at_once_one_wins(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: _read_or_make.__wrapped__(tmp_path / "audit_key"), range(8)))

    assert len(set(keys)) == 1


def test_an_empty_key_is_refused_in_words(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    key_file().write_text("", encoding="ascii")

    with pytest.raises(ImproperlyConfigured, match="too short"):
        audit_key()


def test_the_key_is_nowhere_in_the_database():
    a_log(2)

    secret = audit_key().secret.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_event")
        rows = cursor.fetchall()
        cursor.execute("SELECT * FROM audit_chainhead")
        assert secret not in str(rows + cursor.fetchall())
