# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Agree on the plan together, and look at what was agreed before."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from geleit.accounts.permissions import Permission, requires
from geleit.audit.models import record, record_read
from geleit.cases.models import only_by_door
from geleit.core.problems import Refused
from geleit.documents.models import Document
from geleit.kern.acts import show_refusal
from geleit.plans.agreeing import actions, rules
from geleit.plans.agreeing.forms import AgreeForm
from geleit.plans.agreeing.queries import content_of, versions_of
from geleit.plans.agreeing.words import groups_of, in_words
from geleit.plans.models import IntegrationPlan

PLACES = {
    "future": "agreed_on", "too_early": "agreed_on", "no_signature": "how", "no_name": "signer",
    "strange_paper": "paper",
}  # fmt: skip


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, case_id: int) -> HttpResponse:
    plan = _plan(request, case_id)
    form = AgreeForm(
        request.POST if request.method == "POST" else None,
        papers=Document.objects.visible_to(request.user).loadable().filter(case=case_id),
        initial={"agreed_on": localdate()},
    )
    if form.is_valid():
        try:
            actions.agree_plan(plan=plan, by=request.user, on=localdate(), **form.said)
        except Refused as refused:
            show_refusal(form, refused, **PLACES)
        else:
            messages.success(request, _("Die Vereinbarung ist als Fassung festgehalten."))
            return redirect("plans:plan", case_id)
    if request.method == "GET":
        record(request.user, "case-read", plan.case, part="plan")
    shown = groups_of(content_of(plan))
    context = {"case": plan.case, "plan": plan, "form": form, "groups": shown}
    context |= {"pad": (rules.PAD_WIDTH, rules.PAD_HEIGHT)}
    return render(request, "plans/agree.html", context, status=422 if form.errors else 200)


@requires(Permission.READ_CASES)
@require_GET
def versions(request: HttpRequest, case_id: int) -> HttpResponse:
    """List what was agreed when, and what has changed since."""
    plan, why = _plan_to_read(request, case_id)
    found = versions_of(plan)
    record_read(request.user, plan.case, why=why, part="plan")
    since = in_words(rules.compare(found[0].content, content_of(plan))) if found else []
    context = {"case": plan.case, "plan": plan, "versions": found, "since": since}
    return render(request, "plans/versions.html", context)


@requires(Permission.READ_CASES)
@require_GET
def version(request: HttpRequest, case_id: int, number: int) -> HttpResponse:
    """Show one version as it was agreed, and what differs from another one."""
    plan, why = _plan_to_read(request, case_id)
    found = {str(one.number): one for one in versions_of(plan)}
    one = found.get(str(number))
    if one is None:
        raise Http404
    record_read(request.user, plan.case, why=why, part="plan")
    other = found.get(request.GET.get("mit", str(number - 1)))
    context: dict[str, Any] = {
        "case": plan.case,
        "version": one,
        "groups": groups_of(one.content),
        "others": [row for row in found.values() if row.pk != one.pk],
        "other": other,
        "changes": in_words(rules.compare(other.content, one.content)) if other else [],
        "paths": rules.paths(one.signature) if one.signature else [],
    }
    return render(request, "plans/version.html", context)


def _plan(request: HttpRequest, case_id: int) -> IntegrationPlan:
    seen = IntegrationPlan.objects.visible_to(request.user)
    seen = seen.exclude(case__in=only_by_door(request.user))
    return get_object_or_404(seen.select_related("case__household", "template"), case=case_id)


def _plan_to_read(request: HttpRequest, case_id: int) -> tuple[IntegrationPlan, str]:
    """Return the plan also to who is here by the emergency door, and that as the reason."""
    seen = IntegrationPlan.objects.visible_to(request.user).select_related("case__household")
    by_door = only_by_door(request.user).filter(case=OuterRef("case"))
    plan = get_object_or_404(seen.annotate(is_by_door=Exists(by_door)), case=case_id)
    return plan, "door" if plan.is_by_door else ""
