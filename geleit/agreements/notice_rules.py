# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When notice of an agreement can be given, and when a mistaken entry is taken back. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from geleit.agreements.rules import Days
from geleit.core.dates import day_text
from geleit.core.problems import Problem

LONGEST_YEARS = 30  # no law: an end beyond that is a slip in the year


def no_notice_problems(days: Days, *, renews: bool, has_end: bool, on: date) -> list[Problem]:
    """Say why no notice can be recorded at all. An agreement with a set end ends by itself."""
    problems = []
    if days.signed_on is None:
        text = _("Was nicht gezeichnet ist, braucht keine Kündigung.")
        problems.append(Problem("not-signed", text))
    if days.notice_given_on is not None:
        text = _("Die Kündigung ist schon eingetragen, zugegangen am %(day)s.")
        problems.append(Problem("given", text % {"day": day_text(days.notice_given_on)}))
    if days.ends_on is not None and days.ends_on < on:
        problems.append(Problem("ended", _("Die Vereinbarung ist schon beendet.")))
    elif has_end and not renews:
        text = _("Die Vereinbarung endet von selbst. Früher endet sie durch einen Nachtrag.")
        problems.append(Problem("ends-by-itself", text))
    return problems


def notice_problems(days: Days, *, given_on: date, ends: date | None, on: date) -> list[Problem]:
    """Say what is wrong with the days of a notice; `ends` is None where nobody has said it."""
    problems = []
    if given_on > on:
        text = _(
            "Dieser Tag kommt erst noch. Bitte den Tag nennen, an dem die Kündigung der anderen "
            "Seite zugegangen ist: heute oder früher."
        )
        problems.append(Problem("given_on", text))
    elif days.signed_on and given_on < days.signed_on:
        text = _(
            "Gezeichnet ist die Vereinbarung erst seit %(day)s. Die Kündigung kann nicht früher "
            "zugegangen sein; bitte den Tag prüfen."
        )
        problems.append(Problem("given_on", text % {"day": day_text(days.signed_on)}))
    elif ends is None:
        text = _("Bitte den Tag nennen, mit dem die Vereinbarung endet.")
        problems.append(Problem("ends_on", text))
    elif ends < days.in_force_on:
        text = _("Damit endete die Vereinbarung vor ihrem Beginn am %(day)s.")
        problems.append(Problem("given_on", text % {"day": day_text(days.in_force_on)}))
    elif ends < given_on:
        text = _("Das Ende liegt vor dem Tag, an dem die Kündigung zugegangen ist.")
        problems.append(Problem("ends_on", text))
    elif ends.year - given_on.year > LONGEST_YEARS:
        text = _("Das Ende liegt sehr weit in der Zukunft. Bitte das Jahr prüfen.")
        problems.append(Problem("ends_on", text))
    return problems


def taking_back_problems(days: Days, *, is_own: bool, is_planned: bool, on: date) -> list[Problem]:
    """A mistaken entry is taken back by the side that made it, before the end and its plan."""
    if days.notice_given_on is None:
        return [Problem("none", _("Es ist keine Kündigung eingetragen."))]
    problems = []
    if not is_own:
        text = _("Die andere Seite hat gekündigt. Nur sie kann den Eintrag zurücknehmen.")
        problems.append(Problem("not-own", text))
    if days.ends_on is not None and days.ends_on < on:
        text = _("Die Vereinbarung ist schon beendet. Weiter geht es mit einer neuen.")
        problems.append(Problem("ended", text))
    if is_planned or days.handed_back_on is not None:
        text = _(
            "Die Rückgabe ist schon geplant. Weiter geht es mit einem Nachtrag, den beide Seiten "
            "zeichnen."
        )
        problems.append(Problem("planned", text))
    return problems
