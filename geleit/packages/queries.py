# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits, who may be here already, and what did not come along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from geleit.cases.models import Case, Person
from geleit.cases.queries import Alike, alike, with_cases
from geleit.identity.models import led_by
from geleit.packages import rules
from geleit.packages.content import content_of, source_of
from geleit.packages.enums import Item, ItemState
from geleit.packages.models import ReceivedPackage


@dataclass(frozen=True)
class Twins:
    """A person of a package, known by its number there, and those here who may be the same."""

    key: int
    name: str
    alike: list[Alike]


@dataclass(frozen=True)
class Waiting:
    """A package in the inbox, and how it stands to others about the same case."""

    package: ReceivedPackage
    siblings: list[rules.Sibling]

    @property
    def words(self) -> list[str]:
        return [one.words for one in self.siblings]


@dataclass(frozen=True)
class NotReleased:
    """Points that did not come along and of which the file still says nothing."""

    package: ReceivedPackage
    points: list[str]


def waiting_packages(user: Any) -> Any:
    """Return the opened packages that this lead may accept."""
    rows = ReceivedPackage.objects.visible_to(user).waiting()
    return rows.select_related("partner__organisation", "agreement", "number")


def inbox(user: Any, *, most: int) -> list[Waiting]:
    """Return what waits for this lead, each with how it stands to others about the same case."""
    packages = list(waiting_packages(user)[:most])
    found = siblings_of(packages, user)
    return [Waiting(one, found[one.pk]) for one in packages]


def siblings_of(packages: Iterable[ReceivedPackage], user: Any) -> dict[int, list[rules.Sibling]]:
    """Return by package what else came about the same case, the newest first; no query for none.

    Of accepted ones only those whose case this reader sees; nothing is said of the others.
    """
    asked = list(packages)
    if not asked:
        return {}
    seen = Case.objects.visible_to(user).beyond_door(user)
    rows = ReceivedPackage.objects.visible_to(user).filter(
        Q(case=None) | Q(case__in=seen),
        declined_at=None,
        partner__organisation__in={one.partner.organisation_id for one in asked},
    )
    others = list(rows.select_related("partner", "agreement", "number").order_by("pk"))
    return {
        one.pk: sorted(
            (_sibling(one, other) for other in others if _is_about_the_same(one, other)),
            key=lambda sibling: sibling.made_on,
            reverse=True,
        )
        for one in asked
    }


def _is_about_the_same(one: ReceivedPackage, other: ReceivedPackage) -> bool:
    def about(package: ReceivedPackage) -> tuple[Any, ...]:
        places = package.partner.organisation_id, package.agreement.carrier_id
        return *places, package.content["case"]["number"]

    return one.pk != other.pk and bool(one.content) and about(one) == about(other)


def _sibling(one: ReceivedPackage, other: ReceivedPackage) -> rules.Sibling:
    return rules.Sibling(
        made_on=other.made_on,
        than=one.made_on,
        number=other.short_number,
        is_accepted=other.accepted_at is not None,
        case_id=other.case_id,
    )


def possibly_here(
    persons: list[dict[str, Any]], user: Any, *, besides: int | None = None
) -> list[Twins]:
    """Return whom this reader may already have; nothing is said of what she does not see.

    Nor of cases that wait for acceptance: of them the lists say no more than that they wait.

    `besides`: the household to which the persons themselves belong, where it is here already.
    """
    cases = Case.objects.visible_to(user).accepted().beyond_door(user)
    homes = cases.values("household")
    others = Person.objects.visible_to(user).beyond_door(user).filter(household__in=homes)
    if besides is not None:
        others = others.exclude(household=besides)
    found = []
    for number, one in enumerate(persons, 1):
        if likely := with_cases(alike(as_said(one), among=others), cases):
            names = (one["family_name"], one.get("given_names", ""))
            name = ", ".join(part for part in names if part)
            found.append(Twins(one.get("key", number), name, likely))
    return found


def linkable(twins: Iterable[Twins], user: Any) -> dict[tuple[int, int], tuple[str, Alike]]:
    """Return who can be said to be somebody here: by both keys the name that came, and who is here.

    Only persons whose records this lead links elsewhere, too: none of a protected case.
    """
    pairs = [(twin, one) for twin in twins for one in twin.alike]
    if not pairs:
        return {}
    led = led_by(user).filter(pk__in=[one.person.pk for _twin, one in pairs])
    may = set(led.values_list("pk", flat=True))
    return {
        (twin.key, one.person.pk): (twin.name, one) for twin, one in pairs if one.person.pk in may
    }


def not_released(case: Case, user: Any, *, on: date) -> NotReleased | None:
    """Return what was shut in the package of a running case and is in its file neither.

    `case` was read with its package; where it has none, nothing is asked.
    """
    package: ReceivedPackage | None = getattr(case, "received_package", None)
    if package is None or case.closed_on:
        return None
    shut = [item for item in Item.values if package.state_of(item) == ItemState.SHUT]
    source = source_of(case, user, on=on) if shut else None
    points = [str(Item(item).label) for item in shut if source and not content_of(source, item)]
    return NotReleased(package, points) if points else None


def as_said(one: dict[str, Any]) -> dict[str, Any]:
    """Return a person of a package or an announcement with her birthday as a day."""
    born_on = date.fromisoformat(one["born_on"]) if one.get("born_on") else None
    return one | {"born_on": born_on}
