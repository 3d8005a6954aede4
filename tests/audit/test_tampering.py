# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database refuses; and who takes its triggers away is found."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geleit.audit.chain import Key
from geleit.audit.models import ChainHead, Event
from tests.audit.things import TRIGGERS, a_log, attack, found, run

pytestmark = pytest.mark.django_db

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite allows it")
COLUMNS = "sequence, at, actor, verb, kind, key, data, signed_with, previous_hash, hash"


@pytest.fixture
def log():
    return a_log(7)


def refused(act):
    with pytest.raises(DatabaseError, match="append-only|only goes forward"), transaction.atomic():
        act()


# What the triggers refuse

STATEMENTS = [
    "UPDATE audit_event SET actor = 'user:8' WHERE sequence = 3",
    "UPDATE audit_event SET sequence = 99 WHERE sequence = 7",
    "DELETE FROM audit_event WHERE sequence = 7",
    "DELETE FROM audit_event",
    "UPDATE audit_chainhead SET sequence = 6",
    "UPDATE audit_chainhead SET hash = 'x'",
    "UPDATE audit_chainhead SET seal = 'x'",
    "UPDATE audit_chainhead SET id = 2, sequence = 8",
    "DELETE FROM audit_chainhead",
]
REPLACE = [
    f"INSERT OR REPLACE INTO audit_event (id, {COLUMNS}) SELECT id, {COLUMNS} FROM audit_event",
    f"REPLACE INTO audit_event ({COLUMNS}) SELECT {COLUMNS} FROM audit_event WHERE sequence = 3",
    f"REPLACE INTO audit_event (id, {COLUMNS}) SELECT id, 99, {COLUMNS[10:]} FROM audit_event",
    "INSERT OR REPLACE INTO audit_chainhead VALUES (1, 3, 'x', 'y')",
    "UPDATE OR REPLACE audit_event SET sequence = 3 WHERE sequence = 4",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_raw_statements_are_refused(log, statement):
    refused(lambda: run(statement))

    assert found() == []


@on_sqlite
@pytest.mark.parametrize("statement", REPLACE)
def test_replacing_a_row_is_refused(log, statement):
    refused(lambda: run(statement))

    assert found() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["audit_event", "audit_chainhead"])
def test_emptying_a_table_is_refused(log, table):
    with transaction.atomic():
        for statement in TRIGGERS[1].TRUNCATE:  # tests/conftest.py put them aside
            run(statement)
        refused(lambda: run(f"TRUNCATE {table}"))
        transaction.set_rollback(True)


def test_rows_are_not_changed_through_the_models(log):
    event = Event.objects.order_by("sequence").first()
    event.verb = "nothing"

    refused(event.save)
    refused(event.delete)
    refused(lambda: Event.objects.update(verb="nothing"))
    refused(lambda: Event.objects.all().delete())
    refused(lambda: ChainHead.objects.update(sequence=3))
    refused(lambda: ChainHead.objects.all().delete())
    refused(lambda: Event.objects.bulk_update([event], ["verb"]))
    assert found() == []


def test_a_second_head_is_refused(log):
    with pytest.raises(DatabaseError), transaction.atomic():
        ChainHead.objects.create(pk=2)


# What is found when they are gone

TEXTS = ["actor", "verb", "kind", "key", "signed_with", "previous_hash", "hash"]
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda at: f"{at:%Y-%m-%d %H:%M:%S.%f}"
)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=16)


@given(
    number=st.integers(1, 7),
    change=st.one_of(
        st.tuples(st.sampled_from(TEXTS), WORDS),
        st.tuples(st.just("at"), MOMENTS),
        st.tuples(st.just("data"), st.sampled_from(['{"n": 9}', "{}", "[]", "null", '"x"'])),
        st.tuples(st.just("sequence"), st.integers(8, 2**62)),
    ),
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_single_changed_field_is_found(log, number, change):
    column, value = change
    with attack():
        before = Event.objects.filter(sequence=number).values(column).get()
        run(f'UPDATE audit_event SET "{column}" = %s WHERE sequence = %s', value, number)
        if Event.objects.filter(sequence=number).values(column).first() == before:
            return

        faults = found()

        assert faults != []
        assert number in {place for _fault, first, last in faults for place in (first, last)}


@on_sqlite
@pytest.mark.parametrize(
    "column", ["sequence", "at", "actor", "verb", "key", "hash", "signed_with"]
)
@pytest.mark.parametrize("value", ["'yesterday'", "7.5", "x'ff00'"])
def test_values_of_another_kind_are_found(log, column, value):
    with attack():
        run(f'UPDATE audit_event SET "{column}" = {value} WHERE sequence = 4')

        assert found() != []


@on_sqlite
def test_text_that_cannot_be_read_is_found(log):
    with attack():
        run("UPDATE audit_event SET verb = CAST(x'ff' AS TEXT) WHERE sequence = 4")

        assert ("unreadable", 1, 1) in found() or ("unreadable", 4, 4) in found()


def test_a_row_missing_in_the_middle_is_found(log):
    with attack():
        run("DELETE FROM audit_event WHERE sequence IN (3, 4, 6)")

        assert found() == [("missing", 3, 4), ("missing", 6, 6)]


def test_a_missing_beginning_is_found(log):
    with attack():
        run("DELETE FROM audit_event WHERE sequence <= 3")

        assert found() == [("missing", 1, 3)]


def test_a_cut_off_end_is_found(log):
    with attack():
        run("DELETE FROM audit_event WHERE sequence > 4")

        assert found() == [("cut-off", 5, 7)]


def test_an_emptied_log_is_found(log):
    with attack():
        run("DELETE FROM audit_event")

        assert found() == [("cut-off", 1, 7)]


def test_an_emptied_log_without_a_head_is_found(log):
    with attack():
        run("DELETE FROM audit_event")
        run("DELETE FROM audit_chainhead")

        assert found() == [("head", 0, 0)]


def test_exchanged_rows_are_found(log):
    with attack():
        for old, new in [(3, 99), (5, 3), (99, 5)]:
            run("UPDATE audit_event SET sequence = %s WHERE sequence = %s", new, old)

        assert found() == [("moved", 3, 3), ("moved", 5, 5)]


def copied(number, to):
    """Write the row of a number a second time under another."""
    columns = COLUMNS.replace("sequence", "%s", 1)
    run(f"INSERT INTO audit_event ({COLUMNS}) SELECT {columns} FROM audit_event "
        "WHERE sequence = %s", to, number)  # fmt: skip


def test_an_inserted_row_is_found(log):
    with attack():
        for number in (7, 6, 5):
            run("UPDATE audit_event SET sequence = %s WHERE sequence = %s", number + 1, number)
        copied(1, to=5)
        run("UPDATE audit_event SET verb = 'pushed-in' WHERE sequence = 5")

        assert found() == [
            ("inserted", 5, 5),
            ("moved", 6, 6),
            ("moved", 7, 7),
            ("moved", 8, 8),
        ]


def test_a_row_added_at_the_end_is_found(log):
    with attack():
        copied(2, to=8)
        run("UPDATE audit_event SET verb = 'added' WHERE sequence = 8")

        assert found() == [("inserted", 8, 8)]


def test_another_key_is_said_once(log):
    assert found(Key(b"another key, as long as a key is")) == [("other-key", 1, 7)]


def test_a_head_that_was_changed_is_found(log):
    with attack():
        run("UPDATE audit_chainhead SET seal = 'x'")

        assert found() == [("head", 7, 7)]
