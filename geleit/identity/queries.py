# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the lead's page shows, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from geleit.cases.models import Case, Person
from geleit.core.eyes import system_eyes
from geleit.identity.models import (
    Answer,
    Decision,
    PersonLink,
    PossibleDuplicate,
    TraceEnd,
    led_by,
)

SHOWN = 50
NEW_ANSWER = timedelta(days=14)  # so long the first page tells of an answer


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


@dataclass(frozen=True)
class Linked:
    """Somebody of a case file, and the other record about the same person with its case.

    Without a case the other record is not for this reader to see: only that there is a link to undo.
    """

    link: PersonLink
    person: Person
    other: Person
    case: Case | None
    may_undo: bool


@system_eyes()
def linked(persons: Iterable[Person], user: Any) -> list[Linked]:
    """Return the links of these persons to records that this reader sees; one query where none is.

    In a specially protected file also those to others, for who reads it may undo them.
    What is open by the emergency door only is read there, and not told in another file.
    """
    here = {person.pk: person for person in persons}
    rows = PersonLink.unguarded.filter(undone_at=None).order_by("pk")
    # Most have no link, and PostgreSQL plans the persons of both sides for longer than it reads them.
    keys = list(rows.filter(Q(first__in=here) | Q(second__in=here)).values_list("pk", flat=True))
    if not keys:
        return []
    pairs_here = [
        (row, here[mine], other)
        for row in rows.filter(pk__in=keys).select_related("first", "second")
        for mine, other in ((row.first_id, row.second), (row.second_id, row.first))
        if mine in here
    ]
    homes = {other.household_id for _row, _mine, other in pairs_here}
    seen = Case.unguarded.visible_to(user).beyond_door(user)
    seen = seen.filter(household__in=homes).order_by("pk")
    cases = {case.household_id: case for case in seen}
    own = set(
        PersonLink.unguarded.visible_to(user)
        .filter(pk__in=[row.pk for row, *_ in pairs_here])
        .values_list("pk", flat=True)
    )
    return [
        Linked(row, mine, other, case, row.pk in own)
        for row, mine, other in pairs_here
        if (case := cases.get(other.household_id)) or row.pk in own
    ]


def protected_side(link: PersonLink, user: Any) -> Case | None:
    """Return the specially protected case of a link, where this person reads one by name."""
    persons = Person.unguarded.filter(pk__in=(link.first_id, link.second_id))
    seen = Case.objects.visible_to(user).filter(is_protected=True)
    return seen.filter(household__in=persons.values("household")).order_by("pk").first()


def to_decide(user: Any, *, later: bool = False) -> Any:
    decision = Decision.LATER if later else Decision.OPEN
    rows = PossibleDuplicate.objects.visible_to(user).filter(decision=decision)
    return rows.order_by("-probability", "pk")


def two_persons(user: Any) -> Any:
    """Return the pairs of which somebody said that they are two persons, the latest first."""
    rows = PossibleDuplicate.objects.visible_to(user).filter(decision=Decision.NOT_SAME)
    return rows.select_related("decided_by").order_by("-decided_at", "-pk")


def standing_links(user: Any) -> Any:
    rows = PersonLink.objects.visible_to(user).unprotected().filter(undone_at=None)
    return rows.order_by("-linked_at", "-pk")


def own_questions(user: Any) -> list[TraceEnd]:
    """Return what one has asked or may ask: first the last answers, then what waits, then the rest.

    Whom the other place has asked about first is not asked about: it stands with its questions.
    """
    with system_eyes():  # the question of the other side may be out of sight
        ours = TraceEnd.unguarded.filter(person__in=led_by(user).values("pk"))
        asked_there = ours.filter(trace__asked_at=None).asked_first_there()
        hidden = list(asked_there.values_list("pk", flat=True))
    ends = _shown(user).filter(is_asking=True).exclude(pk__in=hidden)
    lately = (F(f"trace__{name}").desc(nulls_last=True) for name in ("answered_at", "asked_at"))
    return list(ends.order_by(*lately, "-trace__found_on", "-pk")[:SHOWN])


def questions_of_others(user: Any) -> list[TraceEnd]:
    """Return what others ask: first what waits for an answer, the oldest before, then the rest."""
    ends = _shown(user).filter(is_asking=False)
    lately = F("trace__answered_at").desc(nulls_first=True)
    return list(ends.order_by(lately, "trace__asked_at", "-pk")[:SHOWN])


def _shown(user: Any) -> QuerySet[TraceEnd]:
    places = ("trace__asking", "trace__answering", "trace__asked_by", "trace__answered_by")
    return TraceEnd.objects.visible_to(user).select_related("person", *places)


def for_first_page(user: Any, *, at: datetime) -> dict[str, int]:
    """Count pairs to decide on, questions of others to answer, and answers that came lately."""
    people = led_by(user)  # found out once
    same = PossibleDuplicate.unguarded.among(people).filter(decision=Decision.OPEN).count()
    waiting = Q(is_asking=False, trace__asked_at__isnull=False, trace__answer=Answer.NONE)
    answered = Q(is_asking=True, trace__answered_at__gt=at - NEW_ANSWER)
    with system_eyes():  # whether the other side is protected is not for this user to see
        asked = TraceEnd.unguarded.filter(trace__asked_at__isnull=False)  # few of very many
        over = asked.out_of_sight().values("trace")
        ends = TraceEnd.unguarded.filter(waiting | answered, person__in=people.values("pk"))
        counts = ends.exclude(trace__in=over).aggregate(
            questions=Count("pk", filter=waiting), answers=Count("pk", filter=answered)
        )
    return {"same": same, **counts}
