# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the catalogue, below an agreement."""

from django.urls import path

from geleit.deadlines.ruling import views

app_name = "deadline_rules"
urlpatterns = [
    path("<slug:key>/fristen/", views.rules, name="rules"),
    path("<slug:key>/fristen/<slug:rule_key>/", views.rule, name="rule"),
    path("<slug:key>/fristen/<slug:rule_key>/fassungen/", views.version, name="version"),
    path(
        "<slug:key>/fristen/<slug:rule_key>/fassungen/<int:version_id>/",
        views.withdraw,
        name="withdraw",
    ),
]
