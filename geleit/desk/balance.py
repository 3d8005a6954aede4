# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who could take over which case, with the reason in words. Pure; a person decides.

Counted for each case and colleague: whether she stands in or has talked with the household, how
many of her households speak the language or live in the place, and how many cases she has already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

TALKS, DEPUTY, LANGUAGE, PLACE = 6, 4, 3, 2  # what weighs against one case more than the others


@dataclass(frozen=True)
class ToGive:
    """A case that needs somebody."""

    key: int
    languages: frozenset[str] = frozenset()
    place: str = ""
    talks: Mapping[int, int] = field(default_factory=dict)  # by colleague


@dataclass(frozen=True)
class Colleague:
    """Somebody who can take cases, and what she has already."""

    key: int
    cases: int
    stands_in: bool = False
    languages: Mapping[str, int] = field(default_factory=dict)  # households by language
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """Who could take the case, and why."""

    case: int
    to: int
    reasons: tuple[str, ...]


def propose(cases: Sequence[ToGive], team: Sequence[Colleague]) -> list[Proposal]:
    """Return one proposal for each case; nothing where nobody is there.

    Best means: over all cases together, bonds weigh as said above, and each further case of one
    colleague weighs one more than her last. That is an assignment to numbered places of each
    colleague, solved exactly by shortest paths; no one is measured by it.
    """
    if not team:
        return []
    least = min(one.cases for one in team)
    taken: dict[int, list[int]] = {place: [] for place in range(len(team))}
    bonds = [[bond(case, one) for one in team] for case in cases]
    for number in range(len(cases)):
        _place(number, bonds, [one.cases - least for one in team], taken)
    chosen = {case: place for place, held in taken.items() for case in held}
    return [
        Proposal(case.key, team[chosen[n]].key, reasons_for(case, team[chosen[n]]))
        for n, case in enumerate(cases)
    ]


def _place(
    case: int, bonds: list[list[int]], before: list[int], taken: dict[int, list[int]]
) -> None:
    """Give the case to somebody, moving others on where that is best for all (Bellman-Ford)."""
    places = range(len(before))
    cost = {place: -bonds[case][place] for place in places}
    way: dict[int, tuple[int, int] | None] = dict.fromkeys(places)  # from which place, which case
    for _round in places:
        for here in places:
            for moved in taken[here]:
                for there in places:
                    more = cost[here] + bonds[moved][here] - bonds[moved][there]
                    if more < cost[there]:
                        cost[there], way[there] = more, (here, moved)
    end = min(places, key=lambda place: cost[place] + before[place] + len(taken[place]))
    while step := way[end]:
        here, moved = step
        taken[here].remove(moved)
        taken[end].append(moved)
        end = here
    taken[end].append(case)


def bond(case: ToGive, one: Colleague) -> int:
    """Return what speaks for this colleague, in the weights above."""
    weight = TALKS if case.talks.get(one.key) else 0
    weight += DEPUTY if one.stands_in else 0
    weight += LANGUAGE if any(one.languages.get(language) for language in case.languages) else 0
    return weight + (PLACE if one.places.get(case.place) else 0)


def reasons_for(case: ToGive, one: Colleague) -> tuple[str, ...]:
    """Say in words what speaks for this colleague, and how many cases she has."""
    said = []
    if talks := case.talks.get(one.key):
        text = ngettext(
            "kennt den Haushalt aus %(n)s Gespräch",
            "kennt den Haushalt aus %(n)s Gesprächen",
            talks,
        )
        said.append(text % {"n": talks})
    if one.stands_in:
        said.append(_("vertritt schon"))
    if known := max((one.languages.get(language, 0) for language in case.languages), default=0):
        text = ngettext(
            "begleitet %(n)s Haushalt mit dieser Sprache",
            "begleitet %(n)s Haushalte mit dieser Sprache",
            known,
        )
        said.append(text % {"n": known})
    if near := one.places.get(case.place, 0) if case.place else 0:
        text = ngettext(
            "begleitet %(n)s Haushalt am selben Ort",
            "begleitet %(n)s Haushalte am selben Ort",
            near,
        )
        said.append(text % {"n": near})
    text = ngettext("führt bisher %(n)s Fall", "führt bisher %(n)s Fälle", one.cases)
    return (*said, text % {"n": one.cases})
