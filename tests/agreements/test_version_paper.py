# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A signed version is a document to file: both sides save the same one, and it is logged."""

import io
from datetime import date

import pypdf
import pytest
from django.db import connection
from django.template.loader import render_to_string

from geleit.agreements import signing_actions, version_actions
from geleit.agreements.version_actions import ClauseText
from geleit.agreements.version_paper_views import _content
from geleit.audit.models import Event
from tests.agreements.test_versions import EVERYBODY, a_draft, a_signed, address

READERS = {"lena", "anna", "ben", "carla", "dora", "frida"}  # who reads the agreement


def place(steinheim, number=1):
    return address(steinheim, number, "vereinbarung.pdf").rstrip("/")


def written(steinheim, lena, dora):
    version = a_draft(steinheim, lena)
    version_actions.word_version(
        version, seen=0, by=lena, first_end=date(2024, 12, 31), renews_by_months=12,
        notice_months=3, clauses=[
            ClauseText("Was übertragen wird", "Begleitung in ein selbstständiges Leben"),
            ClauseText("Räume", "Zwei Tage im Rathaus", is_annex=True),
        ],
    )  # fmt: skip
    version.refresh_from_db()
    version = version_actions.propose(version, by=lena)
    for user, office in ((lena, "Geschäftsführerin"), (dora, "Hauptamtsleiterin")):
        version = signing_actions.sign_off(version, office=office, seen=version.changes, by=user)
    version.refresh_from_db()
    return version


def test_it_holds_the_whole_text_the_parties_the_signatures_and_the_day(steinheim, lena, dora):
    version = written(steinheim, lena, dora)

    html = render_to_string("agreements/version_pdf.html", _content(version) | {"title": "T"})

    for words in (
        "1. Was übertragen wird", "Begleitung in ein selbstständiges Leben", "Anlage: Räume",
        "Zwei Tage im Rathaus", steinheim.municipality.name, steinheim.carrier.name,
        "in Kraft ab 01.01.2022", "läuft zunächst bis 31.12.2024", "Kündigungsfrist: 3 Monate",
        "Lena, Geschäftsführerin", "Dora, Hauptamtsleiterin",
    ):  # fmt: skip
        assert words in html


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_reads_the_agreement_saves_it_and_nobody_else(
    request, sign_in, steinheim, lena, dora, name
):
    a_signed(steinheim, lena, dora)

    answer = sign_in(request.getfixturevalue(name)).get(place(steinheim))

    assert answer.status_code in ((200, 503) if name in READERS else (403,))


def test_it_is_tagged_saved_as_a_file_and_logged(sign_in, steinheim, lena, dora):
    pytest.importorskip("weasyprint")
    version = a_signed(steinheim, lena, dora)

    answer = sign_in(dora).get(place(steinheim))

    if answer.status_code == 503:
        pytest.skip("this machine has no Pango")
    assert answer.content[:4] == b"%PDF"
    assert "/StructTreeRoot" in pypdf.PdfReader(io.BytesIO(answer.content)).trailer["/Root"]
    said = f'attachment; filename="vereinbarung-{steinheim.key}-fassung-1.pdf"'
    assert answer["Content-Disposition"] == said
    assert Event.objects.filter(verb="agreement-downloaded", key=str(version.pk)).count() == 1


def test_what_is_not_signed_by_both_is_no_document(sign_in, steinheim, lena, dora):
    version_actions.propose(a_draft(steinheim, lena), by=lena)

    assert sign_in(dora).get(place(steinheim)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_for_one_clause_and_three(
    sign_in, steinheim, lena, dora, count, django_assert_num_queries
):
    version = a_draft(steinheim, lena)
    clauses = [ClauseText(f"Klausel {number}", "Text") for number in range(count)]
    version = version_actions.word_version(version, clauses=clauses, seen=0, by=lena)
    version = version_actions.propose(version, by=lena)
    for user in (lena, dora):
        version = signing_actions.sign_off(version, office="Amt", seen=version.changes, by=user)
    client = sign_in(dora)

    locks = int(connection.features.has_select_for_update)  # of the memberships, before the log
    with django_assert_num_queries(QUERIES + locks):
        client.get(place(steinheim))


QUERIES = 14  # session, user, memberships; version, clauses, annexes, scope twice, signatures; log
