# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the catalogue, below an agreement."""

from django.urls import path

from geleit.deadlines.tracking import rule_views

app_name = "deadline_rules"
urlpatterns = [
    path("<slug:key>/fristen/", rule_views.rules, name="rules"),
    path("<slug:key>/fristen/<slug:rule_key>/", rule_views.rule, name="rule"),
]
