# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each role finds its own on its first page, and nothing else."""

from datetime import date

import pytest

from geleit.accounts.models import Membership
from tests import factories
from tests.desk.home_things import NAME, PEOPLE, STORY, a_reminder, home
from tests.handover.things import a_waiting_case
from tests.volunteers.things import a_task


@pytest.fixture
def cast(request, lena, anna, ben, carla, dora, frida, karl, emil, otto):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("lena", {"number", "waiting", "waiting name", "agreement"}),
        ("anna", {"number", "name", "reminder"}),
        ("ben", set()),
        ("carla", set()),
        ("dora", {"agreement"}),
        ("frida", {"waiting"}),
        ("karl", {"task"}),
        ("emil", {"task", "first name"}),
        ("otto", set()),
    ],
)
def test_each_role_reads_its_own_and_nothing_else(sign_in, cast, who, sees):
    case = factories.a_case(holder=cast["anna"], family_name=NAME)
    waiting = a_waiting_case(family_name="Wartehaus")
    a_reminder(case=case)
    a_task(volunteer=cast["emil"])
    marks = {
        "number": case.number, "name": NAME, "reminder": STORY, "waiting": waiting.number,
        "waiting name": "Wartehaus", "agreement": "Kooperationsvereinbarung Testheim",
        "task": "Zum Rathaus begleiten", "first name": "Mina",
    }  # fmt: skip

    page = home(sign_in(cast[who])).content.decode()

    expected = sees - {"number"} if who == "lena" else sees  # the lead counts; cases have a list
    assert {name for name, mark in marks.items() if mark in page} == expected


def test_without_a_role_there_is_no_home(sign_in, steinheim):
    gone = factories.a_member(
        "gerd", role="social_worker", organisation="carrier", until=date(2019, 12, 31)
    )

    assert home(sign_in(gone)).status_code == 403


def test_two_roles_have_two_parts_on_one_page(sign_in, lena):
    Membership.objects.create(
        user=lena,
        organisation=factories.an_organisation("carrier"),
        role="social_worker",
        starts_on=date(2019, 1, 1),
    )

    response = home(sign_in(lena))

    templates = [part["template"] for part in response.context["parts"]]
    assert templates == ["desk/_home_work.html", "desk/_home_lead.html"]


def test_the_greeting_names_the_day(sign_in, anna, time_machine):
    time_machine.move_to("2020-03-02 10:00:00+01:00")

    page = home(sign_in(anna)).content.decode()

    assert "Guten Tag, Anna" in page
    assert "Heute ist Montag, 2. März 2020." in page


def test_the_page_title_names_nobody(sign_in, anna):
    a_reminder(case=factories.a_case(holder=anna, family_name=NAME))

    assert "<title>Heute – Geleit</title>" in home(sign_in(anna)).content.decode()


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("anna", "In den nächsten 14 Tagen ist nichts fällig."),
        ("lena", "Es wartet kein Fall."),
        ("frida", "Alles, was Sie übergeben haben, ist angenommen."),
        ("karl", "Für alle Einsätze ist jemand da."),
        ("emil", "Im Moment wartet keine Aufgabe auf Sie."),
        ("otto", "Kein Konto braucht heute Ihre Hand"),
    ],
)
def test_an_empty_day_says_what_comes_next(sign_in, cast, who, words):
    assert words in home(sign_in(cast[who])).content.decode()
