# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this room."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, organisations_where, permissions_of, requires
from geleit.agreements.enums import VersionState
from geleit.agreements.models import CooperationAgreement, ServiceItem, later_version, terms_of
from geleit.agreements.reminders import own_sides, reminders
from geleit.agreements.terms import binding_term, current_end, next_notice_day
from geleit.agreements.version_actions import side_of
from geleit.kern.keyset import page_of

OPEN_VERSIONS = (VersionState.DRAFT, VersionState.PROPOSED)


@requires(Permission.READ_AGREEMENT)
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    rows = CooperationAgreement.objects.visible_to(request.user).with_parties()
    may_begin = Permission.NEGOTIATE in permissions_of(request.user)
    context = {"page": page_of(request, rows, key="key"), "may_begin": may_begin}
    return render(request, "agreements/agreements.html", context)


@requires(Permission.READ_AGREEMENT)
@require_safe
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """The agreement in its own words, its mandates and the scope of services."""
    rows = CooperationAgreement.objects.visible_to(request.user).with_parties()
    agreement = get_object_or_404(rows, key=key)
    items = Prefetch("items", ServiceItem.objects.agreed().order_by("number"))
    today = localdate()
    side = side_of(request.user, agreement)
    context = {
        "agreement": agreement,
        **_term(agreement, on=today),
        "side": side,
        "reminders": reminders([agreement], sides=own_sides(request.user, agreement), on=today)[
            agreement.pk
        ]
        if side
        else [],
        "may_take_back": side is not None
        and agreement.notice_given_by_id == side.pk
        and (agreement.ends_on is None or agreement.ends_on >= today),
        "taken_back": agreement.notices_taken_back.order_by("pk") if side else [],
        "signatories": agreement.signatories.select_related("organisation").order_by("pk"),
        **_scope(agreement, agreement.mandates.prefetch_related(items), side),
        "may_read_statement": Permission.READ_STATEMENT in permissions_of(request.user),
        "may_set_rules": agreement.carrier_id
        in organisations_where(request.user, Permission.ACCEPT_CASES),
    }
    return render(request, "agreements/agreement.html", context)


def _term(agreement: CooperationAgreement, *, on: date) -> dict[str, Any]:
    """Return the term that notice would be reckoned by today, and the version that follows."""
    term = binding_term(terms_of(agreement), given_on=on)
    return {
        "term": term,
        "end": agreement.ends_on or current_end(term, on=max(on, term.begins_on)),
        "notice_day": None if agreement.notice_given_on else next_notice_day(term, on=on),
        "later": later_version(agreement, on=on) if agreement.signed_on else None,
    }


def _scope(agreement: CooperationAgreement, mandates: Any, side: Any) -> dict[str, Any]:
    """Return the mandates, and which of them this side may change: itself or by its draft."""
    open_version = agreement.versions.filter(state__in=OPEN_VERSIONS).first() if side else None
    is_on_the_table = open_version is not None and open_version.state == VersionState.PROPOSED
    may_enter = side is not None and agreement.signed_on is None and not is_on_the_table
    draft = open_version if open_version and not is_on_the_table else None
    has_draft = draft is not None and draft.drafted_by_id == side.pk
    is_carrier = side is not None and side.pk == agreement.carrier_id
    return {
        "may_enter": may_enter,
        "may_add_beside": may_enter
        or is_carrier
        or (has_draft and agreement.signed_on is not None),
        "draft": draft if has_draft and agreement.signed_on else None,
        "mandates": [
            {
                "mandate": mandate,
                "may_change": may_enter or (is_carrier and not mandate.is_own),
                "may_draft": has_draft and agreement.signed_on is not None and mandate.is_own,
            }
            for mandate in mandates.order_by("-is_own", "pk")
        ],
    }
