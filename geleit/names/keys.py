# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys under which spellings of one name meet: for an index, so coarser than `compare`.

A key is the consonants of a word, those that habits confuse as one sign, with an A where the word
begins with a vowel. Where a letter can be read in two ways, a word has more than one key: Chaled is
found by Khaled and by Shaled. Common names that share their consonants (Hassan and Hussein) have
keys of their own, from the list in known.py.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, product
from typing import NamedTuple

from geleit.names.compare import Part, parts_of
from geleit.names.known import heard_as, name_key
from geleit.names.letters import folded_words_of, is_arabic, words_of
from geleit.names.particles import MAY_JOIN
from geleit.names.sounds import VOWELS, sounds

MOST_KEYS = 4  # of a word
MOST_ASKED = 4  # parts of a typed name
LONGEST_WORD = 40

# What each sound may stand for in a key. S and T (sch, tsch) meet, s and z, t and th, k, q and gh.
_KEY = {
    "C": ("S", "h"), "S": ("S",), "T": ("S",), "X": ("h",), "h": ("h",), "J": ("J",), "Z": ("J", "S"),
    "j": ("J", ""), "c": ("k", "J"), "k": ("k",), "q": ("k", "g"), "G": ("g",), "g": ("g",),
    "s": ("s",), "z": ("s",), "D": ("d", "s"), "H": ("t", "s"), "x": ("ks", "h"), "f": ("f",),
    "v": ("v",), "w": ("v", ""), "p": ("b",), "b": ("b",), "t": ("t",), "d": ("d",), "l": ("l",),
    "m": ("m",), "n": ("n",), "r": ("r",), "y": ("",),
}  # fmt: skip


_FIRST = {"w": ("v", "A"), "y": ("y",), "j": ("J", "y")}  # what begins a word


@lru_cache(maxsize=100_000)
def keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word as `words_of` gives it, at most four."""
    bare = without_article(word)
    if known := heard_as(word) or heard_as(bare):
        return tuple(name_key(number) for number in sorted(known))[:MOST_KEYS]
    return tuple(dict.fromkeys((*skeletons(bare), *skeletons(word))))[:MOST_KEYS]


def without_article(word: str) -> str:
    """Return a word without the article that is written with it: alhassan, الحسن."""
    long = len(word) > (4 if is_arabic(word) else 5)
    return word[2:] if long and word[:2] in ("ال", "al", "el") else word


@lru_cache(maxsize=100_000)
def skeletons(word: str) -> tuple[str, ...]:
    """Return what a word's consonants are read as.

    >>> skeletons("chaled"), skeletons("خالد")
    (('Sld', 'hld'), ('hld',))
    """
    rows = dict.fromkeys((sounds(word), sounds(word.replace("w", "v"))))
    made = [key for row in rows for key in _read(row.replace("ts", "s"))]
    return tuple(dict.fromkeys(made))[:MOST_KEYS]


def _read(row: str) -> tuple[str, ...]:
    """Return in which ways the consonants of a row of sounds can be read."""
    choices: list[tuple[str, ...]] = []
    for at, sound in enumerate(row):
        if sound in VOWELS:
            choices.append(("A",) if not at else ("",))
        elif not at and sound in _FIRST:
            choices.append(_FIRST[sound])
        elif at == len(row) - 1 and at and sound in "hwy":
            choices.append(("",))
        else:
            choices.append(_KEY.get(sound, ("",)))
    ways = islice(product(*choices), 16)
    made = ("".join(_single(chosen))[:LONGEST_WORD] for chosen in ways)
    return tuple(dict.fromkeys(key for key in made if key))


def _single(chosen: tuple[str, ...]) -> list[str]:
    """Leave out a sign that follows itself: Mohammed and محمد both have it once or twice."""
    letters: list[str] = []
    for sign in "".join(chosen):
        if not letters or letters[-1] != sign:
            letters.append(sign)
    return letters


class SearchWord(NamedTuple):
    """A word of a name as it is looked up: by its beginning, or by one of its keys."""

    word: str
    key: str


@lru_cache(maxsize=50_000)
def search_words(name: str) -> tuple[SearchWord, ...]:
    """Return what is kept of a name so that it is found again: each word, in each reading.

    "Öztürk" is kept as oeztuerk and as ozturk, "Al-Hassan" as al, hassan and alhassan. A name in
    Arabic letters is kept in those. A name of the list is kept by its consonants, too, for those
    who have typed its beginning only.
    """
    found: dict[SearchWord, None] = {}
    plain, folded = words_of(name), folded_words_of(name)
    for word, fold in zip(plain, folded, strict=True):
        for form in dict.fromkeys((word, fold)):
            for key in dict.fromkeys((*keys(form), *skeletons(without_article(form)))) or ("",):
                found[SearchWord(form[:LONGEST_WORD], key)] = None
    for part in parts_of(name):
        if part.word not in plain:
            for key in keys(part.word) or ("",):
                found[SearchWord(part.word[:LONGEST_WORD], key)] = None
    for one, other in pairwise(plain):
        if one in MAY_JOIN:
            for key in keys(one + other):
                found[SearchWord((one + other)[:LONGEST_WORD], key)] = None
        if not is_arabic(one) and len(one) <= 3:
            found[SearchWord((one + other)[:LONGEST_WORD], "")] = None
    return tuple(sorted(found))


def asked_forms(word: str) -> tuple[str, ...]:
    """Return the beginnings that a typed word asks for: "Öz" for oez and for oz."""
    return tuple(dict.fromkeys((*words_of(word), *folded_words_of(word))))


@dataclass(frozen=True)
class Asked:
    """A part of a name that was typed: beginnings and keys, one of which must be met."""

    forms: tuple[str, ...]
    keys: tuple[str, ...]


@lru_cache(maxsize=5_000)
def asked_parts(text: str) -> tuple[tuple[Asked, ...], ...]:
    """Return the parts of a typed name that count, longest first; most often in one way.

    "Abd al-Rahman bin Ali" asks for abdrahman and ali; "Haile Mariam" for both, or for hailemariam.
    """
    parts = [part for part in parts_of(text) if part.weight][:MOST_ASKED]
    ways = [parts]
    for at, (one, other) in enumerate(pairwise(parts)):
        if one.word in MAY_JOIN:
            joined = Part(one.word + other.word, 1.0, folded=one.folded + other.folded)
            ways.append([*parts[:at], joined, *parts[at + 2 :]])
            break
    return tuple(tuple(sorted(map(_asked, way), key=_by_length)) for way in ways if way)


def _asked(part: Part) -> Asked:
    forms = tuple(dict.fromkeys((part.word, part.folded)))
    found = dict.fromkeys(key for form in forms for key in keys(form))
    long = len(part.word) >= 3  # what is shorter means a beginning, not a spelling
    return Asked(forms, tuple(key for key in found if long and len(key) >= 2))


def _by_length(asked: Asked) -> int:
    return -len(asked.forms[0])


@lru_cache(maxsize=100_000)
def part_keys(name: str) -> frozenset[str]:
    """Return all keys of the parts that count in a name."""
    return frozenset(key for part in parts_of(name) for key in _keys_of(part))


def _keys_of(part: Part) -> tuple[str, ...]:
    return keys(part.word) if part.weight else ()
