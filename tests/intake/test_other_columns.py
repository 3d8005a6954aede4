# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list with fewer or otherwise named columns says nothing where it has no column."""

import pytest

from geleit.cases.models import Person, UnreadValue
from geleit.intake.models import ImportBatch
from tests.intake.things import handed_in, taken_in

FIRST = """Name, Vorname;geb. am;Fam.-Nr.;Telefon;Anschrift;Schule
Berg, Amal;03.08.1977;1;0711 111;Gasse 3, 71711 Steinheim;Ost
"""


def changes(client, agreement, content):
    """What the preview of a list shows as said otherwise: column, before, now."""
    page = client.get(handed_in(client, agreement, content))
    return [
        (change["column"], change["before"], change["now"])
        for row in page.context["shown"].rows
        for change in row["changes"]
    ]


def forget_meanings():
    """Make the lists as they were before the meaning of their columns was kept."""
    for batch in ImportBatch.unguarded.all():
        batch.reading.pop("fields")
        batch.save(update_fields=["reading"])


@pytest.mark.parametrize("is_kept", [True, False])
@pytest.mark.parametrize(
    "second",
    [
        "Name, Vorname;geb. am;Fam.-Nr.\nBerg, Amal;03.08.1977;1\n",
        "Name, Vorname;Geburtsdatum;Familie\nBerg, Amal;3. August 1977;1\n",
        "Nachname;Vorname;Geburtsdatum;Handy\nBerg;Amal;1977-08-03;+49 711 111\n",
        "Name;Vorname;DOB\nBERG;Amal;03.08.1977\n",
        "Name;geb.;Straße;PLZ;Ort\nBerg, Amal;03.08.1977;Gasse 3;71711;Steinheim\n",
        "Name, Vorname;geb. am;Fam.-Nr.;Essen\nBerg, Amal;03.08.1977;1;ohne Fisch\n",
    ],
)
def test_the_same_in_fewer_or_other_columns_is_no_change(lead, steinheim, second, is_kept):
    taken_in(lead, steinheim, FIRST)
    before = UnreadValue.objects.count()
    if not is_kept:
        forget_meanings()

    assert changes(lead, steinheim, second) == []
    batch = taken_in(lead, steinheim, second)

    assert (batch.persons_new, batch.persons_unchanged) == (0, 1)
    assert (Person.unguarded.count(), UnreadValue.objects.count()) == (1, before)


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (
            "Name;Geburtsdatum;Handy\nBerg, Amal;03.08.1977;0711 222\n",
            ("Handy", "0711 111", "0711 222"),
        ),
        ("Name;Geburtsdatum;Handy\nBerg, Amal;03.08.1977;\n", ("Handy", "0711 111", "")),
        ("Name;geb. am;Sprache\nBerg, Amal;03.08.1977;Dari\n", ("Sprache", "", "Dari")),
        ("Name;geb. am;Schule\nBerg, Amal;03.08.1977;West\n", ("Schule", "Ost", "West")),
        ("Name;geb. am;Schule\nBerg, Amal;03.08.1977;\n", ("Schule", "Ost", "")),
        (
            "Name;geb. am;Straße;PLZ;Ort\nBerg, Amal;03.08.1977;Weg 1;71711;Steinheim\n",
            ("Straße", "Gasse 3", "Weg 1"),
        ),
    ],
)
def test_what_a_list_says_otherwise_in_other_columns_is_shown(lead, steinheim, second, said):
    taken_in(lead, steinheim, FIRST)

    assert changes(lead, steinheim, second) == [said]


def test_an_address_in_one_cell_is_compared_with_its_parts(lead, steinheim):
    parts = "Name;geb. am;Straße;PLZ;Ort\nBerg, Amal;03.08.1977;Gasse 3;71711;Steinheim\n"
    taken_in(lead, steinheim, parts)
    whole = "Name;geb. am;Anschrift\nBerg, Amal;03.08.1977;Gasse 3, 71711 Steinheim\n"

    assert changes(lead, steinheim, whole) == []
    assert changes(lead, steinheim, whole.replace("Gasse 3", "Weg 1")) == [
        ("Anschrift", "Gasse 3, 71711 Steinheim", "Weg 1, 71711 Steinheim")
    ]


def test_what_a_short_list_leaves_out_is_still_known_afterwards(lead, steinheim):
    taken_in(lead, steinheim, FIRST)
    taken_in(lead, steinheim, "Name;Geburtsdatum;Handy\nBerg, Amal;03.08.1977;0711 222\n")

    assert changes(lead, steinheim, FIRST.replace("0711 111", "0711 222")) == []
    third = FIRST.replace("0711 111", "0711 222").replace("Gasse 3", "Weg 1")
    assert changes(lead, steinheim, third) == [
        ("Anschrift", "Gasse 3, 71711 Steinheim", "Weg 1, 71711 Steinheim")
    ]


def test_a_column_that_was_chosen_by_hand_keeps_its_meaning(lead, steinheim):
    content = FIRST.replace("Telefon", "Draht")
    url = handed_in(lead, steinheim, content)
    fields = ["full_name", "birth", "household_reference", "phone", "address", ""]
    lead.post(f"{url}spalten/", {f"column-{at}": name for at, name in enumerate(fields)})
    lead.post(f"{url}uebernehmen/")

    second = "Name;Geburtsdatum;Telefon\nBerg, Amal;03.08.1977;0711 222\n"

    assert changes(lead, steinheim, second) == [("Telefon", "0711 111", "0711 222")]


def test_a_value_from_another_column_is_taken_over(lead, steinheim):
    taken_in(lead, steinheim, FIRST)
    second = "Name;geb. am;Handy;Sprache\nBerg, Amal;03.08.1977;0711 222;Dari\n"

    taken_in(lead, steinheim, second, every="take")

    person = Person.unguarded.get()
    assert person.language == "prs"
    assert person.channels.filter(removed_on=None).get().value == "0711 222"
