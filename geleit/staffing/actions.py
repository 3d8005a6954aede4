# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who fills a post and what is confirmed: recorded, corrected, withdrawn.

The row of the post is locked while its fillings are compared, so two hires cannot overlap.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.agreements.models import CooperationAgreement, ReadinessCondition
from geleit.agreements.version_actions import party_of
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.staffing import hire_rules, rules
from geleit.staffing.models import ConditionWaiver, Position, PositionFilling
from geleit.staffing.queries import condition_facts, filling_facts, post_facts, readiness_facts


def locked(position_id: int) -> Position:
    rows = Position.objects.select_for_update(of=("self",))
    return rows.select_related("agreement", "organisation", "mandate").get(pk=position_id)


def refuse_if(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def still_there(position: Position, filling: PositionFilling) -> PositionFilling:
    """Return the filling as it is now, or raise Refused: somebody has withdrawn it meanwhile."""
    found = position.fillings.filter(pk=filling.pk).first()
    if found is None:
        raise Refused([Problem("gone", _("Diese Besetzung ist inzwischen zurückgezogen."))])
    return found


@transaction.atomic
def record_hire(
    position: Position,
    *,
    holder_name: str,
    hired_from: date,
    qualification: str,
    proved_on: date | None,
    exception_reason: str = "",
    by: Any,
    on: date,
) -> PositionFilling:
    """Fill a post, or raise Refused. Without proof the post is filled but not ready."""
    position = locked(position.pk)
    refuse_if(
        hire_rules.hire_problems(
            post_facts(position, names=False),
            hired_from=hired_from,
            qualification=qualification,
            proved_on=proved_on,
            exception_reason=exception_reason,
            agreed_on=position.agreement.in_force_on,
            on=on,
        )
    )
    filling = PositionFilling.objects.create(
        position=position,
        holder_name=holder_name,
        hired_from=hired_from,
        qualification=qualification,
        qualification_proved_on=proved_on,
        exception_reason=exception_reason,
        recorded_by=by.name,
    )
    record(by, "hire-recorded", filling, position=position.pk, hired_from=hired_from)
    return filling


@transaction.atomic
def correct_hire(
    filling: PositionFilling,
    *,
    holder_name: str,
    hired_from: date,
    qualification: str,
    proved_on: date | None,
    exception_reason: str = "",
    by: Any,
    on: date,
) -> PositionFilling:
    """Change what was recorded, for example when the proof comes later, or raise Refused."""
    position = locked(filling.position_id)
    filling = still_there(position, filling)
    problems = hire_rules.hire_problems(
        post_facts(position, names=False),
        hired_from=hired_from,
        leaves_on=filling.leaves_on,
        qualification=qualification,
        proved_on=proved_on,
        exception_reason=exception_reason,
        agreed_on=position.agreement.in_force_on,
        on=on,
        instead_of=filling.pk,
    )
    if filling.leaves_on is not None and hired_from > filling.leaves_on:
        problems += hire_rules.leave_problems(
            replace(filling_facts(filling, names=False), hired_from=hired_from),
            leaves_on=filling.leaves_on,
            agreed_on=position.agreement.in_force_on,
            on=on,
        )
    refuse_if(problems)
    before = filling.hired_from
    filling.holder_name = holder_name
    filling.hired_from = hired_from
    filling.qualification = qualification
    filling.qualification_proved_on = proved_on
    filling.exception_reason = exception_reason
    filling.recorded_by = by.name
    filling.save(
        update_fields=[
            "holder_name",
            "hired_from",
            "qualification",
            "qualification_proved_on",
            "exception_reason",
            "recorded_by",
        ]
    )
    record(by, "hire-corrected", filling, hired_from=hired_from, before=before)
    return filling


@transaction.atomic
def withdraw_hire(filling: PositionFilling, *, by: Any) -> None:
    """Take back a hire that was recorded by mistake, or raise Refused; the log keeps it."""
    position = locked(filling.position_id)
    filling = still_there(position, filling)
    refuse_if(hire_rules.withdrawal_problems(filling_facts(filling, names=False)))
    record(by, "hire-withdrawn", filling, position=position.pk, hired_from=filling.hired_from)
    filling.delete()


@transaction.atomic
def record_leave(
    filling: PositionFilling, *, leaves_on: date, by: Any, on: date
) -> PositionFilling:
    """Set or change somebody's last day on a post, or raise Refused."""
    position = locked(filling.position_id)
    filling = still_there(position, filling)
    problems = hire_rules.leave_problems(
        filling_facts(filling, names=False),
        leaves_on=leaves_on,
        agreed_on=position.agreement.in_force_on,
        on=on,
    )
    post = post_facts(position, names=False)
    overlap = hire_rules.overlap_problems(post, filling.hired_from, leaves_on, ignoring=filling.pk)
    refuse_if(problems + [Problem("leaves_on", problem.text) for problem in overlap])
    filling.leaves_on = leaves_on
    filling.save(update_fields=["leaves_on"])
    record(by, "leave-recorded", filling, position=position.pk, leaves_on=leaves_on)
    return filling


@transaction.atomic
def withdraw_leave(filling: PositionFilling, *, by: Any) -> PositionFilling:
    """Take back a last day, or raise Refused when somebody else holds the post since."""
    position = locked(filling.position_id)
    filling = still_there(position, filling)
    post = post_facts(position, names=False)
    refuse_if(hire_rules.reopening_problems(post, filling_facts(filling, names=False)))
    record(by, "leave-withdrawn", filling, position=position.pk, leaves_on=filling.leaves_on)
    filling.leaves_on = None
    filling.save(update_fields=["leaves_on"])
    return filling


@transaction.atomic
def confirm_condition(
    condition: ReadinessCondition, *, met_on: date, by: Any, on: date
) -> ReadinessCondition:
    """Say from which day a condition holds; the confirming person is the one who is signed in."""
    condition = locked_condition(condition)
    agreed_on = condition.agreement.in_force_on
    facts = condition_facts(condition)
    refuse_if(hire_rules.confirmation_problems(facts, met_on=met_on, agreed_on=agreed_on, on=on))
    condition.met_on = met_on
    condition.confirmed_by = by.name
    condition.save(update_fields=["met_on", "confirmed_by"])
    record(by, "condition-confirmed", condition, met_on=met_on)
    return condition


@transaction.atomic
def withdraw_confirmation(condition: ReadinessCondition, *, by: Any) -> ReadinessCondition:
    """Open a condition again that was confirmed by mistake, or raise Refused."""
    condition = locked_condition(condition)
    refuse_if(hire_rules.reconsidering_problems(condition_facts(condition)))
    record(by, "confirmation-withdrawn", condition, met_on=condition.met_on)
    condition.met_on = None
    condition.confirmed_by = ""
    condition.save(update_fields=["met_on", "confirmed_by"])
    return condition


@transaction.atomic
def waive(
    agreement: CooperationAgreement,
    thing: Position | ReadinessCondition,
    *,
    reason: str,
    by: Any,
    on: date,
) -> ConditionWaiver:
    """Do without a post or condition in the name of one's side, or raise Refused; twice is once.

    The start needs it no longer when both sides have said so.
    """
    agreement = locked_agreement(agreement.pk)
    side = party_of(by, agreement)
    what = {"position" if isinstance(thing, Position) else "condition": thing}
    if same := agreement.waivers.filter(organisation=side, **what).first():
        return same
    facts = readiness_facts(agreement)
    answer = rules.start_answer(facts, full=False, on=on)
    needed = {(need.kind, need.key) for need in (*answer.missing, *answer.held_up_by)}
    kind = "post" if isinstance(thing, Position) else thing.kind
    refuse_if(
        hire_rules.waiver_problems(
            met=(kind, thing.pk) not in needed, started_on=agreement.started_on
        )
    )
    waiver = ConditionWaiver.objects.create(
        agreement=agreement, organisation=side, name=by.name, reason=reason, waived_on=on, **what
    )
    record(by, "condition-waived", waiver, side=side.pk)
    return waiver


@transaction.atomic
def start_service(
    agreement: CooperationAgreement, *, starts_on: date, by: Any, on: date
) -> CooperationAgreement:
    """Record with which day the service begins, or raise Refused: from then on it runs."""
    agreement = locked_agreement(agreement.pk)
    refuse_if(
        hire_rules.starting_problems(
            readiness_facts(agreement),
            starts_on=starts_on,
            signed_on=agreement.signed_on,
            started_on=agreement.started_on,
            on=on,
        )
    )
    agreement.started_on = starts_on
    agreement.save(update_fields=["started_on"])
    record(by, "service-started", agreement, starts_on=starts_on)
    return agreement


def locked_agreement(pk: int) -> CooperationAgreement:
    rows = CooperationAgreement.objects.select_for_update(of=("self",))
    return rows.select_related("municipality", "carrier").get(pk=pk)


def locked_condition(condition: ReadinessCondition) -> ReadinessCondition:
    rows = ReadinessCondition.objects.select_for_update(of=("self",))
    return rows.select_related("agreement", "responsible").get(pk=condition.pk)
