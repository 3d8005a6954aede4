# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What nobody may keep is left out of a list, and nothing of it is stored anywhere."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.cases.models import Case, Person, UnreadValue
from geleit.intake.models import ColumnMemory, ImportBatch, ImportedRow
from geleit.persons.actions import correct_person
from geleit.together.models import FormerText
from tests.intake.things import handed_in

LIST = """Name, Vorname;geb. am;NIR;Bemerkung;Telefon
Berg, Amal;04.05.1990;290057;schwanger;0711 111
Berg, Nuri;31.02.2015;115065;zwei Zimmer;
"""
COLUMNS = {"column-0": "full_name", "column-1": "birth", "column-4": "phone"}
WITHOUT = COLUMNS | {"column-2": "left_out", "column-3": "left_out"}


def everything_stored():
    """All texts that a list leaves behind."""
    persons = Person.unguarded.values_list("remark", flat=True)
    rows = ImportedRow.unguarded.values_list("values", "done")
    unread = UnreadValue.objects.values_list("value", "message")
    readings = ImportBatch.unguarded.values_list("reading", "decisions", "content")
    return str([*persons, *rows, *unread, *readings])


def test_of_columns_that_are_left_out_nothing_is_stored(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)
    lead.post(f"{url}spalten/", WITHOUT)

    preview = lead.get(url).content.decode()
    lead.post(f"{url}uebernehmen/")

    receipt = lead.get(url).content.decode()
    assert preview.count(">weglassen, nirgends speichern</td>") == 2
    assert "<q>schwanger</q>" not in preview
    assert "Weggelassen und nirgends gespeichert: Spalte „NIR“, Spalte „Bemerkung“." in receipt
    for text in ("schwanger", "290057", "zwei Zimmer"):
        assert text not in everything_stored()


def test_rows_to_mend_go_back_without_them(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)
    lead.post(f"{url}spalten/", WITHOUT)

    before = lead.get(f"{url}fehler/").content.decode()
    lead.post(f"{url}uebernehmen/")
    after = lead.get(f"{url}fehler/").content.decode()

    for sent in (before, after):
        assert "Berg, Nuri" in sent
        assert "NIR" not in sent
        assert "115065" not in sent


def test_a_column_that_is_left_out_says_nothing_of_what_stood_there_before(lead, steinheim):
    lead.post(f"{handed_in(lead, steinheim, LIST)}uebernehmen/")
    url = handed_in(lead, steinheim, LIST.replace("zwei Zimmer", "drei Zimmer"))
    lead.post(f"{url}spalten/", WITHOUT)

    assert lead.get(url).context["plan"]["counts"] == {"unchanged": 2}


def test_it_is_remembered_for_the_sender_and_can_be_changed_again(lead, steinheim):
    county = steinheim.county
    url = handed_in(lead, steinheim, LIST, sender=county)
    lead.post(f"{url}spalten/", WITHOUT)

    later = handed_in(lead, steinheim, LIST.replace("Amal", "Lina"), sender=county)
    columns = lead.get(later).context["plan"]["columns"]
    lead.post(f"{later}spalten/", WITHOUT | {"column-3": "remark"})

    assert [column["field"] for column in columns[2:4]] == ["left_out", "left_out"]
    assert sorted(ColumnMemory.objects.values_list("field", flat=True)) == ["left_out", "remark"]
    assert lead.get(later).context["plan"]["columns"][3]["field"] == "remark"


def test_a_list_without_its_names_is_refused(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)

    page = lead.post(f"{url}spalten/", WITHOUT | {"column-0": "left_out"}, follow=True)

    assert "Es gibt keine Spalte mit dem Namen der Personen." in page.content.decode()
    assert ImportBatch.unguarded.get().choices == {}


def amal():
    return Person.unguarded.get(given_names="Amal")


def test_a_remark_about_health_is_left_out_where_it_stands(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)
    page = lead.get(url).content.decode()
    lead.post(f"{url}aenderungen/", {"omit-2-Bemerkung": "yes"})
    chosen = lead.get(url).content.decode()

    lead.post(f"{url}uebernehmen/")

    receipt = lead.get(url).content.decode()
    assert page.count('name="omit-') == 1
    assert '<option value="yes" selected>' not in page
    assert '<option value="yes" selected>weglassen</option>' in chosen
    assert "Weggelassen und nirgends gespeichert: eine einzelne Angabe." in receipt
    assert "schwanger" not in everything_stored()
    assert "zwei Zimmer" in everything_stored()


def test_it_holds_without_being_noted_first_and_with_a_decision_on_all(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)
    lead.post(f"{url}aenderungen/", {"all": "take", "omit-2-Bemerkung": "yes"})
    noted = ImportBatch.unguarded.get().decisions
    lead.post(f"{url}aenderungen/", {"omit-2-Bemerkung": ""})
    taken_back = ImportBatch.unguarded.get().decisions

    lead.post(f"{url}uebernehmen/", {"omit-2-Bemerkung": "yes"})

    assert noted == {"all": "take", "omitted": {"2": ["Bemerkung"]}}
    assert taken_back["omitted"] == {}
    assert "schwanger" not in everything_stored()


@pytest.mark.parametrize("cell", ["2-geb. am", "3-Bemerkung", "99-Bemerkung", "x-Bemerkung", "2"])
def test_only_what_is_marked_can_be_left_out(lead, steinheim, cell):
    url = handed_in(lead, steinheim, LIST)

    lead.post(f"{url}uebernehmen/", {f"omit-{cell}": "yes"})

    assert str(amal().born_on) == "1990-05-04"
    assert "zwei Zimmer" in everything_stored()
    assert amal().remark == "schwanger\nNIR: 290057"


def test_what_is_left_out_now_goes_where_an_earlier_list_said_it(lead, steinheim):
    lead.post(f"{handed_in(lead, steinheim, LIST)}uebernehmen/")
    url = handed_in(lead, steinheim, LIST.replace("zwei Zimmer", "drei Zimmer"))

    lead.post(f"{url}uebernehmen/", {"omit-2-Bemerkung": "yes"})

    assert amal().remark == "NIR: 290057"
    assert "schwanger" not in everything_stored()


@pytest.fixture
def later(lead, steinheim):
    """The address of a list that no longer says what the one before said of health."""
    lead.post(f"{handed_in(lead, steinheim, LIST)}uebernehmen/")
    return handed_in(lead, steinheim, LIST.replace("schwanger", ""))


def asked():
    """What became of a remark that is said no more and was not removed."""
    return [row for row in UnreadValue.objects.filter(person=amal()) if row.value == "–"]


def test_a_remark_that_a_later_list_no_longer_says_can_be_removed(lead, later, lena):
    page = lead.get(later).content.decode()
    lead.post(f"{later}uebernehmen/", {"decision-2-Bemerkung": "remove"})

    receipt = lead.get(later).content.decode()
    assert page.count("bisherige Angabe entfernen") == 1
    assert "Aus den Akten und aus früheren Listen entfernt: eine Angabe." in receipt
    assert amal().remark == "NIR: 290057"
    assert "schwanger" not in everything_stored()
    (event,) = Event.objects.about(amal()).by_actor(lena).filter(verb="list-value-removed")
    assert event.data == {}


def test_former_wordings_of_it_go_too_and_other_words_around_it_stay(lead, later, lena):
    case = amal().household.cases.get()
    said = {"born_on": amal().born_on, "birth_precision": amal().birth_precision}
    said["remark"] = "schwanger, ruft morgens an"
    correct_person(case, amal(), by=lena, on=localdate(), **said)

    lead.post(f"{later}uebernehmen/", {"decision-2-Bemerkung": "remove"})

    assert amal().remark == "ruft morgens an"
    assert not FormerText.unguarded.exists()


def test_taking_the_list_back_does_not_bring_it_back(lead, later):
    lead.post(f"{later}uebernehmen/", {"decision-2-Bemerkung": "remove"})

    lead.post(f"{later}zuruecknehmen/")

    assert ImportBatch.unguarded.latest("pk").undone_at
    assert "Was Sie entfernen ließen, bleibt entfernt." in lead.get(later).content.decode()
    assert "schwanger" not in everything_stored()


def test_a_question_does_not_repeat_what_was_said_of_health(lead, later):
    lead.post(f"{later}uebernehmen/")

    (question,) = asked()
    assert question.message.endswith("vorher stand dort etwas zur Gesundheit.")


def test_nothing_is_removed_from_a_file_in_which_nobody_writes(lead, later):
    Case.unguarded.update(phase="closed", closed_on=date(2027, 1, 1))

    lead.post(f"{later}uebernehmen/", {"decision-2-Bemerkung": "remove"})

    assert amal().remark == "schwanger\nNIR: 290057"
    assert len(asked()) == 1


def test_a_value_in_a_column_of_its_own_cannot_be_removed(lead, steinheim):
    lead.post(f"{handed_in(lead, steinheim, LIST)}uebernehmen/")
    url = handed_in(lead, steinheim, LIST.replace("0711 111", ""))

    lead.post(f"{url}uebernehmen/", {"decision-2-Telefon": "remove"})

    assert UnreadValue.objects.filter(person=amal(), column="Telefon").count() == 1


def test_nothing_is_removed_all_at_once(lead, later):
    lead.post(f"{later}aenderungen/", {"all": "remove"})

    lead.post(f"{later}uebernehmen/")

    assert amal().remark == "schwanger\nNIR: 290057"
