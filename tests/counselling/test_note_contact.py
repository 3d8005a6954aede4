# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Note a contact."""

from datetime import date
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geleit.agreements.models import Mandate, ServiceItem
from geleit.audit.models import Event
from geleit.counselling.models import Contact, PrivateNote
from geleit.deadlines.models import FollowUpReminder
from tests.factories import a_case, a_contact, a_goal, a_person, an_agreement, an_item

KEY = "3f2b8a52-2c1a-4a57-9d41-0a4f5b1f6a11"
SECRET = "Hat vom Gewaltschutz erzählt"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2020-02-03 10:00+01:00"):
        yield


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


@pytest.fixture
def client_of_anna(sign_in, anna):
    return sign_in(anna)


def url(case):
    return f"/faelle/{case.pk}/notiz/"


def said(case, **changed):
    return {
        "kind": "phone",
        "persons": [person.pk for person in case.household.persons.all()],
        "minutes": "1:15",
        "service_item": an_item().pk,
        "goal": "brief",
        "happened_on": "2020-02-03",
        "text": SECRET,
        "client_key": KEY,
    } | changed


def test_contact_is_noted_and_the_case_file_opens(client_of_anna, anna, case):
    goal = a_goal(case=case)

    response = client_of_anna.post(url(case), said(case, goal=str(goal.pk)))

    contact = Contact.unguarded.get()
    assert response.url == f"/faelle/{case.pk}/"
    assert (contact.kind, contact.minutes, contact.happened_on) == ("phone", 75, date(2020, 2, 3))
    assert (contact.goal, contact.no_goal, contact.text) == (goal, "", SECRET)
    assert (contact.recorded_by, contact.client_key) == (anna, UUID(KEY))
    assert list(contact.persons.all()) == list(case.household.persons.all())


def test_contact_without_a_goal_says_why(client_of_anna, case):
    client_of_anna.post(url(case), said(case, goal="crisis"))

    contact = Contact.unguarded.get()
    assert (contact.goal, contact.no_goal) == (None, "crisis")


def test_the_log_holds_numbers_and_kinds_and_no_words(client_of_anna, case):
    goal = a_goal(case=case, text="Geheimes Ziel")
    client_of_anna.post(url(case), said(case, goal=str(goal.pk)))

    contact = Contact.unguarded.get()
    assert Event.objects.get(verb="contact-recorded").data == {
        "case": case.pk,
        "kind_of_contact": "phone",
        "minutes": 75,
        "item": contact.service_item_id,
        "goal": goal.pk,
        "no_goal": "",
        "number_of_persons": 1,
    }
    assert all("Gewaltschutz" not in str(event.data) for event in Event.objects.all())


def test_probable_answers_are_filled_in(client_of_anna, anna, case):
    child = a_person(household=case.household, given_names="Kind", born_on=date(2015, 1, 1))
    item = an_item(number=2)
    a_contact(case=case, by=anna, service_item=item)

    form = client_of_anna.get(url(case)).context["form"]

    assert form["kind"].value() == "talk"
    assert child.pk not in form["persons"].value()
    assert len(form["persons"].value()) == 1
    assert form["service_item"].value() == item.pk
    assert form["happened_on"].value() == date(2020, 2, 3)
    assert form["goal"].value() is None


def test_the_keyboard_begins_at_the_kind(client_of_anna, case):
    page = client_of_anna.get(url(case)).content.decode()

    assert page.count("autofocus") == 1
    names = [part.split('"')[0] for part in page.split(' name="')[1:]]
    order = list(dict.fromkeys(names))
    expected = ["kind", "persons", "minutes", "service_item", "goal", "happened_on", "text",
                "follow_up_on", "follow_up_text"]  # fmt: skip
    assert [name for name in order if name in expected] == expected


def test_items_are_those_of_the_day_grouped_by_mandate(client_of_anna, case):
    beside = Mandate.objects.create(
        agreement=an_agreement(), name="Landesprogramm", funding_source="Land",
        begins_on=date(2020, 1, 1), ends_on=date(2020, 1, 31), is_own=False,
    )  # fmt: skip
    values = {"action_field": "work", "unit": "hours", "agreed_quantity": 1, "period": "month"}
    ended = ServiceItem.objects.create(
        mandate=beside, number=21, name="Arbeit", valid_from=date(2020, 1, 1), **values
    )
    open_hours = ServiceItem.objects.create(
        mandate=an_item().mandate, number=22, name="Sprechstunde", valid_from=date(2020, 1, 1),
        **values | {"unit": "office_hours"},
    )  # fmt: skip

    today = client_of_anna.get(url(case)).context["form"].fields["service_item"].choices
    january = (
        client_of_anna.post(url(case), said(case, happened_on="2020-01-31", minutes=""))
        .context["form"]
        .fields["service_item"]
        .choices
    )

    names = [(group, [label for _key, label in rows]) for group, rows in list(today)[1:]]
    assert names == [("Begleitung", ["1 Beratung", "2 Behördenbegleitung"])]
    assert [group for group, _rows in list(january)[-2:]] == ["Begleitung", "Landesprogramm"]
    assert ended.pk != open_hours.pk
    assert str(open_hours) not in str(january)


@pytest.mark.parametrize(
    "changed",
    [
        {"minutes": "0"},
        {"minutes": "24:01"},
        {"minutes": "bald"},
        {"minutes": ""},
        {"kind": "fax"},
        {"persons": []},
        {"goal": ""},
        {"goal": "nothing"},
        {"happened_on": "2020-02-04"},
        {"happened_on": "2020-01-06"},
        {"happened_on": "31.02.2020"},
        {"follow_up_on": "2020-02-10"},
        {"follow_up_text": "Nachfragen"},
        {"follow_up_on": "2020-02-02", "follow_up_text": "gestern"},
    ],
)
def test_refused_form_keeps_everything_and_saves_nothing(changed, client_of_anna, case):
    response = client_of_anna.post(url(case), said(case, **changed))

    page = response.content.decode()
    assert response.status_code == 422
    assert SECRET in page
    assert KEY in page
    assert not Contact.unguarded.exists()
    assert not FollowUpReminder.unguarded.exists()


def test_goal_of_another_case_is_refused_and_nothing_is_saved(client_of_anna, anna, carla, case):
    strange = a_goal(case=a_case(holder=carla), text="Geheimes fremdes Ziel")
    own_but_other = a_goal(case=a_case(holder=anna))

    for goal in (strange, own_but_other):
        response = client_of_anna.post(
            url(case),
            said(case, goal=str(goal.pk), follow_up_on="2020-02-10", follow_up_text="x"),
        )

        assert response.status_code == 422
        assert "Bitte ein Ziel aus diesem Plan wählen." in response.content.decode()
        assert "Geheimes fremdes Ziel" not in response.content.decode()
    assert not Contact.unguarded.exists()
    assert not FollowUpReminder.unguarded.exists()


def test_person_of_another_household_is_refused(client_of_anna, carla, case):
    stranger = a_case(holder=carla, family_name="Geheimname").household.persons.get()

    response = client_of_anna.post(url(case), said(case, persons=[stranger.pk]))

    assert response.status_code == 422
    assert "Geheimname" not in response.content.decode()
    assert not Contact.unguarded.exists()


def test_item_of_another_agreement_is_refused(client_of_anna, case):
    other = an_agreement(key="nachbarort-2021")

    response = client_of_anna.post(url(case), said(case, service_item=an_item(agreement=other).pk))

    assert response.status_code == 422
    assert not Contact.unguarded.exists()


@pytest.mark.parametrize("removed_on", [None, date(2020, 2, 1)])
def test_reached_and_removed_goals_are_not_offered(removed_on, client_of_anna, case):
    done = {"removed_on": removed_on} if removed_on else {"reached_on": date(2020, 2, 1)}
    goal = a_goal(case=case, **done)

    response = client_of_anna.post(url(case), said(case, goal=str(goal.pk)))

    assert response.status_code == 422


def test_a_double_click_makes_one_contact_one_reminder_one_answer(client_of_anna, case):
    form = said(case, follow_up_on="2020-02-10", follow_up_text="Bescheid da?")

    first, second = (client_of_anna.post(url(case), form) for _ in range(2))

    assert first.url == second.url == f"/faelle/{case.pk}/"
    assert Contact.unguarded.count() == 1
    assert FollowUpReminder.unguarded.count() == 1
    assert Event.objects.filter(verb="contact-recorded").count() == 1


def test_same_form_with_other_words_is_not_lost_silently(client_of_anna, case):
    client_of_anna.post(url(case), said(case))

    response = client_of_anna.post(url(case), said(case, text="Doch ganz anders"))

    assert response.status_code == 422
    assert "Das ist schon gespeichert, aber anders." in response.content.decode()
    assert Contact.unguarded.get().text == SECRET


def test_key_of_a_stranger_shows_and_changes_nothing(client_of_anna, carla, case):
    theirs = a_case(holder=carla)
    a_contact(case=theirs, by=carla, client_key=UUID(KEY), text="Geheime Notiz")

    response = client_of_anna.post(url(case), said(case))

    assert response.status_code == 422
    assert "Geheime Notiz" not in response.content.decode()
    assert Contact.unguarded.count() == 1


def test_follow_up_becomes_a_reminder(client_of_anna, case):
    client_of_anna.post(
        url(case), said(case, follow_up_on="2020-02-10", follow_up_text="Bescheid da?")
    )

    reminder = FollowUpReminder.unguarded.get()
    assert (reminder.case, reminder.due_on, reminder.text) == (
        case,
        date(2020, 2, 10),
        "Bescheid da?",
    )


def test_a_closed_case_takes_no_note_until_it_is_open_again(client_of_anna, anna):
    case = a_case(holder=anna, phase="closed", closed_on=date(2020, 1, 31))

    page = client_of_anna.get(url(case)).content.decode()
    answer = client_of_anna.post(url(case), said(case, happened_on="2020-01-31"))

    assert "Zum Ändern bitte wieder öffnen." in page
    assert "Kontakt speichern" not in page
    assert (answer.status_code, Contact.unguarded.exists()) == (422, False)


def test_the_notes_of_a_closed_case_stay_as_they_are(client_of_anna, anna):
    case = a_case(holder=anna, phase="closed", closed_on=date(2020, 1, 31))
    contact = a_contact(case=case, by=anna, text="Wie es war.", happened_on=date(2020, 1, 30))
    place = f"/faelle/{case.pk}/kontakt/{contact.pk}/"

    page = client_of_anna.get(place).content.decode()
    client_of_anna.post(place, said(case, text="Anders.", happened_on="2020-01-30", seen="0"))
    client_of_anna.post(f"{place}zuruecknehmen/")

    assert "Zum Ändern bitte wieder öffnen." in page
    assert "Kontakt speichern" not in page
    assert Contact.unguarded.get().text == "Wie es war."
    assert ">ändern</a>" not in client_of_anna.get(f"/faelle/{case.pk}/").content.decode()


def test_a_first_talk_needs_no_goal_before_a_plan_is_agreed(client_of_anna, case):
    answer = client_of_anna.post(url(case), said(case, goal="intake"))

    assert answer.status_code == 302
    assert Contact.unguarded.get().no_goal == "intake"


def test_with_an_agreed_plan_a_talk_is_no_first_talk(client_of_anna, case):
    plan = a_goal(case=case).plan
    plan.agreed_on = date(2020, 1, 20)
    plan.save()

    page = client_of_anna.get(url(case)).content.decode()
    answer = client_of_anna.post(url(case), said(case, goal="intake"))

    assert 'value="intake"' not in page
    assert (answer.status_code, Contact.unguarded.exists()) == (422, False)


def test_title_and_address_hold_no_name(client_of_anna, anna):
    case = a_case(holder=anna, family_name="Geheimname")

    page = client_of_anna.get(url(case)).content.decode()

    assert "Geheimname" in page
    title = page.split("<title>")[1].split("</title>")[0]
    assert title == f"Kontakt notieren {case.number} – Geleit"


def test_the_form_costs_the_same_for_any_household(client_of_anna, anna, case):
    costs = []
    for _ in range(3):
        a_person(household=case.household)
        a_contact(case=case, by=anna, goal=a_goal(case=case))
        with CaptureQueriesContext(connection) as queries:
            client_of_anna.get(url(case))
        costs.append(len(queries))

    assert costs[0] == costs[2]


def test_place_language_and_interpreter_are_noted(client_of_anna, case):
    spoken = {"place": "accommodation", "interpreting": "volunteer", "language": "Arabisch",
              "interpreter": "Frau Beispiel"}  # fmt: skip
    client_of_anna.post(url(case), said(case, kind="video", **spoken))

    contact = Contact.unguarded.get()
    assert (contact.kind, contact.place, contact.interpreting) == (
        "video", "accommodation", "volunteer",
    )  # fmt: skip
    assert (contact.language, contact.interpreter) == ("ar", "Frau Beispiel")


def test_who_interpreted_needs_a_kind(client_of_anna, case):
    response = client_of_anna.post(url(case), said(case, interpreter="Frau Beispiel"))

    assert response.status_code == 422
    assert "Bitte auch die Art der Sprachmittlung wählen." in response.content.decode()
    assert not Contact.unguarded.exists()


def test_the_language_of_somebody_who_needs_an_interpreter_is_filled_in(client_of_anna, case):
    case.household.persons.update(language="prs", needs_interpreter=True)

    page = client_of_anna.get(url(case))

    assert page.context["form"]["language"].value() == "Dari"
    assert page.content.decode().count("<details open>") == 1


def test_a_private_note_is_saved_beside_the_shared_one(client_of_anna, case, anna):
    client_of_anna.post(url(case), said(case, private_text="Nachfragen, ob alles stimmt"))

    contact = Contact.unguarded.get()
    note = PrivateNote.unguarded.get()
    assert (note.contact, note.author, note.text) == (contact, anna, "Nachfragen, ob alles stimmt")
    assert contact.text == SECRET
