# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead decides which records are about one person, and asks and answers other places."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.core.problems import Refused
from geleit.identity import actions, queries
from geleit.identity.models import Answer, Decision, PersonLink, PossibleDuplicate, TraceEnd


@requires(Permission.ACCEPT_CASES)
@require_GET
def duplicates(request: UserRequest) -> HttpResponse:
    later = "spaeter" in request.GET
    rows = queries.pairs(queries.to_decide(request.user, later=later), request.user)
    context: dict[str, Any] = {
        "later": later,
        "pairs": rows,
        "two_persons": queries.pairs(queries.two_persons(request.user), request.user),
        "links": queries.pairs(queries.standing_links(request.user), request.user),
        "asking": queries.own_traces(request.user, is_asking=True),
        "answering": queries.own_traces(request.user, is_asking=False),
    }
    shown = [*rows, *context["two_persons"], *context["links"]]
    for case in {case.pk: case for row in shown for _p, case in row.sides if case}.values():
        record(request.user, "case-read", case, part="duplicates")
    return render(request, "identity/duplicates.html", context)


@requires(Permission.ACCEPT_CASES)
@require_POST
def decide(request: UserRequest, pair_id: int) -> HttpResponse:
    pair = get_object_or_404(PossibleDuplicate.objects.visible_to(request.user), pk=pair_id)
    decision = request.POST.get("decision", "")
    said = {
        Decision.SAME: _("Die beiden Akten sind verknüpft. Beide bleiben, wie sie sind."),
        Decision.NOT_SAME: _("Notiert: zwei verschiedene Personen."),
        Decision.LATER: _("Zurückgelegt. Sie finden das Paar unter „Für später“."),
    }
    if decision not in said:
        return redirect("identity:duplicates")
    done = said[Decision(decision)]
    return _acted(request, done, lambda **by: actions.decide(pair, decision=decision, **by))


@requires(Permission.ACCEPT_CASES)
@require_POST
def ask_anew(request: UserRequest, pair_id: int) -> HttpResponse:
    pair = get_object_or_404(PossibleDuplicate.objects.visible_to(request.user), pk=pair_id)
    done = _("Das Paar steht wieder zur Entscheidung.")
    return _acted(request, done, lambda **by: actions.ask_anew(pair, **by))


@requires(Permission.ACCEPT_CASES)
@require_POST
def undo(request: UserRequest, link_id: int) -> HttpResponse:
    link = get_object_or_404(PersonLink.objects.visible_to(request.user), pk=link_id)
    done = _("Die Verknüpfung ist gelöst. Beide Akten sind wie vorher.")
    return _acted(request, done, lambda **by: actions.undo_link(link, **by))


@requires(Permission.ACCEPT_CASES)
@require_POST
def ask(request: UserRequest, end_id: int) -> HttpResponse:
    ends = TraceEnd.objects.visible_to(request.user).filter(is_asking=True)
    end = get_object_or_404(ends, pk=end_id)
    done = _("Gefragt. Die Antwort steht hier, sobald der andere Ort geantwortet hat.")
    return _acted(request, done, lambda **by: actions.ask(end, **by))


@requires(Permission.ACCEPT_CASES)
@require_POST
def answer(request: UserRequest, end_id: int) -> HttpResponse:
    ends = TraceEnd.objects.visible_to(request.user).filter(is_asking=False)
    end = get_object_or_404(ends, pk=end_id)
    says = request.POST.get("answer")
    if says not in (Answer.YES, Answer.NO):  # an answer is for good: nothing said is no "no"
        return redirect("identity:duplicates")
    done = _("Geantwortet.")
    return _acted(request, done, lambda **by: actions.answer(end, says=says, **by))


def _acted(request: UserRequest, done: str, act: Callable[..., Any]) -> HttpResponse:
    try:
        act(by=request.user, at=now())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("identity:duplicates")
