# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in with the accounts of a town or carrier (OpenID Connect), on top of allauth.

allauth leads the way: state, PKCE, the code for the token. This house adds what it leaves out:
the signature of the token is always checked, the issuer and the nonce too, and nothing but the
subject of a person is kept. Who has no account here gets none.
"""

from hmac import compare_digest
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_variables
from requests import RequestException

from geleit.accounts import sign_in_actions
from geleit.accounts.models import User
from geleit.audit.models import VISITOR, record
from geleit.core.problems import Refused

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
LEEWAY = 30  # seconds between two clocks
SCOPE = ["openid", "email"]


class GeleitClient(OpenIDConnectOAuth2Adapter):
    """One sign-in against the one provider of this installation."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if str(config.get("issuer", "")).rstrip("/") != settings.OIDC.issuer:
            raise OAuth2Error("another issuer answers")
        return config

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        url: str = build_absolute_uri(request, reverse("sso_back"))
        return url

    @sensitive_variables()
    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("no id token")
        claims = self._claims(app, id_token)
        if not compare_digest(str(claims.get("nonce", "")), self.nonce or "-"):
            raise OAuth2Error("another nonce")
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.account.extra_data = {}
        login.claims = claims
        return login

    @sensitive_variables()
    def _claims(self, app: Any, id_token: str) -> dict[str, Any]:
        """Return what the token says, once signature, issuer, audience and time are right."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = jwt.PyJWKSet.from_dict(answer.json())
        try:
            header = jwt.get_unverified_header(id_token)
            key = next(one for one in keys.keys if one.key_id == header.get("kid"))
            claims: dict[str, Any] = jwt.decode(
                id_token, key, ALGORITHMS, audience=app.client_id, leeway=LEEWAY,
                issuer=self.openid_config["issuer"],
                options={"require": ["exp", "iat", "sub", "aud", "iss"]},
            )  # fmt: skip
        except StopIteration:
            raise OAuth2Error("no such key") from None
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("meant for somebody else")
        return claims


def begin(request: HttpRequest) -> HttpResponse:
    """Leave for the provider, with a state, a nonce and a challenge of our own."""
    if not settings.OIDC.issuer:
        raise Http404
    provider = get_adapter(request).get_provider(request, settings.OIDC.key)
    nonce = get_random_string(43)
    params = {"nonce": nonce}
    if settings.OIDC.claim == "acr":
        params["acr_values"] = " ".join(settings.OIDC.values)
    after = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        after = ""
    try:
        response: HttpResponse = provider.redirect(
            request, process="login", next_url=after, scope=SCOPE, auth_params=params, nonce=nonce
        )
    except (RequestException, OAuth2Error, ValueError, KeyError):
        return failed(request)
    return response


class Back(OAuth2CallbackView):
    """The way back from the provider."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        if state:
            self.adapter.nonce = state.get("nonce", "")
        return state, response


@sensitive_variables()
def finish(request: HttpRequest) -> HttpResponse:
    """Take what the provider says, or say that it did not work."""
    if not settings.OIDC.issuer or request.method != "GET":
        raise Http404
    try:
        return Back.adapter_view(GeleitClient(request, settings.OIDC.key))(request)
    except (RequestException, OAuth2Error, jwt.PyJWTError, ValueError, KeyError, TypeError):
        return failed(request)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the sign-in did not come about; which check failed is nobody's business."""
    record(VISITOR, "sign-in-failed", how="identity-provider")
    context = {"provider_name": settings.OIDC.name}
    return render(request, "accounts/sso_failed.html", context, status=403)


def find_account(request: HttpRequest, login: SocialLogin) -> None:
    """Put the account to which this person is bound into the sign-in, or refuse.

    The subject binds for good. The address only finds an account that nobody is bound to yet: a
    new address at the provider opens no other account.
    """
    claims = login.claims
    if not login.is_existing:
        email = claims.get("email")
        if not isinstance(email, str) or claims.get("email_verified") is not True:
            raise ImmediateHttpResponse(_no_account(request))
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise ImmediateHttpResponse(_no_account(request))
        try:
            sign_in_actions.bind_identity(
                user, provider=login.account.provider, subject=login.account.uid
            )
        except Refused:
            raise ImmediateHttpResponse(_no_account(request)) from None
        login.user = user
        login.account = SocialAccount.objects.get(
            provider=login.account.provider, uid=login.account.uid
        )
    if not login.user.is_active:
        raise ImmediateHttpResponse(_no_account(request))
    request.geleit_attested = is_attested(claims)  # type: ignore[attr-defined]


def is_attested(claims: dict[str, Any]) -> bool:
    """Say whether the provider has asked for a second factor, in the words agreed with it."""
    if not settings.OIDC.claim:
        return False
    said = claims.get(settings.OIDC.claim)
    listed = said if isinstance(said, list) else [said]
    return any(value in settings.OIDC.values for value in listed)


def _no_account(request: HttpRequest) -> HttpResponse:
    record(VISITOR, "sign-in-failed", how="no-account")
    return render(request, "accounts/sso_no_account.html", status=403)
