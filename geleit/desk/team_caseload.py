# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of the caseloads of a whole team, as far as the asker sees it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from geleit.accounts.models import Membership, Role, User
from geleit.agreements.models import CaseloadRatio
from geleit.cases.models import Case
from geleit.cases.team import team_of
from geleit.desk.case_rows import cities_of, languages_of
from geleit.desk.caseload import talks_of
from geleit.desk.team_balance import Held, Move, Worker, loads, rebalance
from geleit.staffing.models import Absence, PositionFilling

ALIKE = Decimal(1)  # for everybody, where no post of the team was entered at all


@dataclass(frozen=True)
class Line:
    """One line of the preview: how many persons now and then, and how many are agreed."""

    key: int
    name: str
    share: Decimal | None
    now: int
    then: int
    room: int | None
    is_there: bool
    supposed: Decimal | None = None  # the share with which this preview reckons

    @property
    def is_over(self) -> bool:
        return self.room is not None and self.now > self.room


@dataclass(frozen=True)
class TeamView:
    """The team's caseloads and what could change; `is_alike`: nobody's post was entered."""

    lines: list[Line]
    moves: list[Move]
    cases: dict[int, Case]
    people: dict[int, User]
    is_alike: bool


def team_view(
    found: Any, team: list[User], *, on: date, supposed: Mapping[int, Decimal] | None = None
) -> TeamView:
    """Return loads and proposals for the cases `found`; a fixed number of queries.

    `supposed`: shares for this reckoning only, for people whose post nobody entered.
    """
    cases = {case.pk: case for case in found.select_related("household", "agreement", "holder")}
    shares, away = _shares(team, on=on), _away(team, on=on)
    holding = {case.holder_id for case in cases.values()}
    taking = _social_workers(team, on=on) | holding  # a lead only where she has cases herself
    people = {one.pk: one for one in team if one.pk in taking}
    is_alike = not any(key in shares for key in people)
    reckoned = dict.fromkeys(people, ALIKE) if is_alike else dict(supposed or {}) | shares
    held = _held(found, cases, list(people.values()))
    reached = _reached(cases, on=on)
    workers = [
        Worker(key, float(reckoned.get(key, 0)), frozenset(reached[key]), key not in away)
        for key in people
    ]
    moves = rebalance(held, workers)
    to = {move.case: move.to for move in moves}
    now = loads(held, workers)
    then = dict(now)
    for case in held:
        if case.key in to:
            then[to[case.key]] += case.persons
            if case.holder in then:
                then[case.holder] -= case.persons
    ratio = _ratio(cases, on=on)
    lines = [
        Line(
            key, one.name, shares.get(key), now[key], then[key],
            _room(shares.get(key), ratio), key not in away, reckoned.get(key),
        )
        for key, one in people.items()
    ]  # fmt: skip
    return TeamView(lines, moves, cases, people, is_alike)


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


def _away(team: list[User], *, on: date) -> set[int]:
    """Return who of the team is entered as away today."""
    rows = Absence.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)
    return set(rows.filter(filling__holder__in=team).values_list("filling__holder", flat=True))


def _social_workers(team: list[User], *, on: date) -> set[int]:
    rows = Membership.objects.active(on=on).filter(user__in=team, role=Role.SOCIAL_WORKER)
    return set(rows.values_list("user", flat=True))


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
