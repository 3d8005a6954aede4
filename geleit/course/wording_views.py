# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The former wordings of a prepared end, and how one counts again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.course import actions
from geleit.course.models import CaseClosing
from geleit.together.models import FormerText


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def wordings(request: UserRequest, case_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    case = get_object_or_404(seen, pk=case_id)
    drafts = CaseClosing.objects.visible_to(request.user).draft().filter(case=case)
    draft = get_object_or_404(drafts)
    former = FormerText.objects.visible_to(request.user).of(draft).order_by("-pk")
    if request.method == "POST":
        chosen = get_object_or_404(former, pk=read_key(request.POST.get("former", "")))
        try:
            actions.bring_back(case, chosen, by=request.user)
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("Die frühere Fassung gilt wieder."))
        return redirect("course:closing", case.pk)
    record(request.user, "case-read", case, part="course")
    return render(request, "together/history.html", _page(case, draft, list(former)))


def _page(case: Case, draft: CaseClosing, former: list[Any]) -> dict[str, object]:
    labels = {
        "evaluation": pgettext("closing of a case", "Auswertung"),
        "handed_to": _("Wohin die Person sich jetzt wendet"),
    }
    for row in former:
        row.label = labels[row.field]
    return {
        "title": _("Frühere Fassungen %(number)s") % {"number": case.number},
        "back": (reverse("course:closing", args=[case.pk]), _("Zum Abschluss")),
        "explanation": _("Nichts geht verloren: Was jetzt gilt, steht nach dem Zurückholen hier."),
        "present": [(label, getattr(draft, field)) for field, label in labels.items()],
        "former": former,
    }
