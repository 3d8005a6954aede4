# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take a whole list back, as long as nobody has worked with what it brought: all or nothing."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import Event, record
from geleit.cases.actions import hold_households
from geleit.cases.models import Case, Household, Person, ResidenceStatus, UnreadValue
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.identity.actions import order_comparison
from geleit.intake import rules
from geleit.intake.models import ImportBatch, ImportedRow
from geleit.intake.openings import actions as openings
from geleit.intake.takeover import homes
from geleit.intake.undo import queries
from geleit.persons.listed import actions as listed_ways

READING = ("case-read",)  # looking at a case is not working on it
MADE_BY_ITSELF = {"deadlines.Deadline"}  # follows the file
CHUNK = 500


@transaction.atomic
@system_eyes()
def undo(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Remove what the list brought and give back what it changed, or raise Refused."""
    CooperationAgreement.objects.select_for_update().get(pk=batch.agreement_id)
    batch = ImportBatch.unguarded.select_for_update(of=["self"]).get(pk=batch.pk)
    _hold_cases(batch)  # a note that is just being saved is seen, or finds no case any more
    _hold_persons(batch)  # so is a link
    if problems := undo_problems(batch, by):
        raise Refused(problems)
    rows = list(ImportedRow.unguarded.filter(batch=batch).select_related("person"))
    for row in rows:
        _give_back(row)
    order_comparison(row.person_id for row in rows if row.person_id and row.done.get("person"))
    _remove(batch, rows)
    openings.take_back(openings.openings_of(batch), by=by)
    batch.undone_at = timezone.now()
    removed = batch.reading.get("removed", 0)
    batch.reading = {"removed": removed} if removed else {}
    batch.decisions, batch.undecided = {}, 0
    batch.save(update_fields=["undone_at", "reading", "decisions", "undecided"])
    record(by, "list-undone", batch, new=batch.persons_new, changed=batch.persons_changed)
    return batch


def _hold_cases(batch: ImportBatch) -> None:
    """Let everybody who writes into one of these cases finish first, and hold the others off."""
    persons = ImportedRow.unguarded.filter(batch=batch, person__isnull=False).values("person")
    homes = Person.unguarded.filter(pk__in=persons).values("household")
    opened = [one["case"] for one in openings.openings_of(batch)]
    cases = Case.unguarded.filter(Q(household__in=homes) | Q(pk__in=opened)).order_by("pk")
    held = Household.unguarded.filter(Q(pk__in=homes) | Q(pk__in=cases.values("household")))
    hold_households(held)
    list(cases.select_for_update(of=["self"]).values_list("pk", flat=True))


def _hold_persons(batch: ImportBatch) -> None:
    for part in _parts(_new_persons(batch)):
        persons = Person.unguarded.filter(pk__in=part).order_by("pk")
        list(persons.select_for_update(of=["self"]).values_list("pk", flat=True))


@system_eyes()
def undo_problems(batch: ImportBatch, user: User | None = None) -> list[Problem]:
    """Return why the list cannot be taken back, as far as this person may know; nothing: it can."""
    if not batch.taken_over_at or batch.undone_at:
        return rules.undo_problems(
            is_taken_over=bool(batch.taken_over_at), is_undone=bool(batch.undone_at),
            is_older=False, later_lists=0, cases_opened_again=0, cases_worked_on=0, links=0,
            told_apart=0, unseen=0, changed_since=0,
        )  # fmt: skip
    rows = ImportedRow.unguarded.filter(batch=batch)
    changed = rows.filter(is_new=False, person__isnull=False).select_related("person")
    last = rows.aggregate(last=Max("pk"))["last"] or 0
    later = ImportedRow.unguarded.filter(pk__gt=last, person__in=rows.values("person"))
    standing = queries.standing(batch, user)
    return rules.undo_problems(
        is_taken_over=True,
        is_undone=False,
        is_older=batch.persons_new > 0 and not rows.filter(is_new=True).exists(),
        later_lists=later.values("batch").distinct().count(),
        cases_opened_again=openings.not_kept(batch),
        cases_worked_on=len(_worked_on(batch)),
        links=standing.links,
        told_apart=standing.told_apart,
        unseen=standing.unseen,
        changed_since=sum(not _is_as_left(row) for row in changed),
    )


MOST_NAMED = 10


def worked_on_seen_by(user: Any, batch: ImportBatch) -> list[Case]:
    """Return some of the cases that bar the way, read with the eyes of this person."""
    with system_eyes():
        worked_on = _worked_on(batch)
    cases = Case.objects.visible_to(user).filter(pk__in=worked_on)
    return list(cases.select_related("household").order_by("number")[:MOST_NAMED])


def _new_persons(batch: ImportBatch) -> list[int]:
    rows = ImportedRow.unguarded.filter(batch=batch, is_new=True, person__isnull=False)
    return sorted(rows.values_list("person", flat=True))


def _new_cases(batch: ImportBatch, persons: list[int]) -> list[int]:
    """Return the cases whose household consists of nobody but new persons of this list."""
    homes: set[int] = set()
    for part in _parts(persons):
        homes |= set(Person.unguarded.filter(pk__in=part).values_list("household", flat=True))
    ours, kept = set(persons), set()
    for part in _parts(sorted(homes)):
        others = Person.unguarded.filter(household__in=part).values_list("household", "pk")
        kept |= {home for home, person in others if person not in ours}
    cases: list[int] = []
    for part in _parts(sorted(homes - kept)):
        found = Case.unguarded.filter(household__in=part, agreement=batch.agreement_id)
        cases += found.values_list("pk", flat=True)
    return cases


def _worked_on(batch: ImportBatch) -> set[int]:
    """Return the cases that the list brought or opened in which somebody did something since."""
    persons = _new_persons(batch)
    again = openings.openings_of(batch)
    days = openings.since(batch, again)
    found = _changed_by_people(batch, list(days), days)
    for part in _parts([one["case"] for one in again if one["is_new"]]):
        found |= set(_with_content(part))
    for part in _parts(persons):
        homes = Person.unguarded.filter(pk__in=part).values("household")
        cases = list(Case.unguarded.filter(household__in=homes).values_list("pk", flat=True))
        found |= _changed_by_people(batch, cases, days)
    for part in _parts(_new_cases(batch, persons)):
        found |= set(_with_content(part))
    return found


def _changed_by_people(batch: ImportBatch, cases: list[int], days: dict[int, datetime]) -> set[int]:
    found: set[int] = set()
    for part in _parts(cases):
        by_people = Event.objects.filter(
            case_key__in=part, actor__startswith="user:", at__gt=batch.taken_over_at
        ).exclude(verb__in=(*READING, *queries.ABOUT_PAIRS))
        work = queries.without_settled_by_links(by_people.only("case_key", "at", "verb", "key"))
        found |= openings.worked_in(work, days)
    return found


def _with_content(cases: list[int]) -> Iterator[int]:
    """Give the cases below which there is anything that does not come by itself."""
    for relation in Case._meta.related_objects:
        if relation.related_model._meta.label in MADE_BY_ITSELF:
            continue
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": cases})
        yield from rows.values_list(relation.field.name, flat=True)


def _is_as_left(row: ImportedRow) -> bool:
    """Whether the file still says what the list wrote into it."""
    person = row.person
    for name, (before, after) in row.done.get("person", {}).items():
        if name in listed_ways.KINDS:
            if person and not listed_ways.is_as_left(person, name, before=before, after=after):
                return False
        elif _plain(getattr(person, name)) != after:
            return False
    if not homes.is_as_left(row.done.get("homes", ())):
        return False
    if status := row.done.get("status"):
        current = ResidenceStatus.objects.filter(person=person, is_current=True).first()
        return current is not None and current.pk == status["added"]
    return True


def _give_back(row: ImportedRow) -> None:
    """Write into the file what stood there before the list, and take its questions back."""
    person = row.person
    if person is None:
        return
    if changed := row.done.get("person"):
        for name, (before, after) in changed.items():
            if name in listed_ways.KINDS:
                listed_ways.give_back(person, name, before=before, after=after)
                continue
            column: Any = Person._meta.get_field(name)
            setattr(person, name, column.to_python(before))
        person.set_search_names()
        person.save()
    homes.give_back(row.done.get("homes", ()))
    if status := row.done.get("status"):
        ResidenceStatus.objects.filter(pk=status["added"]).exclude(pk=status["before"]).delete()
        ResidenceStatus.objects.filter(pk=status["before"]).update(is_current=True)
    UnreadValue.objects.filter(pk__in=row.done.get("questions", [])).delete()
    settled = UnreadValue.objects.filter(pk__in=row.done.get("settled", []))
    settled.update(settled_on=None, settled_by="")


def _remove(batch: ImportBatch, rows: list[ImportedRow]) -> None:
    persons = _new_persons(batch)
    cases = _new_cases(batch, persons)
    homes: list[int] = []
    for part in _parts(cases):
        homes += Case.unguarded.filter(pk__in=part).values_list("household", flat=True)
    for part in _parts([row.pk for row in rows]):
        ImportedRow.unguarded.filter(pk__in=part).delete()
    for part in _parts(cases):
        Case.unguarded.filter(pk__in=part).delete()
    for part in _parts(persons):
        Person.unguarded.filter(pk__in=part).delete()
    for part in _parts(homes):
        Household.unguarded.filter(pk__in=part).delete()


def _parts(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
