# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where people live and how they are reached: address, postcode, e-mail, telephone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .readings import Reading, absent, is_unknown, unknown_word
from .tables import Cell


@dataclass(frozen=True)
class Address:
    """A German address; a part that was not written is empty."""

    street: str
    postcode: str
    city: str


PLACE = r"(?:(?:D|DE)[-\s]+)?(?P<postcode>\d{5})\s+(?P<city>[^\d,;]{2,}?)"
WHOLE_ADDRESS = re.compile(rf"(?P<street>.*?\S)\s*[,;\n]?\s*\b{PLACE}", re.DOTALL)
PLACE_ONLY = re.compile(PLACE)


def read_address(cell: Cell) -> Reading[Address]:
    """Return the parts of 'Bahnhofstr. 11, 71711 Steinheim'; a place alone has no street."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    if found := PLACE_ONLY.fullmatch(cell.text):
        return Reading(Address("", found["postcode"], found["city"].strip()), cell.text)
    if found := WHOLE_ADDRESS.fullmatch(cell.text):
        street = " ".join(found["street"].rstrip(",; ").split())
        return Reading(Address(street, found["postcode"], found["city"].strip()), cell.text)
    doubt = _("Postleitzahl und Ort fehlen; alles steht als Straße.")
    return Reading(Address(" ".join(cell.text.split()), "", ""), cell.text, doubt=doubt)


def read_postcode(cell: Cell) -> Reading[str]:
    """Return five digits; Excel takes the zero off 01067, it is put back with a doubt."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    digits = re.sub(r"^(D|DE)[-\s]*", "", cell.text).replace(" ", "")
    if re.fullmatch(r"\d{5}", digits):
        return Reading(digits, cell.text)
    if re.fullmatch(r"\d{4}", digits):
        doubt = _("Führende Null ergänzt; Excel lässt sie gern weg.")
        return Reading("0" + digits, cell.text, doubt=doubt)
    return unknown_word(cell, _("Bitte die Postleitzahl mit fünf Ziffern eintragen."))


MAIL_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;.<>\"]{2,}")


def read_email(cell: Cell) -> Reading[str]:
    """Return one address; of several the first, with a doubt."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    parts = [part for part in re.split(r"[,;\s]+", cell.text.removeprefix("mailto:")) if part]
    if not parts or not all(MAIL_ADDRESS.fullmatch(part) for part in parts):
        return absent(
            cell,
            problem=_("Das ist keine E-Mail-Adresse."),
            mend=_("Bitte in der Form name@beispiel.de eintragen."),
        )
    doubt = _("Mehrere Adressen; die erste ist übernommen.") if len(parts) > 1 else None
    return Reading(parts[0], cell.text, doubt=doubt)


PHONE_SIGNS = re.compile(r"[\s+\-–./(),;]|oder|und|ou")


def read_phone(cell: Cell) -> Reading[str]:
    """Return the number as written; it must consist of at least six digits."""
    if not cell.text or is_unknown(cell.text):
        return absent(cell)
    digits = PHONE_SIGNS.sub("", cell.text.casefold())
    if not re.fullmatch(r"\d{6,}", digits):
        return absent(
            cell,
            problem=_("Das ist keine Telefonnummer."),
            mend=_("Bitte nur Ziffern eintragen, zum Beispiel 07144 123456."),
        )
    doubt = None
    if isinstance(cell.value, int | float):
        doubt = _("Als Zahl gespeichert; die führende Null fehlt vermutlich.")
    elif len(digits) > 15:
        doubt = _("Hier stehen mehrere Nummern.")
    return Reading(cell.text, cell.text, doubt=doubt)
