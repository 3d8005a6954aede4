# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of the talks of the two sides waits on the first page of whoever has to do it."""

from datetime import date

import pytest
import time_machine

from geleit.agreements import meeting_actions as actions
from tests.agreements.test_meetings import a_meeting, decided
from tests.desk.home_things import home

pytestmark = pytest.mark.usefixtures("_day")


@pytest.fixture
def _day():
    with time_machine.travel("2020-04-02 09:00+00:00"):
        yield


def a_task(meeting, by, owner, text, due_on=date(2020, 4, 1)):
    return actions.give_task(
        meeting, text=text, organisation=owner, person_name="", due_on=due_on, by=by
    )


def page_of(client):
    return " ".join(home(client).content.decode().split())


def test_the_owner_finds_it_with_a_mark_and_the_other_side_does_not(sign_in, steinheim, lena, dora):
    meeting = a_meeting(steinheim, lena)
    a_task(meeting, lena, steinheim.municipality, "Raum suchen")
    a_task(meeting, lena, steinheim.carrier, "Flyer drucken", due_on=date(2020, 6, 1))

    town, carrier = page_of(sign_in(dora)), page_of(sign_in(lena))

    assert ("Raum suchen" in town, "Flyer drucken" in town) == (True, False)
    assert ("Raum suchen" in carrier, "Flyer drucken" in carrier) == (False, True)
    assert ("überfällig" in town, "überfällig" in carrier) == (True, False)


def test_what_is_done_is_gone(sign_in, steinheim, lena, dora):
    task = a_task(a_meeting(steinheim, lena), lena, steinheim.municipality, "Raum suchen")

    actions.tick_task(task, is_done=True, by=dora, on=date(2020, 4, 2))

    assert "Raum suchen" not in page_of(sign_in(dora))


def test_the_county_finds_its_own_once_the_minutes_are_decided(
    sign_in, steinheim, lena, dora, frida
):
    meeting = a_meeting(steinheim, lena)
    a_task(meeting, lena, steinheim.county, "Liste schicken")
    before = page_of(sign_in(frida))

    decided(meeting, lena, dora)

    assert "Liste schicken" not in before
    assert "Liste schicken" in page_of(sign_in(frida))
