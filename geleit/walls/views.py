# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The emergency door."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.core.problems import Refused
from geleit.walls import actions
from geleit.walls.forms import DoorForm
from geleit.walls.queries import unseen_doors


@requires(Permission.OPEN_DOOR)
@require_http_methods(["GET", "POST"])
def door(request: UserRequest) -> HttpResponse:
    form, at = DoorForm(request.POST if request.method == "POST" else None), now()
    if form.is_valid():
        try:
            rule = actions.try_number(by=request.user, at=at)
            said = form.cleaned_data
            case = actions.open_door(hours=rule.hours, by=request.user, at=at, **said)
        except Refused as refused:
            for problem in refused.problems:
                form.add_error(None, problem.text)
        else:
            return redirect("desk:case", case.pk)
    return render(request, "walls/door.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.ACCEPT_CASES)
@require_POST
def seen(request: UserRequest, door_id: int) -> HttpResponse:
    door = get_object_or_404(unseen_doors(request.user), pk=door_id)
    actions.mark_seen(door, by=request.user, at=now())
    return redirect("desk:home")
