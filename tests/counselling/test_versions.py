# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two windows at one note, and the wordings that it had before."""

import pytest
import time_machine
from django.db import connection

from geleit.audit.models import Event
from geleit.counselling.models import Contact, PrivateNote
from geleit.together.models import FormerText
from tests.factories import a_case, a_contact, a_person, an_item

FIRST = "Erste Fassung über Zwetschgen"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2020-02-03 10:00+01:00", tick=False):
        yield


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


@pytest.fixture
def contact(case, anna):
    return a_contact(case=case, by=anna, text=FIRST)


@pytest.fixture
def client_of_anna(sign_in, anna):
    return sign_in(anna)


def url(contact, more=""):
    return f"/faelle/{contact.case_id}/kontakt/{contact.pk}/{more}"


def said(contact, **changed):
    return {
        "kind": "talk",
        "persons": [person.pk for person in contact.case.household.persons.all()],
        "minutes": "30",
        "service_item": an_item().pk,
        "goal": "brief",
        "happened_on": "2020-02-03",
        "text": FIRST,
        "seen": "0",
    } | changed


def test_the_second_window_sees_both_versions_and_loses_nothing(client_of_anna, contact):
    client_of_anna.post(url(contact), said(contact, text="Vom Schreibtisch", minutes="45"))

    response = client_of_anna.post(url(contact), said(contact, text="Vom Telefon"))

    shown = [(one.name, one.mine, one.theirs) for one in response.context["differences"]]
    assert response.status_code == 409
    assert shown == [("minutes", "30", "45"), ("text", "Vom Telefon", "Vom Schreibtisch")]
    assert "Sie haben diesen Kontakt um 10:00 Uhr" in response.content.decode()
    contact.refresh_from_db()
    assert (contact.text, contact.minutes) == ("Vom Schreibtisch", 45)


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("mine", "Vom Telefon"),
        ("theirs", "Vom Schreibtisch"),
        ("both", "Vom Schreibtisch\n\nVom Telefon"),
    ],
)
def test_what_was_chosen_is_kept_field_by_field(client_of_anna, contact, choice, text):
    client_of_anna.post(url(contact), said(contact, text="Vom Schreibtisch", minutes="45"))

    client_of_anna.post(
        url(contact),
        said(contact, text="Vom Telefon", seen="1", keep_text=choice, keep_minutes="theirs"),
    )

    contact.refresh_from_db()
    assert (contact.text.replace("\r", ""), contact.minutes) == (text, 45)


def test_of_several_persons_the_saved_ones_can_be_kept(client_of_anna, contact):
    other = a_person(household=contact.case.household, given_names="Ola")
    client_of_anna.post(url(contact), said(contact))  # both
    first = [person.pk for person in contact.persons.exclude(pk=other.pk)]

    client_of_anna.post(
        url(contact), said(contact, seen="1", persons=first, keep_persons="theirs", text="x")
    )

    assert contact.persons.filter(pk=other.pk).exists()


def test_a_page_from_before_a_third_saving_is_told_again(client_of_anna, contact):
    for text, seen in (("Zwei", "0"), ("Drei", "1")):
        client_of_anna.post(url(contact), said(contact, text=text, seen=seen))

    late = said(contact, text="Vom Telefon", seen="1", keep_text="mine")

    assert client_of_anna.post(url(contact), late).status_code == 409


def test_a_former_wording_is_kept_sealed_and_comes_back(client_of_anna, contact):
    client_of_anna.post(url(contact), said(contact, text="Zweite Fassung"))
    former = FormerText.unguarded.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM together_formertext")
        assert FIRST not in str(cursor.fetchall())

    page = client_of_anna.get(url(contact, "fassungen/")).content.decode()
    client_of_anna.post(url(contact, "fassungen/"), {"former": former.pk})

    contact.refresh_from_db()
    assert FIRST in page
    assert "Zweite Fassung" in page
    assert (contact.text, contact.changes) == (FIRST, 2)
    assert FormerText.unguarded.order_by("pk").last().text == "Zweite Fassung"
    assert Event.objects.filter(verb="contact-reworded").count() == 1


def test_bringing_back_what_counts_already_changes_nothing(client_of_anna, contact):
    client_of_anna.post(url(contact), said(contact, text="Zweite Fassung"))
    former = FormerText.unguarded.get()
    for _ in range(2):
        client_of_anna.post(url(contact, "fassungen/"), {"former": former.pk})

    assert FormerText.unguarded.count() == 2


def test_only_its_author_reads_former_wordings(client_of_anna, contact, sign_in, lena):
    client_of_anna.post(url(contact), said(contact, text="Zweite Fassung"))

    assert sign_in(lena).get(url(contact, "fassungen/")).status_code == 404


@pytest.mark.parametrize("given", ["", "x", "0", "99999999999999999999"])
def test_a_wording_that_is_none_of_this_note_does_not_exist(client_of_anna, contact, given):
    assert client_of_anna.post(url(contact, "fassungen/"), {"former": given}).status_code == 404


def test_the_private_note_is_read_by_its_author_alone(client_of_anna, contact, sign_in, lena):
    client_of_anna.post(url(contact), said(contact, private_text="Mein Bauchgefühl"))
    mine = client_of_anna.get(url(contact)).content.decode()
    lead = sign_in(lena)
    theirs = [
        lead.get(address, follow=True).content.decode()
        for address in (url(contact), f"/faelle/{contact.case_id}/")
    ]

    assert "Mein Bauchgefühl" in mine
    assert all("Mein Bauchgefühl" not in page for page in theirs)
    assert PrivateNote.objects.visible_to(lena).count() == 0


def test_the_private_note_has_its_own_history(client_of_anna, contact, anna, lena):
    client_of_anna.post(url(contact), said(contact, private_text="Eins"))
    client_of_anna.post(url(contact), said(contact, private_text="Zwei", seen="1"))
    former = FormerText.unguarded.get()

    client_of_anna.post(url(contact, "fassungen/"), {"former": former.pk})

    assert PrivateNote.unguarded.get().text == "Eins"
    assert Contact.unguarded.get().text == FIRST
    assert FormerText.objects.visible_to(lena).count() == 0
    assert FormerText.objects.visible_to(anna).count() == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_history_costs_the_same_for_any_number(
    rows, client_of_anna, contact, django_assert_num_queries
):
    for number in range(rows):
        client_of_anna.post(url(contact), said(contact, text=f"F{number}", seen=str(number)))

    with django_assert_num_queries(HISTORY_QUERIES):
        client_of_anna.get(url(contact, "fassungen/"))


HISTORY_QUERIES = 22


def test_who_interpreted_before_is_kept_sealed_and_comes_back(client_of_anna, contact):
    spoken = {"interpreting": "remote", "interpreter": "Frau Zwetschge"}
    client_of_anna.post(url(contact), said(contact, **spoken))
    client_of_anna.post(
        url(contact), said(contact, seen="1", interpreting="remote", interpreter="Herr Birne")
    )
    former = FormerText.unguarded.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM together_formertext")
        assert "Zwetschge" not in str(cursor.fetchall())

    page = client_of_anna.get(url(contact, "fassungen/")).content.decode()
    client_of_anna.post(url(contact, "fassungen/"), {"former": former.pk})

    contact.refresh_from_db()
    assert ("Frau Zwetschge" in page, "Herr Birne" in page) == (True, True)
    assert (contact.interpreter, contact.interpreting, contact.text) == (
        "Frau Zwetschge",
        "remote",
        FIRST,
    )
    kept = FormerText.unguarded.order_by("pk").values_list("field", "text")
    assert list(kept) == [("interpreter", "Frau Zwetschge"), ("interpreter", "Herr Birne")]


def test_who_interpreted_comes_back_with_the_kind(client_of_anna, contact):
    spoken = {"interpreting": "remote", "interpreter": "Frau Zwetschge"}
    client_of_anna.post(url(contact), said(contact, **spoken))
    other = {"interpreting": "relative", "interpreter": "Herr Birne"}
    client_of_anna.post(url(contact), said(contact, seen="1", **other))
    first = FormerText.unguarded.get()

    page = client_of_anna.get(url(contact, "fassungen/")).content.decode()
    client_of_anna.post(url(contact, "fassungen/"), {"former": first.pk})
    contact.refresh_from_db()
    assert (contact.interpreter, contact.interpreting) == ("Frau Zwetschge", "remote")
    second = FormerText.unguarded.exclude(pk=first.pk).get()
    client_of_anna.post(url(contact, "fassungen/"), {"former": second.pk})

    contact.refresh_from_db()
    assert "Dolmetschen am Telefon oder per Video" in page
    assert (contact.interpreter, contact.interpreting) == ("Herr Birne", "relative")


def test_who_interpreted_comes_back_where_nobody_does_any_more(client_of_anna, contact):
    spoken = {"interpreting": "remote", "interpreter": "Frau Zwetschge"}
    client_of_anna.post(url(contact), said(contact, **spoken))
    client_of_anna.post(url(contact), said(contact, seen="1", interpreting="", interpreter=""))

    client_of_anna.post(url(contact, "fassungen/"), {"former": FormerText.unguarded.get().pk})

    contact.refresh_from_db()
    assert (contact.interpreter, contact.interpreting) == ("Frau Zwetschge", "remote")


def test_where_the_kind_was_not_kept_the_page_says_so(client_of_anna, contact):
    """The name alone would say that there was an interpreter, and not how."""
    spoken = {"interpreting": "remote", "interpreter": "Frau Zwetschge"}
    client_of_anna.post(url(contact), said(contact, **spoken))
    client_of_anna.post(url(contact), said(contact, seen="1", interpreting="", interpreter=""))
    FormerText.unguarded.update(detail="")
    place, sent = url(contact, "fassungen/"), {"former": FormerText.unguarded.get().pk}

    shown = client_of_anna.get(place).content.decode()
    page = client_of_anna.post(place, sent, follow=True).content.decode()

    contact.refresh_from_db()
    assert "die Art bleibt, wie sie jetzt ist" in shown
    assert "Bitte auch die Art der Sprachmittlung wählen." in page
    assert contact.interpreter == ""


def test_more_than_fifty_wordings_stand_on_several_pages(client_of_anna, contact, anna):
    """What was done on a later page leads back to it."""
    common = {"case": contact.case, "about": "counselling.contact", "row": contact.pk}
    FormerText.unguarded.bulk_create(
        FormerText(field="text", text=f"Wort {n:02}.", written_by=anna, replaced_by=anna, **common)
        for n in range(51)
    )

    first = client_of_anna.get(url(contact, "fassungen/"))
    later = f"{url(contact, 'fassungen/')}?{first.context['page'].next_query}"
    second = client_of_anna.get(later).content.decode()
    oldest = FormerText.unguarded.order_by("pk").first()
    answer = client_of_anna.post(later, {"erased": oldest.pk})

    pages = first.content.decode(), second
    assert [page.count("Diese Fassung zurückholen") for page in pages] == [50, 1]
    assert ("Wort 50." in pages[0], "Wort 00." in pages[1]) == (True, True)
    assert answer.url == later
    assert "Hier steht nichts mehr." in client_of_anna.get(later).content.decode()


def test_of_a_withdrawn_contact_its_author_erases_a_former_wording(client_of_anna, contact):
    client_of_anna.post(url(contact), said(contact, text="Zweite Fassung"))
    client_of_anna.post(url(contact, "zuruecknehmen/"))
    page = client_of_anna.get(url(contact)).content.decode()

    client_of_anna.post(url(contact, "fassungen/"), {"erased": FormerText.unguarded.get().pk})

    assert Contact.with_withdrawn.get().withdrawn_at
    assert url(contact, "fassungen/") in page
    assert not FormerText.unguarded.exists()
