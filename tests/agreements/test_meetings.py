# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two sides meet: agenda, minutes, decisions, tasks that come back until they are done."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from geleit.agreements import meeting_actions as actions
from geleit.agreements import meeting_rules as rules
from geleit.agreements.meeting_views import content_of
from geleit.agreements.models import CooperationMeeting
from geleit.audit.models import Event
from geleit.core.problems import Refused
from tests.agreements.test_versions import EVERYBODY, PARTIES, text_of
from tests.staffing.things import another_agreement

SECRET = "Sprechzeiten im Rathaus"
DAY = date(2020, 3, 2)


def address(agreement, *rest):
    return "/".join([f"/vereinbarungen/{agreement.key}/gespraeche", *map(str, rest)]) + "/"


def a_meeting(agreement, by, *, held_on=DAY, **given):
    given = {"kind": "cooperation", "place": "Rathaus", "invited": [agreement.carrier]} | given
    meeting = actions.plan_meeting(agreement, held_on=held_on, by=by, **given)
    actions.put_on_agenda(meeting, kind="topic", text=SECRET, by=by)
    return meeting


def a_task(meeting, by, text="Raum suchen"):
    return actions.give_task(
        meeting,
        text=text,
        organisation=meeting.agreement.municipality,
        person_name="Dora",
        due_on=date(2020, 4, 1),
        by=by,
    )


def decided(meeting, *people, minutes="Es wurde gesprochen."):
    meeting.refresh_from_db()
    actions.write_minutes(meeting, minutes=minutes, seen=meeting.changes, by=people[0])
    for person in people:
        meeting.refresh_from_db()
        actions.agree(meeting, seen=meeting.changes, by=person, on=date(2020, 3, 10))
    meeting.refresh_from_db()
    return meeting


# Rules


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, []),
        ({"minutes": " "}, ["no-minutes"]),
        ({"held_on": date(2020, 3, 11)}, ["not-held"]),
        ({"seen": 2}, ["changed-meanwhile"]),
        ({"decided_on": DAY}, ["decided"]),
    ],
)
def test_one_agrees_to_minutes_that_one_has_read(given, codes):
    facts = {"decided_on": None, "minutes": "x", "held_on": DAY, "changes": 3, "seen": 3}
    facts |= {"on": date(2020, 3, 10)} | given

    problems = rules.agreeing_problems(facts.pop("decided_on"), **facts)

    assert [problem.code for problem in problems] == codes


# The way of a meeting


def test_the_second_agreement_decides_the_minutes(steinheim, lena, dora):
    meeting = decided(a_meeting(steinheim, lena), lena, dora)

    assert meeting.decided_on == date(2020, 3, 10)
    assert (meeting.agreed_by_town, meeting.agreed_by_carrier) == ("Dora", "Lena")


def test_what_changes_takes_the_agreement_back(steinheim, lena, dora):
    meeting = decided(a_meeting(steinheim, lena), lena)
    actions.decide(meeting, text="Der Raum wird gemietet.", by=dora)

    meeting.refresh_from_db()
    assert (meeting.agreed_by_carrier, meeting.decided_on) == ("", None)


def test_what_is_decided_is_not_changed(steinheim, lena, dora):
    meeting = decided(a_meeting(steinheim, lena), lena, dora)

    for act in (
        lambda: actions.decide(meeting, text="Anders", by=lena),
        lambda: actions.write_minutes(meeting, minutes="Anders", seen=meeting.changes, by=lena),
        lambda: actions.take_off_agenda(meeting.items.get(), by=lena),
        lambda: a_task(meeting, dora),
    ):
        with pytest.raises(Refused, match="ist beschlossen"):
            act()


def test_a_side_takes_back_its_own_points_only(steinheim, lena, dora):
    meeting = a_meeting(steinheim, lena)

    with pytest.raises(Refused, match="andere Seite"):
        actions.take_off_agenda(meeting.items.get(), by=dora)
    actions.take_off_agenda(meeting.items.get(), by=lena)

    assert list(meeting.items.all()) == []


def test_two_people_do_not_write_over_one_another(steinheim, lena, dora):
    meeting = a_meeting(steinheim, lena)
    meeting.refresh_from_db()
    seen = meeting.changes
    actions.write_minutes(meeting, minutes="Eins", seen=seen, by=lena)

    with pytest.raises(Refused, match="inzwischen geändert"):
        actions.write_minutes(meeting, minutes="Zwei", seen=seen, by=dora)


def test_an_open_task_comes_back_until_it_is_done(steinheim, lena, dora):
    first = a_meeting(steinheim, lena)
    open_task, done = a_task(first, lena), a_task(first, lena, "Schlüssel")
    actions.tick_task(done, is_done=True, by=dora, on=date(2020, 3, 20))
    decided(first, lena, dora)
    second = a_meeting(steinheim, dora, held_on=date(2020, 5, 4))
    third = a_meeting(steinheim, dora, held_on=date(2020, 7, 6))

    assert list(content_of(first)["carried"]) == []
    assert list(content_of(second)["carried"]) == [open_task]
    actions.tick_task(open_task, is_done=True, by=dora, on=date(2020, 6, 1))
    assert list(content_of(second)["carried"]) == [open_task]  # it was open then
    assert list(content_of(third)["carried"]) == []


def test_the_database_wants_both_sides_for_decided_minutes(steinheim, lena):
    meeting = a_meeting(steinheim, lena)

    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationMeeting.objects.filter(pk=meeting.pk).update(decided_on=DAY)


def test_the_log_holds_steps_and_no_words(steinheim, lena, dora):
    decided(a_meeting(steinheim, lena), lena, dora)

    events = Event.objects.filter(verb__regex="^(meeting|agenda|minutes)-").order_by("pk")
    assert [event.verb for event in events] == [
        "meeting-planned",
        "agenda-added",
        "minutes-written",
        "minutes-agreed",
        "minutes-decided",
    ]
    assert SECRET not in str([event.data for event in events])


# Pages


@time_machine.travel("2020-03-10 09:00+00:00")
def test_both_sides_come_from_the_plan_to_decided_minutes(sign_in, steinheim, lena, dora):
    body = {"invited": [steinheim.municipality_id, steinheim.carrier_id]}
    plan = {"kind": "negotiation", "held_on": "2020-03-02", "place": "Rathaus"} | body
    assert sign_in(lena).post(address(steinheim, "neu"), plan).status_code == 302
    point = {"kind": "complaint", "text": "Lange Wege"}
    assert sign_in(dora).post(address(steinheim, 1, "punkt"), point).status_code == 302
    task = {"text": "Raum", "organisation": steinheim.carrier_id, "due_on": "2020-04-01"}
    sign_in(dora).post(address(steinheim, 1, "aufgabe"), task)
    sign_in(dora).post(address(steinheim, 1, "beschluss"), {"text": "Zwei Tage je Woche"})
    minutes = {"minutes": "Es ging um Wege.", "seen": 3}
    assert sign_in(lena).post(address(steinheim, 1, "niederschrift"), minutes).status_code == 302
    for person in (lena, dora):
        assert sign_in(person).post(address(steinheim, 1, "zustimmen"), {"seen": 4}).status_code

    page = text_of(sign_in(lena).get(address(steinheim, 1)))

    for word in ("Lange Wege", "Beschwerde", "Zwei Tage je Woche", "Raum", "beschlossen am"):
        assert word in page
    assert "Punkt einbringen" not in page


@pytest.mark.parametrize("back", ["", "2", "²", "9" * 5000])
def test_a_task_is_ticked_on_the_list(sign_in, steinheim, lena, dora, back):
    task = a_task(a_meeting(steinheim, lena), lena)

    answer = sign_in(dora).post(
        address(steinheim, "aufgaben", task.pk), {"done": "1", "back": back}
    )

    assert answer.url == address(steinheim)
    task.refresh_from_db()
    assert task.done_by == "Dora"


def test_the_other_side_reads_a_task_and_does_not_tick_it(sign_in, steinheim, lena, dora):
    task = a_task(a_meeting(steinheim, dora), dora)  # the town's
    sent = {"done": "1", "back": "1"}

    answer = sign_in(lena).post(address(steinheim, "aufgaben", task.pk), sent, follow=True)

    task.refresh_from_db()
    assert task.done_on is None
    assert "hakt die Organisation ab" in text_of(answer)
    own, other = (text_of(sign_in(one).get(address(steinheim, 1))) for one in (dora, lena))
    assert ("Raum suchen" in other, "Erledigt" in other, "Erledigt" in own) == (True, False, True)


def a_county_task(steinheim, lena, *agreeing):
    meeting = a_meeting(steinheim, lena)
    task = actions.give_task(
        meeting, text="Liste schicken", organisation=steinheim.county, person_name="",
        due_on=date(2020, 4, 1), by=lena,
    )  # fmt: skip
    if agreeing:
        decided(meeting, lena, *agreeing)
    return task


def test_the_county_ticks_its_own_task_once_the_minutes_are_decided(
    sign_in, steinheim, lena, dora, frida
):
    task = a_county_task(steinheim, lena, dora)

    for person in (lena, dora):
        sign_in(person).post(address(steinheim, "aufgaben", task.pk), {"done": "1"})
        task.refresh_from_db()
        assert task.done_on is None
    sign_in(frida).post(address(steinheim, "aufgaben", task.pk), {"done": "1", "back": "1"})

    task.refresh_from_db()
    assert task.done_by == "Frida"


def test_before_the_minutes_are_decided_a_side_ticks_for_the_county_by_name(
    sign_in, steinheim, lena, dora, frida
):
    task = a_county_task(steinheim, lena)
    page = text_of(sign_in(dora).get(address(steinheim, 1)))
    sign_in(dora).post(address(steinheim, "aufgaben", task.pk), {"done": "1", "back": "1"})

    task.refresh_from_db()
    assert f"/gespraeche/aufgaben/{task.pk}/" in page
    assert (task.done_by, Event.objects.filter(verb="meeting-task-done").count()) == ("Dora", 1)


def test_for_a_county_without_an_account_either_side_ticks(steinheim, lena, dora):
    task = a_county_task(steinheim, lena, dora)

    actions.tick_task(task, is_done=True, by=dora, on=date(2020, 3, 20))

    task.refresh_from_db()
    assert task.done_by == "Dora"


def test_minutes_are_printed_as_pdf(sign_in, steinheim, lena, dora):
    pytest.importorskip("weasyprint")
    decided(a_meeting(steinheim, lena), lena, dora)

    answer = sign_in(lena).get(address(steinheim, 1, "niederschrift.pdf").rstrip("/"))

    assert answer.status_code in (200, 503)  # 503: a machine without Pango says what is missing
    assert answer.status_code == 503 or answer.content[:4] == b"%PDF"


# Who may what

READERS = ("lena", "anna", "ben", "carla", "dora", "frida")


@pytest.mark.parametrize("name", EVERYBODY)
def test_before_both_agreed_a_meeting_exists_for_the_two_sides(
    request, sign_in, steinheim, lena, name
):
    user = request.getfixturevalue(name)
    a_task(a_meeting(steinheim, lena), lena)

    page = sign_in(user).get(address(steinheim, 1))
    listed = sign_in(user).get(address(steinheim))

    assert page.status_code == (200 if name in PARTIES else 404 if name in READERS else 403)
    assert listed.status_code == (200 if name in READERS else 403)
    assert ("Raum suchen" in text_of(listed)) == (name in PARTIES)


@pytest.mark.parametrize("name", EVERYBODY)
def test_decided_minutes_are_read_by_all_who_read_the_agreement(
    request, sign_in, steinheim, lena, dora, name
):
    user = request.getfixturevalue(name)
    decided(a_meeting(steinheim, lena), lena, dora)

    assert sign_in(user).get(address(steinheim, 1)).status_code == (200 if name in READERS else 403)


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize(
    ("act", "sent"),
    [
        ("punkt", {"kind": "topic", "text": "x"}),
        ("beschluss", {"text": "x"}),
        ("niederschrift", {"minutes": "x", "seen": 1}),
        ("zustimmen", {"seen": 1}),
    ],
)
def test_only_the_two_sides_write(request, sign_in, steinheim, lena, name, act, sent):
    user = request.getfixturevalue(name)
    a_meeting(steinheim, lena)

    response = sign_in(user).post(address(steinheim, 1, act), sent)

    done = 422 if act == "zustimmen" else 302  # there are no minutes yet
    assert response.status_code == (done if name in PARTIES else 403)


def test_a_foreign_agreement_has_no_meetings(sign_in, steinheim, lena):
    foreign = another_agreement()

    for rest in ((), ("neu",), (1,), (1, "punkt")):
        assert sign_in(lena).get(address(foreign, *rest)).status_code == 404


@pytest.mark.parametrize("where", [(), (4,)])
def test_pages_ask_the_same_of_one_meeting_and_of_three(
    sign_in, steinheim, lena, where, django_assert_num_queries, django_assert_max_num_queries
):
    a_task(a_meeting(steinheim, lena), lena)
    for month in (4, 5):
        a_meeting(steinheim, lena, held_on=date(2020, month, 4))
    last = a_meeting(steinheim, lena, held_on=date(2020, 9, 4))
    a_task(last, lena)
    client = sign_in(lena)
    client.get(address(steinheim, *where))
    with django_assert_max_num_queries(20) as seen:
        client.get(address(steinheim, *where))
    for meeting in CooperationMeeting.objects.all():
        for number in range(2):
            a_task(meeting, lena, f"Noch {number}")
            actions.put_on_agenda(meeting, kind="topic", text=f"Punkt {number}", by=lena)

    with django_assert_num_queries(len(seen)):
        client.get(address(steinheim, *where))
