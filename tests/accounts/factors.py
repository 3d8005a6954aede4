# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an app for one-time codes computes (RFC 6238), and how somebody signs in with it."""

import hmac
import struct
import time
from base64 import b32decode

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from geleit.accounts.second_factor import read_secret
from tests.factories import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret):
    digest = hmac.new(b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def an_app(user):
    """Give somebody an app and recovery codes; return the codes."""
    cache.clear()  # a code of the same half minute counts as used
    TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).get_unused_codes()


def secret_of(user):
    return read_secret(Authenticator.objects.get(user=user, type="totp").data["secret"])


def sign_in_with_password(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def signed_in(user, **browser):
    client = Client(**browser)
    sign_in_with_password(client, user)
    return client


def is_signed_in(client):
    return client.get("/").status_code == 200
