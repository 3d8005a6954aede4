# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.plans import edit_views, views
from geleit.plans import wording_views as wording
from geleit.plans.agreeing import views as agreeing
from geleit.plans.assessment import views as assessment
from geleit.plans.printing import views as printing

app_name = "plans"
urlpatterns = [
    path("<int:case_id>/selbststaendigkeit/", assessment.assessments, name="assessments"),
    path("<int:case_id>/selbststaendigkeit/<int:person_id>/neu/", assessment.assess, name="assess"),
    path(
        "<int:case_id>/selbststaendigkeit/<int:assessment_id>/fassungen/",
        wording.of_assessment,
        name="assessment_wordings",
    ),
    path(
        "<int:case_id>/selbststaendigkeit/<int:assessment_id>/<slug:act>/",
        assessment.mark,
        name="mark_assessment",
    ),
    path("<int:case_id>/plan/", views.plan, name="plan"),
    path("<int:case_id>/plan/beginnen/", views.begin, name="begin"),
    path("<int:case_id>/plan/besprochen/", agreeing.agree, name="agree"),
    path("<int:case_id>/plan/fassungen/", agreeing.versions, name="versions"),
    path("<int:case_id>/plan/fassungen/<int:number>/", agreeing.version, name="version"),
    path("<int:case_id>/plan/druck/", printing.sheet, name="sheet"),
    path("<int:case_id>/plan/ziel/", views.add_goal, name="add_goal"),
    path("<int:case_id>/plan/ziel/<int:goal_id>/", edit_views.edit_goal, name="goal"),
    path("<int:case_id>/plan/ziel/<int:goal_id>/schritt/", views.add_step, name="add_step"),
    path("<int:case_id>/plan/ziel/<int:goal_id>/fassungen/", wording.of_goal, name="goal_wordings"),
    path("<int:case_id>/plan/ziel/<int:goal_id>/<slug:act>/", views.mark_goal, name="mark_goal"),
    path("<int:case_id>/plan/schritt/<int:step_id>/", edit_views.edit_step, name="step"),
    path(
        "<int:case_id>/plan/schritt/<int:step_id>/fassungen/", wording.of_step, name="step_wordings"
    ),
    path("<int:case_id>/plan/schritt/<int:step_id>/<slug:act>/", views.mark_step, name="mark_step"),
]
