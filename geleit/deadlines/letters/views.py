# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A letter has come: the calculator, and letters in a case file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.deadlines.current_law import law_in_force
from geleit.deadlines.letters import actions
from geleit.deadlines.letters.assessment import CHECK, Proposal, propose
from geleit.deadlines.letters.contradictions import refuse_unseen
from geleit.deadlines.letters.forms import (
    CaseLetterForm,
    EnvelopeForm,
    LetterForm,
    kept_words,
    said_words,
)
from geleit.deadlines.letters.queries import done_before, land_of, people_of, view_of
from geleit.deadlines.models import IncomingLetter
from geleit.kern.body_limit import takes_files


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def calculator(request: UserRequest) -> HttpResponse:
    """Compute and forget: nothing is kept, nothing stands in the address."""
    initial = {"state": land_of(request.user)}
    form = LetterForm(request.POST if request.method == "POST" else None, initial=initial)
    proposals = _proposals(form)
    context = {"form": form, "proposals": proposals, "check": CHECK, "today": localdate()}
    context["said"] = said_words(form) if proposals else []
    status = 422 if form.errors else 200
    return render(request, "deadlines/calculator.html", context, status=status)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def new_letter(request: UserRequest, case_id: int) -> HttpResponse:
    return _letter(request, _case(request, case_id), corrects=None)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def correct_letter(request: UserRequest, case_id: int, letter_id: int) -> HttpResponse:
    case = _case(request, case_id)
    letters = IncomingLetter.objects.visible_to(request.user).filter(case=case)
    return _letter(request, case, corrects=get_object_or_404(letters, pk=letter_id))


@requires(Permission.READ_CASES)
@require_GET
def letter(request: UserRequest, case_id: int, letter_id: int) -> HttpResponse:
    case, found = _read(request, case_id, letter_id)
    record(request.user, "case-read", case)
    return _page(request, case, found, EnvelopeForm())


@takes_files("LARGEST_FILE")
@requires(Permission.EDIT_CASES)
@require_POST
def envelope(request: UserRequest, case_id: int, letter_id: int) -> HttpResponse:
    """Keep a photo of the envelope with the letter."""
    case, found = _read(request, case_id, letter_id)
    form = EnvelopeForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["photo"]
        try:
            actions.keep_envelope(
                found, data=given.read(), file_name=given.name, by=request.user,
                client_key=form.cleaned_data["client_key"],
            )  # fmt: skip
            return redirect("deadlines:letter", case.pk, found.pk)
        except Refused as refused:
            for problem in refused.problems:
                form.add_error("photo", problem.text)
    return _page(request, case, found, form)


def _read(request: UserRequest, case_id: int, letter_id: int) -> tuple[Case, IncomingLetter]:
    case = _case(request, case_id)
    letters = IncomingLetter.objects.visible_to(request.user)
    related = letters.select_related("person", "corrects", "envelope", "case")
    return case, get_object_or_404(related, pk=letter_id, case=case)


def _page(
    request: UserRequest, case: Case, found: IncomingLetter, form: EnvelopeForm
) -> HttpResponse:
    context = {
        "case": case,
        "view": view_of(found, on=localdate()),
        "office": actions.office_name(found.answers),
        "kept": kept_words(found.answers),
        "envelope_form": form,
        "check": CHECK,
        "today": localdate(),
        "problems": case.writing_problems(),
    }
    status = 422 if form.errors else 200
    return render(request, "deadlines/letter.html", context, status=status)


def _case(request: UserRequest, case_id: int) -> Case:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    return get_object_or_404(
        seen.select_related("household", "agreement__municipality"), pk=case_id
    )


def _letter(request: UserRequest, case: Case, *, corrects: IncomingLetter | None) -> HttpResponse:
    """Ask, show what follows, and keep what was confirmed: two steps on one page."""
    data = request.POST if request.method == "POST" else None
    form = CaseLetterForm(data, case=case, on=localdate(), initial=_initial(case, corrects))
    proposals = _proposals(form)
    if (
        proposals
        and "uebernehmen" in request.POST
        and (kept := _kept(request, case, form, proposals, corrects))
    ):
        return redirect("deadlines:letter", case.pk, kept.pk)
    if request.method == "GET":
        record(request.user, "case-read", case)
    done = done_before(corrects) if corrects else {}
    context = {
        "case": case,
        "form": form,
        "proposals": proposals,
        "rows": [(proposal, done.get(actions.FORM + proposal.key)) for proposal in proposals],
        "check": CHECK,
        "corrects": corrects,
        "problems": case.writing_problems(),
    }
    status = 422 if form.errors else 200
    return render(request, "deadlines/new_letter.html", context, status=status)


def _proposals(form: LetterForm) -> list[Proposal]:
    if not form.is_valid():
        return []
    try:
        return propose(form.answers(), book=law_in_force())
    except Refused as refused:
        form.add_error(None, str(refused))
        return []


def _kept(
    request: UserRequest,
    case: Case,
    form: CaseLetterForm,
    proposals: list[Proposal],
    corrects: IncomingLetter | None,
) -> IncomingLetter | None:
    said = form.cleaned_data
    try:
        refuse_unseen(proposals, request.POST.getlist("gezeigt"))
        return actions.record_letter(
            case,
            answers=form.answers(),
            sender=said["sender"],
            about=said["about"],
            confirmed=request.POST.getlist("frist"),
            corrects=corrects,
            by=request.user,
            on=localdate(),
            **form.people(),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _initial(case: Case, corrects: IncomingLetter | None) -> dict[str, Any]:
    if corrects is None:
        return {"state": case.agreement.land}
    kept = {"sender": corrects.sender, "about": corrects.about, "person": corrects.person_id}
    return {"state": ""} | corrects.answers | kept | people_of(corrects)
