# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the desk."""

from django.urls import path

from geleit.desk import cases, homes, radar_views

app_name = "desk"
urlpatterns = [
    path("", homes.home, name="home"),
    path("fristen/", radar_views.everything_due, name="radar"),
    path("faelle/", cases.cases, name="cases"),
    path("faelle/<int:case_id>/", cases.case, name="case"),
]
