# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why two names or records look like one person, in words: for the screen and, plain, for files."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

Reason = tuple[str, str]  # what was compared, how it lies; the codes of geleit.names

WHAT = {
    "given": ("given name", _("Vorname")),
    "family": ("family name", _("Familienname")),
    "name": ("name", _("Name")),
    "order": ("names", _("Namen")),
    "birth": ("birth date", _("Geburtsdatum")),
    "sex": ("sex", _("Geschlecht")),
    "nationality": ("nationality", _("Staatsangehörigkeit")),
    "address": ("address", _("Anschrift")),
}
HOW = {
    "equal": ("equal", _("gleich")),
    "spelling": ("two spellings of one name", _("zwei Schreibweisen eines Namens")),
    "similar": ("similar", _("ähnlich")),
    "partly": ("partly the same", _("teilweise gleich")),
    "different": ("different", _("verschieden")),
    "empty": ("nothing to compare", _("nichts zu vergleichen")),
    "order": ("in another order", _("in anderer Reihenfolge")),
    "more": ("one word more on one side", _("auf einer Seite ein Wort mehr")),
    "several-more": ("several words more on one side", _("auf einer Seite mehrere Wörter mehr")),
    "swapped": ("given and family name swapped", _("Vor- und Familienname vertauscht")),
    "equal-new-year": (
        "both on 1 January of one year",
        _("beide am 1. Januar desselben Jahres"),
    ),
    "year-only": ("same year, one known by its year only", _("gleiches Jahr, einmal nur das Jahr")),
    "day-month-swapped": ("day and month swapped", _("Tag und Monat vertauscht")),
    "one-digit": ("one digit differs", _("eine Ziffer anders")),
    "near": ("two of three parts agree", _("zwei von drei Angaben gleich")),
    "same-year": ("same year, another day", _("gleiches Jahr, anderer Tag")),
    "generation": ("fifteen years apart or more", _("fünfzehn Jahre auseinander oder mehr")),
}


def plain(reasons: Iterable[Reason]) -> list[str]:
    """Return the reasons in plain English, for files: "birth date: equal"."""
    return [f"{WHAT[what][0]}: {HOW[how][0]}" for what, how in reasons]


def in_words(reasons: Iterable[Reason]) -> list[str]:
    """Return the reasons in the language of the screen."""
    return [f"{WHAT[what][1]}: {HOW[how][1]}" for what, how in reasons]
