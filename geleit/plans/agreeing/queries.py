# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of versions, and a plan as it is put into one."""

from typing import Any

from geleit.plans.agreeing.models import PlanVersion
from geleit.plans.models import IntegrationPlan
from geleit.plans.queries import goals_with_steps

GOAL = ("text", "action_field", "measure", "due_on", "reached_on")
STEP = ("text", "bearer", "bearer_name", "due_on", "done_on", "help_wanted")


def content_of(plan: IntegrationPlan) -> dict[str, Any]:
    """Return the goals and steps that stand now, as a version keeps them; two queries."""
    return {
        "goals": [
            _part(goal, GOAL) | {"steps": [_part(step, STEP) for step in goal.standing_steps]}  # type: ignore[attr-defined]
            for goal in goals_with_steps(plan)
        ]
    }


def versions_of(plan: IntegrationPlan) -> list[PlanVersion]:
    """Return all versions, the youngest first; one query."""
    versions = PlanVersion.unguarded.filter(plan=plan).select_related("recorded_by", "paper")
    return list(versions.order_by("-number"))


def _part(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    days = {
        name: value.isoformat() for name, value in values.items() if hasattr(value, "isoformat")
    }
    return {"key": row.pk} | values | days
