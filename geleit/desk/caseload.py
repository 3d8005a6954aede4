# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of a caseload that is to be given on, as far as the asker sees it."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.db.models import Count

from geleit.accounts.models import User
from geleit.cases.models import Case, CaseQuerySet
from geleit.desk.balance import Colleague, Proposal, ToGive, propose
from geleit.desk.case_rows import cities_of, languages_of
from geleit.staffing.models import Deputy


def caseload_of(holder: User, asker: Any) -> CaseQuerySet:
    """Return the open cases of somebody that the asker sees; protected ones stay out of sight."""
    seen: CaseQuerySet = Case.objects.visible_to(asker)
    return seen.open().accepted().filter(holder=holder, is_protected=False)


def proposals(
    cases: list[Case], team: list[User], asker: Any, *, holder: User, on: date
) -> dict[int, Proposal]:
    """Return by case who could take it over; a fixed number of queries."""
    seen = Case.objects.visible_to(asker).open().filter(is_protected=False)
    given = seen.filter(pk__in=[case.pk for case in cases])
    talks = talks_of(given, team)
    cities, languages = cities_of(given), languages_of(given)
    to_give = [
        ToGive(
            case.pk, frozenset(languages.get(case.pk, ())), cities.get(case.pk, ""), talks[case.pk]
        )
        for case in cases
    ]
    found = propose(to_give, _colleagues(seen, team, holder=holder, on=on))
    return {proposal.case: proposal for proposal in found}


def talks_of(cases: CaseQuerySet, team: list[User]) -> dict[int, dict[int, int]]:
    """Return by case and colleague how many contacts there were; one query."""
    talks: dict[int, dict[int, int]] = defaultdict(dict)
    rows = cases.filter(contacts__withdrawn_at=None, contacts__recorded_by__in=team)
    for case, who, n in (
        rows.order_by().values_list("pk", "contacts__recorded_by").annotate(n=Count("contacts"))
    ):
        talks[case][who] = n
    return talks


def _colleagues(seen: CaseQuerySet, team: list[User], *, holder: User, on: date) -> list[Colleague]:
    theirs = seen.filter(holder__in=team)
    holders = dict(theirs.values_list("pk", "holder"))
    languages: dict[int, Counter[str]] = defaultdict(Counter)
    places: dict[int, Counter[str]] = defaultdict(Counter)
    for case, spoken in languages_of(theirs).items():
        languages[holders[case]].update(spoken)
    for case, city in cities_of(theirs).items():
        places[holders[case]].update([city] if city else [])
    loads = Counter(holders.values())
    standing = set(_deputies(holder, on=on))
    return [
        Colleague(one.pk, loads[one.pk], one.pk in standing, languages[one.pk], places[one.pk])
        for one in team
    ]


def _deputies(holder: User, *, on: date) -> list[int]:
    rows = Deputy.objects.filter(holder=holder, starts_on__lte=on).exclude(ends_on__lt=on)
    return list(rows.values_list("deputy", flat=True))
