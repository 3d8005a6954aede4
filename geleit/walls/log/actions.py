# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read, search and hand out the log; each of that is an entry itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils.timezone import get_current_timezone, now
from django.utils.translation import gettext as _

from geleit.audit.models import EventQuerySet, record
from geleit.cases.models import Case
from geleit.core.dates import moment_text
from geleit.letters.pdf import html_to_pdf
from geleit.spreadsheets.writing import write_csv
from geleit.walls.log import queries
from geleit.walls.log.forms import LogFilter, PeriodForm
from geleit.walls.log.queries import Line, in_portions
from geleit.walls.log.words import verbs_of


def within(events: EventQuerySet, form: PeriodForm) -> EventQuerySet:
    said = form.cleaned_data
    first, last = said.get("von"), said.get("bis")
    return events.between(_begin(first), _begin(last + timedelta(days=1)) if last else None)


def _begin(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), get_current_timezone()) if day else None


@dataclass(frozen=True)
class Search:
    """What was asked for, and the entries that fit."""

    events: EventQuerySet
    case: Case | None
    noted: dict[str, Any]


def search(form: LogFilter, *, by: Any) -> Search:
    """Narrow the officer's log to what a valid form says."""
    said = form.cleaned_data
    events, case = within(queries.log_of(by), form), None
    noted: dict[str, Any] = dict(form.days)
    if number := said["fall"].strip():
        case = queries.case_numbered(number)
        events = events.of_case(case.pk) if case else events.none()
        noted["by_case"] = True
        if not events.exists():
            case = None  # of a case that is not in her log the entry says nothing
    if person := said["wer"]:
        events = queries.without_protected(events.by_actor(f"user:{person}"))
        noted |= {"person": person, "why": said["grund"]}
    if group := said["was"]:
        events = events.filter(verb__in=verbs_of(group))
        noted["group"] = group
    return Search(events, case, noted)


def note_reading(found: Search, *, by: Any) -> None:
    record(by, "log-read", found.case, **found.noted)


def export(found: Search, *, by: Any) -> Iterator[str]:
    """Give the lines of a CSV file; that it was asked for is noted before the first one."""
    record(by, "log-exported", found.case, format="csv", **found.noted)
    return write_csv(_table(in_portions(found.events, with_names=True, names_in_protected=False)))


def _table(found: Iterator[Line]) -> Iterator[list[Any]]:
    yield [_("Nr."), _("Zeitpunkt"), _("Was"), _("Fall"), _("Wer"), _("Rolle"), _("Grund")]
    for line in found:
        yield [line.sequence, line.moment, line.what, line.case, line.who, line.office, line.why]


# The answer to a household: who looked into the file, by function and organisation


def note_case_log(case: Case, form: PeriodForm, *, by: Any) -> None:
    record(by, "case-log-read", case, **form.days)


def answer(case: Case, form: PeriodForm, *, to: str, by: Any) -> bytes:
    """Return the file in the format `to` of ANSWERS; raises letters.pdf.PdfUnavailable."""
    events = within(queries.events_about(case), form)
    found = in_portions(events, with_names=False, names_in_protected=False)
    content = ANSWERS[to][1](case, form.days, list(found))
    record(by, "case-log-exported", case, format=to, **form.days)
    return content


def _to_csv(case: Case, days: dict[str, date], found: list[Line]) -> bytes:
    rows: list[list[Any]] = [[_("Zeitpunkt"), _("Was"), _("Wer"), _("Grund")]]
    rows += [[line.moment, line.what, line.who, line.why] for line in found]
    return "".join(write_csv(rows)).encode()


def _to_json(case: Case, days: dict[str, date], found: list[Line]) -> bytes:
    document = {
        "case": case.number,
        "from": days["first"].isoformat() if "first" in days else None,
        "to": days["last"].isoformat() if "last" in days else None,
        "produced_at": now().isoformat(timespec="seconds"),
        "entries": [
            {
                "number": line.sequence,
                "at": line.at.isoformat(timespec="seconds"),
                "what": line.what,
                "who": line.who,
                "why": line.why,
            }
            for line in found
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _to_pdf(case: Case, days: dict[str, date], found: list[Line]) -> bytes:
    title = _("Wer hat in die Akte gesehen? Fall %(number)s") % {"number": case.number}
    context = {"case": case, "lines": found, "title": title, "made": moment_text(now()), **days}
    return html_to_pdf(render_to_string("walls/answer_pdf.html", context), title=title)


ANSWERS: dict[str, tuple[str, Any]] = {
    "pdf": ("application/pdf", _to_pdf),
    "csv": ("text/csv; charset=utf-8", _to_csv),
    "json": ("application/json", _to_json),
}
