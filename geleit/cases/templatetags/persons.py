# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known about a person, in words of the screen's language."""

from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils import formats
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geleit.cases.enums import BirthPrecision
from geleit.cases.models import HousingStay, Person
from geleit.core.countries import country_name
from geleit.core.dates import day_text
from geleit.core.languages import language_name

register = template.Library()

BIRTH_FORMATS = {BirthPrecision.MONTH: "F Y", BirthPrecision.YEAR: "Y"}


@register.simple_tag
def address(back: dict[str, Any]) -> str:
    """Where one goes back to: the name of an address with its numbers."""
    name, *numbers = back["address"]
    return reverse(name, args=numbers)


@register.filter
def birth(person: Person) -> str:
    """The date of birth as far as it is known: 04.05.1990, Mai 1990, 1990, unbekannt."""
    if person.born_on is None:
        return _("unbekannt")
    precision = BirthPrecision(person.birth_precision)
    day = formats.date_format(person.born_on, BIRTH_FORMATS.get(precision, "SHORT_DATE_FORMAT"))
    if precision == BirthPrecision.ASSUMED:
        return _("%(day)s (wohl nur das Jahr bekannt)") % {"day": day}
    if precision == BirthPrecision.YEAR:
        return _("%(day)s (nur das Jahr bekannt)") % {"day": day}
    return day


@register.filter
def home_words(stay: HousingStay) -> str:
    """A home in one line: Containeranlage, Kleiststraße 3, Zimmer 12, 71711 Steinheim."""
    house = stay.accommodation.name if stay.accommodation else ""
    place = f"{stay.postcode} {stay.city}".strip()
    return ", ".join(part for part in (house, stay.street, stay.unit, place) if part) or "–"


@register.filter
def since(day: date) -> str:
    """From when: seit 01.03.2020, for a day that is still to come ab 01.03.2020."""
    words = _("ab %(day)s") if day > localdate() else _("seit %(day)s")
    return words % {"day": day_text(day)}


@register.filter
def country(code: str) -> str:
    return country_name(code, get_language() or "de") if code else ""


@register.filter
def language(code: str) -> str:
    return language_name(code, get_language() or "de") if code else ""
