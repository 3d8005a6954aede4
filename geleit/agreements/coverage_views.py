# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the administration that says how far a role reaches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.models import Membership
from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import actions
from geleit.agreements.forms import CoverageForm
from geleit.core.problems import Refused


@requires(Permission.ADMINISTER)
@require_http_methods(["GET", "POST"])
def coverage(request: UserRequest, role_id: int) -> HttpResponse:
    """Limit a role to some agreements of its organisation, or open it to all of them."""
    roles = Membership.objects.select_related("organisation", "user")
    role = get_object_or_404(roles, pk=role_id)
    form = CoverageForm(request.POST if request.method == "POST" else None, membership=role)
    if form.is_valid():
        try:
            actions.limit_role(role, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("So weit reicht die Rolle jetzt."))
            return redirect("accounts:user", role.user_id)
    context = {"role": role, "form": form, "is_group": form.is_group}
    status = 422 if form.errors else 200
    return render(request, "agreements/coverage.html", context, status=status)
