# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the scale of independence; it belongs to no case."""

from django.urls import path

from geleit.plans.upkeep import scale_views

app_name = "scales"
urlpatterns = [
    path("", scale_views.scales, name="list"),
    path("neu/", scale_views.add_scale, name="add"),
    path("zuruecknehmen/", scale_views.withdraw_scale, name="withdraw"),
]
