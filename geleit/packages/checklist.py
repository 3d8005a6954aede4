# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The points of a hand-over, each with its state and on what it rests."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from geleit.cases.models import Case, Person
from geleit.consents.enums import DataKind
from geleit.consents.models import Consent
from geleit.consents.rules import is_to, released
from geleit.organisations.models import Organisation, OrganisationKind
from geleit.packages import rules
from geleit.packages.content import Source, content_of, source_of
from geleit.packages.enums import TOUCH_HEALTH, Direction, Item, ItemState
from geleit.packages.lines import lines_of, without_health_words
from geleit.packages.models import HandoverBasis, Partner, health_part


@dataclass(frozen=True)
class Point:
    """One line of the checklist; `content` is empty unless the point is filled."""

    item: Item
    state: ItemState
    basis: HandoverBasis | None
    lacks: list[str]
    content: Any
    until: date | None = None  # None: until withdrawn, or no consent is needed
    without_health: bool = False  # what it has of the field of health was not read

    @property
    def why_shut(self) -> str:
        """Say what would open the point."""
        if self.basis is None:
            return _("Dafür gibt es heute keine Rechtsgrundlage.")
        words = {"who": "; ".join(self.lacks), "what": DataKind(self.basis.data_kind).label}
        return _("Es fehlt die Einwilligung „%(what)s“ von: %(who)s") % words


def direction_of(sender: Organisation, receiver: Organisation) -> Direction:
    if sender.kind == OrganisationKind.COUNTY:
        return Direction.COUNTY_TO_CARRIER
    if receiver.kind == OrganisationKind.CARRIER:
        return Direction.CARRIER_TO_CARRIER
    return Direction.CARRIER_TO_COUNTY


def checklist(
    case: Case, *, sender: Organisation, receiver: Organisation, reader: Any, on: date
) -> list[Point]:
    """Return all points in their order, as this reader may read them."""
    source = source_of(case, reader, on=on)
    bases = HandoverBasis.objects.in_force(direction_of(sender, receiver), on=on)
    consents = case.consents.all()
    members = members_of(
        source.persons, consents, recipient=receiver, since=receiver.named_since(), on=on
    )
    source = replace(source, with_health=_is_open(bases.get(Item.HEALTH), members, on=on))
    points = [_point(Item(item), bases.get(item), source, members) for item in Item.values]
    return points if not source.with_health else [_as_health(one, points) for one in points]


def states_of(points: Iterable[Point]) -> dict[str, str]:
    """Return how each point stands, for a receipt; what it had of the field of health on its own."""
    found = {}
    for point in points:
        found[str(point.item)] = str(point.state)
        if point.without_health:
            found[health_part(point.item)] = str(ItemState.SHUT)
    return found


def whole_file(case: Case, *, reader: Any, on: date) -> dict[str, str]:
    """Return what is there of each point where the whole file goes: nobody's release is asked for."""
    source = source_of(case, reader, on=on)
    return {
        item: str(ItemState.FILLED if content_of(source, item) else ItemState.MISSING)
        for item in Item.values
    }


def shown(points: list[Point]) -> list[dict[str, Any]]:
    """Return the points as people read them; of what is shut only why."""
    household = next((p.content for p in points if p.item == Item.HOUSEHOLD), None)
    return [
        {
            "item": point.item,
            "state": point.state,
            "basis": point.basis,
            "why_shut": point.why_shut if point.state == ItemState.SHUT else "",
            "note": without_health_words() if point.without_health else "",
            "lines": lines_of(point.item, point.content, household),
        }
        for point in points
    ]


def asking_address(
    points: list[Point], *, case: Case, receiver: Organisation, partner: Partner | None = None
) -> str:
    """Return where the consents that are lacking can be entered at once; "": none is."""
    kinds = {p.basis.data_kind for p in points if p.lacks and p.basis}
    if not kinds:
        return ""
    asked = [("angaben", kind) for kind in DataKind.values if kind in kinds]
    package = [("paket", partner.pk)] if partner else []
    query = urlencode([("an", receiver.pk), *package, *asked])
    return reverse("consents:consents", args=[case.pk]) + f"?{query}"


def _point(
    item: Item, basis: HandoverBasis | None, source: Source, members: list[rules.Member]
) -> Point:
    lacks = _lacking(basis, members, on=source.on)
    if basis is None or lacks:
        return Point(item, ItemState.SHUT, basis, lacks, None)  # not even read
    content = content_of(source, item)
    state = ItemState.FILLED if content else ItemState.MISSING
    until = None
    if basis.data_kind:
        age = basis.speaks_from_age
        until = rules.open_until(members, kind=basis.data_kind, from_age=age, on=source.on)
    is_parted = item in TOUCH_HEALTH and not source.with_health
    return Point(item, state, basis, [], content, until, without_health=is_parted)


def _as_health(point: Point, points: list[Point]) -> Point:
    """Let what may say something about health be over on the day on which the release of health is."""
    health = next(one.until for one in points if one.item == Item.HEALTH)
    if point.item not in TOUCH_HEALTH or health is None:
        return point
    return replace(point, until=min(point.until or health, health))


def open_items(
    bases: dict[str, HandoverBasis], members: list[rules.Member], *, on: date
) -> list[Item]:
    """Return the points that may be handed over, whether or not the file holds something for them."""
    return [Item(item) for item in Item.values if _is_open(bases.get(item), members, on=on)]


def _is_open(basis: HandoverBasis | None, members: list[rules.Member], *, on: date) -> bool:
    return basis is not None and not _lacking(basis, members, on=on)


def _lacking(basis: HandoverBasis | None, members: list[rules.Member], *, on: date) -> list[str]:
    if basis is None or not basis.data_kind:
        return []
    return rules.lacking(members, kind=basis.data_kind, from_age=basis.speaks_from_age, on=on)


def members_of(
    persons: Iterable[Person],
    consents: Iterable[Consent],
    *,
    recipient: Organisation,
    since: date | None,
    on: date,
) -> list[rules.Member]:
    """Return what each of the persons has agreed that the recipient, so called since then, gets."""
    mine: dict[int, list[Any]] = {}
    for one in consents:
        if is_to(one.facts, recipient.name, since=since):
            mine.setdefault(one.person_id, []).append(one.facts)
    return [
        rules.Member(one.full_name, one.born_on, released(mine.get(one.pk, ()), on=on))
        for one in persons
    ]
