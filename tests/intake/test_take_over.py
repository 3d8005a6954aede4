# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking over a list: what it makes, that it is repeatable, and that nothing is lost."""

from datetime import date

import pytest

from geleit.audit.models import Event
from geleit.cases.models import Case, Household, HousingStay, Person, ResidenceStatus, UnreadValue
from geleit.core.problems import Refused
from geleit.intake import actions
from geleit.intake.models import ImportBatch, ImportedRow
from tests import factories

ON = date(2019, 10, 1)
SMALL = """Name, Vorname;geb. am;Fam.-Nr.;gültig bis
Berg, Amal;04.05.1990;1;31.12.2019
Berg, Nuri;unbek.;1;
Tal, Sami;1.1.1980;2;
"""


def taken(
    content, *, agreement, holder=None, by=None, name="liste.csv", sender=None, decisions=None
):
    data = content.encode() if isinstance(content, str) else content
    batch = actions.hand_in(data, file_name=name, agreement=agreement, sender=sender, by=by, on=ON)
    if decisions:
        batch.decisions = decisions
        batch.save(update_fields=["decisions"])
    return actions.take_over(batch, holder=holder, by=by, on=ON)


def test_the_county_list_becomes_68_persons_in_24_households(steinheim, county_list, anna, lena):
    batch = taken(
        county_list,
        agreement=steinheim,
        holder=anna,
        by=lena,
        name="zuweisungsliste.xlsx",
        sender=steinheim.county,
    )

    assert (batch.persons_new, batch.households) == (68, 24)
    assert Person.unguarded.count() == 68
    assert Household.unguarded.count() == 24
    assert Case.unguarded.filter(holder=anna, accepted_on=ON).count() == 24
    assert HousingStay.objects.count() == 24
    assert ResidenceStatus.objects.count() == 68
    assert ImportedRow.unguarded.count() == 68


def test_what_could_not_be_read_stays_with_the_person_in_its_own_words(steinheim, county_list):
    taken(county_list, agreement=steinheim, name="zuweisungsliste.xlsx")

    values = UnreadValue.objects.filter(column="geb. am").select_related("person")
    births = [value for value in values if value.value == "unbek."]

    assert sorted((value.row, value.person.given_names) for value in births) == [
        (18, "Rana"),
        (28, "Hussein"),
        (39, "Isatou"),
    ]
    assert {row.source for row in births} == {"zuweisungsliste.xlsx"}


def test_a_dash_or_a_word_instead_of_a_date_stays_with_the_person(steinheim):
    taken(SMALL.replace("31.12.2019", "unbefristet"), agreement=steinheim)

    kept = UnreadValue.objects.get(column="gültig bis")

    assert (kept.value, kept.person.given_names) == ("unbefristet", "Amal")


def test_the_same_list_again_changes_nothing(steinheim, county_list):
    taken(county_list, agreement=steinheim)
    before = list(Person.unguarded.order_by("pk").values())
    questions = UnreadValue.objects.count()

    batch = taken(county_list, agreement=steinheim)

    assert (batch.persons_new, batch.persons_changed, batch.persons_unchanged) == (0, 0, 68)
    assert list(Person.unguarded.order_by("pk").values()) == before
    assert UnreadValue.objects.count() == questions
    assert Case.unguarded.count() == 24


def test_a_changed_row_becomes_a_question_and_overwrites_nothing(steinheim):
    taken(SMALL, agreement=steinheim)
    person = Person.unguarded.get(given_names="Amal")

    batch = taken(SMALL.replace("31.12.2019", "30.06.2020"), agreement=steinheim)

    values = person.unread_values.filter(column="gültig bis")
    [question] = [value for value in values if value.value == "30.06.2020"]
    assert (batch.persons_new, batch.persons_changed, batch.persons_unchanged) == (0, 1, 2)
    assert "31.12.2019" in question.message
    assert person.statuses.get().valid_until == date(2019, 12, 31)


def test_a_corrected_birth_date_is_the_same_person_not_a_second_one(steinheim):
    taken(SMALL, agreement=steinheim)

    batch = taken(SMALL.replace("unbek.", "07.08.2011"), agreement=steinheim)

    assert (batch.persons_new, batch.persons_changed) == (0, 1)
    assert Person.unguarded.count() == 3


def test_a_new_member_joins_the_household_that_is_known(steinheim):
    taken(SMALL, agreement=steinheim)

    taken(SMALL + "Berg, Lina;05.05.2019;1;\n", agreement=steinheim)

    household = Person.unguarded.get(given_names="Lina").household
    assert household.persons.count() == 3
    assert Case.unguarded.count() == 2


def test_a_person_missing_from_the_new_list_stays(steinheim):
    taken(SMALL, agreement=steinheim)

    taken("\n".join(SMALL.splitlines()[:2]), agreement=steinheim)

    assert Person.unguarded.count() == 3


def test_a_namesake_in_another_spelling_is_marked_with_the_reasons(steinheim):
    case = factories.a_case(family_name="Burg")
    factories.rename(case, given_names="آمال")

    taken(SMALL.replace("Berg, Amal", "Bourg, Aamal"), agreement=steinheim)

    marks = [value.message for value in UnreadValue.objects.all() if case.number in value.message]
    assert len(marks) == 1
    assert "Vorname: zwei Schreibweisen eines Namens" in marks[0]


def test_a_namesake_with_the_same_birthday_is_marked(steinheim, anna):
    case = factories.a_case(holder=anna, family_name="Berg")
    factories.rename(case, given_names="Amal")

    batch = taken(SMALL, agreement=steinheim)

    marks = [value for value in UnreadValue.objects.all() if case.number in value.message]
    assert batch.persons_new == 3
    assert len(marks) == 1


def test_a_list_is_taken_over_once_even_when_asked_twice(steinheim):
    batch = actions.hand_in(
        SMALL.encode(), file_name="a.csv", agreement=steinheim, sender=None, by=None, on=ON
    )
    actions.take_over(batch, holder=None, by=None, on=ON)

    with pytest.raises(Refused):
        actions.take_over(batch, holder=None, by=None, on=ON)

    assert Person.unguarded.count() == 3


def test_a_failure_in_the_middle_leaves_nothing_behind(steinheim, monkeypatch):
    batch = actions.hand_in(
        SMALL.encode(), file_name="a.csv", agreement=steinheim, sender=None, by=None, on=ON
    )
    monkeypatch.setattr("geleit.intake.takeover.actions._close", lambda *given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.take_over(batch, holder=None, by=None, on=ON)

    assert (Person.unguarded.count(), Case.unguarded.count()) == (0, 0)
    assert ImportBatch.unguarded.get().content


def test_the_file_goes_when_it_is_taken_over(steinheim):
    taken(SMALL, agreement=steinheim)

    assert bytes(ImportBatch.unguarded.get().content) == b""


def test_the_log_knows_numbers_and_no_names(steinheim, lena):
    taken(SMALL, agreement=steinheim, by=lena)

    events = [f"{event.verb} {event.data}" for event in Event.objects.order_by("pk")]

    assert events == [
        f"list-handed-in {{'size': {len(SMALL.encode())}}}",
        "list-taken-over {'new': 3, 'changed': 0, 'unchanged': 0}",
    ]


@pytest.mark.parametrize(
    ("name", "persons"),
    [
        ("sahana_drkcm_demo_person.csv", 9),
        ("sahana_mrcms_demo_cases.csv", 5),
        ("carnet_de_bord_beneficiaires.csv", 4),
        ("carnet_de_bord_beneficiaires_buggy.csv", 3),
        ("rdv_insertion_usagers_600.csv", 600),
    ],
)
def test_lists_of_other_products_are_taken_over(steinheim, lists, name, persons):
    batch = taken((lists / name).read_bytes(), agreement=steinheim, name=name)

    assert batch.persons_new == persons
    assert Person.unguarded.count() == persons


def test_a_column_without_a_place_of_its_own_is_kept_by_its_title(steinheim):
    taken("Name, Vorname;geb. am;Schuhgröße\nBerg, Amal;04.05.1990;38\n", agreement=steinheim)

    assert Person.unguarded.get().remark == "Schuhgröße: 38"


def test_the_same_list_handed_in_twice_makes_its_people_once(steinheim):
    batches = [
        actions.hand_in(
            SMALL.encode(), file_name="a.csv", agreement=steinheim, sender=None, by=None, on=ON
        )
        for _ in range(2)
    ]

    taken_over = [actions.take_over(batch, holder=None, by=None, on=ON) for batch in batches]

    assert [batch.persons_new for batch in taken_over] == [3, 0]
    assert Person.unguarded.count() == 3
