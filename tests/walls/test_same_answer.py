# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is not yours answers like what does not exist."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from geleit.accounts.models import Membership
from geleit.accounts.permissions import ROLES
from tests.walls.test_every_address import CAST, SHARED, addresses, text_of, world

__all__ = ["world"]
NOWHERE = 2_000_000_000


def _asked(client, method, url):
    """What a stranger could compare, without the own address and what is drawn anew each time."""
    with CaptureQueriesContext(connection) as queries:
        response = getattr(client, method)(url)
    words = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", text_of(response)).replace(url, "HERE")
    anew = {"Content-Security-Policy", "Content-Length", "Expires"}
    headers = {name: value for name, value in response.headers.items() if name not in anew}
    return response.status_code, headers, words, len(queries)


@pytest.fixture
def _session_at_rest(monkeypatch):
    """However long a walk takes: that a session was seen is written by time, not by address."""
    monkeypatch.setattr("geleit.accounts.middleware.WRITE_EVERY", settings.SESSION_COOKIE_AGE)


@pytest.mark.usefixtures("_session_at_rest")
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", CAST)
def test_what_is_not_yours_answers_like_what_does_not_exist(client, sign_in, world, who, method):
    """Same status, words, headers and number of queries: nothing tells that there is something."""
    sign_in(world["people"][who])
    client.get(reverse("desk:home"))  # the session is as it will be
    role = Membership.objects.get(user=world["people"][who]).role
    nowhere = {
        key: NOWHERE if key.endswith("_id") else "nirgendwo" if key == "key" else value
        for key, value in world["foreign"].items()
    }
    different = []
    pairs = zip(addresses(world["foreign"]), addresses(nowhere), strict=True)
    for (name, foreign, may), (_name, missing, _may) in pairs:
        if foreign == missing or name.startswith(SHARED) or not may & ROLES[role]:
            continue
        there, not_there = _asked(client, method, foreign), _asked(client, method, missing)
        if there != not_there:
            different.append(f"{name}: {there[0]}/{there[3]} and {not_there[0]}/{not_there[3]}")

    assert different == []
