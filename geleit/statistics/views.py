# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The quarterly statement for town and carrier: page, chart, files."""

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, requires
from geleit.agreements.models import CooperationAgreement
from geleit.core.dates import Quarter
from geleit.core.problems import Refused
from geleit.letters.pdf import PdfUnavailable
from geleit.statistics import charts, queries, tables
from geleit.statistics import statements as words
from geleit.statistics.actions import export
from geleit.statistics.exports import FORMATS
from geleit.statistics.models import Audience
from geleit.statistics.statements import Statement


def says_what_is_missing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 503 with a sentence where the machine lacks something; the rest of it works."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (PdfUnavailable, Refused) as reason:
            context = {"reason": str(reason), **kwargs}
            return render(request, "statistics/unavailable.html", context, status=503)

    return answer


@requires(Permission.READ_STATEMENT)
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    today = localdate()
    agreements = queries.agreements_for(request.user).order_by("title", "pk")
    rows = []
    for agreement in agreements:
        quarters = queries.quarters_of(agreement, on=today)
        by_year = groupby(quarters, key=lambda quarter: quarter.year)
        years = [(year, sorted(found)) for year, found in by_year]
        rows.append({"agreement": agreement, "years": years})
    context = {"rows": rows, "running": Quarter.of(today)}
    return render(request, "statistics/statements.html", context)


@requires(Permission.READ_STATEMENT)
@require_safe
@says_what_is_missing
def statement(request: HttpRequest, key: str, quarter: Quarter) -> HttpResponse:
    agreement = _agreement_or_404(request, key, quarter)
    found = _statement(agreement, quarter)
    today = localdate()
    context = {
        "agreement": agreement,
        "statement": found,
        "quarter": quarter,
        "is_running": quarter == Quarter.of(today),
        "headline": words.headline(found),
        "summary": words.summary(found),
        "notes": words.notes(found),
        "has_chart": bool(charts.lines_of(found)),
        "chart_has_failed": charts.has_failed(found),
        "chart_text": charts.alternative(found),
        "formats": list(FORMATS),
        "others": _neighbours(agreement, quarter),
    }
    if queries.leads(request.user, agreement):
        first, last = quarter.first_day, quarter.last_day
        context["counts"] = tables.count(agreement, first=first, last=last, counted_until=last)
    return render(request, "statistics/statement.html", context)


@requires(Permission.READ_STATEMENT)
@require_safe
@says_what_is_missing
def chart(request: HttpRequest, key: str, quarter: Quarter) -> HttpResponse:
    svg = charts.svg(_statement(_agreement_or_404(request, key, quarter), quarter))
    if svg is None:
        return HttpResponse(status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse(svg, content_type="image/svg+xml")


@requires(Permission.READ_STATEMENT)
@require_safe
@says_what_is_missing
def download(request: HttpRequest, key: str, quarter: Quarter, to: str) -> HttpResponse:
    if to not in FORMATS:
        raise Http404
    found = _statement(_agreement_or_404(request, key, quarter), quarter)
    return _file(request, found, to=to, name=f"nachweis-{key}-{quarter.year}-q{quarter.number}")


@requires(Permission.READ_STATEMENT)
@require_safe
@says_what_is_missing
def council(request: HttpRequest, key: str, quarter: Quarter) -> HttpResponse:
    """The PDF for a public meeting, under the stricter thresholds of publication."""
    agreement = _agreement_or_404(request, key, quarter)
    found = _statement(agreement, quarter, audience=Audience.PUBLICATION)
    return _file(
        request, found, to="pdf", name=f"gemeinderat-{key}-{quarter.year}-q{quarter.number}"
    )


def _agreement_or_404(request: HttpRequest, key: str, quarter: Quarter) -> CooperationAgreement:
    agreement = get_object_or_404(queries.agreements_for(request.user), key=key)
    if not queries.has_quarter(agreement, quarter, on=localdate()):
        raise Http404
    return agreement


def _statement(
    agreement: CooperationAgreement, quarter: Quarter, *, audience: str = Audience.STEERING
) -> Statement:
    first, last = quarter.first_day, quarter.last_day
    return words.state_of(agreement, first=first, last=last, on=localdate(), audience=audience)


def _neighbours(agreement: CooperationAgreement, quarter: Quarter) -> list[Quarter]:
    around = [quarter.previous(), quarter.next()]
    return [q for q in around if queries.has_quarter(agreement, q, on=localdate())]


def _file(request: HttpRequest, found: Statement, *, to: str, name: str) -> HttpResponse:
    content = export(found, to=to, by=request.user, on=localdate())
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{to}"'}
    return HttpResponse(content, content_type=FORMATS[to].content_type, headers=disposition)
