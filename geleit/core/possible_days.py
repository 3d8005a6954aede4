# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days that can be meant: a slip in the year must not reach the database.

A browser's date field takes 0020 and 9999 for a year. Such a day is always a slip, and one that is
kept breaks pages that reckon with it, for everybody. So each form refuses it, also one that nobody
has thought about.
"""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def possible_day(day: date) -> None:
    if not FIRST <= day <= LAST:
        text = _("Bitte das Jahr prüfen: Es liegt zwischen %(first)s und %(last)s.")
        raise ValidationError(
            text % {"first": FIRST.year, "last": LAST.year}, code="impossible_day"
        )


def register() -> None:
    """Ask it of every day in every form."""
    forms.DateField.default_validators = [possible_day]
