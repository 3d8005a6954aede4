# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Templates of plans and the reference list of goals and steps: what holds, since when, whence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, permissions_of, requires
from geleit.agreements.enums import ActionField
from geleit.core.lookups import read_key
from geleit.kern.acts import act, posted
from geleit.plans.models import PlanSuggestion, PlanTemplate
from geleit.plans.upkeep import actions
from geleit.plans.upkeep.forms import SuggestionForm, TemplateForm

KEEPERS = (Permission.CHECK_WORDING, Permission.ADMINISTER)  # the lead, who runs the system


@requires(Permission.READ_CASES, *KEEPERS)
@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    today = localdate()
    rows = list(PlanTemplate.objects.order_by("-valid_from", "-pk"))
    found = list(PlanSuggestion.objects.order_by("action_field", "kind", "text", "pk"))
    fields = [
        (field.label, [one for one in found if one.action_field == field]) for field in ActionField
    ]
    present = PlanTemplate.objects.valid_on(today)
    held = permissions_of(request.user)
    context = {
        "rows": rows,
        "present": present,
        "fields": fields,
        "may_keep": bool(set(KEEPERS) & held),
        "reads_phrases": Permission.READ_CASES in held,
    }
    return render(request, "plans/templates.html", context)


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def add_template(request: HttpRequest) -> HttpResponse:
    today = localdate()
    present = PlanTemplate.objects.valid_on(today)
    names = ("name", "review_months", "action_fields")
    start = {name: getattr(present, name) for name in names} if present else {}
    return act(
        request,
        TemplateForm(posted(request), initial=start),
        lambda **said: actions.add_template(by=request.user, on=today, **said),
        back=(reverse("templates:templates"), _("Zu den Vorlagen")),
        done=_("Die neue Vorlage ist eingetragen. Die bisherige endet am Tag davor."),
        title=_("Neue Planvorlage"),
        explanation=_("Sie beginnt mit dem, was heute gilt. Ändern Sie, was anders wird."),
        submit=_("Vorlage eintragen"),
    )


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def add_suggestion(request: HttpRequest) -> HttpResponse:
    return act(
        request,
        SuggestionForm(posted(request), initial={"kind": "goal"}),
        lambda **said: actions.add_suggestion(by=request.user, on=localdate(), **said),
        back=(reverse("templates:templates"), _("Zu den Vorlagen")),
        done=_("Der Vorschlag steht ab heute zur Wahl."),
        title=_("Vorschlag aufnehmen"),
        submit=_("Aufnehmen"),
    )


@requires(*KEEPERS)
@require_POST
def mark_suggestion(request: HttpRequest) -> HttpResponse:
    """End a suggestion, or with `wieder` offer it again."""
    key = read_key(request.POST.get("vorschlag", ""))
    suggestion = get_object_or_404(PlanSuggestion, pk=key)
    if "wieder" in request.POST:
        actions.resume_suggestion(suggestion, by=request.user)
        messages.success(request, _("Der Vorschlag steht wieder zur Wahl."))
    else:
        actions.end_suggestion(suggestion, by=request.user, on=localdate())
        messages.success(request, _("Der Vorschlag steht ab morgen nicht mehr zur Wahl."))
    return redirect("templates:templates")
