# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of offers; they stand in the name space of this room."""

from django.urls import path

from geleit.counselling import offer_views

urlpatterns = [
    path("", offer_views.offers, name="offers"),
    path("<int:offer_id>/zuruecknehmen/", offer_views.withdraw, name="withdraw_offer"),
    path("<int:offer_id>/zurueck/", offer_views.restore, name="restore_offer"),
]
