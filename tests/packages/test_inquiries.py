# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions about a hand-over that waits: one thread, for a case as for an announced arrival."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pypdf import PdfReader

from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.intake.models import Arrival
from geleit.packages.models import Inquiry, InquiryEntry
from tests.desk.home_things import home
from tests.handover.things import NAME, a_waiting_case

PEOPLE = ["anna", "ben", "carla", "lena", "dora", "frida", "karl", "emil", "otto", "selma"]
QUESTION, ANSWER = "Wie weit ist es zum Bus?", "Fünf Minuten zu Fuß."


@pytest.fixture
def cast(request):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


def an_arrival(agreement, by):
    return Arrival.unguarded.create(
        agreement=agreement, county=agreement.county, announced_by=by, household_name=NAME,
        arrives_on=localdate() + timedelta(days=5), persons_count=1,
        persons=[{"family_name": NAME, "given_names": "Mina", "born_on": "1990-05-04",
                  "birth_precision": "day"}],
    )  # fmt: skip


@pytest.fixture(params=["case", "arrival"])
def waiting(request, steinheim, frida):
    """Return by name the addresses of something that waits."""
    if request.param == "case":
        key, room, page = a_waiting_case().pk, "handover", "case"
    else:
        key, room, page = an_arrival(steinheim, frida).pk, "arrivals", "arrival"
    return {
        name: reverse(f"{room}:{name if name != 'page' else page}", args=[key])
        for name in ("page", "ask", "answer")
    }


def said(client, user, address, text):
    client.force_login(user)
    return client.post(address, {"text": text})


def texts(client, user, waiting):
    client.force_login(user)
    page = client.get(waiting["page"])
    return [(row.text, row.is_answer, row.by.name) for row in page.context["entries"]]


def test_both_sides_see_all_questions_and_answers_with_their_times(client, lena, frida, waiting):
    said(client, lena, waiting["ask"], QUESTION)
    said(client, frida, waiting["answer"], ANSWER)
    said(client, lena, waiting["ask"], "Und im Winter?")

    thread = [(QUESTION, False, "Lena"), (ANSWER, True, "Frida"), ("Und im Winter?", False, "Lena")]
    assert texts(client, frida, waiting) == thread
    assert texts(client, lena, waiting) == thread
    entry = InquiryEntry.unguarded.first()
    page = unescape(client.get(waiting["page"]).content.decode())
    assert f"{localdate(entry.at):%d.%m.%Y}" in page
    assert Inquiry.unguarded.get().waits_since == InquiryEntry.unguarded.last().at


def test_the_county_says_what_nobody_asked(client, frida, lena, waiting):
    said(client, frida, waiting["answer"], "Die Familie kommt mit dem Zug.")

    assert texts(client, lena, waiting) == [("Die Familie kommt mit dem Zug.", True, "Frida")]
    assert Inquiry.unguarded.get().waits_since is None


def test_the_list_says_answered_only_where_somebody_asked(client, frida, lena, waiting):
    address = re.sub(r"(zuteilungen|uebergabe)/.*", r"\1/", waiting["page"])

    said(client, frida, waiting["answer"], "Die Familie kommt mit dem Zug.")
    client.force_login(lena)
    told = client.get(address).content.decode()
    said(client, lena, waiting["ask"], QUESTION)
    said(client, frida, waiting["answer"], ANSWER)
    client.force_login(lena)
    asked = client.get(address).content.decode()

    assert ("Mitteilung" in told, "beantwortet" in told) == (True, False)
    assert ("Mitteilung" in asked, "beantwortet" in asked) == (False, True)


def test_the_printed_protocol_calls_a_thing_told_no_answer(client, frida, lena, anna, waiting):
    said(client, frida, waiting["answer"], "Die Familie kommt mit dem Zug.")
    client.force_login(lena)
    day = localdate() + timedelta(days=9)
    accept = {"holder": anna.pk, "meeting_on": day, "settle_by": day}
    client.post(waiting["page"] + "annehmen/", accept)
    client.force_login(anna)

    response = client.get(reverse("packing:protocol", args=[Case.unguarded.get().pk]))

    if response["Content-Type"].startswith("text/html"):
        pytest.skip("without Pango the page names the package")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    assert "Mitteilung, " in text
    assert "Antwort, " not in text


def test_a_double_click_asks_once(client, lena, waiting):
    for _click in range(2):
        said(client, lena, waiting["ask"], QUESTION)

    assert InquiryEntry.unguarded.count() == 1


def test_nothing_is_no_question_and_what_is_too_long_is_not_lost(client, lena, waiting):
    empty = said(client, lena, waiting["ask"], "  ")
    long = said(client, lena, waiting["ask"], "x" * 1001)

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "x" * 1001 in long.content.decode()
    assert not InquiryEntry.unguarded.exists()


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_ask_and_who_may_answer(client, cast, who, waiting):
    asked = said(client, cast[who], waiting["ask"], QUESTION)
    answered = said(client, cast[who], waiting["answer"], ANSWER)

    assert (asked.status_code == 302) == (who == "lena")
    assert (answered.status_code == 302) == (who == "frida")


def test_the_log_holds_that_it_was_asked_and_not_what(client, lena, frida, waiting):
    said(client, lena, waiting["ask"], QUESTION)
    said(client, frida, waiting["answer"], ANSWER)

    events = Event.objects.filter(verb__endswith="asked") | Event.objects.filter(
        verb__endswith="answered"
    )
    assert [event.verb.rpartition("-")[2] for event in events.order_by("pk")] == [
        "asked", "answered",
    ]  # fmt: skip
    assert not any(QUESTION in str(event.data) for event in events)


def test_the_countys_first_page_names_what_waits_until_it_is_answered(
    client, sign_in, lena, frida, waiting
):
    said(client, lena, waiting["ask"], QUESTION)

    asked = home(sign_in(frida)).content.decode()
    said(client, frida, waiting["answer"], ANSWER)
    answered = home(sign_in(frida)).content.decode()

    assert f'href="{waiting["page"]}#inquiry"' in asked
    assert NAME not in asked
    assert "Wartet auf Sie" not in answered


def test_after_acceptance_the_thread_stands_in_the_case_and_the_county_sees_it_no_more(
    client, lena, frida, anna, waiting
):
    said(client, lena, waiting["ask"], QUESTION)
    said(client, frida, waiting["answer"], ANSWER)
    client.force_login(lena)
    day = localdate() + timedelta(days=9)
    accept = waiting["page"] + "annehmen/"
    client.post(accept, {"holder": anna.pk, "meeting_on": day, "settle_by": day})

    case = Case.unguarded.get()
    client.force_login(anna)
    page = client.get(reverse("packing:handover", args=[case.pk])).content.decode()
    client.force_login(frida)
    gone = client.get(waiting["page"])
    assert case.holder == anna
    assert (QUESTION in page, ANSWER in page) == (True, True)
    assert gone.status_code == 404
    assert not Inquiry.objects.visible_to(frida).exists()


def test_once_accepted_nobody_asks_in_this_way_any_more(client, lena, frida, anna, waiting):
    client.force_login(lena)
    day = localdate() + timedelta(days=9)
    client.post(
        waiting["page"] + "annehmen/", {"holder": anna.pk, "meeting_on": day, "settle_by": day}
    )

    asked = said(client, lena, waiting["ask"], QUESTION)
    answered = said(client, frida, waiting["answer"], ANSWER)

    assert (asked.status_code, answered.status_code) == (422, 404)
    assert not InquiryEntry.unguarded.exists()


def test_the_county_corrects_what_it_announced_and_the_carrier_reads_what_changed(
    client, sign_in, lena, frida, steinheim
):
    arrival = an_arrival(steinheim, frida)
    said(client, lena, reverse("arrivals:ask", args=[arrival.pk]), "Stimmt der Vorname?")
    address = reverse("arrivals:correct", args=[arrival.pk])

    form = sign_in(frida).get(address).context["form"]
    new = {"people": f"{NAME}, Minna, 04.05.1990", "arrives_on": arrival.arrives_on, "language": "",
           "accommodation": "", "housing": "Haus am Bach", "note": ""}  # fmt: skip
    answer = client.post(address, new)

    arrival.refresh_from_db()
    assert form["people"].value() == f"{NAME}, Mina, 04.05.1990"
    assert answer.status_code == 302
    assert arrival.persons[0]["given_names"] == "Minna"
    assert InquiryEntry.unguarded.last().text == (
        f"Berichtigt: Unterkunft Haus am Bach statt –; Personen 1 (dazu: Minna {NAME}; "
        "nicht mehr dabei: 1)."
    )
    assert Inquiry.unguarded.get().waits_since is None
    assert Event.objects.get(verb="arrival-corrected").data["changed"] == ["housing", "persons"]


@pytest.mark.parametrize(("is_asked", "word"), [(True, "Antwort"), (False, "Mitteilung")])
def test_what_the_county_says_is_an_answer_only_after_a_question(
    client, lena, frida, waiting, is_asked, word
):
    if is_asked:
        said(client, lena, waiting["ask"], QUESTION)
    said(client, frida, waiting["answer"], ANSWER)

    page = client.get(waiting["page"]).content.decode()

    headings = re.findall(r"<strong>(Frage|Antwort|Mitteilung)</strong>", page)
    assert headings == [*(["Frage"] if is_asked else []), word]


def test_correcting_nothing_says_nothing(client, frida, steinheim):
    arrival = an_arrival(steinheim, frida)
    client.force_login(frida)
    same = {"people": f"{NAME}, Mina, 04.05.1990", "arrives_on": arrival.arrives_on}

    client.post(reverse("arrivals:correct", args=[arrival.pk]), same)

    assert not InquiryEntry.unguarded.exists()


def test_what_was_asked_goes_with_an_announcement_that_is_withdrawn(client, lena, frida, steinheim):
    arrival = an_arrival(steinheim, frida)
    said(client, lena, reverse("arrivals:ask", args=[arrival.pk]), QUESTION)
    client.force_login(frida)
    client.post(reverse("arrivals:withdraw", args=[arrival.pk]))

    assert Arrival.unguarded.get().withdrawn_at
    assert not Inquiry.unguarded.exists()
