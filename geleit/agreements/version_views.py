# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The versions of an agreement: read, compare, word, lay before both sides, sign."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import comparison as comparing
from geleit.agreements import version_actions
from geleit.agreements.enums import VersionState
from geleit.agreements.models import AgreementVersion, CooperationAgreement


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
    found = shown_version(request, key, number)
    side = version_actions.side_of(request.user, found.agreement)
    sign_offs = list(found.sign_offs.select_related("organisation").order_by("signed_at"))
    has_signed = side is not None and any(one.organisation_id == side.pk for one in sign_offs)
    is_proposed = found.state == VersionState.PROPOSED
    is_drafter = side is not None and side.pk == found.drafted_by_id
    context = {
        "side": side,
        "in_force": found.agreement.versions.in_force(on=localdate()).first(),
        **whole(found),
        "sign_offs": sign_offs,
        "may_edit": is_drafter and found.state == VersionState.DRAFT,
        "may_sign": is_proposed and side is not None and not has_signed,
        "may_send_back": is_proposed and side is not None,
        "may_withdraw": is_drafter and found.state in (VersionState.DRAFT, VersionState.PROPOSED),
        "former": former_of(request, found),
    }
    return render(request, "agreements/version.html", context)


def whole(found: AgreementVersion) -> dict[str, Any]:
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
    found = shown_version(request, key, number)
    former = former_of(request, found)
    context = {
        "version": found,
        "former": former,
        "clauses": comparing.compare(_wordings(former), _wordings(found)),
        "terms": _term_changes(former, found),
        "annex_changes": comparing.compare_annexes(_checksums(former), _checksums(found)),
        **_scope_changes(found),
    }
    return render(request, "agreements/comparison.html", context)


def name_of(found: AgreementVersion) -> str:
    return _("Fassung %(number)s") % {"number": found.number}


def agreement_of(request: HttpRequest, key: str) -> CooperationAgreement:
    rows = CooperationAgreement.objects.visible_to(request.user).with_parties()
    return get_object_or_404(rows, key=key)


def negotiated(request: UserRequest, key: str) -> CooperationAgreement:
    """Return an agreement for which this person speaks; any other is not there."""
    agreement = agreement_of(request, key)
    if version_actions.side_of(request.user, agreement) is None:
        return get_object_or_404(CooperationAgreement.objects.none())
    return agreement


def shown_version(request: HttpRequest, key: str, number: int) -> AgreementVersion:
    rows = AgreementVersion.objects.visible_to(request.user)
    parties = ("agreement__municipality", "agreement__carrier", "drafted_by", "returned_by")
    return get_object_or_404(rows.select_related(*parties), agreement__key=key, number=number)


def former_of(request: HttpRequest, found: AgreementVersion) -> AgreementVersion | None:
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
