# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The end of an agreement: to whom the work goes back, what is seen to, which cases still run.

The lead of the carrier sees the cases themselves; the town a protected number.
"""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import hand_back_actions as actions
from geleit.agreements.hand_back_forms import HandBackForm, StepForm
from geleit.agreements.hand_back_rules import completing_problems
from geleit.agreements.models import CooperationAgreement, HandBack
from geleit.agreements.version_actions import side_of
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.dates import Quarter
from geleit.core.problems import Refused
from geleit.kern.acts import ConsentForm, act, posted
from geleit.kern.keyset import page_of
from geleit.statistics import disclosure, queries, tables
from geleit.statistics.models import Audience, DisclosureRule


@requires(Permission.NEGOTIATE)
@require_safe
def hand_back(request: UserRequest, key: str) -> HttpResponse:
    """The plan of a hand-back with its steps, and what still runs."""
    agreement, today = _agreement(request, key), localdate()
    plan = _plan(agreement)
    steps = plan.steps.select_related("organisation").order_by("due_on", "pk") if plan else []
    side = side_of(request.user, agreement)
    sides = {agreement.municipality_id, agreement.carrier_id}
    quarter = Quarter.of(agreement.ends_on) if agreement.ends_on else None
    context = {
        "agreement": agreement,
        "plan": plan,
        "steps": steps,
        "foreign": sides - {side.pk} if side else sides,  # whose steps one does not tick
        "today": today,
        "missing": completing_problems(
            ends_on=agreement.ends_on,
            open_steps=sum(step.done_on is None for step in steps),
            open_cases=tables.running_cases(agreement),
            handed_back_on=agreement.handed_back_on,
            on=today,
        ),
        "quarter": quarter
        if quarter and queries.has_quarter(agreement, quarter, on=today)
        else None,
        **_running(request, agreement),
    }
    return render(request, "statistics/hand_back.html", context)


def _running(request: UserRequest, agreement: CooperationAgreement) -> dict[str, Any]:
    """Return the running cases to the lead, and to the town about how many there are."""
    number = tables.running_cases(agreement)
    if queries.leads(request.user, agreement):
        rows = Case.objects.visible_to(request.user).open().filter(agreement=agreement)
        page = page_of(request, rows.select_related("holder", "household", "kept"), key="number")
        record(request.user, "page-read", view="statistics:hand-back")
        return {"page": page, "number": number, "may_read_cases": True}
    protection = DisclosureRule.objects.in_force(Audience.STEERING, on=localdate()).protection
    is_hidden = disclosure.is_hidden(number, protection)
    shown = None if is_hidden else disclosure.to_base(number, protection)
    return {"number": shown, "may_read_cases": False}


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def plan_hand_back(request: UserRequest, key: str) -> HttpResponse:
    agreement = _agreement(request, key)
    words = {
        "title": _("Rückgabe planen"),
        "explanation": _(
            "Der Plan beginnt mit den üblichen Schritten, ihre Tage zählen vom Ende der "
            "Vereinbarung. Weitere Schritte kommen von beiden Seiten."
        ),
        "submit": _("Rückgabe planen"),
    }
    action = partial(actions.plan, agreement, on=localdate())
    form = HandBackForm(posted(request), agreement=agreement)
    return _act_on(request, agreement, form, action, _("Die Rückgabe ist geplant."), **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def add_step(request: UserRequest, key: str) -> HttpResponse:
    agreement = _agreement(request, key)
    plan = _planned(agreement)
    words = {"title": _("Schritt aufnehmen"), "submit": _("Aufnehmen")}
    form = StepForm(posted(request), agreement=agreement)
    done, action = _("Der Schritt ist aufgenommen."), partial(actions.add_step, plan)
    return _act_on(request, agreement, form, action, done, **words)


@requires(Permission.NEGOTIATE)
@require_POST
def tick_step(request: UserRequest, key: str, hand_back_step_id: int) -> HttpResponse:
    agreement = _agreement(request, key)
    rows = _planned(agreement).steps.select_related("hand_back__agreement")
    step = get_object_or_404(rows, pk=hand_back_step_id)
    try:
        actions.tick_step(
            step, is_done=request.POST.get("done") == "1", by=request.user, on=localdate(),
            open_cases=tables.running_cases(agreement),
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("statistics:hand-back", key)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def complete(request: UserRequest, key: str) -> HttpResponse:
    agreement = _agreement(request, key)
    words = {
        "title": _("Rückgabe abschließen"),
        "explanation": _(
            "Danach ist die Vereinbarung zurückgegeben und hier ist nichts mehr zu tun. Was zu "
            "löschen ist, löschen die Fristen der Fälle; das Protokoll bleibt."
        ),
        "submit": _("Rückgabe abschließen"),
    }
    number = tables.running_cases(agreement)
    action = partial(actions.complete, _planned(agreement), open_cases=number, on=localdate())
    form, done = ConsentForm(posted(request)), _("Die Arbeit ist zurückgegeben.")
    return _act_on(request, agreement, form, action, done, **words)


def _act_on(
    request: UserRequest, agreement: CooperationAgreement, form: Any, action: Any, done: str,
    **words: str,
) -> HttpResponse:  # fmt: skip
    back = (reverse("statistics:hand-back", args=[agreement.key]), _("Rückgabe"))
    run = partial(action, by=request.user)
    return act(request, form, run, back=back, done=done, about=agreement.title, **words)


def _agreement(request: UserRequest, key: str) -> CooperationAgreement:
    rows = CooperationAgreement.objects.spoken_for(request.user).with_parties()
    return get_object_or_404(rows, key=key)


def _plan(agreement: CooperationAgreement) -> HandBack | None:
    return HandBack.objects.filter(agreement=agreement).select_related("receiver").first()


def _planned(agreement: CooperationAgreement) -> HandBack:
    plan = _plan(agreement)
    if plan is None:
        raise Http404
    return plan
