# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.walls import views

app_name = "walls"
urlpatterns = [
    path("notfall/", views.door, name="door"),
    path("notfall/<int:door_id>/gesehen/", views.seen, name="seen"),
]
