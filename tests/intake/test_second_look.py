# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the preview remarks on: somebody twice in the list, a list of long ago, a file taken over before."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from geleit.cases.models import UnreadValue
from geleit.intake import rules
from tests.intake.things import handed_in

HEAD = "Name;Vorname;geb. am;Fam.-Nr.\n"


def marks_of(client, url):
    rows = client.get(url).context["shown"].rows
    return [[mark["words"] for mark in row["marks"]] for row in rows]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("Haddad;Aisha", "Haddad;Aisha", "Name und Geburtsdatum stehen schon in Zeile 2."),
        ("Haddad;Aisha", "Hadad;Aicha", "Vielleicht dieselbe Person wie in Zeile 2 ("),
        ("Haddad;Aisha", "حداد;عائشة", "Vielleicht dieselbe Person wie in Zeile 2 ("),
        ("Al-Hassan;Muhammed", "Muhammed;Al-Hassan", "Vielleicht dieselbe Person wie in Zeile 2 ("),
    ],
    ids=["same", "spelling", "script", "swapped"],
)
def test_somebody_twice_in_one_list_is_marked_with_the_other_row(
    lead, steinheim, first, second, words
):
    content = f"{HEAD}{first};04.05.1990;1\nTal;Sami;04.05.1990;2\n{second};04.05.1990;3\n"
    url = handed_in(lead, steinheim, content)

    one, other, twice = marks_of(lead, url)

    assert (one, other) == ([], [])
    assert len(twice) == 1
    assert twice[0].startswith(words)
    assert "Bitte prüfen, ob es dieselbe Person ist." in twice[0]
    lead.post(f"{url}uebernehmen/")
    assert UnreadValue.objects.filter(message__isnull=False).count() == 1
    receipt = lead.get(url).content.decode()
    assert "Eine Person steht vielleicht zweimal in der Liste" in receipt
    assert "<li>Zeile 4 wie Zeile 2</li>" in receipt


@pytest.mark.parametrize(
    ("second", "born"),
    [("Haddad;Amira", "04.05.1990"), ("Haddad;Aicha", "04.05.1962"), ("Tal;Aicha", "04.05.1990")],
    ids=["twin sister", "aunt", "somebody else"],
)
def test_relatives_and_strangers_in_one_list_are_not_marked(lead, steinheim, second, born):
    content = f"{HEAD}Haddad;Aisha;04.05.1990;1\n{second};{born};1\n"
    url = handed_in(lead, steinheim, content)

    assert marks_of(lead, url) == [[], []]
    lead.post(f"{url}uebernehmen/")
    assert "zweimal in der Liste" not in lead.get(url).content.decode()


@pytest.mark.parametrize(
    ("days", "is_remarked"), [(400, True), (365, False), (0, False)], ids=["old", "a year", "new"]
)
def test_a_list_of_long_ago_is_remarked_upon(lead, steinheim, days, is_remarked):
    day = localdate() - timedelta(days=days)
    content = f"Stand: {day:%d.%m.%Y}\n{HEAD}Haddad;Aisha;04.05.1990;1\n"

    page = lead.get(handed_in(lead, steinheim, content)).content.decode()

    assert ("und damit über ein Jahr alt" in page) is is_remarked


def test_a_year_is_counted_from_the_day_of_the_list():
    assert rules.is_old(date(2025, 11, 22), on=date(2026, 11, 23))
    assert not rules.is_old(date(2025, 11, 22), on=date(2026, 11, 22))


def test_a_file_that_was_taken_over_is_first_of_all_thrown_away(lead, steinheim):
    content = f"{HEAD}Haddad;Aisha;04.05.1990;1\n"
    first = handed_in(lead, steinheim, content)
    fresh = lead.get(first).content.decode()
    lead.post(f"{first}uebernehmen/")

    again = lead.get(handed_in(lead, steinheim, content)).content.decode()

    assert "Liste übernehmen" in fresh
    assert "Dieselbe Datei" not in fresh
    assert f'href="{first}"' in again
    assert "Liste übernehmen" not in again
    discard, anyway = again.index(">Verwerfen<"), again.index("Trotzdem noch einmal übernehmen")
    assert "kern-btn--primary" in again[:discard].rpartition("<button")[2]
    assert "kern-btn--secondary" in again[:anyway].rpartition("<button")[2]


def test_a_file_taken_over_for_another_agreement_may_well_be_meant_here(
    lead, steinheim, a_second_agreement
):
    content = f"{HEAD}Haddad;Aisha;04.05.1990;1\n"
    first = handed_in(lead, steinheim, content)
    lead.post(f"{first}uebernehmen/")

    page = lead.get(handed_in(lead, a_second_agreement, content)).content.decode()

    assert "schon übernommen" in page
    assert "Liste übernehmen" in page


@pytest.fixture
def a_second_agreement(steinheim):
    return type(steinheim).objects.create(
        key="zweite",
        title="Zweite",
        municipality=steinheim.municipality,
        carrier=steinheim.carrier,
        in_force_on="2020-01-01",
    )
