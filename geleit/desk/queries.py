# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies below the cases of a list: how many persons, the last contact, what is due next.

The list answers while somebody types, and making this statement takes Django longer than the
database needs to answer it. So it is made once for each number of lines; PostgreSQL, which plans
it longer than it carries it out, keeps the plan for the session. It discloses nothing beyond the
cases it is given, which the caller has seen.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, QuerySet, Subquery

from geleit.cases.models import Case, Person, ResidenceStatus
from geleit.counselling.models import Contact
from geleit.deadlines.models import FollowUpReminder
from geleit.plans.models import PlanStep

HERE, HOME = OuterRef("pk"), OuterRef("household")


def _persons() -> QuerySet[Any, Any]:
    rows = Person.unguarded.filter(household=HOME).order_by().values("household")
    return rows.annotate(found=Count("pk")).values("found")


def _last_contact() -> QuerySet[Any, Any]:
    return _first(Contact.unguarded.filter(case=HERE), "happened_on", falls=True)


def _due_reminder() -> QuerySet[Any, Any]:
    return _first(FollowUpReminder.unguarded.filter(case=HERE, done_on=None), "due_on")


def _due_step() -> QuerySet[Any, Any]:
    goals = {"goal__plan__case": HERE, "goal__removed_on": None, "goal__reached_on": None}
    return _first(PlanStep.unguarded.filter(done_on=None, removed_on=None, **goals), "due_on")


def _due_title() -> QuerySet[Any, Any]:
    current = ResidenceStatus.objects.filter(person__household=HOME, is_current=True)
    return _first(current, "valid_until")


def _first(rows: QuerySet[Any], day: str, *, falls: bool = False) -> QuerySet[Any, Any]:
    known = rows.filter(**{f"{day}__isnull": False})
    return known.order_by(f"-{day}" if falls else day).values(day)[:1]


FACTS: dict[str, Callable[[], QuerySet[Any, Any]]] = {
    "persons": _persons,
    "last_contact_on": _last_contact,
    "due_reminder": _due_reminder,
    "due_step": _due_step,
    "due_title": _due_title,
}


def facts_of(cases: Iterable[Case], names: Iterable[str]) -> dict[int, dict[str, Any]]:
    """Return by case the named facts; what there is none of is None, of persons 0."""
    keys, names = [case.pk for case in cases], tuple(names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"EXECUTE {_kept_plan(names)} (%s::bigint[])", [keys])
        else:
            statement, fixed = _statement(names, len(keys), connection.vendor)
            cursor.execute(statement, [*fixed, *keys])
        rows = cursor.fetchall()
    found = {key: dict(zip(names, map(_read, values), strict=True)) for key, *values in rows}
    for facts in found.values():
        facts["persons"] = facts.get("persons") or 0
    return found


def persons_meant(text: str, cases: Iterable[Case]) -> Iterable[tuple[int, str, str, date | None]]:
    """Return whom a searched name means in these cases: household, given and family name, birth date."""
    persons = Person.unguarded.filter(household__in={case.household_id for case in cases})
    columns = ("household", "given_names", "family_name", "born_on")
    return persons.matching(text).order_by("pk").values_list(*columns)


def _read(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value  # SQLite keeps texts


@lru_cache(maxsize=500)
def _statement(names: tuple[str, ...], count: int, _vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Return the statement for so many cases, and what it is told before their keys."""
    rows = Case.unguarded.filter(pk__in=range(count)).order_by()
    asked: Any = rows.annotate(**{name: Subquery(FACTS[name]()) for name in names})
    statement, told = asked.values_list("pk", *names).query.sql_with_params()
    return statement, told[: len(told) - count]


def _kept_plan(names: tuple[str, ...]) -> str:
    """Return the name of the plan that the session of PostgreSQL keeps; it takes the keys as an array."""
    name = "_".join(("facts", *names))
    here: Any = connection
    here.prepare_once(name, ["bigint[]"], lambda: _with_array(names))
    return name


def _with_array(names: tuple[str, ...]) -> str:
    statement, told = _statement(names, 1, connection.vendor)
    begin, asks, rest = statement.rpartition(" IN (%s)")
    if told or not asks:
        raise AssertionError("the keys are all that the statement is told")
    return f"{begin} = ANY ($1){rest}"
