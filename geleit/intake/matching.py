# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of a list → what taking them over would do. Looks things up, never writes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.db.models import F
from django.utils.translation import gettext as _

from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case, NameWord, Person
from geleit.cases.queries import LIKELY, record_of
from geleit.core.eyes import system_eyes
from geleit.core.text import search_form
from geleit.intake.models import ImportedRow
from geleit.names.births import Birth
from geleit.names.keys import part_keys
from geleit.names.reasons import in_words
from geleit.names.records import FEWEST, Levels, Linker, Record, block_keys, levels, why
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.columns import Mapping, list_date, propose_mapping, require_persons
from geleit.spreadsheets.problems import CellProblem
from geleit.spreadsheets.reading import read_table
from geleit.spreadsheets.rows import PersonRow, read_row
from geleit.spreadsheets.tables import Row, Table

MOST_NEAR = 200  # people of one key that a row is compared with
CHUNK = 500  # names in one query; SQLite takes at most 999 parameters on old builds


class RowState(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NOBODY = "nobody"  # the row names no person; it is kept, but cannot become one


@dataclass(frozen=True)
class Change:
    """A cell that says something else than the last list did."""

    column: str
    before: str
    now: str


@dataclass(frozen=True)
class PlannedRow:
    """One row and what would happen to it."""

    row: PersonRow
    texts: dict[str, str]
    key: str
    loose_key: str
    household: str
    state: RowState = RowState.NEW
    known: ImportedRow | None = None
    changes: tuple[Change, ...] = ()
    marks: tuple[CellProblem, ...] = ()

    @property
    def needs_a_look(self) -> bool:
        return bool(self.marks or self.changes or self.row.problems or self.row.doubts)

    @property
    def all_marks(self) -> tuple[CellProblem, ...]:
        return (*self.row.problems, *self.marks, *self.row.doubts)


@dataclass(frozen=True)
class Plan:
    """What taking over a file would do; the counts are those of the receipt."""

    table: Table
    mapping: Mapping
    as_of: date
    rows: tuple[PlannedRow, ...]

    @cached_property
    def counts(self) -> Counter[RowState]:
        return Counter(row.state for row in self.rows)

    def in_state(self, *states: RowState) -> list[PlannedRow]:
        return [row for row in self.rows if row.state in states]

    @cached_property
    def households(self) -> int:
        """Households in the file, whether new or known."""
        return len({row.household for row in self.rows if row.state is not RowState.NOBODY})

    @cached_property
    def to_look_at(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.needs_a_look]

    @cached_property
    def marks(self) -> list[CellProblem]:
        return [mark for row in self.rows for mark in row.all_marks]


def plan_of(
    content: bytes,
    *,
    file_name: str,
    agreement: CooperationAgreement,
    on: date,
    choices: dict[str, str] | None = None,
) -> Plan:
    """Return what taking over the file would do.

    Raises UnreadableFile when the file cannot be read or is no list of accompanied persons.
    """
    table = read_table(content, file_name=file_name)
    as_of = list_date(table) or on
    mapping = propose_mapping(table, as_of=as_of)
    for index, field in (choices or {}).items():
        mapping = mapping.with_field(int(index), Field(field) if field else None)
    require_persons(mapping)
    rows = [planned(row, mapping, as_of=as_of) for row in table.rows]
    return Plan(table, mapping, as_of, tuple(matched(mark_twins(rows), agreement)))


def planned(row: Row, mapping: Mapping, *, as_of: date) -> PlannedRow:
    """Return the row with the keys under which the person is found again."""
    person = read_row(row, mapping, as_of=as_of)
    texts = {
        mapped.column.title or mapped.column.letter: row.cells[mapped.column.index].text
        for mapped in mapping.columns
        if mapped.field is not Field.LIST_NUMBER and row.cells[mapped.column.index].text
    }
    household = str(person.value(Field.HOUSEHOLD_REFERENCE) or f"row {row.number}")
    marks = tuple(wordless(person, mapping))
    if person.name is None:
        return PlannedRow(person, texts, "", "", household, state=RowState.NOBODY, marks=marks)
    name = f"{search_form(person.name.family)}|{search_form(person.name.given)}"[:300]
    return PlannedRow(
        row=person,
        texts=texts,
        key=f"{name}|{birth_key(person)}|{reference_key(person)}"[:400],
        loose_key=f"{name}|{household}"[:400],
        household=household,
        marks=marks,
    )


def wordless(person: PersonRow, mapping: Mapping) -> Iterator[CellProblem]:
    """Mark cells that hold a text but no value and gave no reason: "-", "unbefristet", "k. A."."""
    for field, reading in person.values.items():
        if reading.original and reading.value is None and not (reading.doubt or reading.problem):
            mapped = mapping.column_of(field)
            yield CellProblem(
                file=mapping.file_name,
                row=person.number,
                column=mapped.column.title if mapped else None,
                value=reading.original,
                message=_("Hier steht kein Wert, sondern nur dieser Vermerk."),
                mend=_("Er bleibt bei der Person stehen."),
            )


def birth_key(person: PersonRow) -> str:
    reading = person.values.get(Field.BIRTH)
    if reading is None:
        return ""
    return reading.value.iso() if reading.value else reading.original.casefold()


def reference_key(person: PersonRow) -> str:
    return str(person.value(Field.EXTERNAL_REFERENCE) or "")[:60]


def mark_twins(rows: list[PlannedRow]) -> list[PlannedRow]:
    """Mark rows that look like the same person twice, and keep them apart by a counter."""
    seen: Counter[str] = Counter()
    first: dict[str, int] = {}
    result = []
    for row in rows:
        person = row.key.rsplit("|", 1)[0] if row.key else ""
        if person and person in first:
            row = with_mark(row, twin_text(first[person]))
        elif person:
            first[person] = row.row.number
        seen[row.key] += 1
        if row.key and seen[row.key] > 1:
            row = replace(row, key=f"{row.key}|{seen[row.key]}")
        result.append(row)
    return result


def twin_text(number: int) -> str:
    return _("Name und Geburtsdatum stehen schon in Zeile {row}.").format(row=number)


def with_mark(row: PlannedRow, message: str) -> PlannedRow:
    mark = CellProblem(
        file="",
        row=row.row.number,
        column=None,
        value=str(row.row.name.family) if row.row.name else "",
        message=message,
        mend=_("Bitte prüfen, ob es dieselbe Person ist."),
    )
    return replace(row, marks=(*row.marks, mark))


def matched(rows: list[PlannedRow], agreement: CooperationAgreement) -> Iterator[PlannedRow]:
    """Compare each row with the last list that named the person, and with the cases we have."""
    known = last_rows(rows, agreement)
    by_key = {row.key: row for row in known}
    by_loose_key = once({row.pk: row.loose_key for row in known}, known)
    in_file = Counter(row.loose_key for row in rows)
    exact = {row.key for row in rows} & by_key.keys()
    people = people_of(agreement, rows, without={row.person_id for row in known})
    for row in rows:
        if row.state is RowState.NOBODY:
            yield row
            continue
        found = by_key.get(row.key)
        if not found and in_file[row.loose_key] == 1:
            found = by_loose_key.get(row.loose_key)
            found = None if found and found.key in exact else found
        yield compared(row, found) if found else with_namesake(row, people)


def once(keys: dict[int, str], rows: Iterable[ImportedRow]) -> dict[str, ImportedRow]:
    count = Counter(keys.values())
    return {row.loose_key: row for row in rows if count[row.loose_key] == 1}


@system_eyes()
def last_rows(rows: list[PlannedRow], agreement: CooperationAgreement) -> list[ImportedRow]:
    """Return the latest row of each person whom a list of this agreement named before."""
    latest: dict[int, ImportedRow] = {}
    keys = sorted({row.key for row in rows if row.key})
    loose = sorted({row.loose_key for row in rows if row.loose_key})
    for name, values in (("key", keys), ("loose_key", loose)):
        for start in range(0, len(values), CHUNK):
            found = ImportedRow.unguarded.filter(
                batch__agreement=agreement,
                person__isnull=False,
                **{f"{name}__in": values[start : start + CHUNK]},
            )
            for row in found.select_related("person"):
                before = latest.get(row.person_id or 0)
                if before is None or before.pk < row.pk:
                    latest[row.person_id or 0] = row
    return list(latest.values())


def compared(row: PlannedRow, known: ImportedRow) -> PlannedRow:
    changes = tuple(
        Change(column, known.values.get(column, ""), row.texts.get(column, ""))
        for column in dict.fromkeys([*known.values, *row.texts])
        if known.values.get(column, "") != row.texts.get(column, "")
    )
    state = RowState.CHANGED if changes else RowState.UNCHANGED
    return replace(row, known=known, state=state, changes=changes)


@system_eyes()
def people_of(
    agreement: CooperationAgreement, rows: list[PlannedRow], *, without: set[int | None]
) -> "Known":
    """Return who is already accompanied under one of the names, in whatever spelling.

    Whom a specially protected case is about does not show here.
    """
    records = [record_of_row(row) for row in rows if row.row.name]
    keys = sorted({key for one in records for key in part_keys(f"{one.given} {one.family}")})
    found: dict[int, tuple[Record, str]] = {}
    for start in range(0, len(keys), CHUNK):
        words = NameWord.unguarded.filter(key__in=keys[start : start + CHUNK])
        persons = Person.unguarded.filter(
            pk__in=words.values("person"),
            household__in=Case.unguarded.filter(agreement=agreement).values("household"),
            household__cases__is_protected=False,
        )
        for person in persons.annotate(number=F("household__cases__number")).order_by("pk"):
            if person.pk not in without:
                found[person.pk] = record_of(person), person.number
    return Known(list(found.values()), size=len(found) + len(rows))


class Known:
    """People who are here already, to be met by the keys of geleit.names."""

    def __init__(self, people: list[tuple[Record, str]], *, size: int) -> None:
        self.linker = Linker([])
        self.linker.size = max(size, FEWEST)
        self.blocks: dict[str, list[tuple[Record, str]]] = {}
        for record, number in people:
            for key in block_keys(record):
                self.blocks.setdefault(key, []).append((record, number))

    def likeliest(self, asked: Record) -> tuple[Levels, str] | None:
        """Return how the likeliest person compares and her case, or None where nobody is likely."""
        near = {
            record.key: (record, number)
            for key in block_keys(asked)
            for record, number in self.blocks.get(key, ())[:MOST_NEAR]
        }
        best: tuple[float, Levels, str] | None = None
        for _key, (record, number) in sorted(near.items()):
            how = levels(asked, record)
            probability = self.linker.probability(asked, record, how)
            if probability >= LIKELY and (best is None or probability > best[0]):
                best = probability, how, number
        return best and (best[1], best[2])


def record_of_row(row: PlannedRow) -> Record:
    """Return a row as a record to compare; one without a day of birth is known by its year."""
    name, birth = row.row.name, row.row.value(Field.BIRTH)
    born = Birth(birth.year, birth.month or 0, birth.day or 0) if birth and birth.year else None
    nationality = str(row.row.value(Field.NATIONALITY) or "").lower()
    given, family = (name.given, name.family) if name else ("", "")
    sex = str(row.row.value(Field.SEX) or "")
    return Record(f"row {row.row.number}", given, family, born, sex, nationality)


def with_namesake(row: PlannedRow, people: Known) -> PlannedRow:
    if not row.row.name or not (found := people.likeliest(record_of_row(row))):
        return row
    how, number = found
    if (*how[:3], how[3]) == ("equal", "equal", "straight", "equal"):
        text = _("Vielleicht schon da: gleicher Name und Geburtstag im Fall {number}.")
        return with_mark(row, text.format(number=number))
    text = _("Vielleicht schon da, im Fall {number} ({reasons}).")
    return with_mark(row, text.format(number=number, reasons="; ".join(in_words(why(how)))))
