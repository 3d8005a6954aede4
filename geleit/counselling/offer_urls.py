# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of offers; they stand in the name space of this room."""

from django.urls import path

from geleit.counselling import offer_views
from geleit.counselling.brief import views as brief_views
from geleit.counselling.groups import views as group_views

urlpatterns = [
    path("", offer_views.offers, name="offers"),
    path("kurz/", brief_views.tally, name="brief"),
    path("kurz/weniger/", brief_views.less, name="brief_less"),
    path("<int:offer_id>/", group_views.group, name="group"),
    path("<int:offer_id>/teilnahme/", group_views.attend, name="attend"),
    path("<int:offer_id>/thema/", group_views.topics, name="topics"),
    path("<int:offer_id>/zuruecknehmen/", offer_views.withdraw, name="withdraw_offer"),
    path("<int:offer_id>/zurueck/", offer_views.restore, name="restore_offer"),
]
