# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form of the agreement that is sent twice leaves one trace; who means two gets two."""

from geleit.agreements.models import CooperationAgreement
from tests.agreements.test_setup import ABOUT

PAYMENT = {"year": "2020", "paid_on": "2020-03-02", "amount": "15000"}


def test_the_same_talks_sent_twice_are_begun_once(sign_in, dora, steinheim):
    sides = {"municipality": steinheim.municipality_id, "carrier": steinheim.carrier_id}
    client = sign_in(dora)

    first = client.post("/vereinbarungen/neu/", ABOUT | sides)
    second = client.post("/vereinbarungen/neu/", ABOUT | sides)
    client.post("/vereinbarungen/neu/", ABOUT | sides | {"title": "Eine andere"})

    assert second.url == first.url
    titles = CooperationAgreement.objects.filter(signed_on=None).values_list("title", flat=True)
    assert sorted(titles) == [ABOUT["title"], "Eine andere"]


def test_the_same_payment_sent_twice_is_kept_once(sign_in, dora, steinheim):
    address = f"/vereinbarungen/{steinheim.key}/verguetung/zahlung/"
    client = sign_in(dora)
    seen = client.get(address).context["form"].initial["seen"]

    for _click in range(2):
        assert client.post(address, PAYMENT | {"seen": seen}).status_code == 302

    assert steinheim.payments.count() == 1


def test_the_same_sum_paid_once_more_is_a_payment_of_its_own(sign_in, dora, steinheim):
    address = f"/vereinbarungen/{steinheim.key}/verguetung/zahlung/"
    client = sign_in(dora)

    for _time in range(2):
        seen = client.get(address).context["form"].initial["seen"]
        client.post(address, PAYMENT | {"seen": seen})

    assert steinheim.payments.count() == 2


def test_the_same_meeting_sent_twice_is_planned_once(sign_in, dora, steinheim):
    address = f"/vereinbarungen/{steinheim.key}/gespraeche/neu/"
    said = {"held_on": "2020-03-10", "place": "Rathaus", "invited": [steinheim.carrier_id]}
    client = sign_in(dora)
    kind = client.get(address).context["form"].fields["kind"].choices[0][0]

    for _click in range(2):
        assert client.post(address, said | {"kind": kind}).status_code == 302
    client.post(address, said | {"kind": kind, "held_on": "2020-03-11"})

    assert steinheim.meetings.count() == 2
