# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses across cases: the calculator."""

from django.urls import path

from geleit.deadlines.calendars import views as calendars
from geleit.deadlines.letters import views as letters

app_name = "radar"
urlpatterns = [
    path("kalender/", calendars.own_calendar, name="own_calendar"),
    path("kalender/<str:token>.ics", calendars.calendar, name="feed"),
    path("rechner/", letters.calculator, name="calculator"),
]
