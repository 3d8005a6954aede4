# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Absurd input at every address: numbers without end, halves of signs, days that are none."""

from urllib.parse import quote_plus

import pytest

from geleit.accounts.models import Membership
from geleit.accounts.permissions import ROLES
from tests.walls.test_every_address import CAST, world  # noqa: F401
from tests.walls.test_strange_input import ENDLESS, addresses, names_on

HALF = "%ED%A0%80"  # the first half of a sign, as a broken program sends it
FORM = "application/x-www-form-urlencoded"
ABSURD = {
    "endless number": ENDLESS,
    "negative number": f"-{ENDLESS}",
    "not a number": "NaN",
    "infinite": "1e99999",
    "year nought": "0000-00-00",
    "last day": "9999-12-31",
    "first day": "0001-01-01",
    "hour": "99:99",
    "long text": "ä" * 20_000,
    "half a sign": HALF,
    "bytes": "%FF%FE%C0%80",
}
ANSWERS = {200, 302, 400, 403, 404, 405, 413, 422}


KINDS = list(ABSURD)


def sent(fields, turn):
    """Each field with another kind, as it stands in an address; signs that are none are written so."""
    parts = []
    for number, name in enumerate(sorted(fields)):
        value = ABSURD[KINDS[(number + turn) % len(KINDS)]]
        written = value if "%" in value else quote_plus(value)
        parts.append(f"{quote_plus(name)}={written}")
    return "&".join(parts)


def once_each(client, world):  # noqa: F811
    """Every address once, by the first of the cast who may use it, signed in anew each time."""
    met = set()
    for who in CAST:
        user = world["people"][who]
        role = Membership.objects.get(user=user).role
        for name, url, permissions in addresses(world["own"]):
            if name not in met and permissions & ROLES[role]:
                met.add(name)
                user.refresh_from_db()  # a form may have ended its sessions
                client.force_login(
                    user, backend="allauth.account.auth_backends.AuthenticationBackend"
                )
                yield name, url


def test_absurd_values_are_never_an_error_of_ours(client, world):  # noqa: F811
    client.raise_request_exception = False
    broken, met = [], 0
    for number, (name, url) in enumerate(once_each(client, world)):
        query = sent(names_on(client.get(url)) | {"q", "nach"}, number)
        answers = {
            "get": client.get(f"{url}?{query}"),
            "post": client.post(url, query, content_type=FORM),
        }
        met += 1
        broken += [
            f"{method} {name}: {answer.status_code}"
            for method, answer in answers.items()
            if answer.status_code not in ANSWERS
        ]

    assert broken == []
    assert met > 250


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("url", ["/konto/anmelden/", "/konto/zugang/"])
def test_nor_before_signing_in(client, db, url, kind):
    client.raise_request_exception = False
    fields = ("login", "password", "email", "code", "password1", "password2", "next")
    query = "&".join(f"{name}={ABSURD[kind] if '%' in ABSURD[kind] else quote_plus(ABSURD[kind])}"
                     for name in fields)  # fmt: skip

    assert client.get(f"{url}?{query}").status_code in ANSWERS
    assert client.post(url, query, content_type=FORM).status_code in ANSWERS | {429}


@pytest.mark.parametrize("part", ["%ED%A0%80", "%FF%FE", "%00", "9" * 5000, "-1", "ä" * 3000])
def test_nor_in_the_address_itself(sign_in, anna, part):
    client = sign_in(anna)
    client.raise_request_exception = False

    for place in ("/faelle/{}/", "/vereinbarungen/{}/", "/fristen/kalender/{}.ics", "/{}"):
        assert client.get(place.format(part)).status_code in ANSWERS
