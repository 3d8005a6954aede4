# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.housing import views

app_name = "housing"
urlpatterns = [
    path("", views.accommodations, name="accommodations"),
    path("neu/", views.new, name="new"),
    path("<int:house_id>/", views.change, name="change"),
    path("<int:house_id>/belegung/", views.count, name="count"),
]
