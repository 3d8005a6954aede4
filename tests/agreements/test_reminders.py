# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both sides are told in time when notice ends, when the agreement ends, and what is due."""

from datetime import date

import pytest

from geleit.agreements import signing_actions, version_actions
from geleit.agreements.models import AgreementVersion
from geleit.agreements.reminders import reminders
from tests.agreements.test_meetings import a_meeting, a_task
from tests.agreements.test_versions import a_draft

ON = date(2026, 4, 1)


@pytest.fixture
def renewing(steinheim):
    AgreementVersion.objects.create(
        agreement=steinheim, number=1, state="signed", in_force_on=date(2020, 1, 1),
        first_end=date(2022, 12, 31), renews_by_months=12, notice_months=3,
        drafted_by=steinheim.carrier,
    )  # fmt: skip
    return steinheim


def said(agreement, *, on, sides=()):
    return [one.text for one in reminders([agreement], sides=list(sides), on=on)[agreement.pk]]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 3, 29), []),
        (
            date(2026, 3, 31),
            ["Kündigen geht bis 30.09.2026, sonst geht die Vereinbarung nach 31.12.2026 weiter."],
        ),
        (
            date(2026, 9, 30),
            ["Kündigen geht bis 30.09.2026, sonst geht die Vereinbarung nach 31.12.2026 weiter."],
        ),
        (date(2026, 10, 1), []),
    ],
)
def test_notice_is_thought_of_from_six_months_before_until_its_last_day(renewing, on, words):
    assert said(renewing, on=on) == words


def test_an_end_is_thought_of_and_what_has_ended_is_silent(renewing):
    renewing.ends_on = date(2026, 12, 31)

    assert said(renewing, on=date(2026, 6, 29)) == []
    assert "endet am 31.12.2026" in said(renewing, on=date(2026, 6, 30))[0]
    assert said(renewing, on=date(2027, 1, 1)) == []


def test_tasks_of_meetings_are_thought_of_by_the_body_that_has_them(steinheim, dora, lena):
    task = a_task(a_meeting(steinheim, dora), dora)
    town, carrier = steinheim.municipality_id, steinheim.carrier_id

    assert said(steinheim, on=date(2020, 3, 17), sides=[town]) == []
    assert len(said(steinheim, on=date(2020, 3, 18), sides=[town])) == 1
    assert said(steinheim, on=date(2020, 3, 18), sides=[carrier]) == []
    task.done_on, task.done_by = ON, "Dora"
    task.save()
    assert said(steinheim, on=ON, sides=[town]) == []


def test_three_queries_whatever_the_number(renewing, django_assert_num_queries):
    with django_assert_num_queries(3):
        reminders([renewing, renewing], sides=[1], on=ON)


def test_the_home_page_says_so(sign_in, steinheim, dora):
    a_task(a_meeting(steinheim, dora), dora)

    home = sign_in(dora).get("/").content.decode()
    page = sign_in(dora).get(f"/vereinbarungen/{steinheim.key}/").content.decode()

    assert "Raum suchen" in home  # the task itself, with its day
    assert "1 Aufgabe aus einem Gespräch ist bald fällig oder überfällig." in page


def test_a_version_waits_for_the_signature_of_each_side(steinheim, lena, dora):
    town, carrier = steinheim.municipality_id, steinheim.carrier_id
    version = a_draft(steinheim, dora)
    drafted = said(steinheim, on=ON, sides=[carrier])
    version = version_actions.propose(version, by=dora)
    proposed = said(steinheim, on=ON, sides=[carrier])
    signing_actions.sign_off(version, office="Leitung", seen=version.changes, by=lena)

    assert drafted == []
    assert proposed == ["Fassung 1 liegt zur Zeichnung vor."]
    assert said(steinheim, on=ON, sides=[carrier]) == []
    assert said(steinheim, on=ON, sides=[town]) == ["Fassung 1 liegt zur Zeichnung vor."]


def test_who_drafted_is_told_that_the_version_came_back(steinheim, lena, dora):
    version = version_actions.propose(a_draft(steinheim, dora), by=dora)
    version_actions.send_back(version, answer="Bitte mit Frist.", by=lena)
    town, carrier = steinheim.municipality_id, steinheim.carrier_id

    back = ["Fassung 1 kam mit einer Anmerkung der anderen Seite zurück."]
    assert said(steinheim, on=ON, sides=[town]) == back
    assert said(steinheim, on=ON, sides=[carrier]) == []
