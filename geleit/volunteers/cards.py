# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The task cards of one person, for the room's own page and the home page."""

from typing import Any

from geleit.volunteers.forms import FinishForm
from geleit.volunteers.models import Assignment


def own_cards(user: Any, *, sent: FinishForm | None = None, task_id: int = 0) -> list[dict]:
    """Return the cards of this person by day, each with the form that ends it."""
    cards = Assignment.objects.visible_to(user).own_cards(user).order_by("wanted_on", "pk")
    return [
        {"task": task, "form": sent if sent and task.pk == task_id else FinishForm(task=task)}
        for task in cards
    ]
