# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who looked into this file: for lead and officer with names, for the household without."""

import json

import pytest
import time_machine

from geleit.audit.models import Event, record
from geleit.cases.models import Case, ProtectedReader
from geleit.deadlines.actions import add_reminder
from tests import factories
from tests.walls.log_things import last

SECRET = "Zwetschgenhuber"


@pytest.fixture
def case(anna, ben):
    case = factories.a_case(holder=anna, family_name=SECRET)
    with time_machine.travel("2020-03-02 09:00+01:00", tick=False):
        record(anna, "case-read", case)
    with time_machine.travel("2020-05-02 09:00+02:00", tick=False):
        record(ben, "case-read", case, why="deputy")
    return case


def page_of(client, case, **asked):
    return client.get(f"/protokoll/fall/{case.pk}/", asked)


def files_of(client, case, **asked):
    for to in ("csv", "json"):
        yield client.get(f"/protokoll/fall/{case.pk}/auskunft.{to}", asked).content.decode(
            "utf-8-sig"
        )


MAY = {"lena": 200, "selma": 200} | dict.fromkeys(
    ["anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"], 403
)


@pytest.mark.parametrize("tail", ["", "auskunft.csv", "auskunft.json"])
@pytest.mark.parametrize(("who", "status"), MAY.items())
def test_who_may_see_who_looked(sign_in, case, request, who, status, tail):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(f"/protokoll/fall/{case.pk}/{tail}").status_code == status


def test_the_page_names_the_readers(sign_in, case, lena):
    text = page_of(sign_in(lena), case).content.decode()

    assert "02.03.2020 09:00" in text
    assert "Anna" in text
    assert "in Vertretung" in text
    assert SECRET not in text
    assert last("case-log-read").case_key == case.pk


def test_the_answer_names_offices_and_no_person(sign_in, case, lena):
    client = sign_in(lena)

    for text in files_of(client, case):
        assert "Sozialarbeit, Träger" in text
        assert not [name for name in ("Anna", "Ben", "Lena", SECRET) if name in text]
    assert [event.data["format"] for event in Event.objects.filter(verb="case-log-exported")] == [
        "csv", "json",
    ]  # fmt: skip


def test_the_json_answer_is_a_document(sign_in, case, selma):
    answer = sign_in(selma).get(
        f"/protokoll/fall/{case.pk}/auskunft.json", {"von": "2020-05-01", "bis": "2020-05-31"}
    )

    document = json.loads(answer.content)
    assert (document["case"], document["from"], document["to"]) == (
        case.number, "2020-05-01", "2020-05-31",
    )  # fmt: skip
    assert [(one["what"], one["who"], one["why"]) for one in document["entries"]] == [
        (f"Fall {case.number} gelesen", "Sozialarbeit, Träger", "in Vertretung")
    ]


def test_the_pdf_answer_is_a_pdf_or_says_what_is_missing(sign_in, case, lena):
    answer = sign_in(lena).get(f"/protokoll/fall/{case.pk}/auskunft.pdf")

    assert answer.status_code in (200, 503)
    assert answer.content.startswith(b"%PDF" if answer.status_code == 200 else b"")


def test_what_belongs_to_the_case_and_to_the_household_is_in_it(sign_in, case, anna, lena):
    add_reminder(case, text="Anrufen", due_on=case.opened_on, by=anna, on=case.opened_on)
    person = case.household.persons.get()
    record(anna, "person-changed", person)
    earlier = factories.a_case(holder=anna)
    Case.unguarded.filter(pk=earlier.pk).update(household=case.household_id)
    record(anna, "case-closed", earlier)

    text = page_of(sign_in(lena), case).content.decode()

    assert "Wiedervorlage angelegt" in text
    assert "Angaben zu einer Person geändert" in text
    assert f"Fall {earlier.number} abgeschlossen" in text


def test_what_happened_at_another_carrier_is_not(sign_in, case, anna, lena, selma):
    elsewhere = factories.an_agreement(key="anderswo")
    elsewhere.carrier = factories.an_organisation("county")
    elsewhere.save()
    later = factories.a_case(holder=anna)
    Case.unguarded.filter(pk=later.pk).update(household=case.household_id, agreement=elsewhere)
    record(anna, "case-protected", later)

    for person in (lena, selma):
        assert later.number not in page_of(sign_in(person), case).content.decode()


def test_another_households_entries_are_not(sign_in, case, anna, lena):
    other = factories.a_case(holder=anna)
    record(anna, "case-read", other)

    assert other.number not in page_of(sign_in(lena), case).content.decode()


def test_a_protected_case_is_closed_to_the_lead_unless_she_is_named(sign_in, case, lena, selma):
    Case.unguarded.filter(pk=case.pk).update(is_protected=True)
    assert page_of(sign_in(lena), case).status_code == 404
    assert page_of(sign_in(selma), case).status_code == 200

    ProtectedReader.objects.create(case=case, user=lena)
    assert "Anna" in page_of(sign_in(lena), case).content.decode()


def test_a_case_elsewhere_does_not_exist(sign_in, case, selma):
    officer = factories.a_member("tilda", role="data_protection", organisation="county")

    assert page_of(sign_in(officer), case).status_code == 404
    assert sign_in(selma).get("/protokoll/fall/999999999/").status_code == 404
    assert sign_in(selma).get(f"/protokoll/fall/{case.pk}/auskunft.exe").status_code == 404


def test_the_case_file_leads_there_for_the_lead_only(sign_in, case, lena, anna):
    link = f'href="/protokoll/fall/{case.pk}/"'

    assert link in sign_in(lena).get(f"/faelle/{case.pk}/").content.decode()
    assert link not in sign_in(anna).get(f"/faelle/{case.pk}/").content.decode()


def test_who_came_through_the_door_has_that_as_a_reason(sign_in, case, carla, lena):
    sign_in(carla).post("/notfall/", {"number": case.number, "reason": "Anhörung morgen früh"})
    sign_in(carla).get(f"/faelle/{case.pk}/")

    text = page_of(sign_in(lena), case).content.decode()

    assert last("case-read").data == {"why": "door"}
    assert "über die Notfalltür" in text
    assert "Anhörung" not in text
