# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who needs a second factor, who has one, and where its secrets lie.

allauth keeps a factor as JSON; the secret in it is only the number of a row whose text is sealed
like every other one, so that changing keys reaches it too.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from geleit.accounts.models import FactorSecret
from geleit.accounts.permissions import Permission, permissions_of

# What shows no person. Whoever may do anything else needs a second factor, new permissions too.
HARMLESS = frozenset({Permission.USE_DESK, Permission.READ_AGREEMENT, Permission.READ_STATEMENT})
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # codes alone are none
WHERE = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def has_factor(user: Any) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def is_needed(user: Any) -> bool:
    """Say whether this person may see persons, so that a password alone is not enough."""
    return bool(settings.SECOND_FACTOR and permissions_of(user) - HARMLESS)


def is_missing(user: Any) -> bool:
    """Say whether this person must set up a second factor before anything opens."""
    return is_needed(user) and not has_factor(user)


def keep_secret(text: str) -> str:
    """Seal a secret and return what stands for it in the factor's row."""
    return str(FactorSecret.objects.create(text=text).pk)


def read_secret(number: str) -> str:
    return FactorSecret.objects.get(pk=int(number)).text


def forget_secret(authenticator: Authenticator) -> None:
    if number := authenticator.data.get(WHERE.get(authenticator.type, "")):
        FactorSecret.objects.filter(pk=int(number)).delete()
