# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What another carrier passed on waits here; it reads the case no more and can answer nothing."""

import pytest
from django.urls import reverse

from geleit.cases.models import Case
from geleit.packages.inquiry.models import Inquiry
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
