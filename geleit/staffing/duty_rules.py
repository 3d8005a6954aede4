# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who does what on a day: the duty, who carries it out, whether anybody is there. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem
from geleit.staffing.rules import ONE_DAY, Post


@dataclass(frozen=True)
class Carrier:
    """Who carries a task out for a time; with a post behind it, or as an organisation."""

    name: str
    starts_on: date
    ends_on: date | None = None
    basis: str = ""
    steps_in: str = ""
    post: Post | None = None


@dataclass(frozen=True)
class Answer:
    """Who does it on the day. Without `carrier` nobody; `vacant_since` says the post is empty."""

    carrier: Carrier | None
    nobody_since: date | None = None
    vacant_since: date | None = None

    @property
    def is_covered(self) -> bool:
        return self.carrier is not None and self.vacant_since is None


def who_on(carriers: Sequence[Carrier], *, on: date) -> Answer:
    """Return who carries a task out on a day, or since when nobody does."""
    for carrier in carriers:
        if carrier.starts_on <= on and (carrier.ends_on is None or on <= carrier.ends_on):
            return Answer(carrier, vacant_since=vacant_since(carrier, on=on))
    ended = [one.ends_on + ONE_DAY for one in carriers if one.ends_on and one.ends_on < on]
    return Answer(None, nobody_since=max(ended, default=None))


def vacant_since(carrier: Carrier, *, on: date) -> date | None:
    """Return since when the post behind it is empty on the day; None when somebody is there.

    A post without any recorded filling was held until the day since when it is vacant.
    """
    post = carrier.post
    if post is None:
        return None
    if not post.fillings:
        since = post.vacant_since
        return max(since, carrier.starts_on) if since and since <= on else None
    held = [f for f in post.fillings if f.hired_from <= on]
    if any(f.leaves_on is None or on <= f.leaves_on for f in held):
        return None
    left = [f.leaves_on + ONE_DAY for f in held if f.leaves_on]
    return max([carrier.starts_on, *left])


def change_problems(carriers: Sequence[Carrier], *, starts_on: date, latest: date) -> list[Problem]:
    """Say why somebody cannot take over on a day: history is added to at its end."""
    if starts_on > latest:
        text = _("Bitte das Jahr prüfen: %(day)s liegt weit voraus.")
        return [Problem("starts_on", text % {"day": day_text(starts_on)})]
    last = max((one.starts_on for one in carriers), default=None)
    if last is not None and starts_on <= last:
        text = _("Der letzte Wechsel war am %(day)s; der neue kommt danach.")
        return [Problem("starts_on", text % {"day": day_text(last)})]
    return []


YEARS_AHEAD = timedelta(days=5 * 366)
