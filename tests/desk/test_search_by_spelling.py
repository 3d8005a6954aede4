# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A name is found however it is spelled, and in whatever script."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from geleit.cases.enums import NameKind
from geleit.cases.models import Case, NameWord, Person, PersonName
from tests import factories

HTMX = {"HTTP_HX_REQUEST": "true"}


def found(client, text, **headers):
    response = client.get("/faelle/", {"q": text}, **headers)
    page = response.content.decode()
    exact, _, alike = page.partition('id="andere-schreibweisen"')
    rows = r'/">(2020-T\d{4})'  # the link of a row; its box to tick names the case as well
    return re.findall(rows, exact), re.findall(rows, alike)


def a_named_case(holder, family, given, **fields):
    case = factories.a_case(holder=holder, family_name=family, **fields)
    factories.rename(case, given_names=given)
    return case


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("محمد", "Mohamad"), ("Mohamad", "Muhammed"), ("Muhammed", "محمد"), ("Chaled", "Khaled"),
        ("خالد", "Chaled"), ("Aicha", "Aischa"), ("Jusuf", "Yousef"), ("Oleksandr", "Александр"),
        ("Grigori", "Hryhorii"), ("Schtscherbak", "Щербак"), ("Isik", "Işık"),
        ("Giorgi", "გიორგი"), ("Noureddine", "نور الدين"), ("Najibulla", "Nadschibullah"),
        ("عبد الرحمن", "Abdulrahman"), ("Abdulrahman", "عبد الرحمن"), ("Abd al-Rahman", "عبدالرحمن"),
        ("Иванов", "Iwanow"), ("Iwanow", "Іванов"), ("Жук", "Schuk"), ("Jazenjuk", "Яценюк"),
        ("Zereteli", "წერეთელი"), ("Qaddafi", "Gaddafi"), ("Taghi", "تقی"), ("Ahmed", "Ахмед"),
        ("Zeynep", "Zaynep"), ("Haile Mariam", "Hailemariam"), ("Hailemariam", "Haile Mariam"),
        ("Ibn Khaldun", "Khaldoun"), ("Микола Іванович", "Mykola"), ("ئازاد", "Azad"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_another_spelling(sign_in, anna, asked, kept):
    case = a_named_case(anna, "Zuse", kept)
    a_named_case(anna, "Zuse", "Wilhelmine")

    exact, alike = found(sign_in(anna), asked)

    assert [*exact, *alike] == [case.number]


@pytest.mark.parametrize("asked", ["ozturk", "Öztürk", "oeztuerk", "Oztur", "özt"])
def test_marks_may_be_typed_or_left_out(sign_in, anna, asked):
    case = a_named_case(anna, "Öztürk", "Can")

    assert found(sign_in(anna), asked)[0] == [case.number]


@pytest.mark.parametrize("asked", [".1990", "–", "!?"])
def test_signs_and_figures_mean_nobody(sign_in, anna, asked):
    a_named_case(anna, "Öztürk", "Can")

    assert found(sign_in(anna), asked) == ([], [])


def test_a_mark_may_be_typed_that_the_file_lacks(sign_in, anna):
    case = a_named_case(anna, "Ozturk", "Can")

    exact, alike = found(sign_in(anna), "Öztürk")

    assert [*exact, *alike] == [case.number]


def test_the_third_and_the_fourth_word_are_found(sign_in, anna):
    case = a_named_case(anna, "Al Hassan Obeid Zakaria", "Mina Sophie Charlotte")

    assert found(sign_in(anna), "zakar")[0] == [case.number]
    assert found(sign_in(anna), "charlotte")[0] == [case.number]


def test_as_typed_comes_before_other_spellings(sign_in, anna):
    other = a_named_case(anna, "Zuse", "محمد")
    typed = a_named_case(anna, "Zuse", "Mohamad")
    hidden = a_named_case(anna, "Zuse", "Mahmoud")

    exact, alike = found(sign_in(anna), "Mohamad")

    assert (exact, alike) == ([typed.number], [other.number])
    assert hidden.number not in exact + alike


def test_whose_names_are_other_names_is_not_found(sign_in, anna):
    for name in ("Hussein", "Mahmoud", "Amir"):
        a_named_case(anna, "Zuse", name)

    client = sign_in(anna)

    assert found(client, "Hassan") == ([], [])
    assert found(client, "Mohammed") == ([], [])
    assert found(client, "Omar") == ([], [])


def test_other_spellings_of_a_colleagues_case_stay_hidden(sign_in, anna, carla):
    a_named_case(anna, "Zuse", "محمد")

    assert found(sign_in(carla), "Mohamad") == ([], [])


def test_a_protected_case_is_found_in_no_spelling(sign_in, anna, lena):
    a_named_case(anna, "Zuse", "محمد", is_protected=True)

    assert found(sign_in(lena), "Mohamad") == ([], [])
    assert found(sign_in(lena), "محمد") == ([], [])


def test_all_other_spellings_have_a_list_of_their_own(sign_in, anna):
    cases = [a_named_case(anna, "Zuse", "محمد") for _ in range(12)]
    client = sign_in(anna)

    few = found(client, "Mohamad", **HTMX)[1]
    page = client.get("/faelle/?q=Mohamad&schreibweisen=1").content.decode()

    assert few == [case.number for case in reversed(cases)][:10]
    assert sorted(set(re.findall(r"2020-T\d{4}", page))) == sorted(c.number for c in cases)


def test_more_lines_cost_no_more_queries(sign_in, anna, django_assert_max_num_queries):
    client = sign_in(anna)
    a_named_case(anna, "Zuse", "محمد")
    with django_assert_max_num_queries(60) as one:
        found(client, "Mohamad")
    for _ in range(3):
        a_named_case(anna, "Zuse", "محمد")
    with django_assert_max_num_queries(60) as more:
        found(client, "Mohamad")

    assert len(more) == len(one)


def test_a_corrected_name_is_found_and_the_former_one_is_not(sign_in, anna):
    case = a_named_case(anna, "Zuse", "Mohamad")
    factories.rename(case, given_names="Karl")

    assert found(sign_in(anna), "Mohamad") == ([], [])
    assert found(sign_in(anna), "Karl")[0] == [case.number]


def test_the_words_of_rows_that_were_here_before_are_made_in_batches(anna, monkeypatch):
    for _ in range(3):
        a_named_case(anna, "Zuse", "محمد")
    kept = sorted(NameWord.unguarded.values_list("person", "word", "key"))
    NameWord.unguarded.all().delete()
    migration = import_module("geleit.cases.migrations.0010_name_words")
    monkeypatch.setattr(migration, "AT_ONCE", 2)

    migration.make_words(apps, connection.SchemaEditorClass(connection))

    assert sorted(NameWord.unguarded.values_list("person", "word", "key")) == kept


def test_words_from_before_are_brought_up_to_date_in_batches(anna, monkeypatch):
    """Names in another script are kept with the person, and what is right already stays."""
    cases = [a_named_case(anna, "Iwanow", "Boris") for _ in range(3)]
    person = Person.unguarded.filter(household=cases[0].household).get()
    PersonName.unguarded.create(person=person, kind=NameKind.ORIGINAL, family_name="Иванов")
    NameWord.keep([person])
    kept = sorted(NameWord.unguarded.values_list("person", "word", "key"))
    right = NameWord.unguarded.filter(word="boris").first()
    NameWord.unguarded.filter(word="iwanow", key="Avn").update(key="former")
    migration = import_module("geleit.cases.migrations.0013_more_spellings")
    monkeypatch.setattr(migration, "AT_ONCE", 2)

    migration.renew_words(apps, connection.SchemaEditorClass(connection))

    assert sorted(NameWord.unguarded.values_list("person", "word", "key")) == kept
    assert NameWord.unguarded.filter(pk=right.pk).exists()


def test_nonsense_finds_nothing_and_breaks_nothing(sign_in, anna):
    a_named_case(anna, "Zuse", "Mina")
    client = sign_in(anna)

    for text in ("😀", "---", "\u202e", "%", "_", "a" * 80, "' OR 1=1", "ع"):
        assert client.get("/faelle/", {"q": text}).status_code == 200


def test_the_words_belong_to_people_who_exist_for_one(anna, carla):
    a_named_case(anna, "Zuse", "Mina")

    assert NameWord.objects.visible_to(anna).count() == NameWord.unguarded.count()
    assert NameWord.objects.visible_to(carla).count() == 0
    assert (Person.unguarded.count(), Case.unguarded.count()) == (1, 1)


def test_a_family_of_another_place_does_not_hide_one_s_own_case(sign_in, anna, carla, monkeypatch):
    monkeypatch.setattr("geleit.cases.models.searching.COMMON_NAME", 2)
    theirs = a_named_case(carla, "Nasser", "Mohamad")
    for given in ("Mohamed", "Mohammad"):
        factories.a_person(household=theirs.household, family_name="Nasser", given_names=given)
    own = a_named_case(anna, "Karimi", "Muhammed")

    assert found(sign_in(anna), "Mohamad")[1] == [own.number]


@pytest.mark.parametrize(("few", "most"), [(500, 15), (0, 17)])
def test_a_search_while_typing_asks_for_other_spellings_only_beside_those_shown(
    sign_in, anna, monkeypatch, django_assert_max_num_queries, few, most
):
    monkeypatch.setattr("geleit.cases.models.searching.FEW_CASES", few)
    number = a_named_case(anna, "Zuse", "Mohamad").number
    client = sign_in(anna)

    with django_assert_max_num_queries(most) as asked:
        lines = found(client, "Mohamad", **HTMX)

    of_cases = [one for one in asked if '"cases_case"."number"' in one["sql"]]
    assert (lines, len(of_cases)) == (([number], []), 1)
