# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the phrase blocks, which belong to no case."""

from django.urls import path

from geleit.plans.printing import phrase_views

app_name = "phrases"
urlpatterns = [
    path("", phrase_views.languages, name="languages"),
    path("<slug:language>/", phrase_views.phrases, name="language"),
    path("<slug:language>/geprueft/", phrase_views.check, name="check"),
    path("<slug:language>/<str:phrase>/", phrase_views.phrase, name="phrase"),
]
