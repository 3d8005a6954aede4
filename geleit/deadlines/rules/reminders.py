# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something must be thought of. Pure."""

from datetime import date, timedelta

from geleit.core.problems import Problem


def last_day_to_warn(on: date, *, kind: str, lead_days: dict[str, int]) -> date | None:
    """Return up to which last day of validity one must act on the day `on`; None: no rule."""
    days = lead_days.get(kind, lead_days.get(""))
    return None if days is None else on + timedelta(days=days)


def reminder_problems(*, due_on: date, on: date) -> list[Problem]:
    """Return why a reminder can not be set: it looks ahead, never back."""
    from django.utils.translation import gettext as _  # the library works without Django

    if due_on < on:
        return [Problem("past", _("Bitte einen Tag ab heute wählen."))]
    return []
