# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in with the accounts of a town: who comes in, as whom, and what is refused."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from geleit.accounts import sign_in_actions
from geleit.accounts.models import User
from geleit.audit.models import Event
from geleit.config import env
from tests.accounts import idp
from tests.accounts.factors import SECRET, an_app, code_of, is_signed_in

BEGIN, BACK = reverse("sso_begin"), reverse("sso_back")
FAILED, NO_ACCOUNT = "Anmelden ging nicht", "Für diese Anmeldung gibt es hier kein Konto"


def configure(settings, oidc):
    settings.OIDC = oidc
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": oidc.apps()}
    }


@pytest.fixture
def provider(settings):
    with idp.running() as provider:
        configure(settings, provider.settings())
        yield provider


def leave(client, **sent):
    """Press the button; return what the provider is asked."""
    response = client.post(BEGIN, sent)
    return dict(parse_qsl(urlsplit(response.url).query))


def come_in(client, provider, **sent):
    """Go there and back."""
    return client.get(provider.authorize(leave(client, **sent)))


def said(response):
    return response.content.decode()


def test_who_has_an_account_comes_in_and_is_bound(client, provider, anna):
    response = come_in(client, provider)

    assert response.url == "/"
    assert is_signed_in(client)
    bound = SocialAccount.objects.get()
    assert (bound.user_id, bound.uid, bound.extra_data) == (anna.pk, "u-1", {})
    assert Event.objects.filter(verb="identity-bound").count() == 1


def test_the_way_there_carries_state_nonce_and_a_challenge(client, provider, anna):
    first, second = leave(client), leave(client)

    assert first["code_challenge_method"] == "S256"
    assert sorted(first["scope"].split()) == ["email", "openid"]
    assert len({first[name] for name in ("state", "nonce", "code_challenge")}) == 3
    assert {first["state"], first["nonce"]} & {second["state"], second["nonce"]} == set()


def test_the_page_from_which_one_came_is_the_page_where_one_stands(client, provider, anna):
    assert come_in(client, provider, next="/faelle/").url == "/faelle/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_nobody_is_sent_elsewhere_afterwards(client, provider, anna, target):
    assert come_in(client, provider, next=target).url == "/"


def test_who_has_no_account_gets_none(client, provider, db):
    response = come_in(client, provider)

    assert response.status_code == 403
    assert NO_ACCOUNT in said(response)
    assert (User.objects.count(), SocialAccount.objects.count()) == (0, 0)
    assert not is_signed_in(client)


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_is_not_verified_finds_nobody(client, provider, anna, verified):
    provider.person["email_verified"] = verified

    response = come_in(client, provider)

    assert NO_ACCOUNT in said(response)
    assert not SocialAccount.objects.exists()


def test_another_person_with_the_same_address_does_not_take_the_account(client, provider, anna):
    come_in(client, provider)
    provider.person["sub"] = "u-2"

    response = come_in(Client(), provider)

    assert NO_ACCOUNT in said(response)
    assert [row.uid for row in SocialAccount.objects.all()] == ["u-1"]


def test_a_new_address_there_opens_no_other_account(client, provider, anna, ben):
    come_in(client, provider)
    provider.person["email"] = ben.email
    other = Client()

    come_in(other, provider)

    assert other.session["_auth_user_id"] == str(anna.pk)
    assert SocialAccount.objects.get().user_id == anna.pk


def test_a_closed_account_stays_closed(client, provider, anna):
    come_in(client, provider)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    other = Client()

    assert NO_ACCOUNT in said(come_in(other, provider))
    assert not is_signed_in(other)


def test_the_administrator_releases_an_account(client, provider, anna, otto):
    come_in(client, provider)

    sign_in_actions.release_identity(anna, by=otto)
    provider.person["sub"] = "u-2"
    other = Client()
    come_in(other, provider)

    assert not is_signed_in(client)
    assert is_signed_in(other)
    assert [row.uid for row in SocialAccount.objects.all()] == ["u-2"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"aud": "somebody-else"},
        {"azp": "somebody-else"},
        {"exp": 1_600_000_000},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"announced_issuer": "https://evil.example"},
    ],
    ids=str,
)
def test_a_token_that_was_not_made_for_this_sign_in_is_refused(client, provider, anna, wrong):
    query = leave(client)
    provider.wrong = wrong

    response = client.get(provider.authorize(query))

    assert response.status_code == 403
    assert FAILED in said(response)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(idp.OTHER_KEY, "RS256"), (None, "none"), (idp.SECRET, "HS256")],
    ids=["foreign key", "unsigned", "secret as key"],
)
def test_a_token_with_a_wrong_signature_is_refused(client, provider, anna, key, algorithm):
    provider.key, provider.algorithm = key, algorithm

    assert FAILED in said(come_in(client, provider))
    assert not is_signed_in(client)


def test_a_state_of_another_browser_is_refused(client, provider, anna):
    """Somebody sends a link with which the victim would sign in as somebody else."""
    back = provider.authorize(leave(client))

    response = Client().get(back)

    assert FAILED in said(response)


def test_the_same_way_back_is_good_once(client, provider, anna):
    back = provider.authorize(leave(client))
    client.get(back)
    client.logout()

    response = client.get(back)

    assert FAILED in said(response)
    assert not is_signed_in(client)


def test_a_code_of_another_sign_in_is_refused(client, provider, anna):
    """PKCE: a stolen code is of no use without the verifier in the session."""
    stolen = dict(parse_qsl(urlsplit(provider.authorize(leave(Client()))).query))["code"]
    state = leave(client)["state"]

    response = client.get(BACK, {"code": stolen, "state": state})

    assert FAILED in said(response)


def test_a_refusal_there_is_said_in_words(client, provider, anna):
    state = leave(client)["state"]

    response = client.get(BACK, {"error": "access_denied", "state": state})

    assert FAILED in said(response)


def test_a_provider_that_does_not_answer_stops_nothing_else(client, settings, anna):
    gone = env.IdentityProvider("http://127.0.0.1:1", "Stadtkonto", "geleit", "s")
    configure(settings, gone)

    response = client.post(BEGIN)

    assert (response.status_code, FAILED in said(response)) == (403, True)
    assert client.get(reverse("account_login")).status_code == 200


def test_leaving_needs_a_press_of_the_button(client, provider):
    assert client.get(BEGIN).status_code == 405
    assert Client(enforce_csrf_checks=True).post(BEGIN).status_code == 403


def test_without_a_provider_there_is_nothing(client, db):
    assert [client.post(BEGIN).status_code, client.get(BACK).status_code] == [404, 404]
    assert "sso" not in said(client.get(reverse("account_login")))


def test_only_the_sign_in_page_lets_a_form_leave(client, provider, anna):
    login = client.get(reverse("account_login"))

    assert f"form-action 'self' {provider.issuer};" in login["Content-Security-Policy"] + ";"
    other = client.get(reverse("redeem_code"))
    assert provider.issuer not in other["Content-Security-Policy"]


# The second factor


def test_our_own_second_factor_is_asked_for(client, provider, anna):
    an_app(anna)

    response = come_in(client, provider)

    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    client.post(response.url, {"code": code_of(SECRET)})
    assert is_signed_in(client)


def test_who_has_none_sets_one_up_first(client, provider, settings, anna):
    settings.SECOND_FACTOR = True

    come_in(client, provider)

    assert client.get("/").url == reverse("own_account")


@pytest.mark.parametrize(
    ("claim", "values", "person", "opens"),
    [
        ("amr", ("mfa", "hwk"), {"amr": ["pwd", "mfa"]}, True),
        ("amr", ("mfa",), {"amr": ["pwd"]}, False),
        ("amr", ("mfa",), {}, False),
        ("acr", ("urn:two",), {"acr": "urn:two"}, True),
        ("acr", ("urn:two",), {"acr": "urn:one"}, False),
        ("", (), {"amr": ["mfa"], "acr": "urn:two"}, False),
    ],
)
def test_the_provider_may_attest_it(client, provider, settings, anna, claim, values, person, opens):
    settings.SECOND_FACTOR = True
    configure(settings, provider.settings(claim=claim, values=values))
    provider.person |= person
    an_app(anna)

    response = come_in(client, provider)

    assert (response.url == "/") == opens
    assert is_signed_in(client) == opens


def test_an_attested_session_needs_no_factor_of_ours(client, provider, settings, anna):
    settings.SECOND_FACTOR = True
    configure(settings, provider.settings(claim="amr", values=("mfa",)))
    provider.person["amr"] = ["mfa"]

    come_in(client, provider)

    assert is_signed_in(client)
    assert "schon geprüft" in said(client.get(reverse("own_account")))


def test_signing_out_here_ends_the_session_here(client, provider, anna):
    come_in(client, provider)

    client.post(reverse("account_logout"))

    assert not is_signed_in(client)


# Settings

WHOLE = {
    "GELEIT_OIDC_ISSUER": "https://login.example.org/realms/stadt/",
    "GELEIT_OIDC_CLIENT_ID": "geleit",
    "GELEIT_OIDC_SECRET": "s",
    "GELEIT_OIDC_SECOND_FACTOR": "amr=mfa, hwk",
}


def test_the_surroundings_name_the_provider(monkeypatch):
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)

    found = env.identity_provider()

    assert (found.issuer, found.name, found.origin) == (
        "https://login.example.org/realms/stadt", "login.example.org", "https://login.example.org",
    )  # fmt: skip
    assert (found.claim, found.values) == ("amr", ("mfa", "hwk"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GELEIT_OIDC_ISSUER", "http://login.example.org"),
        ("GELEIT_OIDC_ISSUER", "login.example.org"),
        ("GELEIT_OIDC_CLIENT_ID", ""),
        ("GELEIT_OIDC_SECRET", " "),
        ("GELEIT_OIDC_SECOND_FACTOR", "mfa"),
        ("GELEIT_OIDC_SECOND_FACTOR", "amr="),
    ],
)
def test_half_a_provider_stops_the_start(monkeypatch, name, value):
    for known, whole in (WHOLE | {name: value}).items():
        monkeypatch.setenv(known, whole)

    with pytest.raises(ImproperlyConfigured, match="GELEIT_OIDC"):
        env.identity_provider()


def test_another_issuer_is_another_name_for_who_is_bound():
    one, other = (
        env.IdentityProvider("https://a.example"),
        env.IdentityProvider("https://b.example"),
    )

    assert one.key != other.key
