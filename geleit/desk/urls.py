# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the desk."""

from django.urls import path

from geleit.desk import balance_views, cases, homes, list_views, radar_views

app_name = "desk"
urlpatterns = [
    path("", homes.home, name="home"),
    path("fristen/", radar_views.everything_due, name="radar"),
    path("faelle/", cases.cases, name="cases"),
    path("faelle/mehrere/", list_views.several, name="several"),
    path("faelle/filter/", list_views.keep_filter, name="keep_filter"),
    path("faelle/filter/<int:filter_id>/entfernen/", list_views.drop_filter, name="drop_filter"),
    path("faelle/spalten/", list_views.columns, name="columns"),
    path("team/", list_views.team, name="team"),
    path("team/vertretung/<int:deputy_id>/beenden/", list_views.end_deputy, name="end_deputy"),
    path("team/ausgleichen/", balance_views.rebalance, name="rebalance"),
    path("team/<int:holder_id>/uebergeben/", list_views.hand_over, name="hand_over"),
    path("faelle/<int:case_id>/", cases.case, name="case"),
]
