# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit work` as a process: killed, doubled, orphaned."""

import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import installation
from tests.installation import ROOT

pytestmark = pytest.mark.process
PYTHON = [sys.executable, "-c"]
ORDER = """
import django, sys; django.setup()
from tests.jobs.things import note, slow
from geleit.jobs.queue import order_once
[order_once(note, key=str(n), row=f"{n:02}") for n in range(int(sys.argv[1]))]
sys.argv[2:] and order_once(slow, key="slow", file=sys.argv[2])
"""


@pytest.fixture
def surroundings(copy_with_tables, tmp_path):
    """A data folder of its own, on SQLite."""
    folder = copy_with_tables(tmp_path / "data")
    return installation.surroundings(folder, DJANGO_SETTINGS_MODULE="geleit.config.settings")


def order(ours, *arguments):
    subprocess.run([*PYTHON, ORDER, *arguments], cwd=ROOT, env=ours, check=True)


def a_worker(ours, *options):
    command = [sys.executable, "-m", "geleit.config.cli", "work", "--interval", "0.2", *options]
    return subprocess.Popen(command, cwd=ROOT, env=ours, stderr=subprocess.PIPE)


def ask(ours, question, *values):
    with sqlite3.connect(Path(ours["GELEIT_DATA"]) / "geleit.sqlite3", timeout=20) as database:
        return database.execute(question, values).fetchall()


def wait_for(condition, seconds=40):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "took too long"
        time.sleep(0.1)


def noted(ours):
    rows = ask(ours, "SELECT key FROM jobs_joborder WHERE kind = 'noted' ORDER BY key")
    return [key for (key,) in rows]


def pulses(ours):
    return ask(ours, "SELECT count(*) FROM jobs_workerpulse")[0][0]


def test_a_job_survives_the_death_of_its_worker_and_is_noted_once(surroundings, tmp_path):
    begun = tmp_path / "begun"
    order(surroundings, "0", str(begun))
    first = a_worker(surroundings, "--no-clock")
    wait_for(begun.exists)
    first.kill()
    first.communicate()
    long_ago = (datetime.now(UTC) - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S")
    ask(surroundings, "UPDATE jobs_workerpulse SET at = ?", long_ago)
    ask(surroundings, "UPDATE django_tasks_database_dbtaskresult SET started_at = ?", long_ago)

    second = a_worker(surroundings, "--no-clock")
    wait_for(lambda: noted(surroundings) == ["slow"])
    second.send_signal(signal.SIGTERM)

    assert second.wait(20) == 0
    assert len(begun.read_text().split()) == 2
    assert ask(surroundings, "SELECT count(*) FROM jobs_workerpulse WHERE at > ?", long_ago) == [
        (0,)
    ]


def test_two_workers_do_everything_once_and_order_the_day_once(surroundings):
    order(surroundings, "20")
    both = [a_worker(surroundings) for _ in range(2)]

    wait_for(lambda: pulses(surroundings) == 2)  # before, a signal would meet a start, not a worker
    wait_for(lambda: len(noted(surroundings)) == 20)
    for worker in both:
        worker.send_signal(signal.SIGTERM)

    assert [worker.wait(20) for worker in both] == [0, 0]
    statuses = ask(
        surroundings,
        "SELECT status, count(*) FROM django_tasks_database_dbtaskresult "
        "WHERE task_path LIKE 'tests.%' GROUP BY 1",
    )
    assert statuses == [("SUCCESSFUL", 20)]
