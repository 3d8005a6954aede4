# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log as an installation has it: processes, a data folder and a database of their own."""

import json

import pytest
from django.core.management import call_command

from tests.audit.things import a_log, attack, run
from tests.installation import SERVER

WRITERS, EACH = 4, 200

WRITE = """
from geleit.audit.models import record
for number in range({count}):
    record("command:{name}", "tried", n=number)
"""
OLD_ENTRIES = """
from django.db import connection, transaction
with transaction.atomic(), connection.cursor() as cursor:
    for number in range(5_003):
        cursor.execute(
            "INSERT INTO audit_event (at, actor, verb, kind, key, data) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            [f"2026-01-01 00:00:{number % 60:02}.{number:06}+00:00"[: OFFSET or None],
             "user:7", "case-read", "cases.case", str(number),
             '{"b": 1.50, "a": [1, 2.0, "Ü"]}'],
        )
"""


def verified(house):
    status, out, _err = house.run("audit", "verify", "--json")
    return status, json.loads(out)


@pytest.fixture
def house(unready):
    unready.does("migrate", "-v0", "audit")
    return unready


# Processes


@pytest.mark.process
def test_writers_at_the_same_time_neither_fork_nor_leave_gaps(house):
    text = [WRITE.format(count=EACH, name=f"writer-{number}") for number in range(WRITERS)]

    writers = [house.start("shell", "-v0", "-c", one) for one in text]
    ends = [(writer.communicate(timeout=450)[1], writer.returncode) for writer in writers]

    status, answer = verified(house)
    assert ends == [("", 0)] * WRITERS
    assert (status, answer["findings"]) == (0, [])
    assert (answer["entries"], answer["last_sequence"]) == (WRITERS * EACH, WRITERS * EACH)


@pytest.mark.process
def test_entries_from_before_are_chained_when_the_tables_change(unready):
    unready.goes_to(("audit", "0003"))
    unready.python(OLD_ENTRIES.replace("OFFSET", "0" if SERVER else "-6"))

    unready.does("migrate", "-v0", "audit")
    unready.python(WRITE.format(count=2, name="one"))

    status, answer = verified(unready)
    assert (status, answer["entries"], answer["findings"]) == (0, 5_005, [])
    refuse = "from tests.audit.things import run; run('DELETE FROM audit_event')"
    assert unready.run("shell", "-v0", "-c", refuse)[0] == 1

    unready.goes_to(("audit", "0003"))  # off again, and on again
    unready.does("migrate", "-v0", "audit")

    assert verified(unready)[0] == 0


@pytest.mark.process
def test_a_wrong_call_is_status_2_and_missing_tables_are_said_in_words(unready):
    (unready.folder / "audit_key").write_text("k" * 64, encoding="ascii")

    for wrong in ([], ["count"], ["verify", "--expect", "7"]):
        status, out, err = unready.run("audit", *wrong)
        assert (status, out, err[:6]) == (2, "", "usage:")

    status, out, err = unready.run("audit", "verify")
    assert (status, out) == (1, "")
    assert "Ist sie eingerichtet" in err
    assert "Traceback" not in err


# What it says


@pytest.fixture
def verify(capfd):
    """Return a function that runs the command here: status, standard output, standard error."""

    def say(*arguments):
        status = 0
        try:
            call_command("audit", "verify", *arguments)
        except SystemExit as end:
            status = end.code
        return status, *capfd.readouterr()

    return say


@pytest.fixture
def log(db):
    return a_log(4)


def faults(document):
    return [(one["fault"], one["first"], one["last"]) for one in json.loads(document)["findings"]]


def test_a_whole_log_is_said_to_be_whole(log, verify):
    status, out, err = verify("--json")
    answer = json.loads(out)

    assert (status, err) == (0, "")
    assert (answer["whole"], answer["entries"], answer["wrong"]) == (True, 4, 0)
    assert answer["first_at"] < answer["last_at"]
    assert answer["reference"].startswith("4:")

    status, out, err = verify("--expect", answer["reference"])
    assert (status, out) == (0, "")
    assert err.startswith("4 Einträge geprüft, vom ")
    assert "Das Protokoll ist in Ordnung." in err
    assert answer["reference"] in err


@pytest.mark.django_db
def test_an_empty_log_is_whole(verify):
    status, _out, err = verify()

    assert status == 0
    assert err.splitlines() == ["Kein Eintrag geprüft.", "Das Protokoll ist in Ordnung."]


def test_what_was_noted_down_must_still_be_true(log, verify):
    status, _out, err = verify("--expect", f"2:{'0' * 64}")

    assert status == 1
    assert err.startswith("Eintrag 2: stimmt nicht mit dem Vermerk überein")


def test_a_changed_entry_is_named_without_its_content(log, verify):
    with attack():
        run("UPDATE audit_event SET actor = 'user:666' WHERE sequence = 2")
        status, out, err = verify()

    assert (status, out) == (1, "")
    assert err.splitlines()[0] == (
        "Eintrag 2: verändert: Inhalt und Prüfsumme passen nicht zusammen."
    )
    assert "666" not in err
    assert err.splitlines()[-1] == "Das Protokoll ist nicht in Ordnung."


@pytest.mark.django_db
def test_more_than_a_hundred_faults_are_counted(verify):
    a_log(120)
    with attack():
        run("UPDATE audit_event SET verb = 'nothing'")
        status, _out, err = verify()

    assert status == 1
    assert err.splitlines()[100] == "Und 20 weitere."
    assert len(err.splitlines()) == 103


def test_another_key_is_said_once_in_words(log, verify, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "audit_key").write_text("x" * 64, encoding="ascii")

    status, _out, err = verify()

    assert status == 1
    assert err.splitlines()[0].startswith("Einträge 1 bis 4: falscher Schlüssel")
    assert len(err.splitlines()) == 3


def test_checking_without_a_key_says_so_and_makes_none(log, verify, settings, tmp_path):
    settings.DATA_DIR = tmp_path

    status, out, _err = verify("--json")

    assert (status, faults(out)) == (1, [("no-key", 1, 4)])
    assert "falscher Schlüssel" in json.loads(out)["findings"][0]["message"]
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_key_is_said_in_words(log, verify, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "audit_key").write_text("short", encoding="ascii")

    status, out, err = verify()

    assert (status, out) == (1, "")
    assert "too short" in err


def test_writing_on_with_a_new_key_is_found(log, verify, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    a_log(2)

    status, out, _err = verify("--json")

    assert (status, faults(out)) == (1, [("other-key", 1, 4), ("restarted", 5, 5)])
