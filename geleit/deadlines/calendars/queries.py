# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a calendar program reads: number of the case and kind of deadline, no name."""

from datetime import UTC, date, datetime, timedelta

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from geleit.accounts.models import User
from geleit.accounts.permissions import Permission, permissions_of
from geleit.cases.models import Case
from geleit.core.dates import day_text
from geleit.core.eyes import eyes_of
from geleit.deadlines.calendars.actions import hash_of
from geleit.deadlines.models import CalendarFeed, Deadline

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)  # of a deadline without a history
MOST = 1000  # events of one calendar
ALARMS = (7, 1)  # days before


def feed_of(token: str) -> CalendarFeed | None:
    """Return the feed of a secret that holds and whose owner may still read cases."""
    feeds = CalendarFeed.objects.filter(revoked_at=None, user__is_active=True)
    feed = feeds.select_related("user").filter(token_hash=hash_of(token)).first()
    if feed and Permission.READ_CASES in permissions_of(feed.user):
        return feed
    return None


def calendar_of(user: User, *, on: date) -> bytes:
    """Return the open deadlines that this person looks after; the same days give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Geleit//Fristen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Fristen (Geleit)"))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    with eyes_of(user):
        for row in _rows(user, on=on):
            calendar.add_component(_event(row))
    return calendar.to_ical()


def _rows(user: User, *, on: date) -> list[Deadline]:
    cases = Case.objects.visible_to(user).accepted().filter(closed_on=None)
    held = cases.held_by(user, on=on).values("pk")
    mine = Q(case__in=held, owner=None) | Q(owner=user, case__in=cases.values("pk"))
    rows = Deadline.objects.visible_to(user).open().filter(mine).select_related("case")
    rows = rows.annotate(
        sequence=Count("changes"), changed_at=Coalesce(Max("changes__at"), LONG_AGO)
    )
    return list(rows.order_by("work_by", "pk")[:MOST])


def _event(row: Deadline) -> Event:
    """Return the deadline on its day to work by; the last day stands in title and description."""
    words = {"number": row.case.number, "name": row.name, "day": day_text(row.due_on)}
    said = _("Arbeiten bis %(work_by)s. Letzter Tag: %(day)s, 24 Uhr. Mehr steht in Geleit.")
    event = Event()
    event.add("uid", f"frist-{row.pk}@geleit")
    event.add("summary", _("%(number)s: %(name)s (letzter Tag %(day)s)") % words)
    event.add("description", said % (words | {"work_by": day_text(row.work_by)}))
    event.add("dtstart", row.work_by)
    event.add("dtend", row.work_by + timedelta(days=1))
    event.add("dtstamp", row.changed_at)  # type: ignore[attr-defined]  # from _rows
    event.add("sequence", row.sequence)  # type: ignore[attr-defined]
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for days in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{row.case.number}: {row.name}")
        alarm.add("trigger", timedelta(days=-days, hours=8))
        event.add_component(alarm)
    return event
