# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family that was here before comes back as a package: said, and linked by whoever accepts."""

from datetime import date

import pytest
from django.urls import reverse

from geleit.audit.models import Event
from geleit.cases.models import Case, Person
from geleit.core.problems import Refused
from geleit.identity.models import PersonLink
from geleit.packages import actions
from geleit.packages.accepting.actions import accept
from tests import factories
from tests.packages.things import AT, ON, a_document, a_package, another_installation

LATER = date(2020, 3, 30)
MINA = a_document()["household"]["persons"][0]


@pytest.fixture
def former(anna):
    """The earlier case of Mina, closed."""
    case = factories.a_case(holder=anna, family_name="Geheimhaus")
    case.household.persons.update(
        given_names="Mina", born_on="1990-05-04", birth_precision="day", nationality="SY", sex="w"
    )
    Case.unguarded.filter(pk=case.pk).update(closed_on="2020-02-01", phase="closed")
    return case


@pytest.fixture
def package(steinheim):
    sister = MINA | {"key": 2, "given_names": "Nour", "born_on": "1994-02-03"}
    household = {"name": "Geheimhaus", "persons": [MINA, sister]}
    sender, _partner = another_installation()
    return actions.receive(
        a_package(sender=sender, household=household), steinheim, by="command:handover", at=AT
    )


def ticked(package, former):
    return [f"1-{former.household.persons.get().pk}"]


def page(package):
    return reverse("packages:package", args=[package.pk])


def test_whoever_accepts_links_the_person_and_finds_the_earlier_case(
    sign_in, lena, anna, former, package
):
    client = sign_in(lena)
    before = Person.unguarded.filter(household=former.household).values().get()

    shown = client.get(page(package)).content.decode()
    answer = client.post(
        reverse("packages:accept", args=[package.pk]),
        {"holder": anna.pk, "settle_by": "2150-01-01", "same": ticked(package, former)},
    )

    assert f"ist Geheimhaus, Mina (Fall {former.number})" in shown
    assert answer.status_code == 302, answer.context["form"].errors
    new = Case.unguarded.exclude(pk=former.pk).get()
    link = PersonLink.unguarded.get()
    assert {link.first.household, link.second.household} == {former.household, new.household}
    assert link.linked_by == lena
    assert Person.unguarded.filter(household=former.household).values().get() == before
    assert former.number in client.get(reverse("desk:case", args=[new.pk])).content.decode()
    assert Event.objects.filter(verb="person-linked").count() == 1


def test_nothing_is_linked_that_nobody_ticked(lena, anna, former, package):
    accept(package, holder=anna, settle_by=LATER, by=lena, at=AT, on=ON)

    assert not PersonLink.unguarded.exists()


@pytest.mark.parametrize("wall", ["protected", "foreign"])
def test_of_a_protected_or_foreign_case_nothing_is_said_nor_linked(
    sign_in, lena, anna, former, package, wall
):
    mina = former.household.persons.get()
    if wall == "protected":
        Case.unguarded.filter(pk=former.pk).update(is_protected=True)
    else:
        other = factories.an_agreement(key="anderswo")
        other.carrier = factories.an_organisation("operator")
        other.save()
        Case.unguarded.filter(pk=former.pk).update(agreement=other)

    shown = sign_in(lena).get(page(package)).content.decode()
    with pytest.raises(Refused, match="nicht mehr verbinden"):
        accept(package, holder=anna, settle_by=LATER, same=[(1, mina.pk)], by=lena, at=AT, on=ON)

    assert former.number not in shown
    assert "dieselbe Person" not in shown
    assert not PersonLink.unguarded.exists()


def test_two_of_the_package_are_not_one_person_here(lena, anna, former, package):
    mina = former.household.persons.get().pk

    with pytest.raises(Refused):
        accept(
            package,
            holder=anna,
            settle_by=LATER,
            same=[(1, mina), (2, mina)],
            by=lena,
            at=AT,
            on=ON,
        )

    assert Case.unguarded.count() == 1
