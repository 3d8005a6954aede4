# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the product, by room."""

from django.urls import include, path

handler400 = "geleit.core.strange.bad_request"

urlpatterns = [
    path("konto/", include("geleit.accounts.urls")),
    path("", include("geleit.desk.urls")),
    path("", include("geleit.course.urls")),
    path("faelle/", include("geleit.consents.urls")),
    path("", include("geleit.referrals.urls")),
    path("vereinbarungen/", include("geleit.agreements.urls")),
    path("vereinbarungen/", include("geleit.documents.annex_urls")),
    path("vereinbarungen/", include("geleit.staffing.urls")),
    path("unterkuenfte/", include("geleit.housing.urls")),
    path("faelle/", include("geleit.cases.urls")),
    path("faelle/", include("geleit.persons.urls")),
    path("faelle/", include("geleit.documents.urls")),
    path("faelle/", include("geleit.together.urls")),
    path("faelle/", include("geleit.plans.urls")),
    path("planvorlagen/", include("geleit.plans.upkeep.urls")),
    path("skala/", include("geleit.plans.upkeep.scale_urls")),
    path("abschlussgruende/", include("geleit.course.reason_urls")),
    path("kurzberatung/themen/", include("geleit.counselling.brief.topic_urls")),
    path("saetze/", include("geleit.plans.phrase_urls")),
    path("faelle/", include("geleit.deadlines.urls")),
    path("fristen/", include("geleit.deadlines.desk_urls")),
    path("vereinbarungen/", include("geleit.deadlines.rule_urls")),
    path("", include("geleit.counselling.urls")),
    path("faelle/", include("geleit.packages.case_urls")),
    path("pakete/", include("geleit.packages.urls")),
    path("uebergabe/", include("geleit.handover.urls")),
    path("listen/", include("geleit.intake.urls")),
    path("zuteilungen/", include("geleit.intake.arrivals.urls")),
    path("auswertung/", include("geleit.statistics.urls")),
    path("wirkung/", include("geleit.statistics.outcomes.urls")),
    path("", include("geleit.walls.urls")),
    path("dieselbe-person/", include("geleit.identity.urls")),
    path("ehrenamt/", include("geleit.volunteers.urls")),
]
