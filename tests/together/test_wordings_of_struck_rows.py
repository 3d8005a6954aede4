# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was struck from a file keeps its former wordings: they can be erased, from where it stands."""

import pytest

from geleit.audit.models import Event
from geleit.deadlines.models import CaseFact
from geleit.together.models import FormerText
from tests import factories
from tests.cases.things import the_person
from tests.persons.things import an_entry

FIRST = "Zwetschgen am Montag"
DAY = "2020-02-03"


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna)


class Room:
    """A kind of row: how one is made, where it is struck from, and where struck ones are shown."""

    def __init__(self, make, field, shown, wordings):
        self.make, self.field, self.shown, self.path = make, field, shown, wordings

    def wordings(self, case, row):
        return self.place(case, row, self.path)

    def place(self, case, row, path):
        return path.format(case=case.pk, person=the_person(case).pk, row=row.pk)


def a_struck_fact(case, _by):
    return CaseFact.unguarded.create(
        case=case, kind="passport", day="2030-01-01", note="neu", removed_on=DAY, removed_by="A"
    )


def a_withdrawn_contact(case, by):
    return factories.a_contact(case=case, by=by, withdrawn_at=f"{DAY} 10:00+01:00", changes=1)


def a_step_of_a_removed_goal(case, _by):
    goal = factories.a_goal(case=case, removed_on=DAY)
    return factories.a_step(goal=goal, text="neu")


PERSON = "/faelle/{case}/personen/{person}/"
ROOMS = {
    "entry": Room(
        lambda case, _by: an_entry(the_person(case), remark="neu", removed_on=DAY, removed_by="A"),
        "remark", PERSON + "blatt/", PERSON + "stationen/{row}/fassungen/",
    ),
    "channel": Room(
        lambda case, _by: the_person(case).channels.create(
            kind="phone", value="0711 555 01", remark="neu", removed_on=DAY, removed_by="A"
        ),
        "remark", PERSON + "blatt/", PERSON + "kontaktwege/{row}/fassungen/",
    ),
    "fact": Room(
        a_struck_fact, "note",
        "/faelle/{case}/fristen/", "/faelle/{case}/fristen/daten/{row}/fassungen/",
    ),
    "assessment": Room(
        lambda case, by: factories.an_assessment(
            case=case, by=by, levels={"housing": 2}, note="neu", removed_on=DAY
        ),
        "note",
        "/faelle/{case}/selbststaendigkeit/", "/faelle/{case}/selbststaendigkeit/{row}/fassungen/",
    ),
    "goal": Room(
        lambda case, _by: factories.a_goal(case=case, text="neu", removed_on=DAY), "text",
        "/faelle/{case}/plan/", "/faelle/{case}/plan/ziel/{row}/fassungen/",
    ),
    "step": Room(
        lambda case, _by: factories.a_step(
            goal=factories.a_goal(case=case), text="neu", removed_on=DAY
        ),
        "text", "/faelle/{case}/plan/", "/faelle/{case}/plan/schritt/{row}/fassungen/",
    ),
    "step of a removed goal": Room(
        a_step_of_a_removed_goal, "text",
        "/faelle/{case}/plan/", "/faelle/{case}/plan/schritt/{row}/fassungen/",
    ),
    "contact": Room(
        a_withdrawn_contact, "text",
        "/faelle/{case}/kontakt/{row}/", "/faelle/{case}/kontakt/{row}/fassungen/",
    ),
}  # fmt: skip


@pytest.fixture(params=ROOMS)
def room(request):
    return ROOMS[request.param]


@pytest.fixture
def row(room, case, anna):
    row = room.make(case, anna)
    FormerText.unguarded.create(
        case=case, about=row._meta.label_lower, row=row.pk, field=room.field, text=FIRST,
        written_by=anna, replaced_by=anna,
    )  # fmt: skip
    return row


def present(room, row):
    return getattr(type(row)._base_manager.get(pk=row.pk), room.field)


def test_it_is_reached_from_where_struck_rows_are_shown(sign_in, anna, case, room, row):
    page = sign_in(anna).get(room.place(case, row, room.shown)).content.decode()

    assert room.wordings(case, row) in page


def test_a_former_wording_of_a_struck_row_is_erased(sign_in, anna, case, room, row):
    client, former = sign_in(anna), FormerText.unguarded.get()
    page = client.get(room.wordings(case, row)).content.decode()

    client.post(room.wordings(case, row), {"erased": former.pk})

    assert (FIRST in page, "Für immer löschen" in page) == (True, True)
    assert ("Diese Fassung zurückholen" in page, "gilt jetzt" in page) == (False, False)
    assert not FormerText.unguarded.exists()
    entry = Event.objects.get(verb="text-erased")
    assert entry.data == {"case": case.pk, "field": room.field}


def test_it_does_not_count_again_before_the_row_does(sign_in, anna, case, room, row):
    before, former = present(room, row), FormerText.unguarded.get()

    page = sign_in(anna).post(room.wordings(case, row), {"former": former.pk}, follow=True)

    assert "Erst wenn es zurückgeholt ist" in page.content.decode()
    assert (present(room, row), FormerText.unguarded.get().text) == (before, FIRST)


def test_a_second_click_is_told_that_it_is_gone_already(sign_in, anna, case, room, row):
    client, sent = sign_in(anna), {"erased": FormerText.unguarded.get().pk}
    client.post(room.wordings(case, row), sent)

    page = client.post(room.wordings(case, row), sent, follow=True)

    assert page.status_code == 200
    assert "Diese Fassung gibt es hier nicht mehr." in page.content.decode()
    assert Event.objects.filter(verb="text-erased").count() == 1


def test_the_lead_erases_it_too_but_not_what_only_its_author_reads(sign_in, lena, case, room, row):
    answer = sign_in(lena).post(room.wordings(case, row), {"erased": FormerText.unguarded.get().pk})

    is_note = row._meta.label_lower == "counselling.contact"
    assert answer.status_code == (404 if is_note else 302)
    assert FormerText.unguarded.exists() == is_note


@pytest.mark.parametrize(("who", "status"), [("carla", 404), ("dora", 403), ("emil", 403)])
def test_others_find_nothing(sign_in, request, case, room, row, who, status):
    client = sign_in(request.getfixturevalue(who))

    answers = {
        client.get(room.wordings(case, row)).status_code,
        client.post(room.wordings(case, row), {"erased": "1"}).status_code,
    }

    assert answers == {status}
    assert FormerText.unguarded.exists()


def test_in_a_closed_case_it_stays_as_it_is(sign_in, anna, case, room, row):
    case.phase, case.closed_on = "closed", "2020-03-02"
    case.save()
    client = sign_in(anna)

    page = client.get(room.wordings(case, row)).content.decode()
    client.post(room.wordings(case, row), {"erased": FormerText.unguarded.get().pk})

    assert (FIRST in page, "Für immer löschen" in page) == (True, False)
    assert FormerText.unguarded.exists()


def test_a_wording_of_another_row_is_not_erased_here(sign_in, anna, case, room, row):
    other = FormerText.unguarded.create(
        case=case, about="cases.person", row=the_person(case).pk, field="remark", text="Birnen",
        written_by=anna, replaced_by=anna,
    )  # fmt: skip

    sign_in(anna).post(room.wordings(case, row), {"erased": other.pk})

    assert FormerText.unguarded.filter(pk=other.pk).exists()
