# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passwords that are said over the telephone and changed at the first sign-in."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from geleit.accounts.models import User

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that looks or sounds like something else
GROUPS, LENGTH = 4, 4  # 16 signs of 32: 80 bits


def temporary_password(user: User) -> str:
    """Return a password that passes the validators of this installation."""
    for _attempt in range(20):
        groups = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS)]
        password = "-".join(groups)
        try:
            validate_password(password, user)
        except ValidationError:
            continue
        return password
    raise RuntimeError("The password validators refuse every generated password.")
