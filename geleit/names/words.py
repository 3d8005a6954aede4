# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Are two words one name? From the list of names, from how they sound, and from slips of the hand.

A word can be read in more than one way: with its article or without, as a German writes Slavic names
(Iwanow, Zereteli, Jazenjuk) or as an English one does. The nearest two readings count.
"""

import re
from functools import lru_cache

from geleit.names.known import heard_as, kin, known_as
from geleit.names.letters import is_arabic
from geleit.names.particles import servant_of
from geleit.names.sounds import likeness, sounds

OTHERS = 0.35  # at most so alike are two names of the list
HEARD = 0.9  # what sounds just like a spelling of the list
FAMILY_OF_BOTH = 0.92  # Iwanow and Iwanowa

# How a family name ends for a man and for a woman where languages tell them apart.
_BOTH = (
    re.compile(r"(?<=..)(?:ov|ow|off)$"), re.compile(r"(?<=..)(?:ova|owa)$"),
    re.compile(r"(?<=..)(?:ev|ew|eff|yev|iev)$"), re.compile(r"(?<=..)(?:eva|ewa|yeva|ieva)$"),
    re.compile(r"(?<=..)(?:skyi|skyy|skij|skii|ski|sky)$"),
    re.compile(r"(?<=..)(?:skaya|skaja|skaia|ska)$"),
)  # fmt: skip
_GIVEN_OF_BOTH = (("as", "a"), ("an", "a"), ("ian", "ina"), ("", "ie"), ("", "ina"), ("", "ine"))


@lru_cache(maxsize=100_000)
def word_score(one: str, other: str) -> float:
    """Return how likely two words are one name; both as `words_of` gives them."""
    if one == other:
        return 1.0
    one, other = sorted((one, other))
    first, second = known_as(one), known_as(other)
    if first and second:
        return _of_the_list(one, other, first, second)
    if (one_serves := servant_of(one)) and (other_serves := servant_of(other)):
        return word_score(one_serves, other_serves)  # Abd al-Karim and Abd al-Rahim
    if _one_family(one, other):
        return FAMILY_OF_BOTH
    best = max(likeness(a, b) for a in _readings(one, other) for b in _readings(other, one))
    if differ_by_gender(one, other) or umlauts_differ(one, other):
        return min(best, 0.4)
    if heard_as(one) & heard_as(other):
        best = max(best, HEARD)
    mixed = is_arabic(one) != is_arabic(other)
    return best if mixed else max(best, _slip(one, other))


def _of_the_list(one: str, other: str, first: frozenset[int], second: frozenset[int]) -> float:
    if first & second:
        return 0.97
    near = max(kin().get(frozenset((a, b)), 0.0) for a in first for b in second)
    return near or min(likeness(one, other), OTHERS)


def _readings(word: str, other: str) -> tuple[str, ...]:
    """Return the word, and how else it reads beside the other one."""
    if is_arabic(word):
        bare = word[:-1] if word.endswith("ايي") else word  # Rezai, Rezaei
        return (bare, bare[2:]) if bare.startswith("ال") and len(bare) > 4 else (bare,)
    found = [word, word[2:]] if word[:2] in ("al", "el") and len(word) > 5 else [word]
    if "x" in word[1:]:
        found.append(word[0] + word[1:].replace("x", "ks"))
    if word.endswith(("aj", "ej", "oj")):
        found.append(word[:-1] + "i")
    if (german := as_germans_write(word, other)) != word:
        found.append(german)
    return tuple(found)


def as_germans_write(word: str, other: str = "ts zh") -> str:
    """Return how a Slavic or Georgian name reads that was written the German way.

    w is always v, z is ts and sch is zh where the other word has those; j is y.
    """
    found = word.replace("w", "v")
    if "ts" in other and "ts" not in word and not is_arabic(other):
        found = found.replace("z", "ts")
    if "zh" in other and "zh" not in word and not is_arabic(other):
        found = re.sub(r"(?<!t)sch(?!t)", "zh", found)
    return re.sub(r"(?<![dz])j(?=[aeiou])", "y", found) if found != word else word


def differ_by_gender(one: str, other: str) -> bool:
    """Say whether one is the other for the other sex: Ali and Alia, Samir and Samira, Stefanie."""
    if is_arabic(one) or is_arabic(other):
        return False
    short, long = sorted((sounds(one), sounds(other)), key=len)
    if len(short) > 2 and long == short + "a":
        return True
    return any(
        len(man) > len(his) + 2 and man.endswith(his) and woman == man[: len(man) - len(his)] + hers
        for his, hers in _GIVEN_OF_BOTH
        for man, woman in ((one, other), (other, one))
    )


def umlauts_differ(one: str, other: str) -> bool:
    """Say whether nothing but ö and ü tells the words apart: Müller and Möller are two names."""
    if one == other or not ("oe" in one + other and "ue" in one + other):
        return False
    return re.sub("oe|ue", "*", one) == re.sub("oe|ue", "*", other)


def _one_family(one: str, other: str) -> bool:
    """Say whether one is the other's family name in the form for the other sex: Iwanow, Ivanova."""
    for his, hers in zip(_BOTH[::2], _BOTH[1::2], strict=True):
        for man, woman in ((one, other), (other, one)):
            if his.search(man) and hers.search(woman):
                a, b = his.sub("", man), hers.sub("", woman)
                return len(a) > 2 and word_score(*sorted((a, b))) >= HEARD
    return False


def _slip(one: str, other: str) -> float:
    """Return how likely the words differ by a slip of the hand only; 0 where they do not."""
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or len(long) - len(short) > 2:
        return 0.0
    if _only_vowels_differ(one, other):
        return 0.0
    slips = edits(one, other, most=2)
    if slips == 1:
        first = 0.12 if one[0] != other[0] else 0.0
        return (0.68 if len(long) <= 4 else 0.76 if len(long) == 5 else 0.86) - first
    return 0.7 if slips == 2 and len(long) >= 8 else 0.55 if slips == 2 and len(long) == 7 else 0.0


def _only_vowels_differ(one: str, other: str) -> bool:
    """Say whether the words differ in vowels alone: that is another name rather than a slip."""
    bare = str.maketrans("", "", "aeiouy")
    return one.translate(bare) == other.translate(bare)


def edits(one: str, other: str, *, most: int) -> int:
    """Return how many letters were swapped, left out, put in or changed; `most` + 1 is more."""
    older: list[int] = []
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            value = min(before[j - 1] + (a != b), before[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                value = min(value, older[j - 2] + 1)
            row.append(value)
        if min(row) > most:
            return most + 1
        older, before = before, row
    return min(before[-1], most + 1)
