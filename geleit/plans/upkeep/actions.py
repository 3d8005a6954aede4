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
from geleit.plans.upkeep import queries, rules

USED_FOR: dict[type[Any], str] = {PlanTemplate: "plan", IndependenceScale: "assessment"}
WITHDRAWN: dict[type[Any], str] = {
    PlanTemplate: "plan-template-withdrawn",
    IndependenceScale: "scale-withdrawn",
}


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
    """Let a new template hold from a day on; the carrier's own one before ends on the eve.

    The same one again, as by a double click, is the one that there is.
    """
    said: dict[str, Any] = {
        "carrier_id": carrier,
        "name": name,
        "valid_from": valid_from,
        "review_months": review_months,
        "action_fields": action_fields,
        "source": source,
    }
    former = _locked(PlanTemplate, carrier=carrier)
    if same := PlanTemplate.objects.standing().filter(**said).first():
        return same
    _end_former(former, before=valid_from, on=on)
    template = PlanTemplate.objects.create(**said)
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

    Assessments keep the scale with which they were made, so nothing that was said changes. The
    same words again, as by a double click, are the scale that there is.
    """
    said = {"carrier_id": carrier, "name": name, "valid_from": valid_from, "source": source}
    former = _locked(IndependenceScale, carrier=carrier)
    for same in IndependenceScale.objects.standing().filter(**said):
        if _words_of(same) == {field: list(texts) for field, texts in levels.items()}:
            return same
    _end_former(former, before=valid_from, on=on)
    scale = IndependenceScale.objects.create(**said)
    ScaleLevel.objects.bulk_create(
        ScaleLevel(scale=scale, action_field=field, level=level, text=text)
        for field, texts in levels.items()
        for level, text in enumerate(texts, 1)
    )
    record(by, "scale-added", scale, since=valid_from)
    return scale


def _words_of(scale: IndependenceScale) -> dict[str, list[str]]:
    """Return the five sentences of a scale by action field."""
    found: dict[str, list[str]] = {}
    for row in scale.levels.order_by("level"):
        found.setdefault(row.action_field, []).append(row.text)
    return found


def _locked(model: type[Any], *, carrier: int | None) -> Any:
    """Hold what a carrier keeps, so that two who change it do not cross; return its rows."""
    if carrier:  # who keeps her first one has no row to hold
        Organisation.objects.select_for_update(no_key=True).get(pk=carrier)
    rows = model.objects.standing().filter(carrier=carrier)
    list(rows.select_for_update(of=["self"]).filter(valid_until=None))
    return rows


def _end_former(rows: Any, *, before: date, on: date) -> None:
    """End the carrier's own row that holds until further notice on the eve of the next one."""
    latest = rows.aggregate(day=Max("valid_from"))["day"]
    if problems := rules.successor_problems(valid_from=before, latest=latest, on=on):
        raise Refused(problems)
    for row in rows.filter(valid_until=None):
        row.valid_until = before - timedelta(days=1)
        row.save(update_fields=["valid_until"])


@transaction.atomic
def withdraw(row: PlanTemplate | IndependenceScale, *, by: Any, on: date) -> None:
    """Take back what nobody used yet; the one before holds on, up to the one after.

    Whoever notes something with it in the same moment keeps its words: the row stays.
    """
    model = type(row)
    rows = _locked(model, carrier=row.carrier_id)
    present: Any = model.objects.select_for_update(of=["self"]).get(pk=row.pk)
    eve = present.valid_from - timedelta(days=1)
    before = rows.filter(valid_until=eve).order_by("-valid_from", "-pk").first()
    problems = rules.withdrawal_problems(
        withdrawn_on=present.withdrawn_on,
        used_for=USED_FOR[model] if queries.used(model, [present.pk]) else None,
        leaves_none=not present.carrier_id and not before and present.valid_from <= on,
    )
    if problems:
        raise Refused(problems)
    if before:
        before.valid_until = present.valid_until
        before.save(update_fields=["valid_until"])
    present.withdrawn_on = on
    present.save(update_fields=["withdrawn_on"])
    record(by, WITHDRAWN[model], present, since=present.valid_from)


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
