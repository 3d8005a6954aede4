# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.agreements import coverage_views, version_views, views

app_name = "agreements"
urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("zugehoerigkeit/<int:role_id>/", coverage_views.coverage, name="coverage"),
    path("<slug:key>/", views.agreement, name="agreement"),
    path("<slug:key>/kuendigung/", version_views.notice, name="notice"),
    path("<slug:key>/fassungen/", version_views.versions, name="versions"),
    path("<slug:key>/fassungen/neu/", version_views.draft, name="draft"),
    path("<slug:key>/fassungen/<int:number>/", version_views.version, name="version"),
    path("<slug:key>/fassungen/<int:number>/vergleich/", version_views.comparison, name="compare"),
    path("<slug:key>/fassungen/<int:number>/bearbeiten/", version_views.word, name="word"),
    path("<slug:key>/fassungen/<int:number>/vorlegen/", version_views.propose, name="propose"),
    path("<slug:key>/fassungen/<int:number>/zeichnen/", version_views.sign, name="sign"),
    path("<slug:key>/fassungen/<int:number>/zurueckgeben/", version_views.send_back, name="return"),
    path(
        "<slug:key>/fassungen/<int:number>/zurueckziehen/", version_views.withdraw, name="withdraw"
    ),
]
