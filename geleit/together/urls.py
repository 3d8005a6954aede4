# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.together import views

app_name = "together"
urlpatterns = [path("<int:case_id>/anwesend/", views.presence, name="presence")]
