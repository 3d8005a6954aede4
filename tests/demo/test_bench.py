# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit bench measures, and leaves nothing behind."""

import json
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.counselling.models import Contact
from geleit.demo import measure, pages, steinheim

FIELDS = {"machine", "persons", "contacts", "database", "size_mb", "pages"}


@pytest.fixture
def example(db):
    return steinheim.load(on=localdate())


def bench(*arguments):
    out, err = StringIO(), StringIO()
    call_command("bench", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_prints_one_document_with_every_page(example):
    out, _err = bench("--json", "--repeat", "1")

    document = json.loads(out)
    assert set(document) == FIELDS
    assert document["contacts"] == Contact.unguarded.count()
    assert {tuple(sorted(page)) for page in document["pages"]} == {
        ("median_ms", "name", "p95_ms", "queries")
    }
    assert len({page["name"] for page in document["pages"]}) == len(document["pages"]) == 17


def test_prints_a_table_for_people(example):
    out, _err = bench("--repeat", "1")

    assert "case list, social worker" in out
    assert "p95 ms" in out


def test_leaves_no_note_no_log_and_no_session(example):
    before = Contact.unguarded.count(), Event.objects.count(), Session.objects.count()

    bench("--json", "--repeat", "2")

    assert (Contact.unguarded.count(), Event.objects.count(), Session.objects.count()) == before


@pytest.mark.django_db
def test_says_what_to_do_where_there_is_nothing_to_measure():
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("bench", stdout=StringIO(), stderr=err)

    assert ended.value.code == 1
    assert "geleit demo --no-serve --persons 1000" in err.getvalue()


def test_page_that_answers_otherwise_is_no_measurement(example):
    page = measure.Page("nowhere", lambda n: Client().get("/gibt-es-nicht/", secure=True))

    with pytest.raises(measure.UnexpectedAnswer):
        measure.measured(page, repeat=1)


def test_names_of_pages_hold_no_name_of_a_person(example):
    out, err = bench("--json", "--repeat", "1")

    for name in pages.figures(on=localdate()).all_names:
        assert name not in out + err


@pytest.mark.parametrize(
    ("times", "median", "p95"),
    [([1.0], 1.0, 1.0), (list(range(1, 21)), 11, 19), (list(range(1, 101)), 51, 95)],
)
def test_median_and_95th_percentile_are_observed_values(times, median, p95):
    assert measure.middle(times) == median
    assert measure.percentile(times, 95) == p95
