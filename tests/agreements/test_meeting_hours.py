# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Talks have hours: on the page, in the invitation, and for one's own calendar without a word."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from icalendar import Calendar

from geleit.agreements import meeting_actions as actions
from geleit.agreements.mail_actions import invite
from geleit.agreements.mailing import send_waiting
from geleit.agreements.meeting_calendar import calendar_of
from geleit.agreements.models import AgreementMail, CooperationMeeting
from geleit.core.problems import Refused
from tests.agreements.test_meetings import DAY, SECRET, a_meeting, address
from tests.agreements.test_versions import text_of

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = {"starts_at": time(14), "ends_at": time(15, 30)}
PLAN = {"kind": "negotiation", "held_on": "2020-03-02", "place": "Rathaus"}


def plan_of(agreement, **given):
    return PLAN | {"invited": [agreement.municipality_id, agreement.carrier_id]} | given


def event_of(content):
    [event] = Calendar.from_ical(content).walk("VEVENT")
    return event


def test_who_plans_a_meeting_comes_to_its_page_and_reads_the_hours(sign_in, steinheim, lena):
    body = plan_of(steinheim, starts_at="14:00", ends_at="15:30")

    answer = sign_in(lena).post(address(steinheim, "neu"), body)

    assert answer.url == address(steinheim, 1)
    assert "14:00 bis 15:30 Uhr" in text_of(sign_in(lena).get(answer.url))
    assert "14:00 bis 15:30 Uhr" in text_of(sign_in(lena).get(address(steinheim)))


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({"starts_at": "15:30", "ends_at": "14:00"}, "Das Ende liegt vor dem Beginn."),
        ({"ends_at": "14:00"}, "Bitte auch sagen, wann es beginnt."),
    ],
)
def test_hours_that_cannot_be_are_refused_and_nothing_is_lost(
    sign_in, steinheim, lena, hours, words
):
    answer = sign_in(lena).post(address(steinheim, "neu"), plan_of(steinheim, **hours))

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "Rathaus" in answer.content.decode()
    assert not CooperationMeeting.objects.exists()


def test_the_database_refuses_an_end_before_the_beginning(steinheim, lena):
    meeting = a_meeting(steinheim, lena, **HOURS)

    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationMeeting.objects.filter(pk=meeting.pk).update(ends_at=time(13))


def test_hours_are_moved_with_the_day_and_a_refusal_moves_nothing(steinheim, lena):
    meeting = a_meeting(steinheim, lena, **HOURS)
    same = {"kind": meeting.kind, "held_on": DAY, "place": "Rathaus"}
    same |= {"invited": [steinheim.carrier], "by": lena}

    with pytest.raises(Refused):
        actions.move_meeting(meeting, **same, starts_at=time(14), ends_at=time(14))
    actions.move_meeting(meeting, **same, starts_at=time(9))

    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.ends_at, meeting.hours) == (time(9), None, "09:00 Uhr")


def test_the_calendar_has_day_hours_and_place_and_nothing_of_the_talks(sign_in, steinheim, lena):
    a_meeting(steinheim, lena, **HOURS)

    answer = sign_in(lena).get(address(steinheim, 1, "termin.ics").rstrip("/"))

    event = event_of(answer.content)
    begins, ends = event.decoded("dtstart"), event.decoded("dtend")
    assert begins == datetime(2020, 3, 2, 14, tzinfo=BERLIN)
    assert ends == datetime(2020, 3, 2, 15, 30, tzinfo=BERLIN)
    assert str(event["location"]) == "Rathaus"
    assert SECRET not in answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")


def test_without_hours_the_calendar_has_the_whole_day(sign_in, steinheim, lena):
    a_meeting(steinheim, lena)

    answer = sign_in(lena).get(address(steinheim, 1, "termin.ics").rstrip("/"))

    event = event_of(answer.content)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (DAY, date(2020, 3, 3))


@time_machine.travel("2020-02-27 09:00+00:00")
def test_the_invitation_says_the_hour_and_brings_the_appointment(steinheim, lena, dora, settings):
    settings.SENDS_MAIL = True
    meeting = a_meeting(steinheim, lena, **HOURS)
    invite(meeting, by=lena, on=date(2020, 2, 27))

    send_waiting()

    [sent] = mail.outbox
    [(_name, content, kind)] = sent.attachments
    assert "02.03.2020, 14:00 bis 15:30 Uhr, Rathaus" in sent.body
    assert (kind, event_of(content).decoded("dtstart").hour) == ("text/calendar", 13)  # UTC


def test_another_hour_is_another_invitation(steinheim, lena, settings):
    settings.SENDS_MAIL = True
    meeting = a_meeting(steinheim, lena, **HOURS)
    given = {"kind": meeting.kind, "held_on": DAY, "place": "Rathaus", "by": lena}
    for hour in (14, 14, 16):
        actions.move_meeting(meeting, **given, invited=[steinheim.carrier], starts_at=time(hour))
        meeting.refresh_from_db()
        invite(meeting, by=lena, on=date(2020, 2, 27))

    assert AgreementMail.objects.count() == 2


def test_back_to_the_first_hour_or_to_another_place_is_a_new_invitation(steinheim, lena, settings):
    settings.SENDS_MAIL = True
    meeting = a_meeting(steinheim, lena, **HOURS)
    given = {"kind": meeting.kind, "held_on": DAY, "by": lena, "invited": [steinheim.carrier]}
    written = []
    for hour, place in [(14, "Rathaus"), (15, "Rathaus"), (14, "Rathaus"), (14, "Bauhof")]:
        actions.move_meeting(meeting, **given, starts_at=time(hour), place=place)
        meeting.refresh_from_db()
        written += [invite(meeting, by=lena, on=date(2020, 2, 27)) for _again in range(2)]

    assert written == [1, 0, 1, 0, 1, 0, 1, 0]


def test_no_control_character_of_a_place_reaches_other_calendars(steinheim, lena):
    steinheim.title = "Zwischen\x07zeit"
    meeting = CooperationMeeting(
        agreement=steinheim, number=1, kind="negotiation", held_on=date(2020, 3, 2),
        place="Rathaus\x00\x0b, Saal\t2\r\nBEGIN:VALARM", pk=1,
    )  # fmt: skip

    content = calendar_of(meeting)

    assert event_of(content)["location"] == "Rathaus , Saal 2 BEGIN:VALARM"
    assert not [sign for sign in content.decode() if sign < " " and sign not in "\r\n"]
