# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room: notes under a case, offers without one."""

from django.urls import include, path

from geleit.counselling import views

app_name = "counselling"
urlpatterns = [
    path("faelle/<int:case_id>/notiz/", views.note, name="note"),
    path("faelle/<int:case_id>/kontakt/<int:contact_id>/", views.edit, name="edit"),
    path(
        "faelle/<int:case_id>/kontakt/<int:contact_id>/zuruecknehmen/",
        views.withdraw,
        name="withdraw",
    ),
    path("faelle/<int:case_id>/kontakt/<int:contact_id>/zurueck/", views.restore, name="restore"),
    path("angebote/", include("geleit.counselling.offer_urls")),
]
