# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the announced arrivals."""

from django.urls import path

from geleit.intake.arrivals import views

app_name = "arrivals"
urlpatterns = [
    path("", views.arrivals, name="arrivals"),
    path("neu/", views.announce, name="announce"),
    path("<int:arrival_id>/", views.arrival, name="arrival"),
    path("<int:arrival_id>/annehmen/", views.accept, name="accept"),
    path("<int:arrival_id>/fragen/", views.ask, name="ask"),
    path("<int:arrival_id>/antworten/", views.answer, name="answer"),
    path("<int:arrival_id>/berichtigen/", views.correct, name="correct"),
    path("<int:arrival_id>/zurueckziehen/", views.withdraw, name="withdraw"),
]
