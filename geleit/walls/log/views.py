# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log for the data protection officer, and who looked into one case."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.kern.keyset import page_of
from geleit.letters.pdf import PdfUnavailable
from geleit.walls.log import actions, queries
from geleit.walls.log.forms import LogFilter, PeriodForm


@requires(Permission.READ_LOG)
@require_safe
def log(request: UserRequest) -> HttpResponse:
    form = LogFilter(request.GET, people=queries.people_of(request.user))
    if not form.is_valid():
        return render(request, "walls/log.html", {"form": form}, status=422)
    found = actions.search(form, by=request.user)
    page = page_of(request, found.events, key="-sequence")
    actions.note_reading(found, by=request.user)
    context = {
        "form": form,
        "page": page,
        "lines": queries.lines(page.rows, with_names=True, names_in_protected=False),
        "linked": queries.linked_cases(request.user, page.rows),
    }
    return render(request, "walls/log.html", context)


@requires(Permission.READ_LOG)
@require_GET
def export(request: UserRequest) -> HttpResponseBase:
    form = LogFilter(request.GET, people=queries.people_of(request.user))
    if not form.is_valid():
        return render(request, "walls/log.html", {"form": form}, status=422)
    content = actions.export(actions.search(form, by=request.user), by=request.user)
    disposition = {"Content-Disposition": 'attachment; filename="protokoll.csv"'}
    return StreamingHttpResponse(
        content, content_type="text/csv; charset=utf-8", headers=disposition
    )


@requires(Permission.READ_CASE_LOG)
@require_safe
def case_log(request: UserRequest, case_id: int) -> HttpResponse:
    case = queries.case_with_log(request.user, case_id)
    form, own = PeriodForm(request.GET), queries.is_own_case(request.user, case)
    context = {"case": case, "form": form, "is_own": own, "formats": list(actions.ANSWERS)}
    if not form.is_valid():
        return render(request, "walls/case_log.html", context, status=422)
    page = page_of(request, actions.within(queries.events_about(case), form), key="-sequence")
    actions.note_case_log(case, form, by=request.user)
    lines = queries.lines(page.rows, with_names=True, names_in_protected=own)
    return render(request, "walls/case_log.html", context | {"page": page, "lines": lines})


@requires(Permission.READ_CASE_LOG)
@require_GET
def answer(request: UserRequest, case_id: int, to: str) -> HttpResponse:
    case = queries.case_with_log(request.user, case_id)
    form = PeriodForm(request.GET)
    if to not in actions.ANSWERS or not form.is_valid():
        raise Http404
    try:
        content = actions.answer(case, form, to=to, by=request.user)
    except PdfUnavailable as reason:
        context = {"case": case, "reason": str(reason)}
        return render(request, "walls/unavailable.html", context, status=503)
    disposition = {"Content-Disposition": f'attachment; filename="auskunft-{case.number}.{to}"'}
    return HttpResponse(content, content_type=actions.ANSWERS[to][0], headers=disposition)
