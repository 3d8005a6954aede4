# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts in one plain form, so that 'Straße:' and 'STRASSE' meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# The dotless i of Turkish and the ø, đ, ł have no accent to take off.
PLAIN = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "’": "'"})
# The cells of a list say the same words again and again.
REMEMBERED = 20_000
NOT_A_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """Return the text in small letters without accents; punctuation stays."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return letters.translate(PLAIN)


@lru_cache(maxsize=REMEMBERED)
def folded(text: str) -> str:
    """Return only the plain words, one blank between: 'Staatsangeh.:' → 'staatsangeh'."""
    return NOT_A_WORD.sub(" ", plain(text.replace("°", " ").replace("º", " "))).strip()


def alternatives(names: str) -> frozenset[str]:
    """Return the words between bars: 'ja|yes|oui'."""
    return frozenset(names.split("|"))


def without_umlaut_spelling(words: str) -> str:
    """Return folded words with ae, oe, ue read as umlauts: 'gueltig' and 'gultig' meet."""
    return words.replace("ae", "a").replace("oe", "o").replace("ue", "u")
