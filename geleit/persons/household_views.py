# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The household changes: one calm page, and one for each thing that can happen."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.cases.editing import Edit, edit_page
from geleit.cases.models import Case
from geleit.cases.pages import case_for, done, form_page, posted
from geleit.core.problems import Refused
from geleit.persons import household_actions as actions
from geleit.persons.forms import BirthForm, JoinForm, LeaveForm, RoleForm, SplitForm
from geleit.persons.queries import labels_of, memberships_of, present_members


@requires(Permission.EDIT_CASES)
@require_GET
def changes(request: UserRequest, case_id: int) -> HttpResponse:
    """Ask what happened, and show what is noted."""
    case = case_for(request, case_id)
    labels = labels_of(case.household.persons.order_by("born_on", "pk"))
    rows = memberships_of(case)
    for row in rows:
        row.label = labels.get(row.person_id, row.person_name)
        row.is_here = row.person_id in labels
    context = {"case": case, "rows": rows, "problems": case.writing_problems()}
    return render(request, "persons/changes.html", context)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def birth(request: UserRequest, case_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    form = BirthForm(posted(request), initial={"family_name": case.household.name})
    by: dict[str, Any] = {"by": request.user, "on": localdate(), "birth_precision": "day"}
    if done(form, lambda **said: actions.note_birth(case, **by, **said)):
        messages.success(request, _("Willkommen! Das Kind gehört jetzt zum Haushalt."))
        return redirect("desk:case", case.pk)
    heading = _("Ein Kind ist geboren")
    return form_page(request, case, form, heading, _("Kind eintragen"), back=_here(case))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def leave(request: UserRequest, case_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    labels = present_members(case)
    form = LeaveForm(posted(request), labels=labels)
    by: dict[str, Any] = {"by": request.user, "on": localdate()}

    def act(person: int, **said: Any) -> None:
        actions.leave(case, case.household.persons.get(pk=person), **by, **said)

    if done(form, act):
        messages.success(request, _("Das ist eingetragen. Was in der Akte steht, bleibt."))
        return redirect("persons:changes", case.pk)
    heading = _("Jemand gehört nicht mehr zum Haushalt")
    return form_page(request, case, form, heading, _("Eintragen"), back=_here(case))


@requires(Permission.EDIT_CASES)
@require_POST
def come_back(request: UserRequest, case_id: int, membership_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    memberships = case.household.memberships.filter(person__household=case.household_id)
    membership = get_object_or_404(memberships.select_related("person"), pk=membership_id)
    try:
        actions.come_back(case, membership, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Die Person gehört wieder zum Haushalt."))
    return redirect("persons:changes", case.pk)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def split(request: UserRequest, case_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    labels = present_members(case)
    form = SplitForm(
        posted(request), case=case, labels=labels, initial={"name": case.household.name}
    )
    by: dict[str, Any] = {"by": request.user, "on": localdate()}
    made: list[Case] = []
    if done(form, lambda **said: made.append(actions.split(case, **by, **said))):
        messages.success(request, _("Das ist die Akte des neuen Haushalts, in denselben Händen."))
        if Case.objects.visible_to(request.user).filter(pk=made[0].pk).exists():
            return redirect("desk:case", made[0].pk)
        return redirect("desk:case", case.pk)
    intro = _(
        "Der neue Haushalt bekommt einen eigenen Fall. Notizen, Briefe und Dateien bleiben in "
        "dieser Akte; die Stationen der Personen gehen mit ihnen."
    )
    more = {"back": _here(case), "intro": intro}
    heading = _("Ein Teil bildet einen eigenen Haushalt")
    return form_page(request, case, form, heading, _("Haushalt trennen"), **more)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def join(request: UserRequest, case_id: int) -> HttpResponse:
    """Ask for the number of the other case first, then who of it comes."""
    case = case_for(request, case_id)
    number = request.GET.get("fall", "").strip().replace("\0", "")
    seen = Case.objects.visible_to(request.user).beyond_door(request.user).open()
    other = seen.select_related("household").filter(number=number).first() if number else None
    context = {"case": case, "number": number, "problems": case.writing_problems()}
    if other is None:
        return render(request, "persons/join.html", context | {"is_unknown": bool(number)})
    form = JoinForm(posted(request), case=other, labels=present_members(other))
    by: dict[str, Any] = {"by": request.user, "on": localdate(), "other": other}
    if done(form, lambda **said: actions.join(case, **by, **said)):
        messages.success(request, _("Sie gehören jetzt zu diesem Haushalt."))
        return redirect("desk:case", case.pk)
    heading = _("Aus Fall %(number)s kommt jemand dazu") % {"number": other.number}
    return form_page(request, case, form, heading, _("Eintragen"), back=_here(case))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def role(request: UserRequest, case_id: int, person_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    person = get_object_or_404(case.household.persons, pk=person_id)
    memberships = case.household.memberships.filter(person=person, left_on=None)
    names = ("role", "joined_on", "joined_how")
    edit = Edit(
        shown=lambda data: RoleForm(data, initial=memberships.values(*names).first() or {}),
        act=lambda **said: actions.set_role(case, person, by=request.user, **said),
        done=_("Die Angaben sind geändert."),
        to=("persons:sheet", case.pk, person.pk),
    )
    heading = _("Rolle im Haushalt: %(name)s") % {"name": person.full_name}
    back = {"address": ("persons:sheet", case.pk, person.pk), "words": person.full_name}
    return edit_page(request, case, edit, heading, _("Angaben speichern"), back=back)


def _here(case: Case) -> Any:
    return {"address": ("persons:changes", case.pk), "words": _("Haushalt ändert sich")}
