# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of money (terms, adjustments, costs, payments) and of the caseload ratio."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements.models import (
    CaseloadRatio,
    CooperationAgreement,
    CostMonth,
    Payment,
    PriceAdjustment,
    PriceTerms,
)
from geleit.agreements.money_queries import year_of
from geleit.agreements.money_rules import days_of_plan, due_by, settled_by, terms_problems
from geleit.agreements.version_actions import party_of
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused


def _locked(agreement: CooperationAgreement) -> CooperationAgreement:
    rows = CooperationAgreement.objects.select_for_update(of=("self",)).with_parties()
    return rows.get(pk=agreement.pk)


@transaction.atomic
def set_terms(
    agreement: CooperationAgreement, *, from_year: int, by: User, **terms: Any
) -> PriceTerms:
    """Write down how the carrier is paid from a year on; for the same year it is a correction."""
    agreement = _locked(agreement)
    party_of(by, agreement)
    problems = terms_problems(terms)
    if problems:
        raise Refused(problems)
    if not agreement.price_terms.filter(from_year=from_year).exists():
        _keep_what_is_due(agreement, from_year)
    row, _new = PriceTerms.objects.update_or_create(
        agreement=agreement, from_year=from_year, defaults=terms
    )
    record(by, "price-terms-set", row, agreement=agreement.pk, year=from_year)
    return row


@transaction.atomic
def adjust(
    agreement: CooperationAgreement,
    *,
    from_day: date,
    percent: Decimal,
    amount: Decimal,
    reason: str,
    by: User,
) -> PriceAdjustment:
    agreement = _locked(agreement)
    party_of(by, agreement)
    if agreement.adjustments.filter(from_day=from_day).exists():
        text = _("Für diesen Tag ist schon eine Anpassung eingetragen.")
        raise Refused([Problem("from_day", text)])
    _keep_what_is_due(agreement, from_day.year)
    row = agreement.adjustments.create(
        from_day=from_day, percent=percent, amount=amount, reason=reason
    )
    record(by, "price-adjusted", row, agreement=agreement.pk)
    return row


@transaction.atomic
def book_costs(
    agreement: CooperationAgreement, *, year: int, month: int, by: User, **sums: Decimal
) -> CostMonth:
    """Write down a month's sums; only the carrier does. The same month again corrects it."""
    agreement = _locked(agreement)
    if party_of(by, agreement).pk != agreement.carrier_id:
        raise Refused([Problem("not-carrier", _("Die Kosten trägt der Träger ein."))])
    today = localdate()
    if (year, month) > (today.year, today.month):
        text = _("Dieser Monat kommt noch. Was er kosten wird, rechnet „Rechnen“ auf der Seite.")
        raise Refused([Problem("month", text)])
    if not agreement.costs.filter(year=year, month=month).exists():
        _keep_what_is_due(agreement, year)
    row, _new = CostMonth.objects.update_or_create(
        agreement=agreement, year=year, month=month, defaults=sums
    )
    record(by, "costs-booked", row, agreement=agreement.pk, year=year, month=month)
    return row


@transaction.atomic
def pay(
    agreement: CooperationAgreement,
    *,
    year: int,
    paid_on: date,
    amount: Decimal,
    by: User,
    seen: int | None = None,
) -> Payment:
    """Write down that something was paid; a wrong entry is balanced by its opposite.

    `seen` is the count of payments that the form was made from: where one has come since and is
    the very same (a double click), it stays one.
    """
    agreement = _locked(agreement)
    party_of(by, agreement)
    if paid_on > localdate():
        text = _("Dieser Tag kommt noch. Bitte eintragen, wenn gezahlt ist.")
        raise Refused([Problem("paid_on", text)])
    if seen is not None and seen != agreement.payments.count():
        same = agreement.payments.filter(year=year, paid_on=paid_on, amount=amount)
        if twin := same.order_by("-pk").first():
            return twin
    row = agreement.payments.create(year=year, paid_on=paid_on, amount=amount)
    _keep(agreement, year)
    record(by, "payment-recorded", row, agreement=agreement.pk, year=year)
    return row


def _keep_what_is_due(agreement: CooperationAgreement, from_year: int) -> None:
    """Before something changes from a year on: what is paid or due by now stays as it is.

    Not called where an entry is corrected: a slip that nobody has paid is mended wholly.
    """
    for year in range(max(from_year, agreement.in_force_on.year), localdate().year + 1):
        _keep(agreement, year, also_due=True)


def _keep(agreement: CooperationAgreement, year: int, *, also_due: bool = False) -> None:
    """Keep the instalments that are paid whole; a refund opens the last one to come again."""
    known = year_of(agreement, {"year": year}, on=localdate())
    if not known["scenario"]:
        return
    rows, days = known["instalments"], set(known["settled"])
    if also_due:
        runs = (agreement.in_force_on, agreement.ends_on)
        plan = known["terms"].instalments
        days |= {day for day, _weight in days_of_plan(plan, year=year, runs=runs)}
    kept = due_by(rows, days) | settled_by(known["paid"], rows, settled=known["settled"])
    agreement.settled.filter(year=year).exclude(due_on__in=kept).delete()
    for due_on, amount in kept.items():
        agreement.settled.get_or_create(year=year, due_on=due_on, defaults={"amount": amount})


@transaction.atomic
def set_ratio(
    agreement: CooperationAgreement, *, from_day: date, persons: int, source: str, by: User
) -> CaseloadRatio:
    """Write down the agreed persons for each full post; for the same day it is a correction."""
    agreement = _locked(agreement)
    party_of(by, agreement)
    row, _new = CaseloadRatio.objects.update_or_create(
        agreement=agreement, from_day=from_day, defaults={"persons": persons, "source": source}
    )
    record(by, "ratio-set", row, agreement=agreement.pk, persons=persons)
    return row
