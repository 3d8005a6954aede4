# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sealed columns: plain in Python, seals in the database, and the database cannot search them."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.timezone import now

from geleit.cases.models import Person
from geleit.core.fields import EncryptedBinaryField, EncryptedJSONField, EncryptedTextField
from geleit.core.vault import Sealed
from geleit.core.vault.columns import Column, sealed_columns
from geleit.counselling.models import Contact
from geleit.intake.models import ImportBatch, ImportedRow
from geleit.plans.models import Goal
from tests import factories

SECRET = "Geheim: Überweisung an die Ärztin"

SEALED = {
    "accounts.factorsecret.text", "cases.emergencyaccess.reason",
    "cases.person.remark", "cases.unreadvalue.value", "cases.unreadvalue.message",
    "counselling.contact.text", "deadlines.followupreminder.text", "intake.importbatch.content",
    "intake.importedrow.values", "plans.goal.text", "plans.goal.measure", "plans.planstep.text",
    "plans.planstep.bearer_name", "volunteers.assignment.details",
    "volunteers.assignment.contact_name", "volunteers.assignment.contact_phone",
    "volunteers.formercardtext.text",
    "deadlines.casefact.note",
    "deadlines.deadline.evidence",
    "deadlines.deadline.note",
    "deadlines.deadlinechange.reason",
    "deadlines.incomingletter.about",
    "deadlines.incomingletter.answers",
    "deadlines.incomingletter.derivation",
    "deadlines.incomingletter.sender",
    "documents.document.file_key",
    "documents.document.file_name",
    "documents.document.title",
    "counselling.contact.interpreter",
    "counselling.privatenote.text",
    "course.caseclosing.answer",
    "course.caseclosing.evaluation",
    "course.caseclosing.handed_to",
    "course.caseclosing.later_note",
    "course.caseclosing.reopen_reason",
    "intake.arrival.note",
    "intake.arrival.persons",
    "packages.inquiryentry.text",
    "packages.receivedpackage.content",
    "course.keptcase.reason",
    "handover.transferredcase.before",
    "handover.transferredcase.released",
    "agreements.annexfile.file_key",
    "intake.importbatch.decisions",
    "intake.importbatch.reading",
    "intake.importbatch.trouble",
    "intake.importedrow.done",
    "intake.previewpage.rows",
    "together.draft.said",
    "together.formertext.text",
    "cases.housingstay.remark",
    "cases.person.birth_doubt",
    "consents.consent.purpose",
    "consents.consent.recipient",
    "counselling.formertopic.topic",
    "course.counsellingperiod.extension_reason",
    "persons.contactchannel.remark",
    "persons.historyentry.place",
    "persons.historyentry.remark",
    "persons.historyentry.title",
    "persons.householdmembership.person_name",
    "persons.vulnerability.kind",
    "persons.vulnerability.remark",
    "plans.assessment.note",
    "plans.planversion.content",
    "plans.planversion.signature",
    "plans.planversion.signer",
    "referrals.referral.concern",
}  # fmt: skip


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna)


@pytest.fixture
def note(case, anna):
    return factories.a_contact(case=case, by=anna, text=SECRET)


def stored(model, column):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM {model._meta.db_table} ORDER BY id')
        return [bytes(raw) if isinstance(raw, memoryview) else raw for (raw,) in cursor.fetchall()]


def store(model, column, value):
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {model._meta.db_table} SET "{column}" = %s', [value])


def test_these_columns_are_sealed(db):
    assert {column.label for column in sealed_columns()} == SEALED


def test_a_note_is_a_seal_in_the_database_and_a_text_in_python(note):
    [raw] = stored(Contact, "text")

    assert raw.startswith("g1.")
    assert SECRET not in raw
    assert Contact.unguarded.get().text == SECRET
    assert list(Contact.unguarded.values_list("text", flat=True)) == [SECRET]
    assert Contact.unguarded.values("text").get() == {"text": SECRET}


def test_every_way_of_writing_seals(case, note):
    Person.unguarded.bulk_create(
        Person(
            household=case.household,
            family_name=name,
            family_search=name.lower(),
            birth_precision="unknown",
            remark=SECRET,
        )
        for name in ("Adler", "Berg")
    )
    first = Person.unguarded.get(family_name="Muster")
    first.remark = SECRET
    Person.unguarded.bulk_update([first], ["remark"])
    Contact.unguarded.update(text="Anders")

    assert [raw[:3] for raw in stored(Person, "remark")] == ["g1."] * 3
    assert {person.remark for person in Person.unguarded.all()} == {SECRET}
    assert stored(Contact, "text")[0].startswith("g1.")
    assert Contact.unguarded.get().text == "Anders"


def test_an_empty_text_stays_empty_and_can_be_asked_for(case, anna, note):
    factories.a_contact(case=case, by=anna, text="")

    assert sorted(bool(raw) for raw in stored(Contact, "text")) == [False, True]
    assert [row.text for row in Contact.unguarded.filter(text="")] == [""]
    assert [row.text for row in Contact.unguarded.exclude(text="")] == [SECRET]
    assert Contact.unguarded.filter(text__isnull=True).count() == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda rows: rows.filter(text=SECRET),
        lambda rows: rows.filter(text__icontains="Ärztin"),
        lambda rows: rows.filter(text__in=[SECRET]),
        lambda rows: rows.filter(text__gt="a"),
        lambda rows: rows.filter(Q(text=F("no_goal"))),
        lambda rows: rows.filter(text__length=3),
        lambda rows: rows.exclude(text__startswith="G"),
    ],
)
def test_other_questions_are_refused_in_words(db, ask):
    with pytest.raises(TypeError, match=r"counselling\.contact\.text is encrypted"):
        list(ask(Contact.unguarded.all()))


def test_keys_of_a_sealed_dictionary_are_refused(db):
    with pytest.raises(TypeError, match="encrypted"):
        list(ImportedRow.unguarded.filter(values__Name="Berg"))


def test_a_text_of_another_column_does_not_open(note, case):
    goal = factories.a_goal(case=case, text="Ziel")
    store(Goal, "text", stored(Contact, "text")[0])

    with pytest.raises(Sealed):
        goal.refresh_from_db()


def test_a_plain_text_put_into_the_database_is_refused(note):
    store(Contact, "text", "untergeschoben")

    with pytest.raises(Sealed):
        Contact.unguarded.get()


def test_max_length_counts_the_plain_letters(case):
    goal = factories.a_goal(case=case, text="ä" * 300)

    assert len(stored(Goal, "text")[0]) > 300
    goal.full_clean()
    goal.text = "ä" * 301
    with pytest.raises(ValidationError):
        goal.full_clean()
    with pytest.raises(ValueError, match="longer than 300"):
        goal.save()


def test_a_list_and_its_rows_are_sealed(steinheim):
    batch = ImportBatch.unguarded.create(
        agreement=steinheim, file_name="l.csv", sha256="0" * 64, content=b"Name;Vorname\nBerg;Amal"
    )
    ImportedRow.unguarded.create(batch=batch, number=1, values={"Name": "Bärg", "leer": ""})

    [content], [values] = stored(ImportBatch, "content"), stored(ImportedRow, "values")
    assert content.startswith(b"g1.")
    assert b"Berg" not in content
    assert values.startswith("g1.")
    assert ImportBatch.unguarded.get().content == b"Name;Vorname\nBerg;Amal"
    assert ImportedRow.unguarded.get().values == {"Name": "Bärg", "leer": ""}


def test_a_list_that_was_taken_over_has_no_content(steinheim):
    batch = ImportBatch.unguarded.create(
        agreement=steinheim, file_name="l", sha256="0", content=b"x"
    )
    batch.taken_over_at = now()

    with pytest.raises(IntegrityError), transaction.atomic():
        batch.save()
    batch.content = b""
    batch.save()
    assert stored(ImportBatch, "content") == [b""]
    assert ImportBatch.unguarded.filter(content=b"").count() == 1


@pytest.mark.parametrize(
    "field",
    [
        EncryptedTextField("Ziel", max_length=300, blank=True),
        EncryptedJSONField(default=dict),
        EncryptedBinaryField(blank=True, null=True),
    ],
)
def test_fields_come_back_from_their_description(field):
    name, path, args, kwargs = field.deconstruct()
    again = type(field)(*args, **kwargs)

    assert path == f"geleit.core.fields.{type(field).__name__}"
    assert again.deconstruct() == (name, path, args, kwargs)


@pytest.mark.parametrize("option", ["unique", "db_index", "primary_key"])
def test_an_index_on_seals_is_refused(option):
    with pytest.raises(TypeError, match=option):
        EncryptedTextField(**{option: True})


def test_nothing_is_ordered_or_indexed_by_a_sealed_column():
    sealed = {(column.table, column.name) for column in all_sealed()}
    broken = []
    for model in apps.get_models():
        names = [name.lstrip("-") for index in model._meta.indexes for name in index.fields]
        names += [name.lstrip("-") for name in model._meta.ordering if isinstance(name, str)]
        names += [n for c in model._meta.constraints for n in getattr(c, "fields", ())]
        broken += [(model, name) for name in names if (model._meta.db_table, name) in sealed]

    assert broken == []


def all_sealed():
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if getattr(field, "is_sealed", False):
                yield Column.of(model, field)


def test_a_page_with_a_damaged_note_says_so_and_shows_nothing(note, case, anna, sign_in, caplog):
    raw = stored(Contact, "text")[0]
    store(Contact, "text", raw[:-4] + "AAAA")

    response = sign_in(anna).get(f"/faelle/{case.pk}/")

    page = response.content.decode()
    assert response.status_code == 503
    assert "geht nicht auf" in page
    assert "g1." not in page
    assert SECRET not in caplog.text


def test_counts_go_on_where_nothing_is_opened(note):
    store(Contact, "text", "g1.kaputt")

    assert Contact.unguarded.annotate(size=Length("no_goal")).defer("text").count() == 1
    assert Contact.unguarded.values_list("minutes", flat=True).get() == 30
