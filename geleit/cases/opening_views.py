# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which somebody opens a case for people who are sitting in front of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.cases import opening_actions
from geleit.cases.forms import OpeningForm
from geleit.cases.models import Case, Person
from geleit.cases.pages import done, posted
from geleit.cases.queries import Alike, alike, with_cases
from geleit.cases.views import name_choices


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def opening(request: UserRequest) -> HttpResponse:
    today, opened = localdate(), list[Case]()
    form = OpeningForm(posted(request), user=request.user, on=today)
    twins = _alike(request, form)

    def act(**said: Any) -> None:
        opened.append(opening_actions.open_by_hand(**said, by=request.user, on=today))

    if not twins and done(form, act):
        words = _(
            "Der Fall %(number)s ist eröffnet. Wer noch zum Haushalt gehört, kommt hier dazu."
        )
        messages.success(request, words % {"number": opened[0].number})
        return redirect("desk:case", opened[0].pk)
    context = {"form": form, "alike": twins, **name_choices()}
    return render(
        request, "cases/opening.html", context, status=422 if form.errors or twins else 200
    )


def _alike(request: HttpRequest, form: OpeningForm) -> list[Alike]:
    """Return who may be here already, unless it was said that this is somebody else."""
    if "dennoch" in request.POST or not form.is_valid():
        return []
    if opening_actions.opened_since(**form.cleaned_data):
        return []  # the button was pressed twice
    others = Person.objects.visible_to(request.user).beyond_door(request.user)
    cases = Case.objects.visible_to(request.user).beyond_door(request.user)
    return with_cases(alike(form.cleaned_data, among=others), cases)
