# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cases of a team could change hands so that the posts are loaded evenly. Pure.

Load means persons for one full post. Each round takes the one change that helps most, so that few
households lose the person they know; a case changes once at most. What speaks for a change is how
far the loads come nearer to each other and what binds the household to the other colleague; what
speaks against it are the talks it had where it is. Nobody is measured by it, and a person decides.

What never happens here, whatever it would help: somebody gets a case of an agreement she does not
work for, somebody who is away or whose post is not known gets or gives one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geleit.desk.balance import Colleague, ToGive, bond, reasons_for

WORTH = 4  # persons for a full post: smaller differences are no reason to change hands
MOST_STAY = 8  # what talks with the present colleague weigh at most


@dataclass(frozen=True)
class Held:
    """A case, who holds it, and how many people it is."""

    key: int
    holder: int | None
    persons: int
    agreement: int = 0
    languages: frozenset[str] = frozenset()
    place: str = ""
    talks: Mapping[int, int] = field(default_factory=dict)  # by colleague

    @property
    def to_give(self) -> ToGive:
        return ToGive(self.key, self.languages, self.place, self.talks)


@dataclass(frozen=True)
class Worker:
    """Somebody of the team: her posts together (0: not known), and for which agreements she works."""

    key: int
    share: float
    agreements: frozenset[int] = frozenset({0})
    is_there: bool = True


@dataclass(frozen=True)
class Move:
    """One case that could change hands, and why."""

    case: int
    former: int | None
    to: int
    persons: int
    reasons: tuple[str, ...]


def loads(cases: Sequence[Held], team: Sequence[Worker]) -> dict[int, int]:
    """Return by worker how many persons she accompanies."""
    found = {one.key: 0 for one in team}
    for case in cases:
        if case.holder in found:
            found[case.holder] += case.persons
    return found


def rebalance(cases: Sequence[Held], team: Sequence[Worker]) -> list[Move]:
    """Return the changes, the most helpful first. A case that nobody of the team holds is always
    placed, where somebody can take it."""
    persons, colleagues = loads(cases, team), _colleagues(cases, team)
    left = {case.key: case for case in cases}
    moves: list[Move] = []
    while True:
        found = [
            (gain, -case.key, -place)
            for case in left.values()
            for place, one in enumerate(team)
            if (gain := _gain(case, one, team, persons, colleagues)) is not None
        ]
        if not found:
            return moves
        _gained, key, place = max(found)
        case, one = left.pop(-key), team[-place]
        if case.holder in persons:
            persons[case.holder] -= case.persons
        persons[one.key] += case.persons
        reasons = reasons_for(case.to_give, colleagues[one.key])
        moves.append(Move(case.key, case.holder, one.key, case.persons, reasons))


def _gain(
    case: Held,
    one: Worker,
    team: Sequence[Worker],
    persons: Mapping[int, int],
    colleagues: Mapping[int, Colleague],
) -> float | None:
    """Return how much it helps to give the case to this colleague; None: it does not."""
    if one.key == case.holder or not _can_take(case, one):
        return None
    bonds, there = bond(case.to_give, colleagues[one.key]), persons[one.key] + case.persons
    former = next((other for other in team if other.key == case.holder), None)
    if former is None:
        return 1000 + bonds - there / one.share  # nobody is worse than anybody
    if not former.share:
        return None
    nearer = (persons[former.key] - case.persons) / former.share - there / one.share
    if nearer < 0:
        return None  # it would only turn the difference round
    stay = min(case.talks.get(former.key, 0), MOST_STAY)
    gain = nearer + case.persons / former.share + bonds - stay
    return gain if gain >= WORTH else None


def _can_take(case: Held, one: Worker) -> bool:
    return one.is_there and one.share > 0 and case.agreement in one.agreements


def _colleagues(cases: Sequence[Held], team: Sequence[Worker]) -> dict[int, Colleague]:
    found = {}
    for one in team:
        own = [case for case in cases if case.holder == one.key]
        languages = Counter(language for case in own for language in case.languages)
        places = Counter(case.place for case in own if case.place)
        found[one.key] = Colleague(one.key, len(own), languages=languages, places=places)
    return found
