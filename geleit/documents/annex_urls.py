# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of annexes, below a version of an agreement."""

from django.urls import path

from geleit.documents import annex_views

ANNEXES = "<slug:key>/fassungen/<int:number>/anlagen/"

app_name = "annexes"
urlpatterns = [
    path(ANNEXES + "neu/", annex_views.attach, name="attach"),
    path(ANNEXES + "<int:annex_id>/", annex_views.download, name="download"),
    path(ANNEXES + "<int:annex_id>/pruefen/", annex_views.scan, name="scan"),
    path(ANNEXES + "<int:annex_id>/entfernen/", annex_views.detach, name="detach"),
]
