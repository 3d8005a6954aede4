# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.documents import views

app_name = "documents"
urlpatterns = [
    path("<int:case_id>/dateien/", views.files, name="files"),
    path("<int:case_id>/dateien/<int:document_id>/", views.download, name="download"),
    path("<int:case_id>/dateien/<int:document_id>/loeschen/", views.remove, name="remove"),
    path("<int:case_id>/dateien/<int:document_id>/pruefen/", views.scan, name="scan"),
]
