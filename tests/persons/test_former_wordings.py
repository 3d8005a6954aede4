# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What texts about a person said before they were changed: who reads it, and how it comes back."""

import pytest
from django.db import connection

from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.together.models import FormerText
from tests import factories
from tests.cases.test_correct_person import said
from tests.cases.things import a_stay, stand_in, the_person
from tests.persons.things import an_entry

FIRST, SECOND = "Zwetschgen am Montag", "Birnen am Dienstag"
OTHERS = ["dora", "frida", "karl", "emil", "otto", "selma"]


@pytest.fixture
def case(anna, ben):
    case = factories.a_case(holder=anna)
    stand_in(deputy=ben, holder=anna)
    return case


@pytest.fixture
def person(case):
    return the_person(case)


class Room:
    """A kind of row with a text: where it is changed, and what is sent there."""

    def __init__(self, make, path, field, fields=lambda _row: {}):
        self.make, self.path, self.field, self.fields = make, path, field, fields

    def row(self, case):
        return self.make(case, the_person(case))

    def address(self, case, row):
        return self.path.format(case=case.pk, person=the_person(case).pk, row=row.pk)

    def change(self, client, case, row, text):
        sent = self.fields(row) | {self.field: text}
        answer = client.post(self.address(case, row), sent)
        assert answer.status_code == 302, answer.content.decode()

    def wordings(self, case, row):
        address = self.address(case, row)
        own = f"{row.pk}/" if address.endswith(("kontaktwege/", "status/")) else ""
        return f"{address}{own}fassungen/"


def with_text(person, field):
    setattr(person, field, FIRST)
    person.save()
    return person


CHANNEL = {"kind": "phone", "value": "0711 555 01"}
ROOMS = {
    "remark": Room(
        lambda _case, person: with_text(person, "remark"),
        "/faelle/{case}/personen/{person}/", "remark", lambda _row: said(),
    ),
    "doubt": Room(
        lambda _case, person: with_text(person, "birth_doubt"),
        "/faelle/{case}/personen/{person}/", "birth_doubt", lambda _row: said(),
    ),
    "stay": Room(
        lambda case, _person: a_stay(case, remark=FIRST),
        "/faelle/{case}/wohnungen/{row}/", "remark",
    ),
    "entry": Room(
        lambda _case, person: an_entry(person, title="Bäckerei", remark=FIRST),
        "/faelle/{case}/personen/{person}/stationen/{row}/", "remark",
        lambda row: {"title": row.title},
    ),
    "status": Room(
        lambda _case, person: person.statuses.create(kind="permit_25_3", wording=FIRST),
        "/faelle/{case}/personen/{person}/status/", "wording",
        lambda row: {"kind": row.kind, "is_correction": "on"},
    ),
    "channel": Room(
        lambda _case, person: person.channels.create(remark=FIRST, **CHANNEL),
        "/faelle/{case}/personen/{person}/kontaktwege/", "remark", lambda _row: CHANNEL,
    ),
    "note": Room(
        lambda _case, person: a_note(person, "case"),
        "/faelle/{case}/personen/{person}/schutzbedarf/{row}/", "remark",
        lambda row: {"kind": "illness", "audience": row.audience},
    ),
}  # fmt: skip


def a_note(person, audience):
    return person.vulnerabilities.create(
        kind="illness", remark=FIRST, audience=audience, noted_on="2020-02-01", noted_by="Anna"
    )


@pytest.fixture(params=ROOMS)
def room(request):
    return ROOMS[request.param]


def test_a_former_text_is_kept_sealed_and_comes_back(sign_in, anna, case, room):
    row, client = room.row(case), sign_in(anna)
    room.change(client, case, row, SECOND)
    former = FormerText.unguarded.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM together_formertext")
        assert "Zwetschgen" not in str(cursor.fetchall())

    page = client.get(room.wordings(case, row)).content.decode()
    client.post(room.wordings(case, row), {"former": former.pk})

    row.refresh_from_db()
    assert (FIRST in page, SECOND in page, "dann geändert von Anna" in page) == (True, True, True)
    assert getattr(row, room.field) == FIRST
    assert {one.text for one in FormerText.unguarded.of(row)} == {FIRST, SECOND}
    entry = Event.objects.get(verb="text-brought-back")
    assert (entry.case_key, entry.data) == (case.pk, {"case": case.pk, "field": room.field})


def test_what_must_not_stand_in_a_file_goes_for_good(sign_in, anna, case, room):
    row, client = room.row(case), sign_in(anna)
    room.change(client, case, row, SECOND)
    former = FormerText.unguarded.get()

    for _twice in range(2):
        client.post(room.wordings(case, row), {"erased": former.pk})

    row.refresh_from_db()
    assert getattr(row, room.field) == SECOND
    assert not FormerText.unguarded.exists()
    assert "Noch nichts geändert." in client.get(room.wordings(case, row)).content.decode()
    entry = Event.objects.get(verb="text-erased")
    assert (entry.case_key, entry.data) == (case.pk, {"case": case.pk, "field": room.field})


def test_the_same_words_go_with_it_and_what_still_says_them_is_named(sign_in, anna, case, room):
    row, client = room.row(case), sign_in(anna)
    room.change(client, case, row, SECOND)
    former = FormerText.unguarded.get()
    client.post(room.wordings(case, row), {"former": former.pk})
    room.change(client, case, row, SECOND)  # FIRST is kept twice now, SECOND once and stands
    still = FormerText.unguarded.get(pk__gt=former.pk, pk__lt=FormerText.unguarded.last().pk)

    client.post(room.wordings(case, row), {"erased": former.pk})
    left = [one.text for one in FormerText.unguarded.all()]
    page = client.post(room.wordings(case, row), {"erased": still.pk}, follow=True)

    assert left == [SECOND]
    assert "Genau diese Worte gelten noch." in page.content.decode()
    assert not FormerText.unguarded.exists()


def test_what_a_closed_case_said_before_does_not_go_through_a_later_one(
    sign_in, anna, case, person
):
    room, client = ROOMS["remark"], sign_in(anna)
    room.change(client, case, room.row(case), SECOND)
    former = FormerText.unguarded.get()
    Case.unguarded.filter(pk=case.pk).update(closed_on="2020-03-01", phase="closed")
    later = factories.a_case(holder=anna, agreement=case.agreement)
    Case.unguarded.filter(pk=later.pk).update(household=case.household)
    address = f"/faelle/{later.pk}/personen/{person.pk}/fassungen/"

    page = client.post(address, {"erased": former.pk}, follow=True).content.decode()

    assert "abgeschlossen" in page
    assert FormerText.unguarded.filter(pk=former.pk).exists()


def test_what_is_no_text_and_the_same_text_leave_no_wording(sign_in, anna, case, room):
    row = room.row(case)

    room.change(sign_in(anna), case, row, FIRST)

    assert not FormerText.unguarded.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("anna", 200), ("ben", 200), ("lena", 200), ("carla", 404), *((one, 403) for one in OTHERS)],
)
def test_who_may_what(sign_in, request, anna, case, room, who, status):
    row = room.row(case)
    room.change(sign_in(anna), case, row, SECOND)
    former, client = FormerText.unguarded.get(), sign_in(request.getfixturevalue(who))

    page = client.get(room.wordings(case, row))
    sent = client.post(room.wordings(case, row), {"former": former.pk})

    row.refresh_from_db()
    assert (page.status_code, sent.status_code) == (status, 302 if status == 200 else status)
    assert (FIRST in page.content.decode()) == (status == 200)
    assert getattr(row, room.field) == (FIRST if status == 200 else SECOND)


def test_reading_it_is_logged_like_the_file(sign_in, anna, case, room):
    row, client = room.row(case), sign_in(anna)
    before = Event.objects.filter(verb="case-read").count()

    client.get(room.wordings(case, row))

    entries = Event.objects.filter(verb="case-read").order_by("-sequence")
    assert entries.count() == before + 1
    assert (entries[0].case_key, entries[0].data) == (case.pk, {"part": "wordings"})


def test_a_row_of_another_case_has_no_page_here(sign_in, carla, anna, case, room):
    row, own = room.row(case), factories.a_case(holder=carla)

    address = room.wordings(case, row).replace(f"/faelle/{case.pk}/", f"/faelle/{own.pk}/")

    assert sign_in(carla).get(address).status_code == 404


def test_in_a_closed_case_it_is_read_and_not_brought_back(sign_in, anna, case, room):
    row, client = room.row(case), sign_in(anna)
    room.change(client, case, row, SECOND)
    case.phase, case.closed_on = "closed", "2020-03-02"
    case.save()

    page = client.get(room.wordings(case, row)).content.decode()
    client.post(room.wordings(case, row), {"former": FormerText.unguarded.get().pk})

    row.refresh_from_db()
    assert FIRST in page
    assert "Diese Fassung zurückholen" not in page
    assert getattr(row, room.field) == SECOND


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    sign_in, anna, case, person, count, django_assert_num_queries
):
    room = ROOMS["remark"]
    row, client = room.row(case), sign_in(anna)
    for number in range(count):
        room.change(client, case, row, f"Fassung {number}")
    client.get(room.wordings(case, row))

    with django_assert_num_queries(QUERIES):
        client.get(room.wordings(case, row))


QUERIES = 15


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("holder", {"anna"}),
        ("acting", {"anna", "ben"}),
        ("case", {"anna", "ben", "lena"}),
    ],
)
def test_a_wording_keeps_its_readers_when_the_note_gets_more(
    sign_in, request, anna, case, person, audience, readers
):
    """What was for few is not read by many later, neither on the page nor in the table."""
    note, here = a_note(person, audience), ROOMS["note"]
    sent = {"kind": "illness", "audience": "case", "remark": SECOND}
    assert sign_in(anna).post(here.address(case, note), sent).status_code == 302
    may = set()

    for name in ("anna", "ben", "lena", "carla"):
        user = request.getfixturevalue(name)
        page = sign_in(user).get(here.wordings(case, note))
        reads = FIRST in page.content.decode()
        assert reads == FormerText.objects.visible_to(user).exists(), name
        may |= {name} if reads else set()

    assert may == readers


def test_whoever_may_not_read_the_note_finds_no_history(sign_in, lena, ben, anna, case, person):
    note, here = a_note(person, "case"), ROOMS["note"]
    sent = {"kind": "illness", "audience": "holder", "remark": SECOND}
    sign_in(anna).post(here.address(case, note), sent)

    assert sign_in(lena).get(here.wordings(case, note)).status_code == 404
    assert sign_in(ben).get(here.wordings(case, note)).status_code == 404


def test_a_wording_for_few_does_not_come_back_for_many(sign_in, anna, case, person):
    note, here, client = a_note(person, "holder"), ROOMS["note"], sign_in(anna)
    sent = {"kind": "illness", "audience": "case", "remark": SECOND}
    client.post(here.address(case, note), sent)
    former = {"former": FormerText.unguarded.get().pk}

    page = client.post(here.wordings(case, note), former, follow=True).content.decode()

    note.refresh_from_db()
    assert "Bitte zuerst ändern, wer ihn lesen darf." in page
    assert note.remark == SECOND
    client.post(here.address(case, note), sent | {"audience": "holder"})
    client.post(here.wordings(case, note), former)
    note.refresh_from_db()
    assert note.remark == FIRST


def test_reading_the_history_of_a_note_is_logged_as_reading_it(sign_in, anna, case, person):
    note = a_note(person, "holder")

    sign_in(anna).get(ROOMS["note"].wordings(case, note))

    assert Event.objects.filter(verb="vulnerability-read", key=str(note.pk)).count() == 1


def test_the_sheet_leads_to_the_history_of_a_channel_that_has_one(sign_in, anna, case, person):
    room, client = ROOMS["channel"], sign_in(anna)
    row, sheet = room.row(case), f"/faelle/{case.pk}/personen/{person.pk}/blatt/"
    before = client.get(sheet).content.decode()

    room.change(client, case, row, SECOND)

    assert room.wordings(case, row) not in before
    assert room.wordings(case, row) in client.get(sheet).content.decode()


def test_a_new_title_leaves_the_former_one_with_its_words_and_their_history(
    sign_in, anna, case, person
):
    room, client = ROOMS["status"], sign_in(anna)
    row, sheet = room.row(case), f"/faelle/{case.pk}/personen/{person.pk}/blatt/"
    before = client.get(sheet).content.decode()
    room.change(client, case, row, SECOND)

    client.post(room.address(case, row), {"kind": "settlement", "wording": "NE"})

    row.refresh_from_db()
    assert (row.is_current, row.wording) == (False, SECOND)
    assert [one.text for one in FormerText.unguarded.all()] == [FIRST]
    assert room.wordings(case, row) not in before
    assert room.wordings(case, row) in client.get(sheet).content.decode()
    client.post(room.wordings(case, row), {"former": FormerText.unguarded.get().pk})
    row.refresh_from_db()
    assert row.wording == FIRST


def test_other_words_for_the_same_days_are_no_second_title(sign_in, anna, case, person):
    room, client = ROOMS["status"], sign_in(anna)
    row = room.row(case)
    same = {
        "kind": row.kind,
        "valid_from": row.valid_from or "",
        "valid_until": row.valid_until or "",
    }

    client.post(room.address(case, row), same | {"wording": SECOND})  # nobody ticked anything

    assert [one.wording for one in person.statuses.all()] == [SECOND]
    assert [one.text for one in FormerText.unguarded.all()] == [FIRST]


def test_the_page_of_the_title_leads_to_its_history(sign_in, anna, case, person):
    room, client = ROOMS["status"], sign_in(anna)
    address = f"/faelle/{case.pk}/personen/{person.pk}/status/"
    before = client.get(address).content.decode()

    row = room.row(case)

    assert "fassungen/" not in before
    assert room.wordings(case, row) in client.get(address).content.decode()
