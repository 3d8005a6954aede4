# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which letters a text file is written, when no mark says so: those in which its words are words."""

import re
import unicodedata
from functools import lru_cache

# What offices here and in the countries of origin write, most likely first; cp850 and cp852 are DOS.
ENCODINGS = (
    "cp1252", "cp850", "cp1250", "cp1254", "cp1251", "cp1256", "koi8-u", "cp852", "iso8859-5",
)  # fmt: skip
SAMPLE = 200_000  # bytes with their neighbours that are looked at
WORD = re.compile(r"[^\s;,|\"'()/<>=:.+&-]+")
# Letters of Icelandic and of phonetics, which are something else where a list seems full of them.
UNUSUAL = frozenset("ðþýÐÞÝƒµªº")
ALONE = 0.5  # a Latin word is made of plain letters at least to this part


def likely_text(data: bytes) -> str | None:
    """Return the text in the encoding that makes the fewest of its words odd; None without any."""
    sample = telling(data[:SAMPLE])
    best: tuple[int, str] | None = None
    for encoding in ENCODINGS:
        try:
            oddity = sum(map(oddness, WORD.findall(sample.decode(encoding))))
        except UnicodeDecodeError:
            continue
        if best is None or oddity < best[0]:
            best = oddity, encoding
        if not oddity:
            break
    return data.decode(best[1], errors="replace") if best else None


def telling(data: bytes) -> bytes:
    """Return the words that hold more than plain letters: the others say nothing."""
    words = re.findall(rb"[^\s;,|\"]*[\x80-\xff][^\s;,|\"]*", data)
    return b" ".join(dict.fromkeys(words))


@lru_cache(maxsize=20_000)
def oddness(word: str) -> int:
    """Return how unlikely these letters are to stand in one word."""
    letters = [letter for letter in word if letter.isalpha()]
    foreign = [letter for letter in word if letter > "\x7f"]
    scripts = {script_of(letter) for letter in letters}
    signs = sum(not letter.isalpha() for letter in foreign)
    marked = [letter for letter in foreign if script_of(letter) == "LATIN"]
    crowd = len(marked) > ALONE * len(letters) and len(letters) > 1
    upper_inside = sum(letter.isupper() for letter in foreign if letter != word[:1])
    shouting = upper_inside and not word.isupper()
    return (
        4 * (len(scripts) > 1)
        + 3 * signs
        + 3 * crowd
        + 2 * bool(shouting)
        + sum(letter in UNUSUAL for letter in foreign)
    )


@lru_cache(maxsize=5_000)
def script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]
