# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of packages that come in."""

from django.urls import path

from geleit.packages.accepting import views

app_name = "packages"
urlpatterns = [
    path("oeffnen/", views.opening, name="opening"),
    path("<int:package_id>/", views.package, name="package"),
    path("<int:package_id>/annehmen/", views.accept, name="accept"),
    path("<int:package_id>/ablehnen/", views.decline, name="decline"),
]
