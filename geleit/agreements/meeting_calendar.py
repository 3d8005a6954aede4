# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A meeting for other calendars: when, where, between whom. Nothing of what is spoken about."""

from datetime import UTC, datetime, time, timedelta
from unicodedata import category

from django.utils.timezone import make_aware, now
from icalendar import Calendar, Event

from geleit.agreements.models import CooperationMeeting


def calendar_of(meeting: CooperationMeeting) -> bytes:
    """Return the appointment; a later file of the same meeting takes the place of an earlier."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Geleit//Gespräche//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event.add("uid", f"gespraech-{meeting.pk}@geleit")
    event.add("summary", f"{meeting.get_kind_display()}: {_printable(meeting.agreement.title)}")
    event.add("location", _printable(meeting.place))
    event.add("dtstamp", now())
    event.add("sequence", meeting.changes)
    if meeting.starts_at is None:
        event.add("dtstart", meeting.held_on)
        event.add("dtend", meeting.held_on + timedelta(days=1))
    else:
        event.add("dtstart", _moment(meeting, meeting.starts_at))
        if meeting.ends_at:
            event.add("dtend", _moment(meeting, meeting.ends_at))
    calendar.add_component(event)
    return calendar.to_ical()


def _printable(text: str) -> str:
    """Return a text without control characters: RFC 5545, section 3.1, forbids them."""
    return " ".join("".join(" " if category(sign) == "Cc" else sign for sign in text).split())


def _moment(meeting: CooperationMeeting, at: time) -> datetime:
    return make_aware(datetime.combine(meeting.held_on, at)).astimezone(UTC)
