# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of this room."""

from django.urls import path

from geleit.agreements import (
    agenda_views,
    coverage_views,
    meeting_paper_views,
    meeting_views,
    minutes_views,
    money_views,
    notice_views,
    setup_views,
    version_act_views,
    version_paper_views,
    version_views,
    views,
)

MEETING = "<slug:key>/gespraeche/<int:number>/"

app_name = "agreements"
urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("zugehoerigkeit/<int:role_id>/", coverage_views.coverage, name="coverage"),
    path("neu/", setup_views.begin, name="begin"),
    path("organisationen/", setup_views.organisations, name="organisations"),
    path("organisationen/neu/", setup_views.add_organisation, name="add-organisation"),
    path("organisationen/<int:body>/", setup_views.change_organisation, name="change-organisation"),
    path("<slug:key>/", views.agreement, name="agreement"),
    path("<slug:key>/angaben/", setup_views.describe, name="describe"),
    path("<slug:key>/auftraege/neu/", setup_views.add_mandate, name="add-mandate"),
    path(
        "<slug:key>/auftraege/entwurf/<int:new_mandate_id>/leistung/",
        setup_views.add_new_item,
        name="add-new-service",
    ),
    path(
        "<slug:key>/auftraege/entwurf/<int:new_mandate_id>/zuruecknehmen/",
        setup_views.drop_mandate_draft,
        name="drop-new-mandate",
    ),
    path("<slug:key>/auftraege/<int:mandate_id>/", setup_views.change_mandate, name="mandate"),
    path(
        "<slug:key>/auftraege/<int:mandate_id>/leistung/",
        setup_views.add_item,
        name="add-service",
    ),
    path("<slug:key>/leistungen/<int:service_id>/", setup_views.change_item, name="service"),
    path(
        "<slug:key>/leistungen/<int:service_id>/streichen/",
        setup_views.strike_item,
        name="strike-service",
    ),
    path("<slug:key>/aenderungen/<int:draft_id>/", setup_views.drop_draft, name="drop-draft"),
    path("<slug:key>/kuendigung/", notice_views.notice, name="notice"),
    path(
        "<slug:key>/kuendigung/zuruecknehmen/",
        notice_views.take_back_notice,
        name="take-back-notice",
    ),
    path("<slug:key>/fassungen/", version_views.versions, name="versions"),
    path("<slug:key>/fassungen/neu/", version_act_views.draft, name="draft"),
    path("<slug:key>/fassungen/<int:number>/", version_views.version, name="version"),
    path(
        "<slug:key>/fassungen/<int:number>/vereinbarung.pdf",
        version_paper_views.version_pdf,
        name="version-pdf",
    ),
    path("<slug:key>/fassungen/<int:number>/vergleich/", version_views.comparison, name="compare"),
    path("<slug:key>/fassungen/<int:number>/bearbeiten/", version_act_views.word, name="word"),
    path("<slug:key>/fassungen/<int:number>/vorlegen/", version_act_views.propose, name="propose"),
    path("<slug:key>/fassungen/<int:number>/zeichnen/", version_act_views.sign, name="sign"),
    path(
        "<slug:key>/fassungen/<int:number>/zurueckgeben/",
        version_act_views.send_back,
        name="return",
    ),
    path(
        "<slug:key>/fassungen/<int:number>/zurueckziehen/",
        version_act_views.withdraw,
        name="withdraw",
    ),
    path("<slug:key>/gespraeche/", meeting_views.meetings, name="meetings"),
    path("<slug:key>/gespraeche/neu/", meeting_views.plan, name="plan-meeting"),
    path("<slug:key>/gespraeche/aufgaben/<int:item_id>/", meeting_views.tick, name="tick"),
    path(MEETING, meeting_views.meeting, name="meeting"),
    path(MEETING + "niederschrift.pdf", meeting_paper_views.minutes_pdf, name="minutes-pdf"),
    path(MEETING + "termin.ics", meeting_paper_views.appointment, name="appointment"),
    path(MEETING + "einladung.pdf", meeting_paper_views.invitation_pdf, name="invitation-pdf"),
    path(MEETING + "einladen/", meeting_views.invite, name="invite"),
    path(MEETING + "punkt/<int:item_id>/antwort/", agenda_views.answer, name="answer"),
    path(MEETING + "aendern/", meeting_views.move, name="move-meeting"),
    path(MEETING + "punkt/", agenda_views.add_item, name="add-item"),
    path(MEETING + "punkt/<int:item_id>/zurueck/", agenda_views.drop_item, name="drop-item"),
    path(MEETING + "niederschrift/", minutes_views.write, name="write-minutes"),
    path(MEETING + "beschluss/", minutes_views.decide, name="decide"),
    path(
        MEETING + "beschluss/<int:item_id>/streichen/",
        minutes_views.drop_decision,
        name="drop-decision",
    ),
    path(MEETING + "aufgabe/", minutes_views.give_task, name="give-task"),
    path(MEETING + "zustimmen/", minutes_views.agree, name="agree"),
    path("<slug:key>/verguetung/", money_views.money, name="money"),
    path("<slug:key>/verguetung/festlegen/", money_views.terms, name="price-terms"),
    path("<slug:key>/verguetung/anpassung/", money_views.adjust, name="adjust-price"),
    path("<slug:key>/verguetung/kosten/", money_views.book, name="book-costs"),
    path("<slug:key>/verguetung/zahlung/", money_views.pay, name="pay"),
    path("<slug:key>/schluessel/festlegen/", money_views.ratio, name="ratio"),
]
