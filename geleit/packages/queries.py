# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits, and who may be here already."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from geleit.cases.models import Case, Person
from geleit.cases.queries import Alike, alike, with_cases
from geleit.packages.models import ReceivedPackage


@dataclass(frozen=True)
class Twins:
    """A person of a package and those here who may be the same."""

    name: str
    alike: list[Alike]


def waiting_packages(user: Any) -> Any:
    """Return the opened packages that this lead may accept."""
    rows = ReceivedPackage.objects.visible_to(user).waiting()
    return rows.select_related("partner__organisation", "agreement")


def possibly_here(persons: list[dict[str, Any]], user: Any) -> list[Twins]:
    """Return whom this reader may already have; nothing is said of what she does not see."""
    others = Person.objects.visible_to(user).beyond_door(user)
    cases = Case.objects.visible_to(user).beyond_door(user)
    found = []
    for one in persons:
        if likely := with_cases(alike(as_said(one), among=others), cases):
            names = (one["family_name"], one.get("given_names", ""))
            found.append(Twins(", ".join(part for part in names if part), likely))
    return found


def as_said(one: dict[str, Any]) -> dict[str, Any]:
    """Return a person of a package or an announcement with her birthday as a day."""
    born_on = date.fromisoformat(one["born_on"]) if one.get("born_on") else None
    return one | {"born_on": born_on}
