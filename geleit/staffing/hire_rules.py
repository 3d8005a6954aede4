# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be recorded of a begin: hires, last days, confirmations, waivers, the begin. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem
from geleit.staffing.enums import Qualification
from geleit.staffing.rules import Condition, Facts, Filling, Post, satisfies, start_answer

# A date further before the agreed day, or further after it and today, is a slip of the pen.
YEARS_BACK = 10
YEARS_AHEAD = 5


def starting_problems(
    facts: Facts, *, starts_on: date, signed_on: date | None, started_on: date | None, on: date
) -> list[Problem]:
    """Say why the service cannot begin on a day: what it needs is there, or both waived it."""
    if started_on is not None:
        text = _("Der Beginn ist schon festgehalten: %(day)s.") % {"day": day_text(started_on)}
        return [Problem("started", text)]
    if signed_on is None:
        text = _("Die Vereinbarung ist noch nicht von beiden Seiten gezeichnet.")
        return [Problem("not-signed", text)]
    answer = start_answer(facts, full=False, on=on)
    if answer.begins_on is None:
        labels = ", ".join(need.label for need in answer.missing) or _("die Bedingungen")
        text = _(
            "Es fehlt noch: %(labels)s. Beginnen kann die Begleitung, wenn alles da ist oder "
            "beide Seiten darauf verzichten."
        )
        return [Problem("missing", text % {"labels": labels})]
    if starts_on < answer.begins_on:
        text = _("Der früheste mögliche Tag ist der %(day)s.")
        return [Problem("starts_on", text % {"day": day_text(answer.begins_on)})]
    return day_problems("starts_on", starts_on, agreed_on=facts.agreed_on, on=on)


def waiver_problems(*, met: bool, started_on: date | None) -> list[Problem]:
    """One waives what is not there, and before the service has begun."""
    if started_on is not None:
        return [Problem("started", _("Die Begleitung hat schon begonnen."))]
    if met:
        return [Problem("met", _("Diese Bedingung ist erfüllt; ein Verzicht ist nicht nötig."))]
    return []


def hire_problems(
    post: Post,
    *,
    hired_from: date,
    leaves_on: date | None = None,
    qualification: str,
    proved_on: date | None,
    exception_reason: str = "",
    agreed_on: date,
    on: date,
    instead_of: int | None = None,
) -> list[Problem]:
    """Say why somebody cannot be recorded on a post. `instead_of` is the filling to correct.

    A missing proof is no reason: the post then counts as filled but not as ready. The same goes
    for a lower qualification, which needs a reason in words (2.4 of the trade: others only within
    a narrow frame).
    """
    problems = day_problems("hired_from", hired_from, agreed_on=agreed_on, on=on)
    if not satisfies(qualification, post.qualification) and not exception_reason.strip():
        required = Qualification(post.qualification).label
        text = _(
            "Für diese Stelle ist vereinbart: %(required)s. Eine Ausnahme braucht eine "
            "Begründung; für den Beginn zählt die Stelle erst, wenn beide Seiten auf die "
            "Bedingung verzichten."
        )
        problems.append(Problem("exception_reason", text % {"required": required}))
    if proved_on is not None and proved_on > on:
        text = _("Ein Nachweis kann erst eingetragen werden, wenn er vorliegt.")
        problems.append(Problem("proved_on", text))
    return problems + overlap_problems(post, hired_from, leaves_on, ignoring=instead_of)


def overlap_problems(
    post: Post, hired_from: date, leaves_on: date | None, *, ignoring: int | None
) -> list[Problem]:
    """A post is held by one person at a time; the other's last day frees it for the next."""
    for other in post.fillings:
        begins_before_other_ends = other.leaves_on is None or hired_from <= other.leaves_on
        ends_after_other_begins = leaves_on is None or leaves_on >= other.hired_from
        if other.key == ignoring or not (begins_before_other_ends and ends_after_other_begins):
            continue
        if other.leaves_on is None:
            text = _(
                "Die Stelle ist seit %(day)s besetzt. Bitte zuerst den letzten Tag eintragen."
            ) % {"day": day_text(other.hired_from)}
            if other.hired_from > hired_from:
                text = _("Die Stelle ist schon ab %(day)s vergeben.") % {
                    "day": day_text(other.hired_from)
                }
        else:
            text = _("Die Stelle ist vom %(first)s bis %(last)s besetzt.") % {
                "first": day_text(other.hired_from),
                "last": day_text(other.leaves_on),
            }
        return [Problem("hired_from", text)]
    return []


def leave_problems(
    filling: Filling, *, leaves_on: date, agreed_on: date, on: date
) -> list[Problem]:
    """Say why this cannot be somebody's last day."""
    if leaves_on < filling.hired_from:
        first = day_text(filling.hired_from)
        text = _("Der letzte Tag liegt vor dem ersten (%(first)s).") % {"first": first}
        return [Problem("leaves_on", text)]
    return day_problems("leaves_on", leaves_on, agreed_on=agreed_on, on=on)


def reopening_problems(post: Post, filling: Filling) -> list[Problem]:
    """Say why a recorded last day cannot be taken back: somebody else has come since."""
    if filling.leaves_on is None:
        return [Problem("no-last-day", _("Ein letzter Tag ist nicht eingetragen."))]
    return overlap_problems(post, filling.hired_from, None, ignoring=filling.key)


def withdrawal_problems(filling: Filling) -> list[Problem]:
    """A hire can be withdrawn until a last day is recorded; from then on it is history."""
    if filling.leaves_on is None:
        return []
    text = _("Ein letzter Tag ist eingetragen, die Besetzung bleibt deshalb in der Übersicht.")
    return [Problem("has-ended", text)]


def confirmation_problems(
    condition: Condition, *, met_on: date, agreed_on: date, on: date
) -> list[Problem]:
    """Say why a condition cannot be confirmed for this day."""
    if condition.met_on is not None:
        text = _("Schon bestätigt, erfüllt ab %(day)s.") % {"day": day_text(condition.met_on)}
        return [Problem("already-met", text)]
    return day_problems("met_on", met_on, agreed_on=agreed_on, on=on)


def reconsidering_problems(condition: Condition) -> list[Problem]:
    if condition.met_on is not None:
        return []
    return [Problem("not-met", _("Diese Bedingung ist noch nicht bestätigt."))]


def day_problems(code: str, day: date, *, agreed_on: date, on: date) -> list[Problem]:
    """Catch slips such as 2091 for 2019."""
    latest = max(agreed_on, on).year + YEARS_AHEAD
    if agreed_on.year - YEARS_BACK <= day.year <= latest:
        return []
    text = _("Bitte das Jahr prüfen: %(day)s liegt weit vom vereinbarten Beginn.")
    return [Problem(code, text % {"day": day_text(day)})]
