# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What counts, against contacts one can count by hand."""

from datetime import date
from decimal import Decimal

import pytest

from geleit.agreements.models import Mandate
from geleit.statistics import tables
from tests import factories
from tests.statistics.things import FIRST, LAST, an_item, an_offer, households


def count(agreement, *, first=FIRST, last=LAST):
    return tables.count(agreement, first=first, last=last, counted_until=last)


def lines(agreement, **period):
    return {line.item.number: line for line in count(agreement, **period).items}


def test_hours_are_the_minutes_of_contacts_and_offers(steinheim, anna):
    item = factories.an_item(number=1)
    households(3, by=anna, item=item, minutes=50)
    an_offer(item=item, by=anna, minutes=90)

    line = lines(steinheim)[1]

    assert (line.delivered, line.contacts, line.offers, line.households) == (
        Decimal("4.00"),
        3,
        1,
        3,
    )


def test_contacts_and_offers_are_counted_by_number(steinheim, anna):
    groups = an_item(unit="offers")
    households(2, by=anna, item=factories.an_item(number=2))
    an_offer(item=groups, by=anna)
    an_offer(item=groups, by=anna)

    found = lines(steinheim)

    assert (found[2].delivered, found[3].delivered) == (Decimal(2), Decimal(2))


def test_the_first_and_the_last_day_count_and_no_other(steinheim, anna):
    item = factories.an_item(number=2)
    for on in (date(2019, 12, 31), date(2020, 1, 1), date(2020, 3, 31), date(2020, 4, 1)):
        households(1, by=anna, item=item, on=on)

    assert lines(steinheim)[2].contacts == 2


def test_the_mandate_beside_the_agreement_never_counts(steinheim, anna):
    beside = Mandate.objects.create(
        agreement=steinheim,
        name="Integrationsmanagement",
        funding_source="Land",
        begins_on=date(2020, 1, 1),
        is_own=False,
    )
    households(4, by=anna, item=an_item(mandate=beside))

    counts = count(steinheim)

    assert [line.item.number for line in counts.items] == [1, 2]
    assert counts.households == 0


def test_another_agreement_has_its_own_figures(steinheim, anna):
    households(3, by=anna, item=factories.an_item(number=1))
    other = factories.an_agreement(key="andernorts-2020")

    assert count(other).households == 0


def test_a_household_is_one_however_often_it_comes(steinheim, anna):
    case = factories.a_case(holder=anna)
    again = factories.a_case(holder=anna, closed_on=None)
    again.household = case.household
    again.save()
    for one in (case, again):
        factories.a_contact(case=one, by=anna)
        factories.a_contact(case=one, by=anna, service_item=factories.an_item(number=2))

    counts = count(steinheim)

    assert counts.households == 1
    assert [line.households for line in counts.items] == [1, 1]


@pytest.mark.parametrize(
    ("which", "values", "agreed"),
    [
        ("item", {"valid_from": date(2020, 3, 1)}, "10.00"),
        ("item", {"valid_until": date(2020, 1, 31)}, "10.00"),
        ("mandate", {"ends_on": date(2020, 2, 29)}, "20.00"),
        ("agreement", {"in_force_on": date(2020, 2, 1)}, "20.00"),
    ],
)
def test_agreed_is_only_what_held(steinheim, which, values, agreed):
    item = an_item()
    row = {"item": item, "mandate": item.mandate, "agreement": steinheim}[which]
    for name, value in values.items():
        setattr(row, name, value)
    row.save()

    assert lines(steinheim)[3].agreed == Decimal(agreed)


def test_an_item_outside_the_period_without_work_is_left_out(steinheim):
    an_item(valid_from=date(2021, 1, 1))

    assert sorted(lines(steinheim)) == [1, 2]


def test_withdrawn_work_does_not_count(steinheim, anna):
    case = factories.a_case(holder=anna)
    contact = factories.a_contact(case=case, by=anna)
    type(contact).with_withdrawn.filter(pk=contact.pk).update(withdrawn_at="2020-02-04T10:00Z")

    assert lines(steinheim)[1].contacts == 0


@pytest.mark.parametrize("number", [1, 3])
def test_counting_costs_five_queries(number, steinheim, anna, django_assert_num_queries):
    for n in range(number):
        households(number, by=anna, item=an_item(number=10 + n))

    with django_assert_num_queries(5):
        count(steinheim)
