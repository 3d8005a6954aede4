# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year with its forecast; mandates side by side, where no hour counts twice."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.agreements.models import Mandate
from geleit.statistics import rules, tables, years
from tests import factories
from tests.agreements.test_versions import EVERYBODY
from tests.statistics.things import an_item, households

BASE = "/auswertung/testheim-2020"
ON = date(2020, 7, 6)


@pytest.fixture
def pact(steinheim):
    mandate = Mandate.objects.create(
        agreement=steinheim, name="Pakt", funding_source="Land", begins_on=date(2018, 1, 1),
        is_own=False,
    )  # fmt: skip
    return an_item(mandate=mandate, number=10, name="Integrationsmanagement")


@given(
    st.decimals(min_value=0, max_value=10_000, places=2),
    st.integers(min_value=1, max_value=12), st.integers(min_value=0, max_value=11),
)  # fmt: skip
def test_a_forecast_is_never_less_than_what_is_done_and_exact_at_the_end(done, counted, more):
    whole = Fraction(min(12, counted + more))
    found = rules.forecast(done, counted=Fraction(counted), whole=whole)

    assert found >= done
    assert rules.forecast(done, counted=whole, whole=whole) == done
    assert rules.forecast(done, counted=Fraction(0), whole=whole) is None


def test_the_lead_sees_agreed_delivered_and_forecast(anna, steinheim):
    households(4, by=anna, item=factories.an_item(), minutes=600)

    first = years.for_carrier(steinheim, year=2020, on=ON)[0]

    assert (first.agreed, first.delivered, first.forecast) == (400, 40, 80)
    assert first.percent == 20


def test_the_town_sees_what_the_quarters_show_and_nothing_that_one_hides(anna, steinheim):
    item = factories.an_item()
    households(4, by=anna, item=item, minutes=600, on=date(2020, 2, 3))
    shown = years.for_town(steinheim, year=2020, on=ON)[0]
    households(2, by=anna, item=item, minutes=60, on=date(2020, 5, 4))
    hidden = years.for_town(steinheim, year=2020, on=ON)[0]

    assert (shown.delivered, shown.forecast) == (40, 80)
    assert (hidden.delivered, hidden.forecast) == (None, None)


def test_no_hour_counts_twice_and_each_statement_shows_its_own(anna, steinheim, pact):
    households(3, by=anna, item=factories.an_item(), minutes=30)
    households(2, by=anna, item=pact, minutes=45)
    case = factories.a_case(holder=anna)
    for item in (factories.an_item(), pact):  # one person stands under two mandates
        factories.a_contact(case=case, by=anna, service_item=item, minutes=20)

    own, beside = tables.by_mandate(steinheim, first=date(2020, 1, 1), last=date(2020, 12, 31))

    assert (own.minutes, beside.minutes) == (110, 110)
    assert own.minutes + beside.minutes == 3 * 30 + 2 * 45 + 2 * 20
    assert (own.households, beside.households) == (4, 3)
    (line,) = years.for_carrier(steinheim, year=2020, on=ON, beside=beside.mandate)
    assert (line.name, line.delivered) == ("Integrationsmanagement", Decimal("1.83"))


def test_the_same_talk_under_two_mandates_is_found(sign_in, anna, lena, steinheim, pact):
    case, other = factories.a_case(holder=anna), factories.a_case(holder=anna)
    for item, minutes in ((factories.an_item(), 30), (pact, 30)):
        factories.a_contact(case=case, by=anna, service_item=item, minutes=minutes)
        factories.a_contact(case=other, by=anna, service_item=item, minutes=minutes + item.number)

    page = sign_in(lena).get(f"{BASE}/auftraege/2020/").content.decode()

    assert (case.number in page, other.number in page) == (True, False)
    assert "Nachweis: Pakt" in page


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_reads_the_year_and_the_mandates(request, sign_in, steinheim, name):
    client = sign_in(request.getfixturevalue(name))

    year = client.get(f"{BASE}/jahr/2020/").status_code
    mandates = client.get(f"{BASE}/auftraege/2020/").status_code

    assert year == (200 if name in ("lena", "dora") else 403)
    assert mandates == (200 if name == "lena" else 403)


def test_a_year_outside_the_agreement_is_not_there(sign_in, dora):
    assert sign_in(dora).get(f"{BASE}/jahr/1999/").status_code == 404
