# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list goes back while somebody writes her first note: one of the two wins, and nothing is half."""

import os
from datetime import date
from threading import Event as Flag
from threading import Thread

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils.timezone import now

from geleit.agreements.models import CooperationAgreement
from geleit.cases import actions as cases
from geleit.cases.models import Case, Person
from geleit.core.eyes import system_eyes
from geleit.core.problems import Refused
from geleit.counselling import actions as counselling
from geleit.counselling.models import Contact
from geleit.course.actions import reopen
from geleit.identity import actions as identity
from geleit.identity.models import PersonLink, PossibleDuplicate
from geleit.intake.models import ImportBatch, Step
from geleit.intake.running import actions as running
from geleit.intake.undo.actions import undo
from geleit.jobs.processes import this_process
from tests import factories
from tests.intake.test_changes import FIRST
from tests.intake.test_take_over import taken

NO_DAY = {"born_on": None, "birth_precision": "unknown"}  # nothing is known of the day
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


def in_turn(first, second):
    """Let the second begin before the first is through; return what the second said, having waited."""
    done, go_on = Flag(), Flag()

    def hold():
        with transaction.atomic():
            first()
            done.set()
            assert go_on.wait(10)

    holding, _said = in_thread(hold)
    assert done.wait(10)
    coming, said = in_thread(second)
    coming.join(1)
    waits = coming.is_alive()
    go_on.set()
    holding.join(20)
    coming.join(20)
    assert waits
    return said


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_a_note_that_is_being_saved_keeps_the_list(batch, lena, anna):
    case = Case.unguarded.get()

    said = in_turn(lambda: noted(case, anna), lambda: undo(batch, by=lena))

    assert [problem.code for problem in said[0].problems] == ["worked-on"]
    assert Contact.unguarded.count() == 1
    assert ImportBatch.unguarded.get().undone_at is None


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_a_note_that_comes_while_the_list_goes_is_refused(batch, lena, anna):
    case = Case.unguarded.get()

    said = in_turn(lambda: undo(batch, by=lena), lambda: noted(case, anna))

    assert [problem.code for problem in said[0].problems] == ["gone"]
    assert not Contact.unguarded.exists()
    assert not Person.unguarded.exists()


@needs_threads
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("work", ["add", "rename"])
def test_who_changes_the_household_at_this_moment_keeps_the_list(batch, lena, anna, work):
    case, on = Case.unguarded.get(), LATER
    what = {
        "add": lambda: cases.add_person(
            case, by=anna, on=on, family_name="Berg", given_names="Lea", **NO_DAY
        ),
        "rename": lambda: cases.rename_household(case, name="Berg-Tal", by=anna),
    }

    said = in_turn(what[work], lambda: undo(batch, by=lena))

    assert [problem.code for problem in said[0].problems] == ["worked-on"]


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_a_former_case_is_opened_again_while_the_list_goes_and_neither_waits_for_ever(
    batch, lena, anna
):
    case = Case.unguarded.get()
    Case.unguarded.filter(pk=case.pk).update(phase="closed", closed_on=LATER)

    said = in_turn(
        lambda: reopen(case, reason="Wieder da", by=anna, on=LATER), lambda: undo(batch, by=lena)
    )

    assert [problem.code for problem in said[0].problems] == ["worked-on"]


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_beginning_to_read_a_list_does_not_wait_for_another_one(batch, lena, steinheim):
    waiting = ImportBatch.unguarded.create(
        agreement=steinheim, file_name="zwei.csv", sha256="0" * 64, content=b"x",
        step=Step.TAKE, runner=this_process().replace(f":{os.getpid()}:", ":4194304:"),
    )  # fmt: skip

    with transaction.atomic():
        CooperationAgreement.objects.select_for_update().get(pk=steinheim.pk)
        thread, said = in_thread(lambda: running.begin(waiting, Step.TAKE))
        thread.join(20)
        assert not thread.is_alive()

    assert said[0].cut_off_at


@pytest.fixture
def pair(batch, steinheim):
    """Somebody of the list, and somebody who was here before and looks like her."""
    known = factories.a_case(agreement=steinheim).household.persons.get()
    brought = batch.rows.order_by("number").first().person
    first, second = sorted((known, brought), key=lambda person: person.pk)
    return PossibleDuplicate.unguarded.create(
        first=first, second=second, probability=0.9, found_on=LATER
    )


def same(pair, by):
    return identity.decide(pair, decision="same", by=by, at=now())


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_being_made_keeps_the_list(batch, pair, lena):
    said = in_turn(lambda: same(pair, lena), lambda: undo(batch, by=lena))

    assert [problem.code for problem in said[0].problems] == ["linked"]
    assert PersonLink.unguarded.count() == 1


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_a_link_that_comes_while_the_list_goes_is_refused(batch, pair, lena):
    said = in_turn(lambda: undo(batch, by=lena), lambda: same(pair, lena))

    assert [problem.code for problem in said[0].problems] == ["record-gone"]
    assert not PersonLink.unguarded.exists()
