# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the lead's page shows, in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from geleit.cases.models import Case, Person
from geleit.identity.models import Decision, PersonLink, PossibleDuplicate, TraceEnd

SHOWN = 50


@dataclass(frozen=True)
class Pair:
    """Two records side by side: a pair to decide on or a link."""

    row: Any
    cases: dict[int, Case]

    @property
    def sides(self) -> list[tuple[Person, Case | None]]:
        people = (self.row.first, self.row.second)
        return [(person, self.cases.get(person.household_id)) for person in people]


def pairs(rows: "QuerySet[Any]", user: Any) -> list[Pair]:
    """Return the first rows with the cases of both persons."""
    found = list(rows.select_related("first", "second")[:SHOWN])
    households = {person.household_id for row in found for person in (row.first, row.second)}
    seen = Case.objects.visible_to(user).filter(household__in=households).order_by("pk")
    cases = {case.household_id: case for case in seen}
    return [Pair(row, cases) for row in found]


def to_decide(user: Any, *, later: bool = False) -> Any:
    decision = Decision.LATER if later else Decision.OPEN
    rows = PossibleDuplicate.objects.visible_to(user).filter(decision=decision)
    return rows.order_by("-probability", "pk")


def standing_links(user: Any) -> Any:
    return PersonLink.objects.visible_to(user).filter(undone_at=None).order_by("-linked_at", "-pk")


def own_traces(user: Any, *, is_asking: bool) -> list[TraceEnd]:
    ends = TraceEnd.objects.visible_to(user).filter(is_asking=is_asking)
    ends = ends.select_related("person", "trace__asking", "trace__answering", "trace__answered_by")
    return list(ends.order_by("trace__answer", "-trace__found_on", "-pk")[:SHOWN])
