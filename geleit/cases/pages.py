# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all pages that write into a case have in common: find it, ask, act, show the form again."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.problems import Refused


def case_for(request: HttpRequest, case_id: int) -> Case:
    """Return the case if it exists for this person; showing its forms counts as reading it."""
    cases = Case.objects.visible_to(request.user).beyond_door(request.user)
    case = get_object_or_404(cases.select_related("household"), pk=case_id)
    if request.method == "GET":
        record(request.user, "case-read", case)
    return case


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def done(form: forms.Form, act: Callable[..., Any]) -> bool:
    """Act on what the form says; a refusal stands above the form."""
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except Refused as refused:
        for problem in refused.problems:
            form.add_error(None, problem.text)
        return False
    return True


def form_page(
    request: HttpRequest, case: Case, form: forms.Form, heading: str, button: str, **more: Any
) -> HttpResponse:
    context = {"case": case, "form": form, "heading": heading, "button": button, **more}
    context["problems"] = case.writing_problems() + more.get("more_problems", [])
    return render(
        request, "cases/form.html", context, status=422 if form.errors or more.get("alike") else 200
    )
