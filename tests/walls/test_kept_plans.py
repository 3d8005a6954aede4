# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan that PostgreSQL keeps for a session shows to each person what is hers, and nothing else."""

from datetime import date

import pytest
from django.db import connection, transaction

from geleit.core.eyes import eyes_of, system_eyes
from geleit.counselling.models import Contact
from geleit.desk import queries
from geleit.desk.case_rows import FACTS
from geleit.desk.timeline import timeline
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite keeps no plans"),
]
NAMES = ("persons", *FACTS["kontakt"], *FACTS["naechstes"])


@pytest.fixture
def cases(anna, carla):
    found = [factories.a_case(holder=holder) for holder in (anna, anna, carla)]
    for day, case in enumerate(found, 1):
        factories.a_contact(case=case, by=case.holder, happened_on=date(2026, 11, day))
    return found


def plainly(cases):
    """Return what the statement says that is planned anew."""
    keys = [case.pk for case in cases]
    statement, fixed = queries._statement(NAMES, len(keys), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*fixed, *keys])
        return {key: dict(zip(NAMES, values, strict=True)) for key, *values in cursor.fetchall()}


def plans():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'facts%%'")
        return [name for (name,) in cursor.fetchall()]


def test_the_kept_plan_says_what_the_statement_says(cases):
    kept = []  # others of this session, for other columns, stay
    for number in (1, 2, 3):
        with system_eyes():
            assert queries.facts_of(cases[:number], NAMES) == plainly(cases[:number])
        kept.append(sorted(plans()))

    assert kept[0]
    assert kept[0] == kept[1] == kept[2]
    assert Contact.unguarded.count() == 3


def test_each_sees_with_her_own_eyes_what_one_session_planned_for_another(cases, anna, carla):
    with eyes_of(anna):
        hers = queries.facts_of(cases, NAMES)
    with eyes_of(carla):
        others = queries.facts_of(cases, NAMES)
    with eyes_of(None):
        nobodys = queries.facts_of(cases, NAMES)

    assert sorted(hers) == sorted(case.pk for case in cases[:2])
    assert list(others) == [cases[2].pk]
    assert nobodys == {}


def test_a_rollback_and_a_new_session_do_no_harm(cases):
    with system_eyes():
        with transaction.atomic():
            before = queries.facts_of(cases, NAMES)
            transaction.set_rollback(True)
        after = queries.facts_of(cases, NAMES)

    assert before == after
    assert len(after) == 3


def test_the_keeping_is_no_query_of_a_page(cases, django_assert_num_queries):
    with system_eyes(), django_assert_num_queries(1):
        queries.facts_of(cases, ("persons", "due_title"))


def test_the_kept_timeline_says_to_each_what_is_hers(cases, anna, carla):
    said = {"on": date(2026, 11, 30), "persons": {}}
    with eyes_of(anna):
        mine = timeline(cases[0], anna, **said).lines
        others = timeline(cases[2], anna, **said).lines
    with eyes_of(carla):
        hers = timeline(cases[2], carla, **said).lines
        narrowed = timeline(cases[2], carla, **said, said={"art": ["kontakt"]}).lines  # not kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = 'timeline_25'")
        assert cursor.fetchone() == (1,)

    assert [line.row.key for line in mine if line.kind.name == "kontakt"]
    assert others == []
    assert [line.row.key for line in hers if line.kind.name == "kontakt"] == [
        line.row.key for line in narrowed
    ]
    assert narrowed
