# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list that is older than one before it: said once, never taken all at once, and soon forgotten."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from geleit.cases.models import Person, UnreadValue
from geleit.intake.models import ImportBatch
from geleit.persons.models import ContactChannel
from tests.intake.things import handed_in, taken_in

HEADER = "Name, Vorname;geb. am;Fam.-Nr.;Status;gültig bis;Telefon\n"
ROWS = (
    "Berg, Amal;04.05.1990;1;Duldung;31.12.2097;{}\nBerg, Nuri;05.06.2015;1;Duldung;31.12.2097;\n"
)


def days_ago(number):
    return f"Stand: {localdate() - timedelta(days=number):%d.%m.%Y}\n"


def a_list(days, phone):
    return days_ago(days) + HEADER + ROWS.format(phone)


def phones():
    standing = ContactChannel.unguarded.standing()
    return list(standing.order_by("pk").values_list("value", flat=True))


@pytest.fixture
def newest(lead, steinheim):
    return taken_in(lead, steinheim, a_list(10, "0711 222"))


@pytest.fixture
def older(lead, steinheim, newest):
    """The address of a list older than the one that was taken over."""
    return handed_in(lead, steinheim, a_list(20, "0711 111"))


def test_it_is_said_once_above_and_the_rows_are_no_rows_to_look_at(lead, older):
    page = lead.get(older)
    text = " ".join(page.content.decode().split())

    assert f"älter als die letzte (Stand {days_ago(10)[7:-1]})" in text
    assert text.count("Person mit älteren Angaben") == 1
    assert (page.context["plan"]["changes"], page.context["plan"]["outdated"]) == (1, 1)
    assert (page.context["plan"]["takeable"], page.context["plan"]["to_look_at"]) == (0, 0)
    assert '<option value="keep" selected>' in text


@pytest.mark.parametrize("every", ["", "take", "keep"])
def test_nothing_of_it_is_taken_or_asked_unless_somebody_says_so(lead, older, every):
    before = UnreadValue.objects.count()
    if every:
        lead.post(f"{older}aenderungen/", {"all": every})

    lead.post(f"{older}uebernehmen/")

    assert (phones(), UnreadValue.objects.count()) == (["0711 222"], before)
    assert ImportBatch.unguarded.latest("pk").reading["outcome"]["kept"] == 1


def test_taking_all_says_what_stays_and_why(lead, older):
    page = lead.post(f"{older}aenderungen/", {"all": "take"}, follow=True).content.decode()

    assert "1 bleibt wie bisher, weil eine spätere Liste sie schon anders sagt." in page


def test_all_of_it_is_asked_where_somebody_wants_that(lead, older):
    before = UnreadValue.objects.count()
    lead.post(f"{older}aenderungen/", {"all": "ask"})

    lead.post(f"{older}uebernehmen/")

    assert (phones(), UnreadValue.objects.count()) == (["0711 222"], before + 1)


def test_a_single_value_can_be_taken_from_it(lead, older):
    lead.post(f"{older}uebernehmen/", {"decision-5-Telefon": "keep", "decision-3-Telefon": "take"})

    assert phones() == ["0711 111"]


def test_what_the_newest_list_said_is_what_the_next_is_compared_with(lead, steinheim, older):
    lead.post(f"{older}uebernehmen/")

    same = lead.get(handed_in(lead, steinheim, a_list(5, "0711 222"))).context["plan"]
    other = lead.get(handed_in(lead, steinheim, a_list(4, "0711 333"))).content.decode()

    assert same["counts"] == {"unchanged": 2}
    assert "bisher „0711 222“, jetzt „0711 333“" in other


@pytest.mark.parametrize("nothing", ["", "unbek."])
def test_what_the_later_list_does_not_know_is_asked(lead, steinheim, nothing):
    taken_in(lead, steinheim, a_list(10, nothing))
    before = UnreadValue.objects.count()
    url = handed_in(lead, steinheim, a_list(20, "0711 111"))

    head = lead.get(url).context["plan"]
    lead.post(f"{url}aenderungen/", {"all": "take"})
    lead.post(f"{url}uebernehmen/")

    assert (head["changes"], head["outdated"], head["to_look_at"]) == (1, 0, 1)
    assert (phones(), UnreadValue.objects.count()) == ([], before + 1)


def test_what_comes_back_mended_is_asked_though_a_later_list_repeats_the_mistake(lead, steinheim):
    first = taken_in(lead, steinheim, a_list(20, "0711 111").replace("04.05.1990", "Mai 199"))
    taken_in(lead, steinheim, a_list(10, "0711 111").replace("04.05.1990", "Mai 199"))
    header, row = HEADER.strip(), ROWS.format("0711 111").splitlines()[0]
    mended = f"{days_ago(20)}{header};Geleit-Zeile\n{row};{first.pk}/3\n"

    head = lead.get(handed_in(lead, steinheim, mended)).context["plan"]

    assert (head["changes"], head["outdated"], head["to_look_at"]) == (1, 0, 1)


def test_a_list_of_the_same_day_is_not_older(lead, steinheim, newest):
    url = handed_in(lead, steinheim, a_list(10, "0711 333"))

    page = lead.get(url)
    lead.post(f"{url}aenderungen/", {"all": "take"})
    lead.post(f"{url}uebernehmen/")

    assert "älter als die letzte" not in page.content.decode()
    assert phones() == ["0711 333"]


def test_a_day_in_the_future_makes_no_later_list_old(lead, steinheim):
    taken_in(lead, steinheim, a_list(-900, "0711 222"))

    page = lead.get(handed_in(lead, steinheim, HEADER + ROWS.format("0711 333")))

    assert page.context["plan"]["outdated"] == 0


def test_a_list_of_years_ago_is_never_taken_all_at_once(lead, steinheim):
    taken_in(lead, steinheim, a_list(900, "0711 111"))
    before = UnreadValue.objects.count()
    url = handed_in(lead, steinheim, a_list(800, "0711 222"))

    lead.post(f"{url}aenderungen/", {"all": "take"})
    lead.post(f"{url}uebernehmen/")

    assert (phones(), UnreadValue.objects.count()) == (["0711 111"], before + 1)


@pytest.mark.parametrize(("expired", "is_said_once"), [(6, True), (5, False)])
def test_expired_titles_of_most_are_said_once(lead, steinheim, expired, is_said_once):
    rows = [
        f"Berg{n}, Amal;04.05.1990;{n};Duldung;{'31.12.2019' if n < expired else '31.12.2097'};\n"
        for n in range(10)
    ]

    page = lead.get(handed_in(lead, steinheim, days_ago(3) + HEADER + "".join(rows)))
    text = " ".join(page.content.decode().split())

    assert (f"Bei {expired} von 10 Personen war der Aufenthaltsstatus" in text) is is_said_once
    assert text.count("schon abgelaufen") == (1 if is_said_once else expired)
    assert page.context["plan"]["faulty"] == (0 if is_said_once else expired)


def test_an_older_list_leaves_persons_of_its_own(lead, steinheim, newest):
    taken_in(lead, steinheim, a_list(20, "0711 111") + "Tal, Sami;01.01.1980;2;Duldung;;\n")

    assert Person.unguarded.filter(given_names="Sami").exists()


def test_the_command_says_so_and_takes_nothing_of_it(newest, steinheim, tmp_path, capsys):
    file = tmp_path / "liste.csv"
    file.write_text(a_list(20, "0711 111"))

    call_command("import", file, agreement=steinheim.key)

    assert f"älter als die letzte (Stand {days_ago(10)[7:-1]})" in capsys.readouterr().err
    assert phones() == ["0711 222"]
