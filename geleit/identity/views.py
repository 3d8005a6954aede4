# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead decides which records are about one person, and asks and answers other places."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.identity import actions, queries, rules
from geleit.identity.forms import AnswerForm, AskForm
from geleit.identity.models import (
    Answer,
    Decision,
    PersonLink,
    PossibleDuplicate,
    Trace,
    TraceEnd,
)
from geleit.kern.acts import Opens, act_on_page, posted


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
        "asking": queries.own_questions(request.user),
        "answering": queries.questions_of_others(request.user),
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


@requires(Permission.EDIT_CASES)
@require_POST
def undo(request: UserRequest, link_id: int) -> HttpResponse:
    """Leads undo it on their page; who reads a specially protected case by name, in its file."""
    link = get_object_or_404(PersonLink.objects.visible_to(request.user), pk=link_id)
    done = _("Die Verknüpfung ist gelöst. Beide Akten sind wie vorher.")
    case = queries.protected_side(link, request.user)
    back = redirect("desk:case", case.pk) if case else None
    return _acted(request, done, lambda **by: actions.undo_link(link, **by), back=back)


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def ask(request: UserRequest, end_id: int) -> HttpResponse:
    """Ask once more: the other place learns which place asks."""
    end = _end(request, end_id, is_asking=True)
    problems = actions.asking_problems(end, end.trace) if request.method == "GET" else []
    if problems:
        return _nothing_to_do(request, problems)
    return act_on_page(
        request,
        AskForm(posted(request)),
        lambda **_agreed: actions.ask(end, by=request.user, at=now()),
        "identity/ask.html",
        back=_back("anderswo"),
        done=_("Gefragt. Die Antwort steht hier und auf „Heute“, sobald sie da ist."),
        shows={"end": end, "title": _("Um Auskunft bitten"), "submit": _("Jetzt fragen")},
    )


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def answer(request: UserRequest, end_id: int) -> HttpResponse:
    """Say what the other place would learn, and answer it."""
    end = _end(request, end_id, is_asking=False)
    was_no = end.trace.answer == Answer.NO
    if request.method == "GET" and end.trace.answer == Answer.YES:
        return _nothing_to_do(request, rules.answering_problems(is_asked=True, is_yes=True))

    def run(**said: Any) -> Trace:
        return actions.answer(end, says=said["answer"], by=request.user, at=now())

    title = _("Doch Ja sagen") if was_no else _("Anfrage beantworten")
    submit = _("Ja, wir sind ansprechbar") if was_no else _("Antworten")
    return act_on_page(
        request,
        AnswerForm(posted(request), was_no=was_no),
        run,
        "identity/answer.html",
        back=_back("anfragen"),
        done=Opens(_answered, lambda _trace: _back("anfragen")[0]),
        shows={"end": end, "title": title, "submit": submit},
    )


def _answered(trace: Trace) -> str:
    if trace.answer == Answer.YES:
        return _("Mit Ja geantwortet. Der andere Ort weiß jetzt, an wen er sich wenden kann.")
    return _("Mit Nein geantwortet. Der andere Ort bekommt keine Auskunft.")


def _end(request: UserRequest, end_id: int, *, is_asking: bool) -> TraceEnd:
    ends = TraceEnd.objects.visible_to(request.user).filter(is_asking=is_asking)
    places = ("trace__asking", "trace__answering", "trace__asked_by")
    return get_object_or_404(ends.select_related("person", *places), pk=end_id)


def _back(section: str) -> tuple[str, str]:
    return f"{reverse('identity:duplicates')}#{section}", _("Vielleicht dieselbe Person")


def _nothing_to_do(request: UserRequest, problems: list[Problem]) -> HttpResponse:
    messages.info(request, str(Refused(problems)))
    return redirect("identity:duplicates")


def _acted(
    request: UserRequest, done: str, act: Callable[..., Any], *, back: HttpResponse | None = None
) -> HttpResponse:
    try:
        act(by=request.user, at=now())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, done)
    return back or redirect("identity:duplicates")
