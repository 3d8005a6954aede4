# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.consents import views

app_name = "consents"
urlpatterns = [
    path("<int:case_id>/einwilligungen/", views.consents, name="consents"),
    path(
        "<int:case_id>/einwilligungen/<int:consent_id>/widerrufen/",
        views.withdraw,
        name="withdraw",
    ),
]
