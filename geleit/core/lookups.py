# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers that no column can hold find nothing, in lists of numbers too.

Django says so for one number (`pk=…`); for several (`pk__in=[…]`) SQLite would raise instead.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import IntegerField
from django.db.models.fields.related import ForeignKey, ForeignObject, OneToOneField
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In

HIGHEST = 2**63 - 1  # what a column for numbers holds, on SQLite and on PostgreSQL
MOST_DIGITS = 18  # with one more, a number could be above it


class _Fitting:
    """Leave out of a list what is too large for any column."""

    rhs: Any

    def get_prep_lookup(self) -> Any:
        if self.rhs_is_direct_value():  # type: ignore[attr-defined]
            self.rhs = [one for one in self.rhs if not _is_too_large(one)]
        return super().get_prep_lookup()  # type: ignore[misc]


def _is_too_large(value: Any) -> bool:
    try:
        return abs(int(value)) > HIGHEST
    except (TypeError, ValueError):
        return False


class FittingIn(_Fitting, In):
    pass


class FittingRelatedIn(_Fitting, RelatedIn):
    pass


def read_key(text: str) -> int | None:
    """Return the number that a request sends as text, or None where no row can have it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def read_keys(texts: Iterable[str]) -> list[int]:
    """Return the numbers among what a request sends; nonsense is passed over."""
    return [key for key in map(read_key, texts) if key is not None]


def register() -> None:
    IntegerField.register_lookup(FittingIn)
    for field in (ForeignObject, ForeignKey, OneToOneField):
        field.register_lookup(FittingRelatedIn)
