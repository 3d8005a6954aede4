# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The phases of a case on one page, and its end on another."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.course import actions, queries
from geleit.course.forms import (
    ClosingForm,
    ClosingRuleForm,
    LaterForm,
    PhaseForm,
    ReopenForm,
    SendBackForm,
)
from geleit.course.models import CaseClosing
from geleit.kern.acts import act, posted, show_refusal
from geleit.kern.versions import chosen, compare

ASIDE = (
    "entwurf",
    "erledigt",
    "frist",
    "einschaetzen",
)  # buttons with which a closing is kept and nothing ends


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def phase(request: UserRequest, case_id: int) -> HttpResponse:
    case, today = _case(request, case_id), localdate()
    form = PhaseForm(posted(request), initial={"phase": case.phase})
    if form.is_valid():
        try:
            actions.move_to(case, by=request.user, on=today, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("desk:case", case.pk)
    lines = queries.phase_lines(case, on=today)
    context = {"case": case, "form": form, "lines": lines, "problems": case.writing_problems()}
    return render(request, "course/phase.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def closing(request: UserRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    if case.closed_on:
        return _ended_page(request, case)
    form = _closing_form(request, case, is_draft=any(name in request.POST for name in ASIDE))
    try:
        if form.is_valid():
            return _prepared_or_ended(request, case, form)
        if form.is_bound:  # gaps: what could be read is kept all the same
            _keep_readable(request, case)
    except Refused as refused:
        if refused.problems[0].code == "overtaken":
            return _two_versions(request, case)
        if form.is_valid():
            show_refusal(form, refused)
    return _closing_page(request, case, form)


def _seen(request: HttpRequest) -> int | None:
    """Return the mark of the draft that the page showed which is sent now."""
    return read_key(request.POST.get("seen", ""))


def _keep_readable(request: UserRequest, case: Case) -> None:
    readable = _closing_form(request, case, is_draft=True)
    readable.is_valid()
    actions.save_closing(case, by=request.user, seen=_seen(request), **readable.filled())


def _two_versions(request: UserRequest, case: Case) -> HttpResponse:
    """Show what was sent beside the draft that a colleague saved in the meantime."""
    draft = queries.draft_of(case)
    mine = _closing_form(request, case, is_draft=True)
    mine.is_valid()
    whose = _("Sie haben den Entwurf inzwischen in einem anderen Fenster geändert.")
    if draft and draft.written_by != request.user:
        whose = _("%(name)s hat den Entwurf inzwischen geändert.") % {"name": draft.written_by.name}
    context = {
        "title": _("Abschluss %(number)s") % {"number": case.number},
        "back": (request.path, _("Zum gespeicherten Entwurf")),
        "whose": whose,
        "form": mine,
        "differences": compare(mine, _closing_form(request, case, is_draft=True, is_shown=True)),
        "changes": queries.closing_mark(draft),
        "aside": "entwurf",
    }
    return render(request, "together/two_versions.html", context, status=409)


def _prepared_or_ended(request: UserRequest, case: Case, form: ClosingForm) -> HttpResponse:
    """End the case, or only keep what is written and go where the button leads."""
    by, today = request.user, localdate()
    said = form.said() | {"seen": _seen(request)}
    if "erledigt" in request.POST:
        reminder = read_key(request.POST["erledigt"]) or 0
        actions.settle_reminder(case, reminder, by=by, on=today, **said)
        messages.success(request, _("Die Wiedervorlage ist erledigt, Ihr Text ist gespeichert."))
        return redirect("course:closing", case.pk)
    if "frist" in request.POST:
        actions.save_closing(case, by=by, **said)
        found = queries.open_deadline(case, read_key(request.POST["frist"]))
        if found is None:
            messages.info(request, _("Diese Frist ist nicht mehr offen. Ihr Text ist gespeichert."))
            return redirect("course:closing", case.pk)
        return redirect("deadlines:deadline", case.pk, found.pk)
    if "einschaetzen" in request.POST:
        actions.save_closing(case, by=by, **said)
        return redirect("plans:assessments", case.pk)
    if "entwurf" in request.POST:
        return _closed(request, actions.save_closing(case, by=by, **said), is_draft=True)
    return _closed(request, actions.end_case(case, by=by, on=today, **said), is_draft=False)


def _closing_form(
    request: HttpRequest, case: Case, *, is_draft: bool, is_shown: bool = False
) -> ClosingForm:
    """Return the form with what was sent, or with what is saved if that `is_shown`."""

    def saved() -> ClosingForm:
        return _closing_form(request, case, is_draft=True, is_shown=True)

    stay = case.household.housing_stays.filter(moved_out_on=None).order_by("-pk").first()
    draft = queries.draft_of(case)
    return ClosingForm(
        None if is_shown else chosen(posted(request), saved),
        goals=queries.goals_to_end(case),
        draft=draft,
        reasons=queries.offered_reasons(case, draft, on=localdate()),
        housing=stay.kind if stay else "",
        is_draft=is_draft,
    )


def _closing_page(request: UserRequest, case: Case, form: ClosingForm) -> HttpResponse:
    draft, today = queries.draft_of(case), localdate()
    asks = queries.needs_approval(case, on=today)
    is_led = queries.is_led_by(case, request.user)
    is_second = bool(draft and draft.asked_by_id and draft.asked_by_id != request.user.pk)
    context = {
        "case": case,
        "form": form,
        "draft": draft,
        "seen": queries.closing_mark(draft),
        "problems": case.writing_problems(),
        "needs_approval": asks,
        "is_led": is_led,
        "may_approve": is_second and (is_led or case.is_protected),
        "send_back_form": SendBackForm(),
        "closings": queries.closings_of(case),
        "lacking": queries.lacking_at_the_end(case, on=today),
    } | queries.in_the_way(case, on=today)
    return render(request, "course/closing.html", context, status=422 if form.errors else 200)


def _ended_page(request: UserRequest, case: Case) -> HttpResponse:
    closings = queries.closings_of(case)
    standing = next((one for one in closings if one.reopened_on is None), None)
    context = {"case": case, "closings": closings, "standing": standing, "today": localdate()}
    context |= {"reopen_form": ReopenForm(auto_id="oeffnen-%s"), "later_form": LaterForm()}
    return render(request, "course/ended.html", context)


def _closed(request: UserRequest, closing: CaseClosing, *, is_draft: bool) -> HttpResponse:
    if closing.closed_on:
        text = _("Der Fall ist abgeschlossen. Er steht in der Liste unter „abgeschlossen“.")
        messages.success(request, text)
        seen = Case.objects.visible_to(request.user).filter(pk=closing.case_id)
        return redirect("course:closing", closing.case_id) if seen else redirect("desk:cases")
    if is_draft:
        messages.success(request, _("Der Entwurf ist gespeichert. Der Fall ist noch offen."))
    else:
        messages.success(request, _("Der Abschluss liegt jetzt bei der Leitung zur Freigabe."))
    return redirect("course:closing", closing.case_id)


@requires(Permission.EDIT_CASES)
@require_POST
def approve(request: UserRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    try:
        done = actions.approve_closing(case, by=request.user, on=localdate())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("course:closing", case.pk)
    return _closed(request, done, is_draft=False)


@requires(Permission.EDIT_CASES)
@require_POST
def send_back(request: UserRequest, case_id: int) -> HttpResponse:
    case, form = _case(request, case_id), SendBackForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Bitte eintragen, was noch fehlt."))
        return redirect("course:closing", case.pk)
    try:
        actions.send_back(case, by=request.user, **form.cleaned_data)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Der Abschluss ist zurückgegeben."))
    return redirect("course:closing", case.pk)


@requires(Permission.EDIT_CASES)
@require_POST
def reopen(request: UserRequest, case_id: int) -> HttpResponse:
    case, form = _case(request, case_id), ReopenForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.reopen(case, reason=reason, by=request.user, on=localdate())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Der Fall ist wieder offen und beginnt mit der Erhebung."))
    return redirect("desk:case", case.pk)


@requires(Permission.EDIT_CASES)
@require_POST
def later(request: UserRequest, case_id: int) -> HttpResponse:
    case, form = _case(request, case_id), LaterForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Bitte das Ergebnis der Nachfrage wählen."))
        return redirect("course:closing", case.pk)
    try:
        actions.note_later(case, by=request.user, on=localdate(), **form.cleaned_data)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Die Nachfrage ist notiert."))
    return redirect("course:closing", case.pk)


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def closing_rule(request: UserRequest, key: str) -> HttpResponse:
    led = covered_by(request.user, Permission.ACCEPT_CASES, organisation="carrier", agreement="pk")
    agreement = get_object_or_404(CooperationAgreement.objects.filter(led), key=key)
    rule = agreement.closing_rules.order_by("-valid_from").first()
    start: dict[str, Any] = {"valid_from": localdate(), "needs_approval": "no"}
    if rule:
        start["needs_approval"] = "yes" if rule.needs_approval else "no"
    words = _("Ab wann die Leitung den Abschluss eines Falls freigibt. Frühere Regeln bleiben.")
    return act(
        request,
        ClosingRuleForm(posted(request), initial=start),
        lambda **said: actions.set_rule(agreement, by=request.user, **said),
        back=(reverse("agreements:agreement", args=[key]), _("Zur Vereinbarung")),
        done=_("Die Regel für den Abschluss ist eingetragen."),
        title=_("Abschluss von Fällen"),
        about=agreement.title,
        explanation=words,
        submit=_("Regel eintragen"),
    )


def _case(request: HttpRequest, case_id: int) -> Case:
    """Return the case if it exists for this person; showing its pages counts as reading it."""
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    case = get_object_or_404(seen.select_related("household", "agreement"), pk=case_id)
    if request.method == "GET":
        record(request.user, "case-read", case, part="course")
    return case
