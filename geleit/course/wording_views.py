# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The former wordings of a prepared end, and how one counts again."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.cases.models import Case
from geleit.course import actions
from geleit.course.models import CaseClosing
from geleit.together.wordings import History, history_page


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def wordings(request: UserRequest, case_id: int) -> HttpResponse:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    case = get_object_or_404(seen, pk=case_id)
    drafts = CaseClosing.objects.visible_to(request.user).draft().filter(case=case)
    history = History(
        row=get_object_or_404(drafts),
        labels={
            "evaluation": pgettext("closing of a case", "Auswertung"),
            "handed_to": _("Wohin die Person sich jetzt wendet"),
        },
        back=(reverse("course:closing", args=[case.pk]), _("Zum Abschluss")),
        part="course",
        bring_back=lambda former: actions.bring_back(case, former, by=request.user),
    )
    return history_page(request, case, history)
