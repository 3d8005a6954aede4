# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Occupancy of the town's own accommodation: places, taken, free."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.models import Role
from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.core.problems import Refused
from geleit.housing import actions, rules
from geleit.housing.forms import AccommodationForm, CountForm, NewAccommodationForm
from geleit.housing.models import Accommodation
from geleit.kern.keyset import page_of


@requires(Permission.READ_OCCUPANCY)
@require_safe
def accommodations(request: UserRequest) -> HttpResponse:
    """List the houses with places, taken and free ones; no name of anybody."""
    seen = Accommodation.objects.visible_to(request.user).with_latest_count()
    page = page_of(request, seen.select_related("agreement"), key="-pk")
    for house in page.rows:
        house.free = rules.free_places(places=house.places, occupied=house.occupied)
    context = {"page": page, "may_keep": request.user.has_role(Role.TOWN)}
    return render(request, "housing/accommodations.html", context)


@requires(Permission.KEEP_ACCOMMODATION)
@require_http_methods(["GET", "POST"])
def new(request: UserRequest) -> HttpResponse:
    town = covered_by(request.user, Role.TOWN, organisation="municipality", agreement="pk")
    own = CooperationAgreement.objects.filter(town).order_by("title", "pk")
    form = NewAccommodationForm(_posted(request), agreements=own)
    return _form(request, form, actions.add_accommodation, _("Neue Unterkunft"))


@requires(Permission.KEEP_ACCOMMODATION)
@require_http_methods(["GET", "POST"])
def change(request: UserRequest, house_id: int) -> HttpResponse:
    town = covered_by(
        request.user, Role.TOWN, organisation="agreement__municipality", agreement="agreement"
    )
    house = get_object_or_404(
        Accommodation.objects.visible_to(request.user).filter(town), pk=house_id
    )
    initial = {name: getattr(house, name) for name in actions.WORDS}
    form = AccommodationForm(_posted(request), initial=initial)
    return _form(
        request, form, lambda **said: actions.change_accommodation(house, **said), house.name
    )


@requires(Permission.READ_OCCUPANCY)
@require_http_methods(["GET", "POST"])
def count(request: UserRequest, house_id: int) -> HttpResponse:
    house = get_object_or_404(Accommodation.objects.visible_to(request.user), pk=house_id)
    form = CountForm(_posted(request))
    heading = _("Belegung: %(name)s") % {"name": house.name}
    return _form(
        request, form, lambda **said: actions.count(house, on=localdate(), **said), heading
    )


def _form(request: UserRequest, form: Any, act: Any, heading: str) -> HttpResponse:
    if form.is_valid():
        try:
            act(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Das ist eingetragen."))
            return redirect("housing:accommodations")
    status = 422 if form.errors else 200
    return render(request, "housing/form.html", {"form": form, "heading": heading}, status=status)


def _posted(request: UserRequest) -> Any:
    """Return what was sent; an empty form that was sent is not the same as none."""
    return request.POST if request.method == "POST" else None
