# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.plans import views

app_name = "plans"
urlpatterns = [
    path("<int:case_id>/plan/", views.plan, name="plan"),
    path("<int:case_id>/plan/beginnen/", views.begin, name="begin"),
    path("<int:case_id>/plan/besprochen/", views.agree, name="agree"),
    path("<int:case_id>/plan/ziel/", views.add_goal, name="add_goal"),
    path("<int:case_id>/plan/ziel/<int:goal_id>/", views.edit_goal, name="goal"),
    path("<int:case_id>/plan/ziel/<int:goal_id>/schritt/", views.add_step, name="add_step"),
    path("<int:case_id>/plan/ziel/<int:goal_id>/<slug:act>/", views.mark_goal, name="mark_goal"),
    path("<int:case_id>/plan/schritt/<int:step_id>/", views.edit_step, name="step"),
    path("<int:case_id>/plan/schritt/<int:step_id>/<slug:act>/", views.mark_step, name="mark_step"),
]
