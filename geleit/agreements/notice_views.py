# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notice: say when it came, read what it does, then record it; take back a mistaken entry."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import notice_actions
from geleit.agreements.models import CooperationAgreement, days_of, later_version, terms_of
from geleit.agreements.notice_rules import notice_problems
from geleit.agreements.terms import (
    Term,
    binding_term,
    current_end,
    has_computed_end,
    next_notice_day,
)
from geleit.agreements.version_actions import party_of
from geleit.agreements.version_forms import NoticeForm, TakeBackForm
from geleit.agreements.version_views import negotiated
from geleit.core.problems import Refused
from geleit.kern.acts import act, posted, show_refusal


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def notice(request: UserRequest, key: str) -> HttpResponse:
    """Record that one's side has given notice, after its end was read; else show the notice."""
    agreement, today = negotiated(request, key), localdate()
    context: dict[str, Any] = {"agreement": agreement}
    if agreement.notice_given_on:
        side = party_of(request.user, agreement).pk
        context["kept"] = notice_actions.taking_back_problems(agreement, side=side, on=today)
        status = 409 if request.method == "POST" else 200
        return render(request, "agreements/notice_given.html", context, status=status)
    if problems := notice_actions.no_notice_problems(agreement, on=today):
        context["problems"] = problems
        return render(request, "agreements/notice_none.html", context, status=409)
    terms = terms_of(agreement)
    form = NoticeForm(posted(request), initial={"given_on": today}, terms=terms)
    context |= _reckoned(terms, on=today) | {"later": later_version(agreement, on=today)}
    if form.is_valid() and (end := _end(form, agreement)):
        if form.cleaned_data["seen_end"] == end:
            return _give(request, agreement, form)
        context["end"], form = end, form.asking(end)
    status = 422 if form.errors else 200
    return render(request, "agreements/notice.html", context | {"form": form}, status=status)


def _reckoned(terms: list[Term], *, on: date) -> dict[str, Any]:
    """Return how notice that came today would be reckoned."""
    term = binding_term(terms, given_on=on)
    return {
        "term": term,
        "next_end": current_end(term, on=max(on, term.begins_on)),
        "notice_day": next_notice_day(term, on=on),
        "computed": has_computed_end(term),
    }


def _end(form: NoticeForm, agreement: CooperationAgreement) -> Any:
    """Return the end that the notice would have; without one the form says why."""
    today, given_on = localdate(), form.cleaned_data["given_on"]
    said = form.cleaned_data.get("ends_on")
    end = notice_actions.end_after(agreement, given_on=given_on, ends_on=said)
    if problems := notice_problems(days_of(agreement), given_on=given_on, ends=end, on=today):
        show_refusal(form, Refused(problems))
        return None
    return end


def _give(request: UserRequest, agreement: CooperationAgreement, form: NoticeForm) -> HttpResponse:
    said: dict[str, Any] = {name: form.cleaned_data.get(name) for name in ("given_on", "ends_on")}
    try:
        notice_actions.give_notice(agreement, by=request.user, on=localdate(), **said)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("agreements:notice", agreement.key)
    messages.success(request, _("Die Kündigung ist eingetragen."))
    return redirect("agreements:agreement", agreement.key)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def take_back_notice(request: UserRequest, key: str) -> HttpResponse:
    """Take back a notice that was entered by mistake."""
    agreement = negotiated(request, key)
    return act(
        request,
        TakeBackForm(posted(request)),
        partial(notice_actions.take_back_notice, agreement, by=request.user, on=localdate()),
        back=(reverse("agreements:agreement", args=[key]), agreement.title),
        title=_("Kündigung zurücknehmen"),
        about=agreement.title,
        explanation=_(
            "Das ist für eine Kündigung, die nur durch ein Versehen hier eingetragen wurde. Wer "
            "wirklich gekündigt hat, setzt die Vereinbarung mit einem Nachtrag fort."
        ),
        submit=_("Eintrag zurücknehmen"),
        done=_("Der Eintrag ist zurückgenommen. Die Laufzeit gilt wieder wie vereinbart."),
    )
