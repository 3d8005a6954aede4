# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of the caseloads of a whole team, as far as the asker sees it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from geleit.accounts.models import User
from geleit.agreements.models import CaseloadRatio
from geleit.cases.models import Case
from geleit.cases.team import team_of
from geleit.desk.case_rows import cities_of, languages_of
from geleit.desk.caseload import talks_of
from geleit.desk.team_balance import Held, Move, Worker, loads, rebalance
from geleit.staffing.models import PositionFilling

FULL = 1.0  # counted for somebody whose post nobody entered


@dataclass(frozen=True)
class Line:
    """One line of the preview: how many persons now and then, and how many are agreed."""

    name: str
    share: Decimal | None
    now: int
    then: int
    room: int | None

    @property
    def is_over(self) -> bool:
        return self.room is not None and self.now > self.room


@dataclass(frozen=True)
class TeamView:
    """The team's caseloads and what could change."""

    lines: list[Line]
    moves: list[Move]
    cases: dict[int, Case]
    people: dict[int, User]


def team_view(found: Any, team: list[User], *, on: date) -> TeamView:
    """Return loads and proposals for the cases `found`; a fixed number of queries."""
    cases = {case.pk: case for case in found.select_related("household", "agreement")}
    shares = _shares(team, on=on)
    holding = {case.holder_id for case in cases.values()}
    people = {one.pk: one for one in team if one.pk in shares or one.pk in holding}
    held = _held(found, cases, list(people.values()))
    reached = _reached(cases, on=on)
    workers = [Worker(key, float(shares.get(key, FULL)), frozenset(reached[key])) for key in people]
    moves = rebalance(held, workers)
    to = {move.case: move.to for move in moves}
    now = loads(held, workers)
    then = dict(now)
    for case in held:
        if case.key in to:
            then[to[case.key]] += case.persons
            if case.holder is not None:
                then[case.holder] -= case.persons
    ratio = _ratio(cases, on=on)
    lines = [
        Line(one.name, shares.get(key), now[key], then[key], _room(shares.get(key), ratio))
        for key, one in people.items()
    ]
    return TeamView(lines, moves, cases, people)


def _held(found: Any, cases: dict[int, Case], people: list[User]) -> list[Held]:
    counted = found.order_by().annotate(n=Count("household__persons"))
    persons = dict(counted.values_list("pk", "n"))
    talks, cities, languages = talks_of(found, people), cities_of(found), languages_of(found)
    return [
        Held(
            key, case.holder_id, persons[key], case.agreement_id,
            frozenset(languages.get(key, ())), cities.get(key, ""), talks[key],
        )
        for key, case in cases.items()
    ]  # fmt: skip


def _shares(team: list[User], *, on: date) -> dict[int, Decimal]:
    """Return by person the posts that she fills today, together."""
    there = Q(leaves_on=None) | Q(leaves_on__gte=on)
    rows = PositionFilling.objects.filter(there, holder__in=team, hired_from__lte=on)
    sums = rows.order_by().values("holder").annotate(share=Sum("position__full_time_share"))
    return {row["holder"]: row["share"] for row in sums if row["share"]}


def _reached(cases: dict[int, Case], *, on: date) -> dict[int, set[int]]:
    """Return by person for which of these agreements she can hold cases; one query for each."""
    reached: dict[int, set[int]] = defaultdict(set)
    for agreement in {case.agreement_id: case.agreement for case in cases.values()}.values():
        team = team_of([agreement.carrier_id], on=on, agreement=agreement.pk)
        for key in team.values_list("pk", flat=True):
            reached[key].add(agreement.pk)
    return reached


def _ratio(cases: dict[int, Case], *, on: date) -> int | None:
    """Return the agreed persons for a full post; of several agreements the smallest."""
    agreements = {case.agreement_id for case in cases.values()}
    rows = CaseloadRatio.objects.filter(agreement__in=agreements, from_day__lte=on)
    latest = dict(rows.order_by("from_day").values_list("agreement", "persons"))
    return min(latest.values(), default=None)


def _room(share: Decimal | None, ratio: int | None) -> int | None:
    return None if ratio is None or share is None else int(share * ratio)
