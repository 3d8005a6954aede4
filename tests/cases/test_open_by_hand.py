# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family walks in: whoever may write in cases opens one, once, and sees who is here already."""

import re
from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.cases.models import Case, Household, Person
from geleit.organisations.models import Organisation
from tests import factories
from tests.cases.things import a_closed_case

PAGE = "/faelle/neu/"


@pytest.fixture(autouse=True)
def _monday(steinheim):
    with time_machine.travel("2020-03-02 10:00+01:00", tick=False):
        yield


def said(page, **other):
    """Return what the form sends, with what it proposed."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="(\d+)"', page.content.decode())
    person = {"family_name": "Hamdan", "given_names": "Walid", "birth_precision": "unknown"}
    return dict(found) | person | other


def test_a_social_worker_opens_a_case_of_her_own(sign_in, anna):
    client = sign_in(anna)
    page = client.get(PAGE)
    answer = client.post(PAGE, said(page), follow=True)

    case = Case.unguarded.get()
    assert (case.holder, case.opened_on, case.is_waiting) == (anna, date(2020, 3, 2), False)
    assert [str(one) for one in case.household.persons.all()] == ["Hamdan, Walid"]
    assert case.household.name == "Hamdan"
    assert f"Der Fall {case.number} ist eröffnet." in answer.content.decode()
    assert 'name="holder"' not in page.content.decode()
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs[1:3] == ["case-opened", "person-added"]


@pytest.mark.parametrize("who", ["ben", ""])
def test_the_lead_says_who_holds_it_or_leaves_it_open(sign_in, lena, ben, who):
    client = sign_in(lena)
    client.post(PAGE, said(client.get(PAGE), holder=ben.pk if who else ""))

    assert Case.unguarded.get().holder == (ben if who else None)


def test_a_social_worker_opens_none_for_others(sign_in, anna, ben):
    client = sign_in(anna)
    client.post(PAGE, said(client.get(PAGE), holder=ben.pk))

    assert Case.unguarded.get().holder == anna


def test_the_same_form_sent_twice_is_one_case(sign_in, anna):
    client = sign_in(anna)
    sent = said(client.get(PAGE))

    places = [client.post(PAGE, sent).url for _ in range(2)]

    assert places[0] == places[1]
    assert (Case.unguarded.count(), Household.unguarded.count()) == (1, 1)


def test_who_is_here_already_is_shown_with_the_way_to_open_the_case_again(sign_in, anna):
    over = a_closed_case(holder=anna, family_name="Hamdan")
    factories.rename(over, given_names="Walid")
    client = sign_in(anna)
    sent = said(client.get(PAGE), given_names="Waleed", born_on="1990-05-04", birth_precision="day")

    page = client.post(PAGE, sent)
    text = page.content.decode()

    assert page.status_code == 422
    assert f"Fall {over.number} in neuem Fenster ansehen" in text
    assert f'/faelle/{over.pk}/abschluss/#oeffnen"' in text
    assert Person.unguarded.count() == 1
    assert client.post(PAGE, sent | {"dennoch": "on"}).status_code == 302
    assert Person.unguarded.count() == 2


def test_nobody_is_told_who_is_with_a_colleague(sign_in, anna, carla):
    theirs = factories.a_case(holder=carla, family_name="Hamdan")
    factories.rename(theirs, given_names="Walid")
    client = sign_in(anna)

    sent = said(client.get(PAGE), born_on="1990-05-04", birth_precision="day")
    answer = client.post(PAGE, sent)

    assert answer.status_code == 302


def test_under_another_carriers_or_an_ended_agreement_nobody_opens_one(sign_in, anna, steinheim):
    carrier = Organisation.objects.create(name="Anderer Träger", kind=steinheim.carrier.kind)
    foreign = factories.an_agreement(key="fremd-2020")
    type(foreign).objects.filter(pk=foreign.pk).update(carrier=carrier)
    client = sign_in(anna)
    sent = said(client.get(PAGE))

    refused = client.post(PAGE, sent | {"agreement": foreign.pk})
    type(steinheim).objects.filter(pk=steinheim.pk).update(ends_on=date(2020, 2, 1))
    over = client.get(PAGE).content.decode()

    assert refused.status_code == 422
    assert "Es läuft keine Vereinbarung" in over
    assert client.post(PAGE, sent).status_code == 422
    assert not Case.unguarded.exists()


@pytest.mark.parametrize("who", ["dora", "frida", "karl", "emil", "otto", "selma"])
def test_others_open_no_case(sign_in, request, who):
    assert sign_in(request.getfixturevalue(who)).get(PAGE).status_code == 403


def test_the_list_of_cases_leads_there_by_a_key(sign_in, anna):
    text = sign_in(anna).get("/faelle/").content.decode()

    assert re.search(r'href="/faelle/neu/" data-key="n"', text)
