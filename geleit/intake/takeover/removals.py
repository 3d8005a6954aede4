# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take out of the files, and of all lists, what an earlier list said in words and nobody may keep.

Nothing remembers what it was: neither a question nor a former wording nor the log.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from geleit.audit.models import Entry, record_many
from geleit.cases.many.actions import Correction, correct_many
from geleit.cases.models import Person, UnreadValue
from geleit.intake import drafts
from geleit.intake.former import meanings_kept
from geleit.intake.models import ImportBatch, ImportedRow
from geleit.intake.planned import Change, PlannedRow
from geleit.intake.takeover.work import Work
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.values import is_about_health
from geleit.together.models import FormerText

CHUNK = 500


@dataclass
class Removal:
    """What is to go of one person, and where lists said it."""

    person: int
    changes: list[Change]
    rows: list[ImportedRow] = field(default_factory=list)
    cells: list[tuple[Change, ImportedRow, str]] = field(default_factory=list)  # and title

    def look(self, meanings: dict[int, dict[str, Field | None]]) -> None:
        """Find the cells that say it: the same words, and of health all that a remark said of it."""
        for change in self.changes:
            is_health = is_about_health(change.before)
            for row in self.rows:
                for title, text in row.values.items():
                    meant = meanings[row.batch_id].get(title)
                    is_here = meant is change.field if change.field else title == change.column
                    is_said = text.split() == change.before.split()
                    if is_here and (is_said or (is_health and is_about_health(text))):
                        self.cells.append((change, row, title))

    @property
    def texts(self) -> set[str]:
        said = {row.values[title] for _change, row, title in self.cells}
        return said | {change.before for change in self.changes}

    def remark(self, text: str) -> str:
        """Return a remark without it; what the new list says instead is added."""
        for change in self.changes:
            said = {drafts.line(change.field, change.column, change.before)}
            said |= {
                drafts.line(one.field, title, row.values[title])
                for one, row, title in self.cells
                if one is change
            }
            for words in sorted(said, key=len, reverse=True):
                text = without(text, words)
            if change.now:
                text = drafts.with_line(text, drafts.line(change.field, change.column, change.now))
        return text


def without(text: str, words: str) -> str:
    """Return a text without some words, also where somebody wrote more around them."""
    if not words:
        return text
    rest = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "\n", text)
    if rest == text:
        return text
    lines = (line.strip(" ,;") for line in rest.splitlines())
    return "\n".join(filter(None, lines))


def remove(rows: Iterable[PlannedRow], wanted: dict[int, list[Change]], work: Work) -> set[int]:
    """Remove it, all persons together; return the rows for which it could be done."""
    asked = {
        row.row.number: Removal(row.known.person_id, wanted[row.row.number])
        for row in rows
        if wanted[row.row.number] and row.known and row.known.person_id
    }
    if not asked:
        return set()
    _look(list(asked.values()))
    persons = Person.unguarded.in_bulk([one.person for one in asked.values()])
    corrections = {
        number: Correction(one.person, {"remark": one.remark(persons[one.person].remark)})
        for number, one in asked.items()
    }
    by: Any = work.by or "command:import"
    correct_many(corrections.values(), agreement=work.batch.agreement_id, by=by, on=work.on)
    done = {number: one for number, one in corrections.items() if one.case}
    for number in done:
        _forget(asked[number])
    log = [
        Entry(by, "list-value-removed", persons[one.person], case=one.case) for one in done.values()
    ]
    record_many(log)
    return set(done)


def _look(asked: list[Removal]) -> None:
    """Find what the lists that named these persons said."""
    found: dict[int, list[ImportedRow]] = defaultdict(list)
    persons = sorted({one.person for one in asked})
    for start in range(0, len(persons), CHUNK):
        rows = ImportedRow.unguarded.filter(person__in=persons[start : start + CHUNK])
        for row in rows.order_by("pk"):
            found[row.person_id or 0].append(row)
    lists = {row.batch_id for rows in found.values() for row in rows}
    readings = ImportBatch.unguarded.filter(pk__in=lists).values_list("pk", "reading")
    meanings = {key: meanings_kept(reading, {}) for key, reading in readings}
    for one in asked:
        one.rows = found[one.person]
        one.look(meanings)


def _forget(one: Removal) -> None:
    """Take it out of what is kept of the lists, of the questions and of the former wordings."""
    titles = {title for _change, _row, title in one.cells} | {
        change.column for change in one.changes
    }
    texts = one.texts
    for row in one.rows:
        gone = {title for _change, found, title in one.cells if found is row}
        row.values = {title: text for title, text in row.values.items() if title not in gone}
        if "remark" in row.done.get("person", {}):
            row.done["person"] = {
                name: pair for name, pair in row.done["person"].items() if name != "remark"
            }
        row.save(update_fields=["values", "done"])
    columns = {drafts.column_name(title) for title in titles}
    questions = UnreadValue.objects.filter(person=one.person, column__in=columns)
    _delete(questions, [row.pk for row in questions if _says(f"{row.value} {row.message}", texts)])
    kept = FormerText.unguarded.filter(
        about=Person._meta.label_lower, row=one.person, field="remark"
    )
    _delete(kept, [row.pk for row in kept if _says(row.text, texts)])


def _says(text: str, texts: Iterable[str]) -> bool:
    return any(without(text, one) != text for one in texts)


def _delete(rows: Any, keys: list[int]) -> None:
    rows.filter(pk__in=keys).delete()
