# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The emergency door opens one case of the carrier for a day, with a reason, and is seen."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.audit.models import Event
from geleit.cases.models import Case, DoorRule, EmergencyAccess
from geleit.counselling.models import Contact
from tests import factories
from tests.cases.things import a_closed_case, a_reminder, a_waiting_case
from tests.house.test_views import patterns
from tests.walls.test_protected import protected

SECRET = "Zwetschgenhuber"
REASON = "Die Kollegin ist krank, morgen ist die Anhörung."
NOT_HERE = "Diese Fallnummer gibt es bei Ihrem Träger nicht."
TOO_MANY = "Das waren zu viele Versuche."
OPENED = "2020-03-02 09:00+01:00"


@pytest.fixture
def case(anna):
    """Anna's case, which Carla has nothing to do with."""
    return factories.a_case(holder=anna, family_name=SECRET)


def try_it(client, number, reason=REASON):
    return client.post("/notfall/", {"number": number, "reason": reason})


def a_door(case, user, **fields):
    at = now()
    values = {"opened_at": at, "ends_at": at + timedelta(hours=24), "reason": REASON} | fields
    return EmergencyAccess.objects.create(case=case, user=user, **values)


MAY = {"anna": 200, "ben": 200, "carla": 200} | dict.fromkeys(
    ["lena", "dora", "frida", "karl", "emil", "otto"], 403
)


@pytest.mark.parametrize(("who", "status"), MAY.items())
def test_who_may_stand_at_the_door(sign_in, case, request, who, status):
    assert sign_in(request.getfixturevalue(who)).get("/notfall/").status_code == status


@pytest.mark.parametrize(("who", "status"), MAY.items())
def test_who_may_open_it(sign_in, case, request, who, status):
    answer = try_it(sign_in(request.getfixturevalue(who)), case.number)

    assert answer.status_code == (302 if status == 200 else 403)
    assert EmergencyAccess.objects.count() == (1 if who in ("ben", "carla") else 0)


def test_the_case_opens_to_read_and_says_so(sign_in, case, carla):
    client = sign_in(carla)
    with time_machine.travel(OPENED, tick=False):
        answer = try_it(client, f" {case.number} ")
        page = client.get(answer.url).content.decode()

    assert answer.url == f"/faelle/{case.pk}/"
    assert SECRET in page
    assert "Sie sind über die Notfalltür hier, bis 03.03.2020 09:00 Uhr." in page
    assert "Notiz schreiben" in page
    assert "Abschluss vorbereiten" not in page
    door = EmergencyAccess.objects.get()
    assert (door.reason, door.case, door.user) == (REASON, case, carla)
    assert Event.objects.get(verb="door-opened").data == {"door": door.pk, "hours": 24}


def test_no_other_case_opens(carla, anna, case):
    other = factories.a_case(holder=anna)
    a_door(case, carla)

    assert list(Case.objects.visible_to(carla)) == [case]
    assert other not in Case.objects.visible_to(carla)


@pytest.mark.parametrize(
    ("at", "status"),
    [("2020-03-03 08:59+01:00", 200), ("2020-03-03 09:00+01:00", 404)],
)
def test_it_shuts_by_the_clock(sign_in, case, carla, at, status):
    with time_machine.travel(OPENED, tick=False):
        try_it(sign_in(carla), case.number)

    with time_machine.travel(at, tick=False):
        assert sign_in(carla).get(f"/faelle/{case.pk}/").status_code == status


def test_the_length_follows_the_rule_of_the_day(sign_in, case, carla):
    DoorRule.objects.create(hours=2, tries_an_hour=10, valid_from="2020-03-01", source="Test")
    with time_machine.travel(OPENED, tick=False):
        try_it(sign_in(carla), case.number)

    door = EmergencyAccess.objects.get()
    assert door.ends_at - door.opened_at == timedelta(hours=2)


def test_without_a_rule_it_stays_shut(sign_in, case, carla):
    DoorRule.objects.all().delete()

    assert try_it(sign_in(carla), case.number).status_code == 422
    assert not EmergencyAccess.objects.exists()


def test_a_note_can_be_written(sign_in, case, carla):
    a_door(case, carla)
    client = sign_in(carla)
    page = client.get(f"/faelle/{case.pk}/notiz/")
    person = case.household.persons.get()

    answer = client.post(
        f"/faelle/{case.pk}/notiz/",
        {
            "client_key": page.context["form"].initial.get("client_key", "") or "",
            "kind": "talk",
            "happened_on": localdate().isoformat(),
            "minutes": 20,
            "persons": [person.pk],
            "service_item": factories.an_item().pk,
            "goal": "brief",
            "no_goal": "brief",
            "text": "Angerufen",
        },
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert Contact.unguarded.get().recorded_by == carla


def test_everything_else_in_the_case_stays_shut(sign_in, case, carla):
    """Every address of a case but reading, notes and adding files, taken from the table of addresses."""
    step = factories.a_step(goal=factories.a_goal(case=case))
    keys = {"case_id": case.pk, "goal_id": step.goal.pk, "step_id": step.pk, "act": "erledigt"}
    keys |= {"person_id": case.household.persons.get().pk, "reminder_id": a_reminder(case).pk}
    keys |= {"stay_id": case.household.housing_stays.create(street="x").pk}
    a_door(case, carla)
    client = sign_in(carla)
    opened = {}
    for name, pattern in patterns():
        wanted = pattern.pattern.converters
        if "case_id" in wanted and set(wanted) <= set(keys) and name.split(":")[0] != "handover":
            url = reverse(name, kwargs={key: keys[key] for key in wanted})
            answer = client.post(url)
            if answer.status_code == 405:  # only to be read: shut where it answers nothing
                answer = client.get(url) if client.get(url).status_code == 404 else answer
            opened[name] = answer.status_code

    assert {name: status for name, status in opened.items() if status not in (403, 404)} == {
        "desk:case": 405, "plans:plan": 405, "counselling:note": 422, "documents:files": 422,
        "counselling:draft": 302, "together:presence": 200,  # with the note
        "persons:sheet": 405, "persons:vulnerability": 405,  # only to be read
        "plans:assessments": 405, "plans:versions": 405,
    }  # fmt: skip


def test_the_plan_can_be_read(sign_in, case, carla):
    factories.a_goal(case=case, text="Eigene Wohnung")
    a_door(case, carla)

    page = sign_in(carla).get(f"/faelle/{case.pk}/plan/").content.decode()

    assert "Eigene Wohnung" in page
    assert "Ziel hinzufügen" not in page


READ_ONLY = {
    "plans:plan": "Eigene Wohnung",
    "plans:assessments": "Vertrauliche Einschätzung",
    "plans:versions": "Fassung 1",
    "persons:vulnerability": "Rollstuhl",
}


@pytest.fixture
def full(case, anna):
    """With all that is to be read in an emergency, and a note for the holder alone."""
    goal = factories.a_goal(case=case, text="Eigene Wohnung")
    goal.plan.versions.create(
        number=1, agreed_on="2020-02-03", how="spoken", recorded_by=anna, content={"goals": []}
    )
    factories.an_assessment(
        case=case, by=anna, levels={"housing": 2}, note="Vertrauliche Einschätzung"
    )
    notes = case.household.persons.get().vulnerabilities
    noted = {"noted_on": "2020-01-20", "noted_by": "Anna"}
    notes.create(kind="illness", remark="Rollstuhl", audience="case", **noted)
    notes.create(kind="mental", remark="Nur für Anna", audience="holder", **noted)
    return case


def address(name, case):
    keys = {"case_id": case.pk}
    if name == "persons:vulnerability":
        keys["person_id"] = case.household.persons.get().pk
    return reverse(name, kwargs=keys)


@pytest.mark.parametrize("name", READ_ONLY)
def test_what_an_emergency_needs_can_be_read_and_not_changed(sign_in, full, carla, name):
    a_door(full, carla)

    page = sign_in(carla).get(address(name, full)).content.decode()

    assert READ_ONLY[name] in page
    assert "Nur für Anna" not in page
    for word in ("Ziel hinzufügen", "Zusammen einschätzen", "Schutzbedarf vermerken", ">ändern<"):
        assert word not in page


@pytest.mark.parametrize("name", READ_ONLY)
def test_reading_behind_the_door_says_so_in_the_log(sign_in, full, carla, name):
    a_door(full, carla)
    sign_in(carla).get(address(name, full))

    events = Event.objects.of_case(full.pk).by_actor(carla)
    assert {event.data.get("why") for event in events} == {"door"}


@pytest.mark.parametrize("name", READ_ONLY)
def test_with_the_door_all_of_it_shuts(sign_in, full, carla, name):
    a_door(full, carla, opened_at=now() - timedelta(hours=2), ends_at=now() - timedelta(hours=1))

    assert sign_in(carla).get(address(name, full)).status_code == 404


def test_a_number_elsewhere_a_wrong_one_and_a_protected_one_answer_alike(
    sign_in, case, carla, anna, steinheim
):
    foreign = factories.a_case()
    other = factories.an_agreement(key="anderswo")
    other.carrier = factories.an_organisation("county")
    other.save()
    Case.unguarded.filter(pk=foreign.pk).update(agreement=other)
    numbers = [
        "2020-9999",
        foreign.number,
        protected(factories.a_case(holder=anna), anna).number,
        a_waiting_case(holder=anna).number,
        case.number[:-1],
    ]
    client = sign_in(carla)

    pages = [try_it(client, number) for number in numbers]

    assert {page.status_code for page in pages} == {422}
    texts = {
        re.sub(r'value="\w{64}"', "", page.content.decode().split("<main")[1]).replace(number, "N")
        for page, number in zip(pages, numbers, strict=True)
    }
    assert len(texts) == 1
    assert all(NOT_HERE in text for text in texts)
    assert Event.objects.filter(verb="door-tried").count() == len(numbers)


def test_a_case_protected_afterwards_shuts(case, carla, anna):
    a_door(case, carla)

    protected(case, anna)

    assert not Case.objects.visible_to(carla).exists()


@pytest.mark.parametrize("reason", ["", "dringend", "x" * 19, "a" + " " * 30 + "b"])
def test_it_asks_for_a_real_reason(sign_in, case, carla, reason):
    answer = try_it(sign_in(carla), case.number, reason)

    assert answer.status_code == 422
    assert not EmergencyAccess.objects.exists()


def test_ten_tries_in_an_hour(sign_in, case, carla, ben):
    with time_machine.travel(OPENED, tick=False):
        answers = [try_it(sign_in(carla), "2020-9999") for _ in range(10)]
        late = try_it(sign_in(carla), case.number)
        somebody_else = try_it(sign_in(ben), case.number)
    with time_machine.travel("2020-03-02 10:00:01+01:00", tick=False):
        later = try_it(sign_in(carla), case.number)

    assert not any(TOO_MANY in answer.content.decode() for answer in answers)
    assert TOO_MANY in late.content.decode()
    assert somebody_else.status_code == 302
    assert later.status_code == 302


def test_the_log_does_not_keep_what_was_typed(sign_in, carla):
    try_it(sign_in(carla), SECRET)

    event = Event.objects.get(verb="door-tried")
    assert (event.kind, event.key, event.data) == ("", "", {})


def test_sent_twice_it_is_one_opening(sign_in, case, carla):
    client = sign_in(carla)

    answers = [try_it(client, case.number) for _ in range(2)]

    assert {answer.url for answer in answers} == {f"/faelle/{case.pk}/"}
    assert EmergencyAccess.objects.count() == 1


def test_a_closed_case_opens_too(sign_in, anna, carla):
    case = a_closed_case(holder=anna)

    page = sign_in(carla).get(try_it(sign_in(carla), case.number).url)

    assert "Fall wieder öffnen" not in page.content.decode()


def test_the_lead_sees_it_until_she_says_so(sign_in, case, carla, lena):
    door = a_door(case, carla)
    client = sign_in(lena)
    before = client.get("/").content.decode()

    for _ in range(2):
        client.post(f"/notfall/{door.pk}/gesehen/")

    after = client.get("/").content.decode()
    assert all(word in before for word in ("Notfalltür", case.number, "Carla", REASON))
    assert REASON not in after
    assert Event.objects.filter(verb="door-seen").count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [("carla", 403), ("anna", 403), ("dora", 403), ("otto", 403)]
)
def test_only_the_lead_can_have_seen_it(sign_in, case, carla, request, who, status):
    door = a_door(case, carla)

    answer = sign_in(request.getfixturevalue(who)).post(f"/notfall/{door.pk}/gesehen/")

    door.refresh_from_db()
    assert answer.status_code == status
    assert door.seen_by_lead_at is None


def test_the_lead_is_not_told_of_a_case_that_is_protected_now(sign_in, case, carla, lena, anna):
    a_door(case, carla)
    protected(case, anna)

    assert case.number not in sign_in(lena).get("/").content.decode()


@pytest.mark.parametrize("who", ["anna", "lena"])
def test_nobody_else_pays_for_doors(request, who, case, carla, django_assert_num_queries):
    """Memberships and agreements, deputies for a worker, and the cases: as without any door."""
    user = request.getfixturevalue(who)
    a_door(case, carla)
    with django_assert_num_queries({"anna": 4, "lena": 3}[who]):
        list(Case.objects.visible_to(user))


@pytest.mark.parametrize("path", ["/", "/fristen/?wer=alle"])
def test_what_is_due_does_not_come_from_behind_the_door(sign_in, case, carla, path):
    with time_machine.travel(OPENED, tick=False):
        a_door(case, carla)
        a_reminder(case, text="Anrufen wegen Zwetschgen")
        page = sign_in(carla).get(path).content.decode()

    assert "Zwetschgen" not in page
