# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.volunteers import views, wording_views

app_name = "volunteers"
urlpatterns = [
    path("", views.assignments, name="assignments"),
    path("neu/", views.new, name="new"),
    path("<int:task_id>/", views.assignment, name="assignment"),
    path("<int:task_id>/fassungen/", wording_views.wordings, name="wordings"),
    path("<int:task_id>/geben/", views.give, name="give"),
    path("<int:task_id>/zuruecknehmen/", views.take_back, name="take_back"),
    path("<int:task_id>/erledigt/", views.finish, name="finish"),
    path("meine/", views.own, name="own"),
    path("meine/<int:task_id>/erledigt/", views.finish_own, name="finish_own"),
]
