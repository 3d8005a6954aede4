# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses across cases: the calculator."""

from django.urls import path

from geleit.deadlines.letters import views as letters

app_name = "radar"
urlpatterns = [
    path("rechner/", letters.calculator, name="calculator"),
]
