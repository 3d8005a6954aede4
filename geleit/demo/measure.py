# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long pages take on the present database, measured on the server side.

Requests go through all of Django (middleware, permissions, templates) but not through a network.
Each is rolled back, so that nothing of the measuring stays: no note, no entry in the log.
"""

import os
import platform
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.db.models import Count
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from geleit.accounts.models import Membership, Role, User
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case, Person
from geleit.core.dates import Quarter
from geleit.counselling.models import Contact
from geleit.counselling.queries import contact_items

SEED = 20
SAMPLE = 200  # cases and names to choose from
DEEP = 0.9  # how far down the list the deep page lies
BOOKKEEPING = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")


class NothingToMeasure(Exception):
    """There is no case, or nobody who could open one."""


class UnexpectedAnswer(Exception):
    """A page did not answer as it should; its time would mean nothing."""


@dataclass(frozen=True)
class Measured:
    """What one page cost."""

    name: str
    median_ms: float
    p95_ms: float
    queries: int


@dataclass(frozen=True)
class Page:
    """One thing people do; `ask` is given the number of the round."""

    name: str
    ask: Callable[[int], HttpResponseBase]
    status: int = 200


@dataclass(frozen=True)
class Figures:
    """Who and what the pages are measured with."""

    worker: User
    lead: User
    town: User
    town_agreement: CooperationAgreement
    own_cases: list[Case]
    all_cases: list[Case]
    deep_key: str
    names: list[str]


def figures(*, on: date) -> Figures:
    """Choose the busiest worker, the lead, the town with most contacts, and samples of cases."""
    rng = random.Random(SEED)
    loads = Case.unguarded.open().filter(holder__isnull=False).values("holder")
    busiest = loads.annotate(count=Count("pk")).order_by("-count", "holder").first()
    lead = _with_role(Role.CARRIER_LEAD, on=on)
    agreement = _largest_agreement(on=on)
    if not (busiest and lead and agreement):
        raise NothingToMeasure
    town = _with_role(Role.TOWN, on=on, organisation=agreement.municipality_id)
    worker = User.objects.get(pk=busiest["holder"])
    seen = Case.objects.visible_to(lead).open().order_by("-number")
    keys = list(seen.values_list("number", flat=True))
    chosen = rng.sample(keys, min(SAMPLE, len(keys)))
    cases = list(Case.unguarded.filter(number__in=chosen).order_by("number"))
    people = Person.unguarded.filter(household__cases__in=cases).order_by("pk")
    return Figures(
        worker=worker,
        lead=lead,
        town=town or lead,
        town_agreement=agreement,
        own_cases=list(Case.objects.visible_to(worker).filter(closed_on=None).order_by("number")),
        all_cases=cases,
        deep_key=keys[int(len(keys) * DEEP)],
        names=list(people.values_list("family_name", flat=True)[:SAMPLE]),
    )


def _with_role(role: str, *, on: date, organisation: int | None = None) -> User | None:
    found = Membership.objects.active(on=on).filter(role=role, user__is_active=True)
    if organisation:
        found = found.filter(organisation=organisation)
    membership = found.select_related("user").order_by("pk").first()
    return membership.user if membership else None


def _largest_agreement(*, on: date) -> CooperationAgreement | None:
    """Return the agreement with most cases among those whose town can sign in."""
    towns = Membership.objects.active(on=on).filter(role=Role.TOWN).values("organisation")
    cases = Case.unguarded.filter(agreement__municipality__in=towns).values("agreement")
    most = cases.annotate(count=Count("pk")).order_by("-count", "agreement").first()
    return CooperationAgreement.objects.get(pk=most["agreement"]) if most else None


def pages(chosen: Figures, *, on: date) -> Iterator[Page]:
    """Return what is measured, each page with who opens it."""
    with (
        signed_in(chosen.worker) as worker,
        signed_in(chosen.lead) as lead,
        signed_in(chosen.town) as town,
    ):
        last = Quarter.of(on).previous()
        quarter = f"{last.year}-q{last.number}"
        key = chosen.town_agreement.key
        cases = reverse("desk:cases")

        def get(client: Client, url: str, **headers: str) -> HttpResponseBase:
            return client.get(url, secure=True, headers=headers)

        def one(list_of: list[Any], round_: int) -> Any:
            return list_of[round_ % len(list_of)]

        def case_file(client: Client, list_of: list[Case]) -> Callable[[int], HttpResponseBase]:
            return lambda n: get(client, reverse("desk:case", args=[one(list_of, n).pk]))

        def search(client: Client, letters: int) -> Callable[[int], HttpResponseBase]:
            return lambda n: client.get(
                cases, {"q": one(chosen.names, n)[:letters]}, secure=True, headers=HTMX
            )

        def note(n: int) -> HttpResponseBase:
            case = one(chosen.own_cases, n)
            url = reverse("counselling:note", args=[case.pk])
            return worker.post(url, note_of(case, on=on), secure=True)

        def plan(n: int) -> HttpResponseBase:
            return get(worker, reverse("plans:plan", args=[one(chosen.own_cases, n).pk]))

        statement = reverse("statistics:statement", args=[key, quarter])
        table = reverse("statistics:download", args=[key, quarter, "csv"])
        yield Page("home, social worker", lambda n: get(worker, reverse("desk:home")))
        yield Page("home, lead", lambda n: get(lead, reverse("desk:home")))
        yield Page("home, town", lambda n: get(town, reverse("desk:home")))
        yield Page("case list, social worker", lambda n: get(worker, cases))
        yield Page("case list, lead", lambda n: get(lead, cases))
        yield Page("case list, deep page, lead", lambda n: get(lead, deep_page(cases, chosen)))
        yield Page("search by name, social worker", search(worker, 4))
        yield Page("search by name, lead", search(lead, 40))
        yield Page("search as you type, 2 letters, lead", search(lead, 2))
        yield Page("case file, social worker", case_file(worker, chosen.own_cases))
        yield Page("case file, lead", case_file(lead, chosen.all_cases))
        yield Page("plan, social worker", plan)
        yield Page(
            "contact note, form",
            lambda n: get(worker, reverse("counselling:note", args=[one(chosen.own_cases, n).pk])),
        )
        yield Page("contact note, save", note, status=302)
        yield Page("quarterly statement, town", lambda n: get(town, statement))
        yield Page("quarterly statement, lead", lambda n: get(lead, statement))
        yield Page("quarterly statement as CSV, lead", lambda n: get(lead, table))


HTMX = {"HX-Request": "true"}


def deep_page(cases: str, chosen: Figures) -> str:
    return f"{cases}?nach={chosen.deep_key}"


def note_of(case: Case, *, on: date) -> dict[str, Any]:
    """Return a contact as the form sends it."""
    items = contact_items(case)
    item = items.filter(mandate__is_own=True).first() or items.first()
    person = Person.unguarded.filter(household=case.household_id).order_by("pk").first()
    return {
        "client_key": str(uuid4()),
        "kind": "talk",
        "persons": [person.pk if person else ""],
        "minutes": "30",
        "service_item": item.pk if item else "",
        "goal": "brief",
        "happened_on": on.isoformat(),
        "text": "Termin vorbereitet, die Unterlagen sind vollständig.",
    }


@contextmanager
def signed_in(user: User) -> Iterator[Client]:
    """Give a browser in which the person is signed in; its session is removed at the end."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    try:
        yield client
    finally:
        session.delete()


def measured(page: Page, *, repeat: int) -> Measured:
    """Ask for the page once to warm up, then `repeat` times by the clock, then count queries."""
    _answer(page, 0)
    times = sorted(_answer(page, n) for n in range(1, repeat + 1))
    with CaptureQueriesContext(connection) as captured:
        _answer(page, 1)
    asked = [query for query in captured if not query["sql"].startswith(BOOKKEEPING)]
    return Measured(
        name=page.name,
        median_ms=round(middle(times) * 1000, 1),
        p95_ms=round(percentile(times, 95) * 1000, 1),
        queries=len(asked),
    )


def middle(times: list[float]) -> float:
    """Return the median of sorted times, one that was observed."""
    return times[len(times) // 2]


def percentile(times: list[float], percent: int) -> float:
    """Return the time that so many in a hundred do not exceed (nearest rank)."""
    return times[-(-len(times) * percent // 100) - 1]


def _answer(page: Page, round_: int) -> float:
    """Return the seconds of one request, and leave the database as it was."""
    with transaction.atomic():
        begin = time.perf_counter()
        response: Any = page.ask(round_)
        b"".join(response)
        seconds = time.perf_counter() - begin
        transaction.set_rollback(True)
    if response.status_code != page.status:
        raise UnexpectedAnswer(f"{page.name}: {response.status_code} instead of {page.status}")
    return seconds


def machine() -> str:
    """Return what it was measured on, in one line."""
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        system = platform.platform()
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def database() -> tuple[str, float]:
    """Return the database's name with its version, and its size in megabytes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            version = cursor.fetchone()[0]
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            return f"SQLite {version}", round(cursor.fetchone()[0] / 1e6, 1)
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
        cursor.execute("SELECT pg_database_size(current_database())")
        return f"PostgreSQL {version}", round(cursor.fetchone()[0] / 1e6, 1)


def document(found: list[Measured]) -> dict[str, Any]:
    name, size = database()
    return {
        "machine": machine(),
        "persons": Person.unguarded.count(),
        "contacts": Contact.unguarded.count(),
        "database": name,
        "size_mb": size,
        "pages": [vars(one) for one in found],
    }
