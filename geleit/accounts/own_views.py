# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, an own password with a code, and one's own account."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts import (
    code_actions,
    rules,
    second_factor,
    sign_in_actions,
    sso,
)
from geleit.accounts.forms import OwnPasswordForm, RedeemForm
from geleit.accounts.middleware import is_attested
from geleit.accounts.models import User
from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.core.problems import Refused


@login_not_required
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def redeem_code(request: HttpRequest) -> HttpResponse:
    """Let a person choose a password with a code. Which of address and code is wrong: unsaid."""
    form = RedeemForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = _owner_of_code(request, form)
        if user is not None and _choose(form, user):
            messages.success(request, _("Ihr Passwort gilt. Bitte melden Sie sich damit an."))
            return redirect("account_login")
    status = 422 if form.errors else 200
    return render(request, "accounts/redeem.html", {"form": form}, status=status)


@sensitive_variables()
def _owner_of_code(request: HttpRequest, form: RedeemForm) -> User | None:
    """Return whose code it is, within the limits for guessing; else put words into the form."""
    email, code = form.cleaned_data["email"].lower(), form.cleaned_data["code"]
    limit = {"action": "access_code_failed", "key": email}
    if not ratelimit.consume(request, dry_run=True, **limit):
        form.add_error(None, _("Zu viele Fehlversuche. Bitte in fünf Minuten noch einmal."))
        return None
    user = code_actions.user_of_code(email=email, code=code, at=now())
    if user is None:
        ratelimit.consume(request, **limit)
        code_actions.code_failed(email=email)
        text = _("E-Mail-Adresse oder Code stimmen nicht, oder der Code gilt nicht mehr.")
        form.add_error(None, text)
    return user


@sensitive_variables()
def _choose(form: RedeemForm, user: User) -> bool:
    code, password = form.cleaned_data["code"], form.cleaned_data["password1"]
    try:
        validate_password(password, user)
        code_actions.choose_password(user, code=code, password=password, at=now())
    except ValidationError as error:
        form.refuse_password(error)
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


@login_not_required
@require_POST
def sso_begin(request: HttpRequest) -> HttpResponse:
    return sso.begin(request)


@login_not_required
def sso_back(request: HttpRequest) -> HttpResponse:
    return sso.finish(request)


@login_not_required
def login(request: HttpRequest) -> HttpResponseBase:
    """allauth's page, from which a form may leave for the identity provider, and only there."""
    context = {"oidc": settings.OIDC}
    response: HttpResponseBase = LoginView.as_view(extra_context=context)(request)
    if settings.OIDC.issuer:
        response._csp_update = {"form-action": [settings.OIDC.origin]}  # type: ignore[attr-defined]
    return response


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
        "is_missing": second_factor.is_missing(request.user) and not is_attested(request),
        "is_attested": is_attested(request),
        "is_needed": second_factor.is_needed(request.user),
        "sessions": [
            {"row": one, "device": rules.device(one.user_agent), "is_this": one.is_current()}
            for one in sorted(sessions, key=lambda one: one.last_seen_at, reverse=True)
        ],
    }
    return render(request, "accounts/own_account.html", context)


CLEAR = '"cache", "storage"'  # what the browser forgets when somebody signs out


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """allauth's page, and nothing stays in the browser."""
    response: HttpResponseBase = LogoutView.as_view()(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = CLEAR
    return response


@requires(Permission.USE_DESK)
@require_POST
def sign_out_everywhere(request: UserRequest) -> HttpResponse:
    sign_in_actions.end_sessions(request.user, by=request.user)
    logout(request)
    messages.success(request, _("Sie sind überall abgemeldet."))
    response = redirect("account_login")
    response["Clear-Site-Data"] = CLEAR
    return response


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
            code_actions.password_changed(User.objects.get(pk=self.request.user.pk))
        return response
