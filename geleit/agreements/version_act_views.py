# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done with a version: draft, word, lay before both sides, sign, send back, withdraw."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import signing_actions, version_actions
from geleit.agreements.enums import VersionState
from geleit.agreements.models import AgreementVersion
from geleit.agreements.version_forms import (
    AnswerForm,
    DraftForm,
    ReplyForm,
    SignForm,
    TermForm,
    clause_set,
)
from geleit.agreements.version_views import former_of, name_of, negotiated, shown_version, whole
from geleit.core.dates import day_text
from geleit.core.problems import Refused
from geleit.kern.acts import ConsentForm, Opens, act, act_on_page, posted, show_refusal


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def draft(request: UserRequest, key: str) -> HttpResponse:
    agreement = negotiated(request, key)
    is_first = not agreement.versions.signed().exists()
    return act(
        request,
        DraftForm(
            posted(request), initial={"in_force_on": agreement.in_force_on} if is_first else {}
        ),
        partial(version_actions.draft_version, agreement, by=request.user),
        back=_back(key),
        title=_("Neue Fassung entwerfen"),
        about=agreement.title,
        explanation=_(
            "Der Entwurf beginnt mit dem, was schon vereinbart oder eingetragen ist. Die andere "
            "Seite sieht ihn erst, wenn Sie ihn vorlegen."
        ),
        submit=_("Entwurf anlegen"),
        done=Opens(
            _("Der Entwurf ist angelegt."),
            lambda made: reverse("agreements:version", args=[key, made.number]),
        ),
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def word(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Edit term and clauses of a draft; what was typed stays when it cannot be saved."""
    found = _negotiated_version(request, key, number)
    form = TermForm(posted(request), version=found)
    clauses = clause_set(found, posted(request))
    if form.is_valid() & clauses.is_valid():
        try:
            version_actions.word_version(
                found, clauses=clauses.texts(), by=request.user, **form.cleaned_data
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Der Entwurf ist gespeichert."))
            return redirect("agreements:version", key, number)
    context = {"version": found, "form": form, "clauses": clauses}
    status = 422 if form.errors or clauses.total_error_count() else 200
    return render(request, "agreements/word.html", context, status=status)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def propose(request: UserRequest, key: str, number: int) -> HttpResponse:
    found = _negotiated_version(request, key, number)
    form = ReplyForm if found.returned_print else ConsentForm
    return _act_on(
        request,
        found,
        form(posted(request)),
        version_actions.propose,
        title=_("Zur Zeichnung vorlegen"),
        explanation=_(
            "Beide Seiten lesen die Fassung dann im selben Wortlaut. Bearbeitet wird sie nicht "
            "mehr, außer jemand gibt sie mit einer Anmerkung zurück."
        ),
        submit=_("Vorlegen"),
        done=_("Die Fassung liegt beiden Seiten vor."),
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def sign(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Give one's side's yes, with what it is given to in full below."""
    found = _negotiated_version(request, key, number)
    side = version_actions.side_of(request.user, found.agreement)
    page = reverse("agreements:version", args=[key, number])
    sign_offs = found.sign_offs.select_related("organisation").order_by("signed_at")
    title, submit = _("Fassung zeichnen"), _("Zeichnen")
    explanation = _("Sie zeichnen für %(side)s, als %(name)s. Der ganze Text steht darunter.")
    words = {"title": title, "submit": submit, "about": found.agreement.title}
    words["explanation"] = explanation % {"side": side, "name": request.user.name}
    return act_on_page(
        request,
        SignForm(posted(request), initial={"seen": found.changes}),
        partial(signing_actions.sign_off, found, by=request.user),
        "agreements/sign.html",
        back=(page, name_of(found)),
        done=Opens(_signed, lambda _made: page),
        shows=whole(found) | {"sign_offs": sign_offs, "former": former_of(request, found)} | words,
    )


def _signed(version: AgreementVersion) -> str:
    """Say what holds after a signature."""
    if version.state == VersionState.SIGNED:
        text = _("Beide Seiten haben gezeichnet. Fassung %(number)s gilt ab %(day)s.")
        return text % {"number": version.number, "day": day_text(version.in_force_on)}
    return _("Ihre Zeichnung ist festgehalten. Es fehlt noch die der anderen Seite.")


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def send_back(request: UserRequest, key: str, number: int) -> HttpResponse:
    found = _negotiated_version(request, key, number)
    return _act_on(
        request,
        found,
        AnswerForm(posted(request)),
        version_actions.send_back,
        title=_("Mit Anmerkung zurückgeben"),
        explanation=_("Die Fassung wird wieder ein Entwurf; Zeichnungen gelten dann nicht mehr."),
        submit=_("Zurückgeben"),
        done=_("Die Fassung ist mit Ihrer Anmerkung zurückgegeben."),
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def withdraw(request: UserRequest, key: str, number: int) -> HttpResponse:
    found = _negotiated_version(request, key, number)
    return _act_on(
        request,
        found,
        ConsentForm(posted(request)),
        version_actions.withdraw_version,
        title=_("Fassung zurückziehen"),
        explanation=_("Der Wortlaut bleibt erhalten, die Fassung wird aber nicht weiterverfolgt."),
        submit=_("Zurückziehen"),
        done=_("Die Fassung ist zurückgezogen."),
    )


def _act_on(
    request: UserRequest, found: AgreementVersion, form: Any, action: Any, **words: str
) -> HttpResponse:
    """Run one act on a version and come back to it."""
    key, number = found.agreement.key, found.number
    back = (reverse("agreements:version", args=[key, number]), name_of(found))
    if action is version_actions.send_back:  # a draft is read by those who write it
        back = _back(key)
    run = partial(action, found, by=request.user)
    return act(request, form, run, back=back, about=found.agreement.title, **words)


def _back(key: str) -> tuple[str, str]:
    return reverse("agreements:versions", args=[key]), _("Fassungen")


def _negotiated_version(request: UserRequest, key: str, number: int) -> AgreementVersion:
    negotiated(request, key)
    return shown_version(request, key, number)
