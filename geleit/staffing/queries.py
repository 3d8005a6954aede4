# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows turned into the plain facts that the rules ask for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from geleit.accounts.permissions import Permission, organisations_where
from geleit.agreements.models import CooperationAgreement, ReadinessCondition
from geleit.staffing import rules
from geleit.staffing.models import Position, PositionFilling


@dataclass(frozen=True)
class StartAnswers:
    """The headline of an agreement: begin, full volume, days without anybody responsible."""

    agreed_on: date
    start: rules.StartAnswer
    full: rules.StartAnswer
    vacancy: rules.Vacancy | None

    @property
    def vacancy_days(self) -> int | None:
        return self.vacancy.days if self.vacancy else None


def readiness_facts(agreement: CooperationAgreement, *, reader: Any = None) -> rules.Facts:
    """Return all that the start depends on, in three queries.

    Names of holders are given only to a `reader` whose own organisation employs them.
    """
    employers = organisations_where(reader, Permission.READ_STAFF_NAMES) if reader else frozenset()
    rows = agreement.positions.select_related("organisation").prefetch_related("fillings")
    posts: list[rules.Post] = []
    predecessors: list[rules.Post] = []
    for row in rows.order_by("pk"):
        names = row.organisation_id in employers
        (predecessors if row.is_predecessor else posts).append(post_facts(row, names=names))
    conditions = agreement.conditions.select_related("responsible").order_by("pk")
    return rules.Facts(
        agreed_on=agreement.in_force_on,
        posts=tuple(posts),
        conditions=tuple(condition_facts(row) for row in conditions),
        predecessors=tuple(predecessors),
    )


def post_facts(row: Position, *, names: bool) -> rules.Post:
    fillings = sorted(row.fillings.all(), key=lambda filling: (filling.hired_from, filling.pk))
    return rules.Post(
        key=row.pk,
        title=row.title,
        full_time_share=row.full_time_share,
        qualification=row.qualification,
        is_needed_to_start=row.is_needed_to_start,
        organisation=row.organisation.short_name,
        fillings=tuple(filling_facts(filling, names=names) for filling in fillings),
        vacant_since=row.vacant_since,
    )


def filling_facts(row: PositionFilling, *, names: bool) -> rules.Filling:
    return rules.Filling(
        key=row.pk,
        hired_from=row.hired_from,
        leaves_on=row.leaves_on,
        qualification=row.qualification,
        proved_on=row.qualification_proved_on,
        holder_name=row.holder_name if names else "",
        recorded_by=row.recorded_by,
    )


def condition_facts(row: ReadinessCondition) -> rules.Condition:
    return rules.Condition(
        key=row.pk,
        kind=row.kind,
        label=row.label,
        responsible=row.responsible.short_name,
        due_on=row.due_on,
        met_on=row.met_on,
        confirmed_by=row.confirmed_by,
    )


def start_answers(agreement: CooperationAgreement, *, on: date) -> StartAnswers:
    """Return both answers and the vacancy, for pages that show the headline."""
    return answers_from(readiness_facts(agreement), on=on)


def answers_from(facts: rules.Facts, *, on: date) -> StartAnswers:
    start = rules.start_answer(facts, full=False, on=on)
    return StartAnswers(
        agreed_on=facts.agreed_on,
        start=start,
        full=rules.start_answer(facts, full=True, on=on),
        vacancy=rules.vacancy(facts, start.begins_on, on=on),
    )
