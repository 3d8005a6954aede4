# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one does with lists: keep a filter, choose columns, act on several cases at once."""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.audit.models import Entry, record_many
from geleit.cases.actions import assign
from geleit.cases.models import Case
from geleit.core.problems import Problem, Refused
from geleit.deadlines.actions import add_reminder
from geleit.desk.caseload import caseload_of
from geleit.desk.models import ListColumns, SavedFilter

KEPT = ("stand", "zustaendig", "phase", "ordnung")  # never names of people


def without_names(query: str) -> str:
    """Return of an address what may be kept: no search, no page."""
    return urlencode([(name, value) for name, value in parse_qsl(query) if name in KEPT])


@transaction.atomic
def keep_filter(
    *, name: str, query: str, is_shared: bool, organisation: int, by: User
) -> SavedFilter:
    """Keep a filter under a name; the same name again replaces it."""
    values = {
        "query": without_names(query)[:300],
        "is_shared": is_shared,
        "organisation_id": organisation,
    }
    return SavedFilter.objects.update_or_create(owner=by, name=name, defaults=values)[0]


@transaction.atomic
def drop_filter(kept: SavedFilter) -> None:
    kept.delete()


@transaction.atomic
def choose_columns(*, names: list[str], by: User) -> ListColumns:
    return ListColumns.objects.update_or_create(user=by, defaults={"names": names})[0]


@transaction.atomic
def give_cases(pairs: Iterable[tuple[Case, User]], *, by: User, on: date) -> int:
    """Make somebody responsible for each of the cases: all or nothing.

    Raises Refused with the number of each case that can not go, and the reason.
    """
    problems, given = [], 0
    for case, to in sorted(pairs, key=lambda pair: pair[0].pk):
        try:
            assign(case, to=to, by=by, on=on)
            given += 1
        except Refused as refused:
            problems += [_of(case, problem) for problem in refused.problems]
    if problems:
        raise Refused(problems)
    return given


@transaction.atomic
def hand_over_caseload(
    pairs: list[tuple[Case, User]], *, of: int, expected: set[int], by: User, on: date
) -> int:
    """Give all open cases of somebody on, in one step, as the preview showed them.

    Raises Refused when a case came to her or left her meanwhile.
    """
    present = caseload_of(User(pk=of), by)
    if {case.pk for case, _to in pairs} != expected or set(
        present.values_list("pk", flat=True)
    ) != expected:
        text = _("Inzwischen hat sich etwas geändert. Bitte die Vorschau noch einmal ansehen.")
        raise Refused([Problem("changed", text)])
    return give_cases(pairs, by=by, on=on)


@transaction.atomic
def rebalance(
    pairs: Iterable[tuple[Case, User]], *, seen: Mapping[int, int | None], by: User, on: date
) -> int:
    """Give the chosen cases to others, as the preview showed them: all or nothing.

    `seen`: by case who held it in the preview. Raises Refused when that changed meanwhile.
    """
    pairs = list(pairs)
    locked = Case.objects.visible_to(by).select_for_update(of=["self"])
    rows = locked.filter(pk__in=[case.pk for case, _to in pairs]).order_by("pk")
    present = dict(rows.values_list("pk", "holder"))
    if any(case.pk not in present or present[case.pk] != seen[case.pk] for case, _to in pairs):
        text = _("Inzwischen hat sich etwas geändert. Bitte die Vorschau noch einmal ansehen.")
        raise Refused([Problem("changed", text)])
    return give_cases(pairs, by=by, on=on)


@transaction.atomic
def remind_of_cases(cases: Iterable[Case], *, text: str, due_on: date, by: User, on: date) -> int:
    """Set the same reminder in each of the cases: all or nothing."""
    problems, made = [], 0
    for case in sorted(cases, key=lambda case: case.pk):
        try:
            add_reminder(case, text=text, due_on=due_on, by=by, on=on)
            made += 1
        except Refused as refused:
            problems += [_of(case, problem) for problem in refused.problems]
    if problems:
        raise Refused(problems)
    return made


def _of(case: Case, problem: Problem) -> Problem:
    return Problem(problem.code, f"{case.number}: {problem.text}")


def note_print(cases: Iterable[Case], *, by: User) -> None:
    """Note in the log that a list of these cases was printed."""
    record_many([Entry(by, "case-printed", case) for case in cases])
