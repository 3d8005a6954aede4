# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One person: the sheet with all that is known of her, and the pages that change it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record_read
from geleit.cases.editing import Edit, edit_page
from geleit.cases.forms import PersonForm, StatusForm, StayForm
from geleit.cases.models import Case, Person
from geleit.cases.pages import case_for, done, form_page, posted
from geleit.cases.views import name_choices
from geleit.core.problems import Refused
from geleit.persons import actions, queries
from geleit.persons.enums import ChannelKind, CodeKind, HistoryKind
from geleit.persons.forms import ChannelForm, CodesForm, EntryForm, NameForm


@requires(Permission.READ_CASES)
@require_GET
def sheet(request: UserRequest, case_id: int, person_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).select_related("household")
    case = get_object_or_404(seen.with_door(request.user), pk=case_id)
    members = queries.members_of(case, request.user)
    person = get_object_or_404(members, pk=person_id)
    record_read(request.user, case, why="door" if case.door_ends_at else "")
    context = {"case": case, "person": person, "today": localdate()}
    context |= queries.of_person(person) | {"problems": case.writing_problems()}
    return render(request, "persons/sheet.html", context)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def person(request: UserRequest, case_id: int, person_id: int) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    by: dict[str, Any] = {"by": request.user, "on": localdate()}
    sheet = _sheet_of(case, person)
    is_from_file = request.GET.get("von") == "akte"
    edit = Edit(
        shown=lambda data: PersonForm(data, person=person),
        act=lambda **said: actions.correct_person(case, person, **by, **said),
        done=_("Die Angaben sind geändert."),
        to=("desk:case", case.pk) if is_from_file else sheet["address"],
        row=person,
        wordings=reverse("persons:wordings", args=[case.pk, person.pk]),
        kept=actions.PERSON_TEXTS,
    )
    heading = _("Angaben zu %(name)s") % {"name": person.full_name}
    more = name_choices() | {"remark": person.remark}
    more |= {} if is_from_file else {"back": sheet}
    return edit_page(request, case, edit, heading, _("Angaben speichern"), **more)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def stay(request: UserRequest, case_id: int, stay_id: int) -> HttpResponse:
    case = case_for(request, case_id)
    stay = get_object_or_404(case.household.housing_stays, pk=stay_id)
    edit = Edit(
        shown=lambda data: StayForm(data, case=case, stay=stay),
        act=lambda **said: actions.correct_stay(case, stay, by=request.user, **said),
        done=_("Die Angaben sind geändert."),
        to=("desk:case", case.pk),
        row=stay,
        wordings=reverse("persons:stay_wordings", args=[case.pk, stay.pk]),
        kept=("remark",),
    )
    return edit_page(request, case, edit, _("Wohnung berichtigen"), _("Angaben speichern"))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def status(request: UserRequest, case_id: int, person_id: int) -> HttpResponse:
    """Note a new title, or put right the present one; where that was done, its words are kept."""
    case, person = _place(request, case_id, person_id)
    current = person.statuses.filter(is_current=True)
    now = current.first()
    edit = Edit(
        shown=lambda data: StatusForm(data, status=current.first()),
        act=lambda **said: actions.set_status(case, person, by=request.user, **said),
        done=_("Der Aufenthaltsstatus ist eingetragen."),
        to=("desk:case", case.pk),
        wordings=reverse("persons:status_wordings", args=[case.pk, person.pk, now.pk])
        if now
        else "",
        kept=("wording",),
    )
    heading = _("Aufenthaltsstatus von %(name)s") % {"name": person.full_name}
    return edit_page(request, case, edit, heading, _("Status eintragen"))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def new_entry(request: UserRequest, case_id: int, person_id: int, kind: str) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    if kind not in HistoryKind.values:
        raise Http404
    form = EntryForm(posted(request), kind=kind)
    by: dict[str, Any] = {"by": request.user, "on": localdate()}
    if done(form, lambda **said: actions.add_entry(case, person, kind=kind, **by, **said)):
        return _back(request, case, person, _("Das steht jetzt in der Akte."))
    names = {"kind": HistoryKind(kind).label, "name": person.full_name}
    heading = _("%(kind)s: %(name)s") % names
    return form_page(request, case, form, heading, _("Eintragen"), back=_sheet_of(case, person))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def entry(request: UserRequest, case_id: int, person_id: int, entry_id: int) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    entries = queries.entries_of(case, person).standing()
    entry = get_object_or_404(entries.select_related("person"), pk=entry_id)
    by: dict[str, Any] = {"by": request.user, "on": localdate()}
    edit = Edit(
        shown=lambda data: EntryForm(data, kind=entry.kind, entry=entry),
        act=lambda **said: actions.change_entry(case, entry, **by, **said),
        done=_("Die Angaben sind geändert."),
        to=("persons:sheet", case.pk, person.pk),
        row=entry,
        wordings=reverse("persons:entry_wordings", args=[case.pk, person.pk, entry.pk]),
        kept=actions.ENTRY_TEXTS,
    )
    names = {"kind": entry.get_kind_display(), "name": person.full_name}
    heading = _("%(kind)s: %(name)s") % names
    back = _sheet_of(case, person)
    return edit_page(request, case, edit, heading, _("Angaben speichern"), back=back)


@requires(Permission.EDIT_CASES)
@require_POST
def mark_entry(
    request: UserRequest, case_id: int, person_id: int, entry_id: int, act: str
) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    acts = {"streichen": actions.remove_entry, "zurueck": actions.restore_entry}
    entries = queries.entries_of(case, person).select_related("person")
    entry = get_object_or_404(entries, pk=entry_id)
    if act not in acts:
        raise Http404
    said = _("Gestrichen. Unten lässt es sich zurückholen.")
    words = said if act == "streichen" else _("Das steht wieder in der Akte.")
    return _tried(request, case, person, words, acts[act], entry, on=localdate())


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def new_name(request: UserRequest, case_id: int, person_id: int) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    form = NameForm(posted(request))
    if done(form, lambda **said: actions.keep_name(case, person, by=request.user, **said)):
        return _back(
            request, case, person, _("Unter dieser Schreibweise ist die Person zu finden.")
        )
    heading = _("Schreibweise des Namens: %(name)s") % {"name": person.full_name}
    intro = _("So, wie es im Pass steht oder wie andere ihn schreiben. Die Suche findet alle.")
    more = {"back": _sheet_of(case, person), "intro": intro}
    return form_page(request, case, form, heading, _("Eintragen"), **more)


@requires(Permission.EDIT_CASES)
@require_POST
def drop_name(request: UserRequest, case_id: int, person_id: int, name_id: int) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    name = get_object_or_404(queries.names_of(person).select_related("person"), pk=name_id)
    words = _("Die Schreibweise „%(name)s“ ist herausgenommen.") % {"name": name.full_name}
    return _tried(request, case, person, words, actions.drop_name, name)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def codes(request: UserRequest, case_id: int, person_id: int) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    present = queries.of_person(person)["codes"]
    initial = {
        "nationalities": [row.code for row in present if row.kind == CodeKind.NATIONALITY],
        "languages": [row.code for row in present if row.kind == CodeKind.LANGUAGE],
    }
    form = CodesForm(posted(request), initial=initial)
    if done(form, lambda **said: actions.keep_codes(case, person, by=request.user, **said)):
        return _back(request, case, person, _("Die Angaben sind geändert."))
    heading = _("Weitere Staatsangehörigkeiten und Sprachen: %(name)s") % {"name": person.full_name}
    back = _sheet_of(case, person)
    return form_page(request, case, form, heading, _("Angaben speichern"), back=back)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def new_channel(request: UserRequest, case_id: int, person_id: int) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    form = ChannelForm(posted(request), initial={"kind": ChannelKind.PHONE})
    by: dict[str, Any] = {"by": request.user, "on": localdate()}
    if done(form, lambda **said: actions.add_channel(case, person, **by, **said)):
        return _back(request, case, person, _("Der Kontaktweg ist eingetragen."))
    heading = _("Kontaktweg: %(name)s") % {"name": person.full_name}
    intro = _("Angeschrieben wird eine Person nur dort, wo sie es will.")
    more = {"back": _sheet_of(case, person), "intro": intro}
    return form_page(request, case, form, heading, _("Eintragen"), **more)


@requires(Permission.EDIT_CASES)
@require_POST
def mark_channel(
    request: UserRequest, case_id: int, person_id: int, channel_id: int, act: str
) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    channel = get_object_or_404(queries.channels_of(person), pk=channel_id)
    if act in ("einwilligung", "widerruf"):
        may_write = act == "einwilligung"
        said = {"may_write": may_write, "on": localdate()}
        words = _("Die Einwilligung ist notiert.") if may_write else _("Der Widerruf ist notiert.")
        return _tried(request, case, person, words, actions.set_consent, channel, **said)
    if act not in ("streichen", "zurueck"):
        raise Http404
    removed_on: date | None = localdate() if act == "streichen" else None
    words = _("Der Kontaktweg ist gestrichen.") if removed_on else _("Der Kontaktweg ist zurück.")
    act_on: Any = actions.mark_channel
    return _tried(request, case, person, words, act_on, channel, removed_on=removed_on)


def _place(request: HttpRequest, case_id: int, person_id: int) -> tuple[Case, Person]:
    case = case_for(request, case_id)
    return case, get_object_or_404(case.household.persons, pk=person_id)


def _sheet_of(case: Case, person: Person) -> Any:
    return {"address": ("persons:sheet", case.pk, person.pk), "words": person.full_name}


def _back(request: HttpRequest, case: Case, person: Person, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("persons:sheet", case.pk, person.pk)


def _tried(
    request: UserRequest, case: Case, person: Person, words: str, act: Any, row: Any, **said: Any
) -> HttpResponse:
    """Act and go back to the sheet; a refusal stands there."""
    try:
        act(case, row, by=request.user, **said)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("persons:sheet", case.pk, person.pk)
    return _back(request, case, person, words)
