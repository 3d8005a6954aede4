# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody types into a search: a case number, or a name, a date of birth, or both. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from geleit.names.births import Birth, read_birth, western_digits

_BORN = re.compile(
    r"(?<![\w.\-/*])"
    r"(?P<sign>\*\s?|(?:geb\.?|geboren)\s(?:am\s)?|\()?"
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?P<dot>[./])\s?\d{1,2}(?P=dot)\s?(?:\d{4}|(?P<short>\d\d))"
    r"|\d{1,2}[./]\d{4}"
    r"|(?:19|20)\d\d)"
    r"\)?(?![\w\-/*]|\.\d)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Typed:
    """What a search asks for. `births` are the dates that may be meant: of 91 the year 1991."""

    name: str
    births: tuple[Birth, ...] = ()

    @property
    def is_number(self) -> bool:
        return not self.births and self.name[:1].isdigit()


@lru_cache(maxsize=5_000)
def read_typed(text: str) -> Typed:
    """Return what is asked for; Eastern figures count as ours.

    A year is one of birth beside a name, or with a sign; alone it begins a case number.

    >>> read_typed("Ahmadi 1991")
    Typed(name='Ahmadi', births=(Birth(year=1991, month=0, day=0),))
    >>> read_typed("1991").is_number
    True
    """
    text = " ".join(western_digits(text).split())
    if not (found := _BORN.search(text)):
        return Typed(text)
    name = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,;.")
    is_year = found["date"].isdecimal()
    if name[:1].isdigit() or (is_year and not found["sign"] and not _LETTER.search(name)):
        return Typed(text)
    births = _births(found["date"], short=found["short"])
    return Typed(" ".join(name.split()), births) if births else Typed(text)


def _births(written: str, *, short: str | None) -> tuple[Birth, ...]:
    """Return the dates that are meant; of two figures the year of either century."""
    start = written.removesuffix(short) if short else written
    years = (f"19{short}", f"20{short}") if short else ("",)
    found: list[Birth] = []
    for year in years:
        try:
            birth = read_birth(f"{start}{year}")
        except ValueError:  # no such day
            continue
        if birth:
            found.append(birth)
    return tuple(found)
