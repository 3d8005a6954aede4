# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the invented households of the example got on: agreed plans, views of independence, ends.

Drawn with a generator of its own, so that what the other modules draw stays as it is.
"""

import random
from datetime import date, timedelta
from typing import NamedTuple

from geleit.agreements.enums import ActionField
from geleit.agreements.models import Mandate
from geleit.cases.enums import HousingStage, Phase
from geleit.cases.models import Case, Person
from geleit.course import period_rules
from geleit.course.enums import GoalResult, IncomeAtEnd, LaterResult
from geleit.course.models import (
    CaseClosing,
    ClosingReason,
    CounsellingPeriod,
    EntitlementRule,
    GoalOutcome,
    PeriodRule,
    PhaseStep,
)
from geleit.course.rules import ORDER
from geleit.demo.steinheim_cases import Example
from geleit.plans.agreeing.models import PlanVersion
from geleit.plans.agreeing.queries import content_of
from geleit.plans.enums import AgreedHow, Occasion, View
from geleit.plans.models import Assessment, IndependenceScale, IntegrationPlan, Rating

HALF_YEAR = timedelta(days=182)
MOST_LOOKS = 5  # at one household, the last among them
# The way of a pen on the pad, invented: two strokes.
SIGNATURE = [
    [[60, 130], [84, 62], [108, 128], [136, 74], [160, 126], [190, 96], [224, 118], [262, 92]],
    [[70, 150], [150, 146], [240, 152], [310, 140]],
]


class End(NamedTuple):
    """How a case ended, in invented words."""

    reason: str
    income: IncomeAtEnd
    evaluation: str
    handed_to: str


ENDS = (
    End("kommt ohne Begleitung zurecht", IncomeAtEnd.WORK,
        "Arbeit, Wohnung und Schule laufen. Briefe werden selbst gelesen, bei Fristen fragt die "
        "Familie nach.", "Sprechstunde im Rathaus, wenn etwas Neues kommt"),
    End("Regeldienst hat übernommen", IncomeAtEnd.JOBCENTER,
        "Migrationsberatung begleitet den Rest des Weges zur Anerkennung. Übergabe zu dritt.",
        "Migrationsberatung für Erwachsene (Beispiel)"),
    End("Wegzug in eine andere Gemeinde", IncomeAtEnd.WORK_AND_BENEFITS,
        "Die neue Wohnung liegt näher an der Arbeit. Ummeldung und Schulwechsel sind vorbereitet.",
        "Integrationsmanagement am neuen Ort (Beispiel)"),
    End("auf eigenen Wunsch", IncomeAtEnd.TRAINING,
        "Die Ausbildung läuft; die Person möchte es allein versuchen und weiß, wohin sie sich wendet.",
        "Sprechstunde im Rathaus"),
)  # fmt: skip


def load(example: Example) -> None:
    """Write what became of each case up to the day."""
    _circles(example)
    rng = random.Random(2021)
    scale = IndependenceScale.objects.valid_on(example.on)
    for index, case in enumerate(example.cases):
        if case.holder is None:
            continue
        _phases(example, case)
        _period(example, case, index)
        if scale:
            _looks(example, case, scale, rng)
        _versions(example, case, index)
        if case.closed_on:
            _end(example, case, index)


def _circles(example: Example) -> None:
    """Say whom the mandates are for, as an example that nobody has checked."""
    agreements = {case.agreement_id for case in example.cases}
    for mandate in Mandate.objects.filter(agreement__in=agreements):
        EntitlementRule.objects.create(
            mandate=mandate,
            stages=[HousingStage.FOLLOW_UP, HousingStage.OWN],
            valid_from=mandate.begins_on,
            source="Beispiel: Geflüchtete in der Anschlussunterbringung und danach",
        )


def _phases(example: Example, case: Case) -> None:
    """Let each phase begin some weeks after the one before; a closed case went through all."""
    last = ORDER.index(Phase.EVALUATION if case.closed_on else Phase(case.phase))
    until = case.closed_on or example.on
    gap = min(timedelta(days=24), (until - case.opened_on) / (last + 1))
    rows = [
        PhaseStep(case=case, phase=phase, begun_on=case.opened_on + gap * place, by=_name(case))
        for place, phase in enumerate(ORDER[: last + 1])
    ]
    PhaseStep.unguarded.bulk_create(rows)


def _period(example: Example, case: Case, index: int) -> None:
    """Let the time count from the day of opening; whoever is here for longer has an extension."""
    rule = PeriodRule.objects.in_force(on=case.opened_on)
    if rule is None:
        return
    ends_on = period_rules.last_day(case.opened_on, months=rule.regular_months)
    period = CounsellingPeriod(case=case, begins_on=case.opened_on, ends_on=ends_on)
    if ends_on < example.on and case.closed_on is None:
        period.extended_on = ends_on - timedelta(days=40)
        period.extension_reason = "Mehrere Kinder wechseln die Schule; die Anerkennung steht aus."
        period.ends_on = period_rules.last_day(case.opened_on, months=rule.extended_months)
    period.save()


def _looks(example: Example, case: Case, scale: IndependenceScale, rng: random.Random) -> None:
    """Look at the independence of the first person at the start, half-yearly and at the end.

    One field in six is left out, as in life: what nobody could judge is missing.
    """
    person, until = example.persons[case.household_id][0], case.closed_on or example.on
    level = {field: rng.randint(1, 3) for field in ActionField.values}
    for number, day in enumerate(_days_of_looks(case, until)):
        occasion = Occasion.REVIEW if number else Occasion.START
        if case.closed_on == day and number:
            occasion = Occasion.END
        for field in level if number else ():
            level[field] = min(5, max(1, level[field] + rng.choice((0, 0, 1, 1, -1, 1))))
        for view in (View.ADVISER, View.PERSON):
            if view == View.PERSON and rng.random() < 0.3:
                continue  # she did not want to, or nobody asked
            _look(case, person, scale, (view, occasion, day), level, rng)


def _days_of_looks(case: Case, until: date) -> list[date]:
    days = [case.opened_on + timedelta(days=10)]
    while days[-1] + HALF_YEAR <= until:
        days.append(days[-1] + HALF_YEAR)
    if case.closed_on and case.closed_on > days[0]:
        days.append(case.closed_on)
    days = [day for day in days if day <= until]
    return [*days[: MOST_LOOKS - 1], *days[MOST_LOOKS - 1 :][-1:]]


def _look(
    case: Case,
    person: Person,
    scale: IndependenceScale,
    what: tuple[View, Occasion, date],
    level: dict[str, int],
    rng: random.Random,
) -> None:
    view, occasion, day = what
    assert case.holder is not None
    row = Assessment.unguarded.create(
        case=case, person=person, scale=scale, view=view, occasion=occasion, assessed_on=day,
        recorded_by=case.holder,
    )  # fmt: skip
    shift = (0,) if view == View.ADVISER else (0, 0, 1, -1)
    Rating.unguarded.bulk_create(
        Rating(assessment=row, action_field=field, level=min(5, max(1, given + rng.choice(shift))))
        for field, given in level.items()
        if rng.random() > 1 / 6
    )


def _versions(example: Example, case: Case, index: int) -> None:
    """Keep the plan as it was agreed: signed on the screen, on paper or by word of mouth."""
    plan = IntegrationPlan.unguarded.filter(case=case).exclude(agreed_on=None).first()
    if plan is None or plan.agreed_on is None or case.holder is None:
        return
    person = example.persons[case.household_id][0]
    now = content_of(plan)
    days = [plan.agreed_on]
    if (again := plan.agreed_on + HALF_YEAR) <= (case.closed_on or example.on):
        days.append(again)
    for number, day in enumerate(days, 1):
        how = (AgreedHow.SCREEN, AgreedHow.SPOKEN, AgreedHow.TYPED)[(index + number) % 3]
        PlanVersion.unguarded.create(
            plan=plan, number=number, agreed_on=day, how=how, recorded_by=case.holder,
            content=now if number == len(days) else _as_at_first(now),
            signature=SIGNATURE if how == AgreedHow.SCREEN else None,
            signer=str(person) if how in (AgreedHow.SCREEN, AgreedHow.TYPED) else "",
        )  # fmt: skip
    plan.agreed_on = days[-1]
    plan.save(update_fields=["agreed_on"])


def _as_at_first(content: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    """Return the plan without its last goal and with nothing reached yet."""
    goals = content["goals"]
    kept = goals[:-1] if len(goals) > 1 else goals
    return {
        "goals": [
            goal
            | {"reached_on": None, "steps": [step | {"done_on": None} for step in goal["steps"]]}  # type: ignore[attr-defined]
            for goal in kept
        ]
    }


def _end(example: Example, case: Case, index: int) -> None:
    end, stay = ENDS[index % len(ENDS)], case.household.housing_stays.last()
    reason = ClosingReason.objects.filter(name=end.reason).first()
    if case.closed_on is None or case.holder is None or reason is None:
        return
    later_on = case.closed_on + HALF_YEAR
    asked = later_on + timedelta(days=6) if index % 4 else None
    if asked and asked > example.on:
        asked = None
    closing = CaseClosing.unguarded.create(
        case=case, reason=reason, evaluation=end.evaluation, income=end.income,
        housing=stay.kind if stay else "", handed_to=end.handed_to, written_by=case.holder,
        closed_on=case.closed_on, later_on=later_on, later_asked_on=asked,
        later_result=(LaterResult.STABLE, LaterResult.ADVICE)[index % 2] if asked else "",
    )  # fmt: skip
    GoalOutcome.unguarded.bulk_create(
        GoalOutcome(
            closing=closing, goal=goal,
            result=GoalResult.REACHED if goal.reached_on else GoalResult.GOES_ON,
        )
        for goal in example.goals.get(case.pk, [])
    )  # fmt: skip


def _name(case: Case) -> str:
    return case.holder.name if case.holder else ""
