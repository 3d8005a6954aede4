# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of assessments for pages: a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
    """Return everything about one person; three queries."""
    own = Assessment.unguarded.filter(case=case, person=person)
    own = own.select_related("recorded_by", "scale").annotate(has_former=has_former(Assessment))
    own = own.prefetch_related("ratings", "scale__levels")
    found = list(own.order_by("assessed_on", "view", "pk"))
    columns = [one for one in found if not one.removed_on]
    for one in columns:
        one.said = _said(one)  # type: ignore[attr-defined]
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


def _said(row: Assessment) -> list[tuple[str, int, str]]:
    """Return field, level and words of the scale with which this was assessed; all is loaded."""
    words = {(one.action_field, one.level): one.text for one in row.scale.levels.all()}
    given = {one.action_field: one.level for one in row.ratings.all()}
    return [
        (str(field.label), given[field], words.get((field, given[field]), ""))
        for field in ActionField
        if field in given
    ]


@dataclass(frozen=True)
class Scales:
    """With which scale a look of that day speaks, and whether other days have other words."""

    scale: IndependenceScale | None
    are_several: bool


def scales_for(case: Case, person: Person, *, view: str, day: date, on: date) -> Scales:
    """Return the scale of a look that is noted already, else the one that held on its day.

    Where none did, the one of today is shown; the act says why it cannot be noted.
    """
    rows = list(IndependenceScale.objects.for_carrier(case.agreement.carrier_id))
    noted = Assessment.unguarded.standing().filter(case=case, person=person, assessed_on=day)
    row = noted.filter(view=view).select_related("scale").first() if view else None
    held = [one for when in (day, on) for one in rows if one.holds(when)]
    return Scales(row.scale if row else next(iter(held), None), len(rows) > 1)


def wording(scale: IndependenceScale) -> dict[str, list[tuple[int, str]]]:
    """Return by action field what each level means; one query."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in scale.levels.order_by("level"):
        words = f"{row.level} – {Level(row.level).label}: {row.text}"
        found.setdefault(row.action_field, []).append((row.level, words))
    return found
