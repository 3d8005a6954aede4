# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people, or two tabs, at one transfer at the same moment: one wins, the other reads why."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.cases.actions import add_person
from geleit.cases.models import Case
from geleit.course.actions import reopen
from geleit.handover.models import Transfer
from geleit.handover.transfers import actions, views
from tests import factories
from tests.handover.test_many_at_once import a_second_case
from tests.handover.things import a_transfer, moved
from tests.intake.test_undo_race import NO_DAY, in_turn

needs_threads = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one connection write at a time"
)


@pytest.mark.parametrize("step", ["move", "shorten", "discard", "undo"])
def test_what_somebody_threw_away_at_this_moment_is_said_to_be_gone(
    sign_in, lena, anna, steinheim, step, monkeypatch
):
    transfer = a_transfer(steinheim, lena, factories.a_case(holder=anna))
    find = views._found

    def thrown_away_meanwhile(*args, **kwargs):
        found = find(*args, **kwargs)
        actions.discard(found, by=lena)
        return found

    monkeypatch.setattr(views, "_found", thrown_away_meanwhile)
    page = sign_in(lena).post(reverse(f"handover:{step}", args=[transfer.key]), follow=True)

    assert page.status_code == 200
    assert "Jemand hat sie inzwischen verworfen." in page.content.decode()
    assert not Transfer.unguarded.exists()


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_a_case_that_is_just_being_opened_again_keeps_the_transfer(lena, anna, steinheim):
    case = factories.a_case(holder=anna)
    former = a_second_case(case, phase="closed", closed_on=localdate(), holder=anna)
    transfer = moved(a_transfer(steinheim, lena, case))

    said = in_turn(
        lambda: reopen(former, reason="Wieder da", by=lena, on=localdate()),
        lambda: actions.undo(transfer, by=lena, at=now()),
    )

    assert [problem.code for problem in said[0].problems] == ["newly-opened"]
    assert Case.unguarded.open().get().pk == former.pk


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_somebody_who_is_just_being_added_goes_along(lena, anna, steinheim):
    case = factories.a_case(holder=anna)
    transfer = a_transfer(steinheim, lena, case)

    said = in_turn(
        lambda: add_person(
            case, by=anna, on=localdate(), family_name="Muster", given_names="Lea", **NO_DAY
        ),
        lambda: moved(transfer),
    )

    assert said[0].cases.get().persons == 2
