# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.agreements import coverage_views, views

app_name = "agreements"
urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("zugehoerigkeit/<int:role_id>/", coverage_views.coverage, name="coverage"),
    path("<slug:key>/", views.agreement, name="agreement"),
]
