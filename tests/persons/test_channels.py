# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
import time_machine

from geleit.persons.models import ContactChannel, PersonCode
from tests import factories
from tests.cases.things import the_person

TODAY = "2020-03-02 09:00+00:00"


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna)


@time_machine.travel(TODAY)
def test_one_is_written_to_only_where_one_agreed(sign_in, anna, case):
    client = sign_in(anna)
    here = f"/faelle/{case.pk}/personen/{the_person(case).pk}/kontaktwege/"

    client.post(here, {"kind": "messenger", "value": "0711 555 01", "remark": "der Schwester"})
    channel = ContactChannel.unguarded.get()
    assert not channel.may_write
    assert "nicht anschreiben" in client.get(f"/faelle/{case.pk}/").content.decode()

    client.post(f"{here}{channel.pk}/einwilligung/")
    channel.refresh_from_db()
    assert (channel.may_write, channel.consent_on) == (True, date(2020, 3, 2))

    client.post(f"{here}{channel.pk}/widerruf/")
    channel.refresh_from_db()
    assert (channel.may_write, channel.withdrawn_on) == (False, date(2020, 3, 2))


@time_machine.travel(TODAY)
def test_a_channel_is_taken_out_and_can_come_back(sign_in, anna, case):
    client, person = sign_in(anna), the_person(case)
    channel = person.channels.create(kind="phone", value="0711 555 02")
    here = f"/faelle/{case.pk}/personen/{person.pk}/kontaktwege/{channel.pk}/"

    client.post(f"{here}streichen/")
    assert "0711 555 02" not in client.get(f"/faelle/{case.pk}/").content.decode()
    client.post(f"{here}zurueck/")
    assert "0711 555 02" in client.get(f"/faelle/{case.pk}/").content.decode()
    assert client.post(f"{here}loeschen/").status_code == 404


@pytest.mark.parametrize(
    ("source", "words"), [("list", "aus einer Liste"), ("package", "aus einer Übergabe")]
)
def test_a_channel_says_where_it_came_from(sign_in, anna, case, source, words):
    client, person = sign_in(anna), the_person(case)
    person.channels.create(kind="phone", value="0711 555", source=source)
    here = f"/faelle/{case.pk}/personen/{person.pk}/"

    page = client.get(f"{here}blatt/").content.decode()

    assert words in page
    assert "keine Einwilligung" in page


def test_numbers_are_edited_in_one_place_only(sign_in, anna, case):
    client, person = sign_in(anna), the_person(case)

    for page in (f"/faelle/{case.pk}/personen/{person.pk}/", f"/faelle/{case.pk}/personen/neu/"):
        assert 'name="phone"' not in client.get(page).content.decode()


@time_machine.travel(TODAY)
def test_nobody_agreed_tomorrow(sign_in, anna, case):
    here = f"/faelle/{case.pk}/personen/{the_person(case).pk}/kontaktwege/"

    said = {"kind": "email", "value": "a@example.org", "consent_on": "2020-03-03"}
    assert sign_in(anna).post(here, said).status_code == 422
    assert not ContactChannel.unguarded.exists()


def test_further_nationalities_and_languages_are_typed_with_commas(sign_in, anna, case):
    client, person = sign_in(anna), the_person(case)
    here = f"/faelle/{case.pk}/personen/{person.pk}/weitere/"

    client.post(here, {"nationalities": "Irak, syrisch", "languages": "Arabisch, Englisch"})

    codes = PersonCode.unguarded.order_by("kind", "code").values_list("kind", "code")
    assert list(codes) == [("language", "ar"), ("language", "en"), ("nationality", "IQ")]
    assert 'value="Irak"' in client.get(here).content.decode()
    client.post(here, {"nationalities": "", "languages": "Englisch"})
    assert [code for _kind, code in codes.all()] == ["en"]


def test_an_unknown_country_is_asked_again(sign_in, anna, case):
    here = f"/faelle/{case.pk}/personen/{the_person(case).pk}/weitere/"

    response = sign_in(anna).post(here, {"nationalities": "Irak, Atlantis", "languages": ""})

    assert response.status_code == 422
    assert "Atlantis" in response.content.decode()
