# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of deadlines of an agreement: the lead switches rules, sets lead times and lengths."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.models import CooperationAgreement
from geleit.core.problems import Refused
from geleit.deadlines.catalogue import Rule, known_in
from geleit.deadlines.ruling import actions
from geleit.deadlines.ruling.forms import RuleForm, VersionForm, WithdrawalForm
from geleit.deadlines.ruling.models import RuleSetting, RuleVersion
from geleit.deadlines.ruling.queries import (
    found_by,
    history_of,
    open_from,
    rule_for,
    rules_known,
    settings_of,
    versions_of,
)


@requires(Permission.ACCEPT_CASES)
@require_GET
def rules(request: UserRequest, key: str) -> HttpResponse:
    """List the rules by statute; `q` keeps those whose name, basis or task has all its words."""
    agreement, query = _agreement(request, key), request.GET.get("q", "")
    settings = settings_of(agreement.pk)
    known = known_in(agreement.land, rules_known(agreement.pk, on=localdate()))
    rows = []
    for rule in found_by(query, known):
        is_on, warn = settings.get(rule.key, (True, []))
        rows.append({"rule": rule, "is_on": is_on, "warn": warn or rule.warn})
    context = {"agreement": agreement, "rows": rows, "query": query, "all": len(known)}
    is_part = "HX-Request" in request.headers
    page = "deadlines/_rules_list.html" if is_part else "deadlines/rules.html"
    return render(request, page, context)


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def rule(request: UserRequest, key: str, rule_key: str) -> HttpResponse:
    """Show a rule as it holds here; the form switches it and sets its lead times."""
    agreement = _agreement(request, key)
    found = rule_for(agreement.pk, rule_key, on=localdate())
    if found is None:
        return redirect("deadline_rules:rules", agreement.key)
    data = request.POST if request.method == "POST" else None
    form = RuleForm(data, initial=_initial(agreement, found))
    if form.is_valid():
        said = {"is_on": form.cleaned_data["is_on"], "warn": form.warn_days()}
        said |= {"reason": form.cleaned_data["reason"], "by": request.user, "on": localdate()}
        if _did(form, lambda: actions.set_rule(agreement, rule=rule_key, **said)):
            messages.success(request, _set_words(found, is_on=said["is_on"]))
            return redirect("deadline_rules:rule", agreement.key, rule_key)
    return _page(request, agreement, found, {"form": form})


@requires(Permission.ACCEPT_CASES)
@require_POST
def version(request: UserRequest, key: str, rule_key: str) -> HttpResponse:
    """Enter another length from a day on."""
    agreement = _agreement(request, key)
    found = rule_for(agreement.pk, rule_key, on=localdate())
    if found is None:
        return redirect("deadline_rules:rules", agreement.key)
    form = VersionForm(request.POST)
    if form.is_valid():
        said = form.fields_for_action() | {"by": request.user, "on": localdate()}
        if _did(form, lambda: actions.add_version(agreement, rule=rule_key, **said)):
            messages.success(request, _("Die neue Fassung ist eingetragen; die bisherige bleibt."))
            return redirect("deadline_rules:rule", agreement.key, rule_key)
    return _page(request, agreement, found, {"version_form": form})


@requires(Permission.ACCEPT_CASES)
@require_POST
def withdraw(request: UserRequest, key: str, rule_key: str, version_id: int) -> HttpResponse:
    agreement = _agreement(request, key)
    rows = RuleVersion.objects.filter(agreement=agreement, rule=rule_key)
    row = get_object_or_404(rows, pk=version_id)
    form = WithdrawalForm(request.POST)
    act = lambda: actions.withdraw_version(row, by=request.user, **form.cleaned_data)
    if form.is_valid() and _did(form, act):
        messages.success(request, _("Die Fassung ist zurückgenommen; sie bleibt lesbar."))
    else:
        for text in (text for texts in form.errors.values() for text in texts):
            messages.warning(request, str(text))
    return redirect("deadline_rules:rule", agreement.key, rule_key)


def _agreement(request: UserRequest, key: str) -> CooperationAgreement:
    return get_object_or_404(CooperationAgreement.objects.led_by(request.user), key=key)


def _initial(agreement: CooperationAgreement, found: Rule) -> dict[str, Any]:
    is_on, warn = settings_of(agreement.pk).get(found.key, (True, []))
    return {"is_on": is_on, "warn": ", ".join(str(days) for days in warn or found.warn)}


def _set_words(found: Rule, *, is_on: bool) -> str:
    name = {"name": found.name}
    if is_on:
        return _("„%(name)s“ wird verfolgt; ab morgen gilt es in allen Fällen.") % name
    return (
        _("„%(name)s“ wird nicht mehr verfolgt. Offene Fristen daraus gehen in der Nacht zurück.")
        % name
    )


PLACES = {"reason": "reason", "valid-from": "valid_from", "checked-on": "checked_on",
          "source": "source"}  # fmt: skip


def _did(form: forms.Form, act: Callable[[], Any]) -> bool:
    try:
        act()
    except Refused as refused:
        for problem in refused.problems:
            form.add_error(PLACES.get(problem.code), problem.text)
        return False
    return True


def _page(
    request: UserRequest,
    agreement: CooperationAgreement,
    found: Rule,
    bound: dict[str, forms.Form],
) -> HttpResponse:
    initial = _initial(agreement, found)
    context = {
        "agreement": agreement,
        "rule": found,
        "is_on": initial["is_on"],
        "open": open_from(agreement, found.key, reader=request.user),
        "form": RuleForm(initial=initial),
        "version_form": VersionForm(initial={"checked_on": localdate()}),
        "withdrawal_form": WithdrawalForm(auto_id=False),
        "versions": versions_of(agreement, found.key),
        "history": history_of(agreement, found.key),
        "setting": RuleSetting.objects.filter(agreement=agreement, rule=found.key).first(),
        "today": localdate(),
    }
    status = 422 if any(form.errors for form in bound.values()) else 200
    return render(request, "deadlines/rule.html", context | bound, status=status)
