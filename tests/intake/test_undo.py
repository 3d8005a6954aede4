# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole list is taken back as long as nobody worked with it, and then everything is as before."""

from datetime import timedelta

import pytest
from django.core.serializers import serialize
from django.utils.timezone import now

from geleit.cases import actions as case_actions
from geleit.cases.models import (
    Case,
    Household,
    HousingStay,
    NameWord,
    Person,
    ResidenceStatus,
    UnreadValue,
)
from geleit.core.problems import Refused
from geleit.intake.models import ImportBatch, ImportedRow
from geleit.intake.undo.actions import undo, undo_problems
from geleit.persons.models import ContactChannel
from tests import factories
from tests.intake.test_changes import FIRST, SECOND
from tests.intake.test_take_over import ON, taken

TABLES = [
    Case,
    ContactChannel,
    Household,
    HousingStay,
    NameWord,
    Person,
    ResidenceStatus,
    UnreadValue,
]


def everything():
    """All rows of the tables that a list writes, as text; seals are opened."""
    return [
        serialize("json", getattr(model, "unguarded", model.objects).order_by("pk"))
        for model in TABLES
    ]


def codes(batch):
    return [problem.code for problem in undo_problems(batch)]


def test_a_first_list_leaves_nothing_behind(steinheim, lena):
    factories.a_case(agreement=steinheim)
    before = everything()
    batch = taken(FIRST, agreement=steinheim, by=lena)

    undo(batch, by=lena)

    assert everything() == before
    assert ImportedRow.unguarded.count() == 0


def test_changes_that_were_taken_are_given_back(steinheim, lena):
    taken(FIRST, agreement=steinheim, by=lena)
    before = everything()
    batch = taken(SECOND, agreement=steinheim, by=lena, decisions={"all": "take"})
    assert everything() != before

    undo(batch, by=lena)

    assert everything() == before


def test_questions_are_taken_back(steinheim, lena):
    taken(FIRST, agreement=steinheim, by=lena)
    before = everything()

    undo(taken(SECOND, agreement=steinheim, by=lena), by=lena)

    assert everything() == before


def test_a_new_member_leaves_the_household_that_was_known(steinheim, lena):
    taken(FIRST, agreement=steinheim, by=lena)
    before = everything()

    undo(taken(FIRST + "Berg, Lina;01.02.2020;1;;;\n", agreement=steinheim, by=lena), by=lena)

    assert everything() == before


def test_afterwards_the_same_list_can_be_taken_over_anew(steinheim, lena):
    undo(taken(FIRST, agreement=steinheim, by=lena), by=lena)

    again = taken(FIRST, agreement=steinheim, by=lena)

    assert again.persons_new == 2


def test_work_in_one_case_keeps_the_whole_list(steinheim, lena, anna):
    batch = taken(FIRST, agreement=steinheim, by=lena)
    case_actions.assign(Case.unguarded.get(), to=anna, by=lena, on=ON)
    before = everything()

    with pytest.raises(Refused):
        undo(batch, by=lena)

    assert codes(batch) == ["worked-on"]
    assert everything() == before


def test_a_note_keeps_the_list_even_if_the_log_were_silent(steinheim, lena, anna):
    batch = taken(FIRST, agreement=steinheim, holder=anna, by=lena)
    factories.a_contact(case=Case.unguarded.get(), by=anna)

    assert "worked-on" in codes(batch)


def test_a_later_list_about_the_same_people_goes_back_first(steinheim, lena):
    first = taken(FIRST, agreement=steinheim, by=lena)
    second = taken(SECOND, agreement=steinheim, by=lena)

    assert codes(first) == ["later-list"]
    undo(second, by=lena)
    assert codes(first) == []


def test_a_value_that_somebody_changed_since_is_not_overwritten(steinheim, lena):
    taken(FIRST, agreement=steinheim, by=lena)
    batch = taken(SECOND, agreement=steinheim, by=lena, decisions={"all": "take"})
    ContactChannel.unguarded.standing().update(value="0711 333")

    assert codes(batch) == ["changed-since"]


def test_a_consent_that_was_noted_since_is_not_lost(steinheim, lena):
    taken(FIRST, agreement=steinheim, by=lena)
    batch = taken(SECOND, agreement=steinheim, by=lena, decisions={"all": "take"})
    ContactChannel.unguarded.standing().update(consent_on=ON)

    assert codes(batch) == ["changed-since"]


def test_a_number_that_an_older_version_took_comes_back_as_a_channel(steinheim, lena):
    taken(FIRST, agreement=steinheim, by=lena)
    batch = taken(SECOND, agreement=steinheim, by=lena, decisions={"all": "take"})
    ContactChannel.unguarded.exclude(removed_on=None).delete()  # it kept the new number alone

    undo(batch, by=lena)

    way = ContactChannel.unguarded.get()
    assert (way.value, way.source, way.removed_on) == ("0711 111", "list", None)


def test_a_list_goes_back_once(steinheim, lena):
    batch = undo(taken(FIRST, agreement=steinheim, by=lena), by=lena)

    with pytest.raises(Refused):
        undo(batch, by=lena)


def test_the_receipt_offers_it_and_says_what_happened(sign_in, steinheim, lena):
    client = sign_in(lena)
    url = f"/listen/{taken(FIRST, agreement=steinheim, by=lena).pk}/"
    assert "Ganze Liste zurücknehmen" in client.get(url).content.decode()

    page = client.post(f"{url}zuruecknehmen/", follow=True).content.decode()

    assert "alles ist wie vorher" in page
    assert Person.unguarded.count() == 0


def test_the_receipt_says_why_it_cannot_be_taken_back(sign_in, steinheim, lena, anna):
    batch = taken(FIRST, agreement=steinheim, by=lena)
    ImportBatch.unguarded.update(taken_over_at=now() - timedelta(days=1))
    case_actions.assign(Case.unguarded.get(), to=anna, by=lena, on=ON)

    page = sign_in(lena).get(f"/listen/{batch.pk}/").content.decode()

    assert "An einem Fall aus dieser Liste ist schon gearbeitet worden." in page
    case = Case.unguarded.get()
    assert f'href="/faelle/{case.pk}/">{case.number}' in page
    case_actions.protect(case, is_protected=True, named=[], by=anna, on=ON)
    assert case.number not in sign_in(lena).get(f"/listen/{batch.pk}/").content.decode()
    assert "Ganze Liste zurücknehmen" not in page
