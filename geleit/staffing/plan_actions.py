# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of the posts of an agreement and of what its start needs."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements.enums import Side
from geleit.agreements.models import (
    ConditionTemplate,
    CooperationAgreement,
    ReadinessCondition,
)
from geleit.agreements.setup_actions import entry_problems, locked_for
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.staffing import plan_rules as rules
from geleit.staffing.actions import locked_condition, refuse_if
from geleit.staffing.models import Position

DECIDED = ("full_time_share", "qualification", "is_needed_to_start")  # what the two sides agree


@transaction.atomic
def put_post(
    agreement: CooperationAgreement, post: Position | None = None, *, by: User, **fields: Any
) -> Position:
    """Add a post or change it, or raise Refused.

    In talks both sides say which posts it takes. Once signed the carrier's lead adds posts beside
    what was agreed and says out of which mandate a post is paid; the agreed ones stay. The town's former post may be
    added then too: it tells since when nobody was there and takes part in no agreed figure.
    """
    agreement, side = locked_for(agreement, by)
    refuse_if(rules.post_problems(full_time_share=fields["full_time_share"]))
    agreed = [name for name in DECIDED if post and getattr(post, name) != fields[name]]
    is_changed_into = post is not None and fields["is_predecessor"]
    if agreed or (post is None and fields["is_needed_to_start"]) or is_changed_into:
        refuse_if(entry_problems(agreement))
    elif agreement.signed_on:
        refuse_if(rules.own_post_problems(is_carrier=side.pk == agreement.carrier_id))
    if post is None:
        post = Position(agreement=agreement)
    is_towns = fields["is_predecessor"]
    post.organisation = agreement.municipality if is_towns else agreement.carrier
    for name, value in fields.items():
        setattr(post, name, value)
    is_new = post.pk is None
    post.save()
    record(by, "post-added" if is_new else "post-changed", post, agreement=agreement.pk)
    return post


@transaction.atomic
def strike_post(post: Position, *, by: User) -> None:
    """Take out a post that nobody holds or held, before the agreement is signed."""
    agreement, _side = locked_for(post.agreement, by)
    refuse_if(entry_problems(agreement))
    record(by, "post-removed", post, agreement=agreement.pk)
    try:
        with transaction.atomic():
            post.delete()
    except IntegrityError as used:  # ProtectedError is one
        text = _("Auf dieser Stelle steht schon eine Besetzung oder eine Aufgabe.")
        raise Refused([Problem("used", text)]) from used


@transaction.atomic
def put_condition(
    agreement: CooperationAgreement,
    *,
    kind: str,
    label: str,
    responsible: Any,
    due_on: date | None,
    by: User,
) -> ReadinessCondition:
    """Say what else the start needs, who confirms it and by when, until the service has begun."""
    agreement, _side = locked_for(agreement, by)
    refuse_if(rules.condition_problems(started_on=agreement.started_on))
    condition = agreement.conditions.create(
        kind=kind, label=label, responsible=responsible, due_on=due_on
    )
    record(by, "condition-added", condition, agreement=agreement.pk)
    return condition


@transaction.atomic
def put_usual_conditions(
    agreement: CooperationAgreement, *, templates: Iterable[ConditionTemplate], by: User
) -> int:
    """Take over usual conditions with their days; what is there already stays one."""
    agreement, _side = locked_for(agreement, by)
    refuse_if(rules.condition_problems(started_on=agreement.started_on))
    there = set(agreement.conditions.values_list("label", flat=True))
    sides = {Side.TOWN: agreement.municipality, Side.CARRIER: agreement.carrier}
    rows = [
        ReadinessCondition(
            agreement=agreement,
            kind=one.kind,
            label=one.label,
            responsible=sides[Side(one.side)],
            due_on=agreement.in_force_on - timedelta(days=one.days_before_start),
        )
        for one in templates
        if one.label not in there
    ]
    ReadinessCondition.objects.bulk_create(rows)
    record(by, "conditions-copied", agreement, conditions=len(rows))
    return len(rows)


@transaction.atomic
def strike_condition(condition: ReadinessCondition, *, by: User) -> None:
    """Take out a condition before the signatures; afterwards both sides waive it by name."""
    agreement, _side = locked_for(condition.agreement, by)
    condition = locked_condition(condition)
    refuse_if(rules.striking_problems(signed_on=agreement.signed_on, met_on=condition.met_on))
    record(by, "condition-removed", condition, agreement=agreement.pk)
    condition.delete()
