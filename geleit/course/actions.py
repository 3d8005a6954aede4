# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of the course of a case: phases, its end, and what comes after."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.cases import actions as case_actions
from geleit.cases.actions import locked, locked_for_writing
from geleit.cases.enums import Phase
from geleit.cases.models import Case
from geleit.core.problems import Problem, Refused
from geleit.core.versions import seen_problems
from geleit.course import period_rules, queries, rules
from geleit.course.models import (
    CaseClosing,
    ClosingRule,
    CounsellingPeriod,
    GoalOutcome,
    PeriodRule,
    PhaseStep,
)
from geleit.deadlines.actions import finish_reminder
from geleit.deadlines.models import FollowUpReminder
from geleit.together.actions import keep_replaced
from geleit.together.models import FormerText

TEXTS = ("evaluation", "handed_to")  # of which former wordings are kept, as of the answer
ASKED_AGAIN = "asked-again"  # an answer ended so: nobody changed its words
Results = dict[int, str]  # by goal, what became of it


@transaction.atomic
def move_to(case: Case, *, phase: str, by: User, on: date) -> Case:
    """Move an open case to another phase, and keep since when it is there."""
    former = locked(case).phase
    case = case_actions.change_phase(case, phase=phase, by=by)
    if case.phase != former:
        PhaseStep.unguarded.create(case=case, phase=phase, begun_on=on, by=by.name)
    return case


@transaction.atomic
def save_closing(
    case: Case, *, results: Results, by: User, seen: int | None = None, **said: Any
) -> CaseClosing:
    """Keep what is prepared for the end of a case, not over what one has not seen; nothing ends.

    `results` and `said` are what was asked and could be read; the rest of a draft stays.
    """
    case = locked_for_writing(case)
    draft = CaseClosing.unguarded.draft().filter(case=case).first()
    if draft is None:
        draft = CaseClosing(case=case, written_by=by)
    elif _is_same(draft, results, said):
        return draft  # what waits for the lead goes on waiting
    else:
        _refuse(seen_problems(seen=seen, changes=queries.closing_mark(draft)))
    if draft.pk:
        keep_replaced(draft, said, TEXTS, case=case, by=by, written_by=draft.written_by)
    for name, value in said.items():
        setattr(draft, name, value)
    draft.written_by, draft.asked_on, draft.asked_by = by, None, None  # changed: asked for anew
    draft.save()
    _keep_results(draft, results)
    record(by, "closing-prepared", draft, case=case.pk)
    return draft


@transaction.atomic
def bring_back(case: Case, former: FormerText, *, by: User) -> CaseClosing:
    """Let a former wording of the prepared end count again; the present one is kept in its place."""
    case = locked_for_writing(case)
    draft = CaseClosing.unguarded.draft().get(case=case, pk=former.row)
    if former.field == "answer":
        return _answer_again(draft, former, by=by)
    results = dict(GoalOutcome.unguarded.filter(closing=draft).values_list("goal", "result"))
    seen = queries.closing_mark(draft)
    return save_closing(case, results=results, by=by, seen=seen, **{former.field: former.text})


def _answer_again(draft: CaseClosing, former: FormerText, *, by: User) -> CaseClosing:
    """Let a former word of the lead count again: hers to say, as it was to give the end back."""
    is_second = queries.is_led_by(draft.case, by) or draft.case.is_protected
    _refuse(rules.answer_problems(is_second=is_second))
    if draft.answer != former.text:
        _answer(draft, former.text, by=by)
        record(by, "text-brought-back", draft, case=draft.case_id, field=former.field)
    return draft


def _is_same(draft: CaseClosing, results: Results, said: dict[str, Any]) -> bool:
    former = dict(GoalOutcome.unguarded.filter(closing=draft).values_list("goal", "result"))
    given = {goal: result for goal, result in results.items() if result}
    return former == given and all(getattr(draft, name) == said[name] for name in said)


def _keep_results(closing: CaseClosing, results: Results) -> None:
    goals = {goal.pk for goal in queries.goals_to_end(closing.case)}
    outcomes = GoalOutcome.unguarded.filter(closing=closing)
    outcomes.exclude(goal__in=[goal for goal, result in results.items() if result]).delete()
    for goal, result in results.items():
        if result and goal in goals:
            outcomes.update_or_create(closing=closing, goal_id=goal, defaults={"result": result})


def end_case(case: Case, *, results: Results, by: User, on: date, **said: Any) -> CaseClosing:
    """End the case, or put it before the lead where the agreement asks for that.

    Raises Refused with everything that is still open; what was written is kept as the draft then.
    """
    draft = save_closing(case, results=results, by=by, **said)
    return _end_or_ask(draft.case, by=by, on=on)


@transaction.atomic
def _end_or_ask(case: Case, *, by: User, on: date) -> CaseClosing:
    case = locked_for_writing(case)
    draft = CaseClosing.unguarded.draft().select_for_update().get(case=case)
    _refuse(_closing_problems(case, draft, on=on))
    if queries.needs_approval(case, on=on):
        ends: dict[str, Any] = {"by": by, "detail": ASKED_AGAIN}
        keep_replaced(draft, {"answer": ""}, ["answer"], case=case, **ends)
        draft.asked_on, draft.asked_by, draft.answer = on, by, ""
        draft.save(update_fields=["asked_on", "asked_by", "answer"])
        record(by, "closing-asked", draft, case=case.pk)
        return draft
    return _end(case, draft, by=by, on=on)


def _closing_problems(case: Case, draft: CaseClosing, *, on: date) -> list[Problem]:
    said = GoalOutcome.unguarded.filter(closing=draft).values_list("goal", flat=True)
    silent = {goal.pk for goal in queries.goals_to_end(case)} - set(said)
    problems = queries.open_problems(case, on=on)
    problems += rules.evaluation_problems(silent_goals=len(silent))
    return problems + rules.later_problems(later_on=draft.later_on, closed_on=on)


def _end(case: Case, closing: CaseClosing, *, by: User, on: date) -> CaseClosing:
    closing.closed_on = on
    closing.save(update_fields=["closed_on", "approved_by"])
    case_actions.close_case(case, by=by, on=on, **queries.open_work(case))
    return closing


@transaction.atomic
def settle_reminder(
    case: Case, reminder: int, *, results: Results, by: User, on: date, **said: Any
) -> CaseClosing:
    """Keep what is prepared, and tick off a reminder that stands in the way of the end."""
    draft = save_closing(case, results=results, by=by, **said)
    if row := FollowUpReminder.unguarded.open().filter(case=case, pk=reminder).first():
        finish_reminder(row, by=by, on=on)
    return draft


@transaction.atomic
def approve_closing(case: Case, *, by: User, on: date) -> CaseClosing:
    """End a case whose end somebody else has put before the lead."""
    case = locked_for_writing(case)
    draft = _asked(case, by=by)
    _refuse(_closing_problems(case, draft, on=on))
    draft.approved_by = by.name
    return _end(case, draft, by=by, on=on)


@transaction.atomic
def send_back(case: Case, *, answer: str, by: User) -> CaseClosing:
    """Give the prepared end back, with a word on what is missing."""
    case = locked_for_writing(case)
    draft = _asked(case, by=by)
    _answer(draft, answer, by=by)
    record(by, "closing-sent-back", draft, case=case.pk)
    return draft


def _answer(draft: CaseClosing, answer: str, *, by: User) -> None:
    keep_replaced(draft, {"answer": answer}, ["answer"], case=draft.case, by=by)
    draft.answer, draft.asked_on, draft.asked_by = answer, None, None
    draft.save(update_fields=["answer", "asked_on", "asked_by"])


def _asked(case: Case, *, by: User) -> CaseClosing:
    """Return what waits for a second person, if this is one; or raise Refused."""
    draft = CaseClosing.unguarded.waiting().filter(case=case).first()
    _refuse(
        rules.approval_problems(
            is_asked=draft is not None,
            is_lead=queries.is_led_by(case, by),
            is_protected=case.is_protected,
            asked_it=draft is not None and draft.asked_by_id == by.pk,
        )
    )
    assert draft is not None
    return draft


@transaction.atomic
def reopen(case: Case, *, reason: str, by: User, on: date) -> Case:
    """Open a closed case again; how it ended stays in the file."""
    case = case_actions.reopen_case(case, by=by)
    closing = CaseClosing.unguarded.standing().filter(case=case).first()
    if closing:
        closing.reopened_on, closing.reopen_reason = on, reason
        closing.save(update_fields=["reopened_on", "reopen_reason"])
    PhaseStep.unguarded.create(case=case, phase=case.phase, begun_on=on, by=by.name)
    return case


@transaction.atomic
def take_reopening_back(case: Case, *, closed_on: date, closing: int | None, by: User) -> Case:
    """Let a case be closed as it was before `reopen`; nobody may have worked in it since."""
    case = locked(case)
    case.phase, case.closed_on = Phase.CLOSED, closed_on
    case.save(update_fields=["phase", "closed_on"])
    ended = CaseClosing.unguarded.filter(case=case, pk=closing or 0)
    ended.update(reopened_on=None, reopen_reason="")
    if step := PhaseStep.unguarded.filter(case=case).order_by("pk").last():
        step.delete()
    record(by, "case-closed", case)
    return case


@transaction.atomic
def note_later(case: Case, *, result: str, note: str, by: User, on: date) -> CaseClosing:
    """Note what was found when somebody asked again after the end."""
    case = locked(case)
    closing = CaseClosing.unguarded.standing().filter(case=case).first()
    days = {
        "later_on": closing.later_on if closing else None,
        "asked_on": closing.later_asked_on if closing else None,
    }
    _refuse(rules.later_result_problems(closed_on=case.closed_on, **days))
    assert closing is not None
    closing.later_asked_on, closing.later_result, closing.later_note = on, result, note
    closing.save(update_fields=["later_asked_on", "later_result", "later_note"])
    record(by, "closing-asked-again", closing, case=case.pk)
    return closing


@transaction.atomic
def set_rule(
    agreement: CooperationAgreement,
    *,
    needs_approval: bool,
    valid_from: date,
    source: str,
    by: User,
) -> ClosingRule:
    """Say from a day on whether the lead approves the end of a case."""
    rule, _made = ClosingRule.objects.update_or_create(
        agreement=agreement,
        valid_from=valid_from,
        defaults={"needs_approval": needs_approval, "source": source},
    )
    record(by, "closing-rule-set", rule, needs_approval=needs_approval)
    return rule


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


@transaction.atomic
def begin_period(case: Case, *, begins_on: date, by: User, on: date) -> CounsellingPeriod:
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
def extend_period(case: Case, *, reason: str, by: User, on: date) -> CounsellingPeriod:
    """Prolong the time once, with a reason; or raise Refused."""
    case = locked_for_writing(case)
    period = CounsellingPeriod.unguarded.filter(case=case).first()
    if period is None:
        period = begin_period(case, begins_on=min(case.opened_on, on), by=by, on=on)
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


@transaction.atomic
def word_extension(case: Case, *, extension_reason: str, by: User, on: date) -> CounsellingPeriod:
    """Say otherwise why the time was prolonged; what it said before is kept. Or raise Refused."""
    case = locked_for_writing(case)
    periods = CounsellingPeriod.unguarded.select_for_update(of=["self"]).filter(case=case)
    period = periods.first() or CounsellingPeriod()
    _refuse(period_rules.wording_problems(extended_on=period.extended_on))
    if period.extension_reason != extension_reason:
        said = {"extension_reason": extension_reason}
        keep_replaced(period, said, said, case=case, by=by)
        period.extension_reason = extension_reason
        period.save(update_fields=["extension_reason"])
        record(by, "extension-worded", period, case=case.pk)
    return period


def _rule(day: date) -> PeriodRule:
    rule = PeriodRule.objects.in_force(on=day)
    if rule is None:
        raise Refused([Problem("no-rule", _("Für diesen Tag gibt es keine Regel."))])
    return rule
