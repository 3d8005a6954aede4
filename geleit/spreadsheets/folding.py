# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts in one plain form, so that 'Straße:' and 'STRASSE' meet."""

from __future__ import annotations

import re
import unicodedata

# The dotless i of Turkish and the ø, đ, ł have no accent to take off.
PLAIN = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "’": "'"})
NOT_A_WORD = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return the text in small letters without accents; punctuation stays."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return letters.translate(PLAIN)


def folded(text: str) -> str:
    """Return only the plain words, one blank between: 'Staatsangeh.:' → 'staatsangeh'."""
    return NOT_A_WORD.sub(" ", plain(text.replace("°", " ").replace("º", " "))).strip()


def alternatives(names: str) -> frozenset[str]:
    """Return the words between bars: 'ja|yes|oui'."""
    return frozenset(names.split("|"))


def without_umlaut_spelling(words: str) -> str:
    """Return folded words with ae, oe, ue read as umlauts: 'gueltig' and 'gultig' meet."""
    return words.replace("ae", "a").replace("oe", "o").replace("ue", "u")
