# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead says which case stays here when the work is handed back."""

from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.coverage import covered_by
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.course.keeping import actions
from geleit.course.models import KeptCase
from geleit.kern.acts import act_on_page, posted
from geleit.together.models import FormerText
from geleit.together.wordings import History, history_page


class KeepForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Warum bleibt der Fall hier?"), max_length=500)


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def keep(request: UserRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    back = (reverse("statistics:hand-back", args=[case.agreement.key]), _("Rückgabe"))
    present = KeptCase.objects.visible_to(request.user).filter(case=case).first()
    words = {
        "title": _("Fall bleibt hier"),
        "explanation": _(
            "Der Fall läuft weiter, auch wenn die Arbeit der Vereinbarung zurückgegeben ist."
        ),
        "submit": _("Hier behalten"),
        "about": case.number,
        "case": case,
        "has_former": FormerText.objects.visible_to(request.user)
        .of(case)
        .filter(field=actions.KEPT)
        .exists(),
    }
    form = KeepForm(posted(request), initial={"reason": present.reason if present else ""})
    run = partial(actions.keep, case, by=request.user, on=localdate())
    done = _("Der Fall ist von der Rückgabe ausgenommen.")
    record(request.user, "case-read", case)
    return act_on_page(request, form, run, "course/keep.html", back=back, done=done, shows=words)


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def wordings(request: UserRequest, case_id: int) -> HttpResponse:
    """Show why the case was kept before, also after it was released."""
    case = _case(request, case_id)
    present = KeptCase.objects.visible_to(request.user).filter(case=case).first()
    history = History(
        row=case,
        labels={actions.KEPT: _("Warum bleibt der Fall?")},
        present={actions.KEPT: present.reason if present else ""},
        back=(reverse("course:keep", args=[case.pk]), _("Fall bleibt hier")),
        part="course",
        bring_back=lambda former: actions.keep(
            case, reason=former.text, by=request.user, on=localdate()
        ),
    )
    return history_page(request, case, history)


@requires(Permission.ACCEPT_CASES)
@require_POST
def release(request: UserRequest, case_id: int) -> HttpResponse:
    case = _case(request, case_id)
    actions.release(case, by=request.user)
    return redirect("statistics:hand-back", case.agreement.key)


def _case(request: UserRequest, case_id: int) -> Case:
    led = covered_by(
        request.user,
        Permission.ACCEPT_CASES,
        organisation="agreement__carrier",
        agreement="agreement",
    )
    rows = Case.objects.visible_to(request.user).filter(led).select_related("agreement")
    return get_object_or_404(rows, pk=case_id)
