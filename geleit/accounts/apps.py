# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connects what happens when somebody signs in or changes a second factor."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "geleit.accounts"

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in as whole_sign_in
        from allauth.mfa.models import Authenticator
        from allauth.mfa.signals import (
            authenticator_added,
            authenticator_removed,
            authenticator_reset,
        )
        from django.contrib.auth.signals import (
            user_logged_in,
            user_logged_out,
            user_login_failed,
        )
        from django.db.models.signals import post_delete

        from geleit.accounts import receivers, standing
        from geleit.audit import gate

        gate.QUESTIONS.append(standing.ask_again)
        user_logged_in.connect(receivers.session_begins)
        whole_sign_in.connect(receivers.signed_in)
        user_logged_out.connect(receivers.signed_out)
        user_login_failed.connect(receivers.sign_in_failed)
        post_delete.connect(receivers.factor_is_gone, sender=Authenticator)
        authenticator_added.connect(receivers.factor_added)
        authenticator_reset.connect(receivers.factor_added)
        authenticator_removed.connect(receivers.factor_removed)
