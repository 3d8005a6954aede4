# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A package comes in: opened by the carrier's lead, read, accepted by name or declined."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, permissions_of, requires
from geleit.audit.models import record
from geleit.core.problems import Refused
from geleit.deadlines.workdays import workday_from
from geleit.kern.acts import ConsentForm, Opens, act, posted, show_refusal
from geleit.kern.body_limit import takes_files
from geleit.packages import actions
from geleit.packages.accepting.actions import accept as accept_package
from geleit.packages.envelope import MOST_BYTES
from geleit.packages.forms import AcceptingForm, OpeningForm
from geleit.packages.lines import points_of
from geleit.packages.models import ReceivedPackage

WEEKS_FOR_OPEN_POINTS = timedelta(weeks=2)  # what the form proposes; whoever accepts decides


@takes_files(MOST_BYTES)
@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def opening(request: UserRequest) -> HttpResponse:
    form = OpeningForm(posted(request), request.FILES or None, user=request.user)
    if form.is_valid():
        said = form.cleaned_data
        try:
            data = said["file"].read(MOST_BYTES + 1)
            package = actions.receive(data, said["agreement"], by=request.user, at=now())
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("Das Paket ist geöffnet. Es wartet auf Ihre Annahme."))
            return redirect("packages:package", package.pk)
    status = 422 if form.errors else 200
    return render(request, "packages/opening.html", {"form": form}, status=status)


@requires(Permission.ACCEPT_CASES, Permission.EDIT_CASES)
@require_GET
def package(request: UserRequest, package_id: int) -> HttpResponse:
    return _page(request, _found(request, package_id))


@requires(Permission.ACCEPT_CASES)
@require_POST
def accept(request: UserRequest, package_id: int) -> HttpResponse:
    found = _found(request, package_id)
    if not found.waits:
        return _page(request, found)
    form = AcceptingForm(request.POST, package=found, user=request.user, on=localdate())
    if form.is_valid():
        try:
            case = accept_package(
                found, by=request.user, at=now(), on=localdate(), **form.cleaned_data
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Angenommen. Der Fall ist eröffnet."))
            return redirect("desk:case", case.pk)
    return _page(request, found, form)


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def decline(request: UserRequest, package_id: int) -> HttpResponse:
    """Ask once more: what is in the package is deleted for good."""
    found = _found(request, package_id)
    return act(
        request,
        ConsentForm(posted(request)),
        partial(actions.decline, found, by=request.user, at=now()),
        back=(reverse("packages:package", args=[found.pk]), _("Übergabepaket")),
        title=_("Übergabepaket ablehnen"),
        about=_whence(found),
        explanation=_(
            "Der Inhalt wird gelöscht; das lässt sich nicht rückgängig machen. Der Absender erfährt "
            "es nur, wenn Sie es ihm sagen."
        ),
        submit=_("Ablehnen und Inhalt löschen"),
        done=Opens(
            _("Abgelehnt. Der Inhalt ist gelöscht; bitte sagen Sie dem Absender Bescheid."),
            lambda _made: reverse("handover:waiting"),
        ),
    )


def _whence(found: ReceivedPackage) -> str:
    """Return who packed which case when, and whom to tell, as long as the content says it."""
    sender = found.partner.organisation.name
    if not found.content:
        return sender
    person = found.content.get("sender", {})
    words = _("%(sender)s, dort Fall %(number)s, gepackt am %(day)s, von %(name)s, %(mail)s")
    return words % {
        "sender": sender,
        "number": found.content["case"]["number"],
        "day": date_format(found.made_on, "SHORT_DATE_FORMAT"),
        "name": person.get("name", "–"),
        "mail": person.get("email") or "–",
    }


def _found(request: UserRequest, package_id: int) -> ReceivedPackage:
    rows = ReceivedPackage.objects.visible_to(request.user)
    related = rows.select_related(
        "partner__organisation", "agreement__municipality", "case", "accepted_by", "number"
    )
    return get_object_or_404(related, pk=package_id)


def _page(
    request: UserRequest, found: ReceivedPackage, form: AcceptingForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"package": found, "points": points_of(found.content)}
    if found.waits and Permission.ACCEPT_CASES in permissions_of(request.user):
        day = workday_from(localdate() + WEEKS_FOR_OPEN_POINTS, found.agreement)
        proposed = {"settle_by": day}
        context["form"] = form or AcceptingForm(
            package=found, user=request.user, on=localdate(), initial=proposed
        )
    record(request.user, "package-read", found)
    status = 422 if form and form.errors else 200
    return render(request, "packages/package.html", context, status=status)
