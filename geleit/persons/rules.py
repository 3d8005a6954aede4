# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be said about a person's life and household, and why not. Pure."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem
from geleit.persons.enums import DETAILS, NEEDS_DETAIL, HistoryKind


def entry_problems(
    *,
    kind: str,
    detail: str,
    begins_on: date | None,
    ends_on: date | None,
    on: date,
    has_words: bool,
) -> list[Problem]:
    problems = []
    if detail and detail not in DETAILS[kind] or not detail and kind in NEEDS_DETAIL:
        problems.append(Problem("detail", _("Bitte bei „Genauer“ etwas aus der Liste wählen.")))
    if begins_on and ends_on and ends_on < begins_on:
        text = _("Das Ende liegt vor dem Beginn am %(day)s.")
        problems.append(Problem("reversed", text % {"day": day_text(begins_on)}))
    if kind == HistoryKind.LEVEL and begins_on and begins_on > on:
        problems.append(Problem("in-the-future", _("Dieser Tag liegt in der Zukunft.")))
    if not (detail or begins_on or ends_on or has_words):
        problems.append(Problem("empty", _("Bitte etwas eintragen: was, wo oder wann.")))
    return problems


def leaving_problems(
    *, joined_on: date | None, left_on: date, on: date, is_member: bool
) -> list[Problem]:
    if not is_member:
        return [Problem("not-a-member", _("Diese Person gehört schon nicht mehr zum Haushalt."))]
    if left_on > on:
        return [Problem("in-the-future", _("Dieser Tag liegt in der Zukunft."))]
    if joined_on and left_on < joined_on:
        text = _("Die Person kam erst am %(day)s dazu.")
        return [Problem("too-early", text % {"day": day_text(joined_on)})]
    return []


def split_problems(*, chosen: int, members: int, split_on: date, on: date) -> list[Problem]:
    """chosen: how many go; members: how many there are."""
    problems = []
    if chosen >= members:
        text = _("Jemand muss bleiben. Wenn alle umziehen, bitte eine neue Wohnung eintragen.")
        problems.append(Problem("nobody-stays", text))
    if split_on > on:
        problems.append(Problem("in-the-future", _("Dieser Tag liegt in der Zukunft.")))
    return problems


def joining_problems(*, is_same_household: bool, joined_on: date, on: date) -> list[Problem]:
    if is_same_household:
        return [Problem("same-household", _("Diese Personen gehören schon zu diesem Haushalt."))]
    if joined_on > on:
        return [Problem("in-the-future", _("Dieser Tag liegt in der Zukunft."))]
    return []


def consent_problems(*, day: date, on: date, not_before: date | None = None) -> list[Problem]:
    if day > on:
        return [Problem("in-the-future", _("Dieser Tag liegt in der Zukunft."))]
    if not_before and day < not_before:
        text = _("Die Einwilligung ist erst vom %(day)s.")
        return [Problem("before-consent", text % {"day": day_text(not_before)})]
    return []


def audience_problems(*, may_read: bool) -> list[Problem]:
    """Return why a note cannot be kept for others only: who writes it must be able to read it."""
    if may_read:
        return []
    text = _("Das könnten Sie selbst nicht mehr lesen. Bitte einen weiteren Kreis wählen.")
    return [Problem("not-for-oneself", text)]


def told_apart(named: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """Return for each person her name, with what tells her from a namesake where there is one.

    Each is (number, name, what tells apart: her date of birth as known).

    >>> told_apart([(1, "Ali", "1990"), (2, "Ali", "2015"), (3, "Mina", "1991")])
    {1: 'Ali (1990)', 2: 'Ali (2015)', 3: 'Mina'}
    """
    people = list(named)
    heard: dict[str, int] = {}
    for _number, name, _more in people:
        heard[name.casefold()] = heard.get(name.casefold(), 0) + 1
    return {
        number: f"{name} ({more})" if heard[name.casefold()] > 1 and more else name
        for number, name, more in people
    }
