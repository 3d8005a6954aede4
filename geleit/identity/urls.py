# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.identity import views

app_name = "identity"
urlpatterns = [
    path("", views.duplicates, name="duplicates"),
    path("<int:pair_id>/entscheiden/", views.decide, name="decide"),
    path("<int:pair_id>/noch-einmal/", views.ask_anew, name="ask-anew"),
    path("verknuepfung/<int:link_id>/loesen/", views.undo, name="undo"),
    path("anderer-ort/<int:end_id>/fragen/", views.ask, name="ask"),
    path("anderer-ort/<int:end_id>/antworten/", views.answer, name="answer"),
]
