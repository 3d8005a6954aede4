# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.walls import views
from geleit.walls.log import views as log

app_name = "walls"
urlpatterns = [
    path("notfall/", views.door, name="door"),
    path("notfall/<int:door_id>/gesehen/", views.seen, name="seen"),
    path("protokoll/", log.log, name="log"),
    path("protokoll/datei.csv", log.export, name="log_export"),
    path("protokoll/fall/<int:case_id>/", log.case_log, name="case_log"),
    path("protokoll/fall/<int:case_id>/auskunft.<str:to>", log.answer, name="case_answer"),
]
