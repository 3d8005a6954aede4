# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows with a word in every sealed column that can be looked for in the bytes of a database."""

from datetime import date

from geleit.cases.models import UnreadValue
from geleit.core.vault.columns import sealed_columns
from geleit.counselling.models import Contact
from geleit.deadlines.models import FollowUpReminder
from geleit.intake.models import ImportBatch, ImportedRow
from geleit.volunteers.models import Assignment
from tests import factories

WORD = "Verborgenes"
FAMILY = "Sichtbar"


def fill(notes: int = 1) -> None:
    """Write one row of everything, and so many notes: "Verborgenes 0", "Verborgenes 1", …"""
    agreement = factories.an_agreement()
    anna = factories.a_worker("anna")
    case = factories.a_case(holder=anna, agreement=agreement, family_name=FAMILY)
    person = case.household.persons.get()
    person.remark = f"{WORD} remark"
    person.save()
    UnreadValue.objects.create(
        person=person, column="x", value=f"{WORD} v", message=f"{WORD} m", source="x", row=1
    )
    goal = factories.a_goal(case=case, text=f"{WORD} goal", measure=f"{WORD} measure")
    factories.a_step(goal=goal, text=f"{WORD} step", bearer_name=f"{WORD} bearer")
    FollowUpReminder.unguarded.create(case=case, text=f"{WORD} text", due_on=date(2020, 3, 1))
    Assignment.unguarded.create(
        agreement=agreement,
        group=factories.an_organisation("volunteers"),
        title="x",
        details=f"{WORD} details",
        wanted_on=date(2020, 3, 1),
        contact_name=f"{WORD} name",
        contact_phone=f"{WORD} phone",
    )
    batch = ImportBatch.unguarded.create(
        agreement=agreement, file_name="x", sha256="0", content=f"{WORD};file".encode()
    )
    ImportedRow.unguarded.create(
        batch=batch, number=1, key=FAMILY, loose_key=FAMILY, values={"a": f"{WORD} row"}
    )
    note = factories.a_contact(case=case, by=anna, text=f"{WORD} 0")
    fields = {f.attname: getattr(note, f.attname) for f in Contact._meta.concrete_fields}
    del fields["id"]
    Contact.unguarded.bulk_create(
        Contact(**fields | {"text": f"{WORD} {number}"}) for number in range(1, notes)
    )


def raw_bytes() -> bytes:
    """Return everything that stands in the sealed columns, as the database hands it out."""
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        for column in sealed_columns():
            table, _key, name = column.quoted
            cursor.execute(f"SELECT {name} FROM {table}")
            for (raw,) in cursor.fetchall():
                found.append(raw.encode() if isinstance(raw, str) else bytes(raw))
    return b"\n".join(found)


def opened() -> int:
    """Read every sealed column through its model; return how many values hold the word."""
    from django.apps import apps

    count = 0
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if getattr(field, "is_sealed", False):
                values = model._base_manager.values_list(field.name, flat=True)
                count += sum(WORD in str(value) for value in values)
    return count
