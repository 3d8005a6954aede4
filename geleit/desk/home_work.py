# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a social worker's day holds: everything due in one list, and the cases last opened."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case as If
from django.db.models import F, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.audit.models import Event
from geleit.cases.models import Case, CaseQuerySet
from geleit.core.dates import day_text
from geleit.counselling.queries import has_contact
from geleit.deadlines.queries import DEADLINE, EXPIRY, REMINDER, Due, due_in
from geleit.desk.home_watch import CONSENT, PERIOD, RETURNED, REVIEW, watched
from geleit.desk.shortlist import MOST, shortened
from geleit.plans.queries import DueStep, open_steps_due
from geleit.staffing.models import Deputy

DAYS_AHEAD = 14
SHOWN = 12
RECENT_DAYS, RECENT_SHOWN = 30, 6
NEW_SHOWN = 6
RUNNING_OUT = (EXPIRY, PERIOD, CONSENT)
PAGES = {
    REMINDER: "deadlines:add",
    "step": "plans:plan",
    REVIEW: "plans:plan",
    PERIOD: "course:period",
    CONSENT: "consents:consents",
    RETURNED: "course:closing",
}


@dataclass(frozen=True)
class StandsFor:
    """A colleague for whom one stands in, and how long."""

    name: str
    ends_on: date | None

    @property
    def words(self) -> str:
        if self.ends_on is None:
            return _("für %(name)s") % {"name": self.name}
        return _("für %(name)s bis %(day)s") % {"name": self.name, "day": day_text(self.ends_on)}


def standing_in(user: Any, *, on: date) -> dict[int, StandsFor]:
    """Return by key for whom this person stands in today; of several times the longest."""
    found: dict[int, StandsFor] = {}
    rows = Deputy.objects.standing_in(user, on=on).order_by(F("ends_on").asc(nulls_last=True))
    for holder, name, ends_on in rows.values_list("holder", "holder__name", "ends_on"):
        found[holder] = StandsFor(name, ends_on)
    return found


@dataclass(frozen=True)
class DueLine:
    """One line of the day: what, when, where, and where to tick it off."""

    due: Due | DueStep
    days: int  # until it is due; negative when overdue
    stands_for: "StandsFor | None" = None  # whose case it is, where it is a colleague's

    @property
    def when(self) -> str:
        if self.days < 0:
            words = ngettext("überfällig seit %(n)d Tag", "überfällig seit %(n)d Tagen", -self.days)
            return words % {"n": -self.days}
        if self.days == 0:
            return _("heute")
        return ngettext("in %(n)d Tag", "in %(n)d Tagen", self.days) % {"n": self.days}

    @property
    def urgency(self) -> str:
        """The kind of the badge."""
        if self.days < 0:
            return "danger"
        return "warning" if self.days == 0 else "info"

    @property
    def work_by(self) -> date | None:
        """Until when to work, where that day comes before the last one."""
        day = self.due.work_by if isinstance(self.due, Due) else None
        return day if day and day < self.due.day else None

    @property
    def is_pressing(self) -> bool:
        """Whether the day to work by is here or over, and the last day is not."""
        today = self.due.day - timedelta(days=self.days)
        return self.work_by is not None and self.work_by <= today <= self.due.day

    @property
    def stays(self) -> bool:
        """Whether no short list may leave it out: its day is here or over, or it cannot be made good
        and is due in the days that the first page looks ahead.

        Steps of a plan may: nothing is lost with their day, and years of them would bury the rest.
        """
        if not isinstance(self.due, Due):
            return False
        is_lost_soon = self.due.is_fatal and self.days <= DAYS_AHEAD
        return self.days <= 0 or self.is_pressing or is_lost_soon

    @property
    def is_first(self) -> bool:
        """Whether it goes before all else: a deadline on which one has to act today."""
        return self.is_pressing or (self.due.kind == DEADLINE and self.days <= 0)

    @property
    def done_url(self) -> str:
        """Where the tick goes; nothing for a title, which is renewed and not ticked off."""
        if self.due.kind == REMINDER:
            return reverse("deadlines:done", args=[self.due.case_id, self.due.key])
        if self.due.kind == "step":
            return reverse("plans:mark_step", args=[self.due.case_id, self.due.key, "erledigt"])
        return ""

    @property
    def page_url(self) -> str:
        """Where it is worked on; other lines lead to the case."""
        if self.due.kind == DEADLINE:
            return reverse("deadlines:deadline", args=[self.due.case_id, self.due.key])
        page = PAGES.get(self.due.kind)
        return reverse(page, args=[self.due.case_id]) if page else ""

    @property
    def kind_words(self) -> str:
        words = {REMINDER: _("Wiedervorlage"), "step": _("Schritt"), DEADLINE: _("Frist")}
        words |= {REVIEW: _("Überprüfung"), PERIOD: _("Beratungszeit"), CONSENT: _("Einwilligung")}
        words[RETURNED] = _("Abschluss")
        return words.get(self.due.kind, _("Aufenthalt"))


@dataclass(frozen=True)
class DueToday:
    """The lines shown, how many more there are, and how many of those are overdue.

    `is_cut`: even that was not counted.
    """

    lines: list[DueLine]
    more: int
    more_overdue: int
    is_cut: bool
    days_ahead: int = DAYS_AHEAD


def due_today(
    cases: QuerySet[Case],
    standing: Mapping[int, StandsFor],
    *,
    on: date,
    show_all: bool = False,
) -> DueToday:
    """Return what is overdue or due soon in the open cases one holds or stands in for, by day.

    Only what may wait is cut.
    """
    kinds: list[list[Any]] = [
        due_in(cases, on, DAYS_AHEAD, limit=MOST),
        open_steps_due(cases, on, DAYS_AHEAD, limit=MOST),
        *watched(cases, on=on, days=DAYS_AHEAD, limit=MOST),
    ]
    found = [DueLine(due, (due.day - on).days) for kind in kinds for due in kind]
    found.sort(key=_order)
    shown = found if show_all else shortened(found, stays=lambda line: line.stays, size=SHOWN)
    is_cut = any(len(kind) >= MOST for kind in kinds)
    lines = _marked(shown, cases, standing) if standing else shown
    overdue = _overdue(found) - _overdue(shown)
    return DueToday(lines, len(found) - len(shown), more_overdue=overdue, is_cut=is_cut)


def _overdue(lines: list[DueLine]) -> int:
    return sum(line.days < 0 for line in lines)


def _marked(
    lines: list[DueLine], cases: QuerySet[Case], standing: Mapping[int, StandsFor]
) -> list[DueLine]:
    """Say of each line in a colleague's case for whom it is done; one query."""
    theirs = cases.filter(holder__in=standing, pk__in={line.due.case_id for line in lines})
    holders = dict(theirs.order_by().values_list("pk", "holder"))
    return [
        replace(line, stands_for=standing[holders[line.due.case_id]])
        if line.due.case_id in holders
        else line
        for line in lines
    ]


def _order(line: DueLine) -> tuple[bool, bool, int, str, str]:
    """Deadlines on which to act today come first, then what one set oneself, titles that run out
    after it: a list taken in yesterday with a hundred of them must not hide today's reminders."""
    is_running_out = line.due.kind in RUNNING_OUT
    return (not line.is_first, is_running_out, line.days, line.due.case_number, line.due.text)


@dataclass(frozen=True)
class CaseLine:
    """A case in a short list of the first page."""

    case: Case
    stands_for: StandsFor | None
    is_new: bool


@dataclass(frozen=True)
class HomeCases:
    """The cases opened last, and those that are new; `has_more`: of the new ones."""

    recent: list[CaseLine]
    new: list[CaseLine]
    has_more: bool


def home_cases(
    seen: CaseQuerySet, user: Any, standing: Mapping[int, StandsFor], *, on: date
) -> HomeCases:
    """Return the open cases of the first page: opened last, and new to this person; two queries."""
    order = lately_opened(user, on=on, most=3 * RECENT_SHOWN)
    place = {key: number for number, key in enumerate(order)}
    is_new = new_to(user)
    rows = seen.open().filter(Q(pk__in=order) | is_new).select_related("household")
    rows = rows.annotate(
        is_new=If(When(is_new, then=Value(value=True)), default=Value(value=False)),
        is_further=If(When(pk__in=order, then=Value(0)), default=Value(1)),
    )
    rows = rows.order_by("is_further", "-opened_on", "-pk")[: len(order) + NEW_SHOWN + 1]
    lines = [CaseLine(case, standing.get(case.holder_id or 0), case.is_new) for case in rows]
    recent = sorted(
        (line for line in lines if line.case.pk in place), key=lambda line: place[line.case.pk]
    )
    new = sorted((line for line in lines if line.is_new), key=_opened, reverse=True)
    return HomeCases(recent[:RECENT_SHOWN], new[:NEW_SHOWN], has_more=len(new) > NEW_SHOWN)


def _opened(line: CaseLine) -> tuple[date, int]:
    return line.case.opened_on, line.case.pk


def new_to(user: Any) -> Q:
    """Return the cases that this person holds and in which she has not noted a contact yet."""
    return Q(holder=user.pk) & ~Q(has_contact(recorded_by=user.pk))


def without_talk() -> Q:
    """Return the cases in which nobody has noted a contact yet."""
    return ~Q(has_contact())


def lately_opened(user: Any, *, on: date, most: int) -> list[int]:
    """Return the keys of cases that this person opened in the last weeks, the latest first."""
    first = on - timedelta(days=RECENT_DAYS)
    since = datetime.combine(first, time.min, tzinfo=get_current_timezone())
    read = Event.objects.filter(
        actor=f"user:{user.pk}", at__gte=since, verb="case-read", kind="cases.case"
    )
    keys = read.order_by("-at", "-pk").values_list("key", flat=True)[: 7 * most]
    return list(dict.fromkeys(int(key) for key in keys))[:most]
