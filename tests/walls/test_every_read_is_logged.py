# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever shows a word of a case stands in the log: at every address, read or sent."""

from datetime import date

import pytest
from django.db import transaction

from geleit.accounts.models import Membership
from geleit.accounts.permissions import ROLES
from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.walls.log import queries
from geleit.walls.log.words import PAGES
from geleit.walls.middleware import BLANK, HOME
from tests import factories
from tests.house.test_views import patterns
from tests.walls.test_every_address import OWN_SECRET, addresses, text_of, world

__all__ = ["world"]
WORDS = (OWN_SECRET, "Vertrauliche Notiz")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["anna", "lena"])
def test_an_answer_with_words_of_a_case_leaves_an_entry(client, sign_in, world, who, method):
    """Each answer as if it were the first one: what a form changed is taken back."""
    person = world["people"][who]
    role = Membership.objects.get(user=person).role
    silent, shown = [], 0
    for name, url, may in addresses(world["own"]):
        if not may & ROLES[role]:
            continue
        with transaction.atomic():
            sign_in(person)  # anew: one of the addresses ends all sessions
            before = Event.objects.count()
            text = text_of(getattr(client, method)(url))
            is_shown = any(word in text for word in WORDS)
            shown += is_shown
            if is_shown and Event.objects.count() == before:
                silent.append(name)
            transaction.set_rollback(True)

    assert silent == []
    assert shown > 5  # the walk did see something


def last():
    return Event.objects.order_by("-sequence").first()


def test_a_form_that_comes_back_counts_as_reading(sign_in, anna):
    case = factories.a_case(holder=anna)
    person = case.household.persons.get()
    client = sign_in(anna)

    answer = client.post(f"/faelle/{case.pk}/personen/{person.pk}/", {"family_name": ""})

    assert answer.status_code == 422
    assert (last().verb, last().case_key, last().data) == (
        "case-read", case.pk, {"view": "persons:person"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("address", "view"),
    [("/", "desk:home"), ("/faelle/?q=Muster", "desk:cases"), ("/fristen/", "desk:radar")],
)
def test_a_list_of_persons_is_one_entry_without_what_was_searched_for(sign_in, anna, address, view):
    factories.a_case(holder=anna)

    sign_in(anna).get(address)

    assert (last().verb, last().data) == ("page-read", {"view": view})


@pytest.mark.parametrize("who", ["frida", "karl", "emil"])
def test_whoever_sees_persons_leaves_an_entry_on_the_first_page(request, sign_in, anna, who):
    person = request.getfixturevalue(who)
    case = factories.a_case(holder=anna)
    county = factories.an_organisation("county")
    Case.unguarded.filter(pk=case.pk).update(handed_over_by=county, handed_over_on=date(2020, 1, 7))

    sign_in(person).get("/")

    assert (last().verb, last().actor) == ("page-read", f"user:{person.pk}")


@pytest.mark.parametrize("who", ["dora", "otto"])
def test_who_sees_no_persons_leaves_none(request, sign_in, who):
    sign_in(request.getfixturevalue(who)).get("/")

    assert last() is None


def test_the_officer_reads_which_page_it_was(sign_in, anna):
    sign_in(anna).get("/faelle/")

    [line] = queries.lines([last()], with_names=True, names_in_protected=False)
    assert line.what == "Seite mit Personen gelesen (Liste der Fälle)"


def test_a_page_that_has_words_in_the_log_exists():
    assert set(PAGES) | BLANK | {HOME} <= {name for name, _pattern in patterns()}
