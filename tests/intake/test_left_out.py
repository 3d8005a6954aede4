# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What nobody may keep is left out of a list, and nothing of it is stored anywhere."""

import pytest

from geleit.cases.models import Person, UnreadValue
from geleit.intake.models import ColumnMemory, ImportBatch, ImportedRow
from tests.intake.test_mending import handed_in

LIST = """Name, Vorname;geb. am;NIR;Bemerkung;Telefon
Berg, Amal;04.05.1990;290057;schwanger;0711 111
Berg, Nuri;31.02.2015;115065;zwei Zimmer;
"""
COLUMNS = {"column-0": "full_name", "column-1": "birth", "column-4": "phone"}
WITHOUT = COLUMNS | {"column-2": "left_out", "column-3": "left_out"}


@pytest.fixture
def lead(sign_in, lena):
    return sign_in(lena)


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
