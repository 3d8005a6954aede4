# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process that is killed at any moment of an import leaves all or nothing, and the next start says so."""

import json
import sqlite3
from contextlib import closing

import pytest

from tests.intake.test_command import data, geleit, run

pytestmark = pytest.mark.process
__all__ = ["data"]
LIST = "Name, Vorname;geb. am;Fam.-Nr.\n" + "".join(
    f"Berg{number}, Amal;04.05.1990;{number}\n" for number in range(40)
)
# Runs the command and is killed by the machine as soon as this function has done its work.
KILLED = """
import os, signal, sys
import django; django.setup()
from django.core.management import call_command
from geleit.core.eyes import system_eyes
from geleit.intake.takeover import actions
work = getattr(actions, {name!r})
def then_die(*given, **named):
    work(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(actions, {name!r}, then_die)
with system_eyes():
    call_command("import", {file!r}, agreement="steinheim-2020")
"""
TABLES = ("cases_case", "cases_household", "cases_nameword", "cases_person", "intake_importedrow")


def rows(folder):
    """How many rows there are; read from the file itself, past the product."""
    with closing(sqlite3.connect(folder / "geleit.sqlite3")) as database:
        return [database.execute(f"SELECT count(*) FROM {table}").fetchone() for table in TABLES]


@pytest.mark.parametrize("name", ["prepared", "_write_persons", "_close"])
def test_killed_while_it_works_the_import_leaves_nothing_and_the_next_start_says_so(
    data, tmp_path, name
):
    file = tmp_path / "liste.csv"
    file.write_text(LIST)
    before = rows(data)

    killed = run(data, "-c", SETTINGS + KILLED.format(name=name, file=str(file)))
    arguments = ["import", str(file), "--agreement", "steinheim-2020", "--dry-run", "--json"]
    next_start = geleit(data, *arguments)

    assert killed.returncode == -9
    assert rows(data) == before
    assert json.loads(next_start.stdout)["persons"]["new"] == 40
    assert "unterbrochen" in next_start.stderr


SETTINGS = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geleit.config.settings")
"""


# Is killed in the middle of the transaction, before the first row of this table is written.
KILLED_BEFORE_ROWS = """
import os, signal
import django; django.setup()
from django.core.management import call_command
from django.db import connection
from geleit.core.eyes import system_eyes
def die(execute, sql, params, many, context):
    if sql.startswith('INSERT INTO "{table}"') and connection.in_atomic_block and many:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with system_eyes(), connection.execute_wrapper(die):
    call_command("import", {file!r}, agreement="steinheim-2020")
"""


@pytest.mark.parametrize("table", TABLES[1:])
def test_killed_before_any_table_is_written_nothing_of_the_others_stays(data, tmp_path, table):
    file = tmp_path / "liste.csv"
    file.write_text(LIST)
    before = rows(data)

    killed = run(data, "-c", SETTINGS + KILLED_BEFORE_ROWS.format(table=table, file=str(file)))

    assert killed.returncode == -9
    assert rows(data) == before


def test_killed_as_soon_as_it_is_written_everything_is_there_and_comes_no_second_time(
    data, tmp_path
):
    file = tmp_path / "liste.csv"
    file.write_text(LIST)
    before = rows(data)
    arguments = ["import", str(file), "--agreement", "steinheim-2020", "--json"]

    killed = run(data, "-c", SETTINGS + KILLED.format(name="_write", file=str(file)))
    after = rows(data)
    again = geleit(data, *arguments)

    assert killed.returncode == -9
    assert after[3][0] == before[3][0] + 40
    assert json.loads(again.stdout)["persons"] == {"new": 0, "changed": 0, "unchanged": 40}
    assert rows(data)[3] == after[3]
