# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of a list → what taking them over would do. Looks things up, never writes."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case, NameWord, Person
from geleit.cases.queries import LIKELY, record_of, unprotected
from geleit.core.eyes import system_eyes
from geleit.intake.aging import as_aged
from geleit.intake.former import Meanings, columns_of, compared, meanings_kept, said_in
from geleit.intake.likely.accompanied import accompanied
from geleit.intake.likely.matching import EXACT, Here, Likely, came_back
from geleit.intake.models import ImportBatch, ImportedRow
from geleit.intake.planned import (
    CameBack,
    Plan,
    PlannedRow,
    RowState,
    likely_twin_text,
    mark_twins,
    with_mark,
)
from geleit.intake.reading import TOLD_EVERY, ReadList, read_list
from geleit.names.births import Birth
from geleit.names.keys import part_keys
from geleit.names.nearby import Nearby
from geleit.names.reasons import Reason
from geleit.names.records import FEWEST, Linker, Record, levels, why
from geleit.spreadsheets.column_names import Field

NAMESAKE = EXACT[:3]
CHUNK = 500  # names in one query; SQLite takes at most 999 parameters on old builds


def plan_of(
    content: bytes,
    *,
    file_name: str,
    agreement: CooperationAgreement,
    on: date,
    choices: dict[str, str] | None = None,
    say: Callable[[float], None] = lambda share: None,
) -> Plan:
    """Return what taking over the file would do; `say` is told how far it is, from 0 to 1.

    Raises UnreadableFile when the file cannot be read or is no list of accompanied persons.
    """
    read = read_list(content, file_name=file_name, on=on, choices=choices, say=say)
    return plan_of_read(read, agreement=agreement, say=say)


def plan_of_read(
    read: ReadList,
    *,
    agreement: CooperationAgreement,
    say: Callable[[float], None] = lambda share: None,
) -> Plan:
    """Return what taking over a list that was read would do, as the database is now."""
    rows, mended = with_origins(read.rows, agreement)
    rows = mark_likely_twins(mark_twins(rows))
    likely: dict[int, list[Likely]] = {}
    known = matched(rows, read, agreement, mended, likely)
    found = tuple(_told(known, len(rows), say))
    homes = homes_of(rows, mended)
    plan = Plan(read.table, read.mapping, read.as_of, found, homes, expired=read.expired)
    idle = idle_homes(plan.known_homes.values(), agreement)
    plan = replace(plan, idle=idle, likely=came_back(plan, likely, agreement))
    asked = plan.likely + accompanied(plan, likely, agreement)
    return replace(plan, likely=tuple(_aged(one, is_old=read.is_old) for one in asked))


def _aged(one: CameBack, *, is_old: bool) -> CameBack:
    rows = tuple(as_aged(row, is_old=is_old) for row in one.rows)
    return replace(one, rows=rows)


def _told(
    rows: Iterator[PlannedRow], count: int, say: Callable[[float], None]
) -> Iterator[PlannedRow]:
    for number, row in enumerate(rows):
        yield row
        if not number % TOLD_EVERY:
            say(0.75 + 0.25 * number / count)


def matched(
    rows: list[PlannedRow],
    read: ReadList,
    agreement: CooperationAgreement,
    mended: dict[tuple[int, int], ImportedRow],
    likely: dict[int, list[Likely]],
) -> Iterator[PlannedRow]:
    """Compare each row with the lists that named the person, and with the cases we have.

    `likely` is filled: by number of row who may be meant, where no list named the person.
    """
    persons = {row.person_id for row in mended.values() if row.person_id}
    former = former_rows(rows, agreement, persons)
    columns = columns_of(read.mapping.columns)
    now = {title: mapped.field for title, mapped in columns.items()}
    kept, days = lists_of({row.batch_id for some in former.values() for row in some}, now)
    former = {person: in_order(some, days) for person, some in former.items()}
    found = met(rows, [some[-1] for some in former.values()], mended)
    people = people_of(agreement, rows, without={row.person_id for row in found.values()})
    for row in rows:
        if row.state is RowState.NOBODY:
            yield row
        elif one := found.get(row.row.number):
            some = former[one.person_id or 0]
            row = compared(row, one, said_in(some, kept, now), columns, as_of=read.as_of)
            later = [one for one in some if days[one.batch_id] > read.as_of]
            yield as_aged(
                row,
                newer=days[later[-1].batch_id] if later else None,
                later=said_in(later, kept, now),
                is_old=read.is_old,
            )
        elif row.row.name and (near := people.likely(record_of_row(row))):
            likely[row.row.number] = near
            yield with_namesake(row, near[0])
        else:
            yield row


def met(
    rows: list[PlannedRow],
    known: list[ImportedRow],
    mended: dict[tuple[int, int], ImportedRow],
) -> dict[int, ImportedRow]:
    """Return by number of row what a former list said of the same person.

    First by name and birth; of those left over by the name alone, where it is the only one on either
    side: father and son of one name are told apart while one of them keeps his birthday.
    """
    by_key = {row.key: row for row in known}
    by_person = {row.person_id: row for row in known}
    exact = {row.key for row in rows} & by_key.keys()
    rest = [row for row in known if row.key not in exact]
    by_loose_key = once({row.pk: row.loose_key for row in rest}, rest)
    in_file = Counter(row.loose_key for row in rows if row.key not in exact)
    found: dict[int, ImportedRow] = {}
    for row in rows:
        if row.state is RowState.NOBODY:
            continue
        one = by_person.get(_mended(row, mended)) or by_key.get(row.key)
        if not one and in_file[row.loose_key] == 1:
            one = by_loose_key.get(row.loose_key)
        if one:
            found[row.row.number] = one
    return found


def _mended(row: PlannedRow, mended: dict[tuple[int, int], ImportedRow]) -> int | None:
    """Return the person whom the row became that this one mends."""
    found = mended.get(row.origin) if row.origin else None
    return found.person_id if found else None


def once(keys: dict[int, str], rows: Iterable[ImportedRow]) -> dict[str, ImportedRow]:
    count = Counter(keys.values())
    return {row.loose_key: row for row in rows if count[row.loose_key] == 1}


ORIGIN = re.compile(r"(\d{1,9})/(\d{1,7})")


@system_eyes()
def with_origins(
    rows: Iterable[PlannedRow], agreement: CooperationAgreement
) -> tuple[list[PlannedRow], dict[tuple[int, int], ImportedRow]]:
    """Find the rows that came back mended: where from, and in which household they were.

    Only rows of lists of this agreement count; what else stands in the column is passed over.
    """
    rows = list(rows)
    asked: dict[int, tuple[int, int]] = {}
    for row in rows:
        if found := ORIGIN.fullmatch(str(row.row.value(Field.ORIGIN) or "")):
            asked[row.row.number] = int(found[1]), int(found[2])
    mended: dict[tuple[int, int], ImportedRow] = {}
    for batch in sorted({batch for batch, _number in asked.values()}):
        kept = ImportedRow.unguarded.filter(batch=batch, batch__agreement=agreement)
        mended |= {(batch, row.number): row for row in kept.select_related("person")}
    result = []
    for row in rows:
        origin = asked.get(row.row.number)
        if origin in mended:
            home = f"list {origin[0]}: {mended[origin].household_key}"
            row = replace(row, origin=origin, household=home)
        result.append(row)
    return result, mended


def homes_of(rows: list[PlannedRow], mended: dict[tuple[int, int], ImportedRow]) -> dict[str, int]:
    """Return the households of mended rows that are here already."""
    wanted = {row.household for row in rows if row.origin}
    return {
        home: row.person.household_id
        for (batch, _number), row in mended.items()
        if row.person and (home := f"list {batch}: {row.household_key}") in wanted
    }


@system_eyes()
def idle_homes(homes: Iterable[int], agreement: CooperationAgreement) -> frozenset[int]:
    """Return which of these households have no running case in the agreement."""
    asked = sorted(set(homes))
    busy: set[int] = set()
    for start in range(0, len(asked), CHUNK):
        cases = Case.unguarded.open().filter(household__in=asked[start : start + CHUNK])
        busy |= set(cases.filter(agreement=agreement).values_list("household", flat=True))
    return frozenset(asked) - busy


@system_eyes()
def former_rows(
    rows: list[PlannedRow], agreement: CooperationAgreement, persons: Iterable[int] = ()
) -> dict[int, list[ImportedRow]]:
    """Return by person the rows of lists of this agreement that named her.

    `persons` are known already, whatever the rows call them.
    """
    former: dict[int, dict[int, ImportedRow]] = {}
    keys = sorted({row.key for row in rows if row.key})
    loose = sorted({row.loose_key for row in rows if row.loose_key})
    asked: list[tuple[str, list[Any]]] = [
        ("key", keys), ("loose_key", loose), ("person", sorted(persons)),
    ]  # fmt: skip
    for name, values in asked:
        for start in range(0, len(values), CHUNK):
            found = ImportedRow.unguarded.filter(
                batch__agreement=agreement,
                batch__undone_at=None,
                person__isnull=False,
                **{f"{name}__in": values[start : start + CHUNK]},
            )
            for row in found.select_related("person"):
                former.setdefault(row.person_id or 0, {})[row.pk] = row
    return {person: list(some.values()) for person, some in former.items()}


def in_order(rows: Iterable[ImportedRow], days: dict[int, date]) -> list[ImportedRow]:
    """Return what lists said of a person, the list of the latest day at the end, whenever it came."""
    return sorted(rows, key=lambda row: (days[row.batch_id], row.pk))


@system_eyes()
def lists_of(batches: Iterable[int], now: Meanings) -> tuple[dict[int, Meanings], dict[int, date]]:
    """Return by former list what its columns meant, and its day: never later than it was taken over."""
    asked, found, days = sorted(batches), dict[int, Meanings](), dict[int, date]()
    for start in range(0, len(asked), CHUNK):
        lists = ImportBatch.unguarded.filter(pk__in=asked[start : start + CHUNK])
        for key, reading, taken_at in lists.values_list("pk", "reading", "taken_over_at"):
            found[key] = meanings_kept(reading, now)
            day, taken_on = reading.get("shape", {}).get("as_of"), localdate(taken_at)
            days[key] = min(date.fromisoformat(day), taken_on) if day else taken_on
    return found, days


@system_eyes()
def people_of(
    agreement: CooperationAgreement, rows: list[PlannedRow], *, without: set[int | None]
) -> "Known":
    """Return who is already accompanied under one of the names, in whatever spelling.

    Whom a specially protected case is about does not show here. Of several cases of a household the
    last one of this agreement is named, never that of another carrier.
    """
    cases = Case.unguarded.filter(agreement=agreement)
    if not cases.exists():
        return Known([], size=len(rows))
    records = [record_of_row(row) for row in rows if row.row.name]
    keys = sorted({key for one in records for key in part_keys(f"{one.given} {one.family}")})
    found: dict[int, Here] = {}
    for start in range(0, len(keys), CHUNK):
        words = NameWord.unguarded.filter(key__in=keys[start : start + CHUNK])
        persons = unprotected(Person.unguarded.all()).filter(
            pk__in=words.values("person"), household__in=cases.values("household")
        )
        last = cases.filter(household=OuterRef("household")).order_by("-opened_on", "-pk")
        persons = persons.annotate(number=Subquery(last.values("number")[:1]))
        for person in persons.order_by("pk"):
            if person.pk not in without:
                found[person.pk] = Here(record_of(person), person.number, person.household_id)
    return Known(list(found.values()), size=len(found) + len(rows))


def mark_likely_twins(rows: list[PlannedRow]) -> list[PlannedRow]:
    """Mark rows born on one day whose names are two spellings of one, or stand the other way round.

    Rows of the same words are marked already.
    """
    linker = Linker([])
    linker.size = max(len(rows), FEWEST)
    records = [record_of_row(row) for row in rows]
    nearby = Nearby(records, _same_day)
    result = []
    for place, (record, row) in enumerate(zip(records, rows, strict=True)):
        others = [(records[at], rows[at]) for at in nearby.of(record, before=place)]
        if others and (twin := _likely_twin(record, row, others, linker)):
            row = with_mark(row, likely_twin_text(*twin))
            row = replace(row, twin=row.twin or twin[0])
        result.append(row)
    return result


def _same_day(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the keys under which rows of one list meet: the day of birth and one name, or two."""
    birth = record.birth
    if birth and birth.day and not birth.is_assumed:
        names = sorted(part_keys(f"{record.given} {record.family}"))
        for one, other in combinations(names, 2):
            yield f"{birth.digits} {one} {other}", (one, other)
        for name in names:
            yield f"{birth.digits} {name}", (name,)


def _likely_twin(
    record: Record,
    row: PlannedRow,
    others: list[tuple[Record, PlannedRow]],
    linker: Linker,
) -> tuple[int, tuple[Reason, ...]] | None:
    """Return the first row that is likely about the same person, and why."""
    for other, before in others:
        if before.loose_key.rsplit("|", 1)[0] == row.loose_key.rsplit("|", 1)[0]:
            continue
        if linker.at_most(other, record) < LIKELY:
            continue
        how = levels(other, record)
        if "different" not in how[:2] and linker.probability(other, record, how) >= LIKELY:
            return before.row.number, why(how)
    return None


class Known:
    """People who are here already, to be met by the keys of geleit.names."""

    def __init__(self, people: list[Here], *, size: int) -> None:
        self.linker = Linker([])
        self.linker.size = max(size, FEWEST)
        self.people = people
        self.nearby = Nearby([here.record for here in people])

    def likely(self, asked: Record) -> list[Likely]:
        """Return who is likely the same person, the likeliest first.

        So is a namesake where one side does not know the birth: it may be what was mended since.
        """
        found = []
        for place in self.nearby.of(asked):
            here = self.people[place]
            is_unknown = asked.birth is None or here.record.birth is None
            if not is_unknown and self.linker.at_most(asked, here.record) < LIKELY:
                continue
            how = levels(asked, here.record)
            probability = self.linker.probability(asked, here.record, how)
            if probability >= LIKELY or (
                is_unknown and how[:3] == NAMESAKE and "different" not in how
            ):
                found.append(Likely(here, how, probability))
        return sorted(found, key=lambda one: -one.probability)


def record_of_row(row: PlannedRow) -> Record:
    """Return a row as a record to compare; one without a day of birth is known by its year."""
    name, born = row.row.name, Birth.read(row.row.value(Field.BIRTH))
    nationality = str(row.row.value(Field.NATIONALITY) or "").lower()
    given, family = (name.given, name.family) if name else ("", "")
    sex = str(row.row.value(Field.SEX) or "")
    return Record(f"row {row.row.number}", given, family, born, sex, nationality)


def with_namesake(row: PlannedRow, one: Likely) -> PlannedRow:
    number = one.here.number
    if one.how[:4] == EXACT:
        text = _("Vielleicht schon da: gleicher Name und Geburtstag im Fall {number}.")
        return replace(with_mark(row, text.format(number=number)), near=number)
    text = _("Vielleicht schon da, im Fall {number} ({reasons}).")
    text = text.format(number=number, reasons=one.words)
    return replace(with_mark(row, text), near=number)
