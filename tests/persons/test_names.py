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


NAMES = (
    ("Al Hassan", "Mohamad"), ("Alhasan", "Muhammed"), ("Öztürk", "Ayşe Nur"), ("Oezturk", "Can"),
    ("Kovalenko", "Petro"), ("Kowalenko", "Pjotr"), ("Nasser", "Khaled"), ("Naser", "Chaled"),
    ("Al-Jassim", "Abu Bakr Hassan"), ("الحسن", "محمد"),
)  # fmt: skip


def cases_of(holder):
    """Return cases of two persons each, the second one of these names."""
    cases = [factories.a_case(holder=holder, family_name="Zuse") for _name in NAMES]
    for case, (family, given) in zip(cases, NAMES, strict=True):
        factories.a_person(household=case.household, family_name=family, given_names=given)
    return cases


@pytest.mark.parametrize(
    "text",
    ["mo", "al", "Mohamad", "محمد", "hassan al", "ozturk", "Öztürk", "Nur", "khaled nasser",
     "nasser, kh", "Petr", "al jassim", "bakr", "a", "", "  ", "xyz", "2", "hassan mohamad b"],
)  # fmt: skip
def test_few_cases_are_searched_another_way_and_the_same_are_found(anna, carla, text):
    mine = cases_of(anna)
    cases_of(carla)
    cases = Case.unguarded.filter(pk__in=[case.pk for case in mine])
    few = cases.few_households()

    def keys(found):
        return sorted(found.values_list("pk", flat=True))

    assert len(few) == len(NAMES)
    assert keys(cases.found_by(text, few=few)) == keys(cases.found_by(text))
    assert keys(cases.spelled_like(text, few=few)) == keys(cases.spelled_like(text))
    known = set(cases.found_by(text).values_list("household", flat=True)[:3])
    both = [cases.spelled_like(text, known=known, few=given) for given in (few, None)]
    assert keys(both[0]) == keys(both[1])


def test_many_cases_are_not_read_for_a_search(anna, monkeypatch):
    monkeypatch.setattr("geleit.cases.models.searching.FEW_CASES", 2)
    cases_of(anna)

    assert Case.unguarded.few_households() is None
