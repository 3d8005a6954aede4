# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mended rows can be taken: what had to be mended, and what no list said before."""

from datetime import date

import pytest

from geleit.audit.models import Event
from geleit.cases.models import HousingStay, Person, UnreadValue
from geleit.intake.models import ImportBatch
from tests.intake.test_mending import mended
from tests.intake.things import handed_in

LIST = """Name, Vorname;geb. am;Fam.-Nr.;Einzug;Straße;PLZ;Ort;Wohneinheit;Organisation;Bemerkung
Berg, Amal;04.05.1990;1;01.03.2020;Hofweg 3;71711;Steinheim;;;
Berg, Lina;05.06.2021;1;01.03.2020;Hofweg 3;71711;Steinheim;;;
Tal, Sami;01.02.1980;2;;Hofweg 4;71711;Steinheim;;;ruft an
"""


@pytest.fixture
def first(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)
    lead.post(f"{url}uebernehmen/")
    return url


def person(given):
    return Person.unguarded.get(given_names=given)


def open_questions(given):
    return [(row.column, row.value) for row in person(given).unread_values.filter(settled_on=None)]


def homes(given):
    stays = HousingStay.objects.filter(household=person(given).household_id).order_by("pk")
    return [(stay.person_id, stay.moved_in_on, stay.street) for stay in stays]


@pytest.fixture
def sent_back(lead, steinheim, first):
    """The address of the row that came back with the day of birth as the day of moving in."""
    content = lead.get(f"{first}fehler/").content
    return handed_in(lead, steinheim, mended(content, ("01.03.2020", "05.06.2021")))


def test_a_mended_day_of_moving_in_is_taken_and_settles_its_question(lead, sent_back):
    before = open_questions("Lina")
    page = lead.get(sent_back).content.decode()

    lead.post(f"{sent_back}uebernehmen/", {"decision-3-Einzug": "take"})

    assert before == [("Einzug", "01.03.2020")]
    assert page.count("neue Angabe übernehmen") == 1
    assert open_questions("Lina") == []
    assert homes("Lina") == [
        (None, date(2020, 3, 1), "Hofweg 3"),
        (person("Lina").pk, date(2021, 6, 5), "Hofweg 3"),
    ]
    assert Event.objects.filter(verb="housing-added").count() == 1


def test_as_a_question_it_takes_the_place_of_the_former_one(lead, sent_back):
    lead.post(f"{sent_back}uebernehmen/")

    assert open_questions("Lina") == [("Einzug", "05.06.2021")]


def test_a_day_that_is_still_before_the_birth_is_not_taken(lead, steinheim, first):
    content = lead.get(f"{first}fehler/").content
    url = handed_in(lead, steinheim, mended(content, ("01.03.2020", "02.03.2020")))
    lead.post(f"{url}aenderungen/", {"all": "take"})

    lead.post(f"{url}uebernehmen/")

    assert homes("Lina") == [(None, date(2020, 3, 1), "Hofweg 3")]


def test_taking_the_list_back_gives_the_homes_back(lead, sent_back):
    lead.post(f"{sent_back}uebernehmen/", {"decision-3-Einzug": "take"})

    lead.post(f"{sent_back}zuruecknehmen/")

    assert ImportBatch.unguarded.latest("pk").undone_at
    assert homes("Lina") == [(None, date(2020, 3, 1), "Hofweg 3")]
    assert open_questions("Lina") == [("Einzug", "01.03.2020")]


def test_a_home_that_was_put_right_here_is_not_overwritten(lead, sent_back):
    HousingStay.objects.filter(street="Hofweg 3").update(moved_in_on=date(2020, 4, 1))

    lead.post(f"{sent_back}uebernehmen/", {"decision-3-Einzug": "take"})

    assert homes("Lina") == [(None, date(2020, 4, 1), "Hofweg 3")]
    assert open_questions("Lina") == [("Einzug", "05.06.2021")]


FULLER = (
    LIST.replace("Steinheim;;;\n", "Steinheim;4;Kreis;\n")
    .replace("2;;Hofweg 4;71711;Steinheim;;;ruft an", "2;02.04.2020;Hofweg 4;71711;Steinheim;;;")
    .replace("Hofweg 3", "Bahnhof 1")
)


@pytest.fixture
def fuller(lead, steinheim, first):
    return handed_in(lead, steinheim, FULLER)


def test_what_no_list_said_before_is_taken_and_counted(lead, fuller):
    page = lead.post(f"{fuller}aenderungen/", {"all": "take"}, follow=True).content.decode()

    lead.post(f"{fuller}uebernehmen/")

    receipt = lead.get(fuller).content.decode()
    assert "Notiert: 5 Angaben werden übernommen, 3 bleiben Fragen." in page
    assert "Neue Angaben: 5 übernommen, 3 als Frage in der Akte." in receipt
    assert homes("Sami") == [(None, date(2020, 4, 2), "Hofweg 4")]
    (stay,) = HousingStay.objects.filter(household=person("Amal").household_id)
    assert (stay.unit, stay.street) == ("4", "Hofweg 3")
    assert person("Amal").remark == person("Lina").remark == "Abgebende Stelle: Kreis"
    assert open_questions("Amal") == [("Straße", "Bahnhof 1")]
    assert person("Sami").remark == "ruft an"


def test_all_who_moved_in_later_move_the_day_of_their_home(lead, steinheim, first):
    content = "Geleit-Zeile;".join(["", LIST.replace("\nBerg", "\n1/2;Berg", 1)])
    content = content.replace("\nBerg, Lina", "\n1/3;Berg, Lina").replace("\nTal", "\n1/4;Tal")
    content = content.replace("01.03.2020", "07.06.2021")
    number = ImportBatch.unguarded.get().pk
    url = handed_in(lead, steinheim, content.replace("\n1/", f"\n{number}/"))
    lead.post(f"{url}aenderungen/", {"all": "take"})

    lead.post(f"{url}uebernehmen/")

    assert homes("Lina") == [(None, date(2021, 6, 7), "Hofweg 3")]
    assert open_questions("Lina") == []


@pytest.mark.parametrize(
    ("in_file", "remark", "questions"),
    [("ruft an", "kommt\nruft zurück", []), ("ruft nie an", "ruft nie an", ["Bemerkung"])],
)
def test_a_remark_is_taken_while_the_file_says_what_the_list_had_said(
    lead, steinheim, first, in_file, remark, questions
):
    sami = person("Sami")
    sami.remark = in_file if questions else f"kommt\n{in_file}"
    sami.save()
    url = handed_in(lead, steinheim, LIST.replace("ruft an", "ruft zurück"))
    lead.post(f"{url}aenderungen/", {"all": "take"})

    lead.post(f"{url}uebernehmen/")

    assert person("Sami").remark == remark
    assert [column for column, _value in open_questions("Sami")] == questions


def test_one_decision_is_noted_in_its_words(lead, fuller):
    page = lead.post(f"{fuller}aenderungen/", {"all": "keep"}, follow=True).content.decode()

    lead.post(f"{fuller}uebernehmen/")

    assert "Notiert. Es gilt, wenn Sie die Liste übernehmen." in page
    assert "Neue Angaben: 8 nicht übernommen." in lead.get(fuller).content.decode()
    assert UnreadValue.objects.filter(column="Straße").count() == 0


def test_a_question_about_the_home_leads_to_the_home(lead, first):
    case = person("Lina").household.cases.get()
    common = HousingStay.objects.get(household=case.household_id)

    before = lead.get(f"/faelle/{case.pk}/").content.decode()
    own = HousingStay.objects.create(household=case.household, person=person("Lina"))
    after = lead.get(f"/faelle/{case.pk}/").content.decode()

    words = (
        f'Wohnung berichtigen<span class="kern-sr-only">: {person("Lina").full_name}, Einzug</span>'
    )
    assert f'href="/faelle/{case.pk}/wohnungen/{common.pk}/">{words}' in before
    assert f'href="/faelle/{case.pk}/wohnungen/{own.pk}/">{words}' in after
