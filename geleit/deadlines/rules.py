# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something must be thought of. Pure."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from geleit.core.problems import Problem


def warns_from(expires_on: date, *, kind: str, lead_days: dict[str, int]) -> date | None:
    """Return the first day on which to act before a status expires; None: no rule, no warning.

    `lead_days` gives days by kind of status, "" for every kind without a rule of its own.
    """
    days = lead_days.get(kind, lead_days.get(""))
    return None if days is None else expires_on - timedelta(days=days)


def reminder_problems(*, due_on: date, on: date) -> list[Problem]:
    """Return why a reminder can not be set: it looks ahead, never back."""
    if due_on < on:
        return [Problem("past", _("Bitte einen Tag ab heute wählen."))]
    return []
