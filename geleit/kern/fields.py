# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields that read what people type."""

import re
from typing import Any

from django import forms
from django.utils.formats import get_format


class NumberField(forms.DecimalField):
    """A number as people write it: 1.200,50 in German, also with a € behind it.

    Django reads the dot of 176.000 as a decimal point; for a sum that would be a thousandth.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(localize=True, **given)

    def to_python(self, value: Any) -> Any:
        return super().to_python(without_groups(value) if isinstance(value, str) else value)


def without_groups(text: str) -> str:
    """Drop the separators of thousands, where the number is written with them throughout."""
    text = text.strip().removesuffix("€").rstrip()
    group, point = (get_format(f"{name}_SEPARATOR") for name in ("THOUSAND", "DECIMAL"))
    parts = rf"-?[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d*)?"
    return text.replace(group, "") if re.fullmatch(parts, text) else text


def needed_at_times(field: forms.Field) -> None:
    """Let the page not say that the field is optional: whether it is hangs on the other answers."""
    field.needed_at_times = True  # type: ignore[attr-defined]
