# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both sides say in their talks which posts and conditions the start needs."""

from datetime import date
from decimal import Decimal

import pytest

from geleit.core.problems import Refused
from geleit.staffing import plan_actions as actions
from geleit.staffing.models import Position
from tests.staffing.things import a_condition, a_filling, a_post

POST = {
    "title": "Begleitung", "full_time_share": Decimal("0.75"), "qualification": "social_work",
    "mandate": None, "is_needed_to_start": True, "is_predecessor": False, "vacant_since": None,
}  # fmt: skip
BASE = "/vereinbarungen/testheim-2020"


@pytest.fixture
def talks(steinheim):
    steinheim.signed_on = steinheim.started_on = None
    steinheim.save()
    return steinheim


def codes_of(refused):
    return [problem.code for problem in refused.value.problems]


def test_posts_and_conditions_are_entered_in_the_browser(sign_in, talks, dora, lena):
    mandate = talks.mandates.get()
    sign_in(dora).post(f"{BASE}/stellen/neu/", {
        "title": "Integrationsarbeit der Stadt", "full_time_share": "0,5",
        "qualification": "social_work", "is_predecessor": "on", "vacant_since": "2019-06-01",
        "is_needed_to_start": "on",
    })  # fmt: skip
    sign_in(lena).post(f"{BASE}/stellen/neu/", {
        "title": "Begleitung", "full_time_share": "0,75", "qualification": "social_work",
        "mandate": mandate.pk, "is_needed_to_start": "on",
    })  # fmt: skip
    sign_in(dora).post(f"{BASE}/bedingungen/neu/", {
        "kind": "room", "label": "Büro im Rathaus", "responsible": talks.municipality_id,
        "due_on": "2019-12-20",
    })  # fmt: skip

    before, post = Position.objects.order_by("pk")
    assert (before.organisation, before.is_needed_to_start) == (talks.municipality, False)
    assert (post.full_time_share, post.mandate) == (Decimal("0.75"), mandate)
    page = sign_in(dora).get(f"{BASE}/startbereitschaft/").content.decode()
    for words in ("Büro im Rathaus", "bezahlt aus", "bisherige Stelle der Stadt", "unbesetzt seit"):
        assert words in page


@pytest.mark.parametrize("share", ["0.24", "0.00", "1.25"])
def test_a_share_lies_between_a_quarter_and_one(talks, dora, share):
    with pytest.raises(Refused) as refused:
        actions.put_post(talks, by=dora, **POST | {"full_time_share": Decimal(share)})

    assert codes_of(refused) == ["full_time_share"]


def test_the_towns_former_post_is_added_after_the_signing_too(steinheim, dora, lena):
    former = POST | {"is_needed_to_start": False, "is_predecessor": True}
    former |= {"title": "Bisherige Stelle", "vacant_since": date(2019, 6, 1)}

    post = actions.put_post(steinheim, by=lena, **former)

    assert (post.organisation, post.is_predecessor) == (steinheim.municipality, True)
    agreed = a_post(agreement=steinheim)
    agreed.refresh_from_db()
    turned = {name: getattr(agreed, name) for name in POST} | {"is_predecessor": True}
    with pytest.raises(Refused) as refused:
        actions.put_post(steinheim, agreed, by=lena, **turned | {"vacant_since": date(2019, 6, 1)})
    assert codes_of(refused) == ["signed"]


def test_once_signed_what_was_agreed_stays_and_the_carrier_adds_to_it(steinheim, dora, lena):
    agreed = a_post(agreement=steinheim, full_time_share="0.75")
    agreed.refresh_from_db()
    same = {name: getattr(agreed, name) for name in POST}
    with pytest.raises(Refused) as refused:
        actions.put_post(steinheim, agreed, by=lena, **same | {"full_time_share": Decimal("0.5")})
    assert codes_of(refused) == ["signed"]
    more = POST | {"is_needed_to_start": False}
    with pytest.raises(Refused) as refused:
        actions.put_post(steinheim, by=dora, **more)
    assert codes_of(refused) == ["not-carrier"]

    actions.put_post(steinheim, by=lena, **more)
    actions.put_post(
        steinheim, agreed, by=lena, **same | {"mandate": steinheim.mandates.get()}
    )  # fmt: skip
    agreed.refresh_from_db()
    assert agreed.mandate == steinheim.mandates.get()


def test_a_post_that_somebody_held_is_not_struck(talks, dora):
    post, empty = a_post(agreement=talks), a_post(agreement=talks, title="Leer")
    a_filling(position=post)
    with pytest.raises(Refused) as refused:
        actions.strike_post(post, by=dora)

    actions.strike_post(empty, by=dora)

    assert codes_of(refused) == ["used"]
    assert list(Position.objects.all()) == [post]


def test_a_condition_is_struck_before_the_signatures_and_while_it_is_open(talks, dora):
    met = a_condition(agreement=talks, met_on=date(2019, 12, 1), confirmed_by="Dora")
    still_open = a_condition(agreement=talks, label="Telefon")
    with pytest.raises(Refused) as refused:
        actions.strike_condition(met, by=dora)
    actions.strike_condition(still_open, by=dora)
    talks.signed_on = date(2019, 9, 24)
    talks.save()
    with pytest.raises(Refused):
        actions.strike_condition(a_condition(agreement=talks, label="Laptop"), by=dora)

    assert codes_of(refused) == ["met"]
    assert [one.label for one in talks.conditions.order_by("pk")] == [met.label, "Laptop"]


def test_a_service_that_has_begun_takes_no_more_conditions(steinheim, dora):
    with pytest.raises(Refused) as refused:
        actions.put_condition(
            steinheim, kind="room", label="Raum", responsible=steinheim.carrier, due_on=None,
            by=dora,
        )  # fmt: skip

    assert codes_of(refused) == ["started"]
