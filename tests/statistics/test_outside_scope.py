# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work that nobody agreed on: it can be noted, is marked, and both sides speak about it."""

from datetime import date, timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, transaction

from geleit.agreements import agenda
from geleit.agreements import meeting_actions as meetings
from geleit.agreements.models import Mandate, ServiceItem, outside_item
from geleit.counselling.actions import record_contact
from geleit.statistics import tables
from tests import factories
from tests.statistics.things import FIRST, LAST, households

MEETING_DAY = date(2020, 4, 20)
ON = date(2020, 5, 4)


@pytest.fixture
def outside(steinheim):
    return outside_item(steinheim.mandates.get())


def a_meeting(agreement, by, *, held_on=MEETING_DAY):
    return meetings.plan_meeting(
        agreement, kind="cooperation", held_on=held_on, place="Rathaus",
        invited=[agreement.carrier], by=by,
    )  # fmt: skip


def test_a_note_outside_the_scope_is_possible_and_marked_in_the_case(
    sign_in, anna, steinheim, outside
):
    case = factories.a_case(holder=anna)
    record_contact(
        case=case, kind="talk", happened_on=date(2020, 2, 3), minutes=30,
        persons=case.household.persons.all(), service_item=outside, goal=None, no_goal="brief",
        by=anna, on=ON,
    )  # fmt: skip

    page = sign_in(anna).get(f"/faelle/{case.pk}/").content.decode()

    assert "· Außerhalb des Leistungsumfangs ·" in page
    note = sign_in(anna).get(f"/faelle/{case.pk}/notiz/").content.decode()
    assert f'<option value="{outside.pk}" selected>Außerhalb des Leistungsumfangs' in note


def test_it_counts_for_no_agreed_item(anna, steinheim, outside):
    households(4, by=anna, item=outside, minutes=120)

    found = tables.count(steinheim, first=FIRST, last=LAST, counted_until=LAST)

    assert [(one.item.name, one.delivered) for one in found.items] == [
        ("Beratung", 0), ("Behördenbegleitung", 0),
    ]  # fmt: skip
    assert found.households == 0


def test_it_stands_on_the_agenda_of_the_next_meeting(sign_in, anna, dora, steinheim, outside):
    households(4, by=anna, item=outside, minutes=130)
    meeting = a_meeting(steinheim, dora)

    with time_machine.travel(ON, tick=False):
        page = sign_in(dora).get(f"/vereinbarungen/testheim-2020/gespraeche/{meeting.number}/")

    text = page.content.decode()
    assert "Vom 01.01.2020 bis 31.03.2020 wurde rund 10 Stunden geholfen" in text
    assert "Muster" not in text


def test_few_households_stay_protected(anna, dora, steinheim, outside):
    households(2, by=anna, item=outside, minutes=600)

    (line,) = agenda.lines(a_meeting(steinheim, dora), on=ON)

    assert "zum Schutz der Menschen nicht ausgewiesen" in line
    assert "Stunden" not in line


def test_a_quarter_that_still_runs_is_not_counted(anna, dora, steinheim, outside):
    households(4, by=anna, item=outside, on=date(2020, 4, 2))
    meeting = a_meeting(steinheim, dora, held_on=date(2020, 7, 20))

    assert agenda.lines(meeting, on=date(2020, 6, 30)) == []
    assert len(agenda.lines(meeting, on=date(2020, 7, 1))) == 1


def test_moving_a_meeting_day_by_day_shows_no_single_day(anna, dora, steinheim, outside):
    for day in (2, 9, 16):
        households(4, by=anna, item=outside, on=date(2020, 3, day), name=f"Am {day}.")
    meeting = a_meeting(steinheim, dora)
    found = set()
    for day in range(92):
        meeting.held_on = date(2020, 3, 1) + timedelta(days=day)
        found.add(tuple(agenda.lines(meeting, on=date(2020, 8, 1))))

    assert len(found) == 2
    assert () in found


def test_nothing_outside_brings_nothing_and_meetings_share_no_day(anna, dora, steinheim, outside):
    households(4, by=anna, item=outside, on=date(2020, 2, 3))
    days = (date(2020, 3, 20), date(2020, 4, 20), date(2020, 5, 20))
    told = [len(agenda.lines(a_meeting(steinheim, dora, held_on=day), on=ON)) for day in days]

    assert told == [0, 1, 0]


def test_with_the_decision_the_line_stays_as_it_was_read(anna, lena, dora, steinheim, outside):
    households(4, by=anna, item=outside, minutes=120)
    meeting = a_meeting(steinheim, dora)
    meetings.write_minutes(meeting, minutes="Wir sprachen darüber.", seen=0, by=dora)
    for person in (dora, lena):
        meeting.refresh_from_db()
        meetings.agree(meeting, seen=meeting.changes, by=person, on=ON)
    households(4, by=anna, item=outside, minutes=600)

    (item,) = meeting.items.all()
    assert (item.kind, "rund 10 Stunden" in item.text) == ("scope", True)


def test_a_mandate_has_one_such_item(steinheim, outside):
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceItem.objects.filter(pk=outside.pk).update(agreed_quantity=3)

    assert outside_item(outside.mandate) == outside


def test_mandates_that_were_there_before_get_theirs(steinheim):
    Mandate.objects.create(
        agreement=steinheim, name="Daneben", funding_source="Land", begins_on=FIRST, is_own=False
    )
    migration = import_module("geleit.agreements.migrations.0011_items_outside_the_scope")

    migration.add(apps, None)
    migration.add(apps, None)

    (item,) = ServiceItem.objects.filter(is_outside_scope=True)
    assert (item.mandate, item.valid_from) == (steinheim.mandates.get(is_own=True), FIRST)
