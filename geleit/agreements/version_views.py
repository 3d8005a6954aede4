# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The versions of an agreement: read, compare, word, lay before both sides, sign."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import comparison as comparing
from geleit.agreements import signing_actions, version_actions
from geleit.agreements.enums import VersionState
from geleit.agreements.models import AgreementVersion, CooperationAgreement
from geleit.agreements.version_forms import (
    AnswerForm,
    DraftForm,
    SignForm,
    TermForm,
    clause_set,
)
from geleit.core.dates import day_text
from geleit.core.problems import Refused
from geleit.kern.acts import ConsentForm, Opens, act, act_on_page, posted, show_refusal


@requires(Permission.READ_AGREEMENT)
@require_safe
def versions(request: UserRequest, key: str) -> HttpResponse:
    """All versions of an agreement, the newest first; what one's side gave back stays there."""
    agreement = agreement_of(request, key)
    visible = AgreementVersion.objects.visible_to(request.user).filter(agreement=agreement)
    known = AgreementVersion.objects.known_to(request.user).filter(agreement=agreement)
    known = known.select_related("drafted_by", "returned_by")
    known = known.prefetch_related("sign_offs__organisation")
    context = {
        "agreement": agreement,
        "versions": known.order_by("-number"),
        "readable": set(visible.values_list("pk", flat=True)),
        "in_force": visible.in_force(on=localdate()).first(),
        "side": version_actions.side_of(request.user, agreement),
    }
    return render(request, "agreements/versions.html", context)


@requires(Permission.READ_AGREEMENT)
@require_safe
def version(request: UserRequest, key: str, number: int) -> HttpResponse:
    """One version in full, with what can be done with it next."""
    found = _version(request, key, number)
    side = version_actions.side_of(request.user, found.agreement)
    sign_offs = list(found.sign_offs.select_related("organisation").order_by("signed_at"))
    has_signed = side is not None and any(one.organisation_id == side.pk for one in sign_offs)
    is_proposed = found.state == VersionState.PROPOSED
    is_drafter = side is not None and side.pk == found.drafted_by_id
    context = {
        "side": side,
        "in_force": found.agreement.versions.in_force(on=localdate()).first(),
        **_whole(found),
        "sign_offs": sign_offs,
        "may_edit": is_drafter and found.state == VersionState.DRAFT,
        "may_sign": is_proposed and side is not None and not has_signed,
        "may_send_back": is_proposed and side is not None,
        "may_withdraw": is_drafter and found.state in (VersionState.DRAFT, VersionState.PROPOSED),
        "former": _former(request, found),
    }
    return render(request, "agreements/version.html", context)


def _whole(found: AgreementVersion) -> dict[str, Any]:
    """Return the text of a version with its annexes and the scope that it agrees."""
    return {
        "version": found,
        "clauses": found.clauses.all(),
        "annexes": found.annexes.select_related("file"),
        "scope": found.scope(),
        **_scope_changes(found),
    }


@requires(Permission.READ_AGREEMENT)
@require_safe
def comparison(request: UserRequest, key: str, number: int) -> HttpResponse:
    """A version beside the signed one before it, clause by clause."""
    found = _version(request, key, number)
    former = _former(request, found)
    context = {
        "version": found,
        "former": former,
        "clauses": comparing.compare(_wordings(former), _wordings(found)),
        "terms": _term_changes(former, found),
        "annex_changes": comparing.compare_annexes(_checksums(former), _checksums(found)),
        **_scope_changes(found),
    }
    return render(request, "agreements/comparison.html", context)


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
    return _act_on(
        request,
        found,
        ConsentForm(posted(request)),
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
        back=(page, _name(found)),
        done=Opens(_signed, lambda _made: page),
        shows=_whole(found) | {"sign_offs": sign_offs, "former": _former(request, found)} | words,
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
    back = (reverse("agreements:version", args=[key, number]), _name(found))
    if action is version_actions.send_back:  # a draft is read by those who write it
        back = _back(key)
    run = partial(action, found, by=request.user)
    return act(request, form, run, back=back, about=found.agreement.title, **words)


def _name(found: AgreementVersion) -> str:
    return _("Fassung %(number)s") % {"number": found.number}


def _back(key: str) -> tuple[str, str]:
    return reverse("agreements:versions", args=[key]), _("Fassungen")


def agreement_of(request: HttpRequest, key: str) -> CooperationAgreement:
    rows = CooperationAgreement.objects.visible_to(request.user).with_parties()
    return get_object_or_404(rows, key=key)


def negotiated(request: UserRequest, key: str) -> CooperationAgreement:
    """Return an agreement for which this person speaks; any other is not there."""
    agreement = agreement_of(request, key)
    if version_actions.side_of(request.user, agreement) is None:
        return get_object_or_404(CooperationAgreement.objects.none())
    return agreement


def _version(request: HttpRequest, key: str, number: int) -> AgreementVersion:
    rows = AgreementVersion.objects.visible_to(request.user)
    parties = ("agreement__municipality", "agreement__carrier", "drafted_by", "returned_by")
    return get_object_or_404(rows.select_related(*parties), agreement__key=key, number=number)


def _negotiated_version(request: UserRequest, key: str, number: int) -> AgreementVersion:
    negotiated(request, key)
    return _version(request, key, number)


def _former(request: HttpRequest, found: AgreementVersion) -> AgreementVersion | None:
    """Return the signed version that this one changes."""
    rows = AgreementVersion.objects.visible_to(request.user).signed()
    rows = rows.filter(agreement=found.agreement_id, number__lt=found.number)
    return rows.order_by("-number").first()


def _scope_changes(found: AgreementVersion) -> dict[str, Any]:
    """Return what the version does to the scope: further mandates, and items."""
    items = found.item_drafts.select_related("replaces", "mandate", "mandate_draft")
    return {
        "item_drafts": items.order_by("pk"),
        "mandate_drafts": found.mandate_drafts.order_by("pk"),
    }


def _wordings(found: AgreementVersion | None) -> list[comparing.Wording]:
    rows = found.clauses.all() if found else []
    return [comparing.Wording(one.key, one.heading, one.text) for one in rows]


def _checksums(found: AgreementVersion | None) -> dict[str, str]:
    """Return the checksum of each annex by its title."""
    return dict(found.annexes.values_list("title", "file__sha256")) if found else {}


def _term_changes(
    former: AgreementVersion | None, found: AgreementVersion
) -> list[tuple[str, Any, Any]]:
    """Return what differs in the term: its name, before, now."""
    labels = {
        "in_force_on": _("in Kraft ab"),
        "first_end": _("läuft zunächst bis"),
        "renews_by_months": _("verlängert sich um Monate"),
        "notice_months": _("Kündigungsfrist in Monaten"),
    }
    return [
        (label, getattr(former, name), getattr(found, name))
        for name, label in labels.items()
        if former and getattr(former, name) != getattr(found, name)
    ]
