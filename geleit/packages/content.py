# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a case belongs to each point of a hand-over, read as one person may read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from geleit.agreements.enums import ActionField
from geleit.cases.models import Case, Person
from geleit.consents.enums import DataKind
from geleit.deadlines.enums import DeadlineState
from geleit.packages.enums import Item
from geleit.persons.enums import HistoryKind
from geleit.persons.models import HistoryEntry, Vulnerability
from geleit.persons.queries import former
from geleit.plans.enums import Bearer
from geleit.plans.models import Goal, IntegrationPlan

FORMAT, VERSION = "geleit-handover", 1
SCHOOLS = (HistoryKind.DAYCARE, HistoryKind.SCHOOL, HistoryKind.COURSE, HistoryKind.LEVEL)
LONGEST_WAYS = {"phone": 60, "email": 254}  # letters, as in the schema
WORKS = (HistoryKind.TRAINING, HistoryKind.WORK, HistoryKind.QUALIFICATION)


@dataclass(frozen=True)
class Source:
    """A case, the reader, the day, and whether the field of health goes with plan and services."""

    case: Case
    persons: list[Person]
    reader: Any
    on: date
    with_health: bool = True


def source_of(case: Case, reader: Any, *, on: date) -> Source:
    """Read who belongs today to a case that was looked up for this reader: what hangs on it is hers.

    Who left the household or died is nobody's to pass on, and nobody to ask.
    """
    present = case.household.persons.exclude(former())
    persons = present.prefetch_related("statuses", "channels", "history")
    return Source(case, list(persons.order_by("pk")), reader, on)


def content_of(source: Source, item: str) -> Any:
    """Return what the file holds for this point; empty when there is nothing."""
    return READERS[Item(item)](source)


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def key_of(source: Source, person_id: int | None) -> int | None:
    """Return the number of a person within the package; our own numbers stay here."""
    keys = {person.pk: number for number, person in enumerate(source.persons, 1)}
    return keys.get(person_id or 0)


def _apart_from_health(source: Source, rows: Any, field: str = "action_field") -> Any:
    """Leave out what belongs to the field of health, unless health was released, too (Art. 9 GDPR)."""
    return rows if source.with_health else rows.exclude(**{field: ActionField.HEALTH})


def _each(source: Source, of: Callable[[Person], dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a line for every person of whom something is known."""
    lines = [(number, of(person)) for number, person in enumerate(source.persons, 1)]
    return [
        {"person": number, **line}
        for number, line in lines
        if any(value not in ("", None) for value in line.values())
    ]


def _household(source: Source) -> dict[str, Any]:
    persons = [
        {
            "key": number,
            "family_name": one.family_name,
            "given_names": one.given_names,
            "sex": one.sex,
            "born_on": day(one.born_on),
            "birth_precision": one.birth_precision,
            "nationality": one.nationality,
        }
        for number, one in enumerate(source.persons, 1)
    ]
    return {"name": source.case.household.name, "persons": persons} if persons else {}


def _contact(source: Source) -> list[dict[str, Any]]:
    """Return the ways to reach each: the first number and address where version 1 has them."""
    lines: list[dict[str, Any]] = []
    for number, person in enumerate(source.persons, 1):
        ways = [
            {"kind": way.kind, "value": way.value}
            for way in sorted(person.channels.all(), key=lambda way: way.pk)
            if way.removed_on is None and way.withdrawn_on is None
        ]
        if not ways:
            continue
        line: dict[str, Any] = {"person": number}
        for kind, longest in LONGEST_WAYS.items():
            fits = (w for w in ways if w["kind"] == kind and len(w["value"]) <= longest)
            first = next(fits, None)
            line[kind] = first["value"] if first else ""
            ways = [way for way in ways if way is not first]
        lines.append(line | ({"channels": ways[:10]} if ways else {}))
    return lines


def _language(source: Source) -> list[dict[str, Any]]:
    return _each(
        source,
        lambda one: {
            "language": one.language,
            "needs_interpreter": one.needs_interpreter,
            "german_level": one.german_level,
        },
    )


def _status(source: Source) -> list[dict[str, Any]]:
    lines = []
    for number, person in enumerate(source.persons, 1):
        lines += [
            {
                "person": number,
                "kind": one.kind,
                "wording": one.wording,
                "valid_from": day(one.valid_from),
                "valid_until": day(one.valid_until),
            }
            for one in person.statuses.all()
            if one.is_current
        ]
    return lines


def _benefits(source: Source) -> list[dict[str, Any]]:
    return _each(source, lambda one: {"agency": one.benefit_agency})


def _address(source: Source) -> dict[str, Any]:
    stays = source.case.household.housing_stays.filter(person=None, moved_out_on=None)
    stay = stays.order_by("-moved_in_on", "-pk").select_related("accommodation").first()
    if stay is None:
        return {}
    house = stay.accommodation
    return {
        "stage": stay.stage,
        "kind": stay.kind,
        "street": stay.street or (house.name if house else ""),
        "postcode": stay.postcode,
        "city": stay.city,
        "unit": stay.unit,
        "moved_in_on": day(stay.moved_in_on),
    }


def _history(kinds: Iterable[str]) -> Callable[[Source], list[dict[str, Any]]]:
    def read(source: Source) -> list[dict[str, Any]]:
        wanted = set(kinds)
        return [
            {
                "person": number,
                "kind": one.kind,
                "detail": one.detail,
                "title": one.title,
                "place": one.place,
                "begins_on": day(one.begins_on),
                "begins_precision": one.begins_precision,
                "ends_on": day(one.ends_on),
                "ends_precision": one.ends_precision,
            }
            for number, person in enumerate(source.persons, 1)
            for one in sorted(person.history.all(), key=_since)
            if one.kind in wanted and one.removed_on is None
        ]

    return read


def _since(entry: HistoryEntry) -> tuple[date, int]:
    return entry.begins_on or date.min, entry.pk


def _deadlines(source: Source) -> list[dict[str, Any]]:
    rows = source.case.deadlines.filter(state=DeadlineState.OPEN)
    return [
        {
            "person": key_of(source, one.person_id),
            "name": one.name,
            "due_on": day(one.due_on),
            "work_by": day(one.work_by),
            "is_fatal": one.is_fatal,
        }
        for one in rows.order_by("due_on", "pk")
        if one.person_id is None or key_of(source, one.person_id)
    ]


def _contacts(source: Source) -> list[dict[str, Any]]:
    rows = _apart_from_health(source, source.case.referrals, "service__action_field")
    rows = rows.select_related("service").order_by("service__name", "pk")
    services = {row.service_id: row.service for row in rows}
    return [{"name": one.name, "phone": one.phone} for one in services.values()]


def _volunteers(source: Source) -> list[dict[str, Any]]:
    """Return who of family and volunteers helps with what, as the plan says it."""
    plan = IntegrationPlan.objects.visible_to(source.reader).filter(case=source.case).first()
    if plan is None:
        return []
    goals = _apart_from_health(source, plan.goals.filter(removed_on=None)).prefetch_related("steps")
    return [
        {"name": one.bearer_name, "task": one.text}
        for goal in goals
        for one in goal.steps.all()
        if one.bearer == Bearer.NEAR and one.done_on is None and one.removed_on is None
    ]


def _consents(source: Source) -> list[dict[str, Any]]:
    """Return to whom something was released, without free text; who gets health is itself health."""
    rows = source.case.consents.filter(withdrawn_on=None, person__in=source.persons)
    return [
        {
            "person": key_of(source, one.person_id),
            "recipient": one.recipient,
            "purpose": "",
            "kinds": sorted(one.kinds),
            "given_on": day(one.given_on),
            "until": day(one.until),
        }
        for one in rows.order_by("pk")
        if one.facts.holds(on=source.on) and DataKind.HEALTH not in one.kinds
    ]


def _plan(source: Source) -> dict[str, Any]:
    plan = IntegrationPlan.objects.visible_to(source.reader).filter(case=source.case).first()
    if plan is None:
        return {}
    goals = _apart_from_health(source, plan.goals.filter(removed_on=None))
    goals = goals.prefetch_related("steps").order_by("action_field", "pk")
    return {
        "begun_on": day(plan.begun_on),
        "review_on": day(plan.review_on),
        "goals": [_goal(one) for one in goals],
    }


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "action_field": goal.action_field,
        "text": goal.text,
        "measure": goal.measure,
        "due_on": day(goal.due_on),
        "reached_on": day(goal.reached_on),
        "steps": [
            {
                "text": one.text,
                "bearer": one.bearer,
                "due_on": day(one.due_on),
                "done_on": day(one.done_on),
            }
            for one in goal.steps.all()
            if one.removed_on is None
        ],
    }


def _health(source: Source) -> list[dict[str, Any]]:
    rows = Vulnerability.objects.visible_to(source.reader).filter(
        person__in=source.persons, ended_on=None
    )
    return [
        {"person": key_of(source, one.person_id), "kind": one.kind, "remark": one.remark}
        for one in rows.order_by("person", "pk")
    ]


def _notes(source: Source) -> list[dict[str, Any]]:
    return _each(source, lambda one: {"text": one.remark})


READERS: dict[Item, Callable[[Source], Any]] = {
    Item.HOUSEHOLD: _household,
    Item.CONTACT: _contact,
    Item.LANGUAGE: _language,
    Item.STATUS: _status,
    Item.BENEFITS: _benefits,
    Item.ADDRESS: _address,
    Item.SCHOOL: _history(SCHOOLS),
    Item.WORK: _history(WORKS),
    Item.DEADLINES: _deadlines,
    Item.CONTACTS: _contacts,
    Item.VOLUNTEERS: _volunteers,
    Item.CONSENTS: _consents,
    Item.PLAN: _plan,
    Item.HEALTH: _health,
    Item.NOTES: _notes,
}
