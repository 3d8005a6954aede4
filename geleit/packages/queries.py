# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits, and who may be here already."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from geleit.cases.models import Person
from geleit.cases.queries import Alike, alike
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


def possibly_here(package: ReceivedPackage, user: Any) -> list[Twins]:
    """Return whom this reader may already have; nothing is said of what she does not see."""
    found = []
    for one in package.content["household"]["persons"]:
        said = one | {"born_on": date.fromisoformat(one["born_on"]) if one["born_on"] else None}
        others = Person.objects.visible_to(user).beyond_door(user)
        if package.case_id:
            others = others.exclude(household__cases=package.case_id)
        if likely := alike(said, among=others):
            name = ", ".join(part for part in (one["family_name"], one["given_names"]) if part)
            found.append(Twins(name, likely))
    return found
