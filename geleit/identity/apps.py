# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the start: who is new or called otherwise is compared with the others."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "geleit.identity"

    def ready(self) -> None:
        from geleit.cases.followers import FOLLOWERS_OF_PERSONS
        from geleit.identity.actions import order_comparison

        FOLLOWERS_OF_PERSONS.append(order_comparison)
