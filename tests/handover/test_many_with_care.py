# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passing on many cases tells nothing of other carriers, and gives none to a closed account."""

import pytest
from django.urls import reverse

from geleit.cases.models import Case
from geleit.handover.models import Transfer
from geleit.handover.transfers import actions
from tests import factories
from tests.handover.test_many_at_once import a_second_case
from tests.handover.things import a_target, a_transfer, moved

pytestmark = pytest.mark.django_db


def test_the_preview_tells_nothing_of_a_case_at_another_carrier(sign_in, lena, anna, steinheim):
    there, _boss = a_target(steinheim)
    case = factories.a_case(holder=anna)
    other = a_second_case(case)
    Case.unguarded.filter(pk=other.pk).update(agreement=there)
    transfer = a_transfer(steinheim, lena, case, target=there)

    preview = sign_in(lena).get(reverse("handover:transfer", args=[transfer.key]))

    assert [line.row.number for line in preview.context["quiet"]] == [case.number]
    assert moved(transfer).moved == 1


def test_the_key_of_somebody_else_prepares_a_transfer_of_ones_own(lena, anna, steinheim):
    case = factories.a_case(holder=anna)
    theirs = a_transfer(steinheim, lena, case)
    second = factories.a_member("lotte", role="carrier_lead", organisation="carrier")

    own = actions.prepare(
        steinheim, Case.unguarded.filter(pk=case.pk), receiver=steinheim.county, target=None,
        basis="principal", key=theirs.key, by=second,
    )  # fmt: skip

    assert own.key != theirs.key
    assert set(Transfer.unguarded.values_list("prepared_by", flat=True)) == {lena.pk, second.pk}


def test_a_case_does_not_come_back_to_a_closed_account(sign_in, lena, anna, ben, steinheim):
    there, _boss = a_target(steinheim)
    left, stays = factories.a_case(holder=anna), factories.a_case(holder=ben)
    deadline = left.deadlines.create(
        kind="pass", name="Pass", source="fact:1", due_on="2030-01-01", work_by="2029-10-01",
        appears_on="2029-05-01", owner=anna, deputy=ben,
    )  # fmt: skip
    transfer = moved(a_transfer(steinheim, lena, left, stays, target=there))
    anna.is_active = False
    anna.save()

    address = reverse("handover:undo", args=[transfer.key])
    page = sign_in(lena).post(address, follow=True).content.decode()

    assert "1 Fall braucht noch jemanden, der zuständig ist." in page
    assert f"{reverse('desk:cases')}?zustaendig=niemand" in page
    left.refresh_from_db()
    stays.refresh_from_db()
    deadline.refresh_from_db()
    assert (left.holder, stays.holder) == (None, ben)
    assert (deadline.owner, deadline.deputy) == (None, ben)
    assert left.agreement == steinheim


def test_what_was_prepared_is_thrown_away_only_after_a_question(sign_in, lena, anna, steinheim):
    transfer = a_transfer(steinheim, lena, factories.a_case(holder=anna))
    client, address = sign_in(lena), reverse("handover:discard", args=[transfer.key])

    asked = client.get(address).content.decode()
    assert ("Kein Fall wird bewegt" in asked, Transfer.unguarded.exists()) == (True, True)
    client.post(address)

    assert not Transfer.unguarded.exists()


def test_what_is_only_prepared_is_not_called_handed_over(sign_in, lena, anna, steinheim):
    transfer = a_transfer(steinheim, lena, factories.a_case(holder=anna))

    page = sign_in(lena).get(reverse("handover:transfer", args=[transfer.key])).content.decode()

    assert "1 Fall zur Übergabe vorbereitet" in page
    assert "1 Fall übergeben" not in page
