# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What older versions kept as telephone and e-mail of a person is a contact channel afterwards."""

from datetime import date

import pytest

from geleit.cases.models import Person
from geleit.intake.models import ImportBatch, ImportedRow
from geleit.persons.models import ContactChannel
from tests import factories
from tests.single_steps import migrate, migrate_to_the_end

BEFORE = [("cases", "0013_more_spellings"), ("persons", "0002_where_a_channel_came_from")]


def ways(person):
    rows = ContactChannel.unguarded.filter(person=person.pk).order_by("kind", "value")
    return [(row.kind, row.value, row.source, row.consent_on, row.remark) for row in rows]


@pytest.mark.django_db(transaction=True)
def test_no_number_is_lost_and_no_consent_is_assumed(steinheim):
    household = factories.a_case(agreement=steinheim).household
    listed, noted, both, nobody = (
        factories.a_person(household=household, given_names=name) for name in "ABCD"
    )
    batch = ImportBatch.unguarded.create(
        agreement=steinheim, file_name="l.csv", sha256="0" * 64, content=b"x"
    )
    ImportedRow.unguarded.create(batch=batch, number=1, person=listed, values={"Name": "A"})
    day = date(2020, 2, 3)
    both.channels.create(kind="phone", value="0711 3", remark="Schwester", consent_on=day)
    both.channels.create(kind="email", value="c@example.org", removed_on=day, removed_by="Anna")
    old = migrate(*BEFORE)
    try:
        rows = old.get_model("cases", "Person")._base_manager
        rows.filter(pk=listed.pk).update(phone="0711 1", email="a@example.org")
        rows.filter(pk=noted.pk).update(phone=" 0711 2 ")
        rows.filter(pk=both.pk).update(phone="0711 3", email="c@example.org")
    finally:
        migrate_to_the_end()

    assert ways(listed) == [
        ("email", "a@example.org", "list", None, ""), ("phone", "0711 1", "list", None, ""),
    ]  # fmt: skip
    assert ways(noted) == [("phone", "0711 2", "", None, "")]
    assert ways(both)[-1] == ("phone", "0711 3", "", day, "Schwester")
    standing = ContactChannel.unguarded.standing().filter(person=both)
    assert [row.kind for row in standing.order_by("pk")] == ["phone", "email"]
    assert ways(nobody) == []
    assert {field.name for field in Person._meta.fields} & {"phone", "email"} == set()


@pytest.mark.django_db(transaction=True)
def test_going_back_gives_the_columns_their_numbers(steinheim):
    person = factories.a_case(agreement=steinheim).household.persons.get()
    person.channels.create(kind="phone", value="0711 1", source="list")
    person.channels.create(kind="phone", value="0711 2")
    person.channels.create(kind="email", value="a@example.org")
    old = migrate(*BEFORE)
    try:
        row = old.get_model("cases", "Person")._base_manager.get(pk=person.pk)
        assert (row.phone, row.email) == ("0711 1", "a@example.org")
    finally:
        migrate_to_the_end()

    assert len(ways(person)) == 3
