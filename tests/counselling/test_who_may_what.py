# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may note contacts, correct them, take them back."""

from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.counselling.models import Contact
from geleit.staffing.models import Deputy
from tests.factories import a_case, a_contact, an_item, an_organisation


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2020-02-10 10:00+01:00"):
        yield


@pytest.fixture
def case(anna, ben):
    Deputy.objects.create(holder=anna, deputy=ben, starts_on=date(2020, 1, 1))
    return a_case(
        holder=anna,
        family_name="Geheimname",
        handed_over_by=an_organisation("county"),
        handed_over_on=date(2020, 1, 7),
        accepted_on=date(2020, 1, 8),
        accepted_by="Lena",
    )


@pytest.fixture
def contact(case, anna):
    return a_contact(case=case, by=anna, text="Geheime Notiz")


def said(case, **changed):
    return {
        "kind": "visit",
        "persons": [person.pk for person in case.household.persons.all()],
        "minutes": "20",
        "service_item": an_item().pk,
        "goal": "brief",
        "happened_on": "2020-02-04",
        "text": "Neu",
    } | changed


CAST = [
    # name, reads the form, notes, corrects Anna's contact, withdraws it
    ("lena", 200, 302, 403, 403),
    ("anna", 200, 302, 302, 302),
    ("ben", 200, 302, 403, 403),
    ("carla", 404, 404, 404, 404),
    ("dora", 403, 403, 403, 403),
    ("frida", 403, 403, 403, 403),
    ("karl", 403, 403, 403, 403),
    ("emil", 403, 403, 403, 403),
    ("otto", 403, 403, 403, 403),
]


@pytest.mark.parametrize(("name", "reads", "notes", "corrects", "withdraws"), CAST)
def test_who_may_what(name, reads, notes, corrects, withdraws, case, contact, sign_in, request):
    client = sign_in(request.getfixturevalue(name))
    place = f"/faelle/{case.pk}/kontakt/{contact.pk}/"

    answers = [
        client.get(f"/faelle/{case.pk}/notiz/"),
        client.post(f"/faelle/{case.pk}/notiz/", said(case)),
        client.post(place, said(case)),
        client.post(f"{place}zuruecknehmen/"),
    ]

    assert [answer.status_code for answer in answers] == [reads, notes, corrects, withdraws]
    contact.refresh_from_db()
    if name != "anna":
        assert (contact.text, contact.withdrawn_at) == ("Geheime Notiz", None)
        assert all("Geheime Notiz" not in answer.content.decode() for answer in answers)
    if notes != 302:
        assert all("Geheimname" not in answer.content.decode() for answer in answers)
        assert not Event.objects.exclude(verb="refused").exists()


def test_contact_is_corrected_by_its_author(case, contact, sign_in, anna):
    response = sign_in(anna).post(f"/faelle/{case.pk}/kontakt/{contact.pk}/", said(case))

    contact.refresh_from_db()
    assert response.url == f"/faelle/{case.pk}/"
    assert (contact.kind, contact.minutes, contact.text) == ("visit", 20, "Neu")
    assert contact.happened_on == date(2020, 2, 4)
    event = Event.objects.get(verb="contact-corrected")
    assert sorted(event.data["changed"]) == ["happened_on", "kind", "minutes", "text"]
    assert "Neu" not in str(event.data)


def test_corrections_follow_the_rules_of_a_note(case, contact, sign_in, anna):
    response = sign_in(anna).post(
        f"/faelle/{case.pk}/kontakt/{contact.pk}/", said(case, happened_on="2020-02-11")
    )

    assert response.status_code == 422
    contact.refresh_from_db()
    assert contact.happened_on == date(2020, 2, 3)


def test_withdrawn_contact_leaves_case_and_figures_and_comes_back(case, contact, sign_in, anna):
    client = sign_in(anna)
    place = f"/faelle/{case.pk}/kontakt/{contact.pk}/"

    for _ in range(2):
        page = client.post(f"{place}zuruecknehmen/", follow=True).content.decode()

    assert "Dieser Kontakt ist zurückgenommen." in page
    assert not Contact.unguarded.exists()
    assert not case.contacts.exists()
    assert not Contact.objects.visible_to(anna).exists()
    assert Event.objects.filter(verb="contact-withdrawn").count() == 1

    client.post(f"{place}zurueck/")

    assert list(case.contacts.all()) == [contact]


def test_withdrawn_contact_takes_no_corrections(case, contact, sign_in, anna):
    client = sign_in(anna)
    place = f"/faelle/{case.pk}/kontakt/{contact.pk}/"
    client.post(f"{place}zuruecknehmen/")

    response = client.post(place, said(case))

    assert response.status_code == 422
    assert Contact.with_withdrawn.get().text == "Geheime Notiz"


def test_contact_under_the_address_of_another_own_case_is_not_found(case, contact, sign_in, anna):
    other = a_case(holder=anna)

    for act in ("", "zuruecknehmen/", "zurueck/"):
        response = sign_in(anna).post(f"/faelle/{other.pk}/kontakt/{contact.pk}/{act}", said(other))
        assert response.status_code == 404


def test_waiting_case_takes_no_notes(case, sign_in, anna):
    case.accepted_on, case.accepted_by = None, ""
    case.save()

    page = sign_in(anna).get(f"/faelle/{case.pk}/notiz/").content.decode()
    response = sign_in(anna).post(f"/faelle/{case.pk}/notiz/", said(case))

    assert "wartet auf Annahme" in page
    assert response.status_code == 403
    assert not Contact.unguarded.exists()
