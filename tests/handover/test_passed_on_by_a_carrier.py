# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What another carrier passed on waits here; it reads the case no more and can answer nothing."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from geleit.cases.models import Case
from geleit.packages.inquiry.models import Inquiry
from geleit.packages.models import AcceptedHandover
from tests import factories
from tests.handover.things import a_target, a_transfer, a_waiting_case, moved


@pytest.fixture
def passed_on(lena, anna, steinheim):
    """A case that waits at another carrier, and the lead there."""
    there, boss = a_target(steinheim)
    case = factories.a_case(holder=anna)
    moved(a_transfer(steinheim, lena, case, target=there))
    return Case.unguarded.get(pk=case.pk), boss


def page_of(client, case):
    return client.get(reverse("handover:case", args=[case.pk])).content.decode()


def test_the_page_names_the_ground_and_whom_to_ask(sign_in, lena, passed_on):
    case, boss = passed_on

    page = page_of(sign_in(boss), case)

    assert "Grundlage dieser Übergabe ist „Auftrag:" in page
    assert f"Rückfragen an {lena.name}" in page
    assert lena.email in page
    assert "Frage senden" not in page
    assert "Beide Seiten sehen hier dasselbe" not in page


def test_a_question_that_nobody_would_read_is_refused(sign_in, passed_on):
    case, boss = passed_on

    answer = sign_in(boss).post(reverse("handover:ask", args=[case.pk]), {"text": "Seit wann?"})

    assert answer.status_code == 422
    assert "sprechen Sie sie anders an" in answer.content.decode()
    assert not Inquiry.unguarded.exists()


def test_what_the_county_handed_over_is_asked_about_as_ever(sign_in, lena):
    page = page_of(sign_in(lena), a_waiting_case())

    assert "Frage senden" in page
    assert "Beide Seiten sehen hier dasselbe" in page


WHOLE = "Die ganze Akte ging über, ohne persönliche Arbeitsnotizen. Grundlage: Auftrag:"


@pytest.mark.parametrize("way", ["one", "several"])
def test_the_receipt_says_that_the_whole_file_went_and_on_what_ground(sign_in, passed_on, way):
    case, boss = passed_on
    client, typed = sign_in(boss), {"holder": boss.pk}

    if way == "one":
        client.post(reverse("handover:accept_one", args=[case.pk]), typed)
        pages = []
    else:
        pages = [client.post(reverse("handover:accept"), typed | {"cases": [case.pk]}, follow=True)]
    pages.append(client.get(reverse("packing:handover", args=[case.pk])))

    receipt = AcceptedHandover.unguarded.get()
    printed = render_to_string("packages/protocol_pdf.html", {"case": case, "accepted": [receipt]})
    for text in (*(page.content.decode() for page in pages), printed):
        assert WHOLE in text
        assert "nicht freigegeben" not in text
    assert {state for _point, state in receipt.words} == {"liegt bei", "fehlt"}
    assert receipt.items["household"] == "filled"


def test_an_older_receipt_does_not_say_of_a_whole_file_that_it_was_shut(sign_in, passed_on):
    case, boss = passed_on
    sign_in(boss).post(reverse("handover:accept_one", args=[case.pk]), {"holder": boss.pk})
    AcceptedHandover.unguarded.update(ground="", items={"plan": "shut", "contact": "missing"})

    receipt = AcceptedHandover.unguarded.get()

    assert receipt.words == [("Erreichbarkeit", "fehlt")]
    assert receipt.ground_words == "steht auf dem Beleg der Sammelübergabe"
    assert not receipt.has_shut


def test_what_is_missing_in_a_whole_file_becomes_a_task(sign_in, passed_on):
    case, boss = passed_on
    typed = {"cases": [case.pk], "holder": boss.pk, "settle_by": "2099-03-02"}

    sign_in(boss).post(reverse("handover:accept"), typed)

    tasks = list(case.reminders.values_list("text", flat=True))
    assert "Übergabe, offener Punkt: Letzter Plan" in tasks
    assert not [text for text in tasks if "Freigabe klären" in text]
