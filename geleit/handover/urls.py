# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.handover import views
from geleit.handover.released import views as released
from geleit.handover.single import views as single
from geleit.handover.transfers import views as transfers

app_name = "handover"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("annehmen/", views.accept, name="accept"),
    path("angenommen/<uuid:together>/", views.accepted, name="accepted"),
    path("faelle/<int:case_id>/", single.case, name="case"),
    path("faelle/<int:case_id>/annehmen/", single.accept, name="accept_one"),
    path("faelle/<int:case_id>/fragen/", single.ask, name="ask"),
    path("faelle/<int:case_id>/antworten/", single.answer, name="answer"),
    path("freigaben/", released.releases, name="releases"),
    path("freigaben/<int:case_id>/", released.released, name="released"),
    path("mehrere/", transfers.transfers, name="transfers"),
    path("mehrere/<slug:key>/waehlen/", transfers.choose, name="choose"),
    path("mehrere/<uuid:transfer_key>/", transfers.transfer, name="transfer"),
    path("mehrere/<uuid:transfer_key>/uebergeben/", transfers.move, name="move"),
    path("mehrere/<uuid:transfer_key>/kuerzen/", transfers.shorten, name="shorten"),
    path("mehrere/<uuid:transfer_key>/verwerfen/", transfers.discard, name="discard"),
    path("mehrere/<uuid:transfer_key>/zuruecknehmen/", transfers.undo, name="undo"),
    path("mehrere/<uuid:transfer_key>/bestaetigen/", transfers.confirm, name="confirm"),
]
