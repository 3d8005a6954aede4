# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes that are said over the telephone, and which passwords are too easy to guess.

A passphrase of plain words is welcome, and no kind of sign is asked for. What is refused: a
password that a machine finds soon, because it leaked or is built like those that leaked (zxcvbn,
with its lists of some 30,000 leaked passwords and 100,000 words and names), and one that is
little more than words of the house.
"""

import re
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that looks or sounds like something else
GROUPS, LENGTH = 4, 4  # 16 signs of 32: 80 bits
LONGEST_LOOKED_AT = 72  # signs; the estimate takes long for more, and more is not weak
ENOUGH = 3  # of 0 to 4: more than a hundred million guesses
LEFT = 8  # signs that must remain without the words of the house
WORDS = [
    "geleit", "steinheim", "asyl", "flüchtling", "fluechtling", "refugee", "integration",
    "beratung", "betreuung", "begleitung", "sozialarbeit", "sozialdienst", "ehrenamt",
    "freundeskreis", "träger", "traeger", "verein", "gemeinde", "stadt", "rathaus", "landkreis",
    "landratsamt", "leitung", "verwaltung", "systemverwaltung", "koordination", "passwort",
    "password", "kennwort", "anmeldung", "willkommen",
]  # fmt: skip


def access_code() -> str:
    """Return a code of four groups."""
    groups = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS)]
    return "-".join(groups)


def same_code(typed: str) -> str:
    """Return what was typed as it was made: case, spaces and dashes do not matter."""
    signs = re.sub(r"[\W_]", "", typed).lower()
    return "-".join(signs[at : at + LENGTH] for at in range(0, len(signs), LENGTH))


class KnownPasswords:
    """Refuse what leaked, and what is built like it: rows of keys, years, doubled words."""

    def validate(self, password: str, user: Any = None) -> None:
        found = zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=[*WORDS, *words_of(user)])
        if found["score"] < ENOUGH:
            text = _(
                "Dieses Passwort ist bekannt oder leicht zu erraten. "
                "Gut sind vier zufällige Wörter hintereinander."
            )
            raise ValidationError(text, code="password_known")

    def get_help_text(self) -> str:
        return str(_("Nehmen Sie keines, das bekannt oder leicht zu erraten ist."))


class WordsOfTheHouse:
    """Refuse what is little more than one's name, one's organisation or the product."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = password.lower()
        for word in sorted([*WORDS, *words_of(user)], key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != password.lower() and len(rest) < LEFT:
            text = _(
                "Dieses Passwort besteht fast nur aus Namen und Wörtern von hier. "
                "Bitte ein anderes wählen."
            )
            raise ValidationError(text, code="password_of_the_house")

    def get_help_text(self) -> str:
        return str(_("Namen und Wörter von hier allein genügen nicht."))


def words_of(user: Any) -> list[str]:
    """Return the words that others try first: name, address, organisations, in small letters."""
    if user is None:
        return []
    texts = [getattr(user, "name", ""), getattr(user, "email", "")]
    if getattr(user, "pk", None):
        roles = user.memberships.select_related("organisation")
        texts += [text for m in roles for text in (m.organisation.name, m.organisation.short_name)]
    words = {word.lower() for text in texts for word in re.split(r"[\W_\d]+", text)}
    words |= {_without_umlauts(word) for word in words}
    return sorted(word for word in words if len(word) > 2)


def _without_umlauts(word: str) -> str:
    for sign, instead in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        word = word.replace(sign, instead)
    return word
