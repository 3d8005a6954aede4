# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The administrator's pages: who has an account, in which role, and until when."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts import (
    access_actions,
    actions,
    factor_actions,
    second_factor,
    second_person,
    sign_in_actions,
)
from geleit.accounts.access_views import show_code
from geleit.accounts.forms import AccountForm, EndForm, RoleForm
from geleit.accounts.models import Membership, Role, User
from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.core.problems import Refused
from geleit.kern.keyset import page_of


@requires(Permission.ADMINISTER)
def users(request: HttpRequest) -> HttpResponse:
    """List the accounts by e-mail address, with what they may be today."""
    asked = request.GET.get("q", "").strip()
    rows = User.objects.filter(Q(name__icontains=asked) | Q(email__icontains=asked))
    active = Membership.objects.active(on=localdate()).select_related("organisation")
    rows = rows.prefetch_related(Prefetch("memberships", active.order_by("pk"), "roles_today"))
    context = {"page": page_of(request, rows, key="email"), "asked": asked}
    return render(request, "accounts/users.html", context)


@requires(Permission.ADMINISTER)
@require_http_methods(["GET", "POST"])
@sensitive_variables("code")
def new(request: UserRequest) -> HttpResponse:
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user, code = access_actions.open_account(
                by=request.user, at=now(), on=localdate(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _code_or_wait(request, user, code)
    return render(request, "accounts/new.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_variables("code")
def _code_or_wait(request: HttpRequest, user: User, code: str | None) -> HttpResponse:
    if code is not None:
        return show_code(request, user, code)
    text = _("Eine Leitung des Trägers muss zustimmen. Sie sieht die Bitte auf ihrer Startseite.")
    messages.success(request, text)
    return redirect("accounts:user", user.pk)


@requires(Permission.ADMINISTER)
@require_http_methods(["GET", "POST"])
def user(request: UserRequest, user_id: int) -> HttpResponse:
    """Show one account with all its roles, and give it another one."""
    account = get_object_or_404(User, pk=user_id)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            is_given = access_actions.ask_for_role(
                account, by=request.user, at=now(), on=localdate(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if not is_given:
                return _code_or_wait(request, account, None)
            messages.success(request, _("Die Rolle ist eingetragen."))
            return redirect("accounts:user", account.pk)
    return _account(request, account, form=form)


def _account(request: HttpRequest, account: User, **sent: Any) -> HttpResponse:
    roles = account.memberships.select_related("organisation").order_by("-starts_on", "-pk")
    roles = roles.prefetch_related("covered__agreement")
    today = localdate()
    context: dict[str, Any] = {
        "account": account,
        "today": today,
        "has_factor": second_factor.has_factor(account),
        "questions": account.access_questions.filter(decided_at=None).select_related(
            "organisation", "asked_by"
        ),
        "removal": account.factor_removals.filter(decided_at=None).first(),
        "code": account.access_codes.filter(used_at=None, ends_at__gt=now()).last(),
        "is_bound": SocialAccount.objects.filter(user=account).exists(),
        "form": RoleForm(),
        "roles": [
            {
                "role": role,
                "can_be_limited": role.role != Role.ADMINISTRATOR,
                "is_over": bool(role.ends_on and role.ends_on < today),
                "form": EndForm(membership=role),
            }
            for role in roles
        ],
    }
    context |= sent
    context["errors"] = next((form for form in sent.values() if form.errors), None)
    status = 422 if context["errors"] else 200
    return render(request, "accounts/user.html", context, status=status)


@requires(Permission.ADMINISTER)
@require_POST
def end_role(request: HttpRequest, user_id: int, role_id: int) -> HttpResponse:
    role = get_object_or_404(Membership, pk=role_id, user=user_id)
    form = EndForm(request.POST, membership=role)
    if form.is_valid():
        try:
            actions.end_role(role, by=request.user, on=localdate(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Das Ende ist eingetragen."))
            return redirect("accounts:user", user_id)
    return _account(request, role.user, end_form=form)


@requires(Permission.ADMINISTER)
@require_POST
@sensitive_variables("code")
def issue_code(request: UserRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    try:
        code = access_actions.ask_for_code(account, by=request.user, on=localdate(), at=now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("accounts:user", account.pk)
    return _code_or_wait(request, account, code)


@requires(Permission.ADMINISTER)
@require_POST
def end_sessions(request: UserRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    sign_in_actions.end_sessions(account, by=request.user)
    messages.success(request, _("Die Person ist überall abgemeldet."))
    return redirect("accounts:user", account.pk)


@requires(Permission.ADMINISTER)
@require_POST
def release_identity(request: UserRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    sign_in_actions.release_identity(account, by=request.user)
    messages.success(request, _("Das Konto ist gelöst. Beim nächsten Anmelden zählt die E-Mail."))
    return redirect("accounts:user", account.pk)


@requires(Permission.ADMINISTER)
@require_POST
def deactivate(request: HttpRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    try:
        actions.deactivate(account, by=request.user, on=localdate())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Das Konto ist geschlossen."))
    return redirect("accounts:user", account.pk)


@requires(Permission.ADMINISTER)
@require_POST
def activate(request: HttpRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    actions.activate(account, by=request.user)
    messages.success(request, _("Das Konto ist wieder offen."))
    return redirect("accounts:user", account.pk)


@requires(Permission.ADMINISTER)
@require_POST
def remove_factors(request: UserRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    if factor_actions.ask_to_remove_factors(account, by=request.user, on=localdate(), at=now()):
        text = _("Der zweite Faktor ist entfernt und die Person überall abgemeldet.")
    else:
        text = _("Eine zweite Person muss zustimmen. Sie sieht die Bitte auf ihrer Startseite.")
    messages.success(request, text)
    return redirect("accounts:user", account.pk)


@requires(Permission.CONFIRM_ACCESS, Permission.ADMINISTER)
@require_POST
def decide_removal(request: UserRequest, removal_id: int, granted: bool) -> HttpResponse:  # noqa: FBT001
    """Let the second person say whether it really was the colleague who asked."""
    open_ones = second_person.removals_for(request.user, on=localdate())
    removal = next((row for row in open_ones if row.pk == removal_id), None)
    if removal is None:
        raise Http404
    try:
        factor_actions.decide_removal(
            removal, granted=granted, by=request.user, on=localdate(), at=now()
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        words = {
            True: _("Der zweite Faktor ist entfernt und die Person überall abgemeldet."),
            False: _("Abgelehnt. Der zweite Faktor bleibt."),
        }
        messages.success(request, words[granted])
    return redirect("desk:home")
