# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people, or two tabs, at one transfer at the same moment: one wins, the other reads why."""

from threading import Event as Flag

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.course.actions import reopen
from geleit.handover.models import Transfer
from geleit.handover.transfers import actions, views
from tests import factories
from tests.handover.test_many_at_once import a_second_case
from tests.handover.things import a_transfer, moved
from tests.intake.test_undo_race import in_thread

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

    begun = Flag()

    def take_back():
        begun.set()
        return actions.undo(transfer, by=lena, at=now())

    with transaction.atomic():
        reopen(former, reason="Wieder da", by=lena, on=localdate())
        thread, said = in_thread(take_back)
        begun.wait(5)
        thread.join(0.5)
    thread.join(20)

    assert isinstance(said[0], Refused)
    assert Case.unguarded.open().get().pk == former.pk
