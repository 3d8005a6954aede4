# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process that is killed while a package is accepted leaves the package waiting, and nothing else."""

import sqlite3
from contextlib import closing

import pytest

from tests.intake.test_command import data, run

pytestmark = pytest.mark.process
__all__ = ["data"]
ARRANGE = """
from tests import factories
from tests.packages.things import AT, a_package, another_installation
from geleit.packages import actions
factories.a_worker("anna")
factories.a_member("lena", role="carrier_lead", organisation="carrier")
sender, _partner = another_installation()
agreement = factories.an_agreement(key="steinheim-2020")
line = {"person": 1, "name": "Pass", "due_on": "2030-01-01", "work_by": "2029-10-01", "is_fatal": False}
actions.receive(a_package(sender=sender, deadlines=[line]), agreement, by="command:handover", at=AT)
"""
# Accepts and is killed by the machine as soon as this function has done its work.
ACCEPT = """
import os, signal
from geleit.accounts.models import User
from geleit.packages.accepting import actions
from geleit.packages.models import ReceivedPackage
from tests.packages.things import AT, ON
name = {name!r}
if name:
    work = getattr(actions, name)
    def then_die(*given, **named):
        work(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(actions, name, then_die)
anna, lena = (User.objects.get(email__startswith=who) for who in ("anna", "lena"))
actions.accept(ReceivedPackage.unguarded.get(), holder=anna, settle_by=ON, by=lena, at=AT, on=ON)
"""
TABLES = ("cases_case", "cases_household", "cases_person", "deadlines_deadline", "audit_event")


def rows(folder):
    """How many rows there are; read from the file itself, past the product."""
    with closing(sqlite3.connect(folder / "geleit.sqlite3")) as database:
        return [database.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES]


def test_killed_at_any_step_nothing_is_left_and_the_next_try_gives_the_whole_case(data):
    arranged = run(data, "manage.py", "shell", "-c", ARRANGE)
    assert arranged.returncode == 0, arranged.stderr[-500:]
    before = rows(data)

    for name in ("_household", "_deadlines", "record_many"):
        killed = run(data, "manage.py", "shell", "-c", ACCEPT.format(name=name))
        assert killed.returncode == -9, killed.stderr[-500:]
        assert rows(data) == before

    done = run(data, "manage.py", "shell", "-c", ACCEPT.format(name=""))

    assert done.returncode == 0, done.stderr[-500:]
    assert [now - then for now, then in zip(rows(data), before, strict=True)] == [1, 1, 1, 1, 2]
