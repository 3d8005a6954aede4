# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A specially protected case exists only for the people named for it."""

from datetime import date

import pytest
import time_machine
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.cases.models import Case, Household, Person, ProtectedReader
from geleit.counselling.models import Contact
from geleit.deadlines.models import FollowUpReminder
from geleit.intake.models import ImportBatch
from tests import factories
from tests.cases.things import a_reminder, stand_in

SECRET = "Zwetschgenhuber"
EVERYBODY = ["anna", "ben", "carla", "lena", "dora", "frida", "karl", "emil", "otto"]


def protected(case, *named):
    Case.unguarded.filter(pk=case.pk).update(is_protected=True)
    for user in named:
        ProtectedReader.objects.create(case=case, user=user)
    case.refresh_from_db()
    return case


@pytest.fixture
def case(anna, ben, carla, lena):
    """Anna's protected case, for her and Carla; Ben stands in for Anna, Lena leads."""
    case = factories.a_case(holder=anna, family_name=SECRET)
    stand_in(deputy=ben, holder=anna)
    factories.a_step(goal=factories.a_goal(case=case), text=SECRET, due_on=date(2020, 1, 20))
    a_reminder(case, text=SECRET, due_on=date(2020, 1, 20))
    factories.a_contact(case=case, by=anna, text=SECRET)
    return protected(case, anna, carla)


@pytest.mark.parametrize(
    ("who", "status"),
    [(who, 403) for who in ("dora", "frida", "karl", "emil", "otto")]
    + [("anna", 200), ("carla", 200), ("ben", 404), ("lena", 404)],
)
@pytest.mark.parametrize("path", ["", "phase/", "schutz/", "notiz/", "plan/"])
def test_who_may_open(sign_in, case, request, path, who, status):
    answer = sign_in(request.getfixturevalue(who)).get(f"/faelle/{case.pk}/{path}")

    assert answer.status_code == status
    assert status == 200 or SECRET not in answer.content.decode()


@pytest.mark.parametrize("who", EVERYBODY)
def test_rows_of_the_case_exist_for_the_named_only(case, request, who):
    user = request.getfixturevalue(who)
    tables = [Case, Household, Person, Contact, FollowUpReminder]

    counts = {table.objects.visible_to(user).count() for table in tables}

    assert counts == ({1} if who in ("anna", "carla") else {0})


@pytest.mark.parametrize("who", ["ben", "lena"])
@pytest.mark.parametrize(
    "path", ["/", "/faelle/", f"/faelle/?q={SECRET}", "/faelle/?q={number}", "/uebergabe/"]
)
def test_neither_lists_nor_search_nor_homes_know_of_it(sign_in, case, request, who, path):
    with time_machine.travel("2020-03-02 09:00"):
        page = sign_in(request.getfixturevalue(who)).get(path.format(number=case.number))

    text = page.content.decode().replace("q=", "").replace(f'value="{SECRET}"', "")
    assert SECRET not in text
    assert f"/faelle/{case.pk}/" not in text


def test_the_figures_of_the_team_do_not_count_it(sign_in, case, anna, lena):
    factories.a_case(holder=anna)

    page = sign_in(lena).get("/")

    rows = page.context["parts"][0]["team"]
    assert {row.name: (row.cases, row.overdue) for row in rows}["Anna"] == (1, 0)


def test_a_lead_who_is_named_sees_it(sign_in, case, lena):
    ProtectedReader.objects.create(case=case, user=lena)

    assert sign_in(lena).get(f"/faelle/{case.pk}/").status_code == 200


def test_being_named_ends_with_the_membership(sign_in, case, carla):
    carla.memberships.update(ends_on=date(2020, 1, 1))

    assert sign_in(carla).get(f"/faelle/{case.pk}/").status_code == 403


def test_a_case_that_waits_is_hidden_from_the_county_too(frida, anna):
    county = factories.an_organisation("county")
    case = factories.a_case(handed_over_by=county, handed_over_on=date(2020, 2, 1))

    protected(case, anna)

    assert Case.objects.visible_to(frida).count() == 0


def test_a_list_does_not_betray_the_person(sign_in, case, lena, steinheim):
    batch = ImportBatch.unguarded.create(
        agreement=steinheim,
        file_name="liste.csv",
        sha256="0" * 64,
        content=f"Name, Vorname;geb. am;Fam.-Nr.\n{SECRET}, Mina;04.05.1990;1\n".encode(),
    )
    client = sign_in(lena)
    hidden = client.get(f"/listen/{batch.pk}/").content.decode()
    Case.unguarded.filter(pk=case.pk).update(is_protected=False)
    shown = client.get(f"/listen/{batch.pk}/").content.decode()

    assert case.number not in hidden
    assert "Vielleicht schon da" not in hidden
    assert case.number in shown  # the mark is there otherwise: the test could fail


def said(*named, protected=True):
    return {"is_protected": "yes" if protected else "no", "named": [user.pk for user in named]}


def readers(case):
    return set(case.protected_readers.values_list("user__name", flat=True))


def test_the_holder_protects_and_names(sign_in, anna, carla):
    case = factories.a_case(holder=anna)

    answer = sign_in(anna).post(f"/faelle/{case.pk}/schutz/", said(carla))

    case.refresh_from_db()
    assert answer.url == f"/faelle/{case.pk}/"
    assert case.is_protected
    assert readers(case) == {"Anna", "Carla"}
    event = Event.objects.get(verb="case-protected")
    assert event.data == {"named": sorted([anna.pk, carla.pk]), "before": []}


def test_sent_twice_it_is_one_entry(sign_in, anna):
    case = factories.a_case(holder=anna)
    client = sign_in(anna)

    for _ in range(2):
        client.post(f"/faelle/{case.pk}/schutz/", said())

    assert Event.objects.filter(verb="case-protected").count() == 1
    assert readers(case) == {"Anna"}


def test_a_named_person_ends_the_protection(sign_in, case, carla):
    sign_in(carla).post(f"/faelle/{case.pk}/schutz/", said(protected=False))

    case.refresh_from_db()
    assert not case.is_protected
    assert readers(case) == set()
    assert Event.objects.filter(verb="case-unprotected").count() == 1


def test_whoever_says_it_and_the_holder_stay_named(sign_in, case, carla):
    sign_in(carla).post(f"/faelle/{case.pk}/schutz/", said())

    assert readers(case) == {"Anna", "Carla"}


@pytest.mark.parametrize("who", ["ben", "lena"])
def test_who_only_stands_in_or_leads_cannot_protect(sign_in, anna, ben, lena, request, who):
    case = factories.a_case(holder=anna)
    stand_in(deputy=ben, holder=anna)

    answer = sign_in(request.getfixturevalue(who)).post(f"/faelle/{case.pk}/schutz/", said())

    case.refresh_from_db()
    assert answer.status_code == 422
    assert not case.is_protected


def test_nobody_of_another_house_can_be_named(sign_in, anna, dora):
    case = factories.a_case(holder=anna)

    answer = sign_in(anna).post(f"/faelle/{case.pk}/schutz/", said(dora))

    assert answer.status_code == 422


def test_who_becomes_responsible_is_named(sign_in, case, lena, ben):
    ProtectedReader.objects.create(case=case, user=lena)

    sign_in(lena).post(f"/faelle/{case.pk}/zustaendig/", {"to": ben.pk})

    assert readers(case) == {"Anna", "Ben", "Carla", "Lena"}


def test_a_closed_case_keeps_its_protection(sign_in, case, anna):
    Case.unguarded.filter(pk=case.pk).update(phase="closed", closed_on=date(2020, 3, 1))

    answer = sign_in(anna).post(f"/faelle/{case.pk}/schutz/", said(protected=False))

    case.refresh_from_db()
    assert answer.status_code == 422
    assert case.is_protected


@pytest.fixture
def two_cases(anna, ben):
    """Ben's closed case of a household that came back, and Anna's running one."""
    former = factories.a_case(
        holder=ben, family_name=SECRET, phase="closed", closed_on="2020-03-01"
    )
    running = factories.a_case(holder=anna)
    Case.unguarded.filter(pk=running.pk).update(household=former.household_id)
    former.household.housing_stays.create(street=f"{SECRET}weg 1")
    running.refresh_from_db()
    return former, running


@pytest.mark.parametrize("who", ["lena", "ben"])
def test_the_former_case_of_the_household_is_protected_along(
    sign_in, two_cases, request, who, anna, carla
):
    former, running = two_cases
    client = sign_in(request.getfixturevalue(who))
    before = client.get(f"/faelle/{former.pk}/")

    sign_in(anna).post(f"/faelle/{running.pk}/schutz/", said(carla))
    after = sign_in(request.getfixturevalue(who)).get(f"/faelle/{former.pk}/")

    assert f"{SECRET}weg" in before.content.decode()  # the home of today: the test could fail
    assert after.status_code == 404
    assert readers(former) == readers(running) == {"Anna", "Carla"}
    assert Event.objects.filter(verb="case-protected").count() == 2


def test_the_former_case_of_another_carrier_opens_for_nobody(sign_in, two_cases, anna):
    former, running = two_cases
    other = factories.an_agreement(key="anderswo")
    other.carrier = factories.an_organisation("county")
    other.save()
    Case.unguarded.filter(pk=former.pk).update(agreement=other)

    sign_in(anna).post(f"/faelle/{running.pk}/schutz/", said())

    former.refresh_from_db()
    assert not former.is_protected
    assert former.handed_back_on == localdate()
    assert Event.objects.filter(verb="former-case-shut", key=str(former.pk)).count() == 1


def test_another_carrier_that_accompanies_the_household_keeps_its_files(sign_in, two_cases, anna):
    former, running = two_cases
    other = factories.an_agreement(key="anderswo")
    other.carrier = factories.an_organisation("county")
    other.save()
    also = factories.a_case(holder=None)
    Case.unguarded.filter(pk=also.pk).update(household=running.household_id, agreement=other)
    Case.unguarded.filter(pk=former.pk).update(agreement=other)

    sign_in(anna).post(f"/faelle/{running.pk}/schutz/", said())

    former.refresh_from_db()
    assert former.handed_back_on is None


def test_the_protection_ends_for_both(sign_in, two_cases, anna, lena):
    former, running = two_cases
    client = sign_in(anna)

    client.post(f"/faelle/{running.pk}/schutz/", said())
    client.post(f"/faelle/{running.pk}/schutz/", said(protected=False))

    assert sign_in(lena).get(f"/faelle/{former.pk}/").status_code == 200
    assert readers(former) == set()
