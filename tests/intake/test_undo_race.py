# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list goes back while somebody writes her first note: one of the two wins, and nothing is half."""

from datetime import date
from threading import Event as Flag
from threading import Thread

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse

from geleit.cases.models import Case, Person
from geleit.core.eyes import system_eyes
from geleit.core.problems import Refused
from geleit.counselling import actions as counselling
from geleit.counselling.models import Contact
from geleit.intake.models import ImportBatch
from geleit.intake.undo.actions import undo
from tests import factories
from tests.intake.test_changes import FIRST
from tests.intake.test_take_over import taken

LATER = date(2020, 2, 3)  # the service is agreed by then
needs_threads = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one connection write at a time"
)


@pytest.fixture
def batch(steinheim, lena, anna):
    return taken(FIRST, agreement=steinheim, holder=anna, by=lena)


def noted(case, by):
    return counselling.record_contact(
        case=case, kind="talk", happened_on=LATER, minutes=30, goal=None, no_goal="brief", by=by, on=LATER,
        persons=case.household.persons.all(), service_item=factories.an_item(agreement=case.agreement),
    )  # fmt: skip


def in_thread(task):
    """Run with a connection of its own; return the thread and what it said in the end."""
    said = []

    def run():
        try:
            with system_eyes():
                said.append(task())
        except Refused as refused:
            said.append(refused)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    return thread, said


def test_a_note_for_a_case_that_just_went_is_refused_and_its_text_stays(
    sign_in, batch, lena, anna, monkeypatch
):
    case = Case.unguarded.get()
    act = counselling.record_contact

    def after_the_list_went(**said):
        undo(batch, by=lena)
        return act(**said)

    monkeypatch.setattr(counselling, "record_contact", after_the_list_went)
    said = {
        "kind": "talk", "happened_on": LATER, "minutes": 30, "goal": "brief", "text": "Ganz wichtig",
        "persons": list(Person.unguarded.values_list("pk", flat=True)),
        "service_item": factories.an_item(agreement=case.agreement).pk,
    }  # fmt: skip

    answer = sign_in(anna).post(reverse("counselling:note", args=[case.pk]), said)

    assert answer.status_code == 422
    assert "Diesen Fall gibt es nicht mehr" in answer.content.decode()
    assert "Ganz wichtig" in answer.content.decode()
    assert not Case.unguarded.exists()


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_a_note_that_is_being_saved_keeps_the_list(batch, lena, anna):
    case, written, go_on = Case.unguarded.get(), Flag(), Flag()

    def note():
        with transaction.atomic():
            noted(case, anna)
            written.set()
            assert go_on.wait(10)

    noting, _said = in_thread(note)
    assert written.wait(10)
    undoing, said = in_thread(lambda: undo(batch, by=lena))
    undoing.join(1)
    waits = undoing.is_alive()
    go_on.set()
    noting.join(20)
    undoing.join(20)

    assert waits
    assert [problem.code for problem in said[0].problems] == ["worked-on"]
    assert Contact.unguarded.count() == 1
    assert ImportBatch.unguarded.get().undone_at is None


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_a_note_that_comes_while_the_list_goes_is_refused(batch, lena, anna):
    case, gone, go_on = Case.unguarded.get(), Flag(), Flag()

    def go():
        with transaction.atomic():
            undo(batch, by=lena)
            gone.set()
            assert go_on.wait(10)

    undoing, _said = in_thread(go)
    assert gone.wait(10)
    noting, said = in_thread(lambda: noted(case, anna))
    noting.join(1)
    waits = noting.is_alive()
    go_on.set()
    undoing.join(20)
    noting.join(20)

    assert waits
    assert [problem.code for problem in said[0].problems] == ["gone"]
    assert not Contact.unguarded.exists()
    assert not Person.unguarded.exists()
