# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows with mistakes go back in the shape of the list and come again mended; columns are remembered."""

from datetime import date

import pytest

from geleit.cases.models import Case, Person
from geleit.intake.models import ColumnMemory, ImportBatch
from geleit.spreadsheets.columns import list_date
from geleit.spreadsheets.reading import read_table
from tests.intake.things import handed_in

LIST = """Zuweisungsliste
lfd. Nr.;Name, Vorname;geb. am;Fam.-Nr.;Telefon
1;Berg, Amal;04.05.1990;1;0711 111
2;Berg, Nuri;31.02.2015;1;
3;;05.06.2017;1;
4;Tal, Sami;01.02.1980;2;anrufen
"""


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_file_has_the_columns_of_the_list_and_says_what_to_mend(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)

    answer = lead.get(f"{url}fehler/")

    table = read_table(answer.content, file_name="fehler.csv")
    titles = [column.title for column in table.columns]
    assert titles == [
        "lfd. Nr.", "Name, Vorname", "geb. am", "Fam.-Nr.", "Telefon", "Geleit-Zeile",
        "Geleit-Hinweis",
    ]  # fmt: skip
    assert [row[0] for row in texts(table)] == ["2", "3", "4"]
    assert "geb. am: Diesen Tag gibt es nicht" in texts(table)[0][-1]
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("after_take_over", [True, False])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_names_the_day_of_the_list_and_keeps_its_numbers(
    lead, steinheim, after_take_over, kind
):
    from tests.spreadsheets.conftest import a_workbook

    content = LIST.replace("Zuweisungsliste", "Zuweisungsliste, Stand: 24.09.2019")
    if kind == "xlsx":
        content = a_workbook(Liste=[line.split(";") for line in content.splitlines()])
    url = handed_in(lead, steinheim, content, name=f"liste.{kind}")
    if after_take_over:
        lead.post(f"{url}uebernehmen/")

    sent = lead.get(f"{url}fehler/").content

    table = read_table(sent, file_name=f"fehler.{kind}")
    again = lead.get(handed_in(lead, steinheim, sent, name=f"fehler.{kind}"))
    assert list_date(table) == date(2019, 9, 24)
    assert [row[0] for row in texts(table)] == ["2", "3", "4"]
    assert again.context["as_of"] == date(2019, 9, 24)
    assert again.context["plan"]["rows"] == 3


def mended(content, *changes):
    text = content.decode("utf-8-sig")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text


@pytest.mark.parametrize("after_take_over", [True, False])
def test_mended_rows_find_their_person_and_their_household_again(lead, steinheim, after_take_over):
    url = handed_in(lead, steinheim, LIST)
    before = lead.get(f"{url}fehler/").content
    lead.post(f"{url}uebernehmen/")
    content = lead.get(f"{url}fehler/").content if after_take_over else before
    home = Person.unguarded.get(given_names="Amal").household_id

    again = handed_in(
        lead, steinheim,
        mended(content, ("31.02.2015", "28.02.2015"), (";;05.06.2017", ";Berg, Lina;05.06.2017"), ("anrufen", "0711 222")),
    )  # fmt: skip
    counts = lead.get(again).context["plan"]["counts"]
    lead.post(f"{again}uebernehmen/")

    assert counts == {"changed": 2, "new": 1}
    assert Person.unguarded.get(given_names="Lina").household_id == home
    assert Case.unguarded.count() == 2


def test_a_workbook_goes_back_as_a_workbook(lead, steinheim):
    from tests.spreadsheets.conftest import a_workbook

    rows = [line.split(";") for line in LIST.splitlines()[1:]]
    url = handed_in(lead, steinheim, a_workbook(Liste=rows), name="liste.xlsx")

    answer = lead.get(f"{url}fehler/")

    assert answer["Content-Disposition"].endswith('.xlsx"')
    assert len(read_table(answer.content, file_name="f.xlsx").rows) == 3


def test_a_row_number_of_a_foreign_list_is_passed_over(lead, steinheim):
    content = "Name, Vorname;geb. am;Fam.-Nr.;Geleit-Zeile\nBerg, Amal;04.05.1990;1;999999/2\n"
    url = handed_in(lead, steinheim, content)

    lead.post(f"{url}uebernehmen/")

    assert Person.unguarded.get().remark == ""


ODD = "Name, Vorname;geb. am;Merkmal 7\nBerg, Amal;04.05.1990;12\nBerg, Nuri;05.06.2015;12\n"


def test_what_was_chosen_for_a_sender_is_proposed_with_the_next_list(lead, steinheim):
    county = steinheim.county
    url = handed_in(lead, steinheim, ODD, sender=county)
    lead.post(
        f"{url}spalten/",
        {"column-0": "full_name", "column-1": "birth", "column-2": "household_reference"},
    )

    later = lead.get(handed_in(lead, steinheim, ODD.replace("Amal", "Lina"), sender=county))
    without = lead.get(handed_in(lead, steinheim, ODD.replace("Amal", "Zoe")))

    assert later.context["plan"]["columns"][2]["field"] == "household_reference"
    assert later.context["plan"]["households"] == 1
    assert without.context["plan"]["columns"][2]["field"] == ""


def test_a_choice_can_be_changed_again(lead, steinheim):
    url = handed_in(lead, steinheim, ODD, sender=steinheim.county)
    for field in ("household_reference", ""):
        lead.post(
            f"{url}spalten/", {"column-0": "full_name", "column-1": "birth", "column-2": field}
        )

    assert ColumnMemory.objects.get().field == ""
    assert ImportBatch.unguarded.get().choices == {"2": ""}


def test_rows_of_a_file_that_is_closed_to_the_reader_are_left_out(lead, steinheim):
    url = handed_in(lead, steinheim, LIST.replace("0711 111", "anrufen"))
    lead.post(f"{url}uebernehmen/")
    before = texts(read_table(lead.get(f"{url}fehler/").content, file_name="fehler.csv"))
    Case.unguarded.filter(household__persons__given_names="Sami").update(is_protected=True)

    after = texts(read_table(lead.get(f"{url}fehler/").content, file_name="fehler.csv"))

    assert any("Tal, Sami" in row for row in before)
    assert after == [row for row in before if "Tal, Sami" not in row]


TWICE = {"column-1": "full_name", "column-4": "full_name"}


def test_the_same_data_in_two_columns_are_refused(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)

    page = lead.post(f"{url}spalten/", TWICE, follow=True)

    assert "ist schon für die Spalte B" in page.content.decode()
    assert ImportBatch.unguarded.get().choices == {}
