# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.handover import views

app_name = "handover"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("annehmen/", views.accept, name="accept"),
]
