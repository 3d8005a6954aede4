# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days that are known in part: 1990, May 1990, 4 May 1990. Nobody has to make up the rest."""

import re
from calendar import monthrange
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from geleit.core.dates import day_text
from geleit.names.births import read_birth
from geleit.spreadsheets.dates import months
from geleit.spreadsheets.folding import plain

NAMED = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]{3,})\.?\s+(\d{4})")


NO_DAY = _("Bitte als Tag, Monat oder Jahr schreiben: 4.5.1990, 5.1990 oder 1990.")


class PartialDay(NamedTuple):
    """The first and the last day of what is known, and how much that is: day, month or year."""

    first: date
    last: date
    precision: str

    @property
    def text(self) -> str:
        return partial_text(self.first, self.precision)


def partial_text(day: date | None, precision: str) -> str:
    """Return as much of a day as is known: 1990, Mai 1990, 04.05.1990."""
    if day is None:
        return ""
    if precision == "year":
        return str(day.year)
    return formats.date_format(day, "F Y") if precision == "month" else day_text(day)


def read_partial(text: str) -> PartialDay | None:
    """Read what somebody typed; None for nothing. Raises ValueError for what is no day."""
    text = text.strip()
    if named := NAMED.fullmatch(text):
        month = months().get(plain(named[2]))
        if month is None:
            raise ValueError(text)
        text = ".".join(part for part in (named[1], str(month), named[3]) if part)
    birth = read_birth(text)
    if birth is None:
        return None
    first = date(birth.year, birth.month or 1, birth.day or 1)
    if not birth.month:
        return PartialDay(first, first.replace(month=12, day=31), "year")
    if not birth.day:
        return PartialDay(first, first.replace(day=monthrange(*first.timetuple()[:2])[1]), "month")
    return PartialDay(first, first, "day")


class PartialDayField(forms.CharField):
    """A day as far as it is known; gives a PartialDay or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Soweit bekannt: 4.5.1990, 5.1990 oder 1990."))
        super().__init__(max_length=40, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.text if isinstance(value, PartialDay) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read_partial(text)
        except ValueError as no_day:
            raise forms.ValidationError(NO_DAY, code="no-day") from no_day
