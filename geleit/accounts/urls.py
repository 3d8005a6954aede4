# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out. Only the pages that this house has a template for are opened."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

urlpatterns = [
    path("anmelden/", login_not_required(views.login), name="account_login"),
    path("abmelden/", login_not_required(views.logout), name="account_logout"),
    path("registrieren/", login_not_required(views.signup), name="account_signup"),
    path("gesperrt/", login_not_required(views.account_inactive), name="account_inactive"),
    path("passwort/", views.password_change, name="account_change_password"),
    path("sprache/", login_not_required(set_language), name="set_language"),
]
