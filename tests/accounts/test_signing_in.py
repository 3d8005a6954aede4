# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Guessing is slow, and nobody learns who has an account."""

import subprocess
import sys
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from geleit.accounts.models import User
from tests.accounts.factors import is_signed_in, sign_in_with_password

LOGIN = reverse("account_login")
MISMATCH = "E-Mail-Adresse oder Passwort stimmen nicht."
SLOWED = "Zu viele Fehlversuche. Bitte in fünf Minuten noch einmal."


def said(response):
    return response.context["form"].non_field_errors()


def attempt(client, email):
    return client.post(LOGIN, {"login": email, "password": "falsch"})


def test_a_known_and_an_unknown_address_get_the_same_answer(client, anna):
    assert said(attempt(client, anna.email)) == [MISMATCH]
    assert said(attempt(client, "niemand@example.org")) == [MISMATCH]


@pytest.mark.parametrize("email", ["anna@example.org", "niemand@example.org"])
def test_both_paths_hash_once(client, anna, email):
    """The time of an answer tells nothing: the costly part is done once either way."""
    hasher = type(get_hasher())
    with patch.object(hasher, "encode", autospec=True, side_effect=hasher.encode) as encode:
        attempt(client, email)

    assert encode.call_count == 1


@pytest.mark.parametrize("email", ["anna@example.org", "niemand@example.org"])
def test_the_sixth_attempt_within_five_minutes_is_refused(client, anna, ben, email):
    answers = [said(attempt(client, email)) for _attempt in range(6)]

    assert answers == [[MISMATCH]] * 5 + [[SLOWED]]
    sign_in_with_password(client, ben)
    assert is_signed_in(client)


def test_the_right_password_does_not_help_while_an_account_is_slowed_down(client, anna):
    for _attempt in range(5):
        attempt(client, anna.email)

    assert said(sign_in_with_password(client, anna)) == [SLOWED]
    assert not is_signed_in(client)


def test_one_place_cannot_try_many_accounts(client, db):
    answers = [said(attempt(client, f"wer{n}@example.org")) for n in range(11)]

    assert answers == [[MISMATCH]] * 10 + [[SLOWED]]


TRY = """
import sys
from pathlib import Path
from geleit.accounts.cache import SharedFileCache
cache = SharedFileCache(sys.argv[1], {})
print(sum(cache.add(f"lock-{n}", 1) for n in range(200)))
"""


def test_processes_share_the_limits_and_only_one_takes_a_lock(tmp_path):
    """Locks and used codes stand in this cache: of several processes one wins each of them."""
    command = [sys.executable, "-c", TRY, str(tmp_path)]
    environment = {"DJANGO_SETTINGS_MODULE": "geleit.config.settings", "GELEIT_DATA": str(tmp_path)}
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        for _process in range(3)
    ]
    won = [int(run.communicate(timeout=450)[0]) for run in runs]

    assert sum(won) == 200


@pytest.mark.parametrize("password", ["kurz-und-7", "1qaz2wsx3edc", "anna@example.org"])
def test_short_common_and_similar_passwords_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(email="anna@example.org", name="Anna"))
