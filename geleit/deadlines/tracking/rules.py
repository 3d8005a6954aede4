# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is possible with a deadline, and why not. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem
from geleit.deadlines.enums import DoneHow

REASON_LETTERS = 10


def source_gone() -> str:
    return _("Das Datum, aus dem die Frist folgte, steht nicht mehr in der Akte.")


def rule_off() -> str:
    return _("Die Regel ist für diese Vereinbarung ausgeschaltet.")


def finish_problems(
    *, is_open: bool, sent_on: date, how: str, evidence: str, is_fatal: bool, on: date
) -> list[Problem]:
    """Return why a deadline can not be called done: what was sent when and how belongs to it."""
    if not is_open:
        return [closed_problem()]
    problems = []
    if sent_on > on:
        problems.append(Problem("future", _("Dieser Tag liegt in der Zukunft.")))
    if how != DoneHow.NOTHING and is_fatal and not evidence.strip():
        text = _(
            "Bitte den Nachweis nennen, etwa Sendebericht, Einlieferungsbeleg, Eingangsstempel."
        )
        problems.append(Problem("no-evidence", text))
    return problems


def closed_problem() -> Problem:
    return Problem("closed", _("Diese Frist ist nicht mehr offen."))


def new_day_problem() -> Problem:
    return Problem("new-day", _("Der neue Tag muss nach dem bisherigen liegen."))


def new_day_missing(name: str) -> str:
    """Return what to come back to when something was renewed and its new day is not known yet."""
    return _("%(name)s: Ist es verlängert? Dann bitte den neuen Tag in die Akte eintragen.") % {
        "name": name
    }


def withdraw_problems(*, is_open: bool, reason: str) -> list[Problem]:
    if not is_open:
        return [closed_problem()]
    if len(" ".join(reason.split())) < REASON_LETTERS:
        return [Problem("reason", _("Bitte in ein paar Worten sagen, warum die Frist entfällt."))]
    return []


def deputy_over(name: str, ended: date) -> str:
    words = {"name": name, "day": day_text(ended)}
    return _("Die Vertretung durch %(name)s endete am %(day)s.") % words


def work_over(name: str, ended: date) -> str:
    words = {"name": name, "day": day_text(ended)}
    return _("%(name)s hat bis zum %(day)s beim Träger gearbeitet.") % words


def opens_no_more(name: str) -> str:
    return _("%(name)s kann den Fall nicht mehr öffnen.") % {"name": name}


def unseen_problem(name: str) -> Problem:
    text = _(
        "%(name)s sieht den Fall nicht. Bitte zuerst die Vertretung eintragen oder den Fall "
        "zuweisen."
    )
    return Problem("unseen", text % {"name": name})


def check_problems(*, is_open: bool, is_own: bool) -> list[Problem]:
    """Return why somebody can not confirm a computation: four eyes need two people."""
    if not is_open:
        return [closed_problem()]
    if is_own:
        text = _("Sie haben die Frist selbst eingetragen. Bitte jemand anderen nachrechnen lassen.")
        return [Problem("own", text)]
    return []


def told_only_the_named(names: list[str]) -> str:
    """Say why a message about a specially protected case went to so few."""
    if not names:
        return _(
            "Der Fall ist besonders geschützt. Von Vertretung und Leitung ist niemand namentlich "
            "zugelassen, deshalb ging die Meldung an niemanden."
        )
    words = {"names": ", ".join(names)}
    return (
        _(
            "Der Fall ist besonders geschützt, deshalb ging die Meldung nur an namentlich "
            "Zugelassene: %(names)s."
        )
        % words
    )
