# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of templates and suggestions, which belong to no case."""

from django.urls import path

from geleit.plans.upkeep import views

app_name = "templates"
urlpatterns = [
    path("", views.templates, name="templates"),
    path("neu/", views.add_template, name="add"),
    path("zuruecknehmen/", views.withdraw_template, name="withdraw"),
    path("vorschlag/", views.add_suggestion, name="add_suggestion"),
    path("vorschlag/beenden/", views.mark_suggestion, name="mark_suggestion"),
]
