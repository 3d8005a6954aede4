# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of a name that belong to the next one, or may be missing: al-, abd, ibn, patronymics."""

import re
from functools import lru_cache

from geleit.names.letters import is_arabic

# Words before or after a name that may be written or left out.
ARTICLES = frozenset({"al", "el", "ul", "as", "ash", "ad", "ar", "an", "at", "az", "il", "l", "ال"})
SON_OF = frozenset(
    {"bin", "ibn", "ben", "bint", "bent", "wa", "wad", "walad", "ould", "oglu", "oghlu", "zade"}
    | {"بن", "ابن", "بنت", "von", "van", "de", "da", "di", "du", "der", "den", "zu", "dos"}
    | {"haji", "haj", "hadj", "hadschi", "sheikh", "dr", "prof", "mr", "mrs", "herr", "frau"}
    | {"agha", "khan", "jan"}
)
JOINED_BEFORE = frozenset({"abd", "abdul", "abdel", "abdal", "abdol", "abdur", "abu", "abou", "aboul"}
    | {"umm", "um", "عبد", "ابو", "ابي", "ام", "ذو", "zul", "dhul", "zoul"})  # fmt: skip
# Names of their own that are as often written together with the next one: Haile Mariam, Hailemariam.
MAY_JOIN = frozenset({"gebre", "ghebre", "haile", "hayle", "hailu", "wolde", "welde", "woldu", "tekle", "kifle"}
    | {"tesfa", "habte", "gholam", "ghulam", "golam", "غلام", "mohammad", "محمد"})  # fmt: skip
JOINED_AFTER = frozenset({"allah", "ullah", "ollah", "llah", "uddin", "eddin", "eddine", "aldin"}
    | {"din", "aldeen", "uldin", "الله", "الدين", "zada", "zadeh", "زاده", "زادة"})  # fmt: skip
PATRONYMICS = ("ovych", "ovich", "owitsch", "ovitch", "evych", "evich", "ewitsch", "iovych",
               "ivna", "ovna", "owna", "evna", "ewna", "iivna", "yovych", "yevich", "iyovych")  # fmt: skip
FAITH = re.compile(r"(?<=..)(?:[aeiou]|[aeou]l|[aeou]d|u)-?d(?:in|een|ine)$")
ABD = ("abdul", "abdel", "abdal", "abdol", "abdur", "abder", "abdus", "abdou", "cabdi", "abdi")


@lru_cache(maxsize=50_000)
def normal(word: str) -> str:
    """Return a word with one way to write its article and its servant: abdul, abdel, abd al."""
    if is_arabic(word):
        if word.startswith("عبدال") and len(word) > 6:
            word = "عبد" + word[5:]
        return word[:-5] + "دين" if word.endswith("الدين") and len(word) > 6 else word
    word = FAITH.sub("din", word)
    for start in ABD:
        if word.startswith(start) and len(word) > len(start) + 3:
            return "abd" + word[len(start) :].removeprefix("al").removeprefix("el")
    if word.startswith(("abdal", "abdel")):
        return "abd" + word[5:]
    return word


def servant_of(word: str) -> str:
    """Return of a normal word whose servant it says: karim of abdkarim; empty where it says none."""
    start = "عبد" if is_arabic(word) else "abd"
    return word[3:] if word.startswith(start) and len(word) > 6 else ""
