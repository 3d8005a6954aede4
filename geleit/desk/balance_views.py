# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Even out the caseloads of a whole team: a preview, and a decision for each case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.core.problems import Refused
from geleit.desk import list_actions
from geleit.desk.balance_forms import SHARES, BalanceForm, supposed_shares
from geleit.desk.list_views import led_by, team_for
from geleit.desk.team_caseload import team_view
from geleit.kern.acts import posted, show_refusal


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def rebalance(request: UserRequest) -> HttpResponse:
    """Show what could change hands and why; give what was chosen, in one step."""
    today = localdate()
    found = led_by(request.user).open().accepted().filter(is_protected=False).order_by("number")
    supposed = supposed_shares(request.GET.dict())
    view = team_view(found, list(team_for(request.user)), on=today, supposed=supposed)
    form = BalanceForm(posted(request), view=view)
    if form.is_valid():
        try:
            n = list_actions.rebalance(form.pairs(), seen=form.seen(), by=request.user, on=today)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            text = ngettext("%(n)s Fall hat gewechselt.", "%(n)s Fälle haben gewechselt.", n)
            messages.success(request, text % {"n": n} if n else _("Alles bleibt, wie es ist."))
            return redirect("desk:team")
    context = {"form": form, "view": view, "shares": SHARES}
    return render(request, "desk/rebalance.html", context, status=422 if form.errors else 200)
