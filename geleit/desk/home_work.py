# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a social worker's day holds: everything due in one list, and the cases last opened."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.deadlines.queries import DEADLINE, EXPIRY, REMINDER, Due, due_for
from geleit.desk.home_watch import CONSENT, PERIOD, REVIEW, watched
from geleit.plans.queries import DueStep, open_steps_due

DAYS_AHEAD = 14
SHOWN = 12
MOST = 500  # of each kind; who has more due than that needs a colleague, not a longer list
RECENT_DAYS, RECENT_SHOWN = 30, 6
RUNNING_OUT = (EXPIRY, PERIOD, CONSENT)
PAGES = {REVIEW: "plans:plan", PERIOD: "course:period", CONSENT: "consents:consents"}


@dataclass(frozen=True)
class DueLine:
    """One line of the day: what, when, where, and where to tick it off."""

    due: Due | DueStep
    days: int  # until it is due; negative when overdue

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
        return words.get(self.due.kind, _("Aufenthalt"))


@dataclass(frozen=True)
class DueToday:
    """The lines shown, and how many more there are; `is_cut` when even that was not counted."""

    lines: list[DueLine]
    more: int
    is_cut: bool
    days_ahead: int = DAYS_AHEAD


def due_today(user: Any, *, on: date, show_all: bool = False) -> DueToday:
    """Return what is overdue or due soon in the cases one holds or stands in for, by day."""
    kinds: list[list[Any]] = [
        due_for(user, on, DAYS_AHEAD, limit=MOST),
        open_steps_due(user, on, DAYS_AHEAD, limit=MOST),
        *watched(user, on=on, days=DAYS_AHEAD, limit=MOST),
    ]
    found = [DueLine(due, (due.day - on).days) for kind in kinds for due in kind]
    found.sort(key=_order)
    shown = found if show_all else found[:SHOWN]
    is_cut = any(len(kind) == MOST for kind in kinds)
    return DueToday(shown, more=len(found) - len(shown), is_cut=is_cut)


def _order(line: DueLine) -> tuple[bool, int, str, str]:
    """What one set oneself comes first, titles that run out after it: a list taken in yesterday
    with a hundred expired titles must not hide today's reminders."""
    return (line.due.kind in RUNNING_OUT, line.days, line.due.case_number, line.due.text)


def recent_cases(user: Any, *, on: date) -> list[Case]:
    """Return the open cases that this person opened last, the latest first."""
    order = lately_opened(user, on=on, most=3 * RECENT_SHOWN)
    seen = Case.objects.visible_to(user).open().filter(pk__in=order)
    found = sorted(seen.select_related("household"), key=lambda case: order.index(case.pk))
    return found[:RECENT_SHOWN]


def lately_opened(user: Any, *, on: date, most: int) -> list[int]:
    """Return the keys of cases that this person opened in the last weeks, the latest first."""
    first = on - timedelta(days=RECENT_DAYS)
    since = datetime.combine(first, time.min, tzinfo=get_current_timezone())
    read = Event.objects.filter(
        actor=f"user:{user.pk}", at__gte=since, verb="case-read", kind="cases.case"
    )
    keys = read.order_by("-at", "-pk").values_list("key", flat=True)[: 7 * most]
    return list(dict.fromkeys(int(key) for key in keys))[:most]
