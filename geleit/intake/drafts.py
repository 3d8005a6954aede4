# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row → the rows of our tables it becomes. Nothing is written here, nothing is dropped:
what does not fit a column stays as an unsettled value with its original text."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from geleit.cases.enums import BirthPrecision, StatusKind
from geleit.cases.models import Household, HousingStay, Person, ResidenceStatus, UnreadValue
from geleit.core.bulk import fresh
from geleit.intake import places
from geleit.intake.models import ImportBatch
from geleit.intake.planned import Change, PlannedRow
from geleit.persons.enums import ChannelSource
from geleit.persons.models import ContactChannel
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.columns import field_label
from geleit.spreadsheets.dates import PartialDate
from geleit.spreadsheets.problems import CellProblem
from geleit.spreadsheets.values import is_about_health

LONGEST_WAY = 254  # letters of a number or address


def household(rows: list[PlannedRow]) -> Household:
    """Named after the head of the household, else after the first person."""
    heads = [row for row in rows if row.row.value(Field.HEAD_OF_HOUSEHOLD)]
    name = (heads or rows)[0].row.name
    return Household(name=(name.family or name.given)[:120] if name else "")


def housing_stay(household: Household, rows: list[PlannedRow]) -> HousingStay | None:
    """Where the first row that knows says the household lives."""
    for row in rows:
        values = housing_values(row)
        if any(values.values()):
            return HousingStay(household=household, **values)
    return None


def housing_values(row: PlannedRow) -> dict[str, Any]:
    address = row.row.value(Field.ADDRESS)

    def part(field: Field, name: str) -> str:
        return str(row.row.value(field) or (getattr(address, name) if address else "") or "")

    unit = row.row.value(Field.HOUSING_UNIT)
    street = part(Field.STREET, "street")
    return {
        "kind": str(row.row.value(Field.HOUSING_TYPE) or ""),
        "street": f"{street}, {unit}"[:160].strip(", ") if unit else street[:160],
        "postcode": part(Field.POSTCODE, "postcode")[:10],
        "city": part(Field.CITY, "city")[:80],
        "moved_in_on": row.row.value(Field.MOVED_IN_ON),
    }


def person(row: PlannedRow) -> Person:
    """Return the person a row becomes; the household is named when it is written."""
    made = fresh(Person, **_person_values(row), remark=remark(row))
    made.set_search_names()
    return made


def person_fields(row: PlannedRow, *, only: Iterable[Field | None]) -> dict[str, Any]:
    """Return what some cells of a row say, by the columns of a person."""
    names = [name for field in only if field for name in places.PERSON.get(field, ())]
    values = _person_values(row)
    return {name: values[name] for name in names}


def _person_values(row: PlannedRow) -> dict[str, Any]:
    name = row.row.name
    born_on, precision = birth(row.row.value(Field.BIRTH))
    return {
        "family_name": (name.family or name.given)[:120] if name else "",
        "given_names": name.given[:120] if name and name.family else "",
        "sex": str(row.row.value(Field.SEX) or ""),
        "born_on": born_on,
        "birth_precision": precision,
        "nationality": str(row.row.value(Field.NATIONALITY) or "")[:3],
        "language": str(row.row.value(Field.LANGUAGE) or "")[:12],
        "german_level": str(row.row.value(Field.GERMAN_LEVEL) or "")[:10],
        "benefit_agency": str(row.row.value(Field.BENEFIT_AGENCY) or ""),
    }


def ways(row: PlannedRow, *, only: Iterable[Field | None] = places.WAYS) -> dict[str, str]:
    """Return by kind of channel what cells of a row say of how the person is reached."""
    wanted = set(only)
    return {
        kind.value: str(row.row.value(field) or "").strip()[:LONGEST_WAY]
        for field, kind in places.WAYS.items()
        if field in wanted
    }


def channels(row: PlannedRow) -> list[ContactChannel]:
    """Return the channels of a new person, who is named when they are written."""
    said = ways(row).items()
    source = ChannelSource.LIST
    return [
        fresh(ContactChannel, kind=kind, value=value, source=source)
        for kind, value in said
        if value
    ]


def birth(value: PartialDate | None) -> tuple[date | None, str]:
    """Return the day and how exactly it is known (1 January: most likely only the year is)."""
    earliest = value.earliest() if value else None
    if value is None or earliest is None:
        return None, BirthPrecision.UNKNOWN
    if value.month is None:
        return earliest, BirthPrecision.YEAR
    if value.day is None:
        return earliest, BirthPrecision.MONTH
    is_new_year = (value.month, value.day) == (1, 1)
    return earliest, BirthPrecision.ASSUMED if is_new_year else BirthPrecision.DAY


def remark(row: PlannedRow) -> str:
    """Return the remark, and every column that has no place of its own, by its title."""
    extra = [line(None, title, text) for title, text in row.row.extra.items()]
    sender = str(row.row.value(Field.SENDING_ORGANISATION) or "")
    extra.append(line(Field.SENDING_ORGANISATION, "", sender))
    return "\n".join(filter(None, [str(row.row.value(Field.REMARK) or ""), *extra]))


def line(field: Field | None, title: str, text: str) -> str:
    """Return how a cell stands in the remark of a person."""
    if field is Field.REMARK or not text:
        return text
    return f"{field_label(field) if field else title}: {text}"


def with_line(remark: str, added: str) -> str:
    """Return a remark with one more line; what stands there stands there once."""
    return remark if f"\n{added}\n" in f"\n{remark}\n" else f"{remark}\n{added}".strip()


def with_lines(remark: str, changes: Iterable[Change]) -> tuple[str, list[Change]]:
    """Return a remark with what a list says now, and which changes somebody has to see to.

    Those are lines that no longer stand there as the former list said them.
    """
    left = []
    for change in changes:
        before = line(change.field, change.column, change.before)
        now = line(change.field, change.column, change.now)
        lines = f"\n{remark}\n"
        if before and f"\n{before}\n" in lines:
            remark = lines.replace(f"\n{before}\n", f"\n{now}\n", 1).strip("\n")
        elif not before or change.field is Field.SENDING_ORGANISATION:
            remark = with_line(remark, now)
        else:
            left.append(change)
    return remark, left


def residence_status(row: PlannedRow) -> ResidenceStatus | None:
    """Return the status of a new person, who is named when it is written."""
    kind, until = row.row.value(Field.RESIDENCE_STATUS), row.row.value(Field.STATUS_VALID_UNTIL)
    if not kind and not until:
        return None
    reading = row.row.values.get(Field.RESIDENCE_STATUS)
    return fresh(
        ResidenceStatus,
        kind=str(kind or StatusKind.OTHER),
        wording=reading.original[:160] if reading else "",
        valid_until=until,
    )


def unread(row: PlannedRow, batch: ImportBatch) -> Iterator[UnreadValue]:
    """Everything somebody has to look at in a new person's row, with its original text, file and row."""
    for mark in row.all_marks:
        yield _value(None, batch, mark.row, mark.column, mark.value, _words(mark))


def _words(mark: CellProblem) -> str:
    return f"{mark.message} {mark.mend}".strip()


def doubts(row: PlannedRow, taken: Iterable[Change], batch: ImportBatch) -> Iterator[UnreadValue]:
    """What of the values that are taken wants a glance, as with a new person."""
    columns = {change.column for change in taken}
    known = row.known.person_id if row.known else None
    for mark in row.row.doubts:
        if known and mark.column in columns:
            yield _value(known, batch, mark.row, mark.column, mark.value, _words(mark))


def questions(
    row: PlannedRow, changes: Iterable[Change], batch: ImportBatch
) -> Iterator[UnreadValue]:
    """What a new list says otherwise than the last one about a person we know."""
    for change in changes:
        if is_about_health(change.before):  # it stands in the remark already, and once is enough
            message = _("Die neue Liste sagt es anders; vorher stand dort etwas zur Gesundheit.")
        else:
            message = _("Die neue Liste sagt es anders; vorher stand dort „{before}“.")
            message = message.format(before=change.before or "–")
        known = row.known.person_id if row.known else None
        if known:
            yield _value(known, batch, row.row.number, change.column, change.now or "–", message)


def _value(
    person: int | None,
    batch: ImportBatch,
    number: int,
    column: str | None,
    value: str,
    message: str,
) -> UnreadValue:
    return fresh(
        UnreadValue,
        person_id=person,
        column=column_name(column),
        value=value,
        message=message,
        source=batch.file_name[:255],
        row=number,
    )


def column_name(column: str | None) -> str:
    """Return how a column is called in the file of a person."""
    return (column or _("ganze Zeile"))[:120]
