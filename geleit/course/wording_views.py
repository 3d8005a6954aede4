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
from geleit.course.models import CaseClosing, CounsellingPeriod
from geleit.together.models import FormerText
from geleit.together.wordings import History, history_page


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def wordings(request: UserRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    drafts = CaseClosing.objects.visible_to(request.user).draft().filter(case=case)
    history = History(
        row=get_object_or_404(drafts),
        labels=_labels(),
        back=(reverse("course:closing", args=[case.pk]), _("Zum Abschluss")),
        part="course",
        ended=_how_ended,
        bring_back=lambda former: actions.bring_back(case, former, by=request.user),
    )
    return history_page(request, case, history)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_ended(request: UserRequest, case_id: int, closing_id: int) -> HttpResponse:
    """Show the former wordings of an end that was; nothing of it counts again."""
    case = _case(request, case_id)
    ended = CaseClosing.objects.visible_to(request.user).filter(case=case, closed_on__isnull=False)
    history = History(
        row=get_object_or_404(ended, pk=closing_id),
        labels=_labels(),
        back=(reverse("course:closing", args=[case.pk]), _("Zum Abschluss")),
        part="course",
        ended=_how_ended,
        is_struck=True,
        why_struck=_("Dieser Abschluss ist vollzogen; sein Wortlaut ändert sich nicht mehr."),
    )
    return history_page(request, case, history)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_extension(request: UserRequest, case_id: int) -> HttpResponse:
    """Show the former reasons for advising longer."""
    case = _case(request, case_id)
    periods = CounsellingPeriod.objects.visible_to(request.user).filter(case=case)
    history = History(
        row=get_object_or_404(periods),
        labels={"extension_reason": _("Begründung")},
        back=(reverse("course:period", args=[case.pk]), _("Beratungszeitraum")),
        part="period",
    )
    return history_page(request, case, history)


def _case(request: UserRequest, case_id: int) -> Case:
    seen = Case.objects.visible_to(request.user).beyond_door(request.user)
    return get_object_or_404(seen, pk=case_id)


def _labels() -> dict[str, str]:
    return {
        "evaluation": pgettext("closing of a case", "Auswertung"),
        "handed_to": _("Wohin die Person sich jetzt wendet"),
        "answer": _("Anmerkung der Leitung"),
    }


def _how_ended(former: FormerText) -> str:
    """Return the words for an answer that the lead did not change: the end was proposed again."""
    if former.detail != actions.ASKED_AGAIN:
        return ""
    return _("galt, bis %(who)s den Abschluss wieder vorgelegt hat") % {
        "who": former.replaced_by.name
    }
