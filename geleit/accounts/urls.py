# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, and the administrator's pages.

Of allauth only the pages that this house has a template for are opened.
"""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from geleit.accounts import access_views, own_views, views
from geleit.accounts.permissions import Permission, requires

own = requires(Permission.USE_DESK)  # pages of allauth about one's own account

administration = [
    path("", views.users, name="users"),
    path("neu/", views.new, name="new"),
    path("<int:user_id>/", views.user, name="user"),
    path("<int:user_id>/rolle/<int:role_id>/beenden/", views.end_role, name="end_role"),
    path("<int:user_id>/zugangscode/", views.issue_code, name="issue_code"),
    path("<int:user_id>/ueberall-abmelden/", views.end_sessions, name="end_sessions"),
    path("<int:user_id>/anmeldedienst/loesen/", views.release_identity, name="release_identity"),
    path(
        "zweiter-faktor/<int:removal_id>/zustimmen/",
        views.decide_removal,
        {"granted": True},
        name="confirm_removal",
    ),
    path(
        "zweiter-faktor/<int:removal_id>/ablehnen/",
        views.decide_removal,
        {"granted": False},
        name="decline_removal",
    ),
    path(
        "zugangsfrage/<int:question_id>/bestaetigen/",
        access_views.decide,
        {"granted": True},
        name="confirm_access",
    ),
    path(
        "zugangsfrage/<int:question_id>/ablehnen/",
        access_views.decide,
        {"granted": False},
        name="decline_access",
    ),
    path("<int:user_id>/zweiter-faktor/entfernen/", views.remove_factors, name="remove_factors"),
    path("<int:user_id>/schliessen/", views.deactivate, name="deactivate"),
    path("<int:user_id>/oeffnen/", views.activate, name="activate"),
]
# allauth looks for its names; one's own account is one page here, so several names lead to it.
second_factor = [
    path("", own_views.own_account, name="mfa_index"),
    path("", own_views.own_account, name="mfa_list_webauthn"),
    path("anmelden/code/", login_not_required(mfa.authenticate), name="mfa_authenticate"),
    path(
        "anmelden/passkey/", login_not_required(passkeys.login_webauthn), name="mfa_login_webauthn"
    ),
    path("bestaetigen/code/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "bestaetigen/passkey/",
        own(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("app/", own(app.activate_totp), name="mfa_activate_totp"),
    path("app/entfernen/", own(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/neu/", own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("passkeys/neu/", own(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:key_id>/entfernen/", own_views.remove_passkey, name="mfa_remove_webauthn"),
]
urlpatterns = [
    path("", own_views.own_account, name="own_account"),
    path("", include(second_factor)),
    path("bestaetigen/", own(allauth.reauthenticate), name="account_reauthenticate"),
    path("ueberall-abmelden/", own_views.sign_out_everywhere, name="sign_out_everywhere"),
    path("anmelden/", own_views.login, name="account_login"),
    path("anmelden/dienst/", own_views.sso_begin, name="sso_begin"),
    path("anmelden/dienst/zurueck/", own_views.sso_back, name="sso_back"),
    path("zugang/", own_views.redeem_code, name="redeem_code"),
    path("abmelden/", own_views.sign_out, name="account_logout"),
    path("registrieren/", login_not_required(allauth.signup), name="account_signup"),
    path("gesperrt/", login_not_required(allauth.account_inactive), name="account_inactive"),
    path("passwort/", own_views.OwnPassword.as_view(), name="account_change_password"),
    path("verwaltung/", include((administration, "accounts"))),
    path("sprache/", login_not_required(set_language), name="set_language"),
]
