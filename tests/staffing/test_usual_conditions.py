# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A start begins with what it usually needs, and each side confirms its own."""

from datetime import date

import pytest

from geleit.agreements.models import ConditionTemplate
from geleit.core.problems import Refused
from geleit.staffing import plan_actions as actions
from tests.staffing.things import a_condition

ON = date(2019, 10, 1)


@pytest.fixture
def talks(steinheim):
    """The agreement before its signatures."""
    steinheim.signed_on = steinheim.started_on = None
    steinheim.save()
    return steinheim


def address(agreement, rest):
    return f"/vereinbarungen/{agreement.key}/{rest}"


def test_the_templates_are_dated_and_have_a_source(db):
    rows = ConditionTemplate.objects.all()

    assert rows.count() >= 5
    assert all("nicht geprüft" in one.source and one.valid_from for one in rows)


def test_what_is_chosen_comes_with_its_day_and_its_side(sign_in, talks, dora):
    room = ConditionTemplate.objects.get(kind="room", side="town", days_before_start=30)
    page = address(talks, "bedingungen/uebliche/")
    shown = sign_in(dora).get(page).content.decode()

    for _click in range(2):
        assert sign_in(dora).post(page, {"templates": [room.pk]}).status_code == 302

    assert f"{room.label} (Stadt oder Gemeinde)" in shown
    condition = talks.conditions.get()
    assert (condition.label, condition.responsible) == (room.label, talks.municipality)
    assert condition.due_on == date(2019, 12, 2)


def test_a_template_that_is_over_is_not_offered(sign_in, talks, dora):
    ConditionTemplate.objects.update(valid_until=date(2020, 1, 1))

    page = sign_in(dora).get(address(talks, "bedingungen/uebliche/"))

    assert list(page.context["form"].fields["templates"].queryset) == []


def test_after_the_begin_nothing_is_taken_over(steinheim, dora):
    with pytest.raises(Refused, match="schon begonnen"):
        actions.put_usual_conditions(steinheim, templates=[], by=dora)


def test_the_lead_is_offered_her_own_and_not_what_the_town_confirms(sign_in, talks, lena, dora):
    conditions = {
        name: a_condition(agreement=talks, label=name, responsible=body)
        for name, body in (
            ("Raum", talks.municipality), ("Zugänge", talks.carrier), ("Liste", talks.county),
        )
    }  # fmt: skip
    offered = {}
    for user in (lena, dora):
        page = sign_in(user).get(address(talks, "startbereitschaft/")).content.decode()
        offered[user.name] = [
            name for name, one in conditions.items() if f"{one.pk}/bestaetigen/" in page
        ]
        for name, one in conditions.items():
            answer = sign_in(user).get(address(talks, f"bedingungen/{one.pk}/bestaetigen/"))
            assert answer.status_code == (200 if name in offered[user.name] else 404)

    assert offered == {"Lena": ["Zugänge", "Liste"], "Dora": ["Raum"]}
