# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What accompaniment brings about: steps people did themselves, and the way from the start.

A worker sees her own cases, the lead the agreement; the town sees whole years, protected.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, permissions_of, requires
from geleit.agreements.enums import ActionField
from geleit.agreements.models import CooperationAgreement
from geleit.plans.enums import Bearer
from geleit.statistics import queries
from geleit.statistics.disclosure import Protection
from geleit.statistics.models import Audience, DisclosureRule
from geleit.statistics.outcomes import actions, figures, tables

YEARS_SHOWN = 5


@dataclass(frozen=True)
class Section:
    """One group of people, with its years and how far it came in the latest of them."""

    title: str
    years: list[tuple[int, figures.Share]]
    distances: list[tuple[str, figures.Distance]]
    year: int
    is_protected: bool
    leaves_out: bool = False  # protected cases that the reader does not see


@requires(Permission.READ_STATEMENT, Permission.READ_CASES)
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    return render(request, "statistics/outcomes.html", {"sections": _sections(request.user)})


@requires(Permission.READ_STATEMENT, Permission.READ_CASES)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Give the figures of the page as a table."""
    today = localdate()
    name = f"wirkung-{today:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = actions.export(_sections(request.user), by=request.user, on=today)
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _sections(user: Any) -> list[Section]:
    today, may = localdate(), permissions_of(user)
    sections = []
    if Permission.EDIT_CASES in may:
        sections.append(_own(user, on=today))
    if Permission.READ_STATEMENT in may:
        agreements = queries.agreements_for(user).order_by("title", "pk")
        sections += [_of(one, user, on=today) for one in agreements]
    return sections


def _own(user: Any, *, on: date) -> Section:
    years = [
        (year, figures.share(tables.own_steps(user, **_span(year)), own=Bearer.PERSON))
        for year in _years(on.year)
    ]
    looks = tables.own_looks(user, last=date(on.year, 12, 31))
    return Section(
        _("Fälle, die Sie sehen"), years, _ways(looks, on.year), on.year, is_protected=False
    )


def _of(agreement: CooperationAgreement, user: Any, *, on: date) -> Section:
    """Return the figures of an agreement: exact for its lead, else of whole years and protected."""
    if queries.leads(user, agreement):
        protection, latest, cases = None, on.year, tables.counted(agreement, reader=user)
    else:
        cases = tables.counted(agreement)
        rule = DisclosureRule.objects.in_force(Audience.STEERING, on=on)
        protection, latest = rule.protection, on.year - 1
    first = max(latest - YEARS_SHOWN + 1, agreement.in_force_on.year)
    years = [
        (year, figures.share(
            tables.steps_of(cases, **_span(year)), own=Bearer.PERSON, protection=protection
        ))
        for year in range(first, latest + 1)
    ]  # fmt: skip
    looks = tables.looks_of(cases, last=date(latest, 12, 31))
    ways = _ways(looks, latest, protection)
    is_protected = protection is not None
    return Section(agreement.title, years, ways, latest, is_protected, leaves_out=not is_protected)


def _years(latest: int) -> range:
    return range(latest - YEARS_SHOWN + 1, latest + 1)


def _span(year: int) -> dict[str, date]:
    return {"first": date(year, 1, 1), "last": date(year, 12, 31)}


def _ways(
    looks: list[figures.Look], year: int, protection: Protection | None = None
) -> list[tuple[str, figures.Distance]]:
    found = figures.distances(looks, ActionField.values, **_span(year), protection=protection)
    return [(str(ActionField(one.action_field).label), one) for one in found]
