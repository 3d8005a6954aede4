# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of plan templates, scales and suggestions. What held before stays, with its last day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation
from geleit.plans.assessment.models import IndependenceScale, ScaleLevel
from geleit.plans.models import PlanSuggestion, PlanTemplate
from geleit.plans.upkeep import rules


@transaction.atomic
def add_template(
    *,
    carrier: int | None,
    name: str,
    valid_from: date,
    review_months: int,
    action_fields: list[str],
    source: str,
    by: Any,
    on: date,
) -> PlanTemplate:
    """Let a new template hold from a day on; the carrier's own one before ends on the eve."""
    _end_former(PlanTemplate, carrier=carrier, before=valid_from, on=on)
    template = PlanTemplate.objects.create(
        carrier_id=carrier,
        name=name,
        valid_from=valid_from,
        review_months=review_months,
        action_fields=action_fields,
        source=source,
    )
    record(by, "plan-template-added", template, since=valid_from)
    return template


@transaction.atomic
def add_scale(
    *,
    carrier: int | None,
    name: str,
    valid_from: date,
    source: str,
    levels: Mapping[str, Sequence[str]],
    by: Any,
    on: date,
) -> IndependenceScale:
    """Let other words of the levels hold from a day on; `levels`: five by action field.

    Assessments keep the scale with which they were made, so nothing that was said changes.
    """
    _end_former(IndependenceScale, carrier=carrier, before=valid_from, on=on)
    scale = IndependenceScale.objects.create(
        carrier_id=carrier, name=name, valid_from=valid_from, source=source
    )
    ScaleLevel.objects.bulk_create(
        ScaleLevel(scale=scale, action_field=field, level=level, text=text)
        for field, texts in levels.items()
        for level, text in enumerate(texts, 1)
    )
    record(by, "scale-added", scale, since=valid_from)
    return scale


def _end_former(
    model: type[PlanTemplate] | type[IndependenceScale],
    *,
    carrier: int | None,
    before: date,
    on: date,
) -> None:
    """End the carrier's own row that holds until further notice on the eve of the next one."""
    rows: Any = model.objects.filter(carrier=carrier)
    if carrier:  # who keeps her first one has no row to hold: two new ones do not cross
        Organisation.objects.select_for_update(no_key=True).get(pk=carrier)
    former = list(rows.select_for_update(of=["self"]).filter(valid_until=None))
    latest = rows.aggregate(day=Max("valid_from"))["day"]
    if problems := rules.successor_problems(valid_from=before, latest=latest, on=on):
        raise Refused(problems)
    for row in former:
        row.valid_until = before - timedelta(days=1)
        row.save(update_fields=["valid_until"])


@transaction.atomic
def add_suggestion(*, carrier: int | None, by: Any, on: date, **said: Any) -> PlanSuggestion:
    """Take a goal or step into the reference list; the same words again stay one."""
    same = PlanSuggestion.objects.valid_on(on, carrier=carrier).filter(
        action_field=said["action_field"], kind=said["kind"], text=said["text"]
    )
    if same.exists():
        raise Refused([Problem("text", _("Diesen Vorschlag gibt es schon."))])
    suggestion = PlanSuggestion.objects.create(carrier_id=carrier, valid_from=on, **said)
    record(by, "suggestion-added", suggestion)
    return suggestion


@transaction.atomic
def end_suggestion(suggestion: PlanSuggestion, *, by: Any, on: date) -> PlanSuggestion:
    """Offer it no longer from tomorrow on; plans that took it up keep their words."""
    suggestion = PlanSuggestion.objects.select_for_update(of=["self"]).get(pk=suggestion.pk)
    if suggestion.valid_until is None:
        suggestion.valid_until = max(on, suggestion.valid_from)
        suggestion.save(update_fields=["valid_until"])
        record(by, "suggestion-ended", suggestion)
    return suggestion


@transaction.atomic
def offer_here(
    suggestion: PlanSuggestion, *, carrier: int, is_offered: bool, by: Any
) -> PlanSuggestion:
    """Leave what is offered to all out for one carrier, or take it in again."""
    suggestion = PlanSuggestion.objects.select_for_update(of=["self"]).get(pk=suggestion.pk)
    if (carrier in suggestion.not_for) == is_offered:
        others = [one for one in suggestion.not_for if one != carrier]
        suggestion.not_for = others if is_offered else [*others, carrier]
        suggestion.save(update_fields=["not_for"])
        verb = "suggestion-resumed" if is_offered else "suggestion-ended"
        record(by, verb, suggestion, carrier=carrier)
    return suggestion


@transaction.atomic
def resume_suggestion(suggestion: PlanSuggestion, *, by: Any) -> PlanSuggestion:
    """Undo `end_suggestion`."""
    suggestion = PlanSuggestion.objects.select_for_update(of=["self"]).get(pk=suggestion.pk)
    if suggestion.valid_until is not None:
        suggestion.valid_until = None
        suggestion.save(update_fields=["valid_until"])
        record(by, "suggestion-resumed", suggestion)
    return suggestion
