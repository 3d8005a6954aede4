# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A household whose former case no list brought is asked about once: it is back, or somebody else."""

from datetime import date
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.cases.enums import Phase, Sex, StatusKind
from geleit.cases.models import Case, HousingStay, Person, ResidenceStatus, UnreadValue
from geleit.identity.models import PossibleDuplicate
from geleit.intake import actions
from geleit.intake.models import ImportBatch, ImportedRow
from geleit.intake.queries import live_plan
from geleit.intake.returning import queries
from geleit.intake.undo.actions import undo
from geleit.jobs.worker import drain
from geleit.persons.models import ContactChannel
from tests import factories
from tests.intake.test_undo import everything
from tests.intake.things import handed_in

LIST = """Name, Vorname;geb. am;Fam.-Nr.;Telefon
Korkmaz, Elif;03.08.1977;7;0711 222
Korkmaz, Deniz;2010;7;
Korkmaz, Nuri;01.02.2026;7;
Tal, Sami;01.02.1980;8;
"""
CLOSED_ON = date(2026, 3, 2)
ASKED = "War vielleicht schon hier"
STILL = "Bei 1 Haushalt ist noch zu sagen"


def closed_case(agreement, family_name="Korkmaz", **fields):
    """A case of two persons that was entered by hand and is closed."""
    said = {"agreement": agreement, "phase": Phase.CLOSED, "closed_on": CLOSED_ON} | fields
    case = factories.a_case(family_name=family_name, **said)
    factories.rename(case, given_names="Elif")
    Person.unguarded.filter(household=case.household).update(born_on=date(1977, 8, 3))
    factories.a_person(
        household=case.household, family_name=family_name, given_names="Deniz",
        born_on=date(2010, 6, 5),
    )  # fmt: skip
    return case


@pytest.fixture
def closed(steinheim):
    return closed_case(steinheim)


def key_of(case, row=2):
    return f"home-{row}-{case.household_id}"


def text_of(response):
    return unescape(response.content.decode())


def likely(client, url):
    return client.get(url).context["likely"]


def latest():
    return ImportBatch.unguarded.latest("pk")


def counts(batch):
    return batch.persons_new, batch.persons_changed, batch.persons_unchanged


def elifs():
    return Person.unguarded.filter(given_names="Elif").count()


def test_it_is_asked_once_for_the_household_with_the_reasons(lead, steinheim, closed):
    response = lead.get(handed_in(lead, steinheim, LIST))

    [one] = response.context["likely"]
    page = text_of(response)
    assert (one.row, one.name, one.case, one.chosen) == (2, "Korkmaz", closed, "")
    assert one.reasons[0] == "Zeile 2: Name und Geburtstag gleich"
    assert one.reasons[1].startswith("Zeile 3: Vorname: gleich; Familienname: gleich")
    assert len(one.reasons) == 2
    assert f"{ASKED}: Fall {closed.number}" in page
    states = [row["state"] for row in response.context["shown"].rows]
    assert states == ["asked", "asked", "new", "new"]  # Nuri was born since
    plan = response.context["plan"]
    assert (plan["counts"]["new"], plan["asked"]) == (2, 2)


def test_a_list_older_than_the_end_of_the_case_is_said_to_be(lead, steinheim, closed):
    words = "Die Liste ist älter, vom 01.03.2026"

    older = text_of(lead.get(handed_in(lead, steinheim, f"Stand: 01.03.2026\n{LIST}")))
    newer = text_of(lead.get(handed_in(lead, steinheim, f"Stand: 02.03.2026\n{LIST}")))

    assert (words in older, "Die Liste ist älter" in newer) == (True, False)


def test_nothing_is_taken_over_before_somebody_said_who_it_is(lead, steinheim, closed):
    url = handed_in(lead, steinheim, LIST)

    page = text_of(lead.post(f"{url}uebernehmen/", follow=True))

    assert STILL in page
    assert latest().taken_over_at is None
    assert elifs() == 1
    assert likely(lead, url)


@pytest.mark.parametrize("choice", ["reopen", "new", "leave"])
def test_who_is_back_is_the_known_person(lead, steinheim, closed, anna, choice):
    url = handed_in(lead, steinheim, LIST)

    lead.post(f"{url}uebernehmen/", {key_of(closed): choice, "holder": anna.pk})

    batch = latest()
    home = Person.unguarded.filter(household=closed.household_id)
    assert counts(batch) == (2, 1, 1)
    assert sorted(home.values_list("given_names", flat=True)) == ["Deniz", "Elif", "Nuri"]
    assert elifs() == 1
    running = Case.unguarded.open().filter(household=closed.household_id)
    assert [case.pk == closed.pk for case in running] == {
        "reopen": [True], "new": [False], "leave": []
    }[choice]  # fmt: skip
    assert batch.undecided == 0
    assert "Ein Haushalt ist wieder da; aus der früheren Akte bekannte Personen: 2." in text_of(
        lead.get(url)
    )


def test_somebody_else_is_a_new_person_and_nobody_asks_again(lead, steinheim, closed):
    url = handed_in(lead, steinheim, LIST)

    lead.post(f"{url}uebernehmen/", {key_of(closed): "other"})

    receipt = lead.get(url)
    assert counts(latest()) == (4, 0, 0)
    assert elifs() == 2
    assert receipt.context["near"] == []
    assert not [value for value in UnreadValue.objects.all() if closed.number in value.message]
    assert "Ein Haushalt, der vielleicht schon hier war, ist jemand anderes" in text_of(receipt)


def test_a_wrong_answer_is_met_again_where_persons_are_linked(lead, steinheim, closed):
    url = handed_in(lead, steinheim, LIST)
    lead.post(f"{url}uebernehmen/", {key_of(closed): "other"})

    drain()

    pairs = PossibleDuplicate.unguarded.all()
    assert {pair.first.given_names for pair in pairs} == {"Elif", "Deniz"}
    assert "Korkmaz" in text_of(lead.get("/dieselbe-person/"))


def test_what_the_list_says_otherwise_is_decided_as_for_known_rows(lead, steinheim, closed):
    url = handed_in(lead, steinheim, LIST)
    shown = lead.get(url).context["shown"].rows[0]["changes"]
    lead.post(f"{url}aenderungen/", {key_of(closed): "reopen", "decision-2-Telefon": "take"})
    chosen = text_of(lead.get(url))

    lead.post(f"{url}uebernehmen/")

    assert [(one["column"], one["before"], one["now"]) for one in shown] == [
        ("Telefon", "", "0711 222")
    ]
    assert "Die Liste sagt anders als die Akte:" in chosen
    assert ContactChannel.unguarded.standing().get().value == "0711 222"


def test_what_nobody_decides_becomes_a_question_in_the_file(lead, steinheim, closed):
    url = handed_in(lead, steinheim, LIST)

    lead.post(f"{url}uebernehmen/", {key_of(closed): "reopen"})

    asked = UnreadValue.objects.get(column="Telefon")
    assert (asked.value, asked.person.given_names) == ("0711 222", "Elif")
    assert not ContactChannel.unguarded.exists()


RICH = """Nachname;Vorname;geb. am;Geschlecht;Nationalität;Deutsch;Aufenthaltstitel;gültig bis;Straße;PLZ;Ort;Telefon;Schuhgröße
KORKMAZ;Elif;03.08.1977;w;Syrien;B1;Duldung;30.06.2027;Am Bach 3;70123;Steinheim;0711 111;38
Korkmaz;Dennis;05.06.2010;m;Irak;A2;Duldung;30.06.2028;Am Berg 3;70123;Steinheim;unbek.;39
"""


def test_only_what_is_different_is_a_difference(lead, steinheim, closed):
    elif_, deniz = Person.unguarded.filter(household=closed.household_id).order_by("pk")
    Person.unguarded.filter(pk=elif_.pk).update(sex=Sex.FEMALE, german_level="B1")
    for person in (elif_, deniz):
        ResidenceStatus.objects.create(
            person=person, kind=StatusKind.TOLERATION, valid_until=date(2027, 6, 30)
        )
    ContactChannel.unguarded.create(person=elif_, kind="phone", value="+49 711 111")
    HousingStay.objects.create(
        household=closed.household, street="Am Bach 3", postcode="70123", city="Steinheim"
    )

    rows = lead.get(handed_in(lead, steinheim, RICH)).context["shown"].rows

    said = [
        [(one["column"], one["before"], one["can_be_taken"]) for one in row["changes"]]
        for row in rows
    ]
    assert said == [
        [("Schuhgröße", "", False)],
        [
            ("Vorname", "Deniz", True),
            ("Geschlecht", "", True),
            ("Nationalität", "Syrien", True),
            ("Deutsch", "", True),
            ("gültig bis", "30.06.2027", True),
            ("Straße", "Am Bach 3", False),
            ("Schuhgröße", "", False),
        ],
    ]


def test_a_remark_that_is_left_out_is_no_difference(lead, steinheim, closed):
    content = "Name, Vorname;geb. am;Bemerkung\nKorkmaz, Elif;03.08.1977;schwanger\n"
    url = handed_in(lead, steinheim, content)

    lead.post(f"{url}uebernehmen/", {key_of(closed): "reopen", "omit-2-Bemerkung": "yes"})

    assert counts(latest()) == (0, 0, 1)
    assert not UnreadValue.objects.exists()
    assert [row.values for row in ImportedRow.unguarded.all()] == [
        {"Name, Vorname": "Korkmaz, Elif", "geb. am": "03.08.1977"}
    ]


def test_without_numbers_of_households_it_is_one_question_all_the_same(lead, steinheim, closed):
    content = "\n".join(";".join(line.split(";")[:2]) for line in LIST.splitlines())
    url = handed_in(lead, steinheim, content)

    assert len(likely(lead, url)) == 1
    lead.post(f"{url}uebernehmen/", {key_of(closed): "reopen"})

    assert counts(latest()) == (2, 0, 2)
    assert elifs() == 1


@pytest.mark.parametrize("choice", ["reopen", "leave", "other"])
def test_the_same_list_again_changes_nothing(lead, steinheim, closed, choice):
    lead.post(f"{handed_in(lead, steinheim, LIST)}uebernehmen/", {key_of(closed): choice})
    before = everything()

    response = lead.get(handed_in(lead, steinheim, LIST))
    lead.post(f"{response.request['PATH_INFO']}uebernehmen/")

    assert response.context["likely"] == []
    assert counts(latest()) == (0, 0, 4)
    assert latest().undecided == 0
    assert everything() == before


@pytest.mark.parametrize("choice", ["reopen", "new", "leave", "other"])
def test_taken_back_everything_is_as_before(lead, steinheim, closed, lena, choice):
    before = everything()
    url = handed_in(lead, steinheim, LIST)
    lead.post(f"{url}aenderungen/", {key_of(closed): choice, "decision-2-Telefon": "take"})
    lead.post(f"{url}uebernehmen/")

    undo(latest(), by=lena)

    assert everything() == before
    assert not ImportedRow.unguarded.exists()
    assert [one.chosen for one in likely(lead, handed_in(lead, steinheim, LIST))] == [""]


def test_the_choice_survives_a_reload_and_shows_what_follows(lead, steinheim, closed):
    url = handed_in(lead, steinheim, LIST)

    lead.post(f"{url}aenderungen/", {key_of(closed): "new"})

    response = lead.get(url)
    assert [one.chosen for one in response.context["likely"]] == ["new"]
    assert response.context["plan"]["counts"] == {"new": 2, "changed": 1, "unchanged": 1}
    assert response.context["plan"]["asked"] == 0
    assert "Vielleicht schon da" not in text_of(response)


def test_a_choice_survives_the_decision_on_all_changes(lead, steinheim, closed):
    url = handed_in(lead, steinheim, LIST)
    lead.post(f"{url}aenderungen/", {key_of(closed): "new"})

    lead.post(f"{url}aenderungen/", {"all": "keep"})

    assert [one.chosen for one in likely(lead, url)] == ["new"]


def test_an_old_page_in_another_tab_takes_no_choice_back(lead, steinheim, closed):
    url = handed_in(lead, steinheim, LIST)
    key = key_of(closed)
    unchanged = {key: "", key.replace("home", "was"): ""}
    lead.post(f"{url}aenderungen/", {key: "leave", key.replace("home", "was"): ""})

    lead.post(f"{url}aenderungen/", unchanged | {"all": "keep"})
    lead.post(f"{url}uebernehmen/", unchanged)

    assert counts(latest()) == (2, 1, 1)


def test_a_choice_can_be_taken_back(lead, steinheim, closed):
    url = handed_in(lead, steinheim, LIST)
    key = key_of(closed)
    lead.post(f"{url}aenderungen/", {key: "new"})

    lead.post(f"{url}uebernehmen/", {key: "", key.replace("home", "was"): "new"})

    assert latest().taken_over_at is None
    assert [one.chosen for one in likely(lead, url)] == [""]


def test_what_was_said_of_one_household_does_not_hold_for_another(lead, steinheim, closed):
    url = handed_in(lead, steinheim, LIST)
    lead.post(f"{url}aenderungen/", {key_of(closed): "reopen"})
    other = closed_case(steinheim)
    Case.unguarded.filter(pk=closed.pk).update(phase=Phase.ASSESSMENT, closed_on=None)
    Person.unguarded.filter(household=closed.household_id).update(born_on=date(1950, 7, 6))

    [one] = likely(lead, url)

    assert (one.case, one.chosen) == (other, "")


def test_who_is_accompanied_now_is_not_asked_about(lead, steinheim, closed):
    running = closed_case(steinheim, phase=Phase.ASSESSMENT, closed_on=None)

    response = lead.get(handed_in(lead, steinheim, LIST))

    assert response.context["likely"] == []
    assert "Vielleicht schon da" in text_of(response)
    assert running.closed_on is None


@pytest.mark.parametrize(
    "hidden",
    [
        {"is_protected": True},
        {"handed_back_on": CLOSED_ON, "holder": None},
    ],
)
def test_what_this_reader_must_not_know_is_not_told(lead, steinheim, closed, hidden):
    before = lead.get(handed_in(lead, steinheim, LIST))
    Case.unguarded.filter(pk=closed.pk).update(**hidden)

    after = lead.get(before.request["PATH_INFO"])
    lead.post(f"{before.request['PATH_INFO']}uebernehmen/", {key_of(closed): "reopen"})

    assert before.context["likely"]
    assert after.context["likely"] == []
    assert ASKED not in text_of(after)
    assert counts(latest()) == (4, 0, 0)
    assert not Case.unguarded.open().filter(household=closed.household_id).exists()


def test_a_household_with_one_protected_case_is_not_told_of(lead, steinheim, closed):
    Case.unguarded.create(
        number="2021-0001", household=closed.household, agreement=steinheim, is_protected=True,
        opened_on=date(2021, 1, 1), phase=Phase.CLOSED, closed_on=CLOSED_ON,
    )  # fmt: skip

    assert likely(lead, handed_in(lead, steinheim, LIST)) == []


def test_a_case_of_another_agreement_is_not_told_of(lead, steinheim, closed):
    other = factories.an_agreement(key="anderswo-2020")
    Case.unguarded.filter(pk=closed.pk).update(agreement=other)

    response = lead.get(handed_in(lead, steinheim, LIST))

    assert response.context["likely"] == []
    assert closed.number not in text_of(response)


def test_looking_at_the_question_is_reading_the_case(lead, steinheim, closed, lena):
    lead.get(handed_in(lead, steinheim, LIST))

    read = Event.objects.filter(verb="case-read", case_key=closed.pk)
    assert [event.data for event in read] == [{"part": "list"}]


def test_two_rows_are_never_one_person(lead, steinheim, closed):
    twice = LIST.replace("Korkmaz, Nuri;01.02.2026", "Korkmaz, Elif;03.08.1977")
    url = handed_in(lead, steinheim, twice)

    lead.post(f"{url}uebernehmen/", {key_of(closed): "reopen"})

    known = ImportedRow.unguarded.filter(is_new=False, person__isnull=False)
    assert sorted(known.values_list("number", flat=True)) == [2, 3]
    assert elifs() == 2


def test_two_households_of_the_list_are_asked_about_each(lead, steinheim, closed):
    apart = LIST.replace("2010;7", "2010;9").replace("01.02.2026;7", "01.02.2026;9")
    url = handed_in(lead, steinheim, apart)
    asked = likely(lead, url)

    lead.post(f"{url}uebernehmen/", {key_of(closed): "other", key_of(closed, 3): "reopen"})

    assert [one.row for one in asked] == [2, 3]
    home = Person.unguarded.filter(household=closed.household_id)
    assert sorted(home.values_list("given_names", flat=True)) == ["Deniz", "Elif", "Nuri"]
    assert elifs() == 2
    assert Case.unguarded.get(pk=closed.pk).closed_on is None


def test_of_two_answers_on_one_case_the_one_that_opens_it_holds(lead, steinheim, closed):
    apart = LIST.replace("2010;7", "2010;9")
    url = handed_in(lead, steinheim, apart)

    lead.post(f"{url}uebernehmen/", {key_of(closed): "leave", key_of(closed, 3): "reopen"})

    assert elifs() == 1
    assert Case.unguarded.get(pk=closed.pk).closed_on is None


NAMES = [
    "Korkmaz",
    "Tal",
    "Berg",
    "Hussaini",
    "Öztürk",
    "Mbeki",
    "Petrenko",
    "Gebremariam",
    "Lindqvist",
    "Farahani",
    "Sokolova",
    "Nguyen",
]


def families(agreement, number):
    names = NAMES[:number]
    cases = [closed_case(agreement, family_name=name) for name in names]
    rows = "".join(f"{name}, Elif;03.08.1977;{n}\n" for n, name in enumerate(names))
    return cases, f"Name, Vorname;geb. am;Fam.-Nr.\n{rows}"


def test_one_choice_holds_for_all_that_have_none_of_their_own(lead, steinheim):
    cases, content = families(steinheim, 3)
    url = handed_in(lead, steinheim, content)
    keys = [key_of(case, row) for row, case in enumerate(cases, 2)]

    lead.post(
        f"{url}uebernehmen/", dict.fromkeys(keys, "") | {keys[1]: "other", "likely-all": "leave"}
    )

    assert counts(latest()) == (1, 0, 2)
    assert latest().reading["back"] == {"homes": 2, "persons": 2, "others": 1, "same": 0}


def test_what_is_open_is_shown_first(lead, steinheim, monkeypatch):
    monkeypatch.setattr(queries, "MOST_LIKELY", 1)
    cases, content = families(steinheim, 2)
    url = handed_in(lead, steinheim, content)

    lead.post(f"{url}aenderungen/", {key_of(cases[0]): "leave"})

    response = lead.get(url)
    assert [one.row for one in response.context["likely"]] == [3]
    assert "Gezeigt sind 1; die übrigen folgen" in text_of(response)


@pytest.mark.parametrize("is_long", [False, True])
def test_the_preview_asks_no_more_often_for_more_households(
    lead, steinheim, monkeypatch, django_assert_max_num_queries, is_long
):
    _cases, content = families(steinheim, 12)
    if is_long:
        monkeypatch.setattr(actions, "LONG", 10)
    url = handed_in(lead, steinheim, content)
    drain()

    with django_assert_max_num_queries(22 if is_long else 34):
        response = lead.get(url)

    assert len(response.context["likely"]) == 12


def test_planning_asks_no_more_often_for_more_rows(steinheim, lena):
    asked = []
    for number in (2, 12):
        _cases, content = families(steinheim, number)
        batch = actions.hand_in(
            content.encode(), file_name="a.csv", agreement=steinheim, sender=None, by=lena,
            on=localdate(),
        )  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            plan = live_plan(batch, on=localdate())
        asked.append(len(captured))
        assert len(plan.likely) == number
        Case.unguarded.all().delete()
        Person.unguarded.all().delete()

    assert asked[0] == asked[1]


def test_a_long_list_asks_too_and_is_taken_over_in_the_background(
    lead, steinheim, closed, anna, monkeypatch
):
    monkeypatch.setattr(actions, "LONG", 10)
    url = handed_in(lead, steinheim, LIST)
    drain()
    refused = text_of(lead.post(f"{url}uebernehmen/", follow=True))

    lead.post(f"{url}aenderungen/", {key_of(closed): "reopen", "decision-2-Telefon": "take"})
    shown = lead.get(url).context["plan"]["counts"]
    lead.post(f"{url}uebernehmen/", {"holder": anna.pk})
    drain()

    assert STILL in refused
    assert shown == {"new": 2, "changed": 1, "unchanged": 1}
    assert counts(latest()) == (2, 1, 1)
    assert ContactChannel.unguarded.standing().get().value == "0711 222"
    assert Case.unguarded.get(pk=closed.pk).closed_on is None


def test_a_case_that_became_protected_is_gone_from_the_kept_preview(
    lead, steinheim, closed, monkeypatch
):
    monkeypatch.setattr(actions, "LONG", 10)
    url = handed_in(lead, steinheim, LIST)
    drain()
    Person.unguarded.filter(household=closed.household_id, given_names="Elif").update(sex="f")
    Case.unguarded.filter(pk=closed.pk).update(is_protected=True)

    response = lead.get(url)

    assert response.context["likely"] == []
    assert [row["changes"] for row in response.context["shown"].rows] == [[], [], [], []]
    assert response.context["plan"]["counts"] == {"new": 4}


def test_the_command_asks_nobody_and_marks_as_ever(steinheim, closed, tmp_path):
    file = tmp_path / "liste.csv"
    file.write_text(LIST)

    call_command("import", str(file), "--agreement", steinheim.key)

    assert counts(latest()) == (4, 0, 0)
    marks = [value for value in UnreadValue.objects.all() if closed.number in value.message]
    assert len(marks) == 2


@pytest.mark.parametrize("nonsense", ["burn", "reopen-1", "1"])
def test_nonsense_says_nothing(lead, steinheim, closed, nonsense):
    url = handed_in(lead, steinheim, LIST)
    more = {"home-2-99999999999999999999": "other", "home-2-1-1": "other", "home--": "other"}

    lead.post(f"{url}uebernehmen/", {key_of(closed): nonsense} | more)

    assert latest().taken_over_at is None
    assert [one.chosen for one in likely(lead, url)] == [""]
