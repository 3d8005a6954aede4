# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several cases accepted at once have the same receipt as one: points, open ones, until when."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.cases.models import Case
from geleit.deadlines.models import FollowUpReminder
from geleit.packages.models import AcceptedHandover
from tests.handover.things import NAME, a_waiting_case

ACCEPT = "handover:accept"


def accept(client, holder, *cases, **said):
    typed = {"cases": [case.pk for case in cases], "holder": holder.pk, "settle_by": ""} | said
    return client.post(reverse(ACCEPT), typed)


def test_the_receipt_names_each_case_its_open_points_and_the_day(sign_in, lena, anna):
    cases, day = [a_waiting_case() for _ in range(2)], localdate() + timedelta(days=14)
    client = sign_in(lena)

    answer = accept(client, anna, *cases, settle_by=day)

    page = client.get(answer.url).content.decode()
    assert [row.case for row in AcceptedHandover.unguarded.order_by("case__number")] == cases
    assert all(case.number in page for case in cases)
    assert "Erreichbarkeit; " in page
    assert f"{day:%d.%m.%Y}" in page
    assert NAME not in page
    tasks = FollowUpReminder.unguarded.filter(case=cases[0], due_on=day)
    receipt = AcceptedHandover.unguarded.get(case=cases[0])
    assert tasks.count() == len(receipt.open_items) > 0
    assert set(receipt.items.values()) >= {"missing", "shut"}


def test_without_a_day_nothing_stays_open(sign_in, lena, anna):
    client = sign_in(lena)

    answer = accept(client, anna, a_waiting_case())

    assert AcceptedHandover.unguarded.get().open_items == []
    assert not FollowUpReminder.unguarded.exists()
    assert "keine vereinbart" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("with_day", [True, False])
def test_the_receipt_says_what_is_missing_or_not_released(sign_in, lena, anna, with_day):
    client = sign_in(lena)
    day = {"settle_by": localdate()} if with_day else {}

    page = client.get(accept(client, anna, a_waiting_case(), **day).url).content.decode()

    (state, points), *rest = AcceptedHandover.unguarded.get().left_words[::-1]
    assert state == "nicht freigegeben"
    assert f"nicht freigegeben: {'; '.join(points)}" in page
    assert [one for one, _points in rest] == ([] if with_day else ["fehlt"])


def test_the_day_is_proposed_in_two_weeks(sign_in, lena):
    a_waiting_case()

    form = sign_in(lena).get(reverse("handover:waiting")).context["form"]

    assert form["settle_by"].value() == localdate() + timedelta(weeks=2)


def test_a_day_gone_by_is_refused_and_nothing_accepted(sign_in, lena, anna):
    case = a_waiting_case()

    answer = accept(sign_in(lena), anna, case, settle_by=localdate() - timedelta(days=1))

    assert answer.status_code == 422
    assert "Bitte heute oder einen späteren Tag wählen." in answer.content.decode()
    assert Case.unguarded.get().is_waiting


def test_a_second_click_makes_no_second_receipt(sign_in, lena, anna):
    client, case = sign_in(lena), a_waiting_case()
    day = localdate() + timedelta(days=14)

    for _click in range(2):
        answer = accept(client, anna, case, settle_by=day)

    assert answer.url == reverse("handover:waiting")
    assert AcceptedHandover.unguarded.count() == 1
    open_items = AcceptedHandover.unguarded.get().open_items
    assert FollowUpReminder.unguarded.count() == len(open_items)


@pytest.mark.parametrize("who", ["anna", "carla", "frida", "dora", "otto"])
def test_the_receipt_is_for_the_lead_alone(request, client, lena, anna, who):
    client.force_login(lena)
    receipt = accept(client, anna, a_waiting_case()).url
    client.force_login(request.getfixturevalue(who))

    assert client.get(receipt).status_code in (403, 404)


def test_a_receipt_that_does_not_exist_is_not_found(sign_in, lena):
    address = reverse("handover:accepted", args=[uuid4()])

    assert sign_in(lena).get(address).status_code == 404
