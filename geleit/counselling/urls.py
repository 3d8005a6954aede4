# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room: notes under a case, offers without one."""

from django.urls import include, path

from geleit.counselling import draft_views, version_views, views

app_name = "counselling"
urlpatterns = [
    path("faelle/<int:case_id>/notiz/", views.note, name="note"),
    path("faelle/<int:case_id>/notiz/entwurf/", draft_views.of_note, name="draft"),
    path("faelle/<int:case_id>/kontakt/<int:contact_id>/", views.edit, name="edit"),
    path(
        "faelle/<int:case_id>/kontakt/<int:contact_id>/entwurf/",
        draft_views.of_contact,
        name="contact_draft",
    ),
    path(
        "faelle/<int:case_id>/kontakt/<int:contact_id>/fassungen/",
        version_views.versions,
        name="versions",
    ),
    path(
        "faelle/<int:case_id>/kontakt/<int:contact_id>/zuruecknehmen/",
        views.withdraw,
        name="withdraw",
    ),
    path("faelle/<int:case_id>/kontakt/<int:contact_id>/zurueck/", views.restore, name="restore"),
    path("angebote/", include("geleit.counselling.offer_urls")),
]
