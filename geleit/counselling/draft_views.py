# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drafts of notes: kept while somebody types, taken up again, put aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from geleit.accounts.permissions import Permission, requires
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.counselling import actions, queries
from geleit.counselling.forms import ContactForm
from geleit.together.actions import discard_draft, resume_draft


@requires(Permission.EDIT_CASES)
@require_POST
def of_note(request: HttpRequest, case_id: int) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    return _kept(request, case, queries.NOTE, ["counselling:note", case.pk])


@requires(Permission.EDIT_CASES)
@require_POST
def of_contact(request: HttpRequest, case_id: int, contact_id: int) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    contacts = queries.contacts_of(request.user, case).filter(recorded_by=request.user.pk)
    contact = get_object_or_404(contacts, pk=contact_id)
    return _kept(request, case, queries.form_of(contact), ["counselling:edit", case.pk, contact.pk])


def _kept(request: HttpRequest, case: Case, form: str, page: list[object]) -> HttpResponse:
    """Keep, put aside or take up a draft; a script gets words, a button the page again."""
    writer = request.headers.get("Geleit-Draft")
    if writer is not None and writer != str(request.user.pk):
        return HttpResponse(status=409)  # somebody else has signed in at this machine
    if "discard" in request.POST:
        discard_draft(case, by=request.user, form=form, at=timezone.now())
        return redirect(*page)  # type: ignore[call-overload]
    if "resume" in request.POST:
        resume_draft(case, by=request.user, form=form)
        return redirect(*page)  # type: ignore[call-overload]
    names = [name for name in ContactForm.base_fields if name in request.POST]
    said = {name: request.POST.getlist(name) for name in names}
    at = timezone.now()
    try:
        draft = actions.keep_draft(case, by=request.user, form=form, said=said, at=at)
    except Refused as refused:
        return _words(str(refused), status=422)
    if draft and writer is not None and (problems := case.noting_problems()):
        comes_back = _(
            "Ihr Text ist als Entwurf gesichert und kommt wieder, sobald Sie hier schreiben können."
        )
        return _words(f"{problems[0].text} {comes_back}", status=422)
    text = _("Als Entwurf gesichert um %(time)s Uhr.") % {
        "time": date_format(timezone.localtime(at), "H:i")
    }
    if writer is not None:
        return _words(text)
    messages.success(request, text)
    return redirect("desk:case", case.pk)


def _words(text: str, *, status: int = 200) -> HttpResponse:
    """Answer the script with a sentence for the page."""
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
