# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.cases.models import Case, Person
from tests import factories
from tests.cases.things import the_person

TODAY = "2020-03-02 09:00+00:00"


@pytest.fixture
def case(anna):
    """Mina, with her son Karim."""
    case = factories.a_case(holder=anna, family_name="Muster")
    factories.a_person(household=case.household, given_names="Karim", born_on=date(2001, 1, 2))
    return case


def named(case, given):
    return case.household.persons.get(given_names=given)


def act(client, case, what, **said):
    return client.post(f"/faelle/{case.pk}/haushalt/{what}/", said)


@time_machine.travel(TODAY)
def test_a_child_is_born_into_the_household(sign_in, anna, case):
    client = sign_in(anna)

    act(client, case, "geburt", given_names="Layan", family_name="Muster", born_on="2020-02-28",
        sex="w", role="child")  # fmt: skip

    row = named(case, "Layan").memberships.get()
    assert (row.role, row.joined_on, row.joined_how) == ("child", date(2020, 2, 28), "birth")
    assert "Muster, Layan: geboren" in text_of(client, case, "?art=haushalt")


def text_of(client, case, query=""):
    page = client.get(f"/faelle/{case.pk}/{query}").content.decode()
    return " ".join(re.sub(r"<[^>]*>", "", page).split())


@time_machine.travel(TODAY)
def test_who_died_stays_in_the_file_and_nothing_more_falls_due(sign_in, anna, case):
    client, karim = sign_in(anna), named(case, "Karim")
    karim.statuses.create(kind="permit_25_3", valid_until="2020-03-20")
    assert "läuft ab" in text_of(client, case)

    act(client, case, "auszug", person=karim.pk, left_how="death", left_on="2020-03-01")

    text = text_of(client, case)
    assert "1 Person" in text
    assert "Nicht mehr im Haushalt: Muster, Karim (verstorben, 01.03.2020)" in text
    assert "läuft ab" not in text

    row = karim.memberships.get()
    client.post(f"/faelle/{case.pk}/haushalt/zurueck/{row.pk}/")
    assert "2 Personen" in text_of(client, case)


@time_machine.travel(TODAY)
def test_nobody_leaves_twice_or_tomorrow(sign_in, anna, case):
    client, karim = sign_in(anna), named(case, "Karim")

    late = act(client, case, "auszug", person=karim.pk, left_how="death", left_on="2020-03-03")
    act(client, case, "auszug", person=karim.pk, left_how="death", left_on="2020-03-01")
    again = act(client, case, "auszug", person=karim.pk, left_how="death", left_on="2020-03-01")

    assert late.status_code == again.status_code == 422
    assert karim.memberships.count() == 1


@time_machine.travel(TODAY)
def test_a_part_gets_a_household_and_a_case_of_its_own_in_the_same_hands(sign_in, anna, case):
    client, karim = sign_in(anna), named(case, "Karim")
    factories.a_contact(case=case, by=anna, text="Vor der Trennung")

    act(client, case, "trennung", persons=[karim.pk], name="Muster, Karim", split_on="2020-03-01")

    own = Case.unguarded.exclude(pk=case.pk).get()
    assert (own.holder, own.agreement, own.opened_on) == (anna, case.agreement, date(2020, 3, 1))
    assert [p.given_names for p in own.household.persons.all()] == ["Karim"]
    assert [p.given_names for p in case.household.persons.all()] == ["Mina"]
    left, joined = karim.memberships.order_by("pk")
    assert (left.household, left.left_how) == (case.household, "split")
    assert (joined.household, joined.joined_on) == (own.household, date(2020, 3, 1))
    old = text_of(client, case)
    assert "Muster, Karim: eigener Haushalt" in old
    assert "Vor der Trennung" in old
    assert "Vor der Trennung" not in text_of(client, own)
    assert Event.objects.get(verb="household-split").data["persons"] == 1


@time_machine.travel(TODAY)
def test_a_protected_case_splits_into_a_protected_one(sign_in, anna, lena, case):
    case.is_protected = True
    case.save()
    case.protected_readers.create(user=anna)
    client = sign_in(anna)

    act(
        client, case, "trennung", persons=[named(case, "Karim").pk], name="K", split_on="2020-03-01"
    )

    own = Case.unguarded.exclude(pk=case.pk).get()
    assert own.is_protected
    assert sign_in(lena).get(f"/faelle/{own.pk}/").status_code == 404
    assert sign_in(anna).get(f"/faelle/{own.pk}/").status_code == 200


@time_machine.travel(TODAY)
def test_somebody_must_stay(sign_in, anna, case):
    everybody = [person.pk for person in case.household.persons.all()]

    response = act(
        sign_in(anna), case, "trennung", persons=everybody, name="x", split_on="2020-03-01"
    )

    assert "Jemand muss bleiben." in response.content.decode()
    assert Case.unguarded.count() == 1


@time_machine.travel(TODAY)
def test_somebody_of_another_case_comes_along(sign_in, anna, case):
    other = factories.a_case(holder=anna, family_name="Anders")
    client, mina = sign_in(anna), the_person(other)

    page = client.get(f"/faelle/{case.pk}/haushalt/dazu/?fall={other.number}").content.decode()
    assert "Anders, Mina" in page
    client.post(
        f"/faelle/{case.pk}/haushalt/dazu/?fall={other.number}",
        {"persons": [mina.pk], "joined_on": "2020-03-01"},
    )

    assert Person.unguarded.get(pk=mina.pk).household == case.household
    assert "Anders, Mina: aus einem anderen Haushalt" in text_of(client, case)


@time_machine.travel(TODAY)
def test_nobody_is_fetched_from_a_case_one_does_not_see(sign_in, anna, carla, case):
    other = factories.a_case(holder=carla, family_name="Geheim")

    page = (
        sign_in(anna).get(f"/faelle/{case.pk}/haushalt/dazu/?fall={other.number}").content.decode()
    )

    assert "gibt es für Sie keinen offenen Fall" in page
    assert "Geheim" not in page


@time_machine.travel(TODAY)
def test_the_file_one_left_does_not_say_where_one_lives_now(sign_in, anna, carla, case):
    """The name of before is kept; the new case is in other hands and stays unseen."""
    client, karim = sign_in(anna), named(case, "Karim")
    act(client, case, "trennung", persons=[karim.pk], name="Neu", split_on="2020-03-01")
    own = Case.unguarded.exclude(pk=case.pk).get()
    own.holder = carla
    own.save()
    factories.rename(own, family_name="Neuername")

    for page in (
        text_of(client, case),
        client.get(f"/faelle/{case.pk}/haushalt/aenderung/").content.decode(),
    ):
        assert "Muster, Karim" in page
        assert "Neuername" not in page
        assert own.number not in page
