# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.handover import views
from geleit.handover.released import views as released

app_name = "handover"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("annehmen/", views.accept, name="accept"),
    path("freigaben/", released.releases, name="releases"),
    path("freigaben/<int:case_id>/", released.released, name="released"),
]
