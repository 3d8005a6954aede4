# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said when a deadline can not be computed."""

from datetime import date
from typing import Any

from geleit.core.problems import Problem, Refused


class NotComputable(Refused):
    """No honest answer from what is known: names the field, its value, and what would help."""

    def __init__(self, field: str, value: Any, wrong: str, mend: str) -> None:
        self.field = field
        self.value = "" if value is None else str(value)
        self.mend = mend
        shown = f"„{self.value}“ " if self.value else ""
        super().__init__([Problem(f"deadline-{field}", f"{shown}{wrong} {mend}")])


class LawError(ValueError):
    """An entry of a law file is wrong; the text names file, entry, field and mend."""


def day_words(day: date) -> str:
    """Return a day as it stands in a German letter: „Montag, 9. Juni 2026“ in figures."""
    return f"{WEEKDAYS[day.weekday()]}, {day:%d.%m.%Y}"


WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
