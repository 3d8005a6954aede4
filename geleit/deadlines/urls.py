# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("<int:case_id>/wiedervorlagen/", views.add, name="add"),
    path("<int:case_id>/wiedervorlagen/<int:reminder_id>/", views.done, name="done"),
]
