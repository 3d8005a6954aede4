# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose side one is on at an announcement, and what nobody reads from it afterwards."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils.timezone import localdate, now

from geleit.accounts.models import User
from geleit.cases.models import Case, Person, ProtectedReader
from geleit.handover.queries import accepted_batches
from geleit.housing.models import Accommodation
from geleit.intake.arrivals import actions
from geleit.intake.models import Arrival
from geleit.organisations.models import Organisation
from tests import factories
from tests.handover.things import a_target
from tests.intake import test_arrivals
from tests.intake.test_arrivals import accept, said, text_of

announced, former = test_arrivals.announced, test_arrivals.former


def with_office(user, role, organisation):
    user.memberships.create(role=role, organisation=organisation, starts_on=date(2019, 1, 1))
    return User.objects.get(pk=user.pk)


def test_who_leads_another_carrier_does_not_accept_for_this_one(
    sign_in, frida, anna, steinheim, announced
):
    there, _boss = a_target(steinheim)
    both = with_office(frida, "carrier_lead", there.carrier)

    page = text_of(sign_in(both).get(f"/zuteilungen/{announced.pk}/"))
    response = accept(sign_in(both), announced, anna)
    asked = sign_in(both).post(f"/zuteilungen/{announced.pk}/fragen/", {"text": "Wer?"})

    assert "Annehmen und Fall eröffnen" not in page
    assert "Ankündigung zurückziehen" in page
    assert (response.status_code, asked.status_code) == (404, 404)
    assert not Case.unguarded.exists()


@pytest.mark.parametrize("step", ["antworten", "berichtigen", "zurueckziehen"])
def test_who_works_for_another_county_does_not_speak_for_this_one(
    sign_in, lena, steinheim, announced, step
):
    elsewhere = Organisation.objects.create(kind="county", name="Anderer Kreis", short_name="A")
    both = with_office(lena, "county", elsewhere)

    page = text_of(sign_in(both).get(f"/zuteilungen/{announced.pk}/"))
    response = sign_in(both).post(
        f"/zuteilungen/{announced.pk}/{step}/", said(steinheim, text="Nein")
    )

    assert "Annehmen und Fall eröffnen" in page
    assert "Ankündigung zurückziehen" not in page
    assert response.status_code == 404
    announced.refresh_from_db()
    assert (announced.withdrawn_at, announced.inquiry) == (None, None)


@pytest.mark.parametrize("way", ["neu", "{pk}/berichtigen"])
def test_nobody_comes_to_a_house_of_another_agreement(sign_in, frida, steinheim, announced, way):
    other = factories.an_agreement(key="zweite")
    house = Accommodation.objects.create(agreement=other, name="Fremdes Haus", places=3)
    own = Accommodation.objects.create(agreement=steinheim, name="Eigenes Haus", places=3)
    client, address = sign_in(frida), f"/zuteilungen/{way.format(pk=announced.pk)}/"
    day = localdate() + timedelta(days=20)

    wrong = client.post(address, said(steinheim, accommodation=house.pk, arrives_on=day))
    right = client.post(address, said(steinheim, accommodation=own.pk, arrives_on=day))

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert not Arrival.unguarded.filter(accommodation=house).exists()


def test_the_second_of_two_who_accept_for_somebody_else_reads_that_it_is_done(
    sign_in, lena, anna, ben, announced
):
    accept(sign_in(lena), announced, anna)
    sign_in(lena).get("/zuteilungen/")

    response = accept(sign_in(lena), announced, ben)

    assert "Diese Zuteilung ist schon angenommen." in text_of(response)
    assert Case.unguarded.get().holder == anna


def test_who_accepts_what_was_withdrawn_at_this_moment_reads_so(
    sign_in, lena, frida, anna, announced
):
    actions.withdraw(announced, by=frida, at=now())

    response = accept(sign_in(lena), announced, anna)

    assert response.status_code == 422
    assert "Der Landkreis hat diese Zuteilung zurückgezogen." in text_of(response)


@pytest.mark.parametrize("change", [{"closed_on": None, "phase": "active"}, {"is_protected": True}])
def test_a_former_case_that_can_not_go_on_any_more_is_no_new_one_instead(
    sign_in, lena, anna, announced, former, change
):
    Case.unguarded.update(**change)

    response = accept(sign_in(lena), announced, anna, former=former.pk)

    assert response.status_code == 422
    assert "Diesen Fall können Sie nicht wieder öffnen." in text_of(response)
    assert Case.unguarded.count() == 1


WHO_AND_WHERE = {
    "household_name": "", "housing": "", "language": "", "note": "", "persons": [],
    "accommodation_id": None,
}  # fmt: skip


@pytest.fixture
def in_a_house(announced, steinheim):
    house = Accommodation.objects.create(agreement=steinheim, name="Haus Fluchtpunkt", places=3)
    Arrival.unguarded.update(accommodation=house, language="ti")
    announced.refresh_from_db()
    return announced


@pytest.mark.parametrize("end", ["accepted", "withdrawn"])
def test_what_is_over_says_no_more_who_came_and_where_to(
    sign_in, lena, frida, anna, in_a_house, end
):
    if end == "accepted":
        accept(sign_in(lena), in_a_house, anna)
    else:
        sign_in(frida).post(f"/zuteilungen/{in_a_house.pk}/zurueckziehen/")

    assert Arrival.unguarded.values(*WHO_AND_WHERE).get() | {"persons": []} == WHO_AND_WHERE
    page = text_of(sign_in(lena).get(f"/zuteilungen/{in_a_house.pk}/"))
    assert "Haile" not in page
    assert "Fluchtpunkt" not in page


def test_what_was_over_before_is_forgotten_with_the_update(in_a_house):
    waiting = Arrival.unguarded.get(pk=Arrival.unguarded.get().pk)
    waiting.pk = None
    waiting.save()
    Arrival.unguarded.filter(pk=in_a_house.pk).update(withdrawn_at=now())

    import_module("geleit.intake.migrations.0011_arrivals_forget").forget(apps, None)

    names = dict(Arrival.unguarded.values_list("pk", "household_name"))
    assert names == {in_a_house.pk: "", waiting.pk: "Haile"}


def test_a_household_that_is_protected_later_is_not_known_by_its_announcement(
    sign_in, lena, anna, announced
):
    accept(sign_in(lena), announced, anna)
    case = Case.unguarded.get()
    Case.unguarded.update(is_protected=True)

    shut = sign_in(lena).get(f"/zuteilungen/{announced.pk}/")
    ProtectedReader.objects.create(case=case, user=lena)
    named = sign_in(lena).get(f"/zuteilungen/{announced.pk}/")

    assert shut.status_code == 404
    assert "Zum Fall" in text_of(named)


@pytest.mark.parametrize("came", ["by hand", "from the county"])
def test_the_county_counts_a_family_that_was_here_as_it_counts_a_new_one(
    sign_in, lena, frida, anna, announced, former, came
):
    if came == "from the county":
        Case.unguarded.update(
            handed_over_by=announced.county, handed_over_on=date(2018, 2, 1),
            accepted_on=date(2018, 2, 3), accepted_by="Lena",
        )  # fmt: skip
    earlier = accepted_batches(frida)

    accept(sign_in(lena), announced, anna, former=former.pk)

    today = {"handed_over_on": localdate(), "cases": 1, "last_accepted_on": localdate()}
    assert accepted_batches(frida) == [today, *earlier]
    assert Person.unguarded.filter(household__cases=former).count() == 3
    assert "Übergeben von Landkreis Teststadt" in text_of(
        sign_in(anna).get(f"/faelle/{former.pk}/uebergabe/")
    )


def test_a_new_family_is_counted_once(sign_in, lena, frida, anna, announced):
    accept(sign_in(lena), announced, anna)

    assert [batch["cases"] for batch in accepted_batches(frida)] == [1]
