# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of long lists are written as their classes would write them."""

import pytest

from geleit.cases.models import Person
from geleit.core.bulk import Ready, fresh
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
