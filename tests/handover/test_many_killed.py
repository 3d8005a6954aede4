# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process that is killed while many cases are moved leaves all or nothing; the next start says so."""

import sqlite3
from contextlib import closing

import pytest

from tests.intake.test_command import data, run

pytestmark = pytest.mark.process
__all__ = ["data"]
SETTINGS = """
import os, signal
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geleit.config.settings")
import django; django.setup()
from django.utils.timezone import localdate, now
from geleit.cases.models import Case
from geleit.core.eyes import system_eyes
from geleit.handover.models import Transfer
from geleit.handover.transfers import actions
"""
PREPARED = """
from tests import factories
from tests.handover.things import a_transfer
with system_eyes():
    agreement = factories.an_agreement(key="steinheim-2020")
    lead = factories.User.objects.create_user("lena{name}@example.org", name="Lena")
    cases = [
        Case.unguarded.create(
            number=f"{number}-{{n:04d}}", agreement=agreement, opened_on="2020-01-07",
            household=factories.a_person().household,
        )
        for n in range(300)
    ]
    a_transfer(agreement, lead, *cases)
"""
KILLED = """
module = {module}
work = module.{name}
def then_die(*given, **named):
    work(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
module.{name} = then_die
with system_eyes():
    transfer = Transfer.unguarded.get(done_at=None)
    actions.order(transfer, by=transfer.prepared_by, at=now(), is_on_paper=True)
    actions.move(transfer, on=localdate(), at=now())
"""
AGAIN = """
from geleit.jobs.worker import look_after_the_unfinished
look_after_the_unfinished()
with system_eyes():
    transfer = Transfer.unguarded.get(done_at=None)
    actions.order(transfer, by=transfer.prepared_by, at=now(), is_on_paper=True)
    print(actions.move(transfer, on=localdate(), at=now()).moved)
"""
CUTS = [("actions.moves", "remember"), ("actions.moves", "pass_on"), ("actions", "record_many")]


def handed_back(folder):
    """Read from the file itself, past the product."""
    with closing(sqlite3.connect(folder / "geleit.sqlite3")) as database:
        asked = "SELECT count(*) FROM cases_case WHERE handed_back_on IS NOT NULL"
        return database.execute(asked).fetchone()[0]


@pytest.mark.parametrize(("module", "name"), CUTS)
def test_killed_in_the_middle_no_case_has_moved_and_the_next_start_says_so(data, module, name):
    number = 2001 + CUTS.index((module, name))
    made = run(data, "-c", SETTINGS + PREPARED.format(name=name, number=number))
    before = handed_back(data)

    killed = run(data, "-c", SETTINGS + KILLED.format(module=module, name=name))
    after = handed_back(data)
    again = run(data, "-c", SETTINGS + AGAIN)

    assert made.returncode == 0, made.stderr
    assert killed.returncode == -9
    assert after == before
    assert "cut off, no case was moved" in again.stderr
    assert again.stdout.strip() == "300"
    assert handed_back(data) == before + 300


def test_killed_as_soon_as_it_is_done_all_cases_have_moved(data):
    run(data, "-c", SETTINGS + PREPARED.format(name="last", number=2010))
    before = handed_back(data)
    killed = KILLED.format(module="actions", name="move").replace("actions.move(", "module.move(")

    ended = run(data, "-c", SETTINGS + killed)
    next_start = run(data, "-c", SETTINGS + AGAIN.partition("with system_eyes")[0])

    assert ended.returncode == -9
    assert handed_back(data) == before + 300
    assert "cut off" not in next_start.stderr
