# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of people: two parts, told apart by a comma or by the column's title, never by guessing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from .folding import alternatives, folded
from .readings import Reading, absent
from .tables import Cell

UNKNOWN_NAMES = alternatives("unbek|unbekannt|unknown|inconnu|inconnue|keine angabe|ohne angabe")


@dataclass(frozen=True)
class PersonName:
    """A name in two parts; a person with one name has it as `family`, `given` stays empty."""

    family: str
    given: str


class NameOrder(StrEnum):
    """In which order a column titled 'Name, Vorname' or 'Vorname Name' holds its parts."""

    FAMILY_FIRST = "family_first"
    GIVEN_FIRST = "given_first"
    UNSAID = "unsaid"


def read_name(cell: Cell) -> Reading[str]:
    """Return a family name or given names; figures in it are doubtful."""
    if not cell.text or is_unknown_name(cell.text):
        return absent(cell)
    has_figures = re.search(r"\d", cell.text)
    doubt = _("In diesem Namen stehen Ziffern.") if has_figures else None
    return Reading(cell.text, cell.text, doubt=doubt)


def is_unknown_name(text: str) -> bool:
    """Return whether no name is given; Nil, Na and Ka are names, not abbreviations."""
    return not folded(text) or folded(text) in UNKNOWN_NAMES


def read_full_name(cell: Cell, *, order: NameOrder = NameOrder.UNSAID) -> Reading[PersonName]:
    """Return both parts of 'Haile, Tesfay'; without a comma the column's `order` has to say it."""
    if not cell.text or is_unknown_name(cell.text):
        return absent(cell)
    family, comma, given = (part.strip() for part in cell.text.partition(","))
    if comma:
        return name_with_comma(cell, family=family, given=given)
    words = cell.text.split()
    if len(words) == 1:
        doubt = _("Es steht nur ein Name da.")
        return Reading(PersonName(family=cell.text, given=""), cell.text, doubt=doubt)
    if order is NameOrder.UNSAID or len(words) > 2:
        return undivided_name(cell)
    first, second = words
    if order is NameOrder.GIVEN_FIRST:
        first, second = second, first
    doubt = _("Ohne Komma; nach der Spaltenüberschrift ist „{family}“ der Familienname.").format(
        family=first
    )
    return Reading(PersonName(family=first, given=second), cell.text, doubt=doubt)


def name_with_comma(cell: Cell, *, family: str, given: str) -> Reading[PersonName]:
    if not family or not given:
        return undivided_name(cell)
    doubt = None
    if "," in given:
        doubt = _("In diesem Namen stehen mehrere Kommas.")
    elif re.search(r"\d", cell.text):
        doubt = _("In diesem Namen stehen Ziffern.")
    return Reading(PersonName(family=family, given=given), cell.text, doubt=doubt)


def undivided_name(cell: Cell) -> Reading[PersonName]:
    return absent(
        cell,
        problem=_("Es ist nicht zu erkennen, was Familienname und was Vorname ist."),
        mend=_("Bitte als „Familienname, Vorname“ eintragen."),
    )
