# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many deadlines from one CSV file: forgiving in reading, exact in what it says is wrong. Pure."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Any

from geleit.deadlines.rules.calendars import Place
from geleit.deadlines.rules.compute import compute
from geleit.deadlines.rules.deadline import Deadline
from geleit.deadlines.rules.inquiry import Inquiry
from geleit.deadlines.rules.lawbook import LawBook
from geleit.deadlines.rules.problems import NotComputable
from geleit.deadlines.rules.services import Means, find_service, plain

NEEDED = ("regime", "service_type", "period")
OPTIONAL = ("id", "kind", "posted_date", "service_date", "state", "municipality")
COLUMNS = (*NEEDED, *OPTIONAL)
ONE_LINE = (*NEEDED, "posted_date", "service_date", "state")
OTHER_NAMES = {
    "service": "service_type", "type": "service_type", "posted": "posted_date",
    "received": "service_date", "received_date": "service_date", "act": "kind", "land": "state",
}  # fmt: skip
RENT_PAYMENT = {"mietzahlung", "miete_zahlen", "zahlung_der_miete", "mietzins"}
TOWNS_AS_STATE = {"augsburg": ("BY", "Augsburg"), "by_augsburg": ("BY", "Augsburg")}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2})?)?")
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,?\s(\d{1,2}):(\d{2}))?")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})[./](\d{4})")
DATE_MEND = "Bitte als 2026-03-31 oder 31.03.2026 schreiben."


class Unreadable(ValueError):
    """The file as a whole can not be used; the text says why and what helps."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its answer, or why there is none."""

    number: int  # as a spreadsheet counts, the header is 1
    id: str
    deadline: Deadline | None = None
    problem: NotComputable | None = None

    @property
    def error(self) -> str:
        if self.problem is None:
            return ""
        return f"Zeile {self.number}, Spalte {self.problem.field}: {self.problem}"


def decoded(content: bytes) -> str:
    """Return the text of a file: UTF-8 with or without mark, UTF-16 with mark, else Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_lines(text: str, *, book: LawBook | None = None) -> Iterator[Line]:
    """Compute every line of a CSV text. Raises Unreadable before the first one."""
    text = text.lstrip("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise Unreadable("Die Datei ist leer. Gebraucht wird eine Kopfzeile mit Spaltennamen.")
    separator = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    columns: dict[str, int] = {}
    for number, row in _rows(rows):
        if isinstance(row, csv.Error):
            if not columns:
                raise Unreadable(f"Die Kopfzeile ist nicht als CSV zu lesen ({row}).") from row
            yield Line(number, str(number), problem=_broken(str(row)))
        elif not columns:
            columns = _columns(row)
        else:
            yield _line(number, row, columns, book)


def _rows(reader: Any) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Return each row that is not empty with its number; a broken one does not hide the next."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, error
            continue
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


def _broken(why: str) -> NotComputable:
    return NotComputable(
        "row", "", f"Die Zeile ist nicht als CSV zu lesen ({why}).",
        "Bitte Anführungszeichen prüfen und die Datei neu speichern.",
    )  # fmt: skip


def _columns(header: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    names = [plain(cell) for cell in header]
    for place, name in enumerate(names):
        if name in COLUMNS and names.count(name) > 1:  # which of the two counts nobody could tell
            raise Unreadable(f"Die Spalte {name} steht mehrmals da. Bitte nur eine behalten.")
        column = OTHER_NAMES.get(name, name)
        if column in COLUMNS:
            found.setdefault(column, place)
    missing = [name for name in NEEDED if name not in found]
    if missing or not ({"posted_date", "service_date"} & set(found)):
        missing += [] if {"posted_date", "service_date"} & set(found) else ["posted_date"]
        raise Unreadable(
            f"In der Kopfzeile fehlt: {', '.join(missing)}. Gebraucht werden "
            f"{', '.join((*NEEDED, 'posted_date'))} oder service_date; dazu nach Bedarf "
            "id, kind, state, municipality."
        )
    return found


def _line(number: int, row: list[str], columns: dict[str, int], book: LawBook | None) -> Line:
    length = len(row)
    cells = dict.fromkeys(COLUMNS, "")
    for name, place in columns.items():
        if place < length:
            cells[name] = row[place].strip()
    key = cells["id"] or str(number)
    if "\n" in "".join([cells[name] for name in ONE_LINE]):
        return Line(number, key, problem=_broken("ein Anführungszeichen wird nicht geschlossen"))
    try:
        return Line(number, key, deadline=compute(_inquiry(cells), book=book))
    except NotComputable as problem:
        return Line(number, key, problem=problem)


def _inquiry(cells: dict[str, str]) -> Inquiry:
    for name in NEEDED:
        if not cells[name]:
            raise NotComputable(name, "", "Die Zelle ist leer.", HOW_TO_FILL[name])
    service = find_service(cells["service_type"])
    received, at = _day(cells["service_date"], "service_date", whole_month=service.means)
    posted, _at = _day(cells["posted_date"], "posted_date", whole_month=service.means)
    if service.means in (Means.SET_DAY, Means.NTH_WERKTAG):
        received, posted = received or posted, None
    return Inquiry(
        regime=cells["regime"],
        service=cells["service_type"],
        period=cells["period"],
        posted_on=posted,
        received_on=received,
        place=_place(cells["state"], cells["municipality"]),
        act=cells["kind"],
        at=at,
        saturday_counts=not cells["kind"] or plain(cells["kind"].split("(")[0]) not in RENT_PAYMENT,
    )


HOW_TO_FILL = {
    "regime": "Bitte das Verfahrensrecht eintragen, etwa sgbx oder vwvfg.",
    "service_type": "Bitte die Art der Zustellung eintragen, etwa brief oder pzu.",
    "period": "Bitte die Frist eintragen, etwa 1M oder 2W.",
}


@lru_cache(maxsize=4096)
def _place(state: str, municipality: str) -> Place:
    state, town = TOWNS_AS_STATE.get(plain(state), (state, ""))
    return Place(state, municipality or town)


def read_day(text: str, field: str = "date") -> date:
    """Return a day written as 2026-03-31 or 31.03.2026. Raises NotComputable."""
    day, _at = _day(text, field, whole_month=None)
    if day is None:
        raise NotComputable(field, "", "Der Tag fehlt.", DATE_MEND)
    return day


@lru_cache(maxsize=65536)
def _day(text: str, field: str, *, whole_month: Means | None) -> tuple[date | None, time | None]:
    if not text:
        return None, None
    iso = _ISO.fullmatch(text)
    if match := iso or _GERMAN.fullmatch(text):
        first, month, last = int(match[1]), int(match[2]), int(match[3])
        year, number = (first, last) if iso else (last, first)
        try:
            at = time(int(match[4]), int(match[5])) if match[4] else None
            return date(year, month, number), at
        except ValueError as error:
            raise NotComputable(field, text, "gibt es nicht.", "Bitte den Tag prüfen.") from error
    match = _MONTH.fullmatch(text)
    if match and whole_month is Means.NTH_WERKTAG:
        year, month = int(match[1] or match[4]), int(match[2] or match[3])
        if 1 <= month <= 12:
            return date(year, month, 1), None
    raise NotComputable(field, text, "ist kein Tag.", DATE_MEND)


def as_document(line: Line, *, with_steps: bool = True) -> dict[str, object]:
    """Return a line as `geleit deadline --csv --json` prints it: docs/schemas/deadline.md."""
    if line.problem is not None or line.deadline is None:
        assert line.problem is not None
        return {
            "id": line.id,
            "error": line.error,
            "row": line.number,
            "column": line.problem.field,
            "value": line.problem.value,
            "mend": line.problem.mend,
        }
    return {"id": line.id, **deadline_document(line.deadline, with_steps=with_steps)}


def days_as_json(line: Line) -> str:
    """Return the days of a line as `as_document` would be written, for a million lines."""
    found = line.deadline
    if found is None:
        return _ENCODE(as_document(line))
    return (
        f'{{"id": {_ENCODE(line.id)}, "event_day": "{found.event_day}", '
        f'"unshifted_day": "{found.unshifted_day}", "legal_last_day": "{found.legal_last_day}", '
        f'"work_by": "{found.work_by}"}}'
    )


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def deadline_document(deadline: Deadline, *, with_steps: bool = True) -> dict[str, object]:
    """Return a deadline as plain values for JSON: docs/schemas/deadline.md."""
    days: dict[str, object] = {
        "event_day": deadline.event_day.isoformat(),
        "unshifted_day": deadline.unshifted_day.isoformat(),
        "legal_last_day": deadline.legal_last_day.isoformat(),
        "work_by": deadline.work_by.isoformat(),
    }
    if not with_steps:
        return days
    told = deadline.derivation()
    steps = [str(step) for step in told.steps]
    return {**days, "steps": steps, "assumptions": told.assumptions, "doubts": told.doubts}
