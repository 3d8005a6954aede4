# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts that note, correct or take back an assessment. Each locks the case."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.audit.models import record
from geleit.cases.actions import locked_for_writing
from geleit.cases.models import Case, Person
from geleit.core.problems import Problem, Refused
from geleit.core.versions import mark_of, seen_problems
from geleit.plans.assessment import rules
from geleit.plans.assessment.models import Assessment, IndependenceScale, Rating
from geleit.plans.enums import Occasion
from geleit.together.actions import keep_replaced


@transaction.atomic
def assess(
    *,
    case: Case,
    person: Person,
    view: str,
    occasion: str,
    assessed_on: date,
    levels: Mapping[str, int],
    note: str,
    by: Any,
    on: date,
    seen: int | None = None,
) -> Assessment:
    """Note how independent somebody is; the same view of the same day is corrected, not doubled.

    With `seen` (`mark_of_assessment` of what the page showed) not over what one has not seen.
    """
    case = locked_for_writing(case)
    if person.household_id != case.household_id:
        raise Refused([Problem("stranger", _("Diese Person gehört nicht zum Haushalt."))])
    own = Assessment.unguarded.standing().filter(case=case, person=person, view=view)
    same = own.filter(assessed_on=assessed_on).first()
    others = own.exclude(pk=same.pk) if same else own
    problems = rules.assessment_problems(
        assessed_on=assessed_on,
        occasion=occasion,
        opened_on=case.opened_on,
        others=others.values_list("occasion", "assessed_on"),
        rated=len(levels),
        on=on,
    )
    if problems:
        raise Refused(problems)
    if same and _says(same, occasion, note, levels):
        return same
    overtaken = seen_problems(seen=seen, changes=mark_of_assessment(same))
    if overtaken:
        raise Refused(overtaken)
    row = same or Assessment(
        case=case, person=person, view=view, assessed_on=assessed_on,
        scale=_scale(assessed_on, carrier=case.agreement.carrier_id),
    )  # fmt: skip
    if same:
        keep_replaced(same, {"note": note}, ["note"], case=case, by=by, written_by=same.recorded_by)
    row.occasion, row.note, row.recorded_by = occasion, note, by
    row.save()
    row.ratings.all().delete()
    Rating.unguarded.bulk_create(
        Rating(assessment=row, action_field=name, level=level) for name, level in levels.items()
    )
    verb = "assessment-corrected" if same else "assessment-noted"
    record(by, verb, row, case=case.pk, view=view, occasion=occasion, fields=len(levels))
    return row


def mark_of_assessment(row: Assessment | None) -> int:
    """Return by what a page knows later whether the assessment still says the same; 0 for none."""
    if row is None:
        return 0
    levels = dict(row.ratings.values_list("action_field", "level"))
    return mark_of({"occasion": row.occasion, "note": row.note} | levels)


def _says(row: Assessment, occasion: str, note: str, levels: Mapping[str, int]) -> bool:
    present = dict(row.ratings.values_list("action_field", "level"))
    return (row.occasion, row.note) == (occasion, note) and present == dict(levels)


@transaction.atomic
def take_back(assessment: Assessment, *, by: Any, on: date) -> Assessment:
    """Take an assessment out of the curve; it can be put back."""
    return _mark(assessment, by, "assessment-removed", on)


@transaction.atomic
def put_back(assessment: Assessment, *, by: Any) -> Assessment:
    """Put an assessment back, unless another one took its place meanwhile."""
    locked_for_writing(assessment.case)
    standing = Assessment.unguarded.standing().filter(
        case=assessment.case_id, person=assessment.person_id, view=assessment.view
    )
    same_day = standing.filter(assessed_on=assessment.assessed_on).exclude(pk=assessment.pk)
    starts = standing.filter(occasion=assessment.occasion).exclude(pk=assessment.pk)
    is_second_start = assessment.occasion == Occasion.START and starts.exists()
    if same_day.exists() or is_second_start:
        text = _("Inzwischen gibt es eine andere Einschätzung an dieser Stelle.")
        raise Refused([Problem("taken", text)])
    return _mark(assessment, by, "assessment-restored", None)


def _mark(assessment: Assessment, by: Any, verb: str, removed_on: date | None) -> Assessment:
    locked_for_writing(assessment.case)
    row = Assessment.unguarded.select_related("case").get(pk=assessment.pk)
    if bool(row.removed_on) != bool(removed_on):
        row.removed_on = removed_on
        row.save(update_fields=["removed_on"])
        record(by, verb, row, case=row.case_id)
    return row


def _scale(day: date, *, carrier: int) -> IndependenceScale:
    scale = IndependenceScale.objects.valid_on(day, carrier=carrier)
    if scale is None:
        text = _("Für diesen Tag ist keine Skala hinterlegt.")
        raise Refused([Problem("no-scale", text)])
    return scale
