# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What differs between two versions of an agreement, word by word. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

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
