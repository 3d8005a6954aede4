# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit demo as people start it: a process with a data folder of its own."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request

import pytest

from geleit.demo import steinheim
from geleit.demo.neighbours import COURSES
from geleit.demo.steinheim_households import FIRST, RECENT, WAITING
from geleit.demo.steinheim_list import LISTED
from tests.installation import ROOT, surroundings

pytestmark = pytest.mark.process


def as_people_have_it(folder):
    """Return the environment of somebody who has set nothing but the folder."""
    ours = surroundings(folder, PYTHONUNBUFFERED="1")
    del ours["GELEIT_HTTPS"]
    return ours


def start(folder, *arguments):
    geleit = "from geleit.config.cli import main; main()"
    command = [sys.executable, "-c", geleit, "demo", *arguments]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=as_people_have_it(folder),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run(folder, *arguments):
    process = start(folder, *arguments)
    out, err = process.communicate(timeout=450)
    return process.returncode, out, err


@pytest.fixture
def folder(copy_with_tables, tmp_path):
    """A data folder with empty tables, where making them is not the matter."""
    return copy_with_tables(tmp_path)


def counts(folder):
    with sqlite3.connect(folder / "geleit.sqlite3") as database:
        return {
            table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("agreements_cooperationagreement", "cases_person", "counselling_contact")
        }


def a_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_fills_an_empty_folder_and_says_so_in_one_document(tmp_path):
    status, out, err = run(tmp_path, "--no-serve", "--json")

    document = json.loads(out)
    assert (status, document["agreement"], document["filled"]) == (0, "steinheim-2020", True)
    assert {login["email"] for login in document["logins"]} == {
        login.email for login in steinheim.LOGINS.values()
    }
    assert document["persons"] == counts(tmp_path)["cases_person"]
    assert "Beispiel Steinheim laden" in err


def test_second_run_keeps_what_is_there(folder):
    run(folder, "--no-serve")
    with sqlite3.connect(folder / "geleit.sqlite3") as database:
        database.execute("UPDATE cases_household SET name = 'Geändert' WHERE id = 1")

    status, out, err = run(folder, "--no-serve")

    with sqlite3.connect(folder / "geleit.sqlite3") as database:
        names = database.execute("SELECT name FROM cases_household WHERE id = 1").fetchone()
    assert (status, names) == (0, ("Geändert",))
    assert "bleibt, wie er ist" in err
    assert steinheim.PASSWORD in out


def test_adds_as_many_persons_as_asked_for(folder):
    families = (*FIRST, *RECENT, *WAITING, *(course.family for course in COURSES))
    example = sum(len(family.members) for family in families) + len(LISTED)

    status, out, _err = run(folder, "--no-serve", "--persons", "40", "--seed", "3", "--json")

    assert (status, json.loads(out)["persons"]) == (0, example + 40)


def test_more_persons_for_a_filled_folder_are_refused_in_words(folder):
    run(folder, "--no-serve")

    status, out, err = run(folder, "--no-serve", "--persons", "5000")

    assert (status, out) == (1, "")
    assert "Bitte einen leeren Ordner nennen" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("delay", [0.8, 2.0])
def test_killed_first_run_leaves_all_or_nothing_and_the_next_one_repairs_it(tmp_path, delay):
    process = start(tmp_path, "--no-serve", "--persons", "3000")
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)

    status, _out, err = run(tmp_path, "--no-serve", "--persons", "50")

    assert (status, err.count("Traceback")) == (0, 0)
    found = counts(tmp_path)
    assert found["agreements_cooperationagreement"] == 3, "the example, its neighbour, a town"
    with sqlite3.connect(tmp_path / "geleit.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_run_killed_while_loading_leaves_nothing(folder):
    process = start(folder, "--no-serve", "--persons", "20000")
    for line in process.stderr:
        if "2020:" in line:  # the first year of the population is written
            break
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)

    assert set(counts(folder).values()) == {0}


def test_port_in_use_is_said_with_the_mend(tmp_path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        status, out, err = run(tmp_path, "--port", str(port))

    assert (status, out) == (1, "")
    assert f"Auf dem Port {port} läuft schon ein Programm." in err
    assert "--port" in err
    assert not (tmp_path / "geleit.sqlite3").exists()


@pytest.mark.parametrize("arguments", [("--persons", "0"), ("--port", "70000"), ("--seed", "x")])
def test_wrong_use_is_exit_status_two(tmp_path, arguments):
    status, out, err = run(tmp_path, "--no-serve", *arguments)

    assert (status, out) == (2, "")
    assert arguments[0] in err


def test_serves_until_it_is_interrupted(folder):
    if not (ROOT / "staticfiles" / "staticfiles.json").exists():
        pytest.skip("staticfiles are missing: make setup")
    port = a_free_port()
    process = start(folder, "--port", str(port))
    try:
        page = answer(f"http://127.0.0.1:{port}/konto/anmelden/", process)
    finally:
        process.send_signal(signal.SIGINT)
        out, _err = process.communicate(timeout=30)

    assert "<html" in page
    assert f"http://127.0.0.1:{port}/" in out
    assert process.returncode == 0


def answer(address, process):
    for _ in range(600):  # a busy machine may need a minute
        assert process.poll() is None, process.stderr.read()
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return response.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError("nobody answers")
