# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Office hours, groups and network meetings, which need no case."""

from datetime import date

import pytest
import time_machine

from geleit.accounts.models import Membership
from geleit.agreements.models import CooperationAgreement, ServiceItem
from geleit.audit.models import Event
from geleit.counselling.models import Offer
from geleit.organisations.models import Organisation
from tests.factories import an_agreement, an_item

KEY = "3f2b8a52-2c1a-4a57-9d41-0a4f5b1f6a11"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2020-02-03 10:00+01:00"):
        yield


def an_offer_item(agreement, *, name="Offene Sprechstunde", unit="office_hours", number=31):
    return ServiceItem.objects.create(
        mandate=agreement.mandates.get(),
        number=number,
        action_field="everyday",
        name=name,
        unit=unit,
        agreed_quantity=4,
        period="month",
        valid_from=date(2020, 1, 1),
    )


@pytest.fixture
def item(steinheim):
    return an_offer_item(steinheim)


@pytest.fixture
def foreign_item(steinheim):
    """An offer item of another carrier, with an offer of theirs."""
    carrier = Organisation.objects.create(kind="carrier", name="Anderer", short_name="Anderer")
    agreement = an_agreement(key="nachbarort-2021")
    CooperationAgreement.objects.filter(pk=agreement.pk).update(carrier=carrier)
    return an_offer_item(agreement, name="Fremde Gruppe", unit="offers")


def said(item, **changed):
    return {
        "service_item": item.pk,
        "held_on": "2020-02-03",
        "minutes": "2 h",
        "participants": "7",
        "client_key": KEY,
    } | changed


CAST = [
    ("lena", 200, 302),
    ("anna", 200, 302),
    ("carla", 200, 302),
    ("dora", 403, 403),
    ("frida", 403, 403),
    ("karl", 403, 403),
    ("emil", 403, 403),
    ("otto", 403, 403),
]


@pytest.mark.parametrize(("name", "reads", "writes"), CAST)
def test_who_may_what(name, reads, writes, item, foreign_item, anna, sign_in, request):
    user = anna if name == "anna" else request.getfixturevalue(name)
    Offer.objects.create(
        service_item=foreign_item, held_on=date(2020, 2, 1), minutes=60, recorded_by=anna
    )
    client = sign_in(user)

    page, noted = client.get("/angebote/"), client.post("/angebote/", said(item))

    assert (page.status_code, noted.status_code) == (reads, writes)
    assert "Fremde Gruppe" not in page.content.decode()
    assert Offer.objects.filter(service_item=item).count() == (1 if writes == 302 else 0)


def test_offer_is_noted(item, sign_in, anna):
    sign_in(anna).post("/angebote/", said(item))

    offer = Offer.objects.get()
    assert (offer.held_on, offer.minutes, offer.participants) == (date(2020, 2, 3), 120, 7)
    assert Event.objects.get(verb="offer-recorded").data["participants"] == 7


def test_a_double_click_makes_one_offer(item, sign_in, anna):
    client = sign_in(anna)

    answers = [client.post("/angebote/", said(item)).url for _ in range(2)]

    assert answers == ["/angebote/", "/angebote/"]
    assert Offer.objects.count() == 1
    assert Event.objects.filter(verb="offer-recorded").count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"held_on": "2020-02-04"},
        {"held_on": "2019-12-31"},  # the item was not agreed then
        {"minutes": "0"},
        {"participants": "-1"},
        {"participants": "40000"},
        {"participants": ""},
        {"service_item": ""},
    ],
)
def test_impossible_offers_are_refused(changed, item, sign_in, anna):
    response = sign_in(anna).post("/angebote/", said(item, **changed))

    assert response.status_code == 422
    assert not Offer.objects.exists()


def test_items_of_other_carriers_and_other_units_are_refused(item, foreign_item, sign_in, anna):
    for other in (foreign_item, an_item()):
        response = sign_in(anna).post("/angebote/", said(other))
        assert response.status_code == 422

    assert not Offer.objects.exists()


def test_offer_is_withdrawn_and_comes_back(item, sign_in, anna):
    client = sign_in(anna)
    client.post("/angebote/", said(item))
    offer = Offer.objects.get()

    response = client.post(f"/angebote/{offer.pk}/zuruecknehmen/")
    page = client.get(response.url).content.decode()

    assert "Rückgängig" in page
    assert not Offer.objects.exists()
    assert not item.offers.exists()

    client.post(f"/angebote/{offer.pk}/zurueck/")

    assert Offer.objects.get() == offer


def test_only_the_author_withdraws(item, sign_in, anna, lena):
    sign_in(anna).post("/angebote/", said(item))
    offer = Offer.objects.get()

    page = sign_in(lena).post(f"/angebote/{offer.pk}/zuruecknehmen/", follow=True)

    assert "Das ändern kann nur, wer es notiert hat." in page.content.decode()
    assert Offer.objects.get() == offer


def test_offer_of_another_carrier_does_not_exist(foreign_item, sign_in, anna, carla):
    offer = Offer.objects.create(
        service_item=foreign_item, held_on=date(2020, 2, 1), minutes=60, recorded_by=carla
    )

    for act in ("zuruecknehmen", "zurueck"):
        assert sign_in(anna).post(f"/angebote/{offer.pk}/{act}/").status_code == 404


def test_who_left_the_carrier_sees_no_offers(item, sign_in, anna):
    sign_in(anna).post("/angebote/", said(item))
    Membership.objects.filter(user=anna).update(ends_on=date(2020, 2, 2))

    assert sign_in(anna).get("/angebote/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number(
    rows, item, sign_in, anna, django_assert_num_queries
):
    for number in range(rows):
        Offer.objects.create(
            service_item=item, held_on=date(2020, 2, 1), minutes=60 + number, recorded_by=anna
        )
    client = sign_in(anna)

    with django_assert_num_queries(LIST_QUERIES):
        client.get("/angebote/")


LIST_QUERIES = 8
