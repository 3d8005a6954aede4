# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is looked up with the system's eyes is asked once more with the reader's before it is said."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from geleit.cases import actions as case_actions
from geleit.cases.models import Case
from geleit.core.eyes import eyes_of, system_eyes
from geleit.desk.case_list import CaseFilter
from geleit.intake.models import ImportBatch
from geleit.intake.undo.actions import worked_on_seen_by
from tests.cases.things import a_closed_case
from tests.intake.test_changes import FIRST
from tests.intake.test_take_over import ON, taken
from tests.walls.test_row_security import switch_off

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has no row-level security"
    ),
]


@pytest.mark.parametrize("is_by_name", [True, False])
@pytest.mark.parametrize("few", [500, 0])
def test_closed_cases_that_fit_are_counted_with_the_readers_eyes(
    anna, carla, monkeypatch, few, is_by_name
):
    monkeypatch.setattr("geleit.cases.models.searching.FEW_CASES", few)
    for holder in (anna, carla, carla):
        case = a_closed_case(holder=holder, family_name="Hamdan")
    text = "Hamdan" if is_by_name else case.number[:5]
    switch_off(monkeypatch)

    with eyes_of(anna):
        form = CaseFilter({"q": text}, user=anna, on=ON)
        form.is_valid()
        counted = form.closed_hits()

    assert counted == 1


def test_cases_that_keep_a_list_are_read_with_the_readers_eyes(steinheim, lena, anna, monkeypatch):
    batch = taken(FIRST, agreement=steinheim, by=lena)
    ImportBatch.unguarded.update(taken_over_at=now() - timedelta(days=1))
    case = Case.unguarded.get()
    case_actions.assign(case, to=anna, by=lena, on=ON)
    with eyes_of(lena):
        named = [(one.pk, one.household.name) for one in worked_on_seen_by(lena, batch)]
    case_actions.protect(case, is_protected=True, named=[], by=anna, on=ON)
    switch_off(monkeypatch)

    with eyes_of(lena):
        protected = worked_on_seen_by(lena, batch)

    with system_eyes():
        assert named == [(case.pk, case.household.name)]
    assert protected == []
