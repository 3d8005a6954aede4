# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the scale: kept by lead and administration, from a day on; older looks keep theirs."""

import re
from datetime import date
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection, connections

from geleit.accounts.models import Membership, User
from geleit.audit.models import Event
from geleit.core.problems import Refused
from geleit.organisations.models import Organisation
from geleit.plans.models import Assessment, IndependenceScale
from geleit.plans.upkeep.actions import add_scale
from tests import factories

pytestmark = pytest.mark.django_db
PLACE = "/skala/"
NEW = "Zwetschgen im eigenen Garten"


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2020-03-02 09:00+00:00"):
        yield


@pytest.fixture
def case(steinheim, anna):
    return factories.a_case(holder=anna)


def said(**fields):
    words = {f"housing_{level}": f"{NEW} {level}" for level in range(1, 6)}
    head = {"name": "Skala Süd", "valid_from": "2020-03-02", "source": "Team, 2. März 2020"}
    return head | words | fields


def carrier_of(user):
    return user.active_memberships[0].organisation_id


def scale_on(day, user=None):
    return IndependenceScale.objects.valid_on(day, carrier=carrier_of(user) if user else None)


def form_of(case):
    return f"/faelle/{case.pk}/selbststaendigkeit/{case.household.persons.get().pk}/neu/"


def a_look(**fields):
    values = {"view": "adviser", "occasion": "1_start", "assessed_on": "2020-03-02"}
    return values | {"level_housing": "3", "note": "Garten"} | fields


def test_new_words_hold_from_their_day_and_end_those_before(sign_in, lena):
    client, shared = sign_in(lena), scale_on(date(2020, 3, 1))
    client.post(f"{PLACE}neu/", said())
    own = scale_on(date(2020, 3, 2), lena)

    answer = client.post(f"{PLACE}neu/", said(name="Skala Süd 2", valid_from="2020-04-01"))

    assert answer.status_code == 302
    own.refresh_from_db()
    shared.refresh_from_db()
    assert (own.name, own.carrier_id) == ("Skala Süd", carrier_of(lena))
    assert (own.valid_until, shared.valid_until) == (date(2020, 3, 31), None)
    assert own.levels.get(action_field="housing", level=3).text == f"{NEW} 3"
    assert scale_on(date(2020, 4, 1), lena).name == "Skala Süd 2"
    assert Event.objects.filter(verb="scale-added").count() == 2


def test_the_form_begins_with_the_words_that_hold(sign_in, lena):
    shared = scale_on(date(2020, 3, 2))
    text = shared.levels.get(action_field="work", level=5).text

    page = sign_in(lena).get(f"{PLACE}neu/").content.decode()

    assert f'value="{text}"' in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"valid_from": "2020-03-01"}, "Bitte einen Tag ab heute wählen"),
        ({"valid_from": "2022-03-10"}, "in den nächsten zwei Jahren"),
        ({"housing_4": ""}, "Bitte alle fünf Stufen beschreiben."),
        ({f"housing_{level}": "" for level in range(1, 6)}, "mindestens ein Handlungsfeld"),
        ({"source": ""}, "Quelle"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_lost(sign_in, lena, fields, words):
    before = IndependenceScale.objects.count()

    answer = sign_in(lena).post(f"{PLACE}neu/", said(**fields))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="Skala Süd"' in answer.content.decode()
    assert IndependenceScale.objects.count() == before


@pytest.mark.parametrize(
    ("who", "reads", "keeps"),
    [
        ("lena", 200, 302), ("otto", 200, 302), ("anna", 200, 403), ("ben", 200, 403),
        ("dora", 403, 403), ("frida", 403, 403), ("karl", 403, 403), ("emil", 403, 403),
        ("selma", 403, 403),
    ],
)  # fmt: skip
def test_who_may_what(sign_in, request, lena, who, reads, keeps):
    client = sign_in(request.getfixturevalue(who))

    page, answer = client.get(PLACE), client.post(f"{PLACE}neu/", said())

    assert (page.status_code, answer.status_code) == (reads, keeps)
    assert IndependenceScale.objects.filter(name="Skala Süd").exists() == (keeps == 302)
    if reads == 200:
        assert ("Neue Worte der Skala" in page.content.decode()) == (keeps == 302)


def test_what_the_system_keeps_holds_for_all_without_their_own(sign_in, otto, lena):
    sign_in(otto).post(f"{PLACE}neu/", said(name="Für alle"))

    assert scale_on(date(2020, 3, 2), lena).name == "Für alle"
    assert scale_on(date(2020, 3, 1), lena).name != "Für alle"


def test_one_scale_holds_today_for_a_carrier_with_its_own(sign_in, lena, otto):
    client = sign_in(lena)
    shared = client.get(PLACE).content.decode()
    client.post(f"{PLACE}neu/", said())

    own = client.get(PLACE).content.decode()

    assert [page.count("gilt heute") for page in (shared, own)] == [1, 1]
    assert own.index("gilt heute") < own.index("alle Träger ohne eigene Skala")


def test_another_carrier_neither_sees_nor_gets_these_words(sign_in, lena, case):
    other = Organisation.objects.create(
        kind="carrier", name="Beispielträger Nord", short_name="Nord", land="BW"
    )
    nora = User.objects.create_user("nora@example.org", factories.PASSWORD, name="Nora")
    role = {"role": "carrier_lead", "starts_on": date(2019, 1, 1)}
    Membership.objects.create(user=nora, organisation=other, **role)
    sign_in(lena).post(f"{PLACE}neu/", said())

    page = sign_in(nora).get(PLACE).content.decode()

    assert NEW not in page
    assert NEW in sign_in(lena).get(PLACE).content.decode()
    assert IndependenceScale.objects.valid_on(date(2020, 3, 2), carrier=other.pk).carrier is None


def test_a_look_speaks_with_the_words_of_its_day(sign_in, anna, lena, case):
    sign_in(lena).post(f"{PLACE}neu/", said())
    new, client = scale_on(date(2020, 3, 2), lena), sign_in(anna)
    page = client.get(form_of(case)).content.decode()

    asked = client.post(
        form_of(case), a_look(assessed_on="2020-02-03", scale=new.pk, worte="1")
    ).content.decode()

    assert (NEW in page, NEW in asked) == (True, False)
    assert "Bitte lesen Sie die Stufen noch einmal; gespeichert ist noch nichts." in asked
    assert re.search(r'name="level_housing"[^>]*value="3"[^>]*checked', asked)
    assert ("Garten" in asked, 'value="2020-02-03"' in asked) == (True, True)
    assert not Assessment.unguarded.exists()


def test_with_the_words_of_another_day_nothing_is_noted(sign_in, anna, lena, case):
    sign_in(lena).post(f"{PLACE}neu/", said())
    new, old, client = scale_on(date(2020, 3, 2), lena), scale_on(date(2020, 2, 3)), sign_in(anna)
    sent = a_look(assessed_on="2020-02-03")

    first = client.post(form_of(case), sent | {"scale": new.pk})
    assert (first.status_code, Assessment.unguarded.count()) == (200, 0)
    assert f'name="scale" value="{old.pk}"' in first.content.decode()
    second = client.post(form_of(case), sent | {"scale": old.pk})

    assert second.status_code == 302
    assert Assessment.unguarded.get().scale == old


def test_an_older_look_keeps_the_words_it_was_made_with(sign_in, anna, lena, case):
    """Corrected on the same day, after other words began to hold."""
    client, old = sign_in(anna), scale_on(date(2020, 3, 2))
    client.post(form_of(case), a_look(scale=old.pk))
    sign_in(lena).post(f"{PLACE}neu/", said())
    new = scale_on(date(2020, 3, 2), lena)
    client = sign_in(anna)

    asked = client.post(form_of(case), a_look(note="Birnen", scale=new.pk)).content.decode()
    overview = client.get(f"/faelle/{case.pk}/selbststaendigkeit/").content.decode()

    row = Assessment.unguarded.get()
    assert (row.scale, row.note) == (old, "Garten")
    assert (f'name="scale" value="{old.pk}"' in asked, NEW in asked) == (True, False)
    assert old.levels.get(action_field="housing", level=3).text in overview
    assert NEW not in overview


def test_with_one_scale_nobody_is_asked_about_days(sign_in, anna, lena, case):
    before = sign_in(anna).get(form_of(case)).content.decode()
    sign_in(lena).post(f"{PLACE}neu/", said())

    after = sign_in(anna).get(form_of(case)).content.decode()

    assert ("Worte dieses Tages zeigen" in before, "Worte dieses Tages zeigen" in after) == (
        False,
        True,
    )


@pytest.mark.parametrize("scales", [1, 3])
def test_the_page_of_scales_takes_as_many_queries_for_three(
    sign_in, lena, scales, django_assert_num_queries
):
    client = sign_in(lena)
    for number in range(1, scales):
        client.post(f"{PLACE}neu/", said(valid_from=f"2020-04-0{number}"))
    assert len(client.get(PLACE).context["rows"]) == scales

    with django_assert_num_queries(QUERIES):
        client.get(PLACE)


QUERIES = 10


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_keep_one_first_scale():
    factories.an_agreement()
    people = [
        factories.a_member(name, role="carrier_lead", organisation="carrier") for name in "ab"
    ]
    carrier, start, refused = carrier_of(people[0]), Barrier(2), []

    def keep(by):
        try:
            start.wait()
            words = {
                "name": f"Süd {by.pk}",
                "source": "Team",
                "levels": {"housing": ["1", "2", "3", "4", "5"]},
            }
            day = date(2020, 3, 2)
            add_scale(carrier=carrier, valid_from=day, by=by, on=day, **words)
        except Refused:
            refused.append(by)
        finally:
            connections.close_all()

    runs = [Thread(target=keep, args=[one]) for one in people]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert len(refused) == 1
    assert IndependenceScale.objects.filter(carrier=carrier).count() == 1
