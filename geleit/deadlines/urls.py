# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.deadlines import views
from geleit.deadlines.letters import views as letters
from geleit.deadlines.tracking import fact_views as facts
from geleit.deadlines.tracking import views as tracking

app_name = "deadlines"
urlpatterns = [
    path("<int:case_id>/wiedervorlagen/", views.add, name="add"),
    path("<int:case_id>/wiedervorlagen/<int:reminder_id>/", views.done, name="done"),
    path("<int:case_id>/fristen/", tracking.of_case, name="of_case"),
    path("<int:case_id>/fristen/daten/<int:fact_id>/", facts.fact, name="fact"),
    path(
        "<int:case_id>/fristen/daten/<int:fact_id>/fassungen/", facts.wordings, name="fact_wordings"
    ),
    path("<int:case_id>/fristen/<int:deadline_id>/", tracking.deadline, name="deadline"),
    path("<int:case_id>/fristen/<int:deadline_id>/erledigt/", tracking.done, name="finish"),
    path("<int:case_id>/fristen/<int:deadline_id>/entfaellt/", tracking.withdraw, name="withdraw"),
    path("<int:case_id>/fristen/<int:deadline_id>/zustaendig/", tracking.entrust, name="entrust"),
    path("<int:case_id>/fristen/<int:deadline_id>/geprueft/", tracking.check, name="check"),
    path("<int:case_id>/fristen/<int:deadline_id>/offen/", tracking.resume, name="resume"),
    path("<int:case_id>/briefe/neu/", letters.new_letter, name="new_letter"),
    path("<int:case_id>/briefe/<int:letter_id>/", letters.letter, name="letter"),
    path("<int:case_id>/briefe/<int:letter_id>/umschlag/", letters.envelope, name="envelope"),
    path(
        "<int:case_id>/briefe/<int:letter_id>/berichtigen/",
        letters.correct_letter,
        name="correct_letter",
    ),
]
