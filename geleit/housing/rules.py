# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be counted. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from geleit.core.problems import Problem

MOST_TIMES_FULL = 3  # more people than three times the places is a slip of the pen


def count_problems(*, occupied: int, places: int, counted_on: date, on: date) -> list[Problem]:
    problems = []
    if counted_on > on:
        problems.append(Problem("in-the-future", _("Dieser Tag liegt noch in der Zukunft.")))
    if occupied > MOST_TIMES_FULL * places:
        text = _("Das sind weit mehr Menschen als Plätze. Bitte die Zahl prüfen.")
        problems.append(Problem("too-many", text))
    return problems


def free_places(*, places: int, occupied: int | None) -> int | None:
    """Return how many places are free; negative where there are too few; nothing if uncounted."""
    return None if occupied is None else places - occupied
