# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of a hand-back: plan, steps, done. How many cases run is passed in."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements import hand_back_rules as rules
from geleit.agreements.enums import HandBackKind, Side
from geleit.agreements.models import (
    CooperationAgreement,
    HandBack,
    HandBackStep,
    HandBackTemplate,
)
from geleit.agreements.setup_actions import locked_for, refuse_if
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation


@transaction.atomic
def plan(
    agreement: CooperationAgreement, *, receiver: Organisation, reason: str, by: User, on: date
) -> HandBack:
    """Plan to whom the work goes, with the usual steps and their days; or raise Refused."""
    agreement, _side = locked_for(agreement, by)
    is_planned = HandBack.objects.filter(agreement=agreement).exists()
    refuse_if(
        rules.planning_problems(
            ends_on=agreement.ends_on, is_planned=is_planned, started_on=agreement.started_on
        )
    )
    hand_back = HandBack.objects.create(
        agreement=agreement, receiver=receiver, reason=reason, planned_on=on, planned_by=by.name
    )
    usual = HandBackTemplate.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on
    )
    sides = {Side.TOWN: agreement.municipality, Side.CARRIER: agreement.carrier}
    ends_on = agreement.ends_on or on
    HandBackStep.objects.bulk_create(
        HandBackStep(
            hand_back=hand_back,
            kind=one.kind,
            label=one.label,
            organisation=sides[Side(one.side)],
            due_on=ends_on + timedelta(days=one.days_after_end),
        )
        for one in usual.order_by("days_after_end", "pk")
    )
    record(by, "hand-back-planned", hand_back, agreement=agreement.pk)
    return hand_back


@transaction.atomic
def add_step(
    hand_back: HandBack, *, label: str, organisation: Organisation, due_on: date, by: User
) -> HandBackStep:
    agreement, _side = locked_for(hand_back.agreement, by)
    handed_back_on = agreement.handed_back_on
    refuse_if(rules.step_problems("", is_done=False, open_cases=0, handed_back_on=handed_back_on))
    step = hand_back.steps.create(
        kind=HandBackKind.OTHER, label=label, organisation=organisation, due_on=due_on
    )
    record(by, "hand-back-step-added", step, agreement=agreement.pk)
    return step


@transaction.atomic
def tick_step(
    step: HandBackStep, *, is_done: bool, open_cases: int, by: User, on: date
) -> HandBackStep:
    """Tick a step as done or open it again; each side ticks what it sees to itself."""
    agreement, side = locked_for(step.hand_back.agreement, by)
    step = HandBackStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    sides = {agreement.municipality_id, agreement.carrier_id}
    if step.organisation_id in sides - {side.pk}:
        text = _("Das hakt die Seite ab, die dafür sorgt.")
        raise Refused([Problem("not-own", text)])
    refuse_if(
        rules.step_problems(
            step.kind, is_done=is_done, open_cases=open_cases,
            handed_back_on=agreement.handed_back_on,
        )
    )  # fmt: skip
    if is_done != (step.done_on is not None):
        step.done_on, step.done_by = (on, by.name) if is_done else (None, "")
        step.save(update_fields=["done_on", "done_by"])
        verb = "hand-back-step-done" if is_done else "hand-back-step-reopened"
        record(by, verb, step, agreement=agreement.pk)
    return step


@transaction.atomic
def complete(hand_back: HandBack, *, open_cases: int, by: User, on: date) -> CooperationAgreement:
    """Record that the work is handed back, or raise Refused: from then on nothing is open."""
    agreement, _side = locked_for(hand_back.agreement, by)
    refuse_if(
        rules.completing_problems(
            ends_on=agreement.ends_on,
            open_steps=hand_back.steps.filter(done_on=None).count(),
            open_cases=open_cases,
            handed_back_on=agreement.handed_back_on,
            on=on,
        )
    )
    agreement.handed_back_on = on
    agreement.save(update_fields=["handed_back_on"])
    record(by, "handed-back", agreement)
    return agreement
