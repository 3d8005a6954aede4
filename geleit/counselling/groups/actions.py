# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Group events: what they were about, and which persons of cases took part.

The minutes stand in the offer alone. An attendance has none, so hours never count twice.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from geleit.audit.models import record
from geleit.cases.models import Case, Person
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.core.versions import seen_problems
from geleit.counselling import rules
from geleit.counselling.models import Attendance, FormerTopic, Offer
from geleit.counselling.queries import span_of


@transaction.atomic
def change_group(offer: Offer, *, by: Any, on: date, seen: int | None, **said: Any) -> Offer:
    """Change what an event was; anybody of the team can, and not over what she has not seen."""
    offer = _locked(offer)
    _refuse(seen_problems(seen=seen, changes=offer.changes))
    facts = {name: said[name] for name in ("held_on", "minutes", "participants")}
    _refuse(
        rules.offer_problems(item_span=span_of(offer.service_item), is_own=True, on=on, **facts)
    )
    said["participants"] = max(said["participants"], _named(offer))
    changed = [name for name, value in said.items() if getattr(offer, name) != value]
    if "topic" in changed and offer.topic:
        FormerTopic.objects.create(offer=offer, topic=offer.topic, replaced_by=by)
    for name in changed:
        setattr(offer, name, said[name])
    if changed:
        _count_change(offer, changed, by)
        record(by, "offer-changed", offer, fields=changed)
    return offer


@transaction.atomic
def bring_back_topic(offer: Offer, former: FormerTopic, *, by: Any) -> Offer:
    """Let a former topic count again; the present one is kept in its place."""
    offer = _locked(offer)
    if offer.topic != former.topic:
        if offer.topic:
            FormerTopic.objects.create(offer=offer, topic=offer.topic, replaced_by=by)
        offer.topic = former.topic
        _count_change(offer, ["topic"], by)
        record(by, "offer-changed", offer, fields=["topic"])
    return offer


@transaction.atomic
def attend(offer: Offer, people: Iterable[tuple[Case, Person]], *, by: Any) -> list[Attendance]:
    """Note who of the cases that one sees took part; the number of participants grows with it."""
    offer, new = _locked(offer), []
    for case, person in people:
        is_member = person.household_id == case.household_id and not case.is_waiting
        span = rules.Span(case.opened_on, case.closed_on)
        _refuse(
            rules.attendance_problems(held_on=offer.held_on, case_span=span, is_member=is_member)
        )
        values = {"case": case, "recorded_by": by}
        row, is_new = Attendance.unguarded.get_or_create(
            offer=offer, person=person, defaults=values
        )
        if is_new:
            record(by, "attendance-added", row, case=case.pk, offer=offer.pk)
            new.append(row)
    if (named := _named(offer)) > offer.participants:
        offer.participants = named
        _count_change(offer, ["participants"], by)
    return new


@transaction.atomic
def leave(attendance: Attendance, *, by: Any) -> None:
    """Take out what was noted by mistake; adding the person again is the way back."""
    _locked(attendance.offer)
    row = Attendance.unguarded.filter(pk=attendance.pk).first()
    if row is not None:
        record(by, "attendance-removed", row, case=row.case_id, offer=row.offer_id)
        row.delete()


def _named(offer: Offer) -> int:
    with system_eyes():  # colleagues name the persons of their own cases; only their number counts
        return Attendance.unguarded.filter(offer=offer).count()


def _count_change(offer: Offer, fields: list[str], by: Any) -> None:
    offer.changes, offer.changed_at, offer.changed_by = offer.changes + 1, timezone.now(), by
    offer.save(update_fields=["changes", "changed_at", "changed_by", *fields])


def _locked(offer: Offer) -> Offer:
    offers = Offer.objects.select_for_update(of=["self"])
    return offers.select_related("service_item__mandate").get(pk=offer.pk)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)
