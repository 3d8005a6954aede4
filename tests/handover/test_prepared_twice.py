# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case in two bulk hand-overs: said before, and after one of them moved it."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from geleit.cases.models import Case
from geleit.handover.transfers import actions
from tests import factories
from tests.handover.things import a_target, a_transfer, moved

pytestmark = pytest.mark.django_db

TWICE = "steht schon in einer vorbereiteten Sammelübergabe vom"


def page_of(client, transfer):
    return client.get(reverse("handover:transfer", args=[transfer.key])).content.decode()


def chosen_from(client, agreement):
    return client.get(reverse("handover:choose", args=[agreement.key])).content.decode()


def test_the_preview_leads_to_the_other_preparation_and_stops_nothing(
    sign_in, lena, anna, steinheim
):
    there, _boss = a_target(steinheim)
    twice, once = factories.a_case(holder=anna), factories.a_case(holder=anna, family_name="Zwei")
    older = a_transfer(steinheim, lena, twice)
    newer = a_transfer(steinheim, lena, twice, once, target=there)
    client = sign_in(lena)

    response = client.get(reverse("handover:transfer", args=[newer.key]))

    assert response.context["others"] == [(older, twice.number)]
    assert reverse("handover:transfer", args=[older.key]) in response.content.decode()
    assert "2 Fälle jetzt übergeben" in response.content.decode()
    actions.discard(older, by=lena)
    assert "Auch anderswo vorbereitet" not in page_of(client, newer)


def test_the_choice_says_of_which_case_something_is_prepared(sign_in, lena, anna, steinheim):
    twice, _once = factories.a_case(holder=anna), factories.a_case(holder=anna, family_name="Zwei")
    transfer = a_transfer(steinheim, lena, twice)
    client = sign_in(lena)

    page = chosen_from(client, steinheim)

    assert page.count(TWICE) == 1
    assert reverse("handover:transfer", args=[transfer.key]) in page
    moved(transfer)
    assert TWICE not in chosen_from(client, steinheim)


@pytest.mark.parametrize("goes_to_carrier", [True, False])
def test_a_preparation_whose_cases_are_all_gone_offers_only_to_discard(
    sign_in, lena, anna, steinheim, goes_to_carrier
):
    target = a_target(steinheim)[0] if goes_to_carrier else None
    case = factories.a_case(holder=anna)
    older = a_transfer(steinheim, lena, case)
    moved(a_transfer(steinheim, lena, case, target=target))

    page = page_of(sign_in(lena), older)

    assert "ist keiner mehr hier" in page
    assert case.number in page
    assert reverse("desk:case", args=[case.pk]) not in page
    assert reverse("handover:shorten", args=[older.key]) not in page
    assert reverse("handover:move", args=[older.key]) not in page
    assert reverse("handover:discard", args=[older.key]) in page


def test_where_one_case_is_gone_the_others_go_on(sign_in, lena, anna, steinheim):
    gone, stays = factories.a_case(holder=anna), factories.a_case(holder=anna, family_name="Zwei")
    older = a_transfer(steinheim, lena, gone, stays)
    moved(a_transfer(steinheim, lena, gone))

    page = page_of(sign_in(lena), older)

    assert "ist keiner mehr hier" not in page
    assert reverse("handover:shorten", args=[older.key]) in page
    assert reverse("desk:case", args=[gone.pk]) not in page
    assert reverse("desk:case", args=[stays.pk]) in page


def test_a_missing_consent_is_entered_from_the_preview(sign_in, lena, anna, steinheim):
    there, _boss = a_target(steinheim)
    case = factories.a_case(holder=anna)
    transfer = a_transfer(steinheim, lena, case, target=there, basis="consent")
    client = sign_in(lena)

    page = page_of(client, transfer)
    address = reverse("consents:consents", args=[case.pk])

    assert address in page
    assert client.get(address).status_code == 200
    assert "kern-btn--primary" not in page


def test_the_list_counts_what_is_prepared_and_nothing_of_the_protected(
    sign_in, lena, anna, steinheim
):
    case, hidden = factories.a_case(holder=anna), factories.a_case(holder=anna, family_name="Zwei")
    gone = factories.a_case(holder=anna, family_name="Drei")
    transfer = a_transfer(steinheim, lena, case, hidden, gone)
    moved(a_transfer(steinheim, lena, gone))
    Case.unguarded.filter(pk=hidden.pk).update(is_protected=True)

    client = sign_in(lena)
    listed = client.get(reverse("handover:transfers")).context["page"].rows
    preview = client.get(reverse("handover:transfer", args=[transfer.key]))

    assert [one.number for one in listed] == [1, 2]
    assert preview.context["number"] == 2


def test_the_receipt_of_what_was_taken_back_says_that_it_is_here(sign_in, lena, anna, steinheim):
    there, _boss = a_target(steinheim)
    transfer = moved(a_transfer(steinheim, lena, factories.a_case(holder=anna), target=there))
    client = sign_in(lena)
    assert "Übergeben wurden die Akten" in page_of(client, transfer)

    actions.undo(transfer, by=lena, at=now())

    page = page_of(client, transfer)
    assert "Übergeben wurden" not in page
    assert "ist wieder hier" in page
