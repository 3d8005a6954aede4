# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Templates of plans and the reference list of goals and steps: what holds, since when, whence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, permissions_of, requires
from geleit.agreements.enums import ActionField
from geleit.core.lookups import read_key
from geleit.kern.acts import act, posted
from geleit.plans.models import PlanSuggestion, PlanTemplate
from geleit.plans.upkeep import actions, queries
from geleit.plans.upkeep.forms import SuggestionForm, TemplateForm
from geleit.plans.upkeep.kept_views import ENDED_FOR_ALL
from geleit.plans.upkeep.withdrawing import BEGINS_LIKE, start_like, withdraw

KEEPERS = queries.KEEPERS


@requires(Permission.READ_CASES, *KEEPERS)
@require_GET
def templates(request: UserRequest) -> HttpResponse:
    today, held = localdate(), permissions_of(request.user)
    seen = queries.seen_by(request.user)
    found = list(seen(PlanSuggestion).order_by("action_field", "kind", "text", "pk"))
    kept = queries.kept_by(request.user)
    for one in found:
        one.is_ended = bool(one.valid_until) or bool({*kept} & {*one.not_for})
        one.is_kept = queries.may_mark(one, kept)
    fields = [
        (field.label, [one for one in found if one.action_field == field]) for field in ActionField
    ]
    rows = seen(PlanTemplate).order_by("-valid_from", "-pk")
    standing, withdrawn = queries.split(rows, request.user)
    context = {
        "rows": standing,
        "withdrawn": withdrawn,
        "present": queries.present_for(request.user, PlanTemplate, on=today),
        "fields": fields,
        "may_keep": bool(kept),
        "reads_phrases": Permission.READ_CASES in held,
    }
    return render(request, "plans/templates.html", context)


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def add_template(request: UserRequest) -> HttpResponse:
    today, kept = localdate(), queries.kept_by(request.user)
    present = PlanTemplate.objects.valid_on(today, carrier=kept[0])
    names = ("name", "review_months", "action_fields")
    key = read_key(request.GET.get("wie", ""))
    like = queries.withdrawn_of(request.user, PlanTemplate, key)
    shown = like or present
    start = {name: getattr(shown, name) for name in names} if shown else {}
    if like:
        start |= {"name": like.name} | start_like(like, on=today)
    return act(
        request,
        TemplateForm(posted(request), initial=start, kept=kept),
        lambda **said: actions.add_template(by=request.user, on=today, **said),
        back=(reverse("templates:templates"), _("Zu den Vorlagen")),
        done=_("Die neue Vorlage ist eingetragen. Die bisherige gilt bis zum Tag davor."),
        title=_("Neue Planvorlage"),
        explanation=str(BEGINS_LIKE)
        if like
        else _(
            "Sie beginnt mit dem, was heute gilt, und gilt nur bei Ihrem Träger. "
            "Ändern Sie, was anders wird."
        )
        if kept[0]
        else _("Sie gilt bei allen Trägern, die keine eigene haben."),
        submit=_("Vorlage eintragen"),
    )


@requires(*KEEPERS)
@require_POST
def withdraw_template(request: UserRequest) -> HttpResponse:
    return withdraw(request, PlanTemplate, "vorlage", "templates")


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def add_suggestion(request: UserRequest) -> HttpResponse:
    kept = queries.kept_by(request.user)
    return act(
        request,
        SuggestionForm(posted(request), initial={"kind": "goal"}, kept=kept),
        lambda **said: actions.add_suggestion(by=request.user, on=localdate(), **said),
        back=(reverse("templates:templates"), _("Zu den Vorlagen")),
        done=_("Der Vorschlag steht ab heute zur Wahl."),
        title=_("Vorschlag aufnehmen"),
        submit=_("Aufnehmen"),
    )


@requires(*KEEPERS)
@require_POST
def mark_suggestion(request: UserRequest) -> HttpResponse:
    """End a suggestion, or with `wieder` offer it again; what all have, for one's own team only."""
    key, kept = read_key(request.POST.get("vorschlag", "")), queries.kept_by(request.user)
    suggestion = get_object_or_404(queries.seen_by(request.user)(PlanSuggestion), pk=key)
    is_offered, by = "wieder" in request.POST, request.user
    if not queries.may_mark(suggestion, kept):
        messages.warning(request, ENDED_FOR_ALL)
        return redirect("templates:templates")
    if suggestion.carrier_id not in kept:
        for carrier in filter(None, kept):
            actions.offer_here(suggestion, carrier=carrier, is_offered=is_offered, by=by)
    elif is_offered:
        actions.resume_suggestion(suggestion, by=by)
    else:
        actions.end_suggestion(suggestion, by=by, on=localdate())
    words = _("Der Vorschlag steht wieder zur Wahl.")
    messages.success(
        request, words if is_offered else _("Der Vorschlag steht nicht mehr zur Wahl.")
    )
    return redirect("templates:templates")
