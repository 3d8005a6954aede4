# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.persons import household_views, views, vulnerability_views
from geleit.persons import wording_views as wording

app_name = "persons"
PERSON = "<int:case_id>/personen/<int:person_id>/"
urlpatterns = [
    path("<int:case_id>/haushalt/aenderung/", household_views.changes, name="changes"),
    path("<int:case_id>/haushalt/geburt/", household_views.birth, name="birth"),
    path("<int:case_id>/haushalt/auszug/", household_views.leave, name="leave"),
    path("<int:case_id>/haushalt/trennung/", household_views.split, name="split"),
    path("<int:case_id>/haushalt/dazu/", household_views.join, name="join"),
    path(
        "<int:case_id>/haushalt/zurueck/<int:membership_id>/",
        household_views.come_back,
        name="come_back",
    ),
    path(PERSON, views.person, name="person"),
    path(PERSON + "fassungen/", wording.of_person, name="wordings"),
    path("<int:case_id>/wohnungen/<int:stay_id>/", views.stay, name="stay"),
    path("<int:case_id>/wohnungen/<int:stay_id>/fassungen/", wording.of_stay, name="stay_wordings"),
    path(PERSON + "blatt/", views.sheet, name="sheet"),
    path(PERSON + "status/", views.status, name="status"),
    path(PERSON + "status/<int:status_id>/fassungen/", wording.of_status, name="status_wordings"),
    path(PERSON + "rolle/", household_views.role, name="role"),
    path(PERSON + "namen/", views.new_name, name="new_name"),
    path(PERSON + "namen/<int:name_id>/", views.drop_name, name="drop_name"),
    path(PERSON + "weitere/", views.codes, name="codes"),
    path(PERSON + "kontaktwege/", views.new_channel, name="new_channel"),
    path(
        PERSON + "kontaktwege/<int:channel_id>/fassungen/",
        wording.of_channel,
        name="channel_wordings",
    ),
    path(
        PERSON + "kontaktwege/<int:channel_id>/<slug:act>/", views.mark_channel, name="mark_channel"
    ),
    path(PERSON + "stationen/<int:entry_id>/", views.entry, name="entry"),
    path(PERSON + "stationen/<int:entry_id>/fassungen/", wording.of_entry, name="entry_wordings"),
    path(PERSON + "stationen/<int:entry_id>/<slug:act>/", views.mark_entry, name="mark_entry"),
    path(PERSON + "stationen/neu/<slug:kind>/", views.new_entry, name="new_entry"),
    path(PERSON + "schutzbedarf/", vulnerability_views.notes, name="vulnerability"),
    path(PERSON + "schutzbedarf/neu/", vulnerability_views.new_note, name="new_note"),
    path(PERSON + "schutzbedarf/<int:note_id>/", vulnerability_views.note, name="note"),
    path(PERSON + "schutzbedarf/<int:note_id>/fassungen/", wording.of_note, name="note_wordings"),
]
