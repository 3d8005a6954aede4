# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A household goes to another carrier: its closed files here show nothing of what is written there."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.cases.models import Case
from tests import factories
from tests.handover.test_many_at_once import a_second_case
from tests.handover.things import a_target, a_transfer, moved

pytestmark = pytest.mark.django_db
HOME = "Geheimweg 1"


@pytest.fixture
def former(ben):
    return factories.a_case(holder=ben, phase="closed", closed_on="2020-03-01")


@pytest.fixture
def running(former, anna):
    return a_second_case(former, holder=anna)


def a_new_home(case):
    """What the other carrier writes after the household came to it."""
    case.household.housing_stays.create(street=HOME)
    person = case.household.persons.get()
    person.family_name = "Neuname"
    person.save()


@pytest.mark.parametrize("who", ["lena", "ben"])
def test_the_former_file_shows_nothing_of_the_home_at_another_carrier(
    sign_in, request, former, running, lena, steinheim, who
):
    there, _boss = a_target(steinheim)
    client = sign_in(request.getfixturevalue(who))
    before = client.get(f"/faelle/{former.pk}/")

    moved(a_transfer(steinheim, lena, running, target=there))
    a_new_home(running)
    after = client.get(f"/faelle/{former.pk}/")
    found = client.get("/faelle/?suche=Neuname&phase=alle").content.decode()

    assert before.status_code == 200
    assert HOME not in after.content.decode()
    assert after.status_code == 404
    assert former.number not in found
    entry = Event.objects.get(verb="former-case-shut")
    assert entry.key == str(former.pk)


def test_taken_back_the_former_file_stands_as_it_stood(sign_in, former, running, lena, steinheim):
    before = Case.unguarded.values().get(pk=former.pk)
    transfer = moved(a_transfer(steinheim, lena, running, target=a_target(steinheim)[0]))
    shut = Case.unguarded.get(pk=former.pk)

    sign_in(lena).post(reverse("handover:undo", args=[transfer.key]))

    assert (shut.handed_back_on, shut.holder) == (localdate(), None)
    assert Case.unguarded.values().get(pk=former.pk) == before
    assert Event.objects.filter(verb="former-case-opened", key=str(former.pk)).count() == 1


def test_the_preview_says_that_the_former_file_is_shut(sign_in, former, running, lena, steinheim):
    transfer = a_transfer(steinheim, lena, running, target=a_target(steinheim)[0])

    page = sign_in(lena).get(reverse("handover:transfer", args=[transfer.key])).content.decode()

    assert "1 früherer Fall des Haushalts" in page


def test_where_the_household_is_still_accompanied_here_its_files_stay_open(
    former, running, anna, lena, steinheim
):
    other = factories.an_agreement(key="zweite")
    also = a_second_case(running, holder=anna)
    Case.unguarded.filter(pk=also.pk).update(agreement=other)

    moved(a_transfer(steinheim, lena, running, target=a_target(steinheim)[0]))

    former.refresh_from_db()
    assert former.handed_back_on is None


def test_within_the_carrier_and_back_to_the_county_nothing_is_shut(
    former, running, lena, steinheim
):
    moved(a_transfer(steinheim, lena, running))

    former.refresh_from_db()
    assert former.handed_back_on is None
