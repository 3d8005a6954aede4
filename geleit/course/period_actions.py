# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of the time for which a household may be advised."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.audit.models import record
from geleit.cases.actions import locked_for_writing
from geleit.cases.models import Case
from geleit.core.problems import Problem, Refused
from geleit.course import period_rules
from geleit.course.models import CounsellingPeriod, PeriodRule


@transaction.atomic
def begin(case: Case, *, begins_on: date, by: User, on: date) -> CounsellingPeriod:
    """Say from when the time counts; one that was extended keeps its extension."""
    case = locked_for_writing(case)
    if begins_on > on:
        raise Refused([Problem("begins_on", _("Bitte einen Tag eintragen, der schon war."))])
    rule = _rule(begins_on)
    period = CounsellingPeriod.unguarded.filter(case=case).first() or CounsellingPeriod(case=case)
    months = rule.extended_months if period.extended_on else rule.regular_months
    period.begins_on = begins_on
    period.ends_on = period_rules.last_day(begins_on, months=months)
    period.save()
    record(by, "period-begun", period, case=case.pk, until=period.ends_on)
    return period


@transaction.atomic
def extend(case: Case, *, reason: str, by: User, on: date) -> CounsellingPeriod:
    """Prolong the time once, with a reason; or raise Refused."""
    case = locked_for_writing(case)
    period = CounsellingPeriod.unguarded.filter(case=case).first()
    if period is None:
        period = begin(case, begins_on=min(case.opened_on, on), by=by, on=on)
    problems = period_rules.extension_problems(
        ends_on=period.ends_on, extended_on=period.extended_on, reason=reason, on=on
    )
    if problems:
        raise Refused(problems)
    months = _rule(period.begins_on).extended_months
    period.ends_on = period_rules.last_day(period.begins_on, months=months)
    period.extended_on, period.extension_reason = on, reason
    period.save(update_fields=["ends_on", "extended_on", "extension_reason"])
    record(by, "period-extended", period, case=case.pk, until=period.ends_on)
    return period


def _rule(day: date) -> PeriodRule:
    rule = PeriodRule.objects.in_force(on=day)
    if rule is None:
        raise Refused([Problem("no-rule", _("Für diesen Tag gibt es keine Regel."))])
    return rule
