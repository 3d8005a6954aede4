# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a release opens to the county, and nothing beside it.

The database shows the county its releases alone: neither the case nor the persons. What a release
opens is fetched here past that wall, kind by kind, for the persons and cases of the releases that
came through it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geleit.agreements.enums import ActionField
from geleit.cases.enums import Audience
from geleit.cases.models import Case, HousingStay, Person, ResidenceStatus
from geleit.consents.enums import DataKind
from geleit.consents.models import Consent, ConsentQuerySet
from geleit.consents.rules import released
from geleit.core.dates import day_text
from geleit.core.eyes import system_eyes
from geleit.core.languages import language_name
from geleit.handover.released import rules
from geleit.handover.released.rules import Pair, Section
from geleit.handover.transfers.models import Transfer, TransferredCase
from geleit.handover.transfers.queries import as_far_as_open
from geleit.persons.enums import HistoryKind, VulnerabilityKind
from geleit.persons.models import ContactChannel, HistoryEntry, Vulnerability
from geleit.persons.queries import former
from geleit.persons.words import entry_time, entry_words
from geleit.plans.models import Goal, PlanStep


@dataclass(frozen=True)
class Release:
    """One line of the list."""

    case_id: int
    number: str
    who: str
    what: str
    until: date | None


@dataclass(frozen=True)
class ReleasedPerson:
    name: str
    sections: list[Section]


@dataclass(frozen=True)
class ReleasedCase:
    case: Case
    persons: list[ReleasedPerson]

    @property
    def kinds(self) -> list[str]:
        return sorted({s.kind for one in self.persons for s in one.sections if s.is_open})


def releases_for(user: Any, *, on: date) -> ConsentQuerySet:
    """Return the releases for this person's county that hold on the day."""
    found: ConsentQuerySet = Consent.objects.visible_to(user).released_to(user, on=on)
    return found


def given_back(user: Any, case_id: int) -> TransferredCase | None:
    """Return the case as it came back to this person's county with something released in it."""
    arrived = Transfer.objects.visible_to(user).received_for(user)
    rows = TransferredCase.objects.visible_to(user).filter(transfer__in=arrived, case=case_id)
    rows = rows.select_related("transfer__agreement__carrier").order_by("-pk")
    row = next(iter(as_far_as_open(rows)), None)
    return row if row and row.released else None


@system_eyes()  # the file itself opens for nobody
def case_of(row: TransferredCase) -> Case:
    return row.case


@system_eyes()
def in_words(consents: Iterable[Consent]) -> list[Release]:
    """Say whose release in which case each one is; two queries, however many."""
    rows = list(consents)
    cases = Case.unguarded.in_bulk({one.case_id for one in rows})
    persons = Person.unguarded.in_bulk({one.person_id for one in rows})
    return [
        Release(
            one.case_id,
            cases[one.case_id].number,
            persons[one.person_id].full_name,
            ", ".join(one.kind_words),
            one.until,
        )
        for one in rows
    ]


@system_eyes()
def released_case(consents: Iterable[Consent], *, on: date) -> ReleasedCase:
    """Return what these releases of one case open."""
    rows = list(consents)
    case = Case.unguarded.select_related("agreement__carrier").get(pk=rows[0].case_id)
    ends: dict[int, dict[str, date | None]] = {}
    for one in rows:
        mine = [other.facts for other in rows if other.person_id == one.person_id]
        ends[one.person_id] = released(mine, on=on)
    adults = _adults(case, on=on)
    agreed_by_all = {
        kind
        for kind in (DataKind.PLAN, DataKind.HEALTH)
        if rules.all_agree(adults, [pk for pk, kinds in ends.items() if kind in kinds])
    }
    persons = case.household.persons.filter(pk__in=ends).order_by("born_on", "pk")
    return ReleasedCase(
        case,
        [
            ReleasedPerson(one.full_name, _sections(one, case, ends[one.pk], agreed_by_all))
            for one in persons
        ],
    )


def _adults(case: Case, *, on: date) -> set[int]:
    births = case.household.persons.exclude(former()).values_list("pk", "born_on")
    return {pk for pk, born_on in births if rules.is_adult(born_on, on=on)}


def _sections(
    person: Person, case: Case, ends: dict[str, date | None], agreed_by_all: Collection[str]
) -> list[Section]:
    opened = rules.open_kinds(ends, agreed_by_all)
    plan = partial(_plan, with_health=DataKind.HEALTH in agreed_by_all)
    readers = PAIRS | {DataKind.PLAN: plan}
    found = []
    for kind in DataKind.values:
        note = rules.note_on(kind, ends, agreed_by_all)
        pairs = tuple(readers[kind](person, case)) if kind in opened else ()
        found.append(Section(kind, kind in opened, note, tuple(p for p in pairs if p[1])))
    return found


def _contact(person: Person, _case: Case) -> list[Pair]:
    channels = ContactChannel.unguarded.standing().filter(person=person).order_by("pk")
    return [(one.get_kind_display(), one.value) for one in channels]


def _household(person: Person, case: Case) -> list[Pair]:
    stays = HousingStay.objects.filter(household=case.household_id, moved_out_on=None)
    return [
        (_("Personen im Haushalt"), str(case.household.persons.exclude(former()).count())),
        *(
            (str(one.get_kind_display() or _("Wohnung")), _address(one))
            for one in stays.order_by("pk")
            if one.person_id in (None, person.pk)
        ),
    ]


def _address(stay: HousingStay) -> str:
    parts = (stay.street, stay.unit, f"{stay.postcode} {stay.city}".strip())
    return ", ".join(part for part in parts if part) or _("Anschrift nicht eingetragen")


def _status(person: Person, _case: Case) -> list[Pair]:
    rows = ResidenceStatus.objects.filter(person=person, is_current=True).order_by("pk")
    pairs = [(_("Aufenthalt"), _status_words(one)) for one in rows]
    return [*pairs, (_("Leistungen"), str(person.get_benefit_agency_display()))]


def _status_words(status: ResidenceStatus) -> str:
    words = ", ".join(part for part in (str(status.get_kind_display()), status.wording) if part)
    if status.valid_until:
        words += _(", gültig bis %(day)s") % {"day": day_text(status.valid_until)}
    return words


def _work(person: Person, _case: Case) -> list[Pair]:
    entries = HistoryEntry.unguarded.standing().filter(person=person)
    entries = entries.exclude(kind=HistoryKind.BENEFIT).order_by("begins_on", "pk")
    return [
        (
            _("Sprache"),
            language_name(person.language, get_language() or "de") if person.language else "",
        ),
        (_("Deutsch"), person.german_words),
        *(
            (
                entry_words(one.kind, one.detail, one.title, one.place),
                entry_time(one),
            )
            for one in entries
        ),
    ]


def _plan(_person: Person, case: Case, *, with_health: bool) -> list[Pair]:
    goals = Goal.unguarded.standing().filter(plan__case=case).order_by("pk")
    if not with_health:
        goals = goals.exclude(action_field=ActionField.HEALTH)
    steps = PlanStep.unguarded.standing().filter(goal__in=goals.values("pk")).order_by("pk")
    of_goal: dict[int, list[str]] = {}
    for step in steps:
        done = _(" (erledigt)") if step.done_on else ""
        of_goal.setdefault(step.goal_id, []).append(f"{step.text}{done}")
    return [
        (f"{goal.get_action_field_display()}: {goal.text}", "; ".join(of_goal.get(goal.pk, ["–"])))
        for goal in goals
    ]


def _health(person: Person, _case: Case) -> list[Pair]:
    notes = Vulnerability.unguarded.filter(
        person=person, audience=Audience.CASE, ended_on=None
    ).order_by("pk")
    return [(str(VulnerabilityKind(one.kind).label), one.remark or "–") for one in notes]


PAIRS: dict[str, Callable[[Person, Case], list[Pair]]] = {
    DataKind.CONTACT: _contact,
    DataKind.HOUSEHOLD: _household,
    DataKind.STATUS: _status,
    DataKind.WORK: _work,
    DataKind.HEALTH: _health,
}
