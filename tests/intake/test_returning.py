# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A household that comes back on a list without a running case is shown and decided on, or stays open."""

import io
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from geleit.agreements.models import CooperationAgreement
from geleit.cases import actions as case_actions
from geleit.cases.enums import Phase
from geleit.cases.models import Case, Household, Person, ProtectedReader
from geleit.core.dates import day_text
from geleit.core.problems import Refused
from geleit.course.actions import reopen
from geleit.course.models import CaseClosing, PhaseStep
from geleit.intake.models import ImportBatch
from geleit.intake.returning import queries
from geleit.intake.undo.actions import undo, undo_problems
from geleit.organisations.models import Organisation
from tests import factories
from tests.course.things import a_closing
from tests.intake.test_undo import everything
from tests.intake.things import handed_in

LIST = """Name, Vorname;geb. am;Fam.-Nr.
Berg, Amal;04.05.1990;1
Berg, Nuri;05.06.2015;1
Tal, Sami;01.02.1980;2
"""
CLOSED_ON = date(2026, 3, 2)
OPEN = "noch zu entscheiden"
SEEN_AGAIN = "Personenangaben und Schutzbedarf aus der früheren Akte wieder sichtbar"
HIDDEN = "vielleicht schon eine Akte an anderer Stelle"


@pytest.fixture
def again(lead, steinheim):
    """Take the list in again, with decisions by row; returns the address of the second list."""

    def take(content=LIST, **decisions):
        url = handed_in(lead, steinheim, content)
        given = {f"home-{row[1:]}": value for row, value in decisions.items()}
        lead.post(f"{url}uebernehmen/", given)
        return url

    return take


@pytest.fixture
def closed(lead, steinheim, anna):
    """The case of the first household, closed after the first list."""
    url = handed_in(lead, steinheim, LIST)
    lead.post(f"{url}uebernehmen/", {"holder": anna.pk})
    case = Case.unguarded.get(household__persons__given_names="Amal")
    case.phase, case.closed_on = Phase.CLOSED, CLOSED_ON
    case.save()
    return case


def hand_back(case):
    case.handed_back_on, case.holder = CLOSED_ON, None
    case.save()


def preview(client, agreement, content=LIST):
    return client.get(handed_in(client, agreement, content))


def running():
    return Case.unguarded.filter(closed_on=None, household__persons__given_names="Amal")


def latest():
    return ImportBatch.unguarded.latest("pk")


def test_the_preview_says_which_household_was_here_and_how_its_case_ended(lead, steinheim, closed):
    response = preview(lead, steinheim)

    page = response.content.decode()
    assert f"War schon hier: Fall {closed.number}, abgeschlossen am {day_text(CLOSED_ON)}." in page
    assert [one.name for one in response.context["returning"]] == ["Berg"]
    assert response.context["returning"][0].options == ["reopen", "new", "leave"]


def test_a_household_whose_case_runs_is_not_asked_about(lead, steinheim, closed):
    closed.phase, closed.closed_on = Phase.ASSESSMENT, None
    closed.save()

    assert preview(lead, steinheim).context["returning"] == []


def test_what_was_handed_back_is_named_and_can_begin_anew_and_not_be_opened(
    lead, steinheim, closed
):
    hand_back(closed)

    response = preview(lead, steinheim)

    assert (
        f"Fall {closed.number}, zurückgegeben am {day_text(CLOSED_ON)}."
        in response.content.decode()
    )
    assert response.context["returning"][0].options == ["new", "leave"]


def test_without_a_decision_nothing_opens_and_the_question_stays(lead, closed, again):
    url = again()

    page = lead.get(url).content.decode()
    assert not running().exists()
    assert latest().undecided == 1
    assert closed.number in page
    assert "noch zu entscheiden" in lead.get("/listen/").content.decode()
    assert "noch zu entscheiden" in lead.get("/").content.decode()


def test_the_case_is_opened_again_as_everywhere_else(lead, closed, again, anna):
    again(z2="reopen")

    case = running().get()
    assert (case.pk, case.holder, case.phase) == (closed.pk, anna, Phase.ASSESSMENT)
    assert latest().undecided == 0


FILLED = ['"cases_household"', '"cases_person"', '"cases_nameword"', '"intake_importedrow"']
WAITED_FOR = ['"audit_chainhead"', '"cases_casenumber"']


def test_others_wait_for_the_log_and_for_case_numbers_only_at_the_end(lead, steinheim, closed):
    url = handed_in(lead, steinheim, f"{LIST}Ost, Lina;07.08.1999;3\n")

    with CaptureQueriesContext(connection) as captured:
        lead.post(f"{url}uebernehmen/", {"home-2": "leave"})

    written = [one["sql"] for one in captured]
    filled = [
        at for at, sql in enumerate(written) if any(f"INSERT INTO {t}" in sql for t in FILLED)
    ]
    waits = [at for at, sql in enumerate(written) if any(f"UPDATE {t}" in sql for t in WAITED_FOR)]
    during = [at for at in waits if filled[0] < at < filled[-1]]
    assert len(filled) == len(FILLED)
    assert during == []


@pytest.mark.parametrize("is_handed_back", [True, False])
def test_a_new_case_is_accepted_and_has_the_chosen_holder(
    lead, steinheim, closed, anna, is_handed_back
):
    if is_handed_back:
        hand_back(closed)
    url = handed_in(lead, steinheim, LIST)

    lead.post(f"{url}uebernehmen/", {"holder": anna.pk, "home-2": "new"})

    case = running().get()
    assert (case.holder, case.is_waiting, case.household_id) == (anna, False, closed.household_id)
    assert Person.unguarded.filter(given_names="Amal").count() == 1


def test_who_is_left_is_not_asked_about_with_the_next_list(lead, steinheim, closed, again):
    again(z2="leave")

    again(f"{LIST}Ost, Lina;07.08.1999;3\n")

    assert not running().exists()
    assert latest().undecided == 0


def test_who_was_left_is_asked_about_when_another_case_has_ended(lead, steinheim, closed, again):
    again(z2="leave")
    other = Case.unguarded.get(household__persons__given_names="Sami")
    other.phase, other.closed_on = Phase.CLOSED, CLOSED_ON
    other.save()

    again()

    assert latest().reading["open"] == [[4, other.household_id]]


def test_what_stayed_open_is_decided_on_the_receipt(lead, closed, again):
    url = again()

    page = lead.post(f"{url}waren-schon-hier/", {"home-2": "reopen"}, follow=True)

    assert "Entschieden: 1 Haushalt." in page.content.decode()
    assert running().get().pk == closed.pk
    assert latest().undecided == 0


def test_the_second_of_two_who_decide_hears_that_it_was_too_late(lead, closed, again):
    url = again()
    lead.post(f"{url}waren-schon-hier/", {"home-2": "reopen"}, follow=True)

    page = lead.post(f"{url}waren-schon-hier/", {"home-2": "leave"}, follow=True).content.decode()

    assert "Es wurde nichts geändert. Bei 1 Haushalt war nichts mehr zu entscheiden" in page
    assert "Entschieden" not in page
    assert running().get().pk == closed.pk


def test_who_chooses_nothing_hears_that_nothing_is_decided(lead, closed, again):
    url = again()

    page = lead.post(f"{url}waren-schon-hier/", {"home-2": ""}, follow=True).content.decode()

    assert "Es wurde nichts geändert. Bitte erst bei einem Haushalt etwas auswählen." in page
    assert latest().undecided == 1


WAY_BACK = "Läuft danach ein Fall wieder, lässt sich die Liste zurücknehmen, solange niemand in ihm gearbeitet hat."


def test_how_long_a_reopened_case_leaves_the_way_back_is_said_before(
    lead, steinheim, closed, again
):
    before = preview(lead, steinheim).content.decode()
    receipt = lead.get(again()).content.decode()
    Case.unguarded.filter(pk=closed.pk).update(is_protected=True)

    assert (before.count(WAY_BACK), receipt.count(WAY_BACK)) == (1, 1)
    assert WAY_BACK not in preview(lead, steinheim, LIST + ";;\n").content.decode()


def state():
    return everything() + [
        serialize("json", model.unguarded.order_by("pk")) for model in (CaseClosing, PhaseStep)
    ]


@pytest.fixture
def ended(closed, lena):
    """The closed case with the record of how it ended."""
    a_closing(closed, by=lena)
    PhaseStep.unguarded.create(case=closed, phase=Phase.ASSESSMENT, begun_on=CLOSED_ON, by="Anna")
    return closed


@pytest.mark.parametrize("choice", ["reopen", "new"])
def test_a_case_that_runs_again_is_taken_back_with_the_list(lead, ended, again, lena, choice):
    before = state()
    again(z2=choice)
    assert running().exists()

    undo(latest(), by=lena)

    assert state() == before


@pytest.mark.parametrize("choice", ["reopen", "new"])
def test_so_is_what_was_decided_on_the_receipt(lead, ended, again, lena, choice):
    before = state()
    url = again()
    lead.post(f"{url}waren-schon-hier/", {"home-2": choice})
    assert running().exists()

    undo(latest(), by=lena)

    assert state() == before


@pytest.mark.parametrize("choice", ["reopen", "new"])
def test_a_list_is_not_taken_back_when_somebody_worked_in_the_case(
    lead, ended, again, ben, lena, choice
):
    url = again(z2="") if choice == "new" else again(z2=choice)
    lead.post(f"{url}waren-schon-hier/", {"home-2": choice})
    assert undo_problems(latest()) == []

    case_actions.assign(running().get(), to=ben, by=lena, on=localdate())

    assert [problem.code for problem in undo_problems(latest())] == ["worked-on"]
    with pytest.raises(Refused):
        undo(latest(), by=lena)


def test_a_note_in_a_new_case_keeps_the_list_even_if_the_log_were_silent(lead, ended, again, anna):
    again(z2="new")

    factories.a_contact(case=running().get(), by=anna)

    assert [problem.code for problem in undo_problems(latest())] == ["worked-on"]


def test_an_opening_of_which_nothing_is_kept_bars_the_way_back(lead, closed, again):
    again(z2="reopen")
    batch = latest()
    del batch.reading["openings"]
    batch.save()

    assert "opened-again" in [problem.code for problem in undo_problems(latest())]


def test_a_protected_case_is_not_named_to_who_does_not_see_it(lead, steinheim, closed, again):
    Case.unguarded.filter(pk=closed.pk).update(is_protected=True)

    response = preview(lead, steinheim)
    again(z2="reopen")

    page = response.content.decode()
    assert HIDDEN in page
    assert closed.number not in page
    assert response.context["returning"][0].options == ["leave"]
    assert not running().exists()


def test_who_is_named_for_it_opens_it_again_and_no_second_one(lead, steinheim, closed, lena):
    Case.unguarded.filter(pk=closed.pk).update(is_protected=True)
    ProtectedReader.objects.create(case=closed, user=lena)

    (one,) = preview(lead, steinheim).context["returning"]

    assert one.case == closed
    assert one.options == ["reopen", "leave"]


def test_a_case_that_went_on_to_another_carrier_is_not_named(lead, steinheim, closed, again):
    carrier = Organisation.objects.create(kind="carrier", name="Anderer Träger", short_name="A")
    there = CooperationAgreement.objects.create(
        key="anderswo", title="Anderswo", municipality=steinheim.municipality, carrier=carrier,
        in_force_on="2020-01-01",
    )  # fmt: skip
    Case.unguarded.filter(pk=closed.pk).update(agreement=there, phase="intake", closed_on=None)

    page = preview(lead, steinheim).content.decode()
    again(z2="new")

    assert HIDDEN in page
    assert closed.number not in page
    assert "Anderer Träger" not in page
    assert list(running()) == [closed]


@pytest.fixture
def closed_too(closed):
    """The case of the second household, closed as well."""
    other = Case.unguarded.get(household__persons__given_names="Sami")
    other.phase, other.closed_on = Phase.CLOSED, CLOSED_ON
    other.save()
    return other


def shown(client, url):
    return [one.row for one in client.get(url).context["returning"]]


def badges(client):
    return [client.get(address).content.decode().count(OPEN) for address in ("/listen/", "/")]


def test_a_form_holds_only_so_many_households(
    lead, steinheim, closed, closed_too, again, monkeypatch
):
    monkeypatch.setattr(queries, "MOST_SHOWN", 1)

    page = preview(lead, steinheim)
    url = again(z2="leave")

    assert queries.MOST_SHOWN < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert "2 Haushalte waren schon hier" in page.content.decode()
    assert "Gezeigt sind die ersten 1; die übrigen" in page.content.decode()
    assert [one.row for one in page.context["returning"]] == [2]
    assert shown(lead, url) == [4]


def test_what_nobody_was_asked_about_yet_comes_first(lead, closed, closed_too, again, monkeypatch):
    monkeypatch.setattr(queries, "MOST_SHOWN", 1)
    url = again(z2="")

    first = shown(lead, url)
    lead.post(f"{url}waren-schon-hier/", {"home-4": ""})

    assert (first, shown(lead, url)) == ([4], [2])


def test_one_choice_holds_for_all_that_have_none_of_their_own(lead, closed, closed_too, again):
    again(z2="", z4="leave", zall="reopen")

    assert running().get().pk == closed.pk
    assert latest().reading["left"] == {str(closed_too.household_id): closed_too.pk}
    assert latest().undecided == 0


def test_the_choice_for_all_is_offered_for_several_only(lead, steinheim, closed, closed_too, again):
    both = preview(lead, steinheim).content.decode()
    again(z4="reopen")

    assert 'name="home-all"' in both
    assert 'name="home-all"' not in preview(lead, steinheim, LIST + ";;\n").content.decode()


def test_a_case_reopened_in_its_file_is_not_to_be_decided_any_more(lead, closed, again, lena):
    again()
    before = badges(lead)

    reopen(closed, reason="Kam zurück.", by=lena, on=date(2026, 4, 1))

    assert (before, badges(lead)) == ([1, 1], [0, 0])


def test_what_another_list_decides_is_decided_for_all(lead, closed, again):
    again()

    again(z2="leave")

    assert not ImportBatch.unguarded.filter(undecided__gt=0).exists()
    assert badges(lead) == [0, 0]


def test_lists_that_settled_elsewhere_do_not_fill_the_first_page(lead, closed, again, lena):
    for _list in range(3):
        again()
    reopen(closed, reason="Kam zurück.", by=lena, on=date(2026, 4, 1))
    waiting = handed_in(lead, closed.agreement, f"{LIST}Ost, Lina;07.08.1999;3\n")

    assert f'href="{waiting}"' in lead.get("/").content.decode()


def test_a_decision_is_taken_back_before_the_take_over(lead, steinheim, closed, again):
    url = handed_in(lead, steinheim, LIST)
    ImportBatch.unguarded.filter(pk=latest().pk).update(decisions={"homes": {"2": "reopen"}})

    lead.post(f"{url}uebernehmen/", {"home-2": ""})

    assert not running().exists()
    assert latest().undecided == 1


def test_who_was_left_is_asked_about_again_when_that_is_taken_back(lead, closed, again):
    again(z2="leave")

    again(z2="")

    assert (latest().undecided, latest().reading["left"]) == (1, {})


def test_what_an_older_receipt_leaves_the_next_list_leaves_too(lead, closed, again):
    older = again()
    again()

    lead.post(f"{older}waren-schon-hier/", {"home-2": "leave"})
    between = badges(lead)
    again(f"{LIST}Ost, Lina;07.08.1999;3\n")

    assert between == [0, 0]
    assert latest().undecided == 0


def test_the_command_leaves_who_was_left(lead, steinheim, closed, again, tmp_path):
    again(z2="leave")
    file = tmp_path / "liste.csv"
    file.write_text(LIST)

    call_command("import", str(file), "--agreement", steinheim.key)

    assert (latest().undecided, latest().reading["open"]) == (0, [])
    assert latest().reading["left"] == {str(closed.household_id): closed.pk}


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "is_seen"), [(Terminal, True), (io.StringIO, False)])
def test_a_trial_says_who_was_here_and_to_a_person_the_value(
    steinheim, closed, tmp_path, stream, is_seen
):
    file, said = tmp_path / "liste.csv", stream()
    file.write_text(LIST + "Ost, Lina;gestern;3\n")

    call_command("import", str(file), "--agreement", steinheim.key, "--dry-run", stderr=said)

    text = said.getvalue()
    assert "Ein Haushalt war schon hier und hat keinen laufenden Fall mehr: Zeile 2." in text
    assert "Zeile 5, Spalte „geb. am“" in text
    assert ("Wert „gestern" in text) is is_seen


def test_the_list_keeps_no_name_after_the_take_over(lead, closed, again):
    url = again()
    Household.unguarded.filter(pk=closed.household_id).update(name="Berg-Tal")

    assert latest().reading["open"] == [[2, closed.household_id]]
    assert "Zeile 2, Berg-Tal" in lead.get(url).content.decode()


def test_a_household_that_is_not_named_keeps_its_name(lead, closed, again):
    url = again()
    Household.unguarded.filter(pk=closed.household_id).update(name="Neuername")
    Case.unguarded.filter(pk=closed.pk).update(is_protected=True)

    page = lead.get(url).content.decode()

    assert HIDDEN in page
    assert "Neuername" not in page


def test_beside_a_new_case_stands_what_becomes_visible(lead, steinheim, closed):
    page = preview(lead, steinheim).content.decode()
    Case.unguarded.filter(pk=closed.pk).update(is_protected=True)

    assert page.count(SEEN_AGAIN) == 1
    assert 'aria-describedby="home-2-words returning-new returning-undo"' in page
    assert SEEN_AGAIN not in preview(lead, steinheim).content.decode()


@pytest.mark.parametrize("who", ["anna", "dora", "frida", "otto"])
def test_only_the_lead_decides(request, sign_in, again, closed, who):
    url = again()
    client = sign_in(request.getfixturevalue(who))

    answer = client.post(f"{url}waren-schon-hier/", {"home-2": "reopen"})

    assert answer.status_code in (403, 404)
    assert not running().exists()


def test_nonsense_decides_nothing(lead, closed, again):
    again(z2="burn", z99="reopen")

    assert not running().exists()
    assert latest().undecided == 1


@pytest.mark.parametrize(
    ("day", "is_older"), [("01.03.2026", True), ("02.03.2026", False)], ids=["before", "that day"]
)
@pytest.mark.parametrize("is_handed_back", [False, True])
def test_a_list_older_than_the_end_of_a_case_is_said_to_be(
    lead, steinheim, closed, again, day, is_older, is_handed_back
):
    if is_handed_back:
        hand_back(closed)
    words = f"Die Liste ist älter, vom {day}: Von diesem Ende wusste sie noch nichts."
    content = f"Stand: {day}\n{LIST}"

    before = preview(lead, steinheim, content).content.decode()
    receipt = lead.get(again(content)).content.decode()

    assert (words in before, words in receipt) == (is_older, is_older)
    assert "War schon hier" in receipt
