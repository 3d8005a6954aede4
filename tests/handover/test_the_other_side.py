# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the side to which cases went reads of it: the receipt, and that it was taken back."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from geleit.handover.transfers import actions
from tests import factories
from tests.handover.things import a_target, a_transfer, a_waiting_case, moved

COUNTY_ALONE = "an den Landkreis auch Freigegebenes"


def to_the_town(steinheim, lena, anna):
    transfer = a_transfer(steinheim, lena, factories.a_case(holder=anna), basis="list")
    transfer.receiver = steinheim.municipality
    transfer.save()
    return moved(transfer)


def page_of(client, transfer):
    return client.get(reverse("handover:transfer", args=[transfer.key]))


@pytest.mark.parametrize("side", ["county", "carrier"])
def test_what_was_taken_back_says_so_and_names_nobody(sign_in, lena, anna, frida, steinheim, side):
    there, boss = a_target(steinheim)
    who, target = (boss, there) if side == "carrier" else (frida, None)
    case = factories.a_case(holder=anna)
    transfer = moved(a_transfer(steinheim, lena, case, target=target))
    actions.undo(transfer, by=lena, at=now())

    page = page_of(sign_in(who), transfer)

    text = page.content.decode()
    assert page.status_code == 200
    assert f"zurückgenommen von: {steinheim.carrier.name}" in text
    for word in (case.number, "Lena", "Anna"):
        assert word not in text


def test_who_had_nothing_to_do_with_it_finds_nothing_before_and_after(
    sign_in, lena, anna, dora, steinheim
):
    transfer = moved(a_transfer(steinheim, lena, factories.a_case(holder=anna)))
    before = page_of(sign_in(dora), transfer).status_code
    actions.undo(transfer, by=lena, at=now())

    assert (before, page_of(sign_in(dora), transfer).status_code) == (404, 404)


def test_who_took_it_back_keeps_the_receipt(sign_in, lena, anna, steinheim):
    case = factories.a_case(holder=anna)
    transfer = moved(a_transfer(steinheim, lena, case))
    actions.undo(transfer, by=lena, at=now())

    assert case.number in page_of(sign_in(lena), transfer).content.decode()


def test_the_town_finds_its_receipts_again_after_confirming(sign_in, lena, anna, dora, steinheim):
    transfer, client = to_the_town(steinheim, lena, anna), sign_in(dora)
    client.post(reverse("handover:confirm", args=[transfer.key]))

    home = client.get(reverse("desk:home")).content.decode()
    lists = client.get(reverse("handover:transfers")).content.decode()

    assert reverse("handover:transfers") in home
    assert reverse("handover:transfer", args=[transfer.key]) in lists
    assert f'href="{reverse("handover:waiting")}"' not in lists  # not for the town


def test_the_town_is_told_of_the_list_alone_and_the_county_of_releases_too(
    sign_in, lena, anna, dora, frida, steinheim
):
    town = to_the_town(steinheim, lena, anna)
    county = moved(a_transfer(steinheim, lena, factories.a_case(holder=anna), basis="list"))

    pages = [page_of(sign_in(who), one) for who, one in ((dora, town), (frida, county))]

    assert [COUNTY_ALONE in page.content.decode() for page in pages] == [False, True]
    assert "keine Akte: die Liste der Fallnummern" in pages[0].content.decode()


def test_of_a_waiting_case_the_choice_says_only_that_it_waits(sign_in, lena, steinheim):
    case = a_waiting_case(family_name="Geheimhaus")

    page = sign_in(lena).get(reverse("handover:choose", args=[steinheim.key])).content.decode()

    assert (case.number in page, "noch nicht angenommen" in page) == (True, True)
    assert "Geheimhaus" not in page
