# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything due, of one person, a team or an agreement: in order of days, page by page.

Each kind of thing is asked for the rows after the last one shown, and the answers are merged: a
handful of queries, however long the list. Overdue comes first because it is earliest; what a
filter hides is counted and named.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.cases.enums import StatusKind
from geleit.cases.models import Case
from geleit.deadlines.queries import DEADLINE, EXPIRY, REMINDER, Due, is_running_out
from geleit.desk.home_watch import (
    CONSENT,
    PERIOD,
    REVIEW,
    consent_ends,
    consent_text,
    consents_until,
    ending,
    period_text,
    review_text,
)
from geleit.desk.home_work import DueLine

DAYS_AHEAD, SIZE, MOST_COUNTED = 28, 50, 999
KEY = re.compile(r"(\d{4}-\d{2}-\d{2})_([0-6])_(\d{1,18})")
STATUS = "household__persons__statuses__"
STEP = "plan__goals__steps__"


class Kind(NamedTuple):
    """One kind of thing that can be due, and how to find it from its case."""

    name: str  # in the address
    words: Any
    due: str  # of the line
    day: str
    key: str
    text: str


KINDS = [
    Kind("frist", gettext_lazy("Fristen"), DEADLINE, "deadlines__counts_on", "deadlines__pk",
         "deadlines__name"),
    Kind("wiedervorlage", gettext_lazy("Wiedervorlagen"), REMINDER, "reminders__due_on",
         "reminders__pk", "reminders__text"),
    Kind("schritt", gettext_lazy("Schritte"), "step", f"{STEP}due_on", f"{STEP}pk", f"{STEP}text"),
    Kind("titel", gettext_lazy("Titel ohne Frist"), EXPIRY, f"{STATUS}valid_until", f"{STATUS}pk",
         f"{STATUS}kind"),
    Kind("ueberpruefung", gettext_lazy("Überprüfungen des Plans"), REVIEW, "plan__review_on",
         "plan__pk", "number"),
    Kind("beratungszeit", gettext_lazy("Ende der Beratungszeit"), PERIOD, "period__ends_on",
         "period__pk", "number"),
    Kind("einwilligung", gettext_lazy("Einwilligungen, die enden"), CONSENT, "consents__until",
         "consents__pk", "consents__recipient"),
]  # fmt: skip


class Horizon(NamedTuple):
    """The day of the look, and until when a consent may end to stand in it."""

    on: date
    consents: date


@dataclass(frozen=True)
class Group:
    """Lines under one heading."""

    words: str
    lines: list[DueLine] = field(default_factory=list)


@dataclass(frozen=True)
class Radar:
    """One page of what is due, and what does not stand on it."""

    groups: list[Group]
    next_query: str
    is_first: bool
    overdue_before: int  # overdue ones on earlier pages
    due_after: int  # due by now and standing on later pages
    hidden: int  # due by now and left out by the filter


def radar(
    cases: QuerySet[Case],
    *,
    on: date,
    filters: dict[str, str],
    after: str = "",
    among: QuerySet[Case] | None = None,
) -> Radar:
    """Return one page for the open cases of `cases`, which were narrowed to their reader.

    `among`: all cases that the reader sees; what is due in those left out is counted.
    """
    cases, by = cases.filter(closed_on=None), Horizon(on, consents_until(on=on))
    chosen = [kind for kind in KINDS if filters.get("art", "") in ("", kind.name)]
    last = _key(after)
    rows = sorted(row for kind in chosen for row in _rows(cases, kind, by=by, after=last))
    page = rows[:SIZE]
    lines = [DueLine(_due(row, on=on), (row.day - on).days) for row in page]
    more = len(rows) > SIZE
    next_key = f"{page[-1].day:%Y-%m-%d}_{page[-1].rank}_{page[-1].key}" if more else ""
    others = [kind for kind in KINDS if kind not in chosen]
    return Radar(
        groups=_groups(lines, on=on),
        next_query=urlencode(filters | {"nach": next_key}) if more else "",
        is_first=last is None,
        overdue_before=_count(cases, chosen, by=by, before=last) if last else 0,
        due_after=_count_after(cases, chosen, by=by, after=_key(next_key)) if more else 0,
        hidden=_count(cases, others, by=by, before=None) + _left_out(cases, among, by=by),
    )


def _left_out(cases: QuerySet[Case], among: QuerySet[Case] | None, *, by: Horizon) -> int:
    """Count what is due by now in open cases that the choice leaves out."""
    if among is None:
        return 0
    others = among.filter(closed_on=None).exclude(pk__in=cases.order_by().values("pk"))
    return _count(others, KINDS, by=by, before=None)


class Row(NamedTuple):
    """One row of any kind, in the order of the page."""

    day: date
    rank: int
    key: int
    case_id: int
    number: str
    household: str
    text: str
    person: str
    needs_check: bool
    work_by: date | None = None
    is_fatal: bool = False


def _key(text: str) -> tuple[date, int, int] | None:
    match = KEY.fullmatch(text)
    try:
        return (date.fromisoformat(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _due_of(cases: QuerySet[Case], kind: Kind, *, by: Horizon, also: Q) -> QuerySet[Case]:
    """Return the cases joined with what is due in them: once for each thing.

    All in one filter(): a second one would join the things once more.
    """
    until = by.on + timedelta(days=DAYS_AHEAD)
    if kind.due == DEADLINE:
        return cases.filter(also, deadlines__state="open", deadlines__appears_on__lte=by.on)
    if kind.due == REMINDER:
        return cases.filter(also, reminders__done_on=None, reminders__due_on__lte=until)
    if kind.due == EXPIRY:
        unfollowed = Q(**{f"{STATUS}deadlines": None})
        return cases.filter(is_running_out(STATUS, on=by.on) & unfollowed & also)
    if kind.due == REVIEW:
        return cases.filter(also, plan__review_on__lte=until)
    if kind.due == PERIOD:
        return cases.filter(ending(on=by.on) & also)
    if kind.due == CONSENT:
        return cases.filter(consent_ends(on=by.on, until=by.consents) & also)
    goals = {"plan__goals__reached_on": None, "plan__goals__removed_on": None}
    still = {f"{STEP}done_on": None, f"{STEP}removed_on": None, f"{STEP}due_on__lte": until}
    return cases.filter(also, **goals, **still)


# As Deadline.needs_check says it of one.
UNCHECKED = Q(deadlines__is_fatal=True, deadlines__checked_on=None, deadlines__letter__isnull=False)
PERSON = {DEADLINE: "deadlines__person__given_names", EXPIRY: "household__persons__given_names"}


def _rows(
    cases: QuerySet[Case], kind: Kind, *, by: Horizon, after: tuple[date, int, int] | None
) -> list[Row]:
    rank = KINDS.index(kind)
    rows = _due_of(cases, kind, by=by, also=_later(kind, rank, after))
    columns = [kind.day, kind.key, "pk", "number", "household__name", kind.text]
    columns.append(PERSON.get(kind.due, "household__name"))
    unchecked = UNCHECKED if kind.due == DEADLINE else Q(pk=None)
    rows = rows.annotate(needs_check=ExpressionWrapper(unchecked, BooleanField()))
    columns.append("needs_check")
    if kind.due == DEADLINE:
        columns += ["deadlines__work_by", "deadlines__is_fatal"]
    found = rows.order_by(kind.day, kind.key).values_list(*columns)[: SIZE + 1]
    return [
        Row(day, rank, key, case, number, household, text, person or "", bool(needs_check), *more)
        for day, key, case, number, household, text, person, needs_check, *more in found
    ]


def _later(kind: Kind, rank: int, after: tuple[date, int, int] | None) -> Q:
    """Return that a row comes after the last one shown."""
    if after is None:
        return Q()
    day, last_rank, key = after
    if rank > last_rank:
        return Q(**{f"{kind.day}__gte": day})
    if rank < last_rank:
        return Q(**{f"{kind.day}__gt": day})
    return Q(**{f"{kind.day}__gt": day}) | Q(**{kind.day: day, f"{kind.key}__gt": key})


def _due(row: Row, *, on: date) -> Due:
    kind = KINDS[row.rank].due
    place = (row.case_id, row.number, row.household)
    return Due(row.day, _text(row, on=on), *place, kind, row.key, needs_check=row.needs_check,
               work_by=row.work_by, is_fatal=row.is_fatal)  # fmt: skip


def _text(row: Row, *, on: date) -> str:
    kind = KINDS[row.rank].due
    if kind == EXPIRY:
        words = {"name": row.person or row.household, "status": StatusKind(row.text).label}
        return _("%(name)s: %(status)s läuft ab") % words
    if kind == REVIEW:
        return review_text()
    if kind == PERIOD:
        return period_text(row.day, on=on)
    if kind == CONSENT:
        return consent_text(row.text)
    return f"{row.text}: {row.person}" if kind == DEADLINE and row.person else row.text


def _count(
    cases: QuerySet[Case], kinds: list[Kind], *, by: Horizon, before: tuple[date, int, int] | None
) -> int:
    """Count what is due by today, on pages before the key or of kinds that are left out.

    Of the latter also what one had to work by until today, although its last day is ahead.
    """
    until = min(by.on, before[0]) if before else by.on + timedelta(days=1)
    found = 0
    for kind in kinds:
        due = Q(**{f"{kind.day}__lt": until})
        if kind.due == DEADLINE and before is None:
            due |= Q(deadlines__work_by__lte=by.on)
        found += _number(cases, kind, by=by, also=due)
    return found


def _count_after(
    cases: QuerySet[Case], kinds: list[Kind], *, by: Horizon, after: tuple[date, int, int] | None
) -> int:
    """Count what is due by today and stands on later pages."""
    if after is None or after[0] > by.on:
        return 0
    return sum(
        _number(
            cases, kind, by=by,
            also=_later(kind, KINDS.index(kind), after) & Q(**{f"{kind.day}__lte": by.on}),
        )
        for kind in kinds
    )  # fmt: skip


def _number(cases: QuerySet[Case], kind: Kind, *, by: Horizon, also: Q) -> int:
    rows = _due_of(cases, kind, by=by, also=also)
    return rows.order_by().values(kind.key)[:MOST_COUNTED].count()


def _groups(lines: list[DueLine], *, on: date) -> list[Group]:
    """Return the lines under the headings of a working week."""
    sunday = 6 - on.weekday()
    bounds = [
        (_("Überfällig"), -1),
        (_("Heute"), 0),
        (_("Diese Woche"), sunday),
        (_("Nächste Woche"), sunday + 7),
        (_("Später"), 10**6),
    ]
    groups, rest = [], list(lines)
    for words, last in bounds:
        here = [line for line in rest if line.days <= last]
        rest = rest[len(here) :]
        if here:
            groups.append(Group(words, here))
    return groups
