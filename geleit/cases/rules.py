# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is possible in a case, and why not. Pure."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.cases.enums import BirthPrecision
from geleit.core.dates import day_text, moment_text
from geleit.core.problems import Problem


def writing_problems(*, closed_on: date | None, is_waiting: bool) -> list[Problem]:
    """Return why nothing can be written into a case: it is closed or not yet accepted."""
    if closed_on:
        text = _("Der Fall ist am %(day)s abgeschlossen. Zum Ändern bitte wieder öffnen.")
        return [Problem("closed", text % {"day": day_text(closed_on)})]
    if is_waiting:
        return [Problem("waiting", _("Der Fall ist noch nicht angenommen."))]
    return []


def gone_problems() -> list[Problem]:
    """Return what to say where a case went while somebody wrote into it."""
    text = _("Diesen Fall gibt es nicht mehr: Die Liste, mit der er kam, wurde zurückgenommen.")
    return [Problem("gone", text)]


def opening_problems(*, has_open_case: bool) -> list[Problem]:
    if has_open_case:
        text = _("Für diesen Haushalt läuft schon ein Fall unter dieser Vereinbarung.")
        return [Problem("already-open", text)]
    return []


def opening_by_hand_problems(
    *, is_running: bool, is_own: bool, is_led: bool, may_hold: bool
) -> list[Problem]:
    """Return why nobody can open this case by hand: the lead opens for the team, others for themselves."""
    problems = []
    if not is_running:
        problems.append(Problem("agreement", _("Diese Vereinbarung gilt an diesem Tag nicht.")))
    if not is_led and not is_own:
        text = _("Einen Fall für andere eröffnet nur die Leitung.")
        problems.append(Problem("not-led", text))
    if not may_hold:
        problems.append(_not_in_the_team())
    return problems


def _not_in_the_team() -> Problem:
    text = _("Zuständig sein kann nur, wer an diesem Tag beim Träger arbeitet.")
    return Problem("not-in-the-team", text)


def assignment_problems(
    *, closed_on: date | None, is_waiting: bool, may_hold: bool
) -> list[Problem]:
    """Return why a case can not go to somebody; `may_hold`: works for the carrier on that day."""
    problems = writing_problems(closed_on=closed_on, is_waiting=is_waiting)
    if not may_hold:
        problems.append(_not_in_the_team())
    return problems


def closing_problems(
    *,
    opened_on: date,
    closed_on: date | None,
    is_waiting: bool,
    on: date,
    open_reminders: int,
    open_steps: int,
    open_deadlines: int = 0,
) -> list[Problem]:
    """Return what must be settled before a case can be closed."""
    problems = writing_problems(closed_on=closed_on, is_waiting=is_waiting)
    if on < opened_on:
        text = _("Der Fall ist erst am %(day)s eröffnet worden.")
        problems.append(Problem("too-early", text % {"day": day_text(opened_on)}))
    if open_reminders:
        text = ngettext(
            "Eine Wiedervorlage ist noch offen. Bitte erledigen.",
            "%(count)s Wiedervorlagen sind noch offen. Bitte erledigen.",
            open_reminders,
        )
        problems.append(Problem("open-reminders", text % {"count": open_reminders}))
    if open_steps:
        text = ngettext(
            "Ein Schritt im Plan ist noch offen. Bitte erledigen oder streichen.",
            "%(count)s Schritte im Plan sind noch offen. Bitte erledigen oder streichen.",
            open_steps,
        )
        problems.append(Problem("open-steps", text % {"count": open_steps}))
    if open_deadlines:
        text = ngettext(
            "Eine Frist aus einem Brief ist noch offen. Bitte erledigen oder zurücknehmen.",
            "%(count)s Fristen aus Briefen sind noch offen. Bitte erledigen oder zurücknehmen.",
            open_deadlines,
        )
        problems.append(Problem("open-deadlines", text % {"count": open_deadlines}))
    return problems


def reopening_problems(*, closed_on: date | None, has_open_case: bool) -> list[Problem]:
    if closed_on is None:
        return [Problem("not-closed", _("Der Fall ist nicht abgeschlossen."))]
    return opening_problems(has_open_case=has_open_case)


OLDEST_YEARS = 120  # nobody whose age is proved has lived longer than 122 years


def birth_problems(*, born_on: date | None, precision: str, on: date) -> list[Problem]:
    """Return what does not fit between a date of birth and how much of it is known."""
    if born_on is None and precision != BirthPrecision.UNKNOWN:
        text = _("Bitte das Datum eintragen oder bei der Genauigkeit „unbekannt“ wählen.")
        return [Problem("birth-missing", text)]
    if born_on and precision == BirthPrecision.UNKNOWN:
        text = _("Bitte wählen, wie genau das Datum bekannt ist, oder das Datum löschen.")
        return [Problem("birth-unknown", text)]
    if born_on and born_on > on:
        return [Problem("birth-future", _("Dieser Tag liegt in der Zukunft."))]
    if born_on and on.year - born_on.year > OLDEST_YEARS:
        return [Problem("birth-too-early", _("So alt ist niemand. Bitte das Jahr prüfen."))]
    return []


def birth_as_known(born_on: date | None, precision: str) -> date | None:
    """Return the first day of what is known: 1 January where only the year is."""
    if born_on and precision in (BirthPrecision.YEAR, BirthPrecision.ASSUMED):
        return born_on.replace(month=1, day=1)
    return born_on.replace(day=1) if born_on and precision == BirthPrecision.MONTH else born_on


def stay_problems(*, moved_in_on: date | None, moved_out_on: date | None) -> list[Problem]:
    if moved_in_on and moved_out_on and moved_out_on < moved_in_on:
        text = _("Der Auszug liegt vor dem Einzug am %(day)s.")
        return [Problem("stay-reversed", text % {"day": day_text(moved_in_on)})]
    return []


def status_problems(*, valid_from: date | None, valid_until: date | None) -> list[Problem]:
    if valid_from and valid_until and valid_until < valid_from:
        text = _("Der Titel endet vor seinem Beginn am %(day)s.")
        return [Problem("status-reversed", text % {"day": day_text(valid_from)})]
    return []


def protection_problems(*, is_holder: bool, is_named: bool) -> list[Problem]:
    """Return why somebody cannot say who sees a case: that is for its holder and those named."""
    if is_holder or is_named:
        return []
    text = _("Den besonderen Schutz regelt, wer für den Fall zuständig ist.")
    return [Problem("not-the-holder", text)]


REASON_LETTERS = 20  # enough for a sentence; a word is no reason


def door_problems(*, until: datetime | None) -> list[Problem]:
    """Say to whom is in a case by the emergency door until when, and what is possible."""
    if until is None:
        return []
    text = _(
        "Sie sind über die Notfalltür hier, bis %(until)s Uhr. Sie können lesen und Notizen "
        "schreiben. Die Leitung sieht, dass Sie hier sind und warum."
    )
    return [Problem("door", text % {"until": moment_text(until)})]


def tries_problems(*, tries: int, allowed: int) -> list[Problem]:
    """`tries` counts the present one too."""
    if tries <= allowed:
        return []
    text = _(
        "Das waren zu viele Versuche. Bitte in einer Stunde noch einmal oder die Leitung fragen."
    )
    return [Problem("too-many-tries", text)]


def reason_problems(reason: str) -> list[Problem]:
    if len(" ".join(reason.split())) >= REASON_LETTERS:
        return []
    text = _("Bitte in einem Satz begründen, mit mindestens %(n)s Zeichen.")
    return [Problem("reason-short", text % {"n": REASON_LETTERS})]
