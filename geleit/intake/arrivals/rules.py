# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an announced arrival can be accepted, and which day is proposed for a first appointment. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem

SATURDAY = 5
SOME = 5  # persons named in a message
EARLIEST_PAST, LATEST_AHEAD = timedelta(days=365), timedelta(days=365)


def announcing_problems(*, arrives_on: date, persons: int, on: date) -> list[Problem]:
    """An arrival is near in time, and somebody arrives."""
    problems = []
    if not on - EARLIEST_PAST <= arrives_on <= on + LATEST_AHEAD:
        text = _("Die Ankunft am %(day)s liegt mehr als ein Jahr entfernt. Bitte das Jahr prüfen.")
        problems.append(Problem("far-away", text % {"day": day_text(arrives_on)}))
    if persons < 1:
        problems.append(Problem("nobody", _("Bitte mindestens eine Person nennen.")))
    return problems


def correction_words(was: Mapping[str, str], now: Mapping[str, str], persons: str) -> str:
    """Tell the carrier what was put right: each detail as it is and was, of the hint only that.

    `persons` is what `persons_words` says of them; "" where they stay as they were.
    """
    labels = {
        "arrives_on": _("Ankunft"), "language": _("Sprache"), "accommodation": _("Unterkunft"),
    }  # fmt: skip
    instead = _("%(what)s %(now)s statt %(was)s")
    found = [
        instead % {"what": label, "now": now[name] or "–", "was": was[name] or "–"}
        for name, label in labels.items()
        if now[name] != was[name]
    ]
    found += [persons] if persons else []
    found += [_("Hinweis")] if now["note"] != was["note"] else []
    return _("Berichtigt: %(what)s.") % {"what": "; ".join(found)}


def persons_words(was: Sequence[Mapping[str, str]], now: Sequence[Mapping[str, str]]) -> str:
    """Say how many there are and who is new or otherwise; who does not belong is not named again."""
    if was == now:
        return ""
    born = {_name(one): _birth(one) for one in was}
    new = [_name(one) for one in now if _name(one) not in born]
    other = [_name(one) for one in now if born.get(_name(one), _birth(one)) != _birth(one)]
    gone = len(set(born) - {_name(one) for one in now})
    parts = [
        _("dazu: %(who)s") % {"who": _some(new)} if new else "",
        _("Geburtsdatum: %(who)s") % {"who": _some(other)} if other else "",
        _("nicht mehr dabei: %(n)s") % {"n": gone} if gone else "",
    ]
    text = _("Personen %(now)s") if len(was) == len(now) else _("Personen %(now)s statt %(was)s")
    said = text % {"now": len(now), "was": len(was)}
    more = "; ".join(part for part in parts if part)
    return f"{said} ({more})" if more else said


def _name(person: Mapping[str, str]) -> str:
    return " ".join(part for part in (person.get("given_names"), person["family_name"]) if part)


def _birth(person: Mapping[str, str]) -> tuple[str, str]:
    return person.get("born_on", ""), person.get("birth_precision", "")


def _some(names: list[str]) -> str:
    return ", ".join(names[:SOME]) + (" …" if len(names) > SOME else "")


def accepting_problems(*, is_accepted: bool, is_withdrawn: bool) -> list[Problem]:
    if is_accepted:
        return [Problem("accepted", _("Diese Zuteilung ist schon angenommen."))]
    if is_withdrawn:
        return [Problem("withdrawn", _("Der Landkreis hat diese Zuteilung zurückgezogen."))]
    return []


def first_meeting_on(
    *, arrives_on: date, working_days: int, on: date, is_free: Callable[[date], bool]
) -> date:
    """Return the working day so many working days after the arrival, and never a day gone by."""
    day, left = max(arrives_on, on), working_days
    while left or _is_off(day, is_free):
        day += timedelta(days=1)
        if not _is_off(day, is_free):
            left = max(left - 1, 0)
    return day


def first_day_there(
    proposed: date, away: Sequence[tuple[date, date | None]], is_free: Callable[[date], bool]
) -> date | None:
    """Return the proposed day, or the next working day on which this person is there.

    None: away until further notice.
    """
    day = proposed
    while True:
        if any(last is None and first <= day for first, last in away):
            return None
        is_away = any(last is not None and first <= day <= last for first, last in away)
        if not is_away and not _is_off(day, is_free):
            return day
        day += timedelta(days=1)


def _is_off(day: date, is_free: Callable[[date], bool]) -> bool:
    return day.weekday() >= SATURDAY or is_free(day)
