# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, and the administrator's pages.

Of allauth only the pages that this house has a template for are opened.
"""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from geleit.accounts import views

administration = [
    path("", views.users, name="users"),
    path("neu/", views.new, name="new"),
    path("<int:user_id>/", views.user, name="user"),
    path("<int:user_id>/rolle/<int:role_id>/beenden/", views.end_role, name="end_role"),
    path("<int:user_id>/passwort/", views.set_password, name="set_password"),
    path("<int:user_id>/schliessen/", views.deactivate, name="deactivate"),
    path("<int:user_id>/oeffnen/", views.activate, name="activate"),
]
urlpatterns = [
    path("anmelden/", login_not_required(allauth.login), name="account_login"),
    path("abmelden/", login_not_required(allauth.logout), name="account_logout"),
    path("registrieren/", login_not_required(allauth.signup), name="account_signup"),
    path("gesperrt/", login_not_required(allauth.account_inactive), name="account_inactive"),
    path("passwort/", views.OwnPassword.as_view(), name="account_change_password"),
    path("verwaltung/", include((administration, "accounts"))),
    path("sprache/", login_not_required(set_language), name="set_language"),
]
