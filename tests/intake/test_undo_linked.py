# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links and decisions on pairs: while they stand a list stays, taken back they leave it as it was."""

import pytest
from django.utils.timezone import localdate, now

from geleit.audit.models import Event
from geleit.cases import actions as case_actions
from geleit.cases.models import Case, Person, UnreadValue
from geleit.core.problems import Refused
from geleit.identity import actions as identity
from geleit.identity.models import Decision, PersonLink, PossibleDuplicate
from geleit.intake.models import ImportBatch
from geleit.intake.undo.actions import undo, undo_problems
from tests import factories
from tests.intake.test_undo import everything


@pytest.fixture
def batch(twice):
    return ImportBatch.unguarded.latest("pk")


@pytest.fixture
def pair(twice):
    one, other = twice
    return PossibleDuplicate.unguarded.create(
        first=one, second=other, probability=0.9, found_on=localdate()
    )


def codes(batch):
    return [problem.code for problem in undo_problems(batch)]


def text_of(client, batch):
    return client.get(f"/listen/{batch.pk}/").content.decode()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_link_that_stands_keeps_the_list_from_either_side(twice, batch, lena, order):
    identity.link(twice[order[0]], twice[order[1]], by=lena, at=now())
    before = everything()

    with pytest.raises(Refused, match="verknüpft"):
        undo(batch, by=lena)

    assert codes(batch) == ["linked"]
    assert everything() == before


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_link_that_was_undone_leaves_the_way_back_open(twice, batch, lena, order, times):
    one, _other = twice
    for _time in range(times):
        linked = identity.link(twice[order[0]], twice[order[1]], by=lena, at=now())
        identity.undo_link(linked, by=lena, at=now())
    told = Event.objects.filter(verb__in=["person-linked", "person-unlinked"])
    assert told.count() == 2 * times

    undo(batch, by=lena)

    assert list(Person.unguarded.filter(given_names="Elif")) == [one]
    assert PersonLink.unguarded.count() == 0
    assert told.count() == 2 * times
    with pytest.raises(Refused):
        undo(batch, by=lena)


def test_what_was_settled_by_hand_after_the_link_is_work(twice, batch, lena):
    one, other = twice
    identity.undo_link(identity.link(one, other, by=lena, at=now()), by=lena, at=now())
    value = UnreadValue.objects.get(person=other)

    case_actions.settle_value(value, by=lena, on=localdate())

    assert codes(batch) == ["worked-on"]


def test_a_decision_on_a_pair_keeps_the_list_until_it_is_asked_anew(pair, batch, lena):
    identity.decide(pair, decision=Decision.NOT_SAME, by=lena, at=now())
    decided = codes(batch)
    identity.ask_anew(pair, by=lena, at=now())

    assert decided == ["told-apart"]
    assert codes(batch) == []
    undo(batch, by=lena)
    assert PossibleDuplicate.unguarded.count() == 0


def test_a_pair_that_was_linked_by_decision_and_released_is_no_work(pair, batch, lena):
    identity.decide(pair, decision=Decision.SAME, by=lena, at=now())
    identity.undo_link(PersonLink.unguarded.get(), by=lena, at=now())

    undo(batch, by=lena)

    assert not Person.unguarded.filter(given_names="Sami").exists()


def test_who_was_put_off_is_no_work(pair, batch, lena):
    identity.decide(pair, decision=Decision.LATER, by=lena, at=now())

    assert codes(batch) == []


def test_the_receipt_names_both_cases_and_leads_to_them(lead, twice, batch, lena):
    identity.link(*twice, by=lena, at=now())

    page = text_of(lead, batch)

    assert "Eine Person aus dieser Liste ist mit einer anderen Akte verknüpft." in page
    for person in twice:
        case = Case.unguarded.get(household=person.household_id)
        assert f'href="/faelle/{case.pk}/">{case.number}' in page
    assert 'href="/dieselbe-person/#verknuepft"' in page
    assert "Ganze Liste zurücknehmen" not in page


@pytest.fixture
def protected(twice, lena, anna):
    """The case of the first, linked and then specially protected: only Anna reads it by name."""
    identity.link(*twice, by=lena, at=now())
    case = Case.unguarded.get(household=twice[0].household_id)
    Case.unguarded.filter(pk=case.pk).update(is_protected=True, holder=anna)
    case.protected_readers.create(user=anna)
    return case


def test_what_a_protected_case_bars_says_neither_who_nor_what(lead, protected, batch):
    page = text_of(lead, batch)

    assert "Es steht noch etwas entgegen" in page
    assert "verknüpft" not in page
    assert protected.number not in page
    assert f'href="/faelle/{protected.pk}/"' not in page
    assert "Ganze Liste zurücknehmen" not in page
    answer = lead.post(f"/listen/{batch.pk}/zuruecknehmen/", follow=True).content.decode()
    assert "verknüpft" not in answer


def test_who_reads_a_protected_case_by_name_undoes_its_link(
    protected, twice, batch, lena, anna, sign_in
):
    link = PersonLink.unguarded.get()
    url = f"/dieselbe-person/verknuepfung/{link.pk}/loesen/"
    lead, other = sign_in(lena), Case.unguarded.get(household=twice[1].household_id)
    assert lead.post(url).status_code == 404

    reader = sign_in(anna)
    page = reader.get(f"/faelle/{protected.pk}/").content.decode()
    answer = reader.post(url)

    assert "ist mit einer anderen Akte verknüpft, die Sie nicht lesen" in page
    assert other.number not in page
    assert answer.url == f"/faelle/{protected.pk}/"
    assert undo_problems(batch, lena) == []
    assert undo(batch, by=lena).undone_at


@pytest.mark.parametrize("side", [0, 1])
def test_that_a_link_was_undone_is_noted_in_the_protected_file_alone(twice, lena, anna, side):
    link = identity.link(*twice, by=lena, at=now())
    case = Case.unguarded.get(household=twice[side].household_id)
    Case.unguarded.filter(pk=case.pk).update(is_protected=True)

    identity.undo_link(link, by=anna, at=now())

    noted = Event.objects.filter(verb="person-unlinked")
    assert [one.case_key for one in noted] == [case.pk]


def test_a_lead_who_reads_it_by_name_finds_both_cases_on_the_receipt(lead, protected, batch, lena):
    protected.protected_readers.create(user=lena)
    link = PersonLink.unguarded.get()

    page = text_of(lead, batch)
    duplicates = lead.get("/dieselbe-person/").content.decode()

    assert "ist mit einer anderen Akte verknüpft" in page
    assert f'href="/faelle/{protected.pk}/">{protected.number}' in page
    assert protected.number not in duplicates
    assert lead.post(f"/dieselbe-person/verknuepfung/{link.pk}/loesen/").status_code == 302
    assert undo_problems(batch, lena) == []


def test_two_persons_one_of_them_protected_bar_nothing(lead, pair, batch, lena):
    identity.decide(pair, decision=Decision.NOT_SAME, by=lena, at=now())
    Case.unguarded.filter(household=pair.first.household_id).update(is_protected=True)

    assert codes(batch) == []


def test_a_link_between_others_is_none_of_this_list(twice, batch, lena):
    others = [
        factories.a_person(household=twice[0].household, family_name=name)
        for name in ("Ost", "West")
    ]
    identity.link(*others, by=lena, at=now())

    assert codes(batch) == []


def test_a_person_of_a_list_that_just_went_is_not_linked_any_more(twice, pair, batch, lena):
    one, other = twice
    undo(batch, by=lena)

    with pytest.raises(Refused):
        identity.link(one, other, by=lena, at=now())
    with pytest.raises(Refused):
        identity.decide(pair, decision=Decision.SAME, by=lena, at=now())

    assert PersonLink.unguarded.count() == 0
