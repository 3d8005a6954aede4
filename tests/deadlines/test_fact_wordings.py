# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day of a case: two people at it, and what its remark said before."""

import re
from datetime import date

import pytest
from django.utils.timezone import localdate

from geleit.deadlines.models import CaseFact
from geleit.deadlines.tracking.actions import add_fact
from geleit.together.models import FormerText
from tests import factories

FIRST, SECOND = "Zwetschgen im Pass", "Birnen im Pass"


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna)


@pytest.fixture
def fact(case):
    return CaseFact.unguarded.create(case=case, kind="passport", day="2030-01-01", note=FIRST)


def address(fact, more=""):
    return f"/faelle/{fact.case_id}/fristen/daten/{fact.pk}/{more}"


def test_the_second_to_save_sees_both(sign_in, anna, lena, fact):
    seen = re.search(
        r'name="seen" value="(\d+)"', sign_in(lena).get(address(fact)).content.decode()
    )[1]
    sign_in(anna).post(address(fact), {"day": "2031-01-01", "note": FIRST, "seen": seen})
    client, mine = sign_in(lena), {"day": "2030-01-01", "note": SECOND}

    page = client.post(address(fact), mine | {"seen": seen})
    now_seen = re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]
    client.post(address(fact), mine | {"seen": now_seen, "keep_day": "theirs"})

    fact.refresh_from_db()
    assert page.status_code == 409
    assert (str(fact.day), fact.note) == ("2031-01-01", SECOND)


def test_a_former_remark_comes_back_and_the_day_stays(sign_in, anna, fact):
    client = sign_in(anna)
    client.post(address(fact), {"day": "2031-01-01", "note": SECOND})

    page = client.get(address(fact, "fassungen/")).content.decode()
    client.post(address(fact, "fassungen/"), {"former": FormerText.unguarded.get().pk})

    fact.refresh_from_db()
    assert FIRST in page
    assert (str(fact.day), fact.note) == ("2031-01-01", FIRST)


def test_another_remark_to_the_same_day_takes_the_place_of_the_one_that_is_kept(anna, case, fact):
    on = localdate()
    noted = add_fact(
        case, kind="passport", day=date(2030, 1, 1), person=None, note=SECOND, by=anna, on=on
    )
    add_fact(case, kind="passport", day=date(2030, 1, 1), person=None, note="", by=anna, on=on)

    fact.refresh_from_db()
    assert (noted.pk, fact.note) == (fact.pk, SECOND)
    assert [row.text for row in FormerText.unguarded.all()] == [FIRST]


def test_a_day_is_struck_with_the_second_button(sign_in, anna, fact):
    assert "Datum streichen" in sign_in(anna).get(address(fact)).content.decode()

    sign_in(anna).post(address(fact), {"streichen": "ja"})

    fact.refresh_from_db()
    assert fact.removed_on


@pytest.mark.parametrize(
    ("who", "status"),
    [("anna", 200), ("lena", 200), ("ben", 404), ("carla", 404), ("dora", 403), ("frida", 403),
     ("karl", 403), ("emil", 403), ("otto", 403), ("selma", 403)],
)  # fmt: skip
def test_who_may_what(sign_in, request, anna, fact, who, status):
    sign_in(anna).post(address(fact), {"day": "2030-01-01", "note": SECOND})
    client = sign_in(request.getfixturevalue(who))

    for page in (client.get(address(fact)), client.get(address(fact, "fassungen/"))):
        assert page.status_code == status
        assert ("im Pass" in page.content.decode()) == (status == 200)
