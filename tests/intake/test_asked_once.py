# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a list asks is asked once, is closed when it is understood, and comes back with an undo."""

import pytest

from geleit.audit.models import Event
from geleit.cases.models import Person, UnreadValue
from geleit.intake.undo.actions import undo
from tests.intake.things import handed_in, taken_in

LIST = """Name, Vorname;geb. am;Fam.-Nr.;Einzug
Berg, Amal;04.05.1990;1;01.03.2026
Berg, Nuri;unbek.;1;
"""
MOVED = LIST.replace("01.03.2026", "01.04.2026")


def open_values(column):
    rows = UnreadValue.objects.filter(column=column, settled_on=None)
    return [row.value for row in rows.order_by("pk")]


def test_a_question_that_is_open_is_not_asked_again(lead, steinheim):
    for content in (LIST, MOVED, LIST, MOVED, LIST):
        taken_in(lead, steinheim, content)

    assert open_values("Einzug") == ["01.04.2026", "01.03.2026"]


def test_a_question_that_was_settled_is_asked_anew(lead, steinheim, lena):
    taken_in(lead, steinheim, LIST)
    taken_in(lead, steinheim, MOVED)
    asked = UnreadValue.objects.filter(column="Einzug")
    asked.update(settled_on="2026-11-01", settled_by=lena.name)
    taken_in(lead, steinheim, LIST)

    taken_in(lead, steinheim, MOVED)

    assert open_values("Einzug") == ["01.03.2026", "01.04.2026"]


def test_a_mended_file_that_is_read_twice_says_nothing_new_the_second_time(lead, steinheim):
    first = taken_in(lead, steinheim, LIST.replace("unbek.", "31.02.2015"))
    url = f"/listen/{first.pk}/fehler/"
    mended = lead.get(url).content.decode("utf-8-sig").replace("31.02.2015", "28.02.2015")
    taken_in(lead, steinheim, mended, every="take")

    again = lead.get(handed_in(lead, steinheim, mended))

    assert again.context["plan"]["counts"] == {"unchanged": 1}


def test_a_value_that_is_taken_over_closes_what_was_open_about_its_column(lead, steinheim, lena):
    taken_in(lead, steinheim, LIST)

    taken_in(lead, steinheim, LIST.replace("unbek.", "05.06.2015"), every="take")

    (value,) = UnreadValue.objects.filter(column="geb. am")
    assert (value.value, value.settled_by) == ("unbek.", lena.name)
    assert Event.objects.about(value).by_actor(lena).filter(verb="value-settled").exists()


@pytest.mark.parametrize("decision", ["ask", "keep"])
def test_a_value_that_is_not_taken_over_closes_nothing(lead, steinheim, decision):
    taken_in(lead, steinheim, LIST)

    taken_in(lead, steinheim, LIST.replace("unbek.", "05.06.2015"), every=decision)

    assert "unbek." in open_values("geb. am")


def test_what_is_open_about_another_person_stays_open(lead, steinheim):
    content = f"{LIST}Tal, Sami;unbek.;2;\n"
    taken_in(lead, steinheim, content)

    taken_in(lead, steinheim, content.replace("Nuri;unbek.", "Nuri;05.06.2015"), every="take")

    (value,) = UnreadValue.objects.filter(column="geb. am", settled_on=None)
    assert value.person == Person.unguarded.get(given_names="Sami")


def test_an_undo_opens_again_what_the_list_closed(lead, steinheim, lena):
    taken_in(lead, steinheim, LIST)
    batch = taken_in(lead, steinheim, LIST.replace("unbek.", "05.06.2015"), every="take")

    undo(batch, by=lena)

    assert open_values("geb. am") == ["unbek."]
