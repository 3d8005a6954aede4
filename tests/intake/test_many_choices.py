# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page of a preview is one form, and it is sent whole however much the list says otherwise."""

import re

import pytest

from geleit.cases.models import Person
from geleit.intake.preview import ROWS_A_PAGE
from tests.intake.things import handed_in, taken_in

pytestmark = pytest.mark.django_db

TITLES = "Name, Vorname;geb. am;Geschlecht;Nationalität;Sprache;Telefon;Straße;PLZ;Ort"
BEFORE = "m;syrisch;arabisch;0172 5550100;Murrweg 1;71711;Steinheim"
NOW = "w;irakisch;kurdisch;0172 5550199;Hofweg 9;71720;Oberstenfeld"


def a_list(values):
    letters = "abcdefghij"
    rows = []
    for number in range(ROWS_A_PAGE):
        name = "".join(letters[int(digit)] for digit in f"{number:03d}")
        rows.append(
            f"Familie{name}, Vorname{name};{1 + number % 28:02d}.05.{1960 + number // 28};{values}"
        )
    return "\n".join([TITLES, *rows])


def test_a_page_full_of_differences_is_taken_over(lead, steinheim):
    taken_in(lead, steinheim, a_list(BEFORE))
    url = handed_in(lead, steinheim, a_list(NOW))
    page = lead.get(url).content.decode()
    names = re.findall(r'<select[^>]* name="(decision-[^"]+)"', page)

    answer = lead.post(f"{url}uebernehmen/", dict.fromkeys(names, "take"))

    assert len(names) > 1_000
    assert answer.status_code == 302
    assert not Person.unguarded.exclude(nationality="IQ").exists()
