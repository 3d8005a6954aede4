# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path, register_converter

from geleit.core.dates import Quarter
from geleit.statistics import caseload_views, hand_back_views, views, year_views


class QuarterConverter:
    """2020-q1; the web knows no other periods, because overlapping ones would disclose."""

    regex = "[12][0-9]{3}-q[1-4]"

    def to_python(self, value: str) -> Quarter:
        year, number = value.split("-q")
        return Quarter(int(year), int(number))

    def to_url(self, value: Quarter | str) -> str:
        return value if isinstance(value, str) else f"{value.year}-q{value.number}"


register_converter(QuarterConverter, "quarter")

app_name = "statistics"
urlpatterns = [
    path("", views.statements, name="statements"),
    path("<slug:key>/schluessel/", caseload_views.caseload, name="caseload"),
    path("<slug:key>/jahr/<int:year>/", year_views.year, name="year"),
    path("<slug:key>/auftraege/<int:year>/", year_views.mandates, name="mandates"),
    path("<slug:key>/rueckgabe/", hand_back_views.hand_back, name="hand-back"),
    path("<slug:key>/rueckgabe/planen/", hand_back_views.plan_hand_back, name="plan-hand-back"),
    path("<slug:key>/rueckgabe/schritt/", hand_back_views.add_step, name="add-hand-back-step"),
    path(
        "<slug:key>/rueckgabe/schritt/<int:hand_back_step_id>/",
        hand_back_views.tick_step,
        name="tick-hand-back-step",
    ),
    path("<slug:key>/rueckgabe/abschliessen/", hand_back_views.complete, name="complete-hand-back"),
    path("<slug:key>/<quarter:quarter>/", views.statement, name="statement"),
    path("<slug:key>/<quarter:quarter>/chart.svg", views.chart, name="chart"),
    path("<slug:key>/<quarter:quarter>/council.pdf", views.council, name="council"),
    path("<slug:key>/<quarter:quarter>/statement.<str:to>", views.download, name="download"),
]
