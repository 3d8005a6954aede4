# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is typed is kept on the server, for its writer alone."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from geleit.audit.models import Event
from geleit.cases.enums import Phase
from geleit.cases.models import Case
from geleit.counselling.models import Contact
from geleit.together.models import Draft
from tests.factories import a_case, a_contact, an_item

KEY = "3f2b8a52-2c1a-4a57-9d41-0a4f5b1f6a11"
WORDS = "Angefangener Satz über Zwetschgen"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2020-02-03 10:00+01:00", tick=False):
        yield


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


def browser_of(user):
    browser = Client()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def keep(browser, case, by, **said):
    said = {"text": WORDS, "minutes": "1:", "client_key": KEY} | said
    return browser.post(
        f"/faelle/{case.pk}/notiz/entwurf/", said, headers={"Geleit-Draft": str(by.pk)}
    )


def note_page(browser, case):
    return browser.get(f"/faelle/{case.pk}/notiz/")


def test_a_draft_comes_back_with_everything_that_was_typed(case, anna):
    answer = keep(browser_of(anna), case, anna, kind="visit", goal="crisis", persons=[])

    page = note_page(browser_of(anna), case)
    form = page.context["form"]
    assert answer.content.decode() == "Als Entwurf gesichert um 10:00 Uhr."
    assert [form[name].value() for name in ("text", "minutes", "kind", "goal", "client_key")] == [
        WORDS, "1:", "visit", "crisis", KEY,
    ]  # fmt: skip
    assert "Ihr Entwurf vom 3. Februar, 10:00 Uhr ist wieder da." in page.content.decode()


def test_after_the_session_has_ended_the_text_is_there(case, anna, settings):
    settings.IDLE_MINUTES = 30
    browser = browser_of(anna)
    keep(browser, case, anna)
    with time_machine.travel("2020-02-03 10:31+01:00", tick=False):
        late = keep(browser, case, anna, text="zu spät")
        browser.force_login(anna, backend="allauth.account.auth_backends.AuthenticationBackend")
        form = note_page(browser, case).context["form"]

    assert late.status_code == 302
    assert form["text"].value() == WORDS


def test_the_draft_stands_sealed(case, anna):
    keep(browser_of(anna), case, anna)

    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM together_draft")
        [(stored,)] = cursor.fetchall()
    assert "Zwetschgen" not in stored


def test_nobody_else_sees_it_not_even_the_lead(case, anna, lena):
    keep(browser_of(anna), case, anna)

    assert WORDS not in note_page(browser_of(lena), case).content.decode()
    assert note_page(browser_of(lena), case).context["draft"] is None


def test_somebody_else_at_this_machine_keeps_nothing(case, anna, lena):
    answer = keep(browser_of(lena), case, anna)

    assert answer.status_code == 409
    assert not Draft.unguarded.exists()


def test_a_case_of_others_takes_no_draft(case, carla):
    assert keep(browser_of(carla), case, carla).status_code == 404


def test_a_saved_note_leaves_no_draft_and_a_late_sign_brings_none_back(case, anna):
    browser = browser_of(anna)
    keep(browser, case, anna)
    browser.post(
        f"/faelle/{case.pk}/notiz/",
        {
            "kind": "phone",
            "persons": [case.household.persons.get().pk],
            "minutes": "20",
            "service_item": an_item().pk,
            "goal": "brief",
            "happened_on": "2020-02-03",
            "client_key": KEY,
        },
    )
    keep(browser, case, anna)

    assert Contact.unguarded.count() == 1
    assert not Draft.unguarded.exists()


def test_a_refused_note_keeps_the_draft(case, anna):
    browser = browser_of(anna)
    keep(browser, case, anna)
    browser.post(f"/faelle/{case.pk}/notiz/", {"text": WORDS, "client_key": KEY})

    assert Draft.unguarded.count() == 1


def test_a_draft_is_put_aside_and_comes_back(case, anna):
    browser = browser_of(anna)
    keep(browser, case, anna)
    aside = browser.post(f"/faelle/{case.pk}/notiz/entwurf/", {"discard": "yes"}, follow=True)
    empty = aside.context["form"]["text"].value()
    back = browser.post(f"/faelle/{case.pk}/notiz/entwurf/", {"resume": "yes"}, follow=True)

    assert "Der Entwurf ist verworfen." in aside.content.decode()
    assert not empty
    assert back.context["form"]["text"].value() == WORDS


def test_without_a_script_a_button_keeps_it(case, anna):
    answer = browser_of(anna).post(f"/faelle/{case.pk}/notiz/entwurf/", {"text": WORDS})

    assert answer.url == f"/faelle/{case.pk}/"
    assert Draft.unguarded.get().said == {"text": [WORDS]}


def test_a_draft_that_is_too_long_is_refused_in_words(case, anna):
    answer = keep(browser_of(anna), case, anna, text="x" * 40_001)

    assert answer.status_code == 422
    assert "zu lang" in answer.content.decode()
    assert not Draft.unguarded.exists()


def test_in_a_case_that_was_closed_meanwhile_the_draft_is_kept_and_the_page_says_so(case, anna):
    browser = browser_of(anna)
    note_page(browser, case)
    Case.unguarded.filter(pk=case.pk).update(closed_on=date(2020, 2, 3), phase=Phase.CLOSED)
    answer = keep(browser, case, anna)

    assert answer.status_code == 422
    assert "Ihr Text ist als Entwurf gesichert" in answer.content.decode()
    assert Draft.unguarded.get().said["text"] == [WORDS]


def test_a_correction_has_a_draft_of_its_own(case, anna, lena):
    contact = a_contact(case=case, by=anna, text="Gespeichert")
    url = f"/faelle/{case.pk}/kontakt/{contact.pk}/"
    said = {"text": WORDS, "seen": "0"}
    kept = browser_of(anna).post(f"{url}entwurf/", said, headers={"Geleit-Draft": str(anna.pk)})

    assert kept.status_code == 200
    assert browser_of(anna).get(url).context["form"]["text"].value() == WORDS
    assert not note_page(browser_of(anna), case).context["form"]["text"].value()
    assert browser_of(lena).post(f"{url}entwurf/", said).status_code == 404


def test_drafts_leave_no_entry_in_the_log(case, anna):
    keep(browser_of(anna), case, anna)

    assert not Event.objects.exclude(verb="case-read").filter(data__icontains="draft").exists()
    assert list(Event.objects.values_list("verb", flat=True)) == []


def test_keeping_costs_the_same_for_any_household(case, anna):
    browser, costs = browser_of(anna), []
    keep(browser, case, anna)
    for number in range(3):
        a_contact(case=case, by=anna)
        with CaptureQueriesContext(connection) as queries:
            keep(browser, case, anna, text=f"{WORDS} {number}")
        costs.append(len(queries))

    assert costs[0] == costs[2] <= KEEP_QUERIES


KEEP_QUERIES = 15
