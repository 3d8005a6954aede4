# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the preview words a row that is no person yet."""

from django import template

from geleit.spreadsheets import columns
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.rows import PersonRow, birth_text

register = template.Library()


@register.filter
def field_label(field: Field) -> str:
    return columns.field_label(field)


@register.filter
def row_name(row: PersonRow) -> str:
    if row.name is None:
        return "–"
    return ", ".join(part for part in (row.name.family, row.name.given) if part)


@register.filter
def row_birth(row: PersonRow) -> str:
    """The date as it was read, or the original text in quotation marks."""
    reading = row.values.get(Field.BIRTH)
    if reading is None or not (reading.value or reading.original):
        return "–"
    return birth_text(reading.value) if reading.value else f"„{reading.original}“"


@register.filter
def row_household(row: PersonRow) -> str:
    return str(row.value(Field.HOUSEHOLD_REFERENCE) or "–")
