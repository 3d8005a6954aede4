# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year with its forecast for both sides; the mandates side by side for the lead."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.models import CooperationAgreement
from geleit.statistics import queries, rules, tables, years
from geleit.statistics.views import says_what_is_missing


@requires(Permission.READ_STATEMENT)
@require_safe
@says_what_is_missing
def year(request: UserRequest, key: str, year: int) -> HttpResponse:
    """Agreed, delivered and forecast to the year's end, item by item."""
    agreement, today = get_object_or_404(queries.agreements_for(request.user), key=key), localdate()
    _in_time(agreement, year)
    is_lead = queries.leads(request.user, agreement)
    reader = years.for_carrier if is_lead else years.for_town
    last = localdate().replace(year=year, month=12, day=31)
    context = {
        "agreement": agreement,
        "year": year,
        "lines": reader(agreement, year=year, on=today),
        "until": rules.counted_until(last=last, on=today),
        "is_lead": is_lead,
        "others": [one for one in (year - 1, year + 1) if _is_in_time(agreement, one)],
    }
    return render(request, "statistics/year.html", context)


@requires(Permission.RECORD_HIRE)
@require_safe
def mandates(request: UserRequest, key: str, year: int) -> HttpResponse:
    """Each mandate with its own work alone, and what two pots may both pay."""
    rows = CooperationAgreement.objects.led_by(request.user).with_parties()
    agreement, today = get_object_or_404(rows, key=key), localdate()
    _in_time(agreement, year)
    first, last = (
        today.replace(year=year, month=1, day=1),
        today.replace(year=year, month=12, day=31),
    )
    sums = tables.by_mandate(agreement, first=first, last=last)
    beside = [
        (one.mandate, years.for_carrier(agreement, year=year, on=today, beside=one.mandate))
        for one in sums
        if not one.mandate.is_own
    ]
    context = {
        "agreement": agreement,
        "year": year,
        "sums": sums,
        "beside": beside,
        "doubles": tables.possible_doubles(agreement, first=first, last=last),
        "unpaid": agreement.positions.filter(mandate=None, is_predecessor=False),
    }
    return render(request, "statistics/mandates.html", context)


def _is_in_time(agreement: CooperationAgreement, year: int) -> bool:
    first = min([agreement.in_force_on.year, *_begins(agreement)])
    last = (agreement.ends_on or localdate()).year
    return first <= year <= max(last, agreement.in_force_on.year)


def _begins(agreement: CooperationAgreement) -> list[int]:
    return [day.year for day in agreement.mandates.values_list("begins_on", flat=True)]


def _in_time(agreement: CooperationAgreement, year: int) -> None:
    if not _is_in_time(agreement, year):
        raise Http404
