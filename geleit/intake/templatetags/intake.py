# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the preview words columns and decisions."""

from typing import Any

from django import template

from geleit.intake.decisions import ALL, OMITTED, Decision, undecided
from geleit.spreadsheets import columns
from geleit.spreadsheets.column_names import Field

register = template.Library()


@register.filter
def field_label(field: str) -> str:
    return columns.field_label(Field(field))


@register.filter
def decided_on_all(decisions: dict[str, Any]) -> str:
    """What holds for all changes without a decision of their own, in words."""
    return str(Decision(decisions.get(ALL, Decision.ASK)).label)


@register.filter
def options(change: dict[str, Any]) -> list[tuple[str, Any]]:
    """What can be done with a change; without a place or a readable value it cannot be taken."""
    return [(one.value, one.label) for one in Decision if _is_possible(one, change)]


@register.simple_tag
def decided(decisions: dict[str, Any], row: int, change: dict[str, Any]) -> str:
    """What is decided on a change: by itself, else what holds for all like it."""
    own = decisions.get(str(row), {}).get(change["column"])
    found = Decision(own or undecided(decisions, change.get("instead", "")))
    return str(found if _is_possible(found, change) else Decision.ASK)


@register.simple_tag
def is_omitted(decisions: dict[str, Any], row: int, cell: str) -> bool:
    """Whether a cell is left out."""
    return cell in decisions.get(OMITTED, {}).get(str(row), ())


def _is_possible(decision: Decision, change: dict[str, Any]) -> bool:
    if decision == Decision.TAKE:
        return bool(change["can_be_taken"])
    return decision != Decision.REMOVE or bool(change.get("can_be_removed"))
