# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before acceptance the lead reads who of a waiting case may be in another one already."""

import pytest
from django.urls import reverse

from geleit.cases.models import Case
from geleit.organisations.models import Organisation
from tests import factories
from tests.handover.things import a_target, a_transfer, a_waiting_case, moved
from tests.packages.things import all_agree

HINT = "Vielleicht ist jemand schon hier"


def born(case, day="1990-05-04"):
    case.household.persons.update(born_on=day, birth_precision="day")
    return case


@pytest.fixture
def here(anna):
    """The case in which the person stands already, written otherwise."""
    return born(factories.a_case(holder=anna, family_name="Gehaimhaus"))


@pytest.fixture
def waiting():
    return born(a_waiting_case())


def answer_to(client, case):
    return client.get(reverse("handover:case", args=[case.pk]))


def test_the_lead_reads_who_may_be_here_and_in_which_case(sign_in, lena, here, waiting):
    answer = answer_to(sign_in(lena), waiting)

    page = answer.content.decode()
    (twin,) = answer.context["twins"]
    assert [one.case for one in twin.alike] == [here]
    assert HINT in page
    assert reverse("desk:case", args=[here.pk]) in page


def test_of_another_case_that_waits_nobody_is_named(sign_in, lena, waiting):
    other = born(a_waiting_case())

    answer = answer_to(sign_in(lena), waiting)

    assert answer.context["twins"] == []
    assert other.number not in answer.content.decode()


def test_it_stays_when_acceptance_is_refused(sign_in, lena, here, waiting):
    answer = sign_in(lena).post(reverse("handover:accept_one", args=[waiting.pk]), {})

    assert answer.status_code == 422
    assert HINT in answer.content.decode()


def test_the_county_learns_nothing_of_it(sign_in, frida, here, waiting):
    page = answer_to(sign_in(frida), waiting).content.decode()

    assert HINT not in page
    assert here.number not in page


def test_nothing_is_said_of_a_protected_case(sign_in, lena, here, waiting):
    Case.unguarded.filter(pk=here.pk).update(is_protected=True)
    here.protected_readers.create(user=lena)

    assert HINT not in answer_to(sign_in(lena), waiting).content.decode()


def test_nothing_is_said_of_a_case_of_another_carrier(sign_in, lena, here, waiting):
    there = factories.an_agreement(key="nachbarort")
    there.carrier = Organisation.objects.create(kind="carrier", name="Anders", short_name="A")
    there.save()
    Case.unguarded.filter(pk=here.pk).update(agreement=there, holder=None)

    assert HINT not in answer_to(sign_in(lena), waiting).content.decode()


def test_the_people_of_the_case_are_not_here_already(sign_in, lena, waiting):
    again = factories.a_person(household=waiting.household, family_name="Gehaimhaus")
    born(waiting)

    assert again.household.persons.count() == 2
    assert HINT not in answer_to(sign_in(lena), waiting).content.decode()


def test_of_another_carrier_s_case_it_is_compared_what_the_checklist_shows(
    sign_in, lena, anna, steinheim
):
    there, boss = a_target(steinheim)
    case = born(factories.a_case(holder=anna, family_name="Geheimhaus"))
    born(factories.a_case(agreement=there, family_name="Gehaimhaus"))
    moved(a_transfer(steinheim, lena, case, target=there))
    case = Case.unguarded.get(pk=case.pk)
    client = sign_in(boss)

    shut = answer_to(client, case).content.decode()
    all_agree(case, to=there.carrier.name, kinds=["contact"], by=boss)
    opened = answer_to(client, case).content.decode()

    assert HINT not in shut
    assert HINT in opened
