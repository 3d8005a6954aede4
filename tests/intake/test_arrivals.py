# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The county announces who arrives when and where; the carrier accepts and meets them soon."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.cases.models import Case, Person
from geleit.deadlines.models import FollowUpReminder
from geleit.intake.arrivals import queries, rules
from geleit.intake.models import Arrival
from geleit.organisations.models import Organisation
from geleit.packages.inquiry.models import Inquiry, InquiryEntry
from geleit.staffing.models import Position
from tests import factories

PEOPLE = "Haile, Tesfay, 04.05.1990\nHaile\tSelam\t2015\nHaile; Yonas"


def said(agreement, **other):
    day = localdate() + timedelta(days=5)
    return {
        "agreement": agreement.pk, "arrives_on": day.isoformat(), "people": PEOPLE,
        "housing": "Haus am Bach, Zimmer 3", "note": "Kommt mit dem Bus.",
    } | other  # fmt: skip


def text_of(response):
    return unescape(response.content.decode())


@pytest.fixture
def announced(sign_in, frida, steinheim):
    sign_in(frida).post("/zuteilungen/neu/", said(steinheim))
    return Arrival.unguarded.get()


def test_the_county_announces_a_household_line_by_line(announced, steinheim):
    assert announced.household_name == "Haile"
    assert announced.county == steinheim.county
    assert [(p["given_names"], p["born_on"], p["birth_precision"]) for p in announced.persons] == [
        ("Tesfay", "1990-05-04", "day"), ("Selam", "2015-01-01", "year"), ("Yonas", "", "unknown"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": ""},
        {"people": "Haile, Tesfay, gestern"},
        {"people": ", Tesfay"},
        {"people": "???, Tesfay"},
        {"arrives_on": ""},
        {"arrives_on": "1990-01-01"},
        {"people": "Haile, A\n" * 31},
        {"people": "Haile" + " " * 100_000 + "x"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(sign_in, frida, steinheim, wrong):
    response = sign_in(frida).post("/zuteilungen/neu/", said(steinheim, **wrong))

    assert response.status_code == 422
    assert "Haus am Bach" in response.content.decode()
    assert Arrival.unguarded.count() == 0


def test_a_language_is_kept_by_its_code_and_read_by_its_name(sign_in, frida, steinheim):
    client = sign_in(frida)

    client.post("/zuteilungen/neu/", said(steinheim, language="Kurdisch (Sorani)"))
    unknown = client.post("/zuteilungen/neu/", said(steinheim, language="Klingelisch"))

    arrival = Arrival.unguarded.get()
    assert arrival.language == "ckb"
    assert unknown.status_code == 422
    page = text_of(client.get(f"/zuteilungen/{arrival.pk}/berichtigen/"))
    assert 'value="Zentralkurdisch"' in page or 'value="Kurdisch (Sorani)"' in page


def test_a_double_click_announces_once(sign_in, frida, steinheim):
    client = sign_in(frida)
    for _click in range(2):
        client.post("/zuteilungen/neu/", said(steinheim))

    assert Arrival.unguarded.count() == 1


def test_the_lead_sees_it_and_a_first_appointment_is_proposed(sign_in, lena, announced):
    client = sign_in(lena)

    listed = client.get("/zuteilungen/").content.decode()
    page = client.get(f"/zuteilungen/{announced.pk}/")

    assert "Haus am Bach" in listed
    proposed = page.context["form"].initial["meeting_on"]
    assert proposed > announced.arrives_on
    assert proposed.isoformat() in page.content.decode()


def test_accepting_opens_the_case_with_persons_home_and_reminder(sign_in, lena, anna, announced):
    day = localdate() + timedelta(days=9)

    response = sign_in(lena).post(
        f"/zuteilungen/{announced.pk}/annehmen/", {"holder": anna.pk, "meeting_on": day}
    )

    case = Case.unguarded.get()
    assert response.url == f"/faelle/{case.pk}/" or str(case.pk) in response.url
    assert (case.holder, case.handed_over_by, case.accepted_on) == (
        anna, announced.county, localdate(),
    )  # fmt: skip
    assert Person.unguarded.filter(household=case.household).count() == 3
    assert case.household.housing_stays.get().moved_in_on == announced.arrives_on
    assert FollowUpReminder.unguarded.get(case=case).due_on == day
    announced.refresh_from_db()
    assert (announced.case, announced.persons, announced.note) == (case, [], "")
    assert Event.objects.filter(verb="arrival-accepted").exists()


def test_accepting_twice_opens_one_case(sign_in, lena, anna, announced):
    client = sign_in(lena)
    for _click in range(2):
        client.post(
            f"/zuteilungen/{announced.pk}/annehmen/",
            {"holder": anna.pk, "meeting_on": localdate() + timedelta(days=9)},
        )

    assert Case.unguarded.count() == 1


def test_only_workers_of_the_carrier_become_responsible(sign_in, lena, dora, announced):
    response = sign_in(lena).post(
        f"/zuteilungen/{announced.pk}/annehmen/",
        {"holder": dora.pk, "meeting_on": localdate() + timedelta(days=9)},
    )

    assert response.status_code == 422
    assert Case.unguarded.count() == 0


def test_after_acceptance_the_county_sees_it_no_more(sign_in, client, lena, frida, anna, announced):
    sign_in(frida)
    assert client.get(f"/zuteilungen/{announced.pk}/").status_code == 200
    sign_in(lena)
    client.post(
        f"/zuteilungen/{announced.pk}/annehmen/",
        {"holder": anna.pk, "meeting_on": localdate() + timedelta(days=9)},
    )
    sign_in(frida)

    assert client.get(f"/zuteilungen/{announced.pk}/").status_code == 404


def test_names_without_commas_are_not_taken_for_one_long_name(sign_in, frida, steinheim):
    response = sign_in(frida).post(
        "/zuteilungen/neu/", said(steinheim, people="Haile Selam 04.05.1990")
    )

    assert response.status_code == 422
    assert "Zeile 1: Bitte Familienname, Vorname und Geburtsdatum mit Komma" in text_of(response)


def test_a_given_name_that_nobody_knows_is_none(sign_in, frida, steinheim):
    sign_in(frida).post("/zuteilungen/neu/", said(steinheim, people="Kowalenko, ???, 1990"))

    (person,) = Arrival.unguarded.get().persons
    assert (person["family_name"], person["given_names"]) == ("Kowalenko", "")


def test_a_day_that_does_not_exist_is_named_as_such(sign_in, frida, steinheim):
    response = sign_in(frida).post(
        "/zuteilungen/neu/", said(steinheim, people="Haile, Selam, 2015\nHaile, Yonas, 31.02.1990")
    )

    assert "Zeile 2, Geburtsdatum „31.02.1990“: Diesen Tag gibt es nicht" in text_of(response)


def test_the_only_agreement_is_chosen_already(sign_in, frida, steinheim):
    page = sign_in(frida).get("/zuteilungen/neu/").content.decode()

    assert f'<option value="{steinheim.pk}" selected>' in page


def test_before_withdrawing_it_is_asked_once_more(sign_in, frida, announced):
    page = sign_in(frida).get(f"/zuteilungen/{announced.pk}/zurueckziehen/")

    announced.refresh_from_db()
    assert "das lässt sich nicht rückgängig machen" in text_of(page)
    assert announced.withdrawn_at is None


def test_the_county_withdraws_what_is_not_accepted_and_the_names_go(sign_in, frida, announced):
    sign_in(frida).post(f"/zuteilungen/{announced.pk}/zurueckziehen/")

    announced.refresh_from_db()
    assert announced.withdrawn_at
    assert announced.persons == []


def test_what_is_withdrawn_is_not_accepted(sign_in, client, frida, lena, anna, announced):
    sign_in(frida)
    client.post(f"/zuteilungen/{announced.pk}/zurueckziehen/")
    sign_in(lena)

    client.post(
        f"/zuteilungen/{announced.pk}/annehmen/",
        {"holder": anna.pk, "meeting_on": localdate() + timedelta(days=9)},
    )

    assert Case.unguarded.count() == 0


@pytest.mark.parametrize("who", ["anna", "ben", "carla", "dora", "karl", "emil", "otto"])
def test_nobody_else_sees_announcements(request, client, sign_in, announced, who):
    sign_in(request.getfixturevalue(who))

    assert client.get("/zuteilungen/").status_code == 403
    assert client.get(f"/zuteilungen/{announced.pk}/").status_code == 403


def test_the_list_asks_the_same_for_one_row_and_three(sign_in, client, frida, lena, steinheim):
    for number in range(3):
        sign_in(frida).post("/zuteilungen/neu/", said(steinheim, people=f"Berg{number}, Amal"))
    sign_in(lena)
    client.get("/zuteilungen/")  # what is asked once for a session
    with CaptureQueriesContext(connection) as three:
        client.get("/zuteilungen/")
    Arrival.unguarded.exclude(household_name="Berg0").delete()
    with CaptureQueriesContext(connection) as one:
        client.get("/zuteilungen/")

    assert len(three) == len(one)
    assert len(one) <= 10


NO_HOLIDAYS = {"working_days": 3, "is_free": lambda day: False}


@pytest.mark.parametrize(
    ("arrives_on", "on", "expected"),
    [
        (date(2026, 3, 2), date(2026, 3, 1), date(2026, 3, 5)),  # Monday: Thursday
        (date(2026, 3, 5), date(2026, 3, 1), date(2026, 3, 10)),  # Thursday: over the week-end
        (date(2026, 3, 7), date(2026, 3, 1), date(2026, 3, 11)),  # Saturday: from Monday on
        (date(2026, 3, 2), date(2026, 3, 30), date(2026, 4, 2)),  # long ago: from today on
    ],
)
def test_the_proposal_is_a_working_day_after_the_arrival(arrives_on, on, expected):
    assert rules.first_meeting_on(arrives_on=arrives_on, on=on, **NO_HOLIDAYS) == expected


def test_a_holiday_is_no_working_day():
    day = rules.first_meeting_on(
        arrives_on=date(2026, 4, 2), working_days=1, on=date(2026, 4, 1),
        is_free=lambda day: day in (date(2026, 4, 3), date(2026, 4, 6)),
    )  # fmt: skip

    assert day == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        ([], date(2026, 3, 5)),
        ([(date(2026, 3, 5), date(2026, 3, 5))], date(2026, 3, 6)),
        ([(date(2026, 3, 2), date(2026, 3, 6))], date(2026, 3, 9)),  # over the week-end
        ([(date(2026, 3, 5), date(2026, 3, 5)), (date(2026, 3, 7), None)], date(2026, 3, 6)),
        ([(date(2026, 3, 2), None)], None),
    ],
)
def test_who_is_away_is_proposed_the_next_day_there(away, expected):
    assert rules.first_day_there(date(2026, 3, 5), away, NO_HOLIDAYS["is_free"]) == expected


def test_the_page_says_who_is_not_there_on_the_proposed_day(
    sign_in, lena, anna, ben, announced, steinheim
):
    post = Position.objects.create(
        title="Integrationsmanagement", full_time_share="0.5", qualification="social_work",
        organisation=steinheim.carrier, agreement=steinheim,
    )  # fmt: skip
    filling = post.fillings.create(
        holder=anna, holder_name="Anna", hired_from=date(2020, 1, 1), qualification="social_work"
    )
    filling.absences.create(starts_on=localdate(), recorded_by="Lena")

    page = sign_in(lena).get(f"/zuteilungen/{announced.pk}/").content.decode()

    assert "Anna ist bis auf Weiteres nicht da." in page
    assert "Ben ist" not in page


@pytest.mark.parametrize(("land", "meeting"), [("BW", "2030-06-25"), ("NI", "2030-06-24")])
def test_the_holidays_of_the_towns_land_count(steinheim, land, meeting):
    steinheim.municipality.land = land
    arrival = Arrival(agreement=steinheim, arrives_on=date(2030, 6, 19))  # before Corpus Christi

    day = queries.proposed_meeting(arrival, on=date(2030, 6, 1))

    assert day.isoformat() == meeting


def test_the_page_says_where_the_land_of_the_town_is_not_known(sign_in, lena, announced):
    sentence = "Das Land der Stadt ist nicht eingetragen"
    assert sentence not in sign_in(lena).get(f"/zuteilungen/{announced.pk}/").content.decode()

    town = Organisation.objects.filter(pk=announced.agreement.municipality_id)
    town.update(land="")

    assert sentence in sign_in(lena).get(f"/zuteilungen/{announced.pk}/").content.decode()


NOTE = "Frau ist schwanger, Risiko"


def test_a_note_about_health_is_asked_about_once_more(sign_in, frida, steinheim):
    client, given = sign_in(frida), said(steinheim, note=NOTE)

    asked = client.post("/zuteilungen/neu/", given)
    assert asked.status_code == 422
    assert "Das ist eine Angabe zur Gesundheit" in text_of(asked)
    assert NOTE in text_of(asked)
    assert not Arrival.unguarded.exists()

    assert client.post("/zuteilungen/neu/", given | {"dennoch": "on"}).status_code == 302
    assert Arrival.unguarded.get().note == NOTE


def test_correcting_asks_too(sign_in, frida, announced, steinheim):
    response = sign_in(frida).post(
        f"/zuteilungen/{announced.pk}/berichtigen/", said(steinheim, note=NOTE)
    )

    assert response.status_code == 422
    assert Arrival.unguarded.get().note == "Kommt mit dem Bus."


def accept(client, arrival, holder, **more):
    day = localdate() + timedelta(days=9)
    return client.post(
        f"/zuteilungen/{arrival.pk}/annehmen/", {"holder": holder.pk, "meeting_on": day} | more
    )


def test_the_note_stays_with_the_household_and_is_called_what_it_is(sign_in, lena, anna, announced):
    accept(sign_in(lena), announced, anna)

    case = Case.unguarded.get()
    assert {person.remark for person in Person.unguarded.all()} == {""}
    page = text_of(sign_in(anna).get(f"/faelle/{case.pk}/uebergabe/"))
    assert "Hinweis zur Ankündigung: Kommt mit dem Bus." in page
    assert "Hinweis des Landkreises" in FollowUpReminder.unguarded.get(case=case).text


@pytest.fixture
def former(steinheim, anna):
    """The closed case of two of those who are announced."""
    case = factories.a_case(
        family_name="Haile", phase="closed", closed_on=date(2019, 6, 28),
        opened_on=date(2018, 2, 1), holder=anna, agreement=steinheim,
    )  # fmt: skip
    case.number = "2018-0015"
    case.save()
    one = case.household.persons.get()
    one.given_names, one.born_on, one.birth_precision = "Tesfay", date(1990, 5, 4), "day"
    one.save()
    factories.a_person(
        household=case.household, family_name="Haile", given_names="Selam",
        born_on=date(2015, 1, 1), birth_precision="year",
    )  # fmt: skip
    return case


def test_before_acceptance_the_lead_reads_who_was_here(sign_in, lena, announced, former):
    page = text_of(sign_in(lena).get(f"/zuteilungen/{announced.pk}/"))

    assert "Vielleicht ist jemand schon hier" in page
    assert f"/faelle/{former.pk}/" in page
    assert "Fall 2018-0015, abgeschlossen am 28.06.2019, wieder öffnen" in page


@pytest.mark.parametrize("change", [{"is_protected": True}, {"agreement": "other"}])
def test_what_she_may_not_see_is_not_named(sign_in, lena, announced, former, change):
    if "agreement" in change:
        other = factories.an_agreement(key="anderswo-2020")
        other.carrier = factories.an_organisation("operator")
        other.save()
        change = {"agreement": other}
    Case.unguarded.filter(pk=former.pk).update(**change)

    page = text_of(sign_in(lena).get(f"/zuteilungen/{announced.pk}/"))
    response = accept(sign_in(lena), announced, announced.announced_by, former=former.pk)

    assert "schon hier" not in page
    assert former.number not in page
    assert response.status_code == 422
    assert Case.unguarded.get(pk=former.pk).closed_on


def test_the_county_is_told_nothing_of_former_cases(sign_in, frida, announced, former):
    page = text_of(sign_in(frida).get(f"/zuteilungen/{announced.pk}/"))

    assert "schon hier" not in page
    assert former.number not in page


def test_the_former_case_goes_on_with_the_new_home_and_who_is_new(
    sign_in, lena, ben, announced, former
):
    response = accept(sign_in(lena), announced, ben, former=former.pk)

    case = Case.unguarded.get()
    assert response.url.endswith(f"/faelle/{case.pk}/")
    assert (case.pk, case.closed_on, case.holder) == (former.pk, None, ben)
    names = Person.unguarded.filter(household=case.household).values_list("given_names", flat=True)
    assert sorted(names) == ["Selam", "Tesfay", "Yonas"]
    assert case.household.housing_stays.get(moved_out_on=None).street == "Haus am Bach, Zimmer 3"
    announced.refresh_from_db()
    assert (announced.case, announced.persons) == (case, [])


def test_a_case_that_came_by_announcement_goes_on_by_another_one(
    sign_in, client, frida, lena, anna, announced, steinheim
):
    accept(sign_in(lena), announced, anna)
    Case.unguarded.update(phase="closed", closed_on=localdate())
    sign_in(frida).post("/zuteilungen/neu/", said(steinheim))
    again = Arrival.unguarded.latest("pk")

    response = accept(sign_in(lena), again, anna, former=Case.unguarded.get().pk)

    assert response.status_code == 302
    again.refresh_from_db()
    assert Case.unguarded.get() == again.case
    assert len(InquiryEntry.unguarded.filter(inquiry__case=again.case)) == 2  # a note of each
    assert not Inquiry.unguarded.filter(case=None).exists()


def test_a_double_click_reopens_once(sign_in, lena, ben, announced, former):
    for _click in range(2):
        response = accept(sign_in(lena), announced, ben, former=former.pk)
        assert response.url.endswith(f"/faelle/{former.pk}/")

    case = Case.unguarded.get()
    assert case.household.persons.count() == 3
    assert FollowUpReminder.unguarded.filter(case=case).count() == 1


def test_what_the_file_says_otherwise_stays_and_what_was_announced_can_be_read(
    sign_in, lena, ben, announced, former
):
    former.household.persons.filter(given_names="Tesfay").update(born_on=date(1990, 4, 5))

    accept(sign_in(lena), announced, ben, former=former.pk)

    assert former.household.persons.count() == 3
    known = former.household.persons.get(given_names="Tesfay")
    assert known.born_on == date(1990, 4, 5)
    page = text_of(sign_in(ben).get(f"/faelle/{former.pk}/uebergabe/"))
    assert "Angekündigt, in der Akte anders: Haile, Tesfay, 04.05.1990" in page


def test_a_new_case_stays_possible(sign_in, lena, anna, announced, former):
    accept(sign_in(lena), announced, anna, former="neu")

    assert Case.unguarded.count() == 2
    assert Case.unguarded.get(pk=former.pk).closed_on


def test_nothing_is_chosen_for_the_lead_and_nothing_is_lost(sign_in, lena, anna, announced, former):
    client = sign_in(lena)
    page = client.get(f"/zuteilungen/{announced.pk}/")
    answer = accept(client, announced, anna)

    assert not page.context["form"]["former"].value()
    assert answer.status_code == 422
    assert "Bitte wählen: den früheren Fall wieder öffnen oder einen neuen Fall." in text_of(answer)
    assert answer.context["form"]["holder"].value() == str(anna.pk)
    assert Case.unguarded.get() == former


def test_the_second_click_says_the_same(sign_in, lena, ben, announced, former):
    client = sign_in(lena)
    said = [
        [str(one) for one in client.get(accept(client, announced, ben, former=former.pk).url)
         .context["messages"]]
        for _click in range(2)
    ]  # fmt: skip

    assert said[1][:1] == said[0][:1] == ["Angenommen. Der frühere Fall ist wieder offen."]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            "2026-12-25",
            "Das Erstgespräch liegt auf einem Feiertag (25.12.2026, Erster Weihnachtstag).",
        ),
        (
            "2027-01-06",
            "Das Erstgespräch liegt auf einem Feiertag (06.01.2027, Heilige Drei Könige).",
        ),
        (
            "2026-12-13",
            "Das Erstgespräch liegt am Wochenende (13.12.2026). Der nächste Arbeitstag ist der 14.12.",
        ),
        ("2026-12-14", ""),
    ],
)
def test_a_day_off_that_somebody_chose_is_named(steinheim, day, words):
    steinheim.municipality.land = "BW"
    why = queries.off_day(Arrival(agreement=steinheim), date.fromisoformat(day))

    assert why.startswith(words) if words else why == ""


def test_the_correction_says_the_old_and_the_new_and_no_free_text(
    sign_in, frida, announced, steinheim
):
    new = said(steinheim, people=PEOPLE.replace("04.05.1990", "05.04.1990") + "\nHaile, Abel",
               arrives_on=announced.arrives_on + timedelta(days=2), note="Geheimer Satz.",
               language="Tigrinya")  # fmt: skip

    sign_in(frida).post(f"/zuteilungen/{announced.pk}/berichtigen/", new)

    was, now = (announced.arrives_on + timedelta(days=n) for n in (0, 2))
    assert InquiryEntry.unguarded.get().text == (
        f"Berichtigt: Ankunft {now:%d.%m.%Y} statt {was:%d.%m.%Y}; Sprache Tigrinya statt –; "
        "Personen 4 statt 3 (dazu: Abel Haile; Geburtsdatum: Tesfay Haile); Hinweis."
    )


def test_who_does_not_belong_is_not_named_again(sign_in, frida, announced, steinheim):
    new = said(steinheim, people="Haile, Tesfay, 04.05.1990\nHaile, Selam, 2015")

    sign_in(frida).post(f"/zuteilungen/{announced.pk}/berichtigen/", new)

    text = InquiryEntry.unguarded.get().text
    assert text == "Berichtigt: Personen 2 statt 3 (nicht mehr dabei: 1)."
