# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the lists show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from geleit.accounts.models import Membership, Role, User
from geleit.agreements.coverage import reaching
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case, Person
from geleit.intake import faulty, preview
from geleit.intake.matching import plan_of
from geleit.intake.models import ImportBatch, ImportedRow, PreviewPage
from geleit.intake.planned import Plan


@dataclass(frozen=True)
class Shown:
    """A preview: what the list says as a whole, and one page of its rows."""

    head: dict[str, Any]
    rows: list[dict[str, Any]]
    page: int
    pages: int


def shown(batch: ImportBatch, *, only_marked: bool, page: int, on: date) -> Shown:
    """Return a page of the preview: of a long list as it was read, of a short one as it is now."""
    if not batch.reading:
        plan = live_plan(batch, on=on)
        rows = preview.rows_of(plan, plan.to_look_at if only_marked else plan.rows)
        pages = preview.pages_of(rows)
        return _shown(preview.head_of(plan), page, len(pages), lambda number: pages[number - 1])
    found = PreviewPage.unguarded.filter(batch=batch, is_to_look_at=only_marked)

    def read(number: int) -> list[dict[str, Any]]:
        return list(found.get(number=number).rows)

    return _shown(batch.reading, page, found.count(), read)


def _shown(head: dict[str, Any], page: int, pages: int, read: Any) -> Shown:
    page = min(max(page, 1), max(pages, 1))
    return Shown(head, read(page) if pages else [], page, pages)


def near_cases(near: Iterable[tuple[int, str]], user: User) -> list[tuple[int, Case]]:
    """Return by row the case in which somebody may be already, where this person sees it."""
    near = [(row, number) for row, number in near if number][: preview.ROWS_A_PAGE]
    if not near:
        return []
    seen = Case.objects.visible_to(user).filter(number__in={number for _row, number in near})
    cases = {case.number: case for case in seen}
    return [(row, cases[number]) for row, number in near if number in cases]


def same_cases(
    rows: Iterable[tuple[int, int]], agreement: CooperationAgreement, user: User
) -> list[tuple[int, Case | None]]:
    """Return rows of a list with the case of the person who stayed the same, where this one is seen.

    Of several cases it is the running one, else the last.
    """
    rows = list(rows)[: preview.ROWS_A_PAGE]
    if not rows:
        return []
    seen = Case.objects.visible_to(user).filter(agreement=agreement)
    homes = Person.unguarded.filter(pk__in={person for _row, person in rows})
    found = dict(homes.values_list("pk", "household"))
    cases = seen.filter(household__in=set(found.values()))
    last = F("closed_on").asc(nulls_last=True)
    by_home = {case.household_id: case for case in cases.order_by(last, "pk")}
    return [(row, by_home.get(found.get(person, 0))) for row, person in rows]


def running_again(batch: ImportBatch, user: User) -> list[tuple[Case, bool]]:
    """Return the cases that run again by this list and that this person sees, and whether each is new."""
    openings = {one["case"]: one["is_new"] for one in batch.reading.get("openings", ())}
    keys = list(openings)[: preview.ROWS_A_PAGE]
    if not keys:
        return []
    cases = Case.objects.visible_to(user).filter(pk__in=keys).select_related("holder")
    return [(case, openings[case.pk]) for case in cases.order_by("number")]


def live_plan(batch: ImportBatch, *, on: date) -> Plan:
    return plan_of(
        bytes(batch.content),
        file_name=batch.file_name,
        agreement=batch.agreement,
        on=on,
        choices=batch.choices,
    )


def case_of(person: Person, *, agreement: int) -> Case:
    """Return the case of a person under an agreement."""
    cases = Case.unguarded.filter(household=person.household_id, agreement=agreement)
    return cases.order_by(F("closed_on").asc(nulls_first=True), "pk")[0]


def closed_to(user: User | None, *, agreement: int) -> set[int]:
    """Return the persons of an agreement whose file is closed to this user; to a command none is."""
    if user is None:
        return set()
    homes = Case.unguarded.visible_to(user).values("household")
    persons = Person.unguarded.filter(household__cases__agreement=agreement)
    return set(persons.exclude(household__in=homes).values_list("pk", flat=True))


def faulty_file(batch: ImportBatch, *, user: User, on: date) -> tuple[bytes, str]:
    """Return the rows with mistakes as a file, and its ending; also after the list was taken over.

    By then its people have cases: rows of those that are closed to this reader are left out.
    """
    if batch.taken_over_at:
        homes = Case.unguarded.filter(agreement=batch.agreement_id).visible_to(user)
        is_open = Q(person=None) | Q(person__household__in=homes.values("household"))
        kept = ImportedRow.unguarded.filter(is_open, batch=batch).order_by("number")
        rows = [
            faulty.Faulty(row.number, row.done.get("number", {}) | row.values, row.done["advice"])
            for row in kept.iterator(chunk_size=1000)
            if "advice" in row.done
        ]
        return faulty.as_file(rows, batch.reading["shape"], batch=batch.pk)
    head = shown(batch, only_marked=True, page=1, on=on).head
    rows = [faulty.Faulty(*row) for row in head["faulty_rows"]]
    return faulty.as_file(rows, head["shape"], batch=batch.pk)


def workers_of(agreement: CooperationAgreement, *, on: date) -> QuerySet[User]:
    """Return the social workers of the carrier whose membership reaches the agreement."""
    workers = Membership.objects.active(on=on).filter(
        reaching(agreement.pk), organisation=agreement.carrier_id, role=Role.SOCIAL_WORKER
    )
    people = User.objects.filter(pk__in=workers.values("user"), is_active=True)
    return people.order_by("name", "pk")
