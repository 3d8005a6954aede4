# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the work of an agreement can be handed back (Rückdelegation). Pure."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.agreements.enums import HandBackKind
from geleit.core.dates import day_text
from geleit.core.problems import Problem


def planning_problems(
    *, ends_on: date | None, is_planned: bool, started_on: date | None
) -> list[Problem]:
    """Only what ends is handed back: after notice, at a set end, or by an amendment."""
    if is_planned:
        return [Problem("planned", _("Die Rückgabe ist schon geplant."))]
    if started_on is None:
        text = _("Die Begleitung hat nicht begonnen; es ist nichts zurückzugeben.")
        return [Problem("not-started", text)]
    if ends_on is None:
        text = _(
            "Die Vereinbarung hat kein Ende. Bitte zuerst die Kündigung eintragen oder ein Ende "
            "als Nachtrag zeichnen."
        )
        return [Problem("no-end", text)]
    return []


def step_problems(
    kind: str, *, is_done: bool, open_cases: int, handed_back_on: date | None
) -> list[Problem]:
    """The step of the cases is done when none runs any more; what is handed back stays."""
    if handed_back_on is not None:
        text = _("Die Rückgabe ist abgeschlossen, seit %(day)s.")
        return [Problem("handed-back", text % {"day": day_text(handed_back_on)})]
    if is_done and kind == HandBackKind.CASES:
        return running_problems(open_cases)
    return []


def running_problems(open_cases: int) -> list[Problem]:
    if not open_cases:
        return []
    text = _("Es laufen noch Fälle. Bitte zuerst alle übergeben oder abschließen.")
    return [Problem("running-cases", text)]


def completing_problems(
    *, ends_on: date | None, open_steps: int, open_cases: int, handed_back_on: date | None, on: date
) -> list[Problem]:
    """The work is handed back when the agreement is over, all is seen to and no case runs."""
    if handed_back_on is not None:
        return step_problems("", is_done=True, open_cases=0, handed_back_on=handed_back_on)
    problems = []
    if ends_on is None or on < ends_on:
        text = _("Die Vereinbarung läuft noch. Zurückgegeben ist sie frühestens an ihrem Ende.")
        problems.append(Problem("still-running", text))
    if open_steps:
        text = ngettext(
            "%(number)s Schritt ist noch offen.", "%(number)s Schritte sind noch offen.", open_steps
        )
        problems.append(Problem("open-steps", text % {"number": open_steps}))
    return problems + running_problems(open_cases)
