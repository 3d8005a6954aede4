# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from geleit.core.problems import Refused
from geleit.statistics import statements
from geleit.statistics.models import Audience, DisclosureRule
from tests import factories
from tests.statistics.things import FIRST, LAST, an_item, an_offer, households

LATER = date(2020, 5, 1)


def line(agreement, number, *, on=LATER, audience=Audience.STEERING):
    found = statements.state_of(agreement, first=FIRST, last=LAST, on=on, audience=audience)
    return next(line for line in found.lines if line.number == number)


@pytest.mark.parametrize(
    ("number", "delivered", "is_protected"),
    [(0, Decimal(0), False), (1, None, True), (2, None, True), (3, Decimal(3), False)],
)
def test_an_item_of_few_households_shows_no_work(steinheim, anna, number, delivered, is_protected):
    households(number, by=anna, item=factories.an_item(number=1))

    found = line(steinheim, 1)

    assert (found.delivered, found.is_protected) == (delivered, is_protected)
    assert (found.share is None) == is_protected


def test_work_for_a_single_household_stays_hidden_behind_offers(steinheim, anna):
    item = factories.an_item(number=1)
    households(1, by=anna, item=item)
    an_offer(item=item, by=anna)

    assert line(steinheim, 1).is_protected


def test_offers_without_a_case_are_shown(steinheim, anna):
    an_offer(item=an_item(unit="office_hours"), by=anna)

    assert line(steinheim, 3).delivered == 1


def test_publication_needs_five_households(steinheim, anna):
    households(4, by=anna, item=factories.an_item(number=1))
    households(5, by=anna, item=factories.an_item(number=2))

    assert line(steinheim, 1, audience=Audience.PUBLICATION).is_protected
    assert not line(steinheim, 2, audience=Audience.PUBLICATION).is_protected


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (2, 0), (3, 5), (12, 10)])
def test_households_reached_are_only_shown_rounded(steinheim, anna, number, shown):
    households(number, by=anna, item=factories.an_item(number=1))

    found = statements.state_of(steinheim, first=FIRST, last=LAST, on=LATER)

    assert found.households_rounded == shown


@pytest.mark.parametrize("number", [0, 1, 2])
def test_none_one_and_two_households_read_the_same(steinheim, anna, number):
    households(number, by=anna, item=factories.an_item(number=1))

    found = statements.state_of(steinheim, first=FIRST, last=LAST, on=LATER)

    assert statements.households_text(found) == (
        "Die Beratung hat weniger als 3 Haushalte erreicht."
    )


def test_a_running_quarter_shows_whole_months_rounded(steinheim, anna):
    item = factories.an_item(number=2)
    households(13, by=anna, item=item, on=date(2020, 1, 31))
    households(5, by=anna, item=item, on=date(2020, 2, 3))

    found = line(steinheim, 2, on=date(2020, 2, 20))

    assert (found.agreed, found.delivered) == (Decimal(20), Decimal(15))


def test_work_of_today_does_not_change_the_statement_of_today(steinheim, anna):
    item = factories.an_item(number=1)
    households(5, by=anna, item=item, on=date(2020, 1, 31))
    before = line(steinheim, 1, on=date(2020, 2, 20))

    households(5, by=anna, item=item, on=date(2020, 2, 20))

    assert line(steinheim, 1, on=date(2020, 2, 20)) == before


def test_before_the_first_whole_month_nothing_is_counted(steinheim, anna):
    households(5, by=anna, item=factories.an_item(number=1), on=date(2020, 1, 3))

    found = statements.state_of(steinheim, first=FIRST, last=LAST, on=date(2020, 1, 20))

    assert [line.delivered for line in found.lines] == [None, None]
    assert statements.headline(found) == (
        "Das Quartal hat begonnen; gezählt wird nach dem ersten vollen Monat."
    )


def test_the_headline_counts_only_what_is_shown(steinheim, anna):
    households(2, by=anna, item=factories.an_item(number=1), minutes=24 * 60)
    households(20, by=anna, item=factories.an_item(number=2))
    an_item()

    found = statements.state_of(steinheim, first=FIRST, last=LAST, on=LATER)

    assert statements.headline(found) == (
        "Bei 1 von 2 Leistungen ist die vereinbarte Menge erreicht."
    )
    assert statements.summary(found) == [
        "Die Beratung hat rund 20 Haushalte erreicht.",
        "Am weitesten zurück liegt „Wohnungssuche“ mit 0\xa0%.",
        "Eine weitere Leistung ist nicht ausgewiesen: Sie stammt aus weniger als 3 Haushalten.",
    ]


def test_other_periods_than_quarters_carry_a_warning(steinheim):
    quarter = statements.state_of(steinheim, first=FIRST, last=LAST, on=LATER)
    other = statements.state_of(steinheim, first=FIRST, last=date(2020, 3, 30), on=LATER)

    assert len(statements.notes(other)) == len(statements.notes(quarter)) + 1
    assert other.period_text == "01.01.2020 bis 30.03.2020"


def test_without_a_rule_there_are_no_figures(steinheim):
    DisclosureRule.objects.all().delete()

    with pytest.raises(Refused):
        statements.state_of(steinheim, first=FIRST, last=LAST, on=LATER)


def test_the_rule_of_the_day_decides(steinheim, anna):
    households(3, by=anna, item=factories.an_item(number=1))
    DisclosureRule.objects.create(
        name=Audience.STEERING,
        minimum_households=4,
        rounding_base=5,
        valid_from=date(2020, 6, 1),
        source="Test",
    )

    assert not line(steinheim, 1, on=date(2020, 5, 31)).is_protected
    assert line(steinheim, 1, on=date(2020, 6, 1)).is_protected


def test_the_first_rules_say_that_they_are_practice(db):
    rules = DisclosureRule.objects.order_by("minimum_households")

    assert [(r.name, r.minimum_households, r.rounding_base) for r in rules] == [
        ("steering", 3, 5),
        ("publication", 5, 5),
    ]
    assert all(rule.source.startswith("Gute Praxis, keine gesetzliche Vorgabe") for rule in rules)


@pytest.mark.parametrize(
    "values",
    [
        {"minimum_households": 0},
        {"rounding_base": 0},
        {"valid_until": date(2013, 1, 1)},
        {"valid_from": date(2014, 1, 1)},  # there is one already
    ],
)
def test_the_database_refuses_rules_that_cannot_be(db, values):
    fields = {"minimum_households": 3, "rounding_base": 5, "valid_from": date(2015, 1, 1)} | values

    with pytest.raises(IntegrityError), transaction.atomic():
        DisclosureRule.objects.create(name=Audience.STEERING, source="Test", **fields)
