# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be done with a meeting of the two sides. Pure."""

from datetime import date, time

from django.utils.translation import gettext as _

from geleit.core.problems import Problem


def planning_problems(
    *,
    held_on: date,
    since: date,
    invited: int,
    starts_at: time | None = None,
    ends_at: time | None = None,
) -> list[Problem]:
    """A meeting lies on a real day and somebody comes; talks begin before the agreement does."""
    problems = []
    if held_on.year < since.year - 5:
        problems.append(Problem("held_on", _("Bitte den Tag prüfen: Er liegt sehr weit zurück.")))
    if invited < 1:
        problems.append(Problem("invited", _("Bitte ankreuzen, wer eingeladen ist.")))
    if ends_at and starts_at is None:
        problems.append(Problem("starts_at", _("Bitte auch sagen, wann es beginnt.")))
    elif ends_at and starts_at and ends_at <= starts_at:
        problems.append(Problem("ends_at", _("Das Ende liegt vor dem Beginn.")))
    return problems


def changing_problems(decided_on: date | None) -> list[Problem]:
    """What both sides agreed stays as it is."""
    if decided_on is None:
        return []
    text = _("Die Niederschrift ist beschlossen. Was sich ändert, kommt in das nächste Gespräch.")
    return [Problem("decided", text)]


def writing_problems(decided_on: date | None, *, changes: int, seen: int) -> list[Problem]:
    """Two people never write over one another."""
    problems = changing_problems(decided_on)
    if not problems and changes != seen:
        text = _(
            "Jemand hat das Gespräch inzwischen geändert. Ihr Text steht unten; bitte vergleichen "
            "und noch einmal speichern."
        )
        problems.append(Problem("changed-meanwhile", text))
    return problems


def removing_problems(decided_on: date | None, *, is_own: bool) -> list[Problem]:
    """A side takes back what it brought; what the other brought stays on the agenda."""
    problems = changing_problems(decided_on)
    if not problems and not is_own:
        text = _("Diesen Punkt hat die andere Seite eingebracht. Nur sie nimmt ihn zurück.")
        problems.append(Problem("not-own", text))
    return problems


def ticking_problems(*, is_own: bool) -> list[Problem]:
    """Who has a task says that it is done; the other side reads it."""
    if is_own:
        return []
    text = _("Diese Aufgabe hakt die Organisation ab, die sie übernommen hat.")
    return [Problem("not-own", text)]


def agreeing_problems(
    decided_on: date | None, *, minutes: str, held_on: date, changes: int, seen: int, on: date
) -> list[Problem]:
    """One agrees to minutes that exist, of a meeting that has been, in the wording one read."""
    problems = changing_problems(decided_on)
    if not problems and not minutes.strip():
        problems.append(Problem("no-minutes", _("Die Niederschrift ist noch nicht geschrieben.")))
    if not problems and held_on > on:
        problems.append(Problem("not-held", _("Das Gespräch hat noch nicht stattgefunden.")))
    if not problems and changes != seen:
        text = _(
            "Das Gespräch wurde geändert, seit Sie es gelesen haben. Bitte lesen Sie noch einmal."
        )
        problems.append(Problem("changed-meanwhile", text))
    return problems


def inviting_problems(
    decided_on: date | None, *, held_on: date, sends_mail: bool, people: int, on: date
) -> list[Problem]:
    """One invites to what is still to come, where mail goes out and somebody can get it."""
    problems = changing_problems(decided_on)
    if not problems and held_on < on:
        problems.append(Problem("held", _("Das Gespräch hat schon stattgefunden.")))
    if not sends_mail:
        text = _(
            "Diese Installation verschickt keine E-Mails. Bitte die Einladung als PDF weitergeben."
        )
        problems.append(Problem("no-mail", text))
    elif not people:
        text = _("Bei den Eingeladenen ist niemand mit einer E-Mail-Adresse eingetragen.")
        problems.append(Problem("nobody", text))
    return problems


def answering_problems(
    *, is_complaint: bool, is_own: bool, is_answered: bool, is_decided: bool
) -> list[Problem]:
    """The other side answers a complaint; after the decision it can, but only where none stands."""
    if not is_complaint:
        return [Problem("no-complaint", _("Beantwortet werden nur Beschwerden."))]
    if is_own:
        text = _("Diese Beschwerde hat Ihre Seite eingebracht. Die andere beantwortet sie.")
        return [Problem("own", text)]
    if is_decided and is_answered:
        text = _("Die Antwort steht in einer beschlossenen Niederschrift und bleibt, wie sie ist.")
        return [Problem("decided", text)]
    return []
