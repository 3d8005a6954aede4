# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far two words are from sounding alike, whoever wrote them down, and in which script.

A word becomes a row of sounds: one sign each, for what English, French, German, Turkish and
Persian habits write in different letters. The distance is that of Levenshtein with a price for each
pair of sounds; prices were set by hand and tried on the training part (docs/namen.md).
"""

import re
from functools import lru_cache
from itertools import pairwise

from geleit.names.letters import is_arabic

# S sch · T tsch · C written ch: any of these or X · X ach · J dsch · j written j · Z like journal
# H th · D dh · G gh · E ei, ay · O au, aw · c written c · A silent end that may be heard as a
_LATIN = [
    ("schtsch", "S"), ("shch", "S"), ("tsch", "T"), ("dsch", "J"), ("tch", "T"), ("dzh", "J"),
    ("sch", "S"), ("sh", "S"), ("ch", "C"), ("kh", "X"), ("gh", "G"), ("dj", "J"), ("dh", "D"),
    ("th", "H"), ("zh", "Z"), ("ph", "f"), ("ck", "k"), ("qu", "q"), ("tz", "ts"), ("ts", "ts"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("eu", "e"), ("ue", "u"), ("oe", "o"), ("ae", "e"),
    ("eau", "o"), ("au", "O"), ("ao", "O"), ("ai", "E"), ("ei", "E"),
    ("q", "q"), ("x", "x"), ("y", "y"), ("j", "j"), ("c", "c"),
]  # fmt: skip
_LATIN.sort(key=lambda pair: -len(pair[0]))
_PIECES = re.compile(
    "[ao]w(?![aeiou])|[ae]y(?![aeiou])|" + "|".join(text for text, _ in _LATIN) + "|[a-z]"
)
_SOUND = dict(_LATIN) | {"aw": "O", "ow": "O", "ay": "E", "ey": "E"}
_IOTATED = [
    (re.compile(r"^(iu|io|ia|ie)(?=[bcdfghklmnprstvwxz])"), lambda m: "y" + m[1][1]),
    (re.compile(r"(?<=[bcdfghklmnpqrstvwxz])y(?=[uoa])"), lambda m: "i"),
    (re.compile(r"(?<=[bklpstv])j(?=[uoa])"), lambda m: "i"),
    (re.compile(r"iy+(?=[aeou])"), lambda m: "i"),
    (re.compile(r"ij(?=[ae]$)"), lambda m: "i"),
    (re.compile(r"ii+"), lambda m: "i"),
    (re.compile(r"[iy][yij]+$"), lambda m: "i"),
    (re.compile(r"y[yj]$"), lambda m: "i"),
]
_ARABIC = {
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "H", "ج": "J", "چ": "T", "ح": "h", "خ": "X",
    "د": "d", "ذ": "D", "ر": "r", "ز": "z", "ژ": "Z", "س": "s", "ش": "S", "ص": "s", "ض": "D",
    "ط": "t", "ظ": "D", "ع": "", "غ": "G", "ف": "f", "ڤ": "v", "ق": "q", "ك": "k", "گ": "g",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",
}  # fmt: skip
VOWELS = frozenset("aeiouEO")
SCALE = ((0.0, 0.0), (0.45, 0.42), (0.57, 0.68), (0.75, 0.86), (1.0, 1.0))
_NEAR = {
    "CS": 0.06, "CT": 0.06, "CX": 0.1, "Ck": 0.15, "Ch": 0.2, "ST": 0.3, "Ss": 0.22, "Xh": 0.1,
    "Xk": 0.2, "Hh": 0.3, "Jj": 0.04, "jy": 0.06, "ij": 0.1, "Zj": 0.06, "JZ": 0.12, "Jg": 0.15,
    "gj": 0.25, "Jc": 0.12, "JT": 0.25, "JC": 0.3, "Jy": 0.25, "Zz": 0.15, "Gg": 0.06, "GJ": 0.4,
    "Gk": 0.15, "Gq": 0.05, "kq": 0.03, "gq": 0.12, "cq": 0.05, "Xq": 0.3, "Gh": 0.3, "ck": 0.04, "cs": 0.08, "Cc": 0.12, "Tc": 0.15, "Sc": 0.25, "gk": 0.3,
    "sz": 0.1, "Dz": 0.1, "Ds": 0.3, "Dd": 0.04, "Hs": 0.15, "Ht": 0.05, "dt": 0.28, "dz": 0.3,
    "bp": 0.25, "fv": 0.25, "fw": 0.4, "vw": 0.04, "bv": 0.35, "gh": 0.25, "hx": 0.1, "kx": 0.15,
    "Xx": 0.1, "mn": 0.45, "ae": 0.1, "ei": 0.1, "ou": 0.05, "ao": 0.25, "ai": 0.3, "au": 0.3,
    "iu": 0.35, "eo": 0.3, "io": 0.35, "eu": 0.3, "Ee": 0.12, "Ea": 0.2, "Ei": 0.15, "Oo": 0.1,
    "Ou": 0.12, "Oa": 0.2, "Eo": 0.5, "iy": 0.06, "Ey": 0.12, "ey": 0.15, "ow": 0.1, "uw": 0.08,
    "Ow": 0.08, "uv": 0.2, "Jd": 0.4, "tT": 0.3, "Tk": 0.3, "Tt": 0.3,
}  # fmt: skip
NEAR = {frozenset(pair): price for pair, price in _NEAR.items()}
_FINAL_H = re.compile(r"(?<=[aeiou])h$")


@lru_cache(maxsize=100_000)
def sounds(word: str) -> str:
    """Return the sounds of a word, double ones once: "Schtscherbak" → "SerbAk"."""
    if is_arabic(word):
        return _arabic_sounds(word)
    word = _FINAL_H.sub("", re.sub(r"([a-z])\1{2,}", r"\1\1", word))
    for pattern, instead in _IOTATED:
        word = pattern.sub(instead, word)
    found = "".join(_SOUND.get(piece, piece) for piece in _PIECES.findall(word))
    if len(found) > 1 and found.endswith("y"):
        found = found[:-1] + "i"
    return re.sub(r"(.)\1+", r"\1", found)


def _arabic_sounds(word: str) -> str:
    found = "".join(_ARABIC.get(char, "") for char in word)
    if word.startswith("ع"):
        found = "a" + found.lstrip("a")
    if len(word) > 2 and word.endswith("ه"):
        found = found[:-1] + "a"
    return found.replace("ll", "l")


@lru_cache(maxsize=200_000)
def likeness(one: str, other: str) -> float:
    """Return how alike two words sound, 0 to 1; the same both ways round."""
    first, second = sorted((one, other))
    a, b = sounds(first), sounds(second)
    if not a or not b:
        return 0.0
    if a == b and is_arabic(first) == is_arabic(second):
        return 1.0 if first == second else 0.97
    price = min(
        distance(one, other, a_is_short=is_arabic(first), b_is_short=is_arabic(second))
        for one, other in _unfolded(a, b, mixed=is_arabic(first) != is_arabic(second))
    )
    return min(0.98, _stretched(max(0.0, 1 - price / (0.45 + 0.14 * max(_weight(a), _weight(b))))))


def _unfolded(a: str, b: str, *, mixed: bool) -> set[tuple[str, str]]:
    """Return the rows, and between scripts with their double vowels as Arabic writes them: ay, aw."""
    if not mixed:
        return {(a, b)}
    return {(a, b), tuple(row.replace("E", "ay").replace("O", "aw") for row in (a, b))}  # type: ignore[arg-type]


def _stretched(raw: float) -> float:
    """Return the likeness so that what is as often one name as two stands near 0.6."""
    for (low, at_low), (high, at_high) in pairwise(SCALE):
        if raw <= high:
            return at_low + (raw - low) / (high - low) * (at_high - at_low)
    return 1.0


def _weight(row: str) -> float:
    return sum(0.7 if sound in VOWELS else 1.15 for sound in row)


def distance(a: str, b: str, *, a_is_short: bool = False, b_is_short: bool = False) -> float:
    """Return the price of turning one row of sounds into the other; short: vowels unwritten."""
    mixed = a_is_short != b_is_short
    drop_a = [_leave_out(a, at, mixed=mixed, short=a_is_short) for at in range(len(a))]
    drop_b = [_leave_out(b, at, mixed=mixed, short=b_is_short) for at in range(len(b))]
    before = [0.0]
    for price in drop_b:
        before.append(before[-1] + price)
    older: list[float] = []
    for i, sound in enumerate(a):
        row = [before[0] + drop_a[i]]
        for j, other in enumerate(b):
            last = i == len(a) - 1 and j == len(b) - 1
            price = min(
                before[j] + _instead(sound, other, mixed=mixed, last=last, first=not i and not j),
                before[j + 1] + drop_a[i],
                row[j] + drop_b[j],
            )
            if older and j and sound == b[j - 1] and other == a[i - 1]:
                swapped = 0.6 if VOWELS & {sound, other} else 0.7
                price = min(price, older[j - 1] + swapped)
            row.append(price)
        older, before = before, row
    return before[-1]


def _instead(one: str, other: str, *, mixed: bool, last: bool, first: bool) -> float:
    if one == other:
        return 0.0
    price = NEAR.get(frozenset((one, other)), 1.0)
    both_vowels = one in VOWELS and other in VOWELS
    if price == 1.0 and both_vowels:
        price = 0.4
    if mixed and first and both_vowels:
        price = 0.04  # the first letter of Ibrahim and Omar is an alef or an ain
    if mixed and "y" in (one, other) and VOWELS & {one, other}:
        price = min(price, 0.3)
    if mixed and last and {one, other} == {"y", "a"}:
        price = 0.15  # the last letter of Bushra is a y in Arabic
    if last and both_vowels and price > 0.12:
        price = price * 2
    if last and {one, other} == {"d", "t"}:
        price = 0.1
    return price


def _leave_out(row: str, at: int, *, mixed: bool, short: bool) -> float:
    sound, is_last = row[at], at == len(row) - 1
    if sound in VOWELS:
        if is_last and len(row) > 1:
            return 0.18 if sound == "e" else 0.5
        if at == 0:
            return 0.35
        return (0.15 if short else 0.03 if sound in "aeiou" else 0.12) if mixed else 0.22
    if sound in "yw":
        if mixed and short:
            return 0.45 if is_last else 0.32
        return 0.5 if is_last or not at else 0.15
    if sound == "h":
        return 0.12 if is_last else 0.45
    return 0.9
