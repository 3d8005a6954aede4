# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be decided about a rule of the catalogue, and why not. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem

MOST_DAYS_AHEAD = 3650
REASON_LETTERS = 10
MOST = {"D": 3650, "W": 520, "M": 240, "Y": 20}  # of each unit that a period can have


def is_said(text: str) -> bool:
    return len(" ".join(text.split())) >= REASON_LETTERS


def unknown_rule() -> Problem:
    return Problem("unknown", _("Diese Einstellung gibt es nicht. Bitte die Seite neu laden."))


def setting_problems(*, switches: bool, reason: str) -> list[Problem]:
    """Return why a rule can not be switched: it says why, so that others can follow it."""
    if switches and not is_said(reason):
        text = _("Bitte in ein paar Worten sagen, warum die Regel aus- oder eingeschaltet wird.")
        return [Problem("reason", text)]
    return []


def version_problems(
    *, has_length: bool, valid_from: date, latest: date | None, checked_on: date, source: str,
    on: date,
) -> list[Problem]:  # fmt: skip
    """Return why a rule can not get another length. `latest`: since when its present one holds."""
    if not has_length:
        text = _("Diese Frist endet an einem Tag der Akte oder des Gesetzes und hat keine Länge.")
        return [Problem("no-length", text)]
    problems = []
    if latest and valid_from <= latest:
        text = _("Die jetzige Fassung gilt seit %(day)s. Eine neue beginnt danach.")
        problems.append(Problem("valid-from", text % {"day": day_text(latest)}))
    if checked_on > on:
        problems.append(Problem("checked-on", _("Dieser Tag liegt in der Zukunft.")))
    if not is_said(source):
        text = _("Bitte Gesetz, Entscheidung oder Vereinbarung mit Fundstelle nennen.")
        problems.append(Problem("source", text))
    return problems


def withdrawal_problems(*, is_standing: bool, reason: str) -> list[Problem]:
    if not is_standing:
        return [Problem("withdrawn", _("Diese Fassung ist schon zurückgenommen."))]
    if not is_said(reason):
        text = _("Bitte in ein paar Worten sagen, warum die Fassung zurückgenommen wird.")
        return [Problem("reason", text)]
    return []
