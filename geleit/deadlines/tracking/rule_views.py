# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of deadlines of an agreement: the lead switches rules and sets lead times."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.models import CooperationAgreement
from geleit.deadlines.catalogue import known_in
from geleit.deadlines.current_law import current_rules, rule_now
from geleit.deadlines.tracking import actions
from geleit.deadlines.tracking.forms import RuleForm
from geleit.deadlines.tracking.queries import settings_of


@requires(Permission.ACCEPT_CASES)
@require_GET
def rules(request: UserRequest, key: str) -> HttpResponse:
    agreement = _agreement(request, key)
    settings = settings_of(agreement.pk)
    rows = []
    for rule in known_in(agreement.land, current_rules(on=localdate())):
        is_on, warn = settings.get(rule.key, (True, []))
        rows.append({"rule": rule, "is_on": is_on, "warn": warn or rule.warn})
    return render(request, "deadlines/rules.html", {"agreement": agreement, "rows": rows})


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def rule(request: UserRequest, key: str, rule_key: str) -> HttpResponse:
    agreement = _agreement(request, key)
    found = rule_now(rule_key, on=localdate())
    if found is None:
        return redirect("deadline_rules:rules", agreement.key)
    is_on, warn = settings_of(agreement.pk).get(rule_key, (True, []))
    initial = {"is_on": is_on, "warn": ", ".join(str(days) for days in warn or found.warn)}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        said = {"is_on": form.cleaned_data["is_on"], "warn": form.warn_days()}
        actions.set_rule(agreement, rule=rule_key, by=request.user, on=localdate(), **said)
        return redirect("deadline_rules:rules", agreement.key)
    context = {"agreement": agreement, "rule": found, "form": form}
    return render(request, "deadlines/rule.html", context, status=422 if form.errors else 200)


def _agreement(request: UserRequest, key: str) -> CooperationAgreement:
    return get_object_or_404(
        CooperationAgreement.objects.led_by(request.user).select_related("municipality"), key=key
    )
