# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of long lists are written as their classes would write them."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from geleit.cases.models import Person
from geleit.core.bulk import Ready, change_many, fresh, write_many
from geleit.intake.models import ImportedRow
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_fresh_row_stands_as_one_of_its_class(anna):
    home = factories.a_case(holder=anna).household
    said = {"family_name": "Zuse", "household_id": home.pk, "birth_precision": "unknown"}
    quick, plain = fresh(Person, **said), Person(**said)
    Ready([quick, plain]).write()

    first, second = Person.unguarded.filter(family_name="Zuse").order_by("pk")

    assert (quick.pk, plain.pk) == (first.pk, second.pk)
    names = [field.attname for field in Person._meta.concrete_fields if not field.primary_key]
    assert [getattr(first, name) for name in names] == [getattr(second, name) for name in names]


def test_what_can_be_changed_is_never_shared_between_rows():
    row = fresh(ImportedRow, batch_id=1, number=1, key="a", loose_key="a", values={})

    assert "done" not in vars(row)
    with pytest.raises(KeyError):
        Ready([row])


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite counts no letters")
def test_what_is_too_long_is_refused_and_not_cut(anna):
    home = factories.a_case(holder=anna).household
    row = Person(
        household=home, family_name="Zuse", nationality="DEUTSCH", birth_precision="unknown"
    )
    known = Person.unguarded.get(household=home)
    known.nationality = "DEUTSCH"

    with pytest.raises(DatabaseError), transaction.atomic():
        Ready([row]).write()
    with pytest.raises(DatabaseError), transaction.atomic():
        change_many([known], ["nationality"])


def test_many_rows_are_changed_each_to_its_own_values(anna):
    home = factories.a_case(holder=anna).household
    said = {"household_id": home.pk, "birth_precision": "unknown"}
    rows = [fresh(Person, family_name=name, **said) for name in "ABC"]
    write_many(rows)
    for number, row in enumerate(rows[1:], 1):
        row.remark, row.born_on, row.birth_precision = "Nummer", date(1990, 1, number), "day"

    change_many(rows, ["remark", "born_on", "birth_precision"])

    read = list(Person.unguarded.filter(pk__in=[row.pk for row in rows]).order_by("pk"))
    assert [row.family_name for row in read] == ["A", "B", "C"]
    assert [row.born_on for row in read] == [None, date(1990, 1, 1), date(1990, 1, 2)]
    assert [row.remark for row in read] == ["", "Nummer", "Nummer"]
