# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an agreement stands, what can be done with its versions, what differs in them. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from geleit.agreements.enums import AgreementState, VersionState
from geleit.core.dates import day_text
from geleit.core.problems import Problem

WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Wording:
    """A clause as it stands in one version."""

    key: UUID
    heading: str
    text: str


class Difference(StrEnum):
    """What became of a clause from one version to the next."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Piece:
    """A stretch of text: kept, added or removed."""

    kind: str  # "same", "new", "gone"
    text: str


@dataclass(frozen=True)
class ClauseDifference:
    """A clause beside its former wording."""

    difference: Difference
    heading: tuple[Piece, ...]
    text: tuple[Piece, ...]
    has_moved: bool = False


def compare(before: Sequence[Wording], after: Sequence[Wording]) -> list[ClauseDifference]:
    """Return every clause of both versions in the order of the later one.

    A clause that is gone stands where it stood. The same clause is known by its key, so one that
    only moved is the same clause, marked as moved, and not one gone and one new.
    """
    old = {clause.key: clause for clause in before}
    kept = [clause.key for clause in after if clause.key in old]
    steady = set(_in_order(kept, [clause.key for clause in before if clause.key in set(kept)]))
    lines: list[tuple[UUID, ClauseDifference]] = []
    for clause in after:
        former = old.get(clause.key)
        moved = former is not None and clause.key not in steady
        lines.append((clause.key, _clause_difference(former, clause, moved=moved)))
    previous: UUID | None = None
    for clause in before:
        if clause.key not in set(kept):
            keys = [key for key, _line in lines]
            place = keys.index(previous) + 1 if previous in keys else 0
            lines.insert(place, (clause.key, _clause_difference(clause, None)))
        previous = clause.key
    return [line for _key, line in lines]


def _in_order(one: list[UUID], other: list[UUID]) -> list[UUID]:
    """Return the keys that stand in the same order in both lists."""
    found = SequenceMatcher(None, one, other, autojunk=False)
    return [
        one[index]
        for block in found.get_matching_blocks()
        for index in range(block.a, block.a + block.size)
    ]


def _clause_difference(
    before: Wording | None, after: Wording | None, *, moved: bool = False
) -> ClauseDifference:
    heading = pieces(before.heading if before else "", after.heading if after else "")
    text = pieces(before.text if before else "", after.text if after else "")
    if before is None:
        return ClauseDifference(Difference.NEW, heading, text)
    if after is None:
        return ClauseDifference(Difference.GONE, heading, text)
    same = (before.heading, before.text) == (after.heading, after.text)
    kind = Difference.SAME if same else Difference.CHANGED
    return ClauseDifference(kind, heading, text, moved)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return the later text word by word with what was removed before what was added."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(new[j1:j2])))
            continue
        if i1 < i2:
            found.append(Piece("gone", "".join(old[i1:i2])))
        if j1 < j2:
            found.append(Piece("new", "".join(new[j1:j2])))
    return tuple(found)


# How it stands


@dataclass(frozen=True)
class Days:
    """The days of an agreement; None is what has not happened or is not foreseen."""

    signed_on: date | None
    in_force_on: date
    started_on: date | None = None
    notice_given_on: date | None = None
    ends_on: date | None = None
    handed_back_on: date | None = None


def agreement_state(days: Days, *, on: date) -> AgreementState:
    """Return how the agreement stands on a day.

    It is agreed with the signatures, waits from the day on which it is in force until the service
    has begun, and runs on under notice until the day with which it ends.
    """
    if days.signed_on is None or days.signed_on > on:
        return AgreementState.NEGOTIATION
    if days.handed_back_on is not None and days.handed_back_on <= on:
        return AgreementState.HANDED_BACK
    if days.ends_on is not None and days.ends_on < on:
        return AgreementState.ENDED
    if days.notice_given_on is not None and days.notice_given_on <= on:
        return AgreementState.NOTICE
    if days.started_on is not None and days.started_on <= on:
        return AgreementState.RUNNING
    return AgreementState.WAITING if days.in_force_on <= on else AgreementState.AGREED


# What is possible


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
            "Bitte den Tag nennen, an dem die Kündigung zugegangen ist; er liegt nicht vor uns."
        )
        problems.append(Problem("given_on", text))
    elif ends is None:
        text = _("Bitte den Tag nennen, mit dem die Vereinbarung endet.")
        problems.append(Problem("ends_on", text))
    elif ends < days.in_force_on:
        text = _("Damit endete die Vereinbarung vor ihrem Beginn am %(day)s.")
        problems.append(Problem("given_on", text % {"day": day_text(days.in_force_on)}))
    elif ends < given_on:
        text = _("Das Ende liegt vor dem Tag, an dem die Kündigung zugegangen ist.")
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


def entry_problems(*, signed_on: date | None, is_proposed: bool) -> list[Problem]:
    """What is agreed changes by an amendment only; what lies on the table is not changed at all."""
    if signed_on is not None:
        text = _("Die Vereinbarung ist gezeichnet. Änderungen kommen in einen Nachtrag.")
        return [Problem("signed", text)]
    if is_proposed:
        text = _(
            "Die Fassung liegt beiden Seiten zur Zeichnung vor. Bitte zuerst zurückgeben oder "
            "zurückziehen, dann ändern."
        )
        return [Problem("proposed", text)]
    return []


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


def removal_problems(*, is_used: bool) -> list[Problem]:
    if not is_used:
        return []
    text = _("Darauf ist schon Arbeit notiert; es kann nicht gestrichen werden.")
    return [Problem("used", text)]


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


@dataclass(frozen=True)
class AnnexChange:
    """An annex beside the one of the same title before: new, gone, replaced or same."""

    title: str
    difference: str
    sha256: str


def compare_annexes(former: Mapping[str, str], new: Mapping[str, str]) -> list[AnnexChange]:
    """Return what became of each annex; both give the checksum by title."""
    found = []
    for title, sha256 in new.items():
        before = former.get(title)
        difference = "same" if before == sha256 else "replaced" if before else "new"
        found.append(AnnexChange(title, difference, sha256))
    gone = [one for one in former if one not in new]
    return found + [AnnexChange(title, "gone", former[title]) for title in gone]
