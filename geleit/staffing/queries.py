# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows turned into the plain facts that the rules ask for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covers
from geleit.agreements.models import CooperationAgreement, ReadinessCondition
from geleit.staffing import rules
from geleit.staffing.models import ConditionWaiver, Position, PositionFilling


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
    """Return all that the start depends on; see `facts_of`."""
    return facts_of([agreement], reader=reader)[0]


def facts_of(
    agreements: Sequence[CooperationAgreement], *, reader: Any = None
) -> list[rules.Facts]:
    """Return for each agreement all that its start depends on, together in four queries.

    Names of holders are given only to a `reader` whose own organisation employs them.
    """
    rows = Position.objects.filter(agreement__in=agreements)
    rows = rows.select_related("organisation", "mandate")
    posts: dict[tuple[int, bool], list[rules.Post]] = defaultdict(list)
    for row in rows.prefetch_related("fillings").order_by("pk"):
        post = post_facts(row, names=_may_read_names(reader, row))
        posts[row.agreement_id, row.is_predecessor].append(post)
    conditions: dict[int, list[rules.Condition]] = defaultdict(list)
    found = ReadinessCondition.objects.filter(agreement__in=agreements)
    for condition in found.select_related("responsible").order_by("pk"):
        conditions[condition.agreement_id].append(condition_facts(condition))
    waived = waived_by_both(agreements)
    return [
        rules.Facts(
            agreed_on=agreement.in_force_on,
            posts=tuple(posts[agreement.pk, False]),
            conditions=tuple(conditions[agreement.pk]),
            predecessors=tuple(posts[agreement.pk, True]),
            waived=frozenset(waived[agreement.pk]),
        )
        for agreement in agreements
    ]


def _may_read_names(reader: Any, row: Position) -> bool:
    return bool(reader) and covers(
        reader,
        Permission.READ_STAFF_NAMES,
        organisation=row.organisation_id,
        agreement=row.agreement_id,
    )


def waived_by_both(agreements: Sequence[CooperationAgreement]) -> dict[int, set[tuple[str, int]]]:
    """Return for each agreement what both sides do without."""
    sides: dict[tuple[int, str, int], set[int]] = defaultdict(set)
    for waiver in ConditionWaiver.objects.filter(agreement__in=agreements):
        kind, key = waiver.thing
        sides[waiver.agreement_id, kind, key].add(waiver.organisation_id)
    found: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for (agreement, kind, key), organisations in sides.items():
        if len(organisations) > 1:
            found[agreement].add((kind, key))
    return found


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
        paid_by=row.mandate.name if row.mandate else "",
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
