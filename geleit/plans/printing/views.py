# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sheet for the person advised, in her language beside easy German."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.letters.pdf import PdfUnavailable
from geleit.persons.queries import own_name
from geleit.plans import queries
from geleit.plans.printing import sheets
from geleit.plans.printing.forms import SheetForm


@requires(Permission.READ_CASES)
@require_http_methods(["GET", "POST"])
def sheet(request: UserRequest, case_id: int) -> HttpResponse:
    """Ask what goes on the sheet; the answer to the form is the PDF itself."""
    case = _case(request, case_id)
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        household=case.household.name,
        persons=list(case.household.persons.order_by("born_on", "pk")),
        initial={"with_whom": request.user.name},
    )
    status = 200
    if form.is_valid():
        try:
            pdf = sheets.to_pdf(_content(case, form, on=localdate()), form.cleaned_data["language"])
        except PdfUnavailable as missing:
            form.add_error(None, str(missing))
            status = 503
        else:
            return _file(request, case, pdf, language=form.cleaned_data["language"])
    elif form.is_bound:
        status = 422
    record(request.user, "case-read", case, part="plan")
    return render(request, "plans/sheet.html", {"case": case, "form": form}, status=status)


def _case(request: HttpRequest, case_id: int) -> Case:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    return get_object_or_404(seen.select_related("household", "agreement__carrier"), pk=case_id)


def _content(case: Case, form: SheetForm, *, on: date) -> sheets.Content:
    said, plan = form.cleaned_data, queries.plan_of(case)
    goals = queries.goals_with_steps(plan) if plan and said["with_plan"] else []
    return sheets.Content(
        name=form.name,
        on=on,
        sender=case.agreement.carrier.name,
        appointment=form.appointment,
        steps=sheets.by_bearer(queries.open_steps(case)) if said["with_steps"] else None,
        plan=plan,
        goals=sheets.by_field(goals) if plan and said["with_plan"] else None,
        own_name=own_name(form.person_key),
    )


def _file(request: UserRequest, case: Case, pdf: bytes, *, language: str) -> HttpResponse:
    record(request.user, "plan-printed", case, language=language)
    name = _("plan") + f"-{language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
