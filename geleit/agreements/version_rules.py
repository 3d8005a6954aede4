# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be done with a version of an agreement. Pure."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from geleit.agreements.enums import VersionState
from geleit.core.dates import day_text
from geleit.core.problems import Problem


def item_draft_problems(
    *, has_own_draft: bool, replaces_from: date | None, in_force_on: date | None
) -> list[Problem]:
    """The scope of a signed agreement changes with an amendment that one's own side drafts."""
    if not has_own_draft or in_force_on is None:
        text = _(
            "Der Leistungsumfang ist vereinbart. Bitte zuerst unter „Fassungen“ einen Nachtrag "
            "entwerfen; die Änderung kommt dann dort hinein."
        )
        return [Problem("no-draft", text)]
    if replaces_from is not None and replaces_from >= in_force_on:
        text = _("Diese Leistung gilt erst ab %(day)s, also nicht vor dem Nachtrag.")
        return [Problem("too-early", text % {"day": day_text(replaces_from)})]
    return []


def new_mandate_problems(*, in_force_on: date, ends_on: date | None) -> list[Problem]:
    """A mandate that an amendment brings begins with it."""
    if ends_on is None or ends_on >= in_force_on:
        return []
    text = _("Ein neuer Auftrag endet am %(day)s, also bevor der Nachtrag in Kraft tritt.")
    return [Problem("ends_on", text % {"day": day_text(ends_on)})]


def drafting_problems(*, has_open_version: bool) -> list[Problem]:
    """One version is worked on at a time."""
    if not has_open_version:
        return []
    text = _(
        "An einer Fassung wird schon gearbeitet. Bitte zuerst diese zeichnen oder zurückziehen."
    )
    return [Problem("open-version", text)]


def editing_problems(state: str, *, is_drafter: bool, changes: int, seen: int) -> list[Problem]:
    """Only a draft is edited, only by the side that drafts it, and never over one another."""
    if state != VersionState.DRAFT or not is_drafter:
        text = _("Diese Fassung wird nicht mehr bearbeitet. Änderungen kommen in die nächste.")
        return [Problem("not-a-draft", text)]
    if changes != seen:
        text = _(
            "Jemand hat den Entwurf inzwischen geändert. Ihr Text steht unten; bitte mit dem "
            "jetzigen Entwurf vergleichen und noch einmal speichern."
        )
        return [Problem("changed-meanwhile", text)]
    return []


def proposing_problems(
    state: str,
    *,
    is_drafter: bool,
    clauses: int,
    in_force_on: date,
    previous_from: date | None,
    items_from: date | None = None,
    closed_annexes: Sequence[str] = (),
) -> list[Problem]:
    """A text can be laid before both sides when there is one, and when it begins after the last.

    `items_from` is the latest beginning of the services that it changes: each was in force before;
    `closed_annexes` are those that nobody can open: not scanned yet, or harmful.
    """
    problems = []
    if state != VersionState.DRAFT or not is_drafter:
        text = _("Vorlegen kann nur, wer den Entwurf schreibt, und nur einen Entwurf.")
        problems.append(Problem("not-a-draft", text))
    if not clauses:
        text = _("Die Fassung hat noch keine Klausel.")
        problems.append(Problem("no-clause", text))
    if previous_from and in_force_on < previous_from:
        text = _(
            "Die geltende Fassung ist in Kraft ab %(day)s. Der Nachtrag kann nicht vorher gelten."
        )
        problems.append(Problem("in_force_on", text % {"day": day_text(previous_from)}))
    if items_from and in_force_on <= items_from:
        text = _(
            "Eine Leistung, die der Nachtrag ändert, gilt erst ab %(day)s. Er muss danach beginnen."
        )
        problems.append(Problem("in_force_on", text % {"day": day_text(items_from)}))
    for title in closed_annexes:
        text = _(
            "Die Anlage „%(title)s“ lässt sich nicht öffnen: noch nicht auf Viren geprüft oder "
            "abgelehnt. Bitte warten oder sie entfernen."
        )
        problems.append(Problem("closed-annex", text % {"title": title}))
    return problems


def answering_problems(remark: str, *, is_changed: bool, reply: str) -> list[Problem]:
    """What came back with a remark is changed, or it is said why it stays as it is."""
    if is_changed or reply.strip():
        return []
    text = _(
        "Seit der Rückgabe ist nichts geändert. Gewünscht war: „%(remark)s“ Bitte den Entwurf "
        "ändern oder hier antworten, warum er so bleibt."
    )
    return [Problem("reply", text % {"remark": remark})]


def signing_problems(state: str, *, changes: int, seen: int) -> list[Problem]:
    """One signs what lies on the table, in the wording that one has read."""
    if state == VersionState.SIGNED:
        return [Problem("signed", _("Diese Fassung ist schon von beiden Seiten gezeichnet."))]
    if state != VersionState.PROPOSED:
        return [Problem("not-proposed", _("Diese Fassung liegt nicht zur Zeichnung vor."))]
    if changes != seen:
        text = _(
            "Der Text wurde geändert, seit Sie ihn gelesen haben. Bitte lesen Sie ihn noch einmal."
        )
        return [Problem("changed-meanwhile", text)]
    return []


def returning_problems(state: str) -> list[Problem]:
    if state == VersionState.PROPOSED:
        return []
    return [Problem("not-proposed", _("Diese Fassung liegt nicht zur Zeichnung vor."))]


def withdrawing_problems(state: str, *, is_drafter: bool) -> list[Problem]:
    if state in (VersionState.DRAFT, VersionState.PROPOSED) and is_drafter:
        return []
    text = _("Zurückziehen kann nur, wer die Fassung schreibt, und nur vor der Zeichnung.")
    return [Problem("not-open", text)]
