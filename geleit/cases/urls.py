# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.cases import opening_views, views

app_name = "cases"
urlpatterns = [
    path("neu/", opening_views.opening, name="open"),
    path("<int:case_id>/zustaendig/", views.assign, name="assign"),
    path("<int:case_id>/schutz/", views.protection, name="protection"),
    path("<int:case_id>/haushalt/", views.household, name="household"),
    path("<int:case_id>/personen/neu/", views.new_person, name="new_person"),
    path("<int:case_id>/umzug/", views.move, name="move"),
    path("<int:case_id>/geklaert/<int:value_id>/", views.settle, name="settle"),
]
