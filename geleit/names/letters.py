# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A name as somebody typed it → its words, each in Latin letters or in Arabic ones.

Arabic letters stay, because they leave out the short vowels: what is missing there must not count
against what is written here. All other scripts write their vowels and become Latin at once.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

LONGEST = 200  # characters of a name that are looked at
MOST_WORDS = 10

# Sounds that anyascii would lose with the mark: they are heard, so they are kept as two letters.
_HEARD = {
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ş": "sh", "ș": "sh", "š": "sh",
    "ç": "ch", "č": "ch", "ć": "ch", "ž": "zh", "đ": "dj", "ğ": "g", "ø": "oe", "æ": "ae",
    "å": "a", "ł": "l", "ñ": "n", "ə": "e",
}  # fmt: skip
# Ukrainian as its passports write it (resolution 55 of 2010); other Cyrillic letters by anyascii.
_UKRAINIAN = {
    "г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i", "ю": "iu", "я": "ia",
    "щ": "shch", "ц": "ts", "ь": "", "’": "", "ʼ": "",
}  # fmt: skip
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_ONLY_UKRAINIAN = frozenset("ґєії")

_ARABIC = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ئ": "ي", "ک": "ك",
        "ڪ": "ك", "ؤ": "و", "ۆ": "و", "ۇ": "و", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
        "ں": "ن", "ڼ": "ن", "ټ": "ت", "ٹ": "ت", "ډ": "د", "ڈ": "د", "ړ": "ر", "ڑ": "ر", "ڕ": "ر",
        "ڵ": "ل", "ښ": "ش", "ږ": "ژ", "ځ": "ز", "څ": "س", "ء": "", "ـ": "", "\u200c": " ",
    }
)  # fmt: skip
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC_LETTER = re.compile("[\u0620-\u06ff\u0750-\u077f]")
_ORDINARY = re.compile(r"[A-Za-z0-9 ,.'-]*")  # of these letters nothing is cleaned away
_APART = re.compile(r"[\s,;/_.·|()\[\]{}<>+&\"\\–—-]+")


def is_arabic(word: str) -> bool:
    return bool(_ARABIC_LETTER.search(word[:1]))


def cleaned(text: str) -> str:
    """Return the text without control and bidi characters, pictures and presentation forms."""
    if _ORDINARY.fullmatch(text):
        return text[:LONGEST]
    text = unicodedata.normalize("NFKC", text[: LONGEST * 4])
    kept = (
        char if char == "\u200c" or unicodedata.category(char)[0] not in "CS" else
        " " if char in "\t\n\r" else "" for char in text
    )  # fmt: skip
    return "".join(kept)[:LONGEST]


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name, apart at blanks, hyphens and commas; in lower case.

    >>> words_of("Müller-Öztürk"), words_of("Олександр")
    (('mueller', 'oeztuerk'), ('oleksandr',))
    """
    found: list[str] = []
    for word in _APART.split(cleaned(text).casefold()):
        found += _read(word)
    return tuple(word for word in found if word)[:MOST_WORDS]


@lru_cache(maxsize=50_000)
def _read(word: str) -> tuple[str, ...]:
    """Return a piece of a name in its letters; names of a list repeat their words."""
    return tuple(_arabic(word).split()) if _ARABIC_LETTER.search(word) else (latin(word),)


@lru_cache(maxsize=50_000)
def folded_words_of(text: str) -> tuple[str, ...]:
    """Return the words with every mark simply dropped: "ozturk", as people type it."""
    words = words_of(text)
    if text.isascii():
        return words
    bare = words_of(strip_marks(text))
    if len(bare) != len(words):  # a mark that stood alone was read as a word
        return words
    return tuple(
        word if is_arabic(word) else plain for word, plain in zip(words, bare, strict=True)
    )


_BARE = str.maketrans("ıłđøħŧĐŁØ", "ildohtDLO")  # letters whose mark is no sign of its own


def strip_marks(text: str) -> str:
    """Drop the marks of Latin letters only: in other scripts a mark can make another letter."""
    kept, base = [], ""
    for char in unicodedata.normalize("NFD", cleaned(text).translate(_BARE)):
        if not unicodedata.combining(char):
            base = char
            kept.append(char)
        elif base > "\u024f":
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _arabic(word: str) -> str:
    word = word.replace("آ", "ا")
    if word.startswith("ئ"):  # Sorani: only carries the vowel that comes next
        word = "ا" + word[2:] if word[1:2] == "ە" else word[1:]
    word = re.sub("ە(?=.)", "", word)  # a short vowel, which the other spellings leave out
    word = _MARKS.sub("", unicodedata.normalize("NFC", word)).translate(_ARABIC)
    return "".join(char for char in word if char == " " or _ARABIC_LETTER.match(char))


def latin(word: str) -> str:
    """Return a word of any script but the Arabic one in letters a to z."""
    word = unicodedata.normalize("NFC", word)
    if _ONLY_UKRAINIAN & set(word):
        word = _UKRAINIAN_FIRST.get(word[0], word[0]) + word[1:]
        word = "".join(_UKRAINIAN.get(char, char) for char in word)
    word = "".join(_HEARD.get(char, char) for char in word)
    return re.sub(r"[^a-z]+", "", anyascii(word).lower())
