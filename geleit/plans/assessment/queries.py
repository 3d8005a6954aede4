# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of assessments for pages: a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from geleit.agreements.enums import ActionField
from geleit.cases.models import Case, Person
from geleit.plans.assessment import rules
from geleit.plans.assessment.models import Assessment, IndependenceScale
from geleit.plans.enums import Level
from geleit.together.queries import has_former


@dataclass(frozen=True)
class Row:
    """One action field: its curve, and a level or None for each assessment."""

    label: str
    curve: rules.Curve
    levels: list[int | None]


@dataclass(frozen=True)
class Overview:
    """All that stands about one person; columns are assessments by day."""

    person: Person
    columns: Sequence[Assessment]
    removed: Sequence[Assessment]
    rows: list[Row]


def overview(case: Case, person: Person) -> Overview:
    """Return everything about one person; two queries."""
    own = Assessment.unguarded.filter(case=case, person=person).select_related("recorded_by")
    own = own.annotate(has_former=has_former(Assessment))
    found = list(own.prefetch_related("ratings").order_by("assessed_on", "view", "pk"))
    columns = [one for one in found if not one.removed_on]
    levels = [{r.action_field: r.level for r in one.ratings.all()} for one in columns]
    looks = [
        rules.Look(one.view, one.occasion, one.assessed_on, mine, one.pk)
        for one, mine in zip(columns, levels, strict=True)
    ]
    rows = [
        Row(
            str(ActionField(curve.action_field).label),
            curve,
            [mine.get(curve.action_field) for mine in levels],
        )
        for curve in rules.curves(looks, ActionField.values)
    ]
    return Overview(person, columns, [one for one in found if one.removed_on], rows)


def wording(scale: IndependenceScale) -> dict[str, list[tuple[int, str]]]:
    """Return by action field what each level means; one query."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in scale.levels.order_by("level"):
        words = f"{row.level} – {Level(row.level).label}: {row.text}"
        found.setdefault(row.action_field, []).append((row.level, words))
    return found
