# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.referrals import views

app_name = "referrals"
urlpatterns = [
    path("dienste/", views.services, name="services"),
    path("dienste/neu/", views.service, name="new_service"),
    path("dienste/<int:mainstream_id>/", views.service, name="service"),
    path("faelle/<int:case_id>/verweise/", views.referrals, name="referrals"),
    path(
        "faelle/<int:case_id>/verweise/<int:referral_id>/ergebnis/", views.outcome, name="outcome"
    ),
]
