# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of histories, names, codes and ways to reach a person."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases import actions as cases
from geleit.cases.actions import locked_for_writing
from geleit.cases.followers import tell
from geleit.cases.models import (
    Case,
    HousingStay,
    NameWord,
    Person,
    PersonName,
    ResidenceStatus,
)
from geleit.core.problems import Problem, Refused
from geleit.persons import rules
from geleit.persons.enums import CodeKind, DatePrecision, HistoryKind
from geleit.persons.models import ContactChannel, HistoryEntry, PersonCode
from geleit.together.actions import keep_replaced

# Of which former wordings are kept.
PERSON_TEXTS = ("birth_doubt", "remark")
ENTRY_TEXTS = ("title", "place", "remark")


def refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def locked_person(case: Case, person: Person) -> Person:
    """Lock a person of the household of the case."""
    persons = Person.unguarded.select_for_update(of=["self"])
    return persons.get(pk=person.pk, household=case.household_id)


@transaction.atomic
def correct_person(case: Case, person: Person, *, by: User, on: date, **said: Any) -> Person:
    """Change master data, and keep the texts that are replaced."""
    case = locked_for_writing(case)
    present = locked_person(case, person)
    keep_replaced(present, said, PERSON_TEXTS, case=case, by=by)
    return cases.correct_person(case, person, by=by, on=on, **said)


@transaction.atomic
def correct_stay(case: Case, stay: HousingStay, *, by: Any, **said: Any) -> HousingStay:
    """Change what is said about a home, and keep the remark that is replaced."""
    case = locked_for_writing(case)
    stays = HousingStay.objects.select_for_update(of=["self"]).filter(household=case.household_id)
    keep_replaced(stays.get(pk=stay.pk), said, ["remark"], case=case, by=by)
    return cases.correct_stay(case, stay, by=by, **said)


@transaction.atomic
def set_status(
    case: Case, person: Person, *, is_correction: bool, by: Any, **said: Any
) -> ResidenceStatus:
    """Note a new title or put right the present one, and keep the wording that is replaced.

    Other words for the same kind and the same days are no second title, whatever was ticked.
    """
    case = locked_for_writing(case)
    current = locked_person(case, person).statuses.filter(is_current=True).first()
    is_correction = is_correction or _is_same_title(current, said)
    if current and is_correction:
        keep_replaced(current, said, ["wording"], case=case, by=by)
    return cases.set_status(case, person, is_correction=is_correction, by=by, **said)


def _is_same_title(current: ResidenceStatus | None, said: dict[str, Any]) -> bool:
    others = ((name, value) for name, value in said.items() if name != "wording")
    return current is not None and all(getattr(current, name) == value for name, value in others)


@transaction.atomic
def add_entry(
    case: Case, person: Person, *, kind: str, by: Any, on: date, **said: Any
) -> HistoryEntry:
    """Add to a person's history; the same entry sent twice stays one.

    A new agency takes the place of the former one, which ends on the day before.
    """
    case = locked_for_writing(case)
    person = locked_person(case, person)
    _refuse_entry(kind, said, on=on)
    entries = HistoryEntry.unguarded.standing().filter(person=person, kind=kind)
    for entry in entries:
        if _says(entry, said):
            return entry
    if kind == HistoryKind.BENEFIT and said.get("begins_on"):
        _end_open(entries, before=said["begins_on"])
    entry = HistoryEntry.unguarded.create(person=person, kind=kind, **said)
    record(by, "history-added", entry, of=kind)
    _keep_present(case, person, kind, by=by, on=on)
    return entry


@transaction.atomic
def change_entry(
    case: Case, entry: HistoryEntry, *, by: Any, on: date, **said: Any
) -> HistoryEntry:
    case = locked_for_writing(case)
    person = locked_person(case, entry.person)
    entry = HistoryEntry.unguarded.standing().select_for_update(of=["self"]).get(pk=entry.pk)
    _refuse_entry(entry.kind, said, on=on)
    keep_replaced(entry, said, ENTRY_TEXTS, case=case, by=by)
    if changed := set_fields(entry, said):
        entry.save(update_fields=changed)
        record(by, "history-changed", entry, fields=changed)
        _keep_present(case, person, entry.kind, by=by, on=on)
    return entry


@transaction.atomic
def remove_entry(case: Case, entry: HistoryEntry, *, by: User, on: date) -> HistoryEntry:
    """Take an entry out; it can be put back."""
    return _mark(case, entry, by=by, on=on, removed_on=on)


@transaction.atomic
def restore_entry(case: Case, entry: HistoryEntry, *, by: User, on: date) -> HistoryEntry:
    return _mark(case, entry, by=by, on=on, removed_on=None)


def _mark(
    case: Case, entry: HistoryEntry, *, by: User, on: date, removed_on: date | None
) -> HistoryEntry:
    case = locked_for_writing(case)
    person = locked_person(case, entry.person)
    entry = HistoryEntry.unguarded.select_for_update(of=["self"]).get(pk=entry.pk)
    if bool(entry.removed_on) != bool(removed_on):
        entry.removed_on, entry.removed_by = removed_on, by.name if removed_on else ""
        entry.save(update_fields=["removed_on", "removed_by"])
        record(by, "history-removed" if removed_on else "history-restored", entry)
        _keep_present(case, person, entry.kind, by=by, on=on)
    return entry


def _refuse_entry(kind: str, said: dict[str, Any], *, on: date) -> None:
    words = any(said.get(name) for name in ("title", "place", "remark"))
    refuse(
        rules.entry_problems(
            kind=kind,
            detail=said.get("detail", ""),
            begins_on=said.get("begins_on"),
            ends_on=said.get("ends_on"),
            on=on,
            has_words=words,
        )
    )


def _says(row: Any, said: dict[str, Any]) -> bool:
    """Whether a row says just this; compared here, the database sees seals only."""
    return all(getattr(row, name) == value for name, value in said.items())


def _end_open(entries: Any, *, before: date) -> None:
    for entry in entries.filter(ends_on=None):
        if entry.begins_on is None or entry.begins_on < before:
            entry.ends_on, entry.ends_precision = before - timedelta(days=1), DatePrecision.DAY
            entry.save(update_fields=["ends_on", "ends_precision"])


def _keep_present(case: Case, person: Person, kind: str, *, by: Any, on: date) -> None:
    """Let the person's own columns say what her history says of today."""
    column = {HistoryKind.BENEFIT: "benefit_agency", HistoryKind.LEVEL: "german_level"}.get(
        HistoryKind(kind)
    )
    if column is None:
        return
    entries = HistoryEntry.unguarded.standing().filter(person=person, kind=kind)
    present = [
        entry
        for entry in entries.order_by("begins_on", "pk")
        if (entry.begins_on is None or entry.begins_on <= on)
        and (entry.ends_on is None or entry.ends_on >= on)
    ]
    present.sort(key=lambda entry: (entry.begins_on or date.min, entry.pk))
    value = present[-1].detail if present else ""
    if value and getattr(person, column) != value:
        setattr(person, column, value)
        person.save(update_fields=[column])
        record(by, "person-changed", person, fields=[column])
        tell(case, by=by)


@transaction.atomic
def keep_codes(
    case: Case, person: Person, *, nationalities: list[str], languages: list[str], by: Any
) -> None:
    """Let these be the further nationalities and languages; the first ones stand with her."""
    case = locked_for_writing(case)
    person = locked_person(case, person)
    wanted = {(CodeKind.NATIONALITY.value, code) for code in nationalities}
    wanted |= {(CodeKind.LANGUAGE.value, code) for code in languages}
    wanted -= {("nationality", person.nationality), ("language", person.language)}
    rows = {(row.kind, row.code): row for row in PersonCode.unguarded.filter(person=person)}
    gone = [row.pk for key, row in rows.items() if key not in wanted]
    new = sorted(wanted - rows.keys())
    if gone or new:
        PersonCode.unguarded.filter(pk__in=gone).delete()
        PersonCode.unguarded.bulk_create(
            [PersonCode(person=person, kind=kind, code=code) for kind, code in new]
        )
        record(by, "person-changed", person, fields=["codes"])


@transaction.atomic
def keep_name(
    case: Case, person: Person, *, kind: str, family_name: str, given_names: str, by: Any
) -> None:
    """Add a way to write the name; in the own script there is one, a new one takes its place."""
    case = locked_for_writing(case)
    person = locked_person(case, person)
    said = {"family_name": family_name, "given_names": given_names}
    names = PersonName.unguarded.filter(person=person, kind=kind)
    if names.filter(**said).exists():
        return
    if kind == "original" and (name := names.first()):
        set_fields(name, said)
        name.save()
    else:
        name = PersonName.unguarded.create(person=person, kind=kind, **said)
    NameWord.keep([person])
    record(by, "person-changed", person, fields=["names"])


@transaction.atomic
def drop_name(case: Case, name: PersonName, *, by: Any) -> None:
    """Take out a writing that is wrong; it is not found by it any more."""
    case = locked_for_writing(case)
    person = locked_person(case, name.person)
    PersonName.unguarded.filter(pk=name.pk).delete()
    NameWord.keep([person])
    record(by, "person-changed", person, fields=["names"])


@transaction.atomic
def add_channel(
    case: Case,
    person: Person,
    *,
    kind: str,
    value: str,
    remark: str,
    consent_on: date | None,
    by: Any,
    on: date,
) -> ContactChannel:
    """Add a way to reach a person; one that is there already gets the new remark and consent."""
    case = locked_for_writing(case)
    person = locked_person(case, person)
    if consent_on:
        refuse(rules.consent_problems(day=consent_on, on=on))
    channels = ContactChannel.unguarded.standing().filter(person=person, kind=kind, value=value)
    said = {"remark": remark, "consent_on": consent_on, "withdrawn_on": None}
    if channel := channels.first():
        keep_replaced(channel, said, ["remark"], case=case, by=by)
        if changed := set_fields(channel, said):
            channel.save(update_fields=changed)
            record(by, "channel-changed", channel, fields=changed)
        return channel
    channel = ContactChannel.unguarded.create(person=person, kind=kind, value=value, **said)
    record(by, "channel-added", channel)
    return channel


@transaction.atomic
def set_consent(
    case: Case, channel: ContactChannel, *, may_write: bool, by: Any, on: date
) -> ContactChannel:
    """Note today's consent to be written to there, or that it is withdrawn."""
    locked_for_writing(case)
    channel = ContactChannel.unguarded.standing().select_for_update(of=["self"]).get(pk=channel.pk)
    if channel.may_write == may_write:
        return channel
    if may_write:
        channel.consent_on, channel.withdrawn_on = on, None
    else:
        channel.withdrawn_on = on
    channel.save(update_fields=["consent_on", "withdrawn_on"])
    record(by, "channel-consented" if may_write else "channel-withdrawn", channel)
    return channel


@transaction.atomic
def mark_channel(
    case: Case, channel: ContactChannel, *, removed_on: date | None, by: User
) -> ContactChannel:
    """Take a channel out, or with None put it back."""
    locked_for_writing(case)
    channel = ContactChannel.unguarded.select_for_update(of=["self"]).get(pk=channel.pk)
    if bool(channel.removed_on) != bool(removed_on):
        channel.removed_on, channel.removed_by = removed_on, by.name if removed_on else ""
        channel.save(update_fields=["removed_on", "removed_by"])
        record(by, "channel-changed", channel, fields=["removed_on"])
    return channel


def set_fields(row: Any, fields: dict[str, Any]) -> list[str]:
    """Set the fields and return the names of those that are different now."""
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    return changed
