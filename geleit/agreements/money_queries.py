# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is known of a year of money."""

from datetime import date
from functools import partial
from typing import Any

from django.forms import model_to_dict

from geleit.agreements import money_rules as rules
from geleit.agreements.models import AgreementVersion, CooperationAgreement
from geleit.agreements.pricing import NOTHING, Adjustment, Cost, PayRise


def year_of(agreement: CooperationAgreement, said: dict[str, Any], *, on: Any) -> dict[str, Any]:
    """Return everything that is known of a year, and its end with and without the rise."""
    year = said.get("year") or on.year
    terms = agreement.price_terms.filter(from_year__lte=year).order_by("-from_year").first()
    rows = list(agreement.adjustments.order_by("from_day"))
    months = rules.months_in_force(agreement.in_force_on, agreement.ends_on, year=year)
    costs = list(agreement.costs.filter(year=year).order_by("month"))
    booked = {
        one.month: Cost(one.personnel, one.material, one.own_income)
        for one in costs
        if one.month in months
    }
    payments = list(agreement.payments.filter(year=year).order_by("paid_on", "pk"))
    paid = sum((one.amount for one in payments), NOTHING)
    found = {"terms": terms, "adjustments": rows, "costs": costs, "payments": payments}
    if terms is None or not months:
        return found | {"paid": paid, "scenario": None}
    adjustments = [Adjustment(one.from_day, one.percent, one.amount) for one in rows]
    known = model_to_dict(terms)
    model, posts = rules.price_model(known, adjustments, year=year, months=months)
    end = partial(
        rules.year_end, model, posts, booked, months=months, overrun=terms.overrun,
        planned_monthly=said.get("planned"), carrier=agreement.carrier.short_name,
    )  # fmt: skip
    rises = [PayRise(said.get("from_month") or 1, said["rise"])] if said.get("rise") else []
    scenario = end()
    due = scenario.remuneration.due
    settled = {one.due_on: one.amount for one in agreement.settled.filter(year=year)}
    instalments = rules.instalments_of(
        due, terms.instalments, year=year, on=on, paid=paid, settled=settled,
        runs=(agreement.in_force_on, agreement.ends_on),
    )  # fmt: skip
    due_now = sum((one.amount for one in instalments if one.is_due), NOTHING)
    return found | {
        "scenario": scenario,
        "raised": end(rises=rises) if rises else None,
        "instalments": instalments,
        "settled": settled,
        "next_due": next((one for one in instalments if not one.is_paid), None),
        "due_now": due_now,
        "paid": paid,
        "open": due_now - paid,
        "booked": len(booked),
        "months": len(months),
        "in_force": months,
        "by_month": booked,
    }


def versions_of(agreement: CooperationAgreement, year: int) -> list[AgreementVersion]:
    """Return the signed versions that count in a year, one after the other."""
    rows = agreement.versions.in_force(on=date(year, 12, 31))
    found: list[AgreementVersion] = []
    for version in rows:
        found.insert(0, version)
        if version.in_force_on <= date(year, 1, 1):
            break
    return found
