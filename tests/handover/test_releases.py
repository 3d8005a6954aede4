# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""After acceptance the county reads what persons released to it, and nothing else."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.cases.models import Case, Person
from geleit.consents import actions
from geleit.consents.models import Consent
from geleit.core.eyes import eyes_of
from geleit.core.problems import Refused
from geleit.counselling.models import Contact
from geleit.plans.models import Goal
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/uebergabe/freigaben/"
GIVEN = date(2020, 1, 8)
QUERIES = 11
CLOSED = {"closed_on": date(2020, 2, 1), "phase": "closed"}


@pytest.fixture
def case(anna):
    """Handed over by the county and accepted, with something of each kind."""
    case = factories.a_case(
        holder=anna,
        handed_over_by=factories.an_organisation("county"),
        handed_over_on=date(2020, 1, 7),
        accepted_on=date(2020, 1, 7),
        accepted_by="Lena",
    )
    person = case.household.persons.get()
    person.channels.create(kind="phone", value="0160 1234")
    person.statuses.create(kind="toleration", wording="Duldung im Test")
    person.history.create(kind="work", title="Bäckerei Test")
    person.vulnerabilities.create(
        kind="illness", remark="Rollstuhl", audience="case", noted_on=GIVEN, noted_by="Anna"
    )
    person.vulnerabilities.create(
        kind="mental", remark="Nur für Anna", audience="holder", noted_on=GIVEN, noted_by="Anna"
    )
    factories.a_goal(case=case, text="Wohnung in Testheim")
    factories.a_contact(case=case, by=anna, text="Vertrauliche Notiz")
    return case


def a_release(case, by, *kinds, person=None, **said):
    said = {"is_written": True, "given_on": GIVEN, "until": None} | said
    return actions.give(
        case,
        person=person or case.household.persons.get(),
        kinds=kinds,
        by=by,
        on=localdate(),
        recipient="Landkreis Teststadt",
        purpose="Beratung",
        shown_to=factories.an_organisation("county"),
        **said,
    )


def page(case):
    return reverse("handover:released", args=[case.pk])


SHOWN = {
    "contact": "0160 1234",
    "status": "Duldung im Test",
    "work": "Bäckerei Test",
    "plan": "Wohnung in Testheim",
    "health": "Rollstuhl",
}


@pytest.mark.parametrize("kind", SHOWN)
def test_the_county_reads_the_released_kind_and_no_other(sign_in, case, anna, frida, kind):
    a_release(case, anna, kind)

    text = sign_in(frida).get(page(case)).content.decode()

    assert [one for one, words in SHOWN.items() if words in text] == [kind]
    assert "Freigegeben bis zum Widerruf." in text
    assert text.count("Dafür gibt es keine Einwilligung, die heute gilt.") == 5
    assert "Vertrauliche Notiz" not in text
    assert "Nur für Anna" not in text


@pytest.mark.parametrize(("kinds", "shown"), [(["plan"], False), (["plan", "health"], True)])
def test_goals_of_the_field_of_health_are_shown_with_the_release_of_health_alone(
    sign_in, case, anna, frida, kinds, shown
):
    factories.a_goal(case=case, text="Therapieplatz finden", action_field="health")
    a_release(case, anna, *kinds)

    text = sign_in(frida).get(page(case)).content.decode()

    assert ("Wohnung in Testheim" in text, "Therapieplatz" in text) == (True, shown)
    assert ("Ziele im Feld „Gesundheit“ zeigt Geleit nur" in text) is not shown


def test_without_a_release_the_accepted_case_does_not_exist_for_the_county(sign_in, case, frida):
    client = sign_in(frida)

    assert client.get(page(case)).status_code == 404
    assert case.number not in client.get(LIST).content.decode()
    assert client.get(reverse("desk:case", args=[case.pk])).status_code == 403


def test_a_consent_towards_somebody_else_opens_nothing(sign_in, case, anna, frida):
    person = case.household.persons.get()
    said = {"recipient": "Landkreis Teststadt", "purpose": "Beratung", "is_written": True}
    actions.give(
        case, person=person, kinds=["contact"], by=anna, on=localdate(), given_on=GIVEN,
        until=None, **said,
    )  # fmt: skip

    assert sign_in(frida).get(page(case)).status_code == 404


def test_the_list_names_case_person_kinds_and_end(sign_in, case, anna, frida):
    end = localdate() + timedelta(days=30)
    a_release(case, anna, "contact", "work", until=end)

    text = sign_in(frida).get(LIST).content.decode()

    assert case.number in text
    assert "Muster, Mina" in text
    assert "Name und Erreichbarkeit, Sprache, Schule, Arbeit" in text
    assert end.strftime("%d.%m.%Y") in text


def test_it_ends_by_itself_after_its_last_day(sign_in, case, anna, frida):
    a_release(case, anna, "contact", until=localdate())
    client = sign_in(frida)
    opened = client.get(page(case)).status_code
    Consent.unguarded.update(until=localdate() - timedelta(days=1))

    assert (opened, client.get(page(case)).status_code) == (200, 404)


def test_it_ends_with_the_withdrawal(sign_in, case, anna, frida):
    consent = a_release(case, anna, "contact")
    client = sign_in(frida)
    opened = client.get(page(case)).status_code
    actions.withdraw(consent, by=anna, on=localdate())

    assert (opened, client.get(page(case)).status_code) == (200, 404)
    assert case.number not in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    "change",
    [CLOSED, {"is_protected": True}, {"accepted_on": None, "accepted_by": ""}],
    ids=["closed", "protected", "not accepted"],
)
def test_it_rests_where_the_case_itself_is_shut(sign_in, case, anna, frida, change):
    a_release(case, anna, "contact")
    type(case).unguarded.filter(pk=case.pk).update(**change)

    assert sign_in(frida).get(page(case)).status_code == 404


def test_it_does_not_go_along_into_another_household(sign_in, case, anna, frida):
    a_release(case, anna, "contact")
    other = factories.a_person(family_name="Anders").household
    case.household.persons.update(household=other)

    assert sign_in(frida).get(page(case)).status_code == 404


def test_a_county_that_did_not_hand_the_case_over_reads_nothing(case, anna, frida):
    type(case).unguarded.filter(pk=case.pk).update(
        handed_over_by=factories.an_organisation("municipality")
    )
    with pytest.raises(Refused, match="nur der Landkreis, der diesen Fall übergeben hat"):
        a_release(case, anna, "contact")


def test_a_membership_for_another_agreement_reads_nothing(sign_in, case, anna, frida):
    a_release(case, anna, "contact")
    elsewhere = factories.an_agreement(key="anderswo-2020")

    assert sign_in(factories.limited(frida, elsewhere)).get(page(case)).status_code == 404


def test_the_plan_needs_every_adult_of_the_household(sign_in, case, anna, frida):
    other = factories.a_person(household=case.household, given_names="Sami")
    factories.a_person(household=case.household, given_names="Kind", born_on=localdate())
    first = case.household.persons.order_by("pk").first()
    a_release(case, anna, "plan", person=first)
    client = sign_in(frida)
    alone = client.get(page(case)).content.decode()
    a_release(case, anna, "plan", person=other)
    together = client.get(page(case)).content.decode()

    assert SHOWN["plan"] not in alone
    assert "Es haben noch nicht alle zugestimmt." in alone
    assert SHOWN["plan"] in together


def test_each_reading_stands_in_the_log_of_the_case(sign_in, case, anna, frida):
    a_release(case, anna, "contact", "work")
    sign_in(frida).get(page(case))

    event = Event.objects.of_case(case.pk).get(verb="release-read")
    assert (event.actor, event.role) == (f"user:{frida.pk}", "county")
    assert event.data == {"persons": 1, "kinds": "contact,work"}


def test_a_refused_reading_stands_in_the_log_of_the_case(sign_in, case, frida):
    sign_in(frida).get(page(case))

    event = Event.objects.of_case(case.pk).get(verb="refused")
    assert event.data == {"view": "handover:released", "why": "not-visible"}


@pytest.mark.parametrize("who", ["anna", "lena", "dora", "emil", "karl", "otto", "selma"])
def test_nobody_but_the_county_opens_the_page(request, sign_in, case, anna, who):
    a_release(case, anna, "contact")

    answer = sign_in(request.getfixturevalue(who)).get(page(case))

    assert answer.status_code == 403


def test_the_worker_ticks_that_the_county_reads_along(sign_in, case, anna):
    client = sign_in(anna)
    address = reverse("consents:consents", args=[case.pk])
    offered = client.get(address).content.decode()
    client.post(
        address,
        {"person": case.household.persons.get().pk, "show_to_county": "on", "purpose": "Beratung",
         "kinds": ["contact"], "given_on": "08.01.2020"},
    )  # fmt: skip
    consent = Consent.unguarded.get()

    assert "Landkreis darf diese Angaben hier mitlesen" in offered
    assert (consent.recipient, consent.shown_to.short_name) == ("Landkreis Teststadt", "Landkreis")
    assert "Landkreis liest hier mit" in client.get(address).content.decode()


def test_a_case_of_the_carrier_itself_offers_no_release(sign_in, anna):
    case = factories.a_case(holder=anna)
    client = sign_in(anna)
    address = reverse("consents:consents", args=[case.pk])
    said = {"person": case.household.persons.get().pk, "recipient": "Jobcenter", "purpose": "Arbeit",
            "kinds": ["contact"], "given_on": "08.01.2020"}  # fmt: skip
    client.post(address, said | {"show_to_county": "on", "shown_to": "1"})

    assert "mitlesen" not in client.get(address).content.decode()
    assert Consent.unguarded.get().shown_to is None


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    sign_in, case, anna, frida, django_assert_num_queries
):
    a_release(case, anna, "contact")
    client = sign_in(frida)
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        client.get(LIST)
    a_release(case, anna, "work")
    a_release(case, anna, "status")
    with django_assert_num_queries(QUERIES):
        client.get(LIST)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")
def test_the_database_shows_the_county_its_release_and_nothing_behind_it(case, anna, frida):
    consent = a_release(case, anna, "contact")
    over = a_release(case, anna, "work", until=GIVEN)
    with eyes_of(frida):
        seen = list(Consent.unguarded.values_list("pk", flat=True))
        behind = [t.unguarded.count() for t in (Case, Person, Goal, Contact)]

    assert (seen, behind) == ([consent.pk], [0, 0, 0, 0])
    assert over.pk not in seen
