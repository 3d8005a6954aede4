# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the reasons for which cases end; they belong to no case."""

from django.urls import path

from geleit.course.reasons import views

app_name = "reasons"
urlpatterns = [
    path("", views.reasons, name="reasons"),
    path("neu/", views.add, name="add"),
    path("anbieten/", views.mark, name="mark"),
]
