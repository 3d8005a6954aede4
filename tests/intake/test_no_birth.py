# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A missing birth date is said and sent back, and no column takes the place of a name unseen."""

import pytest

from geleit.cases.models import Person
from geleit.intake.models import ImportBatch
from tests.intake.test_mending import mended
from tests.intake.things import handed_in

LIST = """Nr;Vorname;Nachname;geb. am
1234;Charlotte;Fondue;
1235;Charlie;Fondue;unbek.
1236;Lina;Berg;04.05.1990
"""
COLUMNS = {"column-0": "list_number", "column-1": "given_names", "column-2": "family_name"}


def test_a_missing_birth_date_is_said_and_goes_back_to_be_mended(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)

    page = lead.get(url).content.decode()
    sent = lead.get(f"{url}fehler/").content.decode()

    assert page.count("Das Geburtsdatum fehlt. Bitte nachtragen, soweit es bekannt ist.") == 1
    assert "Charlotte" in sent
    assert "Charlie" not in sent


def test_the_mended_date_is_taken_and_settles_the_question(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)
    lead.post(f"{url}uebernehmen/")
    content = lead.get(f"{url}fehler/").content
    charlotte = Person.unguarded.get(given_names="Charlotte")
    before = charlotte.unread_values.filter(settled_on=None).count()

    again = handed_in(lead, steinheim, mended(content, ("Fondue;;", "Fondue;03.04.1985;")))
    lead.post(f"{again}aenderungen/", {"all": "take"})
    lead.post(f"{again}uebernehmen/")

    charlotte.refresh_from_db()
    assert before == 1
    assert str(charlotte.born_on) == "1985-04-03"
    assert not charlotte.unread_values.filter(settled_on=None).exists()


def test_a_list_without_births_says_nothing_of_them(lead, steinheim):
    url = handed_in(lead, steinheim, "Name, Vorname;Fam.-Nr.\nBerg, Amal;1\n")

    assert lead.get(url).context["plan"]["faulty"] == 0


@pytest.mark.parametrize("part", ["given_names", "family_name"])
def test_a_whole_name_beside_its_parts_is_refused(lead, steinheim, part):
    url = handed_in(lead, steinheim, LIST)
    given = COLUMNS | {"column-0": "full_name", "column-1": "", "column-2": part}

    page = lead.post(f"{url}spalten/", given | {"column-3": "birth"}, follow=True)

    assert "Der Name steht schon in: „C Nachname“." in page.content.decode()
    assert ImportBatch.unguarded.get().choices == {}


def test_a_whole_name_in_place_of_its_parts_is_read(lead, steinheim):
    url = handed_in(lead, steinheim, LIST)
    given = {"column-0": "list_number", "column-1": "", "column-2": "full_name"}

    lead.post(f"{url}spalten/", given | {"column-3": "birth"})

    assert lead.get(url).context["plan"]["columns"][2]["field"] == "full_name"
