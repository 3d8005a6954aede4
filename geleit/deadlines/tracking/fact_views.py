# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day from which a deadline follows: changed, struck, and what was said about it before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.cases.editing import Edit, edit_page
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.deadlines.models import CaseFact
from geleit.deadlines.tracking import actions
from geleit.deadlines.tracking.forms import FactDayForm
from geleit.together.wordings import History, history_page


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def fact(request: UserRequest, case_id: int, fact_id: int) -> HttpResponse:
    """Change a day, or strike it with the second button."""
    found = _fact(request, case_id, fact_id)
    case, today = found.case, localdate()
    if "streichen" in request.POST:
        return _struck(request, found)
    edit = Edit(
        shown=lambda data: FactDayForm(
            data, initial={"day": found.day, "note": found.note}, kind=found.kind, on=today
        ),
        act=lambda **said: actions.change_fact(found, by=request.user, on=today, **said),
        done=_("Die Angaben sind geändert."),
        to=("deadlines:of_case", case.pk),
        row=found,
        wordings=reverse("deadlines:fact_wordings", args=[case.pk, found.pk]),
        kept=("note",),
    )
    more = {"back": {"address": edit.to, "words": _("Zu den Fristen")}, "intro": _explained(found)}
    more["second"] = {"name": "streichen", "words": _("Datum streichen")}
    return edit_page(request, case, edit, found.get_kind_display(), _("Speichern"), **more)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def wordings(request: UserRequest, case_id: int, fact_id: int) -> HttpResponse:
    found = _fact(request, case_id, fact_id, is_standing=False)
    is_struck = found.removed_on is not None
    back = (reverse("deadlines:fact", args=[case_id, fact_id]), _("Zum Datum"))
    if is_struck:
        back = (reverse("deadlines:of_case", args=[case_id]), _("Zu den Fristen"))
    labels = {"note": _("Bemerkung")}
    history = History(found, labels, back, part="wordings", is_struck=is_struck)
    return history_page(request, found.case, history)


def _fact(
    request: UserRequest, case_id: int, fact_id: int, *, is_standing: bool = True
) -> CaseFact:
    """Return a day with its case, if both exist for this person."""
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    case = get_object_or_404(seen.select_related("household"), pk=case_id)
    facts = CaseFact.objects.visible_to(request.user).select_related("person")
    facts = facts.standing() if is_standing else facts
    found = get_object_or_404(facts, pk=fact_id, case=case)
    found.case = case
    return found


def _struck(request: UserRequest, found: CaseFact) -> HttpResponse:
    try:
        actions.remove_fact(found, by=request.user, on=localdate())
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("deadlines:of_case", found.case_id)


def _explained(found: CaseFact) -> str:
    words = _(
        "Die offene Frist geht mit dem neuen Tag mit. Wird das Datum gestrichen, wird sie "
        "zurückgenommen und bleibt lesbar."
    )
    return f"{found.person.full_name}. {words}" if found.person else words
