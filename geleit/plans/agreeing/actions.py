# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Agree on a plan: the version of that day is kept, with the way in which the person said yes."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from geleit.audit.models import record
from geleit.cases.actions import locked_for_writing
from geleit.core.problems import Problem, Refused
from geleit.documents.models import Document
from geleit.plans import rules as plan_rules
from geleit.plans.agreeing import rules
from geleit.plans.agreeing.models import PlanVersion
from geleit.plans.agreeing.queries import content_of
from geleit.plans.enums import AgreedHow
from geleit.plans.models import IntegrationPlan


@transaction.atomic
def agree_plan(
    *,
    plan: IntegrationPlan,
    agreed_on: date,
    by: Any,
    on: date,
    how: str = AgreedHow.SPOKEN,
    strokes: rules.Strokes | None = None,
    signer: str = "",
    paper: Document | None = None,
) -> IntegrationPlan:
    """Note that plan and person agreed on that day; the next review is counted from it.

    The same form sent twice is one version.
    """
    locked_for_writing(plan.case)
    plan = IntegrationPlan.unguarded.select_related("template").get(pk=plan.pk)
    problems = plan_rules.day_problems(agreed_on, not_before=plan.begun_on, on=on)
    problems += rules.agreement_problems(how=how, strokes=strokes, signer=signer)
    if paper and paper.case_id != plan.case_id:
        problems.append(Problem("strange-paper", _("Diese Datei gehört zu einem anderen Fall.")))
    if problems:
        raise Refused(problems)
    said = {
        "agreed_on": agreed_on,
        "how": how,
        "content": content_of(plan),
        "signature": strokes if how == AgreedHow.SCREEN else None,
        "signer": signer,
        "paper_id": paper.pk if paper and how == AgreedHow.PAPER else None,
    }
    last = PlanVersion.unguarded.filter(plan=plan).order_by("-number").first()
    if last and all(getattr(last, name) == value for name, value in said.items()):
        return plan
    highest = PlanVersion.unguarded.filter(plan=plan).aggregate(n=Max("number"))["n"] or 0
    version = PlanVersion.unguarded.create(plan=plan, number=highest + 1, recorded_by=by, **said)
    plan.agreed_on = agreed_on
    plan.review_on = plan_rules.next_review(agreed_on, months=plan.template.review_months)
    plan.save(update_fields=["agreed_on", "review_on"])
    record(
        by, "plan-agreed", plan,
        agreed_on=agreed_on, review_on=plan.review_on, version=version.number, how=how,
    )  # fmt: skip
    return plan
