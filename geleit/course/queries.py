# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the course of a case asks of the rooms below."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covers
from geleit.cases.actions import closing_problems
from geleit.cases.enums import Phase
from geleit.cases.models import Case, Person
from geleit.core.problems import Problem
from geleit.core.versions import mark_of
from geleit.counselling.models import Contact
from geleit.course import rules
from geleit.course.models import (
    CaseClosing,
    ClosingReason,
    ClosingRule,
    CounsellingPeriod,
    PhaseNeed,
    PhaseStep,
)
from geleit.deadlines.queries import reminders_of
from geleit.deadlines.tracking.queries import open_from_letters
from geleit.plans.assessment.models import Assessment
from geleit.plans.enums import Bearer
from geleit.plans.models import Goal, IntegrationPlan, PlanStep
from geleit.plans.upkeep.kept import offered
from geleit.referrals.models import Referral
from geleit.together.queries import has_former


def came_back() -> Exists:
    """Say of a case that its end was put forward and came back with a word on what is missing."""
    return Exists(CaseClosing.unguarded.sent_back().filter(case=OuterRef("pk")))


BY_OTHERS = (Bearer.NEAR, Bearer.MAINSTREAM, Bearer.AUTHORITY)


@dataclass(frozen=True)
class PhaseLine:
    """One phase on the page: what it is for, what is missing, since when the case was in it."""

    key: str
    name: str
    problems: list[Problem]
    begun_on: date | None
    is_present: bool


def course_facts(case: Case, *, on: date) -> rules.CourseFacts:
    """Return what the phases ask of a case; eight queries."""
    persons = Person.unguarded.filter(household=case.household_id)
    contacts = Contact.unguarded.filter(case=case, withdrawn_at=None)
    plan = IntegrationPlan.unguarded.filter(case=case).first()
    goals = (
        Goal.unguarded.standing()
        .filter(plan=plan)
        .aggregate(all=Count("pk"), open=Count("pk", filter=Q(reached_on=None)))
    )
    steps = (
        PlanStep.unguarded.standing()
        .filter(goal__plan=plan)
        .aggregate(all=Count("pk"), others=Count("pk", filter=Q(bearer__in=BY_OTHERS)))
    )
    return rules.CourseFacts(
        has_holder=case.holder_id is not None,
        without_language=persons.filter(language="").count(),
        contacts=contacts.count(),
        assessed=_assessed(case),
        needed=PhaseNeed.objects.in_force(on=on),
        has_plan=plan is not None,
        goals=goals["all"],
        open_goals=goals["open"],
        steps=steps["all"],
        agreed_on=plan.agreed_on if plan else None,
        review_on=plan.review_on if plan else None,
        linked=steps["others"] + Referral.unguarded.filter(case=case).count(),
    )


def _assessed(case: Case) -> frozenset[str]:
    standing = Assessment.unguarded.standing().filter(case=case)
    return frozenset(standing.order_by().values_list("occasion", flat=True).distinct())


def lacking_at_the_end(case: Case, *, on: date) -> list[Problem]:
    """Return which assessments belong to the evaluation and are not there; two queries."""
    facts = rules.CourseFacts(assessed=_assessed(case), needed=PhaseNeed.objects.in_force(on=on))
    return rules.assessment_problems(Phase.EVALUATION, facts)


def phase_lines(case: Case, *, on: date) -> list[PhaseLine]:
    """Return the phases in their order, each with what it still lacks."""
    facts = course_facts(case, on=on)
    steps = PhaseStep.unguarded.filter(case=case).order_by("begun_on", "pk")
    begun: dict[str, date] = dict(steps.values_list("phase", "begun_on"))
    return [
        PhaseLine(
            key=phase,
            name=str(phase.label),
            problems=rules.phase_problems(phase, facts, on=on),
            begun_on=begun.get(phase),
            is_present=phase == case.phase,
        )
        for phase in rules.ORDER
    ]


def open_work(case: Case) -> dict[str, int]:
    """Return how much is open, in the words of `close_case`.

    Open steps do not count: the case says of each goal what became of it, and they end with it.
    """
    return {
        "open_reminders": len(reminders_of(case).open),
        "open_steps": 0,
        "open_deadlines": len(open_from_letters(case)),
    }


def open_problems(case: Case, *, on: date) -> list[Problem]:
    """Return what must be settled before the case can end, apart from the evaluation."""
    return closing_problems(case, on=on, **open_work(case))


def in_the_way(case: Case, *, on: date) -> dict[str, Any]:
    """Return what the page shows of it: the reasons, and the things with which each is mended."""
    problems = open_problems(case, on=on)
    codes = {problem.code for problem in problems}
    return {
        "open": problems,
        "open_reminders": reminders_of(case).open if "open-reminders" in codes else [],
        "open_deadlines": open_from_letters(case) if "open-deadlines" in codes else [],
    }


def open_deadline(case: Case, number: int | None) -> Any:
    """Return an open deadline from a letter of this case, or None."""
    return next((one for one in open_from_letters(case) if one.pk == number), None)


def goals_to_end(case: Case) -> list[Goal]:
    """Return the goals of the plan of which the end of the case says what became of them."""
    return list(Goal.unguarded.standing().filter(plan__case=case).order_by("pk"))


def draft_of(case: Case) -> CaseClosing | None:
    drafts = CaseClosing.unguarded.draft().filter(case=case)
    return drafts.select_related("reason", "asked_by", "written_by").first()


def closing_mark(draft: CaseClosing | None) -> int:
    """Return by what a page knows later whether the prepared end still says the same."""
    if draft is None:
        return 0
    names = ("reason_id", "evaluation", "housing", "income", "handed_to", "later_on")
    said = {f"goal-{goal}": result for goal, result in draft.outcomes.values_list("goal", "result")}
    return mark_of({name: getattr(draft, name) for name in names} | said)


def closings_of(case: Case) -> list[CaseClosing]:
    """Return how the case ended before and now, the latest first, with what became of the goals."""
    done = CaseClosing.unguarded.filter(case=case, closed_on__isnull=False)
    done = done.annotate(has_former=has_former(CaseClosing))
    done = done.select_related("reason", "written_by").prefetch_related("outcomes__goal")
    return list(done.order_by("-closed_on", "-pk"))


def needs_approval(case: Case, *, on: date) -> bool:
    rule = ClosingRule.objects.in_force(case.agreement_id, on=on)
    return rule is not None and rule.needs_approval


def is_led_by(case: Case, user: Any) -> bool:
    """Whether this person leads the carrier's team under the agreement of the case."""
    return covers(
        user,
        Permission.ACCEPT_CASES,
        organisation=case.agreement.carrier_id,
        agreement=case.agreement_id,
    )


def waiting_cases() -> QuerySet[Any, Any]:
    """Return the cases whose end waits for a second person; the caller narrows them."""
    return CaseClosing.unguarded.waiting().values("case")


def cases_to_ask_again(*, on: date) -> QuerySet[Any, Any]:
    """Return the closed cases in which it is time to ask again; the caller narrows them."""
    return CaseClosing.unguarded.to_ask_again(on=on).values("case")


def phase_steps_in(case: Case) -> QuerySet[PhaseStep]:
    return PhaseStep.unguarded.filter(case=case)


def closings_in(case: Case) -> QuerySet[CaseClosing]:
    return CaseClosing.unguarded.filter(case=case)


def period_in(case: Case) -> QuerySet[CounsellingPeriod]:
    return CounsellingPeriod.unguarded.filter(case=case)


def offered_reasons(case: Case, draft: CaseClosing | None, *, on: date) -> Any:
    """Return the reasons to choose from, with the one that the draft names already."""
    keys = offered(ClosingReason, on, carrier=case.agreement.carrier_id)
    chosen = Q(pk__in=keys) | Q(pk=draft.reason_id if draft else None)
    return ClosingReason.objects.filter(chosen).order_by("position", "pk")
