# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entries go when their time is over; what stays still fits, and nobody else can take any."""

import json
from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, transaction

from geleit.audit.keys import audit_key
from geleit.audit.models import Event, LogCheckpoint, LogRule, record
from geleit.audit.trim import due, trim
from geleit.audit.verify import verify
from geleit.core.problems import Refused
from tests.audit.things import a_log, attack, found, run

pytestmark = pytest.mark.django_db
DAYS = ["2019-05-04", "2019-12-31 23:30+01:00", "2020-01-01 00:30+01:00", "2021-06-01"]


@pytest.fixture
def log():
    """Four entries from three years; the second one is still 2019 in Germany and in UTC too."""
    for day in DAYS:
        with time_machine.travel(day, tick=False):
            record("command:x", "tried")


def cut(on=date(2021, 7, 1)):
    trim(due(on=on), by="command:audit")


def sequences():
    return list(Event.objects.order_by("sequence").values_list("sequence", flat=True))


def test_entries_stay_to_the_end_of_the_next_year(log):
    assert due(on=date(2020, 12, 31)).count == 0
    assert (due(on=date(2021, 1, 1)).count, due(on=date(2021, 1, 1)).through) == (2, 2)
    assert due(on=date(2022, 1, 1)).through == 3


def test_what_stays_is_whole_and_goes_on(log):
    cut()
    record("command:x", "tried")

    assert sequences() == [3, 4, 5, 6]
    assert found() == []
    event = Event.objects.get(verb="log-trimmed")
    assert (event.data["through"], event.data["removed"]) == (2, 2)


def test_it_goes_again_and_takes_even_the_whole_log(log):
    cut()
    with time_machine.travel("2030-01-01", tick=False):
        cut(on=date(2030, 1, 1))

    assert found() == []
    assert LogCheckpoint.objects.count() == 2
    assert [event.verb for event in Event.objects.all()] == ["log-trimmed"]


def test_nothing_to_remove_leaves_no_mark(log):
    cut(on=date(2020, 6, 1))

    assert not LogCheckpoint.objects.exists()
    assert sequences() == [1, 2, 3, 4]


def test_without_a_rule_nothing_goes(log):
    LogRule.objects.all().delete()

    with pytest.raises(Refused, match="keine Löschregel"):
        due(on=date(2021, 7, 1))


def test_the_rule_says_that_it_is_not_verified_law():
    rule = LogRule.objects.in_force(on=date(2026, 1, 1))

    assert (rule.full_years, rule.is_verified) == (1, False)
    assert "§ 76" in rule.source


def test_behind_the_mark_the_database_still_refuses(log):
    cut()

    for statement in (
        "DELETE FROM audit_event WHERE sequence = 3",
        "DELETE FROM audit_logcheckpoint",
        "UPDATE audit_logcheckpoint SET sequence = 99",
        "INSERT INTO audit_logcheckpoint (sequence, hash, seal, at) SELECT 1, 'x', 'x', '2021-01-01'",
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            run(statement)


def test_a_mark_made_by_somebody_else_is_found(log):
    with attack():
        run(
            "INSERT INTO audit_logcheckpoint (sequence, hash, seal, at) "
            "SELECT 2, hash, %s, at FROM audit_event WHERE sequence = 2",
            "0" * 64,
        )
        run("DELETE FROM audit_event WHERE sequence <= 2")

        assert found() == [("checkpoint", 2, 2), ("missing", 1, 2)]


def test_a_mark_that_was_taken_away_is_found(log):
    cut()
    with attack():
        run("DELETE FROM audit_logcheckpoint")

        assert ("missing", 1, 2) in found()


def test_the_first_entry_behind_the_mark_is_missed(log):
    cut()
    with attack():
        run("DELETE FROM audit_event WHERE sequence = 3")

        assert found() == [("missing", 3, 3)]


def test_all_entries_behind_the_mark_are_missed(log):
    cut()
    with attack():
        run("DELETE FROM audit_event")

        assert found() == [("cut-off", 3, 5)]


def test_an_entry_put_back_before_the_mark_is_found(log):
    old = Event.objects.filter(sequence=2).values().get()
    cut()
    Event.objects.create(**old)

    assert found() == [("inserted", 2, 2)]


def test_a_note_of_a_removed_entry_can_no_longer_be_compared(log):
    numbers = dict(Event.objects.values_list("sequence", "hash"))
    cut()

    assert found(reference=(1, numbers[1])) == [("reference-gone", 1, 1)]
    assert found(reference=(2, numbers[2])) == []
    assert found(reference=(2, "0" * 64)) == [("reference", 2, 2)]
    assert found(reference=(4, numbers[4])) == []


def test_who_and_where_are_sealed_too(anna):
    record(anna, "case-closed", None)
    assert Event.objects.get().organisation_key
    with attack():
        run("UPDATE audit_event SET role = 'town'")
        assert found() == [("changed", 1, 1)]
    with attack():
        run("UPDATE audit_event SET role = NULL, organisation_key = NULL")
        assert found() == [("changed", 1, 1)]
    with attack():
        run("UPDATE audit_chainhead SET seal = 'ä'")
        assert found() == [("head", 1, 1)]


# The command


def say(capfd, *arguments):
    status = 0
    try:
        call_command("audit", "trim", *arguments)
    except SystemExit as end:
        status = end.code
    return status, *capfd.readouterr()


@time_machine.travel("2021-07-01", tick=False)
def test_the_command_says_first_and_then_does(log, capfd):
    status, _out, err = say(capfd, "--dry-run")
    assert (status, err.splitlines()) == (
        0,
        ["Zu löschen: 2 Einträge vor dem 01.01.2020, bis Nummer 2.",
         "Die Frist ist am Gesetz nicht geprüft."],
    )  # fmt: skip
    assert sequences() == [1, 2, 3, 4]

    status, out, err = say(capfd, "--json")
    answer = json.loads(out)
    assert (status, err) == (0, "")
    assert (answer["entries"], answer["through"], answer["before"]) == (2, 2, "2020-01-01")
    assert answer["rule"]["verified"] is False
    assert sequences() == [3, 4, 5]
    assert Event.objects.get(verb="log-trimmed").actor.startswith("command:audit@")

    status, _out, err = say(capfd)
    assert err.startswith("Nichts zu löschen")


@time_machine.travel("2021-07-01", tick=False)
def test_a_log_that_is_not_whole_is_left_alone(log, capfd):
    with attack():
        run("UPDATE audit_event SET actor = 'user:1' WHERE sequence = 1")
        status, _out, err = say(capfd)
        assert status == 1
        assert "es wird nichts gelöscht" in err
        assert len(sequences()) == 4

        assert say(capfd, "--despite-findings")[0] == 0
        assert Event.objects.get(verb="log-trimmed").data["findings"] == 1


def test_a_long_log_is_cut_in_the_middle():
    with time_machine.travel("2019-05-04", tick=False):
        a_log(30)
    with time_machine.travel("2021-05-04", tick=False):
        a_log(30)
    cut()

    check, findings = verify(audit_key())
    assert (check.count, findings) == (31, [])
