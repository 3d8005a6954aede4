# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Are two names one name? A score from 0 to 1, and the reasons in words.

Whole names are compared word by word, in any order: every word of the shorter name looks for its
partner. What lacks a partner, and above all what contradicts, weighs more than what agrees: a
family shares a name, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations

from geleit.names.letters import cleaned, folded_words_of, words_of
from geleit.names.particles import (
    ARTICLES,
    JOINED_AFTER,
    JOINED_BEFORE,
    PATRONYMICS,
    SON_OF,
    normal,
)
from geleit.names.words import umlauts_differ, word_score

SAME, SPELLING, SIMILAR = 0.995, 0.8, 0.6
JOINS = 0.85  # so alike must two words together be to one, to be taken for it


@dataclass(frozen=True)
class Match:
    """How alike two names are, and why: (which part, what about it)."""

    score: float
    why: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    """A word of a name, or several that are one: abd al-rahman. `weight` 0 means: may be missing."""

    word: str
    weight: float
    is_family: bool = False
    folded: str = ""


@lru_cache(maxsize=50_000)
def parts_of(name: str) -> tuple[Part, ...]:
    """Return the words of a name that count, with particles joined or set apart."""
    family_first = "," in cleaned(name)
    heads = len(words_of(cleaned(name).split(",")[0])) if family_first else 0
    words, folded = words_of(name), folded_words_of(name)
    found: list[Part] = []
    at = 0
    while at < len(words):
        word, plain, begin = words[at], folded[at], at
        if (word in JOINED_BEFORE or word in ARTICLES) and at + 1 < len(words):
            join = word if word in JOINED_BEFORE else ""
            at += 1
            while words[at] in ARTICLES and at + 1 < len(words):
                at += 1
            word, plain = join + words[at], join + folded[at]
        while at + 1 < len(words) and words[at + 1] in JOINED_AFTER:
            at += 1
            word, plain = word + words[at], plain + folded[at]
        at += 1
        may_miss = word in SON_OF or word.endswith(PATRONYMICS) and len(word) > 6
        found.append(Part(normal(word), 0.0 if may_miss else 1.0, begin < heads, normal(plain)))
    if all(not part.weight for part in found):
        found = [Part(part.word, 1.0, part.is_family, part.folded) for part in found]
    if not family_first and len(found) > 1:
        last = max(at for at, part in enumerate(found) if part.weight)
        found[last] = replace(found[last], is_family=True)
    return tuple(found)


@lru_cache(maxsize=200_000)
def part_score(one: Part, other: Part) -> float:
    score = word_score(one.word, other.word)
    if umlauts_differ(one.word, other.word):
        return score
    if score < SAME and (one.folded != one.word or other.folded != other.word):
        plain = max(
            word_score(one.folded, other.folded),
            word_score(one.word, other.folded),
            word_score(one.folded, other.word),
        )
        score = max(score, min(plain, 0.98))
    return score


def compare(one: str, other: str) -> Match:
    """Return how alike two whole names are; symmetric, the same at every call.

    Empty names are like nothing. Words may stand in any order; a word that only one side has
    (a middle name, a father's name) counts little, one without any partner counts much.
    """
    first, second = parts_of(one), parts_of(other)
    if not first or not second:
        return Match(0.0, (("name", "empty"),))
    first, second = sorted((first, second), key=_order)
    best = _assigned(first, second)
    if len(first) != len(second):
        shorter, longer = sorted((first, second), key=len)
        for joined, word in _joined(longer):
            if max(part_score(word, part) for part in shorter) >= JOINS:
                found = _assigned(*sorted((shorter, joined), key=_order))
                best = max(best, found, key=lambda match: (match.score, match.why))
    return best


def _order(parts: tuple[Part, ...]) -> tuple[int, list[str]]:
    return len(parts), [part.word for part in parts]


def _joined(parts: tuple[Part, ...]) -> Iterator[tuple[tuple[Part, ...], Part]]:
    """Give the parts with two neighbours written as one word, and that word."""
    for at in range(min(len(parts), 5) - 1):
        a, b = parts[at], parts[at + 1]
        one = Part(a.word + b.word, 1.0, b.is_family, a.folded + b.folded)
        yield (*parts[:at], one, *parts[at + 2 :]), one


def _assigned(first: tuple[Part, ...], second: tuple[Part, ...]) -> Match:
    """Give each part of the shorter name its partner, so that all together fit best."""
    if len(first) > len(second):
        first, second = second, first
    pairs = _best_pairs(first, second)
    matched = [(a, b, part_score(a, b)) for a, b in pairs]
    left = [b for b in second if b not in [pair[1] for pair in matched]]
    counted = [(a, b, s) for a, b, s in matched if a.weight and b.weight]
    loose = [1 for a, b, s in matched if not (a.weight and b.weight) and s < SIMILAR]
    if not counted:
        return Match(0.0, (("name", "different"),))
    scores = [score for _a, _b, score in counted]
    score = 0.4 * sum(scores) / len(scores) + 0.6 * min(scores)
    missing = sum(1 for part in left if part.weight)
    if missing:
        score *= 0.93 - 0.05 * (missing - 1) if len(counted) > 1 else 0.62
        score = max(score, 0.0)
    score *= 0.985 ** (len(loose) + sum(1 for part in left if not part.weight))
    in_order = [first.index(a) for a, _b, _s in sorted(matched, key=lambda m: second.index(m[1]))]
    return Match(round(score, 4), tuple(_reasons(counted, missing, in_order)))


def _best_pairs(first: tuple[Part, ...], second: tuple[Part, ...]) -> list[tuple[Part, Part]]:
    if len(first) <= 3 and len(second) <= 5:
        best = max(
            permutations(range(len(second)), len(first)),
            key=lambda places: (
                sum(
                    part_score(a, second[b]) * (0.2 + a.weight * second[b].weight)
                    for a, b in zip(first, places, strict=True)
                ),
                [-place for place in places],
            ),
        )
        return [(a, second[b]) for a, b in zip(first, best, strict=True)]
    ranked = sorted(
        ((-part_score(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second))
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs = []
    for _score, i, j in ranked:
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            pairs.append((first[i], second[j]))
    return pairs


def _reasons(
    counted: list[tuple[Part, Part, float]], missing: int, in_order: list[int]
) -> Iterator[tuple[str, str]]:
    for a, b, score in sorted(counted, key=lambda pair: (pair[0].is_family, pair[0].word)):
        which = "family" if a.is_family and b.is_family else "given" if len(counted) > 1 else "name"
        yield which, verdict(score)
    if in_order != sorted(in_order):
        yield "name", "order"
    if missing:
        yield "name", "more" if missing == 1 else "several-more"


def verdict(score: float) -> str:
    """Return the word for a score: equal, spelling, similar or different."""
    if score >= SAME:
        return "equal"
    return "spelling" if score >= SPELLING else "similar" if score >= SIMILAR else "different"
