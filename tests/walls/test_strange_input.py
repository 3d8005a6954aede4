# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no browser sends: the sign NUL and endless numbers, at every address and in every field."""

import logging
import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from geleit.accounts.models import Membership
from geleit.accounts.permissions import ROLES
from geleit.core.quiet_logs import QuietFormatter
from geleit.desk import homes
from geleit.together.models import Draft
from tests import factories
from tests.house.test_views import OPEN, patterns
from tests.walls.test_every_address import CAST, world  # noqa: F401

HUGE = "9" * 30
ENDLESS = "9" * 5000  # Python itself refuses to make a number of so many digits
REFUSED = {400, 403, 404, 405, 422}


class Names(HTMLParser):
    """The names of all fields and of all questions in links of a page."""

    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in ("input", "select", "textarea", "button") and values.get("name"):
            self.found.add(values["name"])
        for name in ("href", "action", "hx-get", "hx-post"):
            self.found |= {key for key, _value in parse_qsl(urlsplit(values.get(name) or "").query)}


def addresses(objects):
    """Every address; that each kind of number stands for something is asked next door."""
    for name, pattern in patterns():
        if name not in OPEN:
            wanted = pattern.pattern.converters
            try:
                url = reverse(name, kwargs={key: objects.get(key, 1) for key in wanted})
            except NoReverseMatch:
                continue
            yield name, url, pattern.callback.permissions


def names_on(response):
    if response.streaming or "html" not in response.get("Content-Type", ""):
        return set()
    parser = Names()
    parser.feed(response.content.decode())
    return parser.found - {"csrfmiddlewaretoken"}


def walked(client, world, who):  # noqa: F811
    """Every address that this role may use, with the names that its page knows."""
    user = world["people"][who]
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    role = Membership.objects.get(user=user).role
    for name, url, permissions in addresses(world["own"]):
        if permissions & ROLES[role]:
            yield name, url, names_on(client.get(url)) | {"q", "nach"}


@pytest.mark.parametrize("who", CAST)
def test_endless_numbers_break_nothing(client, world, who):  # noqa: F811
    broken = []
    for name, url, fields in list(walked(client, world, who)):
        sent = dict.fromkeys(fields, HUGE)
        for method in ("get", "post"):
            try:
                getattr(client, method)(url, sent)
            except (OverflowError, DatabaseError, ValueError) as error:
                broken.append(f"{method} {name}: {type(error).__name__}")

    assert broken == []


@pytest.mark.parametrize("number", [HUGE, ENDLESS, "²", "٣"])
def test_numbers_in_lists_that_no_page_offers_break_nothing(sign_in, anna, lena, number):
    case = factories.a_case(holder=anna)
    held = {f"fall-{case.pk}": str(lena.pk), "faelle": number}
    moved = {f"fall-{case.pk}": "", "stand": f"{number}:{number},{case.pk}:{number}"}
    lead, worker = sign_in(lena), f"/faelle/{case.pk}/notiz/"
    for act in ("", "drucken", "zuteilen", "erinnern"):
        assert lead.post("/faelle/mehrere/", {"fall": number, "akt": act}).status_code == 302
    assert lead.post(f"/team/{anna.pk}/uebergeben/", held).status_code == 422
    assert lead.post("/team/ausgleichen/", moved).status_code in (302, 422)
    headers = {"Geleit-Draft": str(anna.pk)}
    sign_in(anna).post(f"{worker}entwurf/", {"service_item": number, "text": "x"}, headers=headers)
    assert Draft.unguarded.count() == 1
    assert sign_in(anna).get(worker).status_code == 200


@pytest.mark.parametrize("who", CAST)
def test_an_endless_number_in_the_address_is_not_found(client, world, who):  # noqa: F811
    user = world["people"][who]
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    numbers = {key: int(HUGE) for key, value in world["own"].items() if isinstance(value, int)}
    found = []
    for name, url, _permissions in addresses(world["own"] | numbers):
        if HUGE in url:
            statuses = {getattr(client, method)(url).status_code for method in ("get", "post")}
            if statuses - {404}:
                found.append(f"{name}: {statuses}")

    assert found == []


@pytest.mark.parametrize("who", CAST)
def test_the_sign_nul_is_refused_everywhere(client, world, who):  # noqa: F811
    taken = []
    for name, url, fields in list(walked(client, world, who)):
        for field in sorted(fields):
            status = client.get(url, {field: "a\0b"}).status_code
            if status != 400:
                taken.append(f"get {name} {field}: {status}")
        status = client.post(url, dict.fromkeys(fields, "a\0b")).status_code
        if status not in REFUSED:
            taken.append(f"post {name}: {status}")

    assert taken == []


@pytest.mark.parametrize("url", [reverse("account_login"), reverse("redeem_code")])
def test_before_signing_in_too(client, db, url):
    response = client.post(url, {"login": "a\0", "password": "x", "email": "a\0", "code": "\0"})

    assert response.status_code == 400
    assert "kein Text" in response.content.decode()


# What the log says of an error


def test_the_log_names_kind_and_place_and_never_what_was_in_the_way(client, sign_in, otto, caplog):
    """A database tells the value in its message; the log must not."""
    formatter = QuietFormatter("%(message)s")
    try:
        try:
            raise IntegrityError("Key (email)=(nora@example.org) already exists.")
        except IntegrityError as known:
            raise ValueError("Nora Neu, geboren 1990") from known
    except ValueError as error:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 1, "Internal Server Error: /x", (),
            (type(error), error, error.__traceback__),
        )  # fmt: skip

    text = formatter.format(record)

    assert re.search("nora|Nora|1990", text.replace("test_strange", "")) is None
    assert "django.db.utils.IntegrityError" in text
    assert "builtins.ValueError" in text
    assert "test_the_log_names_kind" in text


def test_a_page_that_breaks_says_nothing_of_what_was_sent(
    sign_in, anna, monkeypatch, capsys, settings
):
    def broken(request, on):
        raise IntegrityError("Key (email)=(nora@example.org) already exists.")

    part = homes.Part("desk/_home_work.html", broken)
    monkeypatch.setitem(homes.PARTS, "social_worker", part)
    handler = logging.getLogger().handlers[0] if logging.getLogger().handlers else None
    assert handler is not None
    client = sign_in(anna)
    client.raise_request_exception = False

    response = client.get("/?q=nora%40example.org")

    assert response.status_code == 500
    assert "nora" not in response.content.decode() + capsys.readouterr().err


def test_no_report_of_an_error_goes_out_by_mail():
    assert logging.getLogger("django").handlers == []


def test_the_same_new_account_at_the_same_moment_is_refused_in_words(sign_in, otto, monkeypatch):
    """The look before the write finds nothing; the database does."""
    from django.db.models import QuerySet

    from geleit.accounts import actions
    from geleit.core.problems import Refused

    monkeypatch.setattr(QuerySet, "exists", lambda _self: False)
    with pytest.raises(Refused, match="gibt es schon"):
        actions.create_account(
            email=otto.email, name="Noch einer", role="social_worker", by=otto,
            organisation=factories.an_organisation("carrier"), starts_on="2020-01-01",
        )  # fmt: skip


def test_too_large_numbers_find_nothing_in_lists_of_numbers(anna):
    wanted = [anna.pk, int(HUGE), HUGE]

    assert [m.user for m in Membership.objects.filter(user__in=wanted)] == [anna]
    assert list(Membership.objects.filter(pk__in=[int(HUGE)])) == []
    assert connection.vendor in ("sqlite", "postgresql")
    assert Client().get(f"/konto/verwaltung/{HUGE}/").status_code in (302, 404)
