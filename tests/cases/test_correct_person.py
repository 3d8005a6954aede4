# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

from geleit.audit.models import Event
from geleit.cases.models import Person, UnreadValue
from tests import factories
from tests.cases.things import a_closed_case, an_unread_value, the_person


def said(**changes):
    return {
        "family_name": "Muster",
        "given_names": "Mina",
        "born_on": "1990-05-04",
        "birth_precision": "day",
        "nationality": "Syrien",
    } | changes


def correct(client, case, person, **changes):
    return client.post(f"/faelle/{case.pk}/personen/{person.pk}/", said(**changes))


def test_a_year_of_birth_is_kept_as_a_year(sign_in, anna):
    case = factories.a_case(holder=anna)
    person = the_person(case)

    response = correct(sign_in(anna), case, person, born_on="1988-07-09", birth_precision="year")

    person.refresh_from_db()
    assert response.url == f"/faelle/{case.pk}/personen/{person.pk}/blatt/"
    assert (person.born_on, person.birth_precision) == (date(1988, 1, 1), "year")


def test_country_and_language_are_read_from_words(sign_in, anna):
    case = factories.a_case(holder=anna)
    person = the_person(case)

    correct(sign_in(anna), case, person, nationality="afghanisch", language="Kurdisch (Sorani)")

    person.refresh_from_db()
    assert (person.nationality, person.language) == ("AF", "ckb")


def test_an_unknown_country_is_asked_again_and_stays_as_typed(sign_in, anna):
    case = factories.a_case(holder=anna)

    response = correct(sign_in(anna), case, the_person(case), nationality="Atlantis")

    assert response.status_code == 422
    assert 'value="Atlantis"' in response.content.decode()


def test_the_log_names_the_fields_and_never_the_values(sign_in, anna):
    case = factories.a_case(holder=anna)

    correct(sign_in(anna), case, the_person(case), family_name="Geheim", birth_doubt="Geheim")

    event = Event.objects.get(verb="person-changed")
    assert event.data == {"fields": ["family_name", "birth_doubt"]}


def test_a_corrected_name_is_found_at_once(sign_in, anna):
    case = factories.a_case(holder=anna)

    correct(sign_in(anna), case, the_person(case), family_name="Öztürk")

    assert Person.unguarded.named("oeztuerk").get() == the_person(case)


def test_a_correction_settles_the_value_that_could_not_be_read(sign_in, anna):
    case = factories.a_case(holder=anna)
    value = an_unread_value(the_person(case))
    client = sign_in(anna)

    correct(client, case, the_person(case), settled=[value.pk])

    settled = UnreadValue.objects.get()
    assert settled.settled_by == "Anna"
    assert settled.value == "unbek."


def test_a_value_of_another_person_is_not_settled_by_the_way(sign_in, anna, carla):
    case = factories.a_case(holder=anna)
    an_unread_value(the_person(case))
    other = an_unread_value(the_person(factories.a_case(holder=carla)))

    response = correct(sign_in(anna), case, the_person(case), settled=[other.pk])

    assert response.status_code == 422
    assert not UnreadValue.objects.exclude(settled_on=None).exists()


def test_a_value_is_settled_with_one_click_once(sign_in, anna):
    case = factories.a_case(holder=anna)
    value = an_unread_value(the_person(case))
    url = f"/faelle/{case.pk}/geklaert/{value.pk}/"

    sign_in(anna).post(url)
    sign_in(anna).post(url)

    value.refresh_from_db()
    assert value.settled_by == "Anna"
    assert Event.objects.filter(verb="value-settled").count() == 1


def test_a_date_without_precision_is_asked_again(sign_in, anna):
    case = factories.a_case(holder=anna)

    response = correct(sign_in(anna), case, the_person(case), born_on="")

    assert response.status_code == 422
    assert "bei der Genauigkeit „unbekannt“ wählen" in response.content.decode()


def test_a_closed_case_is_not_changed(sign_in, anna):
    case = a_closed_case(holder=anna)
    person = the_person(case)

    response = correct(sign_in(anna), case, person, family_name="Anders")

    person.refresh_from_db()
    assert (response.status_code, person.family_name) == (422, "Muster")


def test_a_newborn_is_added_to_the_household(sign_in, anna):
    case = factories.a_case(holder=anna)
    url = f"/faelle/{case.pk}/personen/neu/"

    sign_in(anna).post(url, said(given_names="Neu", born_on="2020-02-01"))

    names = case.household.persons.order_by("born_on").values_list("given_names", flat=True)
    assert list(names) == ["Mina", "Neu"]


def test_the_household_gets_its_name(sign_in, anna):
    case = factories.a_case(holder=anna)

    sign_in(anna).post(f"/faelle/{case.pk}/haushalt/", {"name": "Muster-Neu"})

    case.household.refresh_from_db()
    assert case.household.name == "Muster-Neu"


def test_pressing_the_button_twice_adds_one_person(sign_in, anna):
    case = factories.a_case(holder=anna)
    url, client = f"/faelle/{case.pk}/personen/neu/", sign_in(anna)
    shown = client.get(url).context["form"]["after"].value()

    answers = [
        client.post(url, said(given_names="Neu", born_on="2020-02-01", after=shown))
        for _click in range(2)
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert case.household.persons.filter(given_names="Neu").count() == 1
    assert Event.objects.filter(verb="person-added").count() == 1


def test_twins_without_names_are_added_one_after_the_other(sign_in, anna):
    case = factories.a_case(holder=anna)
    url, client = f"/faelle/{case.pk}/personen/neu/", sign_in(anna)
    for _child in range(2):
        shown = client.get(url).context["form"]["after"].value()
        client.post(url, said(given_names="", born_on="", birth_precision="unknown", after=shown))

    assert case.household.persons.filter(given_names="").count() == 2


def test_who_came_from_the_file_goes_back_there_and_nowhere_else(sign_in, anna):
    case = factories.a_case(holder=anna)
    page = f"/faelle/{case.pk}/personen/{the_person(case).pk}/"
    an_unread_value(the_person(case))
    client = sign_in(anna)

    assert f'href="{page}?von=akte"' in client.get(f"/faelle/{case.pk}/").content.decode()
    assert client.post(f"{page}?von=akte", said()).url == f"/faelle/{case.pk}/"
    assert client.post(f"{page}?von=//example.org", said(given_names="Mia")).url == f"{page}blatt/"
