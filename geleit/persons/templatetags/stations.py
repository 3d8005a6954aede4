# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person's history and her place in the household, in words."""

from django import template

from geleit.persons import words
from geleit.persons.enums import HouseholdRole, LeftHow
from geleit.persons.models import HistoryEntry

register = template.Library()


@register.filter
def entry_words(entry: HistoryEntry) -> str:
    return words.entry_words(entry.kind, entry.detail, entry.title, entry.place)


@register.filter
def entry_time(entry: HistoryEntry) -> str:
    return words.entry_time(entry)


@register.filter
def role_words(role: str | None) -> str:
    return str(HouseholdRole(role).label) if role else ""


@register.filter
def left_words(how: str | None) -> str:
    return str(LeftHow(how).label) if how else ""
