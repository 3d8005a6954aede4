# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.staffing import duty_views, plan_views, presence_views, views

FILLING = "<slug:key>/besetzungen/<int:filling_id>/"
CONDITION = "<slug:key>/bedingungen/<int:condition_id>/"

app_name = "staffing"
urlpatterns = [
    path("<slug:key>/startbereitschaft/", views.readiness, name="readiness"),
    path("<slug:key>/wer-macht-was/", duty_views.duties, name="duties"),
    path("<slug:key>/wer-macht-was/neu/", duty_views.name_duty, name="name-duty"),
    path("<slug:key>/wer-macht-was/<int:duty_id>/", duty_views.hand_on, name="hand-on"),
    path("<slug:key>/stellen/neu/", plan_views.add_post, name="add-post"),
    path("<slug:key>/stellen/<int:position_id>/", plan_views.change_post, name="post"),
    path(
        "<slug:key>/stellen/<int:position_id>/streichen/",
        plan_views.strike_post,
        name="strike-post",
    ),
    path("<slug:key>/bedingungen/neu/", plan_views.add_condition, name="add-condition"),
    path("<slug:key>/bedingungen/uebliche/", plan_views.usual_conditions, name="usual-conditions"),
    path(CONDITION + "streichen/", plan_views.strike_condition, name="strike-condition"),
    path("<slug:key>/besetzung/", presence_views.presence, name="presence"),
    path(
        "<slug:key>/besetzung/abwesend/<int:absence_id>/",
        presence_views.back_again,
        name="back-again",
    ),
    path(FILLING + "abwesend/", presence_views.absent, name="absent"),
    path(FILLING + "fortbildung/", presence_views.train, name="train"),
    path("<slug:key>/beginn/", views.start, name="start"),
    path("<slug:key>/stellen/<int:position_id>/verzicht/", views.waive_post, name="waive-post"),
    path(CONDITION + "verzicht/", views.waive_condition, name="waive-condition"),
    path("<slug:key>/stellen/<int:position_id>/besetzen/", views.hire, name="hire"),
    path(FILLING + "berichtigen/", views.correct, name="correct"),
    path(FILLING + "zurueckziehen/", views.withdraw, name="withdraw"),
    path(FILLING + "letzter-tag/", views.leave, name="leave"),
    path(FILLING + "bleibt/", views.stay, name="stay"),
    path(CONDITION + "bestaetigen/", views.confirm, name="confirm"),
    path(CONDITION + "wieder-offen/", views.reopen, name="reopen"),
]
