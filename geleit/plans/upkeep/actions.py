# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of plan templates and suggestions. What held before stays, with its last day."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.plans.models import PlanSuggestion, PlanTemplate
from geleit.plans.upkeep import rules


@transaction.atomic
def add_template(
    *,
    name: str,
    valid_from: date,
    review_months: int,
    action_fields: list[str],
    source: str,
    by: Any,
    on: date,
) -> PlanTemplate:
    """Let a new template hold from a day on; the one before ends on the eve."""
    rows = PlanTemplate.objects.select_for_update()
    former = list(rows.filter(valid_until=None))  # locked: two new ones do not cross
    latest = rows.model.objects.aggregate(day=Max("valid_from"))["day"]
    if problems := rules.template_problems(valid_from=valid_from, latest=latest, on=on):
        raise Refused(problems)
    for row in former:
        row.valid_until = valid_from - timedelta(days=1)
        row.save(update_fields=["valid_until"])
    template = PlanTemplate.objects.create(
        name=name,
        valid_from=valid_from,
        review_months=review_months,
        action_fields=action_fields,
        source=source,
    )
    record(by, "plan-template-added", template, since=valid_from)
    return template


@transaction.atomic
def add_suggestion(*, by: Any, on: date, **said: Any) -> PlanSuggestion:
    """Take a goal or step into the reference list; the same words again stay one."""
    same = PlanSuggestion.objects.valid_on(on).filter(
        action_field=said["action_field"], kind=said["kind"], text=said["text"]
    )
    if same.exists():
        raise Refused([Problem("text", _("Diesen Vorschlag gibt es schon."))])
    suggestion = PlanSuggestion.objects.create(valid_from=on, **said)
    record(by, "suggestion-added", suggestion)
    return suggestion


@transaction.atomic
def end_suggestion(suggestion: PlanSuggestion, *, by: Any, on: date) -> PlanSuggestion:
    """Offer it no longer from tomorrow on; plans that took it up keep their words."""
    suggestion = PlanSuggestion.objects.select_for_update().get(pk=suggestion.pk)
    if suggestion.valid_until is None:
        suggestion.valid_until = max(on, suggestion.valid_from)
        suggestion.save(update_fields=["valid_until"])
        record(by, "suggestion-ended", suggestion)
    return suggestion


@transaction.atomic
def resume_suggestion(suggestion: PlanSuggestion, *, by: Any) -> PlanSuggestion:
    """Undo `end_suggestion`."""
    suggestion = PlanSuggestion.objects.select_for_update().get(pk=suggestion.pk)
    if suggestion.valid_until is not None:
        suggestion.valid_until = None
        suggestion.save(update_fields=["valid_until"])
        record(by, "suggestion-resumed", suggestion)
    return suggestion
