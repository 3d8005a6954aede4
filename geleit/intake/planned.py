# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a row of a list is planned to become, and the keys under which its person is found again."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from geleit.core.text import search_form
from geleit.intake.decisions import Decision
from geleit.intake.models import ImportedRow
from geleit.names.reasons import Reason, in_words
from geleit.spreadsheets.column_names import OURS, Field
from geleit.spreadsheets.columns import Mapping as ColumnMapping
from geleit.spreadsheets.problems import CellProblem
from geleit.spreadsheets.rows import PersonRow, Readings, read_row
from geleit.spreadsheets.tables import Row, Table

PASSED_OVER = frozenset({Field.LIST_NUMBER, Field.LEFT_OUT}) | OURS


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
    field: Field | None = None
    can_be_taken: bool = False  # it has a place in the file, and the new value could be read
    can_be_removed: bool = False  # a former list said it in words, which can be taken out again
    must_go: bool = False  # left out by hand, and a former list had said the same
    instead: str = ""  # decision where the list is too old for those that hold for all

    @property
    def is_outdated(self) -> bool:
        """Whether a later list says something else."""
        return self.instead == Decision.KEEP


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
    origin: tuple[int, int] | None = None  # list and row that this one mends
    near: str = ""  # number of the case in which the person may be already
    twin: int = 0  # the row before that may be about the same person
    omitted: dict[str, str] = field(default_factory=dict)  # cells left out by hand; never stored
    newer: date | None = None  # day of a later list that named the person already

    @property
    def needs_a_look(self) -> bool:
        is_new = any(not change.is_outdated for change in self.changes)
        return bool(self.marks or is_new or self.row.problems or self.row.doubts)

    @property
    def is_outdated(self) -> bool:
        """Whether later lists know all that it says otherwise."""
        return bool(self.changes) and all(change.is_outdated for change in self.changes)

    @property
    def is_faulty(self) -> bool:
        """Whether somebody has to mend the row where it comes from."""
        return bool(self.row.problems) or self.state is RowState.NOBODY

    @property
    def all_marks(self) -> tuple[CellProblem, ...]:
        return (*self.row.problems, *self.marks, *self.row.doubts)


class Said(StrEnum):
    """What somebody said of a household that may have been here, or of one of its persons."""

    OPEN = "open"
    HINT = "hint"  # nobody has to say it
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True)
class CameBack:
    """Rows whose persons are likely those of one case; only people say whether they are.

    `rows` are planned as they are when it is so; who else stands with them joins the household. Where
    that is here anyway, it is asked of one `person`.
    """

    home: int  # our household
    row: int  # the first row
    name: str
    households: frozenset[str]  # in the list; without a column for it each row is one
    rows: tuple[PlannedRow, ...]
    reasons: tuple[str, ...]
    person: int = 0

    @property
    def key(self) -> str:
        return f"{self.row}-{self.home}" + (f"-{self.person}" if self.person else "")


@dataclass(frozen=True)
class Plan:
    """What taking over a file would do; the counts are those of the receipt."""

    table: Table
    mapping: ColumnMapping
    as_of: date
    rows: tuple[PlannedRow, ...]
    homes: dict[str, int] = field(default_factory=dict)  # household in the list: ours
    idle: frozenset[int] = frozenset()  # ours without a running case in this agreement
    likely: tuple[CameBack, ...] = ()  # to be asked about; planned as new persons until then
    came_back: tuple[CameBack, ...] = ()  # of whom somebody said that they are the same persons
    others: tuple[CameBack, ...] = ()  # of whom somebody said that they are not
    expired: tuple[int, int] = (0, 0)  # titles that had run out, of how many, where most had

    def as_said(self, said: Mapping[str, Said]) -> "Plan":
        """Return the plan with what somebody said of `likely`, by key."""
        back = tuple(one for one in self.likely if said.get(one.key) is Said.SAME)
        strange = tuple(one for one in self.likely if said.get(one.key) is Said.OTHER)
        now = {row.row.number: row for one in back for row in one.rows}
        now |= {row.row.number: _as_new(row) for one in strange for row in one.rows}
        answered = {one.key for one in (*back, *strange)}
        return replace(
            self,
            rows=tuple(now.get(row.row.number, row) for row in self.rows) if now else self.rows,
            homes=self.homes | {name: one.home for one in back for name in one.households},
            idle=self.idle | {one.home for one in back if not one.person},
            likely=tuple(one for one in self.likely if one.key not in answered),
            came_back=back,
            others=strange,
        )

    @cached_property
    def newer(self) -> date | None:
        """Return the day of the latest list that is later than this one and names somebody of it."""
        return max((row.newer for row in self.rows if row.newer), default=None)

    @cached_property
    def counts(self) -> Counter[RowState]:
        return Counter(row.state for row in self.rows)

    def in_state(self, *states: RowState) -> list[PlannedRow]:
        return [row for row in self.rows if row.state in states]

    @cached_property
    def known_homes(self) -> dict[str, int]:
        """Return which of our households those in the list are; new ones are left out."""
        return self.homes | {
            row.household: row.known.person.household_id
            for row in self.rows
            if row.known and row.known.person
        }

    @cached_property
    def returning(self) -> list[list[Any]]:
        """Return the households that were here and have no running case: row, household, name."""
        first: dict[int, list[Any]] = {}
        for row in self.rows:
            home = self.known_homes.get(row.household)
            if home in self.idle and home not in first and row.row.name:
                name = row.row.name
                first[home] = [row.row.number, home, name.family or name.given]
        return list(first.values())

    def answers(self, said: Mapping[str, str], order: Sequence[str]) -> dict[str, str]:
        """Return by row of `returning` what was said of those that came back.

        Where two households of the list are one of ours, what comes first in `order` holds.
        """
        by_home: dict[int, list[str]] = {}
        for one in self.came_back:
            if one.person:
                continue
            by_home.setdefault(one.home, []).append(said[one.key])
        return {
            str(row): min(by_home[home], key=order.index)
            for row, home, _name in self.returning
            if home in by_home
        }

    @cached_property
    def households(self) -> int:
        """Households in the file, whether new or known."""
        return len({row.household for row in self.rows if row.state is not RowState.NOBODY})

    @property
    def left_out(self) -> list[str]:
        """Return the titles of the columns of which nothing is stored."""
        columns = [one.column for one in self.mapping.columns if one.field is Field.LEFT_OUT]
        return [column.title or column.letter for column in columns]

    @cached_property
    def to_look_at(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.needs_a_look]

    @cached_property
    def marks(self) -> list[CellProblem]:
        return [mark for row in self.rows for mark in row.all_marks]


def _as_new(row: PlannedRow) -> PlannedRow:
    """Return the row of a new person of whom nobody has to ask any more who she is."""
    return replace(row, state=RowState.NEW, known=None, changes=())


def planned(row: Row, mapping: ColumnMapping, *, as_of: date, readings: Readings) -> PlannedRow:
    """Return the row with the keys under which the person is found again."""
    person = read_row(row, mapping, as_of=as_of, readings=readings)
    texts = {
        mapped.column.title or mapped.column.letter: row.cells[mapped.column.index].text
        for mapped in mapping.columns
        if mapped.field not in PASSED_OVER and row.cells[mapped.column.index].text
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


def wordless(person: PersonRow, mapping: ColumnMapping) -> Iterator[CellProblem]:
    """Mark cells that hold a text but no value and gave no reason: "-", "unbefristet", "k. A."."""
    for name, reading in person.values.items():
        if reading.original and reading.value is None and not (reading.doubt or reading.problem):
            mapped = mapping.column_of(name)
            yield CellProblem(
                file=mapping.file_name,
                row=person.number,
                column=mapped.column.title if mapped else None,
                value=reading.original,
                message=_("Hier steht kein Wert, sondern nur dieser Vermerk."),
                mend=_("Er bleibt bei der Person stehen."),
            )


def without_cells(row: PlannedRow, columns: Collection[str]) -> PlannedRow:
    """Return the row without what was left out by hand: cells that may not be kept, no others."""
    marks = [mark for mark in row.row.doubts if mark.is_sensitive and key_of(mark) in columns]
    if not marks:
        return row
    gone = {key_of(mark): mark.value for mark in marks}
    person = replace(
        row.row,
        values={name: value for name, value in row.row.values.items() if name is not Field.REMARK},
        doubts=tuple(mark for mark in row.row.doubts if mark not in marks),
    )
    texts = {title: text for title, text in row.texts.items() if title not in gone}
    return replace(row, row=person, texts=texts, omitted=gone)


def key_of(mark: CellProblem) -> str:
    """Return under which name a row keeps the cell."""
    return mark.column or mark.letter


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
            row = replace(with_mark(row, twin_text(first[person])), twin=first[person])
        elif person:
            first[person] = row.row.number
        seen[row.key] += 1
        if row.key and seen[row.key] > 1:
            row = replace(row, key=f"{row.key}|{seen[row.key]}")
        result.append(row)
    return result


def twin_text(number: int) -> str:
    return _("Name und Geburtsdatum stehen schon in Zeile {row}.").format(row=number)


def likely_twin_text(number: int, reasons: Iterable[Reason]) -> str:
    """Say so where it is another spelling, or first and family name the other way round."""
    text = _("Vielleicht dieselbe Person wie in Zeile {row} ({reasons}).")
    return text.format(row=number, reasons="; ".join(in_words(reasons)))


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
