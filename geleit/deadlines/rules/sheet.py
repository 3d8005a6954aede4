# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many deadlines from one CSV file: forgiving in reading, exact in what it says is wrong. Pure."""

import csv
import io
import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import islice
from json.encoder import encode_basestring
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from geleit.deadlines.rules.calendars import Place
from geleit.deadlines.rules.compute import compute
from geleit.deadlines.rules.deadline import Deadline
from geleit.deadlines.rules.inquiry import Inquiry
from geleit.deadlines.rules.lawbook import LawBook
from geleit.deadlines.rules.problems import NotComputable
from geleit.deadlines.rules.services import Means, act_word, find_service, plain


class Cells(NamedTuple):
    """What one line says; empty where it says nothing."""

    regime: str
    service_type: str
    period: str
    posted_date: str
    service_date: str
    state: str
    municipality: str
    kind: str
    id: str


COLUMNS = Cells._fields
NEEDED = COLUMNS[:3]
ONE_LINE = slice(0, 6)  # a cell of these that holds several lines swallowed the lines after it
OTHER_NAMES = {
    "service": "service_type", "type": "service_type", "posted": "posted_date",
    "received": "service_date", "received_date": "service_date", "act": "kind", "land": "state",
}  # fmt: skip
RENT_PAYMENT = {"mietzahlung", "miete_zahlen", "zahlung_der_miete", "mietzins"}
TOWNS_AS_STATE = {"augsburg": ("BY", "Augsburg"), "by_augsburg": ("BY", "Augsburg")}
_ISO = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|(\d\d)(?=\d\d(?:T|$)))(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.0+)?)?(Z?))?"
)
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,?\s(\d{1,2}):(\d{2}))?")
_IN_WORDS = re.compile(r"(\d{1,2})\.?\s?([A-Za-zÄä]{3,9})\.?\s(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})[./](\d{4})")
_SEPARATOR = re.compile(r'"?sep=([;,\t|])[;,\t|]*"?\s*', re.IGNORECASE)  # Excel's own first line
GERMANY = ZoneInfo("Europe/Berlin")
LONGEST_CELL = 100_000
MONTHS = ["januar jan", "februar feb", "maerz mae mrz", "april apr", "mai", "juni jun", "juli jul",
          "august aug", "september sep sept", "oktober okt", "november nov", "dezember dez"]  # fmt: skip
MONTH_NAMED = {word: number for number, words in enumerate(MONTHS, 1) for word in words.split()}
NO_DAY = (None, None)  # neither day nor hour
NOT_CLOSED = "ein Anführungszeichen wird nicht geschlossen"
DATE_MEND = "Bitte als 2026-03-31 oder 31.03.2026 schreiben."


class Unreadable(ValueError):
    """The file as a whole can not be used; the text says why and what helps."""


class Line(NamedTuple):
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
    """Return the text of a file: UTF-8 or UTF-16 with or without mark, else Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content[:2]:  # the first sign is a Latin one: its other half is nought
        return content.decode("utf-16-be" if content[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_lines(text: str, *, book: LawBook | None = None) -> Iterator[Line]:
    """Compute every line of a CSV text. Raises Unreadable before the first one."""
    csv.field_size_limit(LONGEST_CELL)  # another reader in this process may have set its own
    text = text.lstrip("\ufeff")
    first = _first_line(text)
    if not first:
        raise Unreadable("Die Datei ist leer. Gebraucht wird eine Kopfzeile mit Spaltennamen.")
    declared = _SEPARATOR.fullmatch(first.rstrip("\r\n"))
    separator = declared[1] if declared else max(";,\t|", key=first.count)
    rows = islice(_rows(_Lines(text), separator), 1 if declared else 0, None)
    cells_of: Callable[[list[str]], Cells] | None = None
    for number, row, broken in rows:
        if not cells_of:
            if broken:
                raise Unreadable(
                    f"Die Kopfzeile ist nicht als CSV zu lesen ({broken}). Bitte "
                    "Anführungszeichen prüfen und die Datei neu speichern."
                )
            cells_of = _reader(_columns(row))
        elif broken:
            key = cells_of(row).id.strip('"') or str(number)
            yield Line(number, key, problem=_broken(broken))
        else:
            yield _line(number, cells_of(row), book)


def _first_line(text: str) -> str:
    """Return the first line that is not empty, without taking a long text to pieces."""
    some = (line for lines in io.StringIO(text) for line in lines.splitlines())
    return next(filter(str.strip, some), "")


class _Lines:
    """The lines of a text for a CSV reader, some of which can be read once more."""

    def __init__(self, text: str) -> None:
        self.text = io.StringIO(text, newline="")
        self.again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        again, taken = self.again, self.taken
        while line := again.popleft() if again else self.text.readline():
            taken.append(line)
            yield line

    def give_back(self) -> str:
        """Return the first of the lines taken last; the others come again."""
        first, *others = self.taken
        self.again.extendleft(reversed(others))
        return first


# Number of the line, its cells, and why it can not be taken apart, if it can not.
Row = tuple[int, list[str], str]


def _rows(lines: _Lines, separator: str) -> Iterator[Row]:
    """Return each row that is not empty; a broken one does not hide the next.

    A quotation mark that is not closed would swallow the lines after it: then its own line is
    broken, and reading goes on with the next one.
    """
    number, taken = 0, lines.taken
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    while True:
        taken.clear()
        broken = ""
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row, broken = [], _why(error)
        if len(taken) > 1 and (broken or not _is_closed(taken, separator)):
            number += 1
            yield number, _torn(lines.give_back(), separator), NOT_CLOSED
            reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
            continue
        number += len(taken)
        if broken or "".join(row).strip():
            yield number, row, broken


def _is_closed(lines: list[str], separator: str) -> bool:
    """Return whether a row of several lines has all its quotation marks in their places."""
    strict = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True)
    try:
        return len(list(strict)) == 1
    except csv.Error:
        return False


def _torn(line: str, separator: str) -> list[str]:
    """Return the cells of a broken line as far as they can be told, to name it."""
    try:
        return next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE))
    except csv.Error:
        return []


def _why(error: csv.Error) -> str:
    """Say in German why a line is none; the module knows English only."""
    if "field limit" in str(error):
        most = f"{LONGEST_CELL:,}".replace(",", ".")
        return f"eine Zelle hat mehr als {most} Zeichen"
    return "die Anführungszeichen gehen nicht auf"


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
        if column != name and column in names:
            continue  # the exact name counts
        if column in COLUMNS and column in found:
            raise Unreadable(
                f"Die Spalten {names[found[column]]} und {name} sagen dasselbe. Bitte nur eine behalten."
            )
        if column in COLUMNS:
            found[column] = place
    missing = [name for name in NEEDED if name not in found]
    if missing or not ({"posted_date", "service_date"} & set(found)):
        missing += [] if {"posted_date", "service_date"} & set(found) else ["posted_date"]
        raise Unreadable(
            f"In der Kopfzeile fehlt: {', '.join(missing)}. Gebraucht werden "
            f"{', '.join((*NEEDED, 'posted_date'))} oder service_date; dazu nach Bedarf "
            "id, kind, state, municipality."
        )
    return found


def _reader(columns: dict[str, int]) -> Callable[[list[str]], Cells]:
    """Return how to read the cells of a row, wherever the columns stand in this file."""
    width = max(columns.values()) + 1
    choose = itemgetter(*(columns.get(name, width) for name in COLUMNS))

    def cells_of(row: list[str]) -> Cells:
        row[width:] = [""]  # what the file has no column for stands here
        if len(row) <= width:
            row += [""] * (width + 1 - len(row))
        return Cells._make(map(str.strip, choose(row)))

    return cells_of


def _line(number: int, cells: Cells, book: LawBook | None) -> Line:
    key = cells.id or str(number)
    if "\n" in "".join(cells[ONE_LINE]):
        return Line(number, key, problem=_broken(NOT_CLOSED))
    try:
        return Line(number, key, deadline=compute(_inquiry(cells), book=book))
    except NotComputable as problem:
        if problem.field == "date":  # the calendar does not know the cells of this file
            problem.field = "service_date" if cells.service_date else "posted_date"
        return Line(number, key, problem=problem)


def _inquiry(cells: Cells) -> Inquiry:
    regime, service, period, posted_date, service_date, state, municipality, kind, _id = cells
    if not (regime and service and period):
        raise _empty(cells)
    means = find_service(service).means
    received, at = _day(service_date, "service_date", means) if service_date else NO_DAY
    posted, _at = _day(posted_date, "posted_date", means) if posted_date else NO_DAY
    if means in (Means.SET_DAY, Means.NTH_WERKTAG):
        received, posted = received or posted, None
    place = _place(state, municipality)
    saturday_counts = not kind or act_word(kind) not in RENT_PAYMENT
    return Inquiry(
        regime, service, period, posted, received, None, place, kind,
        saturday_counts=saturday_counts, at=at,
    )  # fmt: skip


def _empty(cells: Cells) -> NotComputable:
    name = NEEDED[cells.index("")]
    return NotComputable(name, "", "Die Zelle ist leer.", HOW_TO_FILL[name])


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
    if not text:
        raise NotComputable(field, "", "Der Tag fehlt.", DATE_MEND)
    return _day(text, field)[0]


def _day(text: str, field: str, means: Means | None = None) -> tuple[date, time | None]:
    """Return day and hour of a cell; for a Werktag of the month the month is enough."""
    try:
        found = _written(text)
    except ValueError as error:
        raise NotComputable(field, text, "gibt es nicht.", "Bitte den Tag prüfen.") from error
    if found:
        return found
    if means is Means.NTH_WERKTAG and (match := _MONTH.fullmatch(text)):
        year, month = int(match[1] or match[4]), int(match[2] or match[3])
        if 1 <= month <= 12:
            return date(year, month, 1), None
    raise NotComputable(field, text, "ist kein Tag.", DATE_MEND)


def _in_germany(day: date, at: time) -> tuple[date, time]:
    """Return day and hour here of a moment in UTC; midnight is how programs write a day alone."""
    if at == time.min or day == date.max:
        return day, at
    here = datetime.combine(day, at, tzinfo=UTC).astimezone(GERMANY)
    return here.date(), here.time()


@lru_cache(maxsize=65536)
def _written(text: str) -> tuple[date, time | None] | None:
    """Return the day as it is written, None for anything else; ValueError for 30 February."""
    if match := _ISO.fullmatch(text):
        year, dash, slash, none, number, hour, minute, is_utc = match.groups()
        day = date(int(year), int(dash or slash or none), int(number))
        at = time(int(hour), int(minute)) if hour else None
        return _in_germany(day, at) if is_utc and at else (day, at)
    if match := _GERMAN.fullmatch(text):
        at = time(int(match[4]), int(match[5])) if match[4] else None
        return date(int(match[3]), int(match[2]), int(match[1])), at
    if (match := _IN_WORDS.fullmatch(text)) and (month := MONTH_NAMED.get(plain(match[2]))):
        return date(int(match[3]), month, int(match[1])), None
    return None


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
    _inquiry, event_day, unshifted_day, last_day, work_by, *_how = found
    return (
        f'{{"id": {encode_basestring(line.id)}, "event_day": "{event_day.isoformat()}", '
        f'"unshifted_day": "{unshifted_day.isoformat()}", '
        f'"legal_last_day": "{last_day.isoformat()}", "work_by": "{work_by.isoformat()}"}}'
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
