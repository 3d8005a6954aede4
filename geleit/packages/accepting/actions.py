# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes a case of an opened package, whole or not at all."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.audit.models import Entry, record_many
from geleit.cases.actions import draw_numbers
from geleit.cases.enums import BenefitAgency, HousingStage, HousingType, StatusKind
from geleit.cases.models import Case, Household, HousingStay, Person, ResidenceStatus
from geleit.cases.team import team_of
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.deadlines.models import Deadline, FollowUpReminder
from geleit.identity.actions import link, order_comparison
from geleit.packages import rules
from geleit.packages.actions import waiting
from geleit.packages.enums import Item, ItemState
from geleit.packages.models import Partner, ReceivedPackage
from geleit.packages.queries import linkable, possibly_here, siblings_of
from geleit.persons.enums import DETAILS, NEEDS_DETAIL, ChannelKind, ChannelSource
from geleit.persons.models import ContactChannel, HistoryEntry

MOST_WARN_DAYS = 28  # a deadline whose rule is not known here is shown so long ahead


@transaction.atomic
@system_eyes()
def accept(
    package: ReceivedPackage,
    *,
    holder: User,
    settle_by: date,
    same: Collection[tuple[int, int]] = (),
    anyway: bool = False,
    by: User,
    at: datetime,
    on: date,
) -> Case:
    """Open the case of the package for its holder; what was missing becomes a task with a day.

    `same` says which of the package is which person here; their records are linked. Beside a newer
    package of the same case, or one that was accepted, it is refused unless `anyway`. Accepting twice
    for the same holder gives the same case.
    """
    Partner.objects.select_for_update(no_key=True).get(pk=package.partner_id)  # one at a time
    locked = ReceivedPackage.unguarded.select_for_update(of=["self"]).get(pk=package.pk)
    if locked.case and locked.case.holder_id == holder.pk:
        return locked.case
    package = waiting(package)
    here = _here(package, same, by=by)
    _refuse(package, here, same, holder=holder, settle_by=settle_by, on=on, anyway=anyway, by=by)
    household, persons = _household(package.content)
    case = Case.unguarded.create(
        number=draw_numbers(on.year, 1)[0],
        household=household,
        agreement=package.agreement,
        holder=holder,
        opened_on=on,
        handed_over_by=package.partner.organisation,
        handed_over_on=min(on, localdate(package.opened_at)),
        accepted_on=on,
        accepted_by=by.name[:120],
    )
    _statuses(package.content, persons)
    _ways(package.content, persons)
    _histories(package.content, persons)
    deadlines = _deadlines(package, case, persons)
    tasks = _open_points(package.content, case, due_on=settle_by)
    package.case, package.accepted_at, package.accepted_by = case, at, by
    package.save(update_fields=["case", "accepted_at", "accepted_by"])
    for key, person in same:
        link(persons[key], here[key, person], by=by, at=at)
    order_comparison(person.pk for person in persons.values())
    counts = {"persons": len(persons), "deadlines": deadlines, "tasks": tasks}
    opened = Entry(by, "case-opened", case)
    record_many([opened, Entry(by, "package-accepted", case, {"holder": holder.pk, **counts})])
    return case


def holders_for(package: ReceivedPackage, *, on: date) -> QuerySet[User]:
    """Return who of the carrier can be responsible for the case of this package on the day."""
    return team_of([package.agreement.carrier_id], on=on, agreement=package.agreement_id)


def _here(
    package: ReceivedPackage, same: Collection[tuple[int, int]], *, by: User
) -> dict[tuple[int, int], Person]:
    """Return who can be said to be somebody here; nobody is looked for where nothing is said."""
    if not same:
        return {}
    found = linkable(possibly_here(package.content["household"]["persons"], by), by)
    return {keys: one.person for keys, (_name, one) in found.items()}


def _refuse(
    package: ReceivedPackage,
    here: Collection[tuple[int, int]],
    same: Collection[tuple[int, int]],
    *,
    holder: User,
    settle_by: date,
    on: date,
    anyway: bool,
    by: User,
) -> None:
    problems = rules.sameness_problems(said=same, possible=here)
    if not anyway:
        problems += rules.sibling_problems(siblings_of([package], by)[package.pk])
    if not holders_for(package, on=on).filter(pk=holder.pk).exists():
        text = _("Diese Person kann heute beim Träger nicht zuständig sein. Bitte anders wählen.")
        problems.append(Problem("holder", text))
    if settle_by < on:
        problems.append(Problem("settle_by", _("Bitte heute oder einen späteren Tag wählen.")))
    if problems:
        raise Refused(problems)


def _household(content: dict[str, Any]) -> tuple[Household, dict[int, Person]]:
    """Write the household, its persons with what is known of each, and where they live."""
    said = content["household"]
    household = Household.unguarded.create(name=said["name"])
    languages = {line["person"]: line for line in content.get("language", ())}
    agencies = {line["person"]: line["agency"] for line in content.get("benefits", ())}
    notes = {line["person"]: line["text"] for line in content.get("notes", ())}
    persons = {}
    for one in said["persons"]:
        key = one["key"]
        language = languages.get(key, {})
        persons[key] = Person(
            household=household,
            **{name: one[name] for name in one if name not in ("key", "born_on")},
            born_on=_day(one["born_on"]),
            language=language.get("language", ""),
            needs_interpreter=language.get("needs_interpreter"),
            german_level=language.get("german_level", ""),
            benefit_agency=_one_of(BenefitAgency.values, agencies.get(key, "")),
            remark=notes.get(key, ""),
        )
        persons[key].save()
    if home := content.get("address"):
        given: dict[str, Any] = {"moved_in_on": _day(home["moved_in_on"])}
        given |= {"stage": _one_of(HousingStage.values, home["stage"])}
        given |= {"kind": _one_of(HousingType.values, home["kind"])}
        HousingStay.objects.create(household=household, **{**home, **given})
    return household, persons


def _statuses(content: dict[str, Any], persons: dict[int, Person]) -> None:
    for key, line in {line["person"]: line for line in content.get("status", ())}.items():
        begins, ends = _day(line["valid_from"]), _day(line["valid_until"])
        ResidenceStatus.objects.create(
            person=persons[key],
            kind=_one_of(StatusKind.values, line["kind"]) or StatusKind.OTHER,
            wording=line["wording"] or ("" if line["kind"] in StatusKind.values else line["kind"]),
            valid_from=None if begins and ends and ends < begins else begins,
            valid_until=ends,
        )


def _ways(content: dict[str, Any], persons: dict[int, Person]) -> None:
    """Write the ways to reach somebody; whether she agrees to be written to is asked anew."""
    ways = dict.fromkeys(
        (
            line["person"],
            _one_of(ChannelKind.values, way["kind"]) or ChannelKind.OTHER,
            way["value"],
        )
        for line in content.get("contact", ())
        for way in _ways_of(line)
    )
    ContactChannel.unguarded.bulk_create(
        ContactChannel(person=persons[key], kind=kind, value=value, source=ChannelSource.PACKAGE)
        for key, kind, value in ways
    )


def _ways_of(line: dict[str, Any]) -> Iterator[dict[str, str]]:
    for kind in (ChannelKind.PHONE, ChannelKind.EMAIL):
        if value := line[kind]:
            yield {"kind": kind.value, "value": value}
    yield from line.get("channels", ())


def _histories(content: dict[str, Any], persons: dict[int, Person]) -> None:
    """Write the entries whose words we know; others stay readable in the package."""
    rows = []
    for line in [*content.get("school", ()), *content.get("work", ())]:
        begins, ends = _day(line["begins_on"]), _day(line["ends_on"])
        details = {detail.value for detail in DETAILS.get(line["kind"], ())}
        is_level = line["kind"] == "level"
        is_bare = line["kind"] in NEEDS_DETAIL and line["detail"] not in details
        if line["kind"] not in DETAILS or is_bare:
            continue
        if (begins and ends and ends < begins) or (is_level and ends):
            ends = None
        rows.append(
            HistoryEntry(
                person=persons[line["person"]],
                kind=line["kind"],
                detail=line["detail"] if line["detail"] in details else "",
                title=line["title"],
                place=line["place"],
                begins_on=begins,
                begins_precision=(line["begins_precision"] or "day") if begins else "",
                ends_on=ends,
                ends_precision=(line["ends_precision"] or "day") if ends else "",
            )
        )
    HistoryEntry.unguarded.bulk_create(rows)


def _deadlines(package: ReceivedPackage, case: Case, persons: dict[int, Person]) -> int:
    """Write the open deadlines as the sender counted them; nobody owns one but who holds the case."""
    lines = package.content.get("deadlines", ())
    for number, line in enumerate(lines, 1):
        work_by = date.fromisoformat(line["work_by"])
        Deadline.unguarded.create(
            case=case,
            person=persons.get(line["person"] or 0),
            kind="uebernommen",
            name=line["name"],
            source=f"package:{package.pk}:{number}",
            due_on=date.fromisoformat(line["due_on"]),
            work_by=work_by,
            appears_on=work_by - timedelta(days=MOST_WARN_DAYS),
            warn_days=[],
            is_fatal=line["is_fatal"],
        )
    return len(lines)


def _open_points(content: dict[str, Any], case: Case, *, due_on: date) -> int:
    """Make a task of every point that the sender had nothing for."""
    missing = [
        str(Item(item).label)
        for item in Item.values
        if content["items"][item]["state"] == ItemState.MISSING
    ]
    for label in missing:
        text = _("Übergabe, offener Punkt: %(what)s") % {"what": label}
        FollowUpReminder.unguarded.create(case=case, text=text, due_on=due_on)
    return len(missing)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _one_of(known: list[str], word: str) -> str:
    return word if word in known else ""
