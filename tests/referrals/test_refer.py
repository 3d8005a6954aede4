# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody is referred to a service; data pass on only with a consent."""

from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.consents.models import Consent
from geleit.referrals.models import MainstreamService, Referral
from tests import factories
from tests.cases.things import a_closed_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2020-03-02 09:00+00:00"):
        yield


@pytest.fixture
def service(steinheim):
    return MainstreamService.objects.create(
        organisation=steinheim.carrier, name="Migrationsberatung", action_field="everyday",
        opening_hours="Mo 9–12", languages="Arabisch", checked_on=date(2020, 1, 7),
    )  # fmt: skip


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna, family_name="Geheim")


def refer(client, case, service, **fields):
    person = case.household.persons.get()
    said = {"person": person.pk, "service": service.pk, "concern": "Antrag"} | fields
    return client.post(f"/faelle/{case.pk}/verweise/", said)


def test_a_person_goes_by_herself_without_a_consent(sign_in, anna, case, service):
    assert refer(sign_in(anna), case, service).status_code == 302

    referral = Referral.unguarded.get()
    assert (referral.concern, referral.kinds, referral.outcome) == ("Antrag", [], "open")
    assert not Consent.unguarded.exists()


def test_nothing_is_passed_on_without_a_consent(sign_in, anna, case, service):
    response = refer(sign_in(anna), case, service, kinds=["contact"])

    text = response.content.decode()
    assert response.status_code == 422
    assert "fehlt die Einwilligung gegenüber „Migrationsberatung“" in text
    assert 'href="#id_agrees"' in text
    assert 'value="Antrag"' in text
    assert not Referral.unguarded.exists()


def test_the_consent_is_given_along(sign_in, anna, case, service):
    refer(sign_in(anna), case, service, kinds=["contact", "work"], agrees="on")

    consent = Consent.unguarded.get()
    said = (consent.recipient, consent.purpose, consent.kinds, consent.given_on)
    assert said == ("Migrationsberatung", "Antrag", ["contact", "work"], date(2020, 3, 2))
    assert Referral.unguarded.get().kinds == ["contact", "work"]


def test_the_entry_says_what_was_passed_on_and_on_which_consent(sign_in, anna, case, service):
    client = sign_in(anna)
    refer(client, case, service, kinds=["contact", "health"], agrees="on", is_written="on")
    client.post(f"/faelle/{case.pk}/einwilligungen/{Consent.unguarded.get().pk}/widerrufen/")

    page = client.get(f"/faelle/{case.pk}/verweise/").content.decode()
    what = "Name und Erreichbarkeit, Gesundheit und andere besonders geschützte Angaben"
    assert f"Weitergegeben: {what}" in page
    assert "Einwilligung vom 02.03.2020" in page
    assert "widerrufen am 02.03.2020" in page
    assert list(Referral.unguarded.get().consents.all()) == [Consent.unguarded.get()]
    assert f"weitergegeben: {what}" in client.get(f"/faelle/{case.pk}/").content.decode()


def test_only_the_consents_that_were_relied_on_are_named(sign_in, anna, case, service):
    client = sign_in(anna)
    refer(client, case, service, kinds=["contact"], agrees="on")
    refer(client, case, service, concern="Zweites", kinds=["work"], agrees="on")
    refer(client, case, service, concern="Drittes")

    grounds = [
        [one.kinds for one in row.consents.all()] for row in Referral.unguarded.order_by("pk")
    ]

    assert grounds == [[["contact"]], [["work"]], []]
    page = client.get(f"/faelle/{case.pk}/verweise/").content.decode()
    assert page.count("Nichts weitergegeben") == 1


def test_health_is_agreed_to_in_writing(sign_in, anna, case, service):
    answer = refer(sign_in(anna), case, service, kinds=["health"], agrees="on")
    assert (answer.status_code, Consent.unguarded.count()) == (422, 0)

    answer = refer(sign_in(anna), case, service, kinds=["health"], agrees="on", is_written="on")
    assert (answer.status_code, Referral.unguarded.count()) == (302, 1)


def test_a_withdrawn_consent_holds_no_longer(sign_in, anna, case, service):
    client = sign_in(anna)
    refer(client, case, service, kinds=["contact"], agrees="on")
    consent = Consent.unguarded.get()

    client.post(f"/faelle/{case.pk}/einwilligungen/{consent.pk}/widerrufen/")

    consent.refresh_from_db()
    assert consent.withdrawn_on == date(2020, 3, 2)
    assert refer(client, case, service, kinds=["contact"], concern="Neu").status_code == 422


def test_a_consent_is_noted_by_itself(sign_in, anna, case):
    person = case.household.persons.get()
    said = {"person": person.pk, "recipient": "Schule", "purpose": "Anmeldung",
            "kinds": ["household"], "given_on": "2020-03-01", "until": "2020-12-31"}  # fmt: skip

    for _ in range(2):
        sign_in(anna).post(f"/faelle/{case.pk}/einwilligungen/", said)

    consent = Consent.unguarded.get()
    assert (consent.recipient, consent.until) == ("Schule", date(2020, 12, 31))


def test_the_outcome_is_noted(sign_in, anna, case, service):
    client = sign_in(anna)
    refer(client, case, service)
    referral = Referral.unguarded.get()

    client.post(f"/faelle/{case.pk}/verweise/{referral.pk}/ergebnis/", {"outcome": "waiting"})

    referral.refresh_from_db()
    assert (referral.outcome, referral.outcome_on) == ("waiting", date(2020, 3, 2))
    page = client.get(f"/faelle/{case.pk}/").content.decode()
    assert "Migrationsberatung: steht auf der Warteliste" in page


def test_a_double_click_is_one_referral(sign_in, anna, case, service):
    for _ in range(2):
        refer(sign_in(anna), case, service)

    assert Referral.unguarded.count() == 1


def test_a_closed_case_takes_no_referral(sign_in, anna, service):
    case = a_closed_case(holder=anna)

    assert refer(sign_in(anna), case, service).status_code == 422
    assert not Referral.unguarded.exists()


def test_a_service_is_taken_into_the_directory_once(sign_in, anna, service):
    said = {"name": "Migrationsberatung", "action_field": "everyday"}
    assert sign_in(anna).post("/dienste/neu/", said).status_code == 422

    sign_in(anna).post("/dienste/neu/", said | {"name": "Schuldnerberatung", "phone": "07"})

    row = MainstreamService.objects.get(name="Schuldnerberatung")
    assert (row.phone, row.checked_on) == ("07", date(2020, 3, 2))
    assert "Schuldnerberatung" in sign_in(anna).get("/dienste/").content.decode()


def test_a_service_that_has_ended_is_not_offered(sign_in, anna, case, service):
    service.ends_on = date(2020, 3, 1)
    service.save()

    assert refer(sign_in(anna), case, service).status_code == 422


def test_the_log_holds_no_words(sign_in, anna, case, service):
    refer(sign_in(anna), case, service, kinds=["contact"], agrees="on")

    data = " ".join(str(event.data) for event in Event.objects.all())
    assert "Antrag" not in data
    assert "Migrationsberatung" not in data


@pytest.mark.parametrize("page", ["verweise", "einwilligungen"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("anna", 200), ("lena", 200), ("carla", 404), ("dora", 403), ("frida", 403), ("karl", 403)],
)
def test_who_may_open(sign_in, case, request, page, who, status):
    response = sign_in(request.getfixturevalue(who)).get(f"/faelle/{case.pk}/{page}/")

    assert response.status_code == status
    assert ("Geheim" in response.content.decode()) == (status == 200)


@pytest.mark.parametrize("page", ["verweise", "einwilligungen"])
def test_more_rows_cost_no_more_queries(
    sign_in, anna, case, service, django_assert_max_num_queries, page
):
    client, url = sign_in(anna), f"/faelle/{case.pk}/{page}/"
    refer(client, case, service, kinds=["contact"], agrees="on")
    client.get(url)
    with django_assert_max_num_queries(20) as one:
        client.get(url)
    for number in range(2):
        concern = f"Anliegen {number}"
        refer(client, case, service, kinds=["contact"], agrees="on", concern=concern)
    client.get(url)  # what was said after the last click is gone then

    with django_assert_max_num_queries(20) as three:
        client.get(url)

    assert len(three) == len(one)
