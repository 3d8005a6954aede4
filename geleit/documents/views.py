# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of a case: listed, taken in, handed out, removed."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases import rules as case_rules
from geleit.cases.models import Case
from geleit.core.problems import Problem, Refused
from geleit.documents import actions, content, rules, scanner
from geleit.documents.enums import DocumentState
from geleit.documents.forms import UploadForm
from geleit.documents.models import Document
from geleit.documents.queries import documents_of
from geleit.documents.rules import loading_problems
from geleit.kern.body_limit import takes_files
from geleit.kern.keyset import page_of


@takes_files("LARGEST_FILE")
@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def files(request: UserRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    is_post = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_post else UploadForm()
    if form.is_valid() and (document := _uploaded(request, case, form)):
        _say(request, document)
        return redirect("documents:files", case.pk)
    if not is_post:
        record(request.user, "case-read", case, part="documents")
    context = {
        "case": case,
        "form": form,
        "page": page_of(request, documents_of(request.user, case), key="-pk"),
        "problems": _upload_problems(case),
        "is_scanned": scanner.is_configured(),
    }
    return render(request, "documents/files.html", context, status=422 if form.errors else 200)


def _uploaded(request: UserRequest, case: Case, form: UploadForm) -> Document | None:
    """Hand the form to the action; what it refuses stands beside the field afterwards."""
    said = form.cleaned_data
    given = said["given"]
    try:
        return actions.upload(
            case,
            data=given.read(),
            file_name=given.name,
            kind=said["kind"],
            title=said["title"],
            by=request.user,
            client_key=said["client_key"],
        )
    except Refused as refused:
        for problem in refused.problems:
            form.add_error("file", problem.text)
    return None


def _say(request: UserRequest, document: Document) -> None:
    if document.state == DocumentState.HELD_BACK:
        text = _("Die Datei ist aufgehoben. Sie wird freigegeben, sobald sie geprüft ist.")
        messages.info(request, text)
    else:
        messages.success(request, _("Die Datei liegt jetzt im Fall."))


@requires(Permission.EDIT_CASES)
@require_GET
def download(request: UserRequest, case_id: int, document_id: int) -> HttpResponseBase:
    case, document = _document(request, case_id, document_id)
    if problems := loading_problems(state=document.state):
        context = {"case": case, "problems": problems}
        return render(request, "documents/not_now.html", context, status=409)
    pieces = content.opened(document)  # raises before anything is said or noted
    record(request.user, "document-downloaded", document, case=case.pk)
    return as_attachment(
        pieces, media_type=document.media_type, size=document.size_bytes, name=document.file_name
    )


def as_attachment(
    pieces: Iterator[bytes], *, media_type: str, size: int, name: str
) -> StreamingHttpResponse:
    """Hand a file out to be kept, never to be shown within a page of ours."""
    response = StreamingHttpResponse(pieces, content_type=media_type)
    response["Content-Length"] = str(size)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store, private"
    return response


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def remove(request: UserRequest, case_id: int, document_id: int) -> HttpResponse:
    """Ask once more, then delete. The emergency door is no way to delete."""
    case, document = _document(request, case_id, document_id, beyond_door=True)
    problems = case.writing_problems()
    if request.method == "POST" and not problems:
        try:
            actions.remove(document, by=request.user)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("Die Datei ist gelöscht."))
            return redirect("documents:files", case.pk)
    if request.method == "GET":
        record(request.user, "case-read", case, part="document")
    context = {"case": case, "document": document, "problems": problems}
    return render(request, "documents/remove.html", context, status=422 if problems else 200)


@requires(Permission.EDIT_CASES)
@require_POST
def scan(request: UserRequest, case_id: int, document_id: int) -> HttpResponse:
    """Ask the scanner again about a file that is held back."""
    case, document = _document(request, case_id, document_id)
    state = DocumentState(document.state)
    if state == DocumentState.HELD_BACK:
        state = DocumentState(actions.scan_again(document, by=request.user))
    if problems := rules.loading_problems(state=state):
        messages.warning(request, problems[0].text)
    else:
        messages.success(request, _("Die Datei ist geprüft und bereit."))
    return redirect("documents:files", case.pk)


def _upload_problems(case: Case) -> list[Problem]:
    """Return why no file can be put into the case; the emergency door is wide enough for one."""
    return case_rules.writing_problems(closed_on=case.closed_on, is_waiting=case.is_waiting)


def _case(request: UserRequest, case_id: int, *, beyond_door: bool = False) -> Case:
    seen = Case.objects.visible_to(request.user).select_related("household").with_door(request.user)
    if beyond_door:
        seen = seen.beyond_door(request.user)
    return get_object_or_404(seen, pk=case_id)


def _document(
    request: UserRequest, case_id: int, document_id: int, *, beyond_door: bool = False
) -> tuple[Case, Document]:
    case = _case(request, case_id, beyond_door=beyond_door)
    seen = Document.objects.visible_to(request.user).filter(case=case)
    return case, get_object_or_404(seen, pk=document_id)
