# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tally of short advice: one tap counts, one takes back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, requires
from geleit.core.problems import Refused
from geleit.counselling import queries
from geleit.counselling.brief import actions
from geleit.counselling.brief.forms import TallyForm, TopicForm


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def tally(request: HttpRequest) -> HttpResponse:
    today = localdate()
    form = TallyForm(
        request.POST if request.method == "POST" else request.GET, user=request.user, on=today
    )
    topic = TopicForm(request.POST if request.method == "POST" else None)
    if topic.is_valid() and form.is_valid():
        thema = topic.cleaned_data["thema"]
        try:
            actions.count_brief(**form.said(), topic=thema, by=request.user, on=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if "HX-Request" not in request.headers:
                return redirect(address_of(form, zuletzt=thema))
            return _shown(request, form, last=thema)
    return _shown(request, form, last=request.GET.get("zuletzt", ""))


@requires(Permission.EDIT_CASES)
@require_POST
def less(request: HttpRequest) -> HttpResponse:
    today = localdate()
    form, topic = TallyForm(request.POST, user=request.user, on=today), TopicForm(request.POST)
    if not (form.is_valid() and topic.is_valid()):
        return redirect("counselling:brief")
    rows = queries.brief_rows(request.user, **form.said())
    actions.take_back(get_object_or_404(rows, topic=topic.cleaned_data["thema"]), by=request.user)
    if "HX-Request" not in request.headers:
        return redirect(address_of(form))
    return _shown(request, form, last="")


def address_of(form: TallyForm, **more: Any) -> str:
    names = ("leistung", "am", "minuten")
    chosen = {name: form.data[name] for name in names if form.data.get(name)}
    return f"{reverse('counselling:brief')}?{urlencode(chosen | more)}"


def _shown(request: HttpRequest, form: TallyForm, *, last: str) -> HttpResponse:
    is_part = "HX-Request" in request.headers
    said = form.said() if form.is_valid() else None
    counts = queries.brief_counts(request.user, **said) if said else []
    context = {
        "form": form,
        "said": said,
        "counts": counts,
        "total": sum(one.number for one in counts),
        "last": next((one for one in counts if one.topic == last and one.number), None),
    }
    template = "counselling/_tally.html" if is_part else "counselling/tally.html"
    return render(request, template, context, status=422 if form.errors else 200)
