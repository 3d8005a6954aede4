# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connects what happens when somebody signs in or changes a second factor."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "geleit.accounts"

    def ready(self) -> None:
        from allauth.mfa.models import Authenticator
        from allauth.mfa.signals import (
            authenticator_added,
            authenticator_removed,
            authenticator_reset,
        )
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_delete

        from geleit.accounts import receivers, standing
        from geleit.audit import gate

        gate.QUESTIONS.append(standing.ask_again)
        user_logged_in.connect(receivers.session_begins)
        post_delete.connect(receivers.factor_is_gone, sender=Authenticator)
        authenticator_added.connect(receivers.factor_added)
        authenticator_reset.connect(receivers.factor_added)
        authenticator_removed.connect(receivers.factor_removed)
