# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of a household that was here already, and what can be done. Pure."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.core.dates import day_text
from geleit.core.problems import Problem
from geleit.intake.returning.enums import Again

BACK = (Again.REOPEN, Again.NEW, Again.LEAVE)
WHO = (Again.SAME, Again.OTHER)


def words(
    *, number: str, closed_on: date | None, handed_back_on: date | None, as_of: date | None = None
) -> str:
    """Say how the last case ended; without its number it is not for this person to know.

    A list is older (`as_of`) where the case ended after its day: whoever wrote it did not know.
    """
    if not number:
        return _(
            "Zu diesem Haushalt gibt es vielleicht schon eine Akte an anderer Stelle. Mehr steht "
            "hier nicht; bitte fragen Sie beim Absender der Liste nach."
        )
    if handed_back_on:
        text = _("War schon hier: Fall %(number)s, zurückgegeben am %(day)s.")
    else:
        text = _("War schon hier: Fall %(number)s, abgeschlossen am %(day)s.")
    return _with_end(text, number=number, ended_on=handed_back_on or closed_on, as_of=as_of)


def _with_end(text: str, *, number: str, ended_on: date | None, as_of: date | None) -> str:
    said = text % {"number": number, "day": day_text(ended_on) if ended_on else "–"}
    if as_of and ended_on and ended_on > as_of:
        older = _("Die Liste ist älter, vom %(day)s: Von diesem Ende wusste sie noch nichts.")
        return f"{said} {older % {'day': day_text(as_of)}}"
    return said


def options(*, is_known: bool, is_handed_back: bool, is_protected: bool) -> list[Again]:
    """What was handed back opens for nobody; a second case would take a protection away."""
    if not is_known:
        return [Again.LEAVE]
    if is_handed_back:
        return [Again.NEW, Again.LEAVE]
    return [Again.REOPEN, Again.LEAVE] if is_protected else list(BACK)


def likely_words(*, number: str, closed_on: date | None, as_of: date | None) -> str:
    """Say which case may be meant."""
    text = _("War vielleicht schon hier: Fall %(number)s, abgeschlossen am %(day)s.")
    return _with_end(text, number=number, ended_on=closed_on, as_of=as_of)


def accompanied_words(*, number: str, is_running: bool) -> str:
    """Say in which case somebody may stand already whose household is here."""
    if is_running:
        return _("Steht vielleicht schon im laufenden Fall %(number)s.") % {"number": number}
    return _("Steht vielleicht schon im Fall %(number)s.") % {"number": number}


def likely_choices() -> list[tuple[str, str]]:
    """What can be said of a household that was perhaps here, with what then becomes of its case."""
    back = _("ist wieder da: %(then)s")
    same = [(option.value, back % {"then": option.label}) for option in BACK]
    return [*same, (Again.OTHER.value, str(Again.OTHER.label))]


def asking_problems(*, still_asked: int) -> list[Problem]:
    """Nobody becomes a known person, or a second one, without somebody who said so."""
    if not still_asked:
        return []
    text = ngettext(
        "Bei %(n)s Haushalt ist noch zu sagen, ob er wieder da ist oder ob es jemand anderes ist.",
        "Bei %(n)s Haushalten ist noch zu sagen, ob sie wieder da sind oder ob es jemand anderes "
        "ist.",
        still_asked,
    )
    return [Problem("still-asked", text % {"n": still_asked})]


def deciding_problems(*, is_taken_over: bool, is_undone: bool) -> list[Problem]:
    if is_taken_over and not is_undone:
        return []
    return [Problem("not-taken-over", _("Diese Liste ist nicht übernommen."))]


def outcome_words(*, done: int, gone: int) -> str:
    """Say what became of decisions that were sent: how many hold, how many came too late."""
    words = []
    if done:
        text = ngettext("Entschieden: %(n)s Haushalt.", "Entschieden: %(n)s Haushalte.", done)
        words.append(text % {"n": done})
    else:
        words.append(_("Es wurde nichts geändert."))
    if gone:
        text = ngettext(
            "Bei %(n)s Haushalt war nichts mehr zu entscheiden: Jemand war schneller, oder der Fall "
            "läuft wieder.",
            "Bei %(n)s Haushalten war nichts mehr zu entscheiden: Jemand war schneller, oder die "
            "Fälle laufen wieder.",
            gone,
        )
        words.append(text % {"n": gone})
    elif not done:
        words.append(_("Bitte erst bei einem Haushalt etwas auswählen."))
    return " ".join(words)
