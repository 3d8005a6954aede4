# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of a case that goes out."""

from django.urls import path

from geleit.packages import views

app_name = "packing"
urlpatterns = [
    path("<int:case_id>/uebergabe/", views.handover, name="handover"),
    path("<int:case_id>/uebergabe/packen/", views.pack, name="pack"),
    path("<int:case_id>/uebergabe/protokoll.pdf", views.protocol, name="protocol"),
]
