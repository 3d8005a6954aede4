# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Spellings made comparable. Pure."""

import re
from functools import lru_cache

from anyascii import anyascii

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i"})


@lru_cache(maxsize=50_000)
def search_form(text: str) -> str:
    """Return the form under which a name is searched: Latin letters, lower case, no marks.

    German umlauts become two letters (DIN 5007-2), other scripts are romanised by anyascii.
    """
    lowered = text.casefold().translate(_GERMAN)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", anyascii(lowered).lower()).split())
