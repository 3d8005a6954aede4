# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a list can be taken over or taken back, and when a run counts as cut off. Pure."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.core.problems import Problem

SILENT_FOR = timedelta(minutes=2)  # as the job queue: then a process elsewhere counts as dead

OLD_AFTER = timedelta(days=365)


def is_old(as_of: date, *, on: date) -> bool:
    """Whether somebody should ask for a newer list before she takes this one over."""
    return on - as_of > OLD_AFTER


def take_over_problems(
    *, is_taken_over: bool, is_running: bool, is_unreadable: bool
) -> list[Problem]:
    """A list is taken over once, by one process at a time, and only when it could be read."""
    if is_taken_over:
        return [Problem("taken-over", _("Diese Liste ist schon übernommen."))]
    if is_running:
        return [Problem("running", _("Diese Liste wird gerade verarbeitet. Bitte kurz warten."))]
    if is_unreadable:
        return [Problem("unreadable", _("Diese Liste ließ sich nicht lesen."))]
    return []


def gone_problems() -> list[Problem]:
    text = _("Diese Liste gibt es nicht mehr: Jemand hat sie inzwischen verworfen.")
    return [Problem("gone", text)]


def all_taken_words(*, can_be_taken: int, of: int, outdated: int = 0) -> str:
    """Say what taking all that is new will do where it cannot do it for all; else nothing.

    What is `outdated` by a later list stays as it is.
    """
    if can_be_taken == of:
        return ""
    taken = ngettext(
        "Notiert: %(n)s Angabe wird übernommen,",
        "Notiert: %(n)s Angaben werden übernommen,",
        can_be_taken,
    )
    asked = of - can_be_taken - outdated
    left = ngettext("%(n)s bleibt eine Frage", "%(n)s bleiben Fragen", asked)
    stays = ngettext(
        "%(n)s bleibt wie bisher, weil eine spätere Liste sie schon anders sagt",
        "%(n)s bleiben wie bisher, weil eine spätere Liste sie schon anders sagt",
        outdated,
    )
    rest = [text % {"n": count} for text, count in ((left, asked), (stays, outdated)) if count]
    return f"{taken % {'n': can_be_taken}} {', '.join(rest)}."


def outcome_words(*, taken: int = 0, asked: int = 0, kept: int = 0) -> str:
    """Say what became of all that a list said otherwise."""
    parts = [
        (taken, _("%(n)s übernommen")),
        (asked, _("%(n)s als Frage in der Akte")),
        (kept, _("%(n)s nicht übernommen")),
    ]
    said = ", ".join(text % {"n": count} for count, text in parts if count)
    return _("Neue Angaben: %(said)s.") % {"said": said} if said else ""


def is_cut_off(*, is_alive: bool | None, seen_at: datetime | None, now: datetime) -> bool:
    """Whether a run has ended before its time; `is_alive` None: its process is elsewhere."""
    if is_alive is not None:
        return not is_alive
    return seen_at is None or now - seen_at > SILENT_FOR


def undo_problems(
    *,
    is_taken_over: bool,
    is_undone: bool,
    is_older: bool,
    later_lists: int,
    cases_opened_again: int,
    cases_worked_on: int,
    links: int,
    told_apart: int,
    unseen: int,
    changed_since: int,
) -> list[Problem]:
    """A list is taken back as a whole, as long as nobody has worked with what it brought."""
    if is_undone:
        return [Problem("undone", _("Diese Liste ist schon zurückgenommen."))]
    if not is_taken_over:
        return [Problem("not-taken-over", _("Diese Liste ist noch nicht übernommen."))]
    if is_older:
        text = _("Diese Liste hat eine frühere Fassung von Geleit übernommen.")
        return [Problem("older", text)]
    problems = []
    if later_lists:
        text = ngettext(
            "Eine spätere Liste nennt Personen aus dieser Liste. Bitte zuerst jene zurücknehmen.",
            "%(n)s spätere Listen nennen Personen aus dieser Liste. Bitte zuerst jene zurücknehmen.",
            later_lists,
        )
        problems.append(Problem("later-list", text % {"n": later_lists}))
    if cases_opened_again:
        text = _("Für Haushalte, die schon hier waren, läuft seit dieser Liste wieder ein Fall.")
        problems.append(Problem("opened-again", text))
    if cases_worked_on:
        text = ngettext(
            "An einem Fall aus dieser Liste ist schon gearbeitet worden.",
            "An %(n)s Fällen aus dieser Liste ist schon gearbeitet worden.",
            cases_worked_on,
        )
        problems.append(Problem("worked-on", text % {"n": cases_worked_on}))
    if links:
        text = ngettext(
            "Eine Person aus dieser Liste ist mit einer anderen Akte verknüpft. Bitte zuerst die "
            "Verknüpfung lösen.",
            "%(n)s Verknüpfungen mit Personen aus dieser Liste bestehen. Bitte zuerst die "
            "Verknüpfungen lösen.",
            links,
        )
        problems.append(Problem("linked", text % {"n": links}))
    if told_apart:
        text = ngettext(
            "Von einer Person aus dieser Liste ist gesagt, dass sie nicht dieselbe ist wie eine "
            "andere. Bitte zuerst „Noch einmal entscheiden“.",
            "%(n)s Paare mit Personen aus dieser Liste sind als zwei Personen entschieden. Bitte "
            "zuerst „Noch einmal entscheiden“.",
            told_apart,
        )
        problems.append(Problem("told-apart", text % {"n": told_apart}))
    if unseen:
        text = _(
            "Es steht noch etwas entgegen, das Sie hier nicht sehen. Lösen kann es, wer die Akte dazu "
            "liest: Bitte fragen Sie die Zuständigen der Fälle aus dieser Liste und die übrige Leitung."
        )
        problems.append(Problem("unseen", text))
    if changed_since:
        text = ngettext(
            "Bei einer Person steht inzwischen etwas anderes, als die Liste eingetragen hat.",
            "Bei %(n)s Personen steht inzwischen etwas anderes, als die Liste eingetragen hat.",
            changed_since,
        )
        problems.append(Problem("changed-since", text % {"n": changed_since}))
    return problems
