# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a household may be advised, and when to warn. Pure."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem

WARNINGS = (1, 3, 6)  # months before the last day


def months_later(day: date, months: int) -> date:
    """Return the same day months later; one that the month lacks becomes the first of the next."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return day.replace(year=day.year + years, month=month + 1)
    except ValueError:
        years, month = divmod(day.month + months, 12)
        return date(day.year + years, month + 1, 1)


def last_day(begins_on: date, *, months: int) -> date:
    """Return the last day of a period that counts its first day (§§ 187 II, 188 II BGB)."""
    return months_later(begins_on, months) - timedelta(days=1)


def extension_problems(
    *, ends_on: date, extended_on: date | None, reason: str, on: date
) -> list[Problem]:
    if extended_on:
        text = _("Schon am %(day)s verlängert; weiter geht es nicht.")
        return [Problem("already-extended", text % {"day": day_text(extended_on)})]
    if on > ends_on:
        text = _("Am %(day)s abgelaufen. Bitte Abschlussgespräch und Übergang vorbereiten.")
        return [Problem("over", text % {"day": day_text(ends_on)})]
    if not reason.strip():
        return [Problem("reason", _("Bitte die Verlängerung begründen."))]
    return []


def wording_problems(*, extended_on: date | None) -> list[Problem]:
    if extended_on is None:
        return [Problem("not-extended", _("Der Beratungszeitraum ist nicht verlängert."))]
    return []


def warning(*, ends_on: date, on: date) -> Problem | None:
    """Return what is to be done as the end comes nearer: 6, 3 and 1 month before, and after it."""
    day = {"day": day_text(ends_on)}
    if on > ends_on:
        text = _("Der Beratungszeitraum ist am %(day)s abgelaufen. Bitte den Fall abschließen.")
        return Problem("over", text % day)
    words = {
        1: _("Endet am %(day)s. Bitte jetzt das Abschlussgespräch führen."),
        3: _("Endet am %(day)s. Bitte an Regeldienste verweisen und den Übergang planen."),
        6: _("Endet am %(day)s. Bitte klären, was bis dahin noch nötig ist."),
    }
    near = next((n for n in WARNINGS if months_later(on, n) > ends_on), None)
    return Problem(f"months-{near}", words[near] % day) if near else None
