# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a task can be given, taken back and finished. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem

LONGEST_MINUTES = 24 * 60


def change_problems(*, done_on: date | None) -> list[Problem]:
    """A finished task keeps what it said and who did it."""
    if done_on:
        text = _("Der Einsatz ist seit dem %(day)s erledigt und bleibt, wie er ist.")
        return [Problem("done", text % {"day": day_text(done_on)})]
    return []


def giving_problems(*, done_on: date | None, is_in_group: bool) -> list[Problem]:
    """Only somebody who is a volunteer of the group today may learn what the card says."""
    problems = change_problems(done_on=done_on)
    if not is_in_group:
        text = _("Diese Person gehört heute nicht zur Gruppe. Bitte jemand anderen wählen.")
        problems.append(Problem("not-in-group", text))
    return problems


def finishing_problems(
    *, has_volunteer: bool, done_on: date | None, wanted_on: date, minutes: int, on: date
) -> list[Problem]:
    """A task is done by somebody, took time, and is not done before its day.

    When people met earlier than agreed, the coordinator moves the day first: so a card ticked off
    by mistake the evening before does not vanish from the volunteer's list.
    """
    if problems := change_problems(done_on=done_on):
        return problems
    if not has_volunteer:
        text = _("Bitte zuerst eintragen, wer den Einsatz übernommen hat.")
        problems.append(Problem("nobody", text))
    if not 1 <= minutes <= LONGEST_MINUTES:
        problems.append(Problem("minutes", _("Bitte 1 bis 1440 Minuten eintragen.")))
    if on < wanted_on:
        text = _("Der Einsatz ist erst am %(day)s. War er früher, bitte zuerst den Tag ändern.")
        problems.append(Problem("too-early", text % {"day": day_text(wanted_on)}))
    return problems
