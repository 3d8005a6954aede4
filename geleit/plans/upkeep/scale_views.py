# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the scale of independence: what holds, what held before, and what holds from a day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.enums import ActionField
from geleit.core.lookups import read_key
from geleit.kern.acts import act_on_page, posted
from geleit.plans.assessment.models import IndependenceScale
from geleit.plans.upkeep import actions, queries
from geleit.plans.upkeep.forms import ScaleForm
from geleit.plans.upkeep.queries import KEEPERS
from geleit.plans.upkeep.withdrawing import BEGINS_LIKE, start_like, withdraw


@requires(Permission.READ_CASES, *KEEPERS)
@require_GET
def scales(request: UserRequest) -> HttpResponse:
    today = localdate()
    present = queries.present_for(request.user, IndependenceScale, on=today)
    standing, withdrawn = queries.split(queries.scales_of(request.user), request.user)
    context = {
        "rows": [(one, one in present, _by_field(one)) for one in standing],
        "withdrawn": withdrawn,
        "may_keep": bool(queries.kept_by(request.user)),
    }
    return render(request, "plans/scales.html", context)


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def add_scale(request: UserRequest) -> HttpResponse:
    today = localdate()
    key = read_key(request.GET.get("wie", ""))
    like = queries.withdrawn_of(request.user, IndependenceScale, key)
    start = ScaleForm.said_by(like or queries.scale_for(request.user, on=today))
    if like:
        start |= start_like(like, on=today)
    usual = _(
        "Sie beginnt mit dem, was heute gilt. Ändern Sie, was anders wird; die Stufen bleiben "
        "fünf, damit sich vergleichen lässt, was vorher und nachher gesagt wurde."
    )
    shows = {
        "title": _("Neue Worte der Skala"),
        "explanation": BEGINS_LIKE if like else usual,
        "submit": _("Skala eintragen"),
    }
    return act_on_page(
        request,
        ScaleForm(posted(request), initial=start, kept=queries.kept_by(request.user)),
        lambda **said: actions.add_scale(by=request.user, on=today, **said),
        "plans/scale.html",
        back=(reverse("scales:list"), _("Zur Skala")),
        done=_("Die neuen Worte sind eingetragen. Die bisherigen gelten bis zum Tag davor."),
        shows=shows,
    )


@requires(*KEEPERS)
@require_POST
def withdraw_scale(request: UserRequest) -> HttpResponse:
    return withdraw(request, IndependenceScale, "skala", "scales")


def _by_field(scale: IndependenceScale) -> list[tuple[str, list[Any]]]:
    """Return the words of a scale by action field, in their order; the levels are loaded."""
    found: dict[str, list[Any]] = {}
    for row in sorted(scale.levels.all(), key=lambda row: row.level):
        found.setdefault(row.action_field, []).append(row)
    return [(str(field.label), found[field]) for field in ActionField if field in found]
