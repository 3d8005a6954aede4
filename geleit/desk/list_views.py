# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work with lists: several cases at once, kept filters, columns, the caseload of a colleague."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.models import User
from geleit.accounts.permissions import Permission, UserRequest, organisations_where, requires
from geleit.agreements.coverage import covered_by
from geleit.cases.models import Case
from geleit.cases.team import team_led_by
from geleit.core.lookups import read_key, read_keys
from geleit.core.problems import Refused
from geleit.desk import list_actions
from geleit.desk.case_order import Head
from geleit.desk.case_rows import case_rows, columns_of, headings
from geleit.desk.caseload import caseload_of, proposals
from geleit.desk.list_forms import (
    CaseloadForm,
    ColumnsForm,
    DeputyForm,
    FilterForm,
    GiveForm,
    RemindForm,
)
from geleit.desk.models import SavedFilter
from geleit.kern.acts import posted, show_refusal
from geleit.staffing import deputy_actions
from geleit.staffing.deputy_queries import known_to, start_of

MOST = 100  # cases at once


@requires(Permission.EDIT_CASES)
@require_POST
def several(request: UserRequest) -> HttpResponse:
    """Show what can be done with the chosen cases, and do it."""
    cases = _chosen(request)
    if not cases:
        messages.warning(request, _("Bitte zuerst Fälle ankreuzen."))
        return redirect("desk:cases")
    act = request.POST.get("akt", "")
    if act == "drucken":
        list_actions.note_print(cases, by=request.user)
        columns = columns_of(request.user)
        rows = case_rows(cases, request.user, on=localdate(), columns=columns)
        heads = [Head(str(label)) for label in headings(columns).values()]
        context = {"rows": rows, "heads": heads, "today": localdate()}
        return render(request, "desk/cases_print.html", context)
    give = GiveForm(request.POST if act == "zuteilen" else None, team=team_for(request.user))
    remind = RemindForm(request.POST if act == "erinnern" else None)
    if give.is_valid() and _given(request, cases, give):
        return redirect("desk:cases")
    if remind.is_valid() and _reminded(request, cases, remind):
        return redirect("desk:cases")
    may_give = len(led_by(request.user).filter(pk__in=[case.pk for case in cases])) == len(cases)
    context = {"cases": cases, "give": give, "remind": remind, "may_give": may_give}
    is_wrong = bool(give.errors or remind.errors)
    return render(request, "desk/several.html", context, status=422 if is_wrong else 200)


def _chosen(request: UserRequest) -> list[Case]:
    keys = read_keys(request.POST.getlist("fall"))[:MOST]
    seen = Case.objects.visible_to(request.user).beyond_door(request.user).filter(pk__in=keys)
    return list(seen.select_related("household", "holder").order_by("-number"))


def led_by(user: Any) -> Any:
    permission = Permission.ACCEPT_CASES
    led = covered_by(user, permission, organisation="agreement__carrier", agreement="agreement")
    return Case.objects.visible_to(user).filter(led)


def _given(request: UserRequest, cases: list[Case], form: GiveForm) -> bool:
    led = list(led_by(request.user).filter(pk__in=[case.pk for case in cases]))
    to = form.cleaned_data["to"]
    try:
        n = list_actions.give_cases([(one, to) for one in led], by=request.user, on=localdate())
    except Refused as refused:
        show_refusal(form, refused)
        return False
    text = ngettext("%(n)s Fall hat jetzt %(name)s.", "%(n)s Fälle hat jetzt %(name)s.", n)
    messages.success(request, text % {"n": n, "name": to.name})
    return True


def _reminded(request: UserRequest, cases: list[Case], form: RemindForm) -> bool:
    try:
        n = list_actions.remind_of_cases(
            cases, by=request.user, on=localdate(), **form.cleaned_data
        )
    except Refused as refused:
        show_refusal(form, refused)
        return False
    text = ngettext(
        "In %(n)s Fall steht jetzt die Wiedervorlage.",
        "In %(n)s Fällen steht jetzt die Wiedervorlage.",
        n,
    )
    messages.success(request, text % {"n": n})
    return True


@requires(Permission.READ_CASES)
@require_POST
def keep_filter(request: UserRequest) -> HttpResponse:
    form, query = (
        FilterForm(request.POST),
        list_actions.without_names(request.POST.get("query", "")),
    )
    organisation = min(organisations_where(request.user, Permission.READ_CASES))
    if form.is_valid():
        list_actions.keep_filter(by=request.user, organisation=organisation, **form.cleaned_data)
        messages.success(request, _("Der Filter ist gespeichert."))
    else:
        messages.warning(request, _("Bitte dem Filter einen Namen geben."))
    return redirect(f"{reverse('desk:cases')}?{query}")


@requires(Permission.READ_CASES)
@require_POST
def drop_filter(request: UserRequest, filter_id: int) -> HttpResponse:
    kept = get_object_or_404(SavedFilter.objects.filter(owner=request.user), pk=filter_id)
    list_actions.drop_filter(kept)
    messages.success(request, _("Der Filter ist entfernt."))
    return redirect("desk:cases")


@requires(Permission.READ_CASES)
@require_POST
def columns(request: UserRequest) -> HttpResponse:
    form, query = (
        ColumnsForm(request.POST),
        list_actions.without_names(request.POST.get("query", "")),
    )
    if form.is_valid():
        list_actions.choose_columns(by=request.user, **form.cleaned_data)
    else:
        messages.warning(request, _("Bitte mindestens eine Spalte wählen."))
    return redirect(f"{reverse('desk:cases')}?{query}")


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def team(request: UserRequest) -> HttpResponse:
    """Who stands in for whom, and the way to hand a caseload over."""
    today = localdate()
    people = team_for(request.user)
    away = read_key(request.GET.get("abwesenheit", ""))
    start = {"starts_on": today} | start_of(request.user, absence=away, team=people)
    form = DeputyForm(posted(request), holders=people, team=people, start=start)
    if form.is_valid():
        try:
            deputy_actions.stand_in(by=request.user, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Die Vertretung ist eingetragen."))
            return redirect("desk:team")
    standing = known_to(request.user, people).exclude(ends_on__lt=today)
    standing = standing.select_related("holder", "deputy").order_by("starts_on", "pk")
    holders = led_by(request.user).open().filter(is_protected=False).exclude(holder=None)
    names = holders.order_by("holder__name").values_list("holder", "holder__name").distinct()
    context = {"form": form, "standing": standing, "today": today, "holders": names}
    return render(request, "desk/team.html", context, status=422 if form.errors else 200)


@requires(Permission.ACCEPT_CASES)
@require_POST
def end_deputy(request: UserRequest, deputy_id: int) -> HttpResponse:
    today = localdate()
    mine = known_to(request.user, team_for(request.user)).filter(may_end=True)
    deputy_actions.end(get_object_or_404(mine, pk=deputy_id), by=request.user, on=today)
    messages.success(request, _("Die Vertretung ist beendet."))
    return redirect("desk:team")


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def hand_over(request: UserRequest, holder_id: int) -> HttpResponse:
    """Show who could take each open case of a colleague, and give all of them on in one step."""
    today = localdate()
    mine = caseload_of(User(pk=holder_id), request.user)
    found = list(mine.filter(pk__in=led_by(request.user)).select_related("household"))
    holder = get_object_or_404(User.objects.filter(pk__in=[case.holder_id for case in found]))
    people = list(team_for(request.user).exclude(pk=holder.pk))
    proposed = proposals(found, people, request.user, holder=holder, on=today)
    form = CaseloadForm(posted(request), cases=found, team=people, proposals=proposed)
    if form.is_valid():
        given: dict[str, Any] = {
            "of": holder.pk,
            "expected": form.expected(),
            "by": request.user,
            "on": today,
        }
        try:
            list_actions.hand_over_caseload(form.pairs(), **given)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Alle Fälle sind übergeben."))
            return redirect("desk:team")
    context = {"form": form, "holder": holder, "cases": found}
    return render(request, "desk/hand_over.html", context, status=422 if form.errors else 200)


def team_for(user: Any) -> Any:
    return team_led_by(user, on=localdate())
