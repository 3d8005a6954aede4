# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.course import period_views, views, wording_views
from geleit.course.entitlement import views as entitlement
from geleit.course.keeping import views as keeping

app_name = "course"
urlpatterns = [
    path("faelle/<int:case_id>/phase/", views.phase, name="phase"),
    path("faelle/<int:case_id>/abschluss/", views.closing, name="closing"),
    path(
        "faelle/<int:case_id>/abschluss/fassungen/", wording_views.wordings, name="closing_wordings"
    ),
    path(
        "faelle/<int:case_id>/abschluss/<int:closing_id>/fassungen/",
        wording_views.of_ended,
        name="ended_wordings",
    ),
    path("faelle/<int:case_id>/abschluss/freigeben/", views.approve, name="approve"),
    path("faelle/<int:case_id>/abschluss/zurueckgeben/", views.send_back, name="send_back"),
    path("faelle/<int:case_id>/abschluss/nachfrage/", views.later, name="later"),
    path("faelle/<int:case_id>/beratungszeit/", period_views.period, name="period"),
    path(
        "faelle/<int:case_id>/beratungszeit/fassungen/",
        wording_views.of_extension,
        name="period_wordings",
    ),
    path("faelle/<int:case_id>/bleibt/", keeping.keep, name="keep"),
    path("faelle/<int:case_id>/bleibt/fassungen/", keeping.wordings, name="kept_wordings"),
    path("faelle/<int:case_id>/bleibt-nicht/", keeping.release, name="release"),
    path("faelle/<int:case_id>/oeffnen/", views.reopen, name="reopen"),
    path(
        "vereinbarungen/<slug:key>/auftraege/<int:mandate_id>/zielgruppe/",
        entitlement.rule,
        name="entitlement",
    ),
    path("vereinbarungen/<slug:key>/abschluss/", views.closing_rule, name="closing_rule"),
]
