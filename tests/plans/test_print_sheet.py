# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which a sheet is asked for: who gets one, of what, and what the log keeps."""

from datetime import date

import pytest
from django.core.cache import cache

from geleit.audit.models import Event
from geleit.cases.models import PersonName
from geleit.plans.printing import sheets
from tests.factories import a_case, a_goal, a_step, rename


@pytest.fixture
def case(anna):
    case = a_case(holder=anna, family_name="Geheimname")
    rename(case, language="ti")
    a_step(goal=a_goal(case=case), text="Geheimer Schritt", due_on=date(2020, 5, 4))
    return case


@pytest.fixture
def asked(monkeypatch):
    """What a sheet would hold, without the seconds that a PDF takes."""
    made = []

    def note(content, language):
        made.append((content, language))
        return b"%PDF-"

    monkeypatch.setattr(sheets, "to_pdf", note)
    cache.clear()
    return made


def url(case):
    return f"/faelle/{case.pk}/plan/druck/"


CAST = [
    ("lena", 200), ("anna", 200), ("ben", 404), ("carla", 404), ("dora", 403), ("frida", 403),
    ("karl", 403), ("emil", 403), ("otto", 403), ("selma", 403),
]  # fmt: skip


@pytest.mark.parametrize(("name", "status"), CAST)
def test_who_may_print(name, status, case, asked, sign_in, request):
    client = sign_in(request.getfixturevalue(name))

    page = client.get(url(case))
    file = client.post(url(case), {"language": "ti", "with_steps": "on"})

    assert (page.status_code, file.status_code) == (status, status)
    assert len(asked) == (status == 200)
    if status != 200:
        assert "Geheim" not in page.content.decode() + file.content.decode()


def test_the_language_of_the_person_is_chosen_already(case, sign_in, anna):
    page = sign_in(anna).get(url(case)).content.decode()

    assert '<option value="ti" selected>' in page
    assert "Geheimname, Mina (Tigrinisch)" in page or "Geheimname, Mina (Tigrinya)" in page


def test_the_sheet_is_a_pdf_whose_name_tells_nobody_s_name(case, asked, sign_in, anna):
    response = sign_in(anna).post(url(case), {"language": "ti", "with_steps": "on"})

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="plan-ti.pdf"'
    assert "no-store" in response["Cache-Control"]


def test_a_printed_sheet_is_logged_by_its_language_alone(case, asked, sign_in, anna):
    sign_in(anna).post(url(case), {"language": "ti", "with_steps": "on"})

    event = Event.objects.get(verb="plan-printed")
    assert (event.kind, event.key, event.data) == ("cases.case", str(case.pk), {"language": "ti"})


def test_it_holds_what_was_asked_for_and_nothing_else(case, asked, sign_in, anna):
    person = case.household.persons.get()
    said = {
        "language": "ti", "person": person.pk, "day": "2020-05-04", "at": "10:30",
        "place": "Rathaus", "with_whom": "Anna", "bring": "Pass",
    }  # fmt: skip
    sign_in(anna).post(url(case), said)

    ((content, language),) = asked
    assert language == "ti"
    assert content.name == "Geheimname, Mina"
    assert (content.appointment.place, content.appointment.day) == ("Rathaus", date(2020, 5, 4))
    assert content.steps is None
    assert content.goals is None


def test_the_plan_brings_its_goals_and_steps(case, asked, sign_in, anna):
    sign_in(anna).post(url(case), {"language": "ti", "with_plan": "on", "with_steps": "on"})

    ((content, _language),) = asked
    ((key, (goal,)),) = content.goals
    assert key == "field.housing"
    assert [step.text for step in goal.standing_steps] == ["Geheimer Schritt"]
    assert [bearer for bearer, _steps in content.steps] == ["1_person"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"language": "ti"}, "Bitte auswählen, was auf das Blatt soll."),
        ({"language": "ti", "at": "10:30"}, "Bitte den Tag des Termins eintragen."),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    said, words, case, asked, sign_in, anna
):
    response = sign_in(anna).post(url(case), said)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert asked == []


def test_a_machine_without_the_font_says_which_package_is_missing(
    case, sign_in, anna, monkeypatch, tmp_path
):
    monkeypatch.setattr("geleit.letters.scripts.FONT_FOLDERS", (tmp_path,))

    response = sign_in(anna).post(url(case), {"language": "ti", "with_steps": "on"})

    assert response.status_code == 503
    assert "fonts-noto-core" in response.content.decode()


def test_a_person_of_another_household_can_not_be_named(case, asked, sign_in, anna):
    other = a_case(holder=anna).household.persons.get()

    response = sign_in(anna).post(
        url(case), {"language": "ti", "person": other.pk, "with_steps": "on"}
    )

    assert response.status_code == 422
    assert asked == []


@pytest.mark.parametrize("steps", [1, 3])
def test_the_page_takes_as_many_queries_for_three_steps(
    steps, case, sign_in, anna, django_assert_num_queries
):
    for number in range(steps - 1):
        a_step(goal=case.plan.goals.get(), text=f"Schritt {number}")
    client = sign_in(anna)
    client.get(url(case))

    with django_assert_num_queries(QUERIES):
        client.get(url(case))


QUERIES = 10


def test_the_name_in_the_person_s_own_script_goes_along_for_her_alone(case, asked, sign_in, anna):
    person, client = case.household.persons.get(), sign_in(anna)
    PersonName.unguarded.create(
        person=person, kind="original", given_names="ዮናስ", family_name="ሃይለ"
    )
    said = {"language": "ti", "with_steps": "on"}

    client.post(url(case), said | {"person": person.pk})
    client.post(url(case), said)

    assert [content.own_name for content, _language in asked] == ["ዮናስ ሃይለ", ""]
