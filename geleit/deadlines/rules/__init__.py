# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Legal deadlines, exact and explained. A library: no Django, no database, no clock.

    from geleit.deadlines.rules import Inquiry, Place, compute

    letter = Inquiry(regime="sgbx", service="brief", posted_on=date(2025, 8, 27), period="1M")
    deadline = compute(letter)
    deadline.legal_last_day   # 30.09.2025: the last day by law
    deadline.work_by          # the cautious day: what is uncertain counts against us
    deadline.steps            # one German sentence each, with its paragraph

The law itself is dated data (`geleit/deadlines/law/*.toml`), read by `lawbook`. How a day is found
and how an entry is added: docs/fristen.md.
"""

from geleit.deadlines.rules.calendars import Place
from geleit.deadlines.rules.compute import compute
from geleit.deadlines.rules.deadline import Deadline, Step
from geleit.deadlines.rules.inquiry import Inquiry
from geleit.deadlines.rules.lawbook import LawBook, load, standard
from geleit.deadlines.rules.periods import Period, parse_period
from geleit.deadlines.rules.problems import LawError, NotComputable
from geleit.deadlines.rules.remedies import (
    asylum_deadlines,
    earliest_inaction_suit,
    reinstatement,
    remedy_deadline,
    review_reaches_back_to,
)
from geleit.deadlines.rules.reminders import last_day_to_warn, reminder_problems

__all__ = [
    "Deadline",
    "Inquiry",
    "LawBook",
    "LawError",
    "NotComputable",
    "Period",
    "Place",
    "Step",
    "asylum_deadlines",
    "compute",
    "earliest_inaction_suit",
    "last_day_to_warn",
    "load",
    "parse_period",
    "reinstatement",
    "remedy_deadline",
    "reminder_problems",
    "review_reaches_back_to",
    "standard",
]
