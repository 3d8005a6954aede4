# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the lists."""

from django.urls import path

from geleit.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.batches, name="batches"),
    path("neu/", views.hand_in, name="hand_in"),
    path("<int:batch_id>/", views.batch, name="batch"),
    path("<int:batch_id>/spalten/", views.columns, name="columns"),
    path("<int:batch_id>/aenderungen/", views.decide, name="decide"),
    path("<int:batch_id>/fehler/", views.faulty_rows, name="faulty_rows"),
    path("<int:batch_id>/uebernehmen/", views.take_over, name="take_over"),
    path("<int:batch_id>/waren-schon-hier/", views.decide_later, name="decide_later"),
    path("<int:batch_id>/zuruecknehmen/", views.undo, name="undo"),
    path("<int:batch_id>/verwerfen/", views.discard, name="discard"),
]
