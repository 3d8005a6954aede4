# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Correct what a case file says, and say who is responsible."""

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.coverage import covered_by
from geleit.audit.models import record
from geleit.cases import actions, rules
from geleit.cases.editing import Edit, edit_page
from geleit.cases.forms import (
    AssignForm,
    HouseholdForm,
    NewPersonForm,
    PersonForm,
    ProtectionForm,
    StayForm,
)
from geleit.cases.models import Case, Person, UnreadValue
from geleit.cases.names import country_names, language_names
from geleit.cases.pages import case_for, done, form_page, posted
from geleit.cases.queries import Alike, alike, with_cases


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, case_id: int) -> HttpResponse:
    led = covered_by(
        request.user,
        Permission.ACCEPT_CASES,
        organisation="agreement__carrier",
        agreement="agreement",
    )
    cases = Case.objects.visible_to(request.user).filter(led)
    case = get_object_or_404(cases.select_related("agreement", "household"), pk=case_id)
    form = AssignForm(posted(request), case=case, on=localdate())
    if done(form, lambda to: actions.assign(case, to=to, by=request.user, on=localdate())):
        name = form.cleaned_data["to"].name
        messages.success(request, _("Zuständig ist jetzt %(name)s.") % {"name": name})
        return redirect("desk:case", case.pk)
    record(request.user, "case-read", case, part="assign")  # the form names the household
    return form_page(request, case, form, _("Zuständigkeit"), _("Zuständigkeit ändern"))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def protection(request: UserRequest, case_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    by: dict[str, Any] = {"by": request.user, "on": localdate()}
    form = ProtectionForm(posted(request), case=case, user=request.user, on=by["on"])
    if done(form, lambda **said: actions.protect(case, **by, **said)):
        if form.cleaned_data["is_protected"]:
            messages.success(request, _("Den Fall sehen jetzt nur noch die benannten Personen."))
        else:
            messages.success(request, _("Der besondere Schutz ist aufgehoben."))
        return redirect("desk:case", case.pk)
    intro = _(
        "Für alle anderen gibt es den Fall dann nicht, auch nicht für Leitung und Vertretung."
    )
    is_holder = case.holder_id == request.user.pk
    more = rules.protection_problems(is_holder=is_holder, is_named=case.is_protected)
    heading = _("Besonderer Schutz")
    page = {"intro": intro, "more_problems": more}
    return form_page(request, case, form, heading, _("Schutz speichern"), **page)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest, case_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    last = case.household.persons.aggregate(last=Max("pk"))["last"] or 0
    initial = {"family_name": case.household.name, "after": last}
    form = NewPersonForm(posted(request), initial=initial)
    by: dict[str, Any] = {"by": request.user, "on": localdate()}
    twins = _alike(request, form, case)
    if not twins and done(form, lambda **said: actions.add_person(case, **by, **said)):
        messages.success(request, _("Die Person gehört jetzt zum Haushalt."))
        return redirect("desk:case", case.pk)
    intro = _("Telefon und E-Mail tragen Sie danach auf dem Blatt der Person ein.")
    heading = _("Person zum Haushalt hinzufügen")
    more = name_choices() | {"alike": twins, "intro": intro}
    return form_page(request, case, form, heading, _("Person hinzufügen"), **more)


def _alike(request: HttpRequest, form: PersonForm, case: Case) -> list[Alike]:
    """Return who may be the person being added, unless it was said that she is another one."""
    if "dennoch" in request.POST or not form.is_valid():
        return []
    if actions.added_since(case, **form.cleaned_data):
        return []  # the button was pressed twice
    others = Person.objects.visible_to(request.user).beyond_door(request.user)
    cases = Case.objects.visible_to(request.user).beyond_door(request.user)
    return with_cases(alike(form.cleaned_data, among=others), cases)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def household(request: HttpRequest, case_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    edit = Edit(
        shown=lambda data: HouseholdForm(data, initial={"name": case.household.name}),
        act=lambda name: actions.rename_household(case, name=name, by=request.user),
        done=_("Der Haushalt heißt jetzt so."),
        to=("desk:case", case.pk),
        row=case.household,
    )
    return edit_page(request, case, edit, _("Name des Haushalts"), _("Namen ändern"))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, case_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    form = StayForm(posted(request), case=case)
    if done(form, lambda **said: actions.move_household(case, by=request.user, **said)):
        messages.success(request, _("Die neue Wohnung ist eingetragen."))
        return redirect("desk:case", case.pk)
    intro = _("Die bisherige Wohnung bleibt in der Akte und endet am Tag des Einzugs.")
    return form_page(request, case, form, _("Neue Wohnung"), _("Umzug eintragen"), intro=intro)


@requires(Permission.EDIT_CASES)
@require_POST
def settle(request: HttpRequest, case_id: int, value_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    values = UnreadValue.objects.filter(person__household=case.household_id)
    value = get_object_or_404(values, pk=value_id)
    actions.settle_value(value, by=request.user, on=localdate())  # type: ignore[arg-type]
    return redirect("desk:case", case.pk)


def name_choices() -> dict[str, Any]:
    here = get_language() or "de"
    return {"nationality_names": country_names(here), "language_names": language_names(here)}
