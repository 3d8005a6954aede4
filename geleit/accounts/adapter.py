# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What our house asks of allauth."""

from time import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from geleit.accounts import second_factor


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; nobody signs up alone. No mail is sent."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dieses Konto ist geschlossen."),
        "email_password_mismatch": _("E-Mail-Adresse oder Passwort stimmen nicht."),
        "enter_current_password": _("Das ist nicht Ihr bisheriges Passwort."),
        "incorrect_code": _("Der Code stimmt nicht oder ist abgelaufen."),
        "incorrect_password": _("Das Passwort stimmt nicht."),
        "too_many_login_attempts": _("Zu viele Fehlversuche. Bitte in fünf Minuten noch einmal."),
        "rate_limited": _("Zu viele Versuche. Bitte in fünf Minuten noch einmal."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """Ask for our own second factor unless the identity provider has attested one."""
        stages: list[str] = super().get_login_stages()
        if getattr(context.request, "geleit_attested", False):
            return [stage for stage in stages if not stage.startswith("allauth.mfa.")]
        return stages

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing by mail; what was changed stands in the log."""

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Ask for the password again. Our users have one address, and it is in their own row."""
        again = self.authenticate(context.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago has shown who it is, and is not asked again."""
        request = context.request
        times = [one.get("at", 0) for one in get_authentication_records(request, request.user)]
        if times and time() - max(times) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        words = {
            reverse("account_reauthenticate"): _("Mit dem Passwort"),
            reverse("mfa_reauthenticate"): _("Mit einem Code"),
            reverse("mfa_reauthenticate_webauthn"): _("Mit einem Passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [one | {"description": words[one["url"]]} for one in methods]


class IdentityAdapter(DefaultSocialAccountAdapter):
    """People who come from the identity provider; our rules stand in sso.py."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Any:
        from geleit.accounts import sso

        found = super().get_provider(request, provider, client_id)
        found.oauth2_adapter_class = sso.GeleitClient
        return found

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        from geleit.accounts import sso

        sso.find_account(request, sociallogin)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_said: Any) -> None:
        from geleit.accounts import sso

        raise ImmediateHttpResponse(sso.failed(request))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_requests_session(self) -> Any:
        """Follow nobody elsewhere: the addresses are the ones that the provider names."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: secrets sealed, words our own."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Der Code stimmt nicht oder ist abgelaufen."),
        "cannot_generate_recovery_codes": _("Bitte zuerst App oder Passkey einrichten."),
    }

    def encrypt(self, text: str) -> str:
        return second_factor.keep_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor.read_secret(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(_("Passkey %(number)s") % {"number": count + 1})
