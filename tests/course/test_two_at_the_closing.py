# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people prepare the end of one case: neither takes away what the other wrote."""

import re

import pytest
import time_machine

from geleit.cases.models import Case
from geleit.course.models import CaseClosing, GoalOutcome
from tests import factories
from tests.cases.things import stand_in
from tests.course.things import TODAY, an_end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steinheim")]
THEIRS, MINE = "Der Kurs hat geholfen.", "Sie zieht in die Stadt."


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def case(anna, ben):
    case = factories.a_case(holder=anna)
    stand_in(deputy=ben, holder=anna)
    return case


def url(case):
    return f"/faelle/{case.pk}/abschluss/"


def seen_on(page):
    return re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]


def prepare(client, case, *, seen, **said):
    values = an_end(evaluation=MINE) | {"entwurf": "1", "seen": seen} | said
    return client.post(url(case), values)


def evaluation():
    return CaseClosing.unguarded.get().evaluation


def test_the_second_to_save_sees_both_versions_and_nothing_is_lost(sign_in, anna, ben, case):
    seen = seen_on(sign_in(ben).get(url(case)))
    prepare(sign_in(anna), case, seen=seen, evaluation=THEIRS)

    response = prepare(sign_in(ben), case, seen=seen)

    text = response.content.decode()
    assert response.status_code == 409
    assert anna.name in text
    assert MINE in text
    assert THEIRS in text
    assert evaluation() == THEIRS


def test_what_is_wanted_of_both_is_kept_as_a_draft(sign_in, anna, ben, case):
    goal = factories.a_goal(case=case)
    prepare(sign_in(anna), case, seen="0", evaluation=THEIRS, **{f"goal-{goal.pk}": "reached"})
    deputy = sign_in(ben)
    page = prepare(deputy, case, seen="0", **{f"goal-{goal.pk}": "goes_on"})
    choices = {"keep_evaluation": "both", f"keep_goal-{goal.pk}": "theirs"}

    response = prepare(deputy, case, seen=seen_on(page), **choices)

    assert 'name="entwurf"' in page.content.decode()
    assert response.status_code == 302
    assert evaluation() == f"{THEIRS}\n\n{MINE}"
    assert GoalOutcome.unguarded.get().result == "reached"
    assert Case.unguarded.get(pk=case.pk).closed_on is None


def test_two_windows_of_one_person_are_told_apart_from_a_colleague(sign_in, anna, case):
    client = sign_in(anna)
    prepare(client, case, seen="0", evaluation=THEIRS)

    text = prepare(client, case, seen="0").content.decode()

    assert "Sie haben den Entwurf inzwischen in einem anderen Fenster geändert." in text


@pytest.mark.parametrize("gap", [{}, {"income": ""}])
def test_a_page_that_is_too_old_ends_nothing(sign_in, anna, ben, case, gap):
    prepare(sign_in(anna), case, seen="0", evaluation=THEIRS)

    response = sign_in(ben).post(url(case), an_end(evaluation=MINE, seen="0") | gap)

    assert response.status_code == 409
    assert evaluation() == THEIRS
    assert Case.unguarded.get(pk=case.pk).closed_on is None


def test_who_writes_alone_goes_on_after_a_gap(sign_in, anna, case):
    client = sign_in(anna)
    with_gap = client.post(url(case), an_end(seen="0", income=""))

    response = client.post(url(case), an_end(seen=seen_on(with_gap), evaluation=MINE))

    assert (with_gap.status_code, response.status_code) == (422, 302)
    assert evaluation() == MINE
    assert Case.unguarded.get(pk=case.pk).closed_on is not None


@pytest.mark.parametrize("nonsense", ["unsinn", "", "0", "99999"])
def test_a_deadline_that_is_not_open_leads_back_to_the_closing(sign_in, anna, case, nonsense):
    values = an_end(evaluation=MINE) | {"frist": nonsense}

    response = sign_in(anna).post(url(case), values)

    assert response.url == url(case)
    assert evaluation() == MINE
