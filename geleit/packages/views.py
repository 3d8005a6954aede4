# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case goes out: its checklist, its package file and the protocol of both."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from geleit.accounts.permissions import Permission, UserRequest, permissions_of, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.kern.acts import show_refusal
from geleit.letters.pdf import PdfUnavailable, html_to_pdf
from geleit.organisations.models import Organisation
from geleit.packages import actions
from geleit.packages.checklist import asking_address, checklist, shown, states_of
from geleit.packages.enums import Item, ItemState
from geleit.packages.forms import PartnerForm
from geleit.packages.inquiry.queries import entries_of_case
from geleit.packages.lines import points_of
from geleit.packages.models import AcceptedHandover, Partner, ReceivedPackage, SentPackage


@requires(Permission.EDIT_CASES)
@require_GET
def handover(request: UserRequest, case_id: int) -> HttpResponse:
    """Show what would be handed over, to whom, and on what each point rests."""
    case = _case(request, case_id)
    return _page(request, case, _form(case, request.GET if "partner" in request.GET else None))


@requires(Permission.EDIT_CASES)
@require_POST
def pack(request: UserRequest, case_id: int) -> HttpResponse:
    """Answer with the package file."""
    case = _case(request, case_id)
    form = _form(case, request.POST)
    if form.is_valid():
        try:
            data = actions.pack(
                case, form.cleaned_data["partner"], by=request.user, at=now(), on=localdate()
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            response = HttpResponse(data, content_type="application/octet-stream")
            name = f"uebergabe-{localdate().isoformat()}.geleit"
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            response["X-Content-Type-Options"] = "nosniff"
            return response
    return _page(request, case, form)


@requires(Permission.EDIT_CASES)
@require_GET
def protocol(request: UserRequest, case_id: int) -> HttpResponse:
    """Print what was packed when, for whom, and how the case came here."""
    case = _case(request, case_id)
    context = {"case": case, "today": localdate(), **_receipts(request, case)}
    came = context["came"]
    context["came_points"] = points_of(came.content) if came else []
    title = _("Übergabeprotokoll")
    try:
        pdf = html_to_pdf(render_to_string("packages/protocol_pdf.html", context), title=title)
    except PdfUnavailable as missing:
        form = _form(case)
        form.unavailable = str(missing)  # type: ignore[attr-defined]
        return _page(request, case, form)
    record(request.user, "case-read", case, part="handover")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="uebergabeprotokoll.pdf"'
    return response


def _form(case: Case, data: Any = None) -> PartnerForm:
    return PartnerForm(data, carrier=case.agreement.carrier_id)


def _case(request: UserRequest, case_id: int) -> Case:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    return get_object_or_404(
        seen.select_related(
            "household", "agreement__carrier", "agreement__county", "handed_over_by", "holder"
        ),
        pk=case_id,
    )


def _page(request: UserRequest, case: Case, form: PartnerForm) -> HttpResponse:
    context: dict[str, Any] = {"case": case, "form": form, **_receipts(request, case)}
    context["has_partners"] = Partner.objects.active().exists()
    county = case.agreement.county if not case.is_waiting else None
    partner = None
    if form.is_bound:
        form.is_valid()  # whoever was chosen stays chosen where packing was refused
        partner = form.cleaned_data.get("partner")
    receiver = partner.organisation if partner else _asked(request, county)
    context |= {"county": county, "partner": partner, "receiver": receiver}
    context["came_from_county"] = county is not None and case.handed_over_by_id == county.pk
    context["may_hand_back"] = Permission.ACCEPT_CASES in permissions_of(request.user)
    if receiver:
        points = checklist(
            case,
            sender=case.agreement.carrier,
            receiver=receiver,
            reader=request.user,
            on=localdate(),
        )
        context["points"] = shown(points)
        context["is_open"] = states_of(points)[Item.HOUSEHOLD] == ItemState.FILLED
        context["states"] = Counter(str(point.state) for point in points)
        context["asking"] = asking_address(points, case=case, receiver=receiver, partner=partner)
    record(request.user, "case-read", case, part="handover")
    return render(request, "packages/handover.html", context, status=422 if form.errors else 200)


def _asked(request: UserRequest, county: Organisation | None) -> Organisation | None:
    """Return the county of the case where its checklist was asked for: it works in this installation."""
    return county if county and request.GET.get("an") == str(county.pk) else None


def _receipts(request: UserRequest, case: Case) -> dict[str, Any]:
    sent = SentPackage.objects.visible_to(request.user).filter(case=case)
    sent = sent.select_related("partner__organisation", "made_by").order_by("-pk")
    came = ReceivedPackage.objects.visible_to(request.user).filter(case=case)
    came = came.select_related("partner__organisation", "accepted_by", "number")
    accepted = AcceptedHandover.objects.visible_to(request.user).filter(case=case)
    accepted = accepted.select_related("sender", "receiver", "accepted_by", "holder")
    return {
        "sent": list(sent),
        "came": came.first(),
        "accepted": list(accepted.order_by("-pk")),
        "entries": entries_of_case(case, request.user),
    }
