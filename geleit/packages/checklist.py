# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The points of a hand-over, each with its state and on what it rests."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from geleit.cases.models import Case
from geleit.consents.enums import DataKind
from geleit.consents.rules import is_to
from geleit.organisations.models import Organisation, OrganisationKind
from geleit.packages import rules
from geleit.packages.content import Source, content_of, source_of
from geleit.packages.enums import Direction, Item, ItemState
from geleit.packages.lines import lines_of
from geleit.packages.models import HandoverBasis, Partner


@dataclass(frozen=True)
class Point:
    """One line of the checklist; `content` is empty unless the point is filled."""

    item: Item
    state: ItemState
    basis: HandoverBasis | None
    lacks: list[str]
    content: Any

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
    members = _members(source, recipient=receiver)
    return [_point(Item(item), bases.get(item), source, members) for item in Item.values]


def shown(points: list[Point]) -> list[dict[str, Any]]:
    """Return the points as people read them; of what is shut only why."""
    household = next((p.content for p in points if p.item == Item.HOUSEHOLD), None)
    return [
        {
            "item": point.item,
            "state": point.state,
            "basis": point.basis,
            "why_shut": point.why_shut if point.state == ItemState.SHUT else "",
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
    lacks = []
    if basis and basis.data_kind:
        age = basis.speaks_from_age
        lacks = rules.lacking(members, kind=basis.data_kind, from_age=age, on=source.on)
    if basis is None or lacks:
        return Point(item, ItemState.SHUT, basis, lacks, None)  # not even read
    content = content_of(source, item)
    return Point(item, ItemState.FILLED if content else ItemState.MISSING, basis, [], content)


def _members(source: Source, *, recipient: Organisation) -> list[rules.Member]:
    since = recipient.named_since()
    allowed: dict[int, set[str]] = {}
    for one in source.case.consents.all():
        if one.facts.holds(on=source.on) and is_to(one.facts, recipient.name, since=since):
            allowed.setdefault(one.person_id, set()).update(one.kinds)
    return [
        rules.Member(one.full_name, one.born_on, frozenset(allowed.get(one.pk, ())))
        for one in source.persons
    ]
