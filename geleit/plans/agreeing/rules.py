# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a signature is, and what differs between two versions of a plan. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from geleit.core.problems import Problem
from geleit.plans.enums import AgreedHow

PAD_WIDTH, PAD_HEIGHT = 600, 200
MOST_STROKES, MOST_POINTS, FEWEST_POINTS = 200, 6000, 8
Strokes = list[list[list[int]]]


class NoSignature(ValueError):
    """What came is not the way of a pen on the pad."""


def strokes_of(text: str) -> Strokes | None:
    """Return the strokes that the pad sent, None for an empty pad; raises NoSignature."""
    if not text.strip():
        return None
    try:
        strokes = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoSignature from error
    if not _is_list(strokes) or not all(_is_list(stroke) for stroke in strokes):
        raise NoSignature
    points = [point for stroke in strokes for point in stroke]
    if len(strokes) > MOST_STROKES or len(points) > MOST_POINTS:
        raise NoSignature
    if not all(_is_point(point) for point in points):
        raise NoSignature
    return strokes if points else None


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _is_point(value: Any) -> bool:
    if not _is_list(value) or len(value) != 2 or not all(type(number) is int for number in value):
        return False
    return 0 <= value[0] <= PAD_WIDTH and 0 <= value[1] <= PAD_HEIGHT


def paths(strokes: Strokes) -> list[str]:
    """Return the strokes as paths of an SVG."""
    return [
        "M" + "L".join(f"{x} {y}" for x, y in ([*stroke, stroke[0]] if len(stroke) < 2 else stroke))
        for stroke in strokes
        if stroke
    ]


def agreement_problems(*, how: str, strokes: Strokes | None, signer: str) -> list[Problem]:
    """Return what is missing for the chosen way of saying yes."""
    drawn = sum(len(stroke) for stroke in strokes or [])
    if how == AgreedHow.SCREEN and drawn < FEWEST_POINTS:
        text = _("Bitte im Feld unterschreiben oder einen anderen Weg wählen.")
        return [Problem("no-signature", text)]
    if how == AgreedHow.TYPED and not signer:
        text = _("Bitte den Namen der Person eintragen, die zustimmt.")
        return [Problem("no-name", text)]
    return []


@dataclass(frozen=True)
class Change:
    """One difference; `kind` is added, removed, changed, done or reopened."""

    kind: str
    what: str  # goal, step
    text: str
    before: str = ""
    others: tuple[tuple[str, Any, Any], ...] = ()  # what else changed: name, before, after


Part = Mapping[str, Any]
WATCHED = {
    "goal": ("text", "action_field", "measure", "due_on"),
    "step": ("text", "bearer", "bearer_name", "due_on", "help_wanted"),
}
ENDED = {"goal": "reached_on", "step": "done_on"}


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Return what became different from one version to another, goals before their steps."""
    changes = []
    for what in ("goal", "step"):
        before, after = _parts(old, what), _parts(new, what)
        changes += [
            Change("added", what, part["text"]) for key, part in after.items() if key not in before
        ]
        changes += [
            Change("removed", what, part["text"])
            for key, part in before.items()
            if key not in after
        ]
        for key in before.keys() & after.keys():
            changes += _between(what, before[key], after[key])
    return sorted(changes, key=lambda change: (change.what, change.kind, change.text))


def _parts(content: Mapping[str, Any], what: str) -> dict[int, Part]:
    goals = content.get("goals", [])
    parts = goals if what == "goal" else [step for goal in goals for step in goal["steps"]]
    return {part["key"]: part for part in parts}


def _between(what: str, before: Part, after: Part) -> list[Change]:
    found = []
    values = [(name, before.get(name), after.get(name)) for name in WATCHED[what]]
    if different := [value for value in values if (value[1] or None) != (value[2] or None)]:
        others = tuple(value for value in different if value[0] != "text")
        found.append(Change("changed", what, after["text"], before["text"], others))
    ended = ENDED[what]
    if bool(before.get(ended)) != bool(after.get(ended)):
        found.append(Change("done" if after.get(ended) else "reopened", what, after["text"]))
    return found
