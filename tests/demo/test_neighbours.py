# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two carriers can be tried in the example: each sees its own, and what lies between them waits."""

import pytest

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.demo import neighbours
from geleit.handover.models import Transfer
from geleit.handover.queries import waiting_for
from geleit.handover.transfers.queries import lines_of, targets_of
from geleit.identity.models import Answer, Decision
from geleit.identity.queries import own_questions, questions_of_others, to_decide
from geleit.intake.models import ImportBatch
from tests.demo.conftest import TODAY


def signs_in(name):
    return User.objects.get(email=f"{name}@geleit.example")


@pytest.fixture
def lead(example):
    return signs_in("leitung")


@pytest.fixture
def neighbour(example):
    return signs_in("nachbarleitung")


def test_each_carrier_sees_its_own_cases_alone(lead, neighbour):
    ours, theirs = Case.objects.visible_to(lead), Case.objects.visible_to(neighbour)

    assert theirs.count() == len(neighbours.COURSES) - 1, "one has moved over"
    assert not set(ours) & set(theirs)
    assert {case.holder for case in theirs} == {signs_in("nachbarsozialarbeit")}


def test_a_case_of_the_neighbour_waits_with_written_consents(example, lead):
    [case] = waiting_for(lead).filter(handed_over_by__kind="carrier")

    assert case.household.name == "Yohannes"
    assert case.agreement == example
    assert case.holder is None
    assert case.consents.filter(is_written=True).count() == case.household.persons.count()
    assert Transfer.objects.visible_to(lead).arrived().get().received_at is None


def test_the_neighbour_has_a_transfer_prepared_that_could_go_at_once(example, neighbour):
    transfer = Transfer.objects.visible_to(neighbour).get(done_at=None)

    [line] = lines_of(transfer, reader=neighbour, on=TODAY)
    assert transfer.receiver == example.county
    assert line.problems == []


def test_cases_can_go_either_way(example):
    there = CooperationAgreement.objects.get(key=neighbours.KEY)

    assert list(targets_of(example, on=TODAY)) == [there]
    assert list(targets_of(there, on=TODAY)) == [example]


def test_one_carrier_has_asked_the_other_and_was_answered_once(lead, neighbour):
    [asked] = questions_of_others(lead)
    answered = [end for end in own_questions(lead) if end.trace.answer]

    assert (asked.person.family_name, asked.trace.answer) == ("Zaher", Answer.NONE)
    assert asked.trace.asked_by == neighbour
    assert [(end.person.given_names, end.trace.answer) for end in answered] == [
        ("Batoul", Answer.YES)
    ]
    assert {end.person.family_name for end in own_questions(neighbour)} == {"Zahir"}


def test_a_list_has_brought_somebody_who_may_be_here(lead):
    [batch] = ImportBatch.objects.visible_to(lead)
    [pair] = to_decide(lead)

    assert (batch.persons_new, batch.households, len(batch.reading["near"])) == (3, 2, 1)
    assert batch.taken_over_by == lead
    assert pair.decision == Decision.OPEN
    assert {pair.first.family_name, pair.second.family_name} == {"Korkmaz", "Korkmas"}


def test_it_came_about_as_in_the_product(neighbour):
    """Every step of the neighbour's stands in the log, with who did it."""
    done = set(Event.objects.values_list("verb", "actor"))
    worker = signs_in("nachbarsozialarbeit")
    by_lead = {
        "case-opened",
        "transfer-prepared",
        "transfer-done",
        "access-asked",
        "access-answered",
    }

    assert {(verb, f"user:{neighbour.pk}") for verb in by_lead} <= done
    assert {
        (verb, f"user:{worker.pk}")
        for verb in ("person-added", "contact-recorded", "consent-given", "status-added")
    } <= done
