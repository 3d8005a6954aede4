# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changed rows are shown as a difference: one decision each, or on all at once."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.cases.models import Case, Person, UnreadValue
from geleit.deadlines.models import Deadline
from geleit.deadlines.tracking import actions
from geleit.deadlines.tracking.actions import follow_every_case
from geleit.intake.models import ImportBatch
from geleit.jobs.worker import drain
from geleit.persons.models import ContactChannel
from tests.intake.things import handed_in

FIRST = """Name, Vorname;geb. am;Fam.-Nr.;Status;gültig bis;Telefon
Berg, Amal;04.05.1990;1;Duldung;31.12.2027;0711 111
Berg, Nuri;05.06.2015;1;Duldung;31.12.2027;
"""
SECOND = FIRST.replace("0711 111", "0711 222").replace("31.12.2027;\n", "30.06.2028;\n")


@pytest.fixture
def second(lead, steinheim):
    """The address of a list that says two things otherwise than the one before."""
    lead.post(f"{handed_in(lead, steinheim, FIRST)}uebernehmen/")
    return handed_in(lead, steinheim, SECOND)


def amal():
    return Person.unguarded.get(given_names="Amal")


def channel():
    return ContactChannel.unguarded.standing().get(person=amal())


def phone():
    return channel().value


def nuri():
    return Person.unguarded.get(given_names="Nuri")


def questions():
    return UnreadValue.objects.count()


def test_the_preview_shows_both_values_and_three_ways(lead, second):
    page = lead.get(second).content.decode()

    assert "bisher „0711 111“, jetzt „0711 222“" in page
    assert page.count('name="decision-') == 2
    assert page.count("neue Angabe übernehmen") == 2


def test_undecided_changes_become_questions(lead, second):
    before = questions()

    lead.post(f"{second}uebernehmen/")

    assert phone() == "0711 111"
    assert questions() == before + 2


def test_a_single_change_is_taken_and_logged_the_other_becomes_a_question(lead, second, lena):
    before = questions()
    lead.post(f"{second}aenderungen/", {"decision-2-Telefon": "take"})

    lead.post(f"{second}uebernehmen/")

    assert phone() == "0711 222"
    assert questions() == before + 1
    assert Event.objects.about(channel()).by_actor(lena).filter(verb="channel-added").exists()


def test_what_is_chosen_in_the_rows_holds_without_being_noted_first(lead, second):
    before = questions()
    page = lead.get(second).content.decode()

    lead.post(f"{second}uebernehmen/", {"decision-2-Telefon": "take"})

    assert page.count('form="take-over" name="decision-') == 2
    assert f'id="take-over" action="{second}uebernehmen/"' in page
    assert phone() == "0711 222"
    assert questions() == before + 1


def test_all_new_values_are_taken_at_once_a_status_beside_the_former_one(lead, second):
    lead.post(f"{second}aenderungen/", {"all": "take"})

    lead.post(f"{second}uebernehmen/")

    statuses = nuri().statuses.order_by("pk").values_list("valid_until", "is_current")
    assert phone() == "0711 222"
    assert list(statuses) == [(date(2027, 12, 31), False), (date(2028, 6, 30), True)]


def test_kept_changes_leave_no_question_and_do_not_come_again(lead, steinheim, second):
    before = questions()
    lead.post(f"{second}aenderungen/", {"all": "keep"})
    lead.post(f"{second}uebernehmen/")

    third = handed_in(lead, steinheim, SECOND)

    assert phone() == "0711 111"
    assert questions() == before
    assert lead.get(third).context["plan"]["counts"] == {"unchanged": 2}


def test_a_value_that_cannot_be_read_is_never_taken(lead, steinheim):
    lead.post(f"{handed_in(lead, steinheim, FIRST)}uebernehmen/")
    url = handed_in(lead, steinheim, FIRST.replace("04.05.1990", "Mai 199"))
    lead.post(f"{url}aenderungen/", {"all": "take"})

    lead.post(f"{url}uebernehmen/")

    assert amal().born_on == date(1990, 5, 4)
    assert UnreadValue.objects.filter(person=amal(), column="geb. am").count() == 1


@pytest.mark.parametrize(
    "nonsense",
    [
        {"all": "burn"},
        {"decision-2-Telefon": "burn"},
        {"decision-x-Telefon": "take"},
        {"decision-99-Telefon": "take"},
        {"decision-2": "take"},
    ],
)
def test_nonsense_decides_nothing(lead, second, nonsense):
    lead.post(f"{second}aenderungen/", nonsense)

    lead.post(f"{second}uebernehmen/")

    assert phone() == "0711 111"


def test_nobody_decides_on_a_list_that_is_taken_over(lead, second):
    lead.post(f"{second}uebernehmen/")

    lead.post(f"{second}aenderungen/", {"all": "take"})

    assert ImportBatch.unguarded.latest("pk").decisions == {}


def test_very_many_changed_files_are_followed_by_the_queue(lead, second, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    lead.post(f"{second}aenderungen/", {"all": "take"})
    lead.post(f"{second}uebernehmen/")
    days = Deadline.unguarded.filter(person=nuri()).values_list("due_on", flat=True)
    before = set(days.all())

    drain()

    assert date(2028, 6, 30) not in before
    assert date(2028, 6, 30) in set(days.all())


def test_taking_over_many_changes_costs_no_query_for_each(
    lead, steinheim, django_assert_max_num_queries
):
    header, *_rows = FIRST.splitlines()

    def a_list(phone):
        rows = [f"Berg{n}, Amal;04.05.1990;{n};Duldung;31.12.2027;{phone}" for n in range(30)]
        return "\n".join([header, *rows])

    lead.post(f"{handed_in(lead, steinheim, a_list('0711 111'))}uebernehmen/")
    url = handed_in(lead, steinheim, a_list("0711 222"))
    lead.post(f"{url}aenderungen/", {"all": "take"})

    follow_every_case(on=localdate())  # else the deadlines of the first list are made now

    with django_assert_max_num_queries(160):
        lead.post(f"{url}uebernehmen/")

    assert ContactChannel.unguarded.standing().filter(value="0711 222").count() == 30


def test_a_closed_case_turns_the_changes_into_questions(lead, second):
    case = amal().household.cases.get()
    case.phase, case.closed_on = "closed", date(2027, 1, 1)
    case.save()
    before = questions()
    lead.post(f"{second}aenderungen/", {"all": "take"})

    lead.post(f"{second}uebernehmen/")

    assert phone() == "0711 111"
    assert questions() == before + 2


def test_the_former_number_is_crossed_out_and_a_noted_one_stays(lead, second, lena):
    noted = ContactChannel.unguarded.create(person=amal(), kind="phone", value="0160 5")
    lead.post(f"{second}aenderungen/", {"all": "take"})

    lead.post(f"{second}uebernehmen/")

    rows = ContactChannel.unguarded.filter(person=amal()).order_by("pk")
    assert [(row.value, row.source, row.removed_by, row.consent_on) for row in rows] == [
        ("0711 111", "list", lena.name, None),
        (noted.value, "", "", None),
        ("0711 222", "list", "", None),
    ]


def test_a_number_that_is_noted_already_is_not_noted_twice(lead, second):
    ContactChannel.unguarded.create(person=amal(), kind="phone", value="0711 222")
    lead.post(f"{second}aenderungen/", {"all": "take"})

    lead.post(f"{second}uebernehmen/")

    assert (channel().value, channel().source) == ("0711 222", "")


def test_nobody_writes_into_a_file_that_is_closed_to_them(lead, second):
    Case.unguarded.filter(household=amal().household_id).update(is_protected=True)
    before = questions()

    lead.post(f"{second}aenderungen/", {"all": "take"})
    lead.post(f"{second}uebernehmen/")

    assert phone() == "0711 111"
    assert questions() == before + 2


FATHER_AND_SON = """Name, Vorname;geb. am;Fam.-Nr.
Sahin, Emre;01.01.1979;1
Sahin, Emre;02.02.2006;1
"""


def test_father_and_son_of_one_name_are_told_apart_while_one_keeps_his_birthday(lead, steinheim):
    lead.post(f"{handed_in(lead, steinheim, FATHER_AND_SON)}uebernehmen/")
    url = handed_in(lead, steinheim, FATHER_AND_SON.replace("01.01.1979", "01/1979"))

    page = lead.get(url).content.decode()
    lead.post(f"{url}uebernehmen/")

    assert "bisher „01.01.1979“, jetzt „01/1979“" in page
    assert Person.unguarded.filter(given_names="Emre").count() == 2


def test_a_doubtful_value_that_is_taken_keeps_its_doubt(lead, steinheim):
    lead.post(f"{handed_in(lead, steinheim, FIRST)}uebernehmen/")
    url = handed_in(lead, steinheim, FIRST.replace("04.05.1990", "01.01.1990"))
    before = questions()

    lead.post(f"{url}aenderungen/", {"all": "take"})
    lead.post(f"{url}uebernehmen/")

    (doubt,) = UnreadValue.objects.filter(person=amal())
    assert amal().born_on == date(1990, 1, 1)
    assert (questions(), doubt.value) == (before + 1, "01.01.1990")
