# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notes of contacts in a case."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.cases.names import language_names
from geleit.core.problems import Problem, Refused
from geleit.counselling import actions, queries, rules
from geleit.counselling.forms import ContactForm
from geleit.counselling.models import Contact
from geleit.kern.versions import chosen, compare, forgets
from geleit.together.models import Draft
from geleit.together.queries import draft_of, others_at, taken_up


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, case_id: int) -> HttpResponse:
    case, today = _case(request, case_id), localdate()
    posted = request.POST if request.method == "POST" else None
    draft = draft_of(request.user, case, queries.NOTE) if posted is None else None
    form = ContactForm(posted, case=case, user=request.user, on=today, draft=taken_up(draft))
    if form.is_valid():
        try:
            actions.record_contact(case=case, by=request.user, on=today, **form.said())
        except Refused as refused:
            form.add_problems(refused.problems)
        else:
            messages.success(request, _("Der Kontakt ist notiert."))
            return redirect("desk:case", case.pk)
    if posted is None:
        record(request.user, "case-read", case, part="note")
    context = {"case": case, "form": form, "problems": case.noting_problems()}
    context |= _beside(request, case, draft)
    return render(request, "counselling/note.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, case_id: int, contact_id: int) -> HttpResponse:
    case, contact = _contact(request, case_id, contact_id)
    if problems := _unwritable(request, case, contact):
        return _contact_page(request, case, contact, problems=problems)
    posted, today = request.POST if request.method == "POST" else None, localdate()
    draft = draft_of(request.user, case, queries.form_of(contact)) if posted is None else None
    fixed: dict[str, Any] = {"case": case, "user": request.user, "on": today, "contact": contact}
    said = chosen(posted, lambda: ContactForm(None, **fixed))
    form = ContactForm(said, draft=taken_up(draft), **fixed)
    if form.is_valid():
        try:
            actions.correct_contact(contact, by=request.user, on=today, **form.said())
        except Refused as refused:
            if refused.problems[0].code == "overtaken":
                contact.refresh_from_db()
                return _two_versions(request, contact, form, ContactForm(None, **fixed))
            form.add_problems(refused.problems)
        else:
            messages.success(request, _("Der Kontakt ist geändert."))
            return redirect("desk:case", case.pk)
    if posted is None:
        record(request.user, "case-read", case, part="contact")
    return _contact_page(request, case, contact, form=form, draft=draft)


@requires(Permission.EDIT_CASES)
@require_POST
def withdraw(request: HttpRequest, case_id: int, contact_id: int) -> HttpResponse:
    case, contact = _contact(request, case_id, contact_id)
    try:
        actions.withdraw_contact(contact, by=request.user)
    except Refused as refused:
        return _contact_page(request, case, contact, problems=refused.problems)
    return redirect("counselling:edit", case.pk, contact.pk)


@requires(Permission.EDIT_CASES)
@require_POST
def restore(request: HttpRequest, case_id: int, contact_id: int) -> HttpResponse:
    case, contact = _contact(request, case_id, contact_id)
    try:
        actions.restore_contact(contact, by=request.user)
    except Refused as refused:
        return _contact_page(request, case, contact, problems=refused.problems)
    messages.success(request, _("Der Kontakt steht wieder im Fall."))
    return redirect("desk:case", case.pk)


def _case(request: HttpRequest, case_id: int) -> Case:
    seen = Case.objects.visible_to(request.user).select_related("household")
    return get_object_or_404(seen, pk=case_id)


def _contact(request: HttpRequest, case_id: int, contact_id: int) -> tuple[Case, Contact]:
    case = _case(request, case_id)
    return case, get_object_or_404(queries.contacts_of(request.user, case), pk=contact_id)


def _unwritable(request: HttpRequest, case: Case, contact: Contact) -> list[Problem]:
    """Return why this person can not correct the contact now."""
    is_author = contact.recorded_by_id == request.user.pk
    return rules.author_problems(is_author=is_author) or case.noting_problems()


def _beside(request: HttpRequest, case: Case, draft: Draft | None) -> dict[str, Any]:
    """Return what stands beside the fields of a note: the draft, who else is there, languages."""
    return {
        "draft": draft,
        "others": others_at(request.user, case, at=now()),
        "is_writing": True,
        "language_names": language_names(get_language() or "de"),
    }


def _two_versions(
    request: HttpRequest, contact: Contact, mine: ContactForm, theirs: ContactForm
) -> HttpResponse:
    """Show what was sent beside what was saved in another window in the meantime."""
    at = date_format(localtime(contact.changed_at), "H:i") if contact.changed_at else ""
    lines = compare(mine, theirs)
    context = {
        "title": _("Zwei Fassungen"),
        "back": (request.path, _("Zum gespeicherten Kontakt")),
        "whose": _("Sie haben diesen Kontakt um %(time)s Uhr in einem anderen Fenster geändert.")
        % {"time": at},
        "form": mine,
        "differences": lines,
        "is_forgotten": forgets(lines, ["text", "private_text"]),
        "changes": contact.changes,
    }
    return render(request, "together/two_versions.html", context, status=409)


def _contact_page(
    request: HttpRequest,
    case: Case,
    contact: Contact,
    *,
    form: ContactForm | None = None,
    problems: list[Problem] | None = None,
    draft: Draft | None = None,
) -> HttpResponse:
    """Show the contact to correct, or why one can not: 403 for another author's, 422 if closed."""
    context: dict[str, Any] = {"case": case, "contact": contact, "form": form}
    context |= {"problems": problems or []} | _beside(request, case, draft)
    is_author = contact.recorded_by_id == request.user.pk
    status = 403 if not is_author else 422 if problems or (form and form.errors) else 200
    return render(request, "counselling/contact.html", context, status=status)
