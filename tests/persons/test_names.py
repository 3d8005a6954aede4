# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from geleit.cases.models import Case
from tests import factories
from tests.cases.things import the_person


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna, family_name="Ovcharenko")


def write(client, case, **said):
    return client.post(f"/faelle/{case.pk}/personen/{the_person(case).pk}/namen/", said)


def found(text):
    return list(Case.unguarded.found_by(text)) + list(Case.unguarded.spelled_like(text))


@pytest.mark.parametrize(
    ("family", "given", "asked"),
    [
        ("Овчаренко", "Міна", "Овчар"),
        ("الحسن", "مينا", "الحسن"),
        ("حبیبی", "", "حبيبي"),
        ("ኃይለ", "", "ኃይለ"),
    ],
)
def test_a_name_in_its_own_script_stands_beside_and_is_found(
    sign_in, anna, case, family, given, asked
):
    client = sign_in(anna)

    write(client, case, kind="original", family_name=family, given_names=given)

    assert case in found(asked)
    assert family in client.get(f"/faelle/{case.pk}/").content.decode()


def test_variants_and_former_names_are_found_and_gone_when_taken_out(sign_in, anna, case):
    client, person = sign_in(anna), the_person(case)

    write(client, case, kind="former", family_name="Kowaltschuk")
    assert case in found("Kowaltschuk")
    assert case in found("Kovalchuk")

    client.post(f"/faelle/{case.pk}/personen/{person.pk}/namen/{person.names.get().pk}/")
    assert case not in found("Kowaltschuk")
    assert case in found("Ovcharenko")


def test_there_is_one_name_in_the_own_script_a_new_one_takes_its_place(sign_in, anna, case):
    client = sign_in(anna)

    write(client, case, kind="original", family_name="Овчаренко")
    write(client, case, kind="original", family_name="Овчаренка")
    write(client, case, kind="variant", family_name="Ovtcharenko")
    write(client, case, kind="variant", family_name="Ovtcharenko")

    assert [name.full_name for name in the_person(case).names.order_by("pk")] == [
        "Овчаренка",
        "Ovtcharenko",
    ]


def test_an_empty_name_is_asked_again(sign_in, anna, case):
    response = write(sign_in(anna), case, kind="variant", family_name=" ")

    assert response.status_code == 422
    assert "Bitte den Namen eintragen." in response.content.decode()


def test_correcting_the_latin_name_keeps_the_others(sign_in, anna, case):
    write(sign_in(anna), case, kind="original", family_name="Овчаренко")
    factories.rename(case, family_name="Owtscharenko")

    assert case in found("Овчаренко")
    assert case in found("Owtscharenko")
