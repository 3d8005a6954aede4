# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is due, what was paid, who bears an overrun, and how the year will end."""

from datetime import date
from decimal import Decimal as D

import pytest
import time_machine
from django import forms

from geleit.agreements import money_actions as actions
from geleit.agreements import money_forms
from geleit.agreements import money_rules as rules
from geleit.agreements.models import CostMonth, Payment, PriceAdjustment, PriceTerms
from geleit.agreements.pricing import ActualCost, Adjustment, Cost, PayRise
from geleit.core.problems import Refused
from tests.agreements.test_versions import EVERYBODY, PARTIES, text_of
from tests.agreements.things import signed_with_term
from tests.staffing.things import another_agreement

YEAR = range(1, 13)
FIXED = {"kind": "fixed", "yearly": D(60000), "posts": None}


def address(agreement, *rest):
    return "/".join([f"/vereinbarungen/{agreement.key}/verguetung", *rest]) + "/"


def a_price(agreement, by, **given):
    given = {
        "kind": "fixed",
        "yearly": D(60000),
        "instalments": [[2, 15, "50"], [8, 15, "50"]],
        "overrun": [["Stadt", "60"], ["Träger", "40"]],
    } | given
    return actions.set_terms(agreement, from_year=2020, by=by, **given)


def a_month(agreement, by, month=1, personnel="6000.01"):
    sums = {"personnel": D(personnel), "material": D(0), "own_income": D(0)}
    return actions.book_costs(agreement, year=2020, month=month, by=by, **sums)


# Rules


def test_an_adjustment_in_the_middle_of_the_year_counts_for_its_months():
    rise = Adjustment(date(2020, 7, 1), D(10))

    model, _posts = rules.price_model(FIXED, [rise], year=2020, months=YEAR)

    assert model.yearly == D("63000.00")


def test_a_year_that_begins_in_july_pays_half():
    model, _posts = rules.price_model(FIXED, [], year=2020, months=range(7, 13))

    assert model.yearly == D("30000.00")


@pytest.mark.parametrize(
    ("begins", "ends", "year", "months"),
    [
        (date(2020, 1, 1), None, 2021, range(1, 13)),
        (date(2020, 4, 1), None, 2020, range(4, 13)),
        (date(2020, 4, 1), date(2021, 6, 30), 2021, range(1, 7)),
        (date(2020, 4, 1), date(2021, 6, 30), 2022, range(1, 1)),
        (date(2020, 4, 1), None, 2019, range(1, 1)),
    ],
)
def test_only_months_in_force_count(begins, ends, year, months):
    assert rules.months_in_force(begins, ends, year=year) == months


def test_the_year_end_takes_booked_months_and_the_average_of_them_for_the_others():
    booked = {1: Cost(D(5000), D(100), D(50)), 3: Cost(D(7000), D(300))}

    end = rules.year_end(ActualCost(D(10)), D(0), booked, months=YEAR)

    assert (end.cost.personnel, end.cost.material, end.cost.own_income) == (
        D(72000),
        D(2400),
        D(50),
    )
    assert end.remuneration.due == D("81600.00")


def test_a_pay_rise_raises_the_months_that_are_not_booked():
    booked = {month: Cost(D(5000)) for month in range(1, 7)}

    end = rules.year_end(ActualCost(D(0)), D(0), booked, months=YEAR, rises=[PayRise(10, D(4))])

    assert end.cost.personnel == D("60600.00")


def test_months_before_the_begin_cost_nothing():
    end = rules.year_end(ActualCost(D(0)), D(0), {}, months=range(7, 13), planned_monthly=D(5000))

    assert end.cost.personnel == D(30000)


def test_an_overrun_is_borne_to_the_cent():
    shares = [["Stadt", "33.33"], ["Landkreis", "33.33"], ["Träger", "33.34"]]

    found = dict(rules.bearers(D("100.01"), shares, "Träger"))

    assert sum(found.values()) == D("100.01")
    assert rules.bearers(D("5.00"), [], "Träger") == (("Träger", D("5.00")),)
    assert rules.bearers(D("0.00"), shares, "Träger") == ()


@pytest.mark.parametrize(
    ("terms", "codes"),
    [
        ({"kind": "fixed", "yearly": D(1)}, []),
        ({"kind": "fixed", "yearly": None}, ["yearly"]),
        ({"kind": "fixed", "yearly": D(0)}, ["yearly"]),
        ({"kind": "grant", "posts": D(0), "grant": None}, ["grant", "posts"]),
        ({"kind": "actual", "percent": D(0), "overrun": [["Stadt", "99"]]}, ["overrun"]),
        ({"kind": "share", "percent": D(80), "instalments": [[1, 1, "50"]]}, ["instalments"]),
    ],
)
def test_a_price_model_lacks_nothing(terms, codes):
    assert [problem.code for problem in rules.terms_problems(terms)] == codes


# Actions and pages


def test_the_town_does_not_book_costs(steinheim, dora):
    with pytest.raises(Refused, match="Träger"):
        a_month(steinheim, dora)


def test_a_month_again_corrects_it(steinheim, lena):
    a_month(steinheim, lena)
    a_month(steinheim, lena, personnel="7000")

    assert [one.personnel for one in steinheim.costs.all()] == [D(7000)]


@time_machine.travel("2020-03-10 09:00+00:00")
def test_the_page_says_due_paid_and_who_bears_the_overrun(sign_in, steinheim, lena, dora):
    a_price(steinheim, lena)
    a_month(steinheim, lena)
    actions.pay(steinheim, year=2020, paid_on=date(2020, 2, 20), amount=D(20000), by=dora)

    page = text_of(sign_in(dora).get(address(steinheim)))

    # 12 x 6000.01 = 72000.12; agreed 60000; the overrun of 12000.12 is split 60 to 40
    for word in ("30.000,00 €", "20.000,00 €", "Unterschied: 10.000,00 €", "72.000,12"):
        assert word in page
    assert ("12.000,12" in page, "7.200,07" in page, "4.800,05" in page) == (True, True, True)
    assert "6.000,01" not in page  # a single month is the carrier's


@time_machine.travel("2020-03-10 09:00+00:00")
def test_what_a_rise_would_do_stands_beside_it(sign_in, steinheim, lena):
    a_price(steinheim, lena, overrun=[])
    a_month(steinheim, lena, personnel="5000")
    asked = {"year": "2020", "planned": "5000", "rise": "4", "from_month": "7"}

    page = text_of(sign_in(lena).get(address(steinheim), asked))

    assert "Mit der Tariferhöhung" in page
    assert ("61.200,00" in page, "1.200,00" in page) == (True, True)


def test_terms_are_typed_line_by_line(sign_in, steinheim, dora):
    sent = {
        "from_year": "2020",
        "kind": "fixed",
        "yearly": "60000,50",
        "instalments": "15.02. 33,33\n15.08. 66,67",
        "overrun": "Stadt Testheim 60\nTräger 40 %",
    }

    response = sign_in(dora).post(address(steinheim, "festlegen"), sent)

    terms = steinheim.price_terms.get()
    assert response.status_code == 302
    assert response.url.endswith("/verguetung/?year=2020")
    assert (terms.yearly, terms.instalments, terms.overrun) == (
        D("60000.50"),
        [[2, 15, "33.33"], [8, 15, "66.67"]],
        [["Stadt Testheim", "60"], ["Träger", "40"]],
    )
    again = text_of(sign_in(dora).get(address(steinheim, "festlegen")))
    assert "15.02. 33,33 15.08. 66,67" in again


@pytest.mark.parametrize(
    "wrong",
    [
        {"yearly": ""},
        {"instalments": "bald 50"},
        {"overrun": "Stadt 60"},
        {"kind": "grant"},
        {"overrun": "a" + " " * 100_000 + "x"},  # takes hours to read
        {"instalments": "1.1." + " " * 100_000 + "x"},
    ],
)
def test_what_is_missing_is_said_beside_the_field(sign_in, steinheim, lena, wrong):
    sent = {"from_year": "2020", "kind": "fixed", "yearly": "1"} | wrong

    assert sign_in(lena).post(address(steinheim, "festlegen"), sent).status_code == 422


@pytest.mark.parametrize(
    ("form", "model"),
    [
        (money_forms.TermsForm, PriceTerms),
        (money_forms.AdjustmentForm, PriceAdjustment),
        (money_forms.CostForm, CostMonth),
        (money_forms.PaymentForm, Payment),
    ],
)
def test_no_form_takes_a_sum_that_its_column_cannot_give_back(form, model):
    asked = {
        name: field
        for name, field in form.base_fields.items()
        if isinstance(field, forms.DecimalField)
    }

    assert asked
    for name, field in asked.items():
        column = model._meta.get_field(name)
        assert (name, field.max_digits) == (name, column.max_digits)
        assert (name, field.decimal_places) == (name, column.decimal_places)


def test_a_thousand_posts_are_refused_and_the_page_stays_readable(sign_in, steinheim, lena):
    sent = {"from_year": "2020", "kind": "grant", "posts": "1000", "grant": "1"}

    assert sign_in(lena).post(address(steinheim, "festlegen"), sent).status_code == 422
    assert sign_in(lena).get(address(steinheim)).status_code == 200
    sent["posts"] = "999,99"
    assert sign_in(lena).post(address(steinheim, "festlegen"), sent).status_code == 302
    assert sign_in(lena).get(address(steinheim)).status_code == 200


# Who may what


@pytest.mark.parametrize("name", EVERYBODY)
def test_money_is_for_the_two_sides(request, sign_in, steinheim, lena, name):
    user = request.getfixturevalue(name)
    a_price(steinheim, lena)
    sent = {"year": "2020", "month": "1", "personnel": "5", "material": "0", "own_income": "0"}
    paid = {"year": "2020", "paid_on": "2020-01-01", "amount": "-5"}
    rise = {"from_day": "2021-01-01", "percent": "2", "amount": "0", "reason": "Tarif"}
    client = sign_in(user)

    answers = [
        client.get(address(steinheim)).status_code,
        client.post(address(steinheim, "zahlung"), paid).status_code,
        client.post(address(steinheim, "anpassung"), rise).status_code,
        client.post(address(steinheim, "kosten"), sent).status_code,
    ]

    side = [200, 302, 302] if name in PARTIES else [403, 403, 403]
    assert answers == [*side, 302 if name == "lena" else 403]


def test_a_foreign_agreement_has_no_money(sign_in, steinheim, lena):
    foreign = another_agreement()

    for rest in ((), ("festlegen",), ("kosten",), ("zahlung",)):
        assert sign_in(lena).get(address(foreign, *rest)).status_code == 404


@time_machine.travel("2020-03-10 09:00+00:00")
def test_the_page_asks_the_same_of_one_month_and_of_three(
    sign_in, steinheim, lena, django_assert_num_queries, django_assert_max_num_queries
):
    a_price(steinheim, lena)
    a_month(steinheim, lena)
    client = sign_in(lena)
    client.get(address(steinheim))
    with django_assert_max_num_queries(20) as seen:
        client.get(address(steinheim))
    for month in (2, 3):
        a_month(steinheim, lena, month)
        actions.pay(steinheim, year=2020, paid_on=date(2020, month, 1), amount=D(1), by=lena)

    with django_assert_num_queries(len(seen)):
        client.get(address(steinheim))


@time_machine.travel("2020-03-10 09:00+00:00")
def test_the_page_says_where_its_terms_are_agreed_and_by_which_version(
    sign_in, steinheim, lena, dora
):
    a_price(steinheim, lena)
    before = text_of(sign_in(lena).get(address(steinheim)))
    a_price(steinheim, lena, source="§ 6 der Vereinbarung")
    signed_with_term(steinheim, lena, dora, in_force_on=date(2020, 1, 1))
    signed_with_term(steinheim, lena, dora, in_force_on=date(2020, 7, 1))
    signed_with_term(steinheim, lena, dora, in_force_on=date(2021, 1, 1))

    page = text_of(sign_in(dora).get(address(steinheim)))

    assert "steht noch nicht da" in before
    assert "noch keine gezeichnete Fassung" in before
    assert "Vereinbart: § 6 der Vereinbarung." in page
    assert "Fassung 1, in Kraft ab 01.01.2020" in page
    assert "Fassung 2, in Kraft ab 01.07.2020" in page
    assert "Fassung 3" not in page
