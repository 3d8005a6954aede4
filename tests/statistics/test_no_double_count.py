# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is noted under whichever mandates: nothing counts twice, each statement shows its own."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geleit.agreements.models import Mandate, ServiceItem, outside_item
from geleit.counselling.models import BriefAdvice, Contact, Offer
from geleit.statistics import tables
from tests import factories
from tests.statistics.things import an_item, an_offer

FIRST, LAST = date(2020, 1, 1), date(2020, 12, 31)
MANDATES, ITEMS = 3, 2

work = st.lists(
    st.tuples(
        st.integers(0, MANDATES - 1),
        st.integers(0, ITEMS),  # the last one lies outside the scope
        st.integers(1, 300),
        st.dates(FIRST, LAST),
        st.booleans(),
    ),
    max_size=12,
)
calm = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def undone():
    """One example leaves nothing to the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def mandates(steinheim):
    """Two mandates of the agreement and one that runs beside it, each with its items."""
    found = [steinheim.mandates.get()]
    for name, is_own in (("Wohnen", True), ("Pakt", False)):
        found.append(
            Mandate.objects.create(
                agreement=steinheim, name=name, funding_source="Land", begins_on=FIRST,
                is_own=is_own,
            )
        )  # fmt: skip
        for number in range(1, ITEMS + 1):
            place = 10 * len(found) + number
            an_item(mandate=found[-1], number=place, name=f"{name} {number}")
    ServiceItem.objects.agreed().update(unit="hours")  # so that everything adds up in one unit
    return [[*one.items.agreed().order_by("number"), outside_item(one)] for one in found]


def test_work_without_an_item_or_an_item_without_a_mandate_can_not_be_kept():
    for model, field in (
        (Contact, "service_item"), (Offer, "service_item"), (BriefAdvice, "service_item"),
        (ServiceItem, "mandate"), (Mandate, "agreement"),
    ):  # fmt: skip
        column = model._meta.get_field(field)
        assert (column.many_to_one, column.null) == (True, False)


@calm
@given(work)
def test_the_statements_of_all_mandates_never_say_more_than_was_done(
    steinheim, anna, mandates, done
):
    with undone():
        agreed, outside = note(done, mandates, anna)

        own = _statement(steinheim, None)
        beside = _statement(steinheim, mandates[2][0].mandate)

        assert own | beside == {key: _hours(minutes) for key, minutes in agreed.items()}
        assert own.keys().isdisjoint(beside)
        assert own.keys() <= {item.pk for items in mandates[:2] for item in items[:-1]}
        assert sum(agreed.values()) + outside == sum(minutes for _m, _i, minutes, *_ in done)


@calm
@given(work)
def test_the_sums_of_the_mandates_are_the_sum_of_all_contacts(steinheim, anna, mandates, done):
    with undone():
        note([(*one, False) for *one, _is_offer in done], mandates, anna)

        sums = tables.by_mandate(steinheim, first=FIRST, last=LAST)

        expected = dict.fromkeys((items[0].mandate.pk for items in mandates), 0)
        for mandate, _item, minutes, *_ in done:
            expected[mandates[mandate][0].mandate.pk] += minutes
        assert {one.mandate.pk: one.minutes for one in sums} == expected
        assert sum(one.contacts for one in sums) == Contact.unguarded.count()


def note(done, mandates, by):
    """Note work as contacts and offers; return minutes by agreed item, and those outside."""
    case = factories.a_case(holder=by)
    agreed, outside = {}, 0
    for mandate, number, minutes, day, is_offer in done:
        item = mandates[mandate][number]
        if is_offer:
            an_offer(item=item, by=by, minutes=minutes, on=day)
        else:
            factories.a_contact(
                case=case, by=by, service_item=item, minutes=minutes, happened_on=day
            )
        if number == ITEMS:
            outside += minutes
        else:
            agreed[item.pk] = agreed.get(item.pk, 0) + minutes
    return agreed, outside


def _statement(agreement, beside):
    counts = tables.count(agreement, first=FIRST, last=LAST, counted_until=LAST, beside=beside)
    return {one.item.pk: one.delivered for one in counts.items if one.contacts or one.offers}


def _hours(minutes):
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"), "ROUND_HALF_UP")
