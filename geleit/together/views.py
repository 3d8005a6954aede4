# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who else has a file open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from geleit.accounts.permissions import Permission, requires
from geleit.cases.models import Case
from geleit.together import actions, queries


@requires(Permission.READ_CASES)
@require_POST
def presence(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take the sign of an open page and answer with the others who are there."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    is_writing, at = "writing" in request.POST, now()
    actions.be_present(case, by=request.user, is_writing=is_writing, at=at)
    others = queries.others_at(request.user, case, at=at)
    context = {"case": case, "others": others, "is_writing": is_writing, "is_answer": True}
    return render(request, "together/_presence.html", context)
