# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A version of a plan, and what became different in it, as people read it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.agreements.enums import ActionField
from geleit.core.dates import day_text
from geleit.plans.agreeing import rules
from geleit.plans.enums import Bearer

CHOICES = {"action_field": ActionField, "bearer": Bearer}
LABELS = {
    "action_field": gettext_lazy("Handlungsfeld"),
    "bearer": gettext_lazy("Wer macht es?"),
    "bearer_name": gettext_lazy("Name oder Stelle"),
    "due_on": gettext_lazy("Bis"),
    "help_wanted": gettext_lazy("Hilfe gewünscht"),
    "measure": gettext_lazy("Woran man es merkt"),
}


def groups_of(content: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the goals of a version by action field, with who takes each step in words."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for goal in content["goals"]:
        steps = [
            step | {"who": Bearer(step["bearer"]).label, "until": _day(step.get("due_on"))}
            for step in goal["steps"]
        ]
        field = str(ActionField(goal["action_field"]).label)
        shown = goal | {"steps": steps, "until": _day(goal.get("due_on"))}
        groups.setdefault(field, []).append(shown)
    return list(groups.items())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def in_words(changes: list[rules.Change]) -> list[dict[str, Any]]:
    """Return the changes with what else is different, as people read it."""
    return [
        vars(change)
        | {
            "lines": [
                (LABELS[name], _read(name, before), _read(name, after))
                for name, before, after in change.others
            ]
        }
        for change in changes
    ]


def _read(name: str, value: Any) -> str:
    if name == "help_wanted":
        return _("ja") if value else _("nein")
    if not value:
        return "–"
    if name == "due_on":
        return day_text(date.fromisoformat(value))
    return str(CHOICES[name](value).label) if name in CHOICES else str(value)
