# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The annexes of an agreement's version: taken into a draft, handed out, taken out."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.models import AgreementVersion, Annex
from geleit.agreements.version_views import negotiated
from geleit.audit.models import record
from geleit.documents import annex_actions, content
from geleit.documents.actions import scan_again
from geleit.documents.enums import ENDINGS, DocumentState
from geleit.documents.forms import AnnexForm
from geleit.documents.names import safe_name
from geleit.documents.rules import loading_problems
from geleit.documents.views import as_attachment
from geleit.kern.acts import ConsentForm, act, posted
from geleit.kern.body_limit import takes_files


@takes_files("LARGEST_FILE")
@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def attach(request: UserRequest, key: str, number: int) -> HttpResponse:
    negotiated(request, key)
    rows = AgreementVersion.objects.visible_to(request.user).select_related("agreement")
    version = get_object_or_404(rows, agreement__key=key, number=number)
    return act(
        request,
        AnnexForm(posted(request), request.FILES or None),
        partial(annex_actions.attach, version, by=request.user),
        back=_back(key, number),
        title=_("Anlage hinzufügen"),
        about=version.agreement.title,
        explanation=_(
            "Eine Datei unter einer Bezeichnung, die es schon gibt, tritt an die Stelle der "
            "bisherigen. Bitte nur, was zur Vereinbarung gehört, keine Angaben zu Personen."
        ),
        submit=_("Anlage speichern"),
        done=_("Die Anlage gehört jetzt zum Entwurf."),
    )


@requires(Permission.READ_AGREEMENT)
@require_GET
def download(request: UserRequest, key: str, number: int, annex_id: int) -> HttpResponseBase:
    annex = _annex(request, key, number, annex_id)
    if problems := loading_problems(state=annex.file.state):
        context = {"problems": problems, "back": _back(key, number)}
        return render(request, "documents/annex_not_now.html", context, status=409)
    pieces = content.opened(annex.file)  # raises before anything is said or noted
    record(request.user, "annex-downloaded", annex, agreement=annex.version.agreement_id)
    kind = annex.file.media_type
    name = safe_name(f"{annex.title}.{ENDINGS[kind][0]}", kind)
    return as_attachment(pieces, media_type=kind, size=annex.file.size_bytes, name=name)


@requires(Permission.NEGOTIATE)
@require_POST
def scan(request: UserRequest, key: str, number: int, annex_id: int) -> HttpResponse:
    """Ask the scanner again about an annex that is held back."""
    negotiated(request, key)
    annex = _annex(request, key, number, annex_id)
    state = DocumentState(annex.file.state)
    if state == DocumentState.HELD_BACK:
        state = DocumentState(scan_again(annex.file, by=request.user))
    if problems := loading_problems(state=state):
        messages.warning(request, problems[0].text)
    else:
        messages.success(request, _("Die Datei ist geprüft und bereit."))
    return redirect("agreements:version", key, number)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def detach(request: UserRequest, key: str, number: int, annex_id: int) -> HttpResponse:
    negotiated(request, key)
    annex = _annex(request, key, number, annex_id)
    return act(
        request,
        ConsentForm(posted(request)),
        partial(annex_actions.detach, annex, by=request.user),
        back=_back(key, number),
        title=_("Anlage entfernen"),
        about=annex.title,
        explanation=_("Die Anlage gehört dann nicht mehr zum Entwurf. Frühere Fassungen "
                      "behalten sie."),
        submit=_("Entfernen"),
        done=_("Die Anlage ist entfernt."),
    )  # fmt: skip


def _annex(request: UserRequest, key: str, number: int, annex_id: int) -> Annex:
    rows = Annex.objects.visible_to(request.user).select_related("file", "version__agreement")
    place = {"version__agreement__key": key, "version__number": number}
    return get_object_or_404(rows, pk=annex_id, **place)


def _back(key: str, number: int) -> tuple[str, str]:
    words = _("Fassung %(number)s") % {"number": number}
    return reverse("agreements:version", args=[key, number]), words
