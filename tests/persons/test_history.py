# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from geleit.audit.models import Event
from geleit.persons.models import HistoryEntry
from tests import factories
from tests.cases.things import the_person
from tests.persons.things import an_entry

TODAY = "2020-03-02 09:00+00:00"


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna)


def add(client, case, kind, **said):
    person = the_person(case)
    return client.post(f"/faelle/{case.pk}/personen/{person.pk}/stationen/neu/{kind}/", said)


@time_machine.travel(TODAY)
def test_a_station_is_noted_with_as_much_of_its_time_as_is_known(sign_in, anna, case):
    client = sign_in(anna)

    add(client, case, "work", detail="work_abroad", title="Schneiderin", place="Aleppo",
        begins="2009", ends="5.2014", remark="eigener Laden")  # fmt: skip
    add(client, case, "work", detail="work_abroad", title="Schneiderin", place="Aleppo",
        begins="2009", ends="5.2014", remark="eigener Laden")  # fmt: skip

    entry = HistoryEntry.unguarded.get()
    assert (entry.begins_on, entry.begins_precision) == (date(2009, 1, 1), "year")
    assert (entry.ends_on, entry.ends_precision) == (date(2014, 5, 31), "month")
    page = client.get(f"/faelle/{case.pk}/personen/{entry.person_id}/blatt/").content.decode()
    assert "Arbeit im Herkunftsland, Schneiderin, Aleppo" in page
    assert "2009 bis Mai 2014" in page
    assert Event.objects.filter(verb="history-added").count() == 1
    assert "Schneiderin" not in str(Event.objects.values_list("data", flat=True))


@time_machine.travel(TODAY)
def test_a_new_agency_ends_the_former_one_and_is_the_present_one(sign_in, anna, case):
    client = sign_in(anna)

    add(client, case, "benefit", detail="asylblg", begins="1.10.2019")
    add(client, case, "benefit", detail="jobcenter", begins="1.2.2020")

    first, second = HistoryEntry.unguarded.order_by("begins_on")
    assert (first.ends_on, second.ends_on) == (date(2020, 1, 31), None)
    assert the_person(case).benefit_agency == "jobcenter"


@time_machine.travel(TODAY)
def test_a_level_shown_later_is_the_present_one_whatever_the_order(sign_in, anna, case):
    client = sign_in(anna)

    add(client, case, "level", detail="B1", begins="2.2020", place="telc")
    add(client, case, "level", detail="A2", begins="2019")

    assert the_person(case).german_level == "B1"


@time_machine.travel(TODAY)
def test_what_cannot_be_is_said_and_nothing_is_lost(sign_in, anna, case):
    response = add(sign_in(anna), case, "work", title="Bäcker", begins="2020", ends="2019")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Das Ende liegt vor dem Beginn" in page
    assert 'value="Bäcker"' in page
    assert not HistoryEntry.unguarded.exists()


@time_machine.travel(TODAY)
def test_a_station_is_corrected_taken_out_and_brought_back(sign_in, anna, case):
    client, entry = sign_in(anna), an_entry(the_person(case), detail="mini_job", title="Küche")
    here = f"/faelle/{case.pk}/personen/{entry.person_id}/stationen/{entry.pk}/"

    client.post(here, {"detail": "part_time", "title": "Küche", "begins": "1.1.2020"})
    entry.refresh_from_db()
    assert entry.detail == "part_time"
    client.post(f"{here}streichen/")
    entry.refresh_from_db()
    assert entry.removed_by == "Anna"
    assert client.get(here).status_code == 404
    sheet = client.get(f"/faelle/{case.pk}/personen/{entry.person_id}/blatt/").content.decode()
    assert "1 gestrichene Station" in sheet
    client.post(f"{here}zurueck/")
    entry.refresh_from_db()
    assert entry.removed_on is None


@pytest.mark.parametrize(
    "impossible",
    [
        {"kind": "work", "detail": "primary"},
        {"kind": "level", "detail": ""},
        {"kind": "level", "detail": "A1", "ends_on": date(2020, 2, 1), "ends_precision": "day"},
        {"kind": "work", "begins_precision": ""},
        {"kind": "work", "ends_on": date(2019, 1, 1), "ends_precision": "day"},
        {"kind": "work", "removed_on": date(2020, 1, 1)},
    ],
)
def test_the_database_refuses_what_can_never_be(case, impossible):
    values = {"begins_on": date(2020, 1, 1), "begins_precision": "day"} | impossible

    with pytest.raises(IntegrityError), transaction.atomic():
        the_person(case).history.create(**values)


@time_machine.travel(TODAY)
def test_a_closed_case_takes_no_station(sign_in, anna):
    closed = factories.a_case(holder=anna, phase="closed", closed_on=date(2020, 2, 20))

    assert add(sign_in(anna), closed, "work", title="x").status_code == 422
    assert not HistoryEntry.unguarded.exists()


def test_an_unknown_kind_is_no_page(sign_in, anna, case):
    assert add(sign_in(anna), case, "hobby", title="x").status_code == 404
