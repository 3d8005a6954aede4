# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who comes in or is called otherwise is compared at once, and the night agrees."""

import random
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.cases.actions import add_person, correct_person, open_case, protect
from geleit.cases.models import Case, Household, NameWord, Person
from geleit.identity import comparing
from geleit.identity.actions import compare, find_possible_duplicates, order_comparison
from geleit.identity.models import LearnedAtNight, PossibleDuplicate, Trace
from geleit.jobs.worker import drain
from geleit.names import records
from geleit.names.records import Linker
from geleit.organisations.models import Organisation
from tests import factories

ON = date(2026, 11, 22)
BORN = date(1990, 5, 4)
SAID = {"born_on": BORN, "birth_precision": "day"}
LIST = "Name, Vorname;geb. am;Fam.-Nr.\nHaddad, Aicha;04.05.1990;1\nTal, Sami;01.02.1980;2\n"


def named(case, given, family="Haddad", born_on=BORN):
    person = factories.rename(case, given_names=given)
    person.family_name, person.born_on = family, born_on
    person.save()
    return person


@pytest.fixture
def aisha(lena, anna):
    return named(factories.a_case(holder=anna), "Aisha")


def pairs():
    rows = PossibleDuplicate.unguarded.order_by("first", "second")
    return list(rows.values_list("first", "second", "probability", "reasons", "decision"))


def waiting():
    return DBTaskResult.objects.ready().filter(task_path__endswith="compare_persons")


def test_somebody_who_is_added_is_on_the_page_before_the_night(aisha, anna, lena, sign_in):
    case = factories.a_case(holder=anna)
    add_person(case, by=anna, on=ON, family_name="حداد", given_names="عائشة", **SAID)
    assert not pairs()

    drain()

    page = sign_in(lena).get("/dieselbe-person/").content.decode()
    assert case.number in page
    assert "Geburtsdatum: gleich" in page


def test_what_a_list_brings_is_known_at_once(aisha, lena, steinheim, sign_in):
    client = sign_in(lena)
    file = SimpleUploadedFile("liste.csv", LIST.encode())
    url = client.post("/listen/neu/", {"agreement": steinheim.pk, "file": file}).url
    assert not waiting().exists()
    client.post(f"{url}uebernehmen/")

    drain()

    new = Person.unguarded.get(given_names="Aicha")
    assert [pair[:2] for pair in pairs()] == [(aisha.pk, new.pk)]


@pytest.mark.parametrize(
    "change",
    [{"given_names": "Aicha"}, {"born_on": BORN, "birth_precision": "day"}],
    ids=["name", "birth"],
)
def test_a_changed_name_or_birth_is_compared_anew(aisha, anna, change):
    case = factories.a_case(holder=anna)
    before = ("Bruno", BORN) if "given_names" in change else ("Aicha", date(1950, 1, 9))
    person = named(case, before[0], born_on=before[1])
    compare([person.pk], on=ON)
    assert not pairs()

    correct_person(case, person, by=anna, on=ON, **SAID | change)
    drain()

    assert [pair[:2] for pair in pairs()] == [(aisha.pk, person.pk)]


def test_who_no_longer_looks_alike_goes_from_the_page(aisha, anna):
    case = factories.a_case(holder=anna)
    person = named(case, "Aicha")
    compare([person.pk], on=ON)
    assert len(pairs()) == 1

    correct_person(case, person, by=anna, on=ON, given_names="Bruno", **SAID)
    drain()

    assert not pairs()


def test_a_change_of_nothing_that_is_compared_orders_nothing(aisha, anna):
    case = Case.unguarded.get(household=aisha.household_id)

    correct_person(case, aisha, by=anna, on=ON, german_level="a1", **SAID)

    assert not waiting().exists()


def test_what_is_taken_back_before_it_is_saved_orders_nothing(aisha, anna):
    case = factories.a_case(holder=anna)

    with transaction.atomic():
        add_person(case, by=anna, on=ON, family_name="Haddad", given_names="Aicha", **SAID)
        transaction.set_rollback(True)

    assert not waiting().exists()


def test_a_job_that_runs_again_after_a_crash_doubles_nothing(aisha, anna):
    person = named(factories.a_case(holder=anna), "Aicha")
    order_comparison([person.pk])
    drain()
    once = pairs()

    order_comparison([person.pk, aisha.pk])  # the worker died after it had kept the pair
    drain()

    assert pairs() == once
    assert len(once) == 1


@pytest.mark.parametrize("decision", ["not-same", "later", "same"])
def test_what_was_decided_is_not_asked_again(aisha, anna, lena, sign_in, decision):
    person = named(factories.a_case(holder=anna), "Aicha")
    compare([person.pk], on=ON)
    pair = PossibleDuplicate.unguarded.get()
    url = f"/dieselbe-person/{pair.pk}/entscheiden/"
    sign_in(lena).post(url, {"decision": decision})

    compare([person.pk], on=ON)
    compare([aisha.pk], on=ON)

    assert PossibleDuplicate.unguarded.get().decision == decision


def test_many_persons_are_compared_in_portions(aisha, anna, monkeypatch):
    others = [named(factories.a_case(holder=anna), "Aicha") for _number in range(5)]
    monkeypatch.setattr("geleit.identity.actions.AT_ONCE", 2)

    order_comparison(person.pk for person in others)

    assert waiting().count() == 3
    drain()
    assert len(pairs()) == 15


def test_protected_persons_are_not_compared_until_that_ends(aisha, anna):
    case = factories.a_case(holder=anna, is_protected=True)
    case.protected_readers.create(user=anna)
    add_person(case, by=anna, on=ON, family_name="Haddad", given_names="Aicha", **SAID)
    drain()
    assert not pairs()

    protect(case, is_protected=False, named=[], by=anna, on=ON)
    drain()

    assert len(pairs()) == 1


@pytest.fixture
def elsewhere(steinheim):
    carrier = Organisation.objects.create(kind="carrier", name="Anderer Träger", short_name="A")
    return CooperationAgreement.objects.create(
        key="anderswo",
        title="Anderswo",
        municipality=steinheim.municipality,
        carrier=carrier,
        in_force_on="2020-01-01",
    )


def test_nobody_learns_by_typing_a_name_that_another_carrier_knows_it(aisha, anna, elsewhere):
    theirs = factories.a_case(agreement=elsewhere)
    named(theirs, "Aicha")
    case = factories.a_case(holder=anna)
    add_person(case, by=anna, on=ON, family_name="Hadad", given_names="Aischa", **SAID)

    drain()

    assert len(pairs()) == 1  # ours
    assert not Trace.objects.exists()


def test_a_household_that_gets_a_case_here_is_compared(aisha, anna, steinheim, lena):
    household = Household.unguarded.create(name="Haddad")
    other = Person(household=household, family_name="Haddad", given_names="Aicha", born_on=BORN)
    other.save()
    compare([other.pk], on=ON)
    assert not pairs()

    open_case(household=household, agreement=steinheim, holder=anna, opened_on=ON, by=lena)
    drain()

    assert len(pairs()) == 1


GIVEN = ["Mohamad", "Muhammed", "محمد", "Ahmad", "Achmed", "Aisha", "Aicha", "Fatima", "Fatma", "Yusuf",
         "Youssef", "Olena", "Oksana", "Haile", "Tesfay", "Giorgi", "Mehmet", "Ali", "Hassan", "Hussein"]  # fmt: skip
FAMILY = ["Al-Hassan", "Alhassan", "Haddad", "Hadad", "حداد", "Kovalenko", "Kowalenko", "Öztürk", "Ozturk",
          "Tesfay", "Bekele", "Gelashvili", "Said", "Sayed", "Rahimi", "Ahmadi"]  # fmt: skip


SPELLINGS = [{"Mohamad", "Muhammed", "محمد"}, {"Ahmad", "Achmed"}, {"Aisha", "Aicha"}, {"Fatima", "Fatma"},
             {"Yusuf", "Youssef"}, {"Al-Hassan", "Alhassan"}, {"Haddad", "Hadad", "حداد"}, {"Öztürk", "Ozturk"},
             {"Kovalenko", "Kowalenko"}, {"Said", "Sayed"}]  # fmt: skip


def invented(size, *, seed, years=(1985, 1990)):
    """Invent people; each fourth is here already, perhaps in another spelling."""
    dice = random.Random(seed)
    people = []
    for _number in range(size):
        if people and dice.random() < 0.25:
            people.append(spelled_again(dice.choice(people), dice))
            continue
        born = date(dice.randint(*years), 1, 1) + timedelta(days=dice.randint(0, 364))
        precision = dice.choice(["day", "day", "day", "year", "assumed", "month", "unknown"])
        if precision in ("assumed", "year"):
            born = born.replace(month=1, day=1)
        people.append(
            {
                "family_name": dice.choice(FAMILY),
                "given_names": " ".join(dice.sample(GIVEN, dice.choice([1, 1, 1, 2]))),
                "born_on": None if precision == "unknown" else born,
                "birth_precision": precision,
                "sex": dice.choice(["", "w", "m"]),
                "nationality": dice.choice(["", "SY", "UA"]),
            }
        )
    return people


def spelled_again(said, dice):
    def again(name):
        return dice.choice(sorted(next((one for one in SPELLINGS if name in one), {name})))

    return said | {key: again(said[key]) for key in ("family_name", "given_names")}


def arrive(said, agreements, *, seed=0):
    """Put these people into households of their own, each with a case; return them."""
    dice = random.Random(seed)
    last = Household.unguarded.order_by("pk").values_list("pk", flat=True).last() or 0
    homes = [Household(name=str(number)) for number in range(len(said))]
    Household.unguarded.bulk_create(homes, batch_size=200)
    homes = list(Household.unguarded.filter(pk__gt=last).order_by("pk"))
    cases = [
        Case(
            number=f"C{home.pk}",
            household=home,
            agreement=dice.choice(agreements),
            opened_on=ON,
            accepted_on=ON,
            accepted_by="-",
        )
        for home in homes
    ]
    Case.unguarded.bulk_create(cases, batch_size=50)
    people = [Person(household=home, **one) for home, one in zip(homes, said, strict=True)]
    for person in people:
        person.set_search_names()
    Person.unguarded.bulk_create(people, batch_size=50)
    people = list(Person.unguarded.filter(household__pk__gt=last).order_by("pk"))
    for start in range(0, len(people), 200):
        NameWord.keep(people[start : start + 200])
    return people


@pytest.mark.parametrize(("size", "portion"), [(60, 1), (240, 1), (620, 31)])
def test_one_after_the_other_gives_what_the_night_gives(steinheim, elsewhere, size, portion):
    people = arrive(invented(size, seed=portion), [steinheim, steinheim, elsewhere])
    find_possible_duplicates(on=ON)
    night = pairs()
    assert LearnedAtNight.objects.exists() is (size >= Linker.LEARNS_FROM)
    PossibleDuplicate.unguarded.all().delete()

    for start in range(0, size, portion):
        compare([person.pk for person in people[start : start + portion]], on=ON)

    assert len(night) > 5
    assert pairs() == night


def test_a_portion_gives_what_the_night_gives_and_the_night_leaves_it(steinheim, elsewhere):
    said = invented(200, seed=5, years=(1990, 1990))
    people = arrive(said, [steinheim, steinheim, elsewhere])
    compare([person.pk for person in people], on=ON)
    at_once = pairs()

    find_possible_duplicates(on=ON)

    assert at_once
    assert pairs() == at_once


def test_as_they_come_in_they_are_found_and_the_night_keeps_them(steinheim):
    for said in invented(30, seed=9):
        compare([arrive([said], [steinheim])[0].pk], on=ON)
    found = pairs()

    find_possible_duplicates(on=ON)

    assert len(found) > 3
    assert [one[:2] for one in found] == [one[:2] for one in pairs()]


AISHA = {"family_name": "Haddad", "given_names": "Aisha", "nationality": ""} | SAID


def test_what_was_found_while_the_night_compared_stays(steinheim, monkeypatch):
    night = comparing.among_all

    def somebody_comes_in_meanwhile():
        found = night()
        compare([arrive([AISHA, AISHA], [steinheim])[1].pk], on=ON)
        return found

    monkeypatch.setattr(comparing, "among_all", somebody_comes_in_meanwhile)
    find_possible_duplicates(on=ON)

    assert len(pairs()) == 1


def test_what_waits_is_compared_by_day_as_at_night_though_it_is_not_met(steinheim, monkeypatch):
    first, *_crowd, last = arrive([AISHA] * 9, [steinheim])
    monkeypatch.setattr(records, "LARGEST_BLOCK", 2)
    reasons = [["given", "equal"]]
    PossibleDuplicate.unguarded.create(
        first=first, second=last, probability=0.6, reasons=reasons, found_on=ON
    )
    find_possible_duplicates(on=ON)
    night = pairs()

    compare([first.pk], on=ON)

    assert (first.pk, last.pk) in [one[:2] for one in night]
    assert pairs() == night


def test_comparing_one_costs_the_same_among_few_and_many(steinheim, django_assert_max_num_queries):
    few = arrive(invented(20, seed=7), [steinheim])
    with django_assert_max_num_queries(20) as one:
        compare([few[0].pk], on=ON)
    many = arrive(invented(150, seed=8), [steinheim])
    with django_assert_max_num_queries(20) as more:
        compare([many[0].pk], on=ON)

    assert len(more) <= len(one) + 4  # pairs are written where some are found


def test_names_of_nobody_stand_in_the_queue(aisha, anna):
    assert isinstance(anna, User)
    order_comparison([aisha.pk])

    assert waiting().get().args_kwargs == {"args": [], "kwargs": {"persons": [aisha.pk]}}
