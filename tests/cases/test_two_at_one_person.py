# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people correct what a file says: who saves second sees both versions and chooses."""

import re

import pytest

from geleit.audit.models import Event
from geleit.cases.models import Household, HousingStay, Person, ResidenceStatus
from tests import factories
from tests.cases.test_correct_person import said
from tests.cases.things import a_status, a_stay, stand_in, the_person


@pytest.fixture
def case(anna, ben):
    case = factories.a_case(holder=anna)
    stand_in(deputy=ben, holder=anna)
    return case


def seen_on(page):
    return re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]


def second_save(sign_in, anna, ben, url, theirs, mine):
    """Ben opens the page, Anna saves hers, Ben saves his; return his client, page and mark."""
    seen = seen_on(sign_in(ben).get(url))
    assert sign_in(anna).post(url, theirs | {"seen": seen}).status_code == 302
    client = sign_in(ben)
    return client, client.post(url, mine | {"seen": seen})


def test_master_data_are_not_saved_over_what_a_colleague_wrote(sign_in, anna, ben, case):
    url = f"/faelle/{case.pk}/personen/{the_person(case).pk}/"
    theirs = said(family_name="Neumuster", language="Arabisch", born_on="1988")
    mine = said(given_names="Mina Sara", needs_interpreter="yes", born_on="4.5.1990")

    client, page = second_save(sign_in, anna, ben, url, theirs, mine)

    text = page.content.decode()
    assert page.status_code == 409
    assert all(words in text for words in ("Neumuster", "Mina Sara", "04.05.1990", "1988"))
    assert text.count("<legend") == len(["name", "given", "born", "precision", "language", "int"])
    assert "Frühere Fassungen" not in text  # of names none are kept
    assert Person.unguarded.get().family_name == "Neumuster"

    choices = {"keep_family_name": "theirs", "keep_language": "theirs", "keep_born_on": "theirs"}
    done = client.post(url, mine | choices | {"seen": seen_on(page)})

    row = Person.unguarded.get()
    assert done.status_code == 302
    assert (row.family_name, row.given_names, row.language) == ("Neumuster", "Mina Sara", "ar")
    assert (row.born_on.year, row.birth_precision, row.needs_interpreter) == (1988, "year", True)


def test_what_is_kept_as_a_former_wording_is_named_so(sign_in, anna, ben, case):
    url = f"/faelle/{case.pk}/personen/{the_person(case).pk}/"

    _client, page = second_save(sign_in, anna, ben, url, said(remark="A"), said(remark="B"))

    assert "steht danach unter „Frühere Fassungen“" in page.content.decode()


def test_the_same_words_twice_are_no_conflict(sign_in, anna, ben, case):
    url = f"/faelle/{case.pk}/personen/{the_person(case).pk}/"
    mine = said(family_name="Neumuster", needs_interpreter="no", born_on="1988")

    _client, page = second_save(sign_in, anna, ben, url, mine, mine)

    assert page.status_code == 302
    assert Event.objects.filter(verb="person-changed").count() == 1


def test_who_leaves_what_is_saved_changes_nothing(sign_in, anna, ben, case):
    url = f"/faelle/{case.pk}/haushalt/"

    _client, page = second_save(
        sign_in, anna, ben, url, {"name": "Familie Neumuster"}, {"name": "Muster-Neu"}
    )

    assert page.status_code == 409
    assert "Frühere Fassungen" not in page.content.decode()
    assert Household.unguarded.get().name == "Familie Neumuster"


def test_a_home_is_not_corrected_over_a_colleague(sign_in, anna, ben, case):
    url = f"/faelle/{case.pk}/wohnungen/{a_stay(case).pk}/"
    theirs = {"street": "Badtorstraße 4", "city": "Steinheim"}
    mine = {"street": "Badtorstraße 5", "moved_in_on": "2020-01-07"}

    client, page = second_save(sign_in, anna, ben, url, theirs, mine)
    choice = {"keep_city": "theirs", "seen": seen_on(page)}
    client.post(url, mine | choice)

    row = HousingStay.objects.get()
    assert page.status_code == 409
    assert (row.street, row.city) == ("Badtorstraße 5", "Steinheim")


def test_a_new_status_of_a_colleague_is_seen_before_it_is_followed(sign_in, anna, ben, case):
    person = the_person(case)
    a_status(person)
    url = f"/faelle/{case.pk}/personen/{person.pk}/status/"
    mine = {"kind": "permit_25_3", "valid_until": "2021-05-01", "is_correction": "on"}

    client, page = second_save(
        sign_in, anna, ben, url, {"kind": "settlement", "wording": "Neu"}, mine
    )

    assert page.status_code == 409
    assert ResidenceStatus.objects.get(is_current=True).wording == "Neu"
    client.post(url, mine | {"seen": seen_on(page), "keep_kind": "theirs"})
    assert ResidenceStatus.objects.get(is_current=True).kind == "settlement"


def test_a_station_is_not_corrected_over_a_colleague(sign_in, anna, ben, case):
    person = the_person(case)
    entry = person.history.create(kind="work", title="Bäckerei")
    url = f"/faelle/{case.pk}/personen/{person.pk}/stationen/{entry.pk}/"
    theirs, mine = (
        {"title": "Bäckerei", "begins": "2020"},
        {"title": "Backhaus", "begins": "1.2020"},
    )

    client, page = second_save(sign_in, anna, ben, url, theirs, mine)
    client.post(url, mine | {"seen": seen_on(page), "keep_begins": "theirs"})

    entry.refresh_from_db()
    assert page.status_code == 409
    assert (entry.title, entry.begins_precision) == ("Backhaus", "year")
