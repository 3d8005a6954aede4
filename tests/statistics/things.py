# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of this room have in common. All people are invented."""

from datetime import date

from geleit.agreements.models import Mandate, ServiceItem
from geleit.counselling.models import Offer
from tests import factories

FIRST, LAST = date(2020, 1, 1), date(2020, 3, 31)
PAGE = "/auswertung/testheim-2020/2020-q1/"


def households(number, *, by, item, minutes=60, on=date(2020, 2, 3), name="Muster"):
    """Work on an item for so many households, one contact each."""
    for _ in range(number):
        case = factories.a_case(holder=by, family_name=name)
        factories.a_contact(case=case, by=by, minutes=minutes, service_item=item, happened_on=on)


def an_offer(*, item, by, minutes=120, on=date(2020, 2, 3)):
    return Offer.objects.create(service_item=item, held_on=on, minutes=minutes, recorded_by=by)


def an_item(*, mandate=None, **fields):
    mandate = mandate or Mandate.objects.get(agreement=factories.an_agreement())
    values = {
        "number": 3,
        "name": "Wohnungssuche",
        "action_field": "housing",
        "unit": "hours",
        "agreed_quantity": 30,
        "period": "quarter",
        "valid_from": date(2020, 1, 1),
    } | fields
    return ServiceItem.objects.create(mandate=mandate, **values)
