# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The administrator's pages: who has an account, in which role, and until when."""

from typing import Any

from allauth.account.views import PasswordChangeView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts import actions, rules, second_factor
from geleit.accounts.forms import AccountForm, EndForm, OwnPasswordForm, RoleForm
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
@sensitive_variables("password")
def new(request: HttpRequest) -> HttpResponse:
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user, password = actions.create_account(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _show_password(request, user, password)
    return render(request, "accounts/new.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_variables("password")
def _show_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """Show a password once: in this answer, never in a session, a message or a log."""
    return render(request, "accounts/password.html", {"account": user, "password": password})


@requires(Permission.ADMINISTER)
@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show one account with all its roles, and give it another one."""
    account = get_object_or_404(User, pk=user_id)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.grant_role(account, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
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
@sensitive_variables("password")
def set_password(request: HttpRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    password = actions.set_temporary_password(account, by=request.user)
    return _show_password(request, account, password)


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
def remove_factors(request: HttpRequest, user_id: int) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    actions.remove_factors(account, by=request.user)
    messages.success(
        request, _("Der zweite Faktor ist entfernt und die Person überall abgemeldet.")
    )
    return redirect("accounts:user", account.pk)


@requires(Permission.USE_DESK)
def own_account(request: UserRequest) -> HttpResponse:
    """Show how one's own account is protected and where one is signed in."""
    factors = Authenticator.objects.filter(user=request.user).order_by("created_at", "pk")
    codes = [f for f in factors if f.type == Authenticator.Type.RECOVERY_CODES]
    sessions = UserSession.objects.purge_and_list(request.user)
    context = {
        "app": next((f for f in factors if f.type == Authenticator.Type.TOTP), None),
        "passkeys": [f for f in factors if f.type == Authenticator.Type.WEBAUTHN],
        "codes": [len(f.wrap().get_unused_codes()) for f in codes],
        "is_missing": second_factor.is_missing(request.user),
        "is_needed": second_factor.is_needed(request.user),
        "sessions": [
            {"row": one, "device": rules.device(one.user_agent), "is_this": one.is_current()}
            for one in sorted(sessions, key=lambda one: one.last_seen_at, reverse=True)
        ],
    }
    return render(request, "accounts/own_account.html", context)


@requires(Permission.USE_DESK)
@require_POST
def sign_out_everywhere(request: UserRequest) -> HttpResponse:
    actions.end_sessions(request.user, by=request.user)
    logout(request)
    messages.success(request, _("Sie sind überall abgemeldet."))
    return redirect("account_login")


@requires(Permission.USE_DESK)
@require_http_methods(["GET", "POST"])
def remove_passkey(request: UserRequest, key_id: int) -> HttpResponseBase:
    """Only one's own: allauth asks for the password first and would tell a stranger's by that."""
    mine = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    passkey = get_object_or_404(mine, pk=key_id)
    return remove_webauthn(request, pk=passkey.pk)


class OwnPassword(PasswordChangeView):
    """allauth's page, and the note that the password is one's own now."""

    form_class = OwnPasswordForm

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            actions.password_changed(User.objects.get(pk=self.request.user.pk))
        return response
