# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When handed-over cases can be accepted. Pure."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem


def acceptance_problems(
    *, number: str, handed_over_on: date | None, accepted_on: date | None, on: date
) -> list[Problem]:
    """Only what was handed over and waits can be accepted, and not before it was handed over."""
    words = {"number": number}
    if handed_over_on is None:
        text = _("Fall %(number)s wurde nicht übergeben; er gehört schon zum Träger.")
        return [Problem("not-handed-over", text % words)]
    if accepted_on is not None:
        words["day"] = day_text(accepted_on)
        text = _("Fall %(number)s ist seit dem %(day)s angenommen. Bitte die Seite neu laden.")
        return [Problem("accepted", text % words)]
    if on < handed_over_on:
        words["day"] = day_text(handed_over_on)
        text = _("Fall %(number)s wird erst am %(day)s übergeben.")
        return [Problem("too-early", text % words)]
    return []


def asking_problems(*, is_waiting: bool, is_read_there: bool) -> list[Problem]:
    """Both sides speak about a case in this way until it is accepted, if the giving one still reads it."""
    if is_waiting and not is_read_there:
        text = _(
            "Die abgebende Stelle sieht den Fall nicht mehr und kann hier nicht antworten. Bitte "
            "sprechen Sie sie anders an."
        )
        return [Problem("not-read-there", text)]
    if is_waiting:
        return []
    text = _("Der Fall wartet nicht mehr auf Annahme. Bitte die Seite neu laden.")
    return [Problem("not-waiting", text)]


def open_point_problems(
    *, chosen: Iterable[str], lacking: Iterable[str], settle_by: date | None, on: date
) -> list[Problem]:
    """Only what is missing or shut can stay open, and it needs a day that is not over."""
    chosen = set(chosen)
    if chosen - set(lacking):
        text = _("Ein gewählter Punkt liegt inzwischen bei. Bitte die Liste neu ansehen.")
        return [Problem("open_points", text)]
    if chosen and settle_by is None:
        return [Problem("settle_by", _("Bitte sagen, bis wann die offenen Punkte geklärt sind."))]
    return settling_problems(settle_by=settle_by if chosen else None, on=on)


def settling_problems(*, settle_by: date | None, on: date) -> list[Problem]:
    """Open points are settled today or later."""
    if settle_by and settle_by < on:
        return [Problem("settle_by", _("Bitte heute oder einen späteren Tag wählen."))]
    return []


def holder_problems(*, works_for_all_carriers: bool) -> list[Problem]:
    """Who holds a case works for its carrier on that day, as a social worker or as its lead."""
    if works_for_all_carriers:
        return []
    text = _("Diese Person kann heute beim Träger nicht zuständig sein. Bitte anders wählen.")
    return [Problem("not-a-worker", text)]
