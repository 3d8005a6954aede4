# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which pages are measured, with whom and with which cases."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from time import time
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Count
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from geleit.accounts.middleware import BEGAN, SEEN
from geleit.accounts.models import Membership, Role, User
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case, Person
from geleit.core.dates import Quarter
from geleit.counselling.queries import contact_items
from geleit.demo.measure import NothingToMeasure, Page

SEED = 20
SAMPLE = 200  # cases and names to choose from
DEEP = 0.9  # how far down the list the deep page lies


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
    own_names: list[str]  # family names in the worker's cases
    all_names: list[str]


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
    own = list(Case.objects.visible_to(worker).filter(closed_on=None).order_by("number"))
    return Figures(
        worker=worker,
        lead=lead,
        town=town or lead,
        town_agreement=agreement,
        own_cases=own,
        all_cases=cases,
        deep_key=keys[int(len(keys) * DEEP)],
        own_names=_names(own),
        all_names=_names(cases),
    )


def _names(cases: list[Case]) -> list[str]:
    people = Person.unguarded.filter(household__cases__in=cases).order_by("pk")
    return list(people.values_list("family_name", flat=True)[:SAMPLE])


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
        override_settings(SECOND_FACTOR=False),  # people of an example have none
        signed_in(chosen.worker) as worker,
        signed_in(chosen.lead) as lead,
        signed_in(chosen.town) as town,
    ):
        home = [reverse("desk:home")]
        yield Page("home, social worker", _ask(worker, home))
        yield Page("home, lead", _ask(lead, home))
        yield Page("home, town", _ask(town, home))
        yield from _lists(chosen, worker, lead)
        yield from _case_files(chosen, worker, lead, on=on)
        yield from _statements(chosen, lead, town, quarter=Quarter.of(on).previous())


def _lists(chosen: Figures, worker: Client, lead: Client) -> Iterator[Page]:
    cases = reverse("desk:cases")
    deep = f"{cases}?nach={chosen.deep_key}"
    own, others = _searches(chosen.own_names), _searches(chosen.all_names)
    two_letters = _searches([name[:2] for name in chosen.all_names])
    yield Page("case list, social worker", _ask(worker, [cases]))
    yield Page("case list, lead", _ask(lead, [cases]))
    yield Page("case list, deep page, lead", _ask(lead, [deep]))
    yield Page("search by name, social worker", _ask(worker, own, part=True))
    yield Page("search by name, lead", _ask(lead, others, part=True))
    yield Page("search as you type, 2 letters, lead", _ask(lead, two_letters, part=True))


def _case_files(chosen: Figures, worker: Client, lead: Client, *, on: date) -> Iterator[Page]:
    own = chosen.own_cases
    yield Page("case file, social worker", _ask(worker, _each("desk:case", own)))
    yield Page("case file, lead", _ask(lead, _each("desk:case", chosen.all_cases)))
    yield Page("plan, social worker", _ask(worker, _each("plans:plan", own)))
    urls = _each("counselling:note", own)
    yield Page("contact note, form", _ask(worker, urls))
    notes = [note_of(case, on=on) for case in own]

    def save(n: int) -> HttpResponseBase:
        note = notes[n % len(notes)] | {"client_key": str(uuid4())}
        return worker.post(urls[n % len(urls)], note, secure=True)

    yield Page("contact note, save", save, status=302)


def _statements(chosen: Figures, lead: Client, town: Client, *, quarter: Quarter) -> Iterator[Page]:
    key, period = chosen.town_agreement.key, f"{quarter.year}-q{quarter.number}"
    page = [reverse("statistics:statement", args=[key, period])]
    table = [reverse("statistics:download", args=[key, period, "csv"])]
    yield Page("quarterly statement, town", _ask(town, page))
    yield Page("quarterly statement, lead", _ask(lead, page))
    yield Page("quarterly statement as CSV, lead", _ask(lead, table))


def _ask(
    client: Client, urls: list[str], *, part: bool = False
) -> Callable[[int], HttpResponseBase]:
    """Return what asks for one address after the other; `part` as the search field does."""
    headers = {"HX-Request": "true"} if part else {}
    return lambda n: client.get(urls[n % len(urls)], secure=True, headers=headers)


def _each(name: str, cases: list[Case]) -> list[str]:
    return [reverse(name, args=[case.pk]) for case in cases]


def _searches(texts: list[str]) -> list[str]:
    return [f"{reverse('desk:cases')}?{urlencode({'q': text})}" for text in texts]


def note_of(case: Case, *, on: date) -> dict[str, Any]:
    """Return a contact as the form sends it."""
    items = contact_items(case)
    item = items.filter(mandate__is_own=True).first() or items.first()
    person = Person.unguarded.filter(household=case.household_id).order_by("pk").first()
    return {
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
    session[BEGAN] = session[SEEN] = int(time())  # else the first page would write it
    session.create()
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    try:
        yield client
    finally:
        session.delete()
