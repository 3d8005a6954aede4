# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a card said before it was changed, for the coordinator: how it counts again or goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.kern.keyset import page_of
from geleit.together.wordings import lines_of, say_done, say_gone
from geleit.volunteers import actions, rules
from geleit.volunteers.models import Assignment, FormerCardQuerySet, FormerCardText


@requires(Permission.COORDINATE_VOLUNTEERS)
@require_http_methods(["GET", "POST"])
def wordings(request: UserRequest, task_id: int) -> HttpResponse:
    seen = Assignment.objects.visible_to(request.user).of_group(request.user)
    task = get_object_or_404(seen, pk=task_id)
    labels = {
        "title": _("Aufgabe"),
        "details": _("Was zu wissen ist"),
        "meeting_point": _("Treffpunkt"),
    }
    rows = FormerCardText.objects.visible_to(request.user).filter(assignment=task)
    former = rows.filter(field__in=labels).select_related("replaced_by", "assignment")
    if request.method == "POST":
        _act(request, former)
        return redirect(request.get_full_path())
    page = page_of(request, former, key="-pk")
    context = {
        "title": _("Frühere Fassungen der Karte"),
        "back": (reverse("volunteers:assignment", args=[task.pk]), _("Zur Karte")),
        "present": [(label, getattr(task, name)) for name, label in labels.items()],
        "former": lines_of(page.rows, labels),
        "page": page,
        "why_struck": " ".join(p.text for p in rules.change_problems(done_on=task.done_on)),
    }
    return render(request, "together/history.html", context)


def _act(request: UserRequest, former: FormerCardQuerySet) -> None:
    is_erased = "erased" in request.POST
    key = read_key(request.POST.get("erased" if is_erased else "former", "")) or 0
    if is_erased and not former.filter(pk=key).exists():
        return say_gone(request)
    chosen = get_object_or_404(former, pk=key)
    try:
        if is_erased:
            actions.erase_former(chosen, by=request.user)
        else:
            actions.bring_back(chosen, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        is_present = getattr(chosen.assignment, chosen.field) == chosen.text
        say_done(request, is_erased=is_erased, is_present=is_present)
