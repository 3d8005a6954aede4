# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the checklist of a case that waits straight to the consent that is lacking, and back again."""

import pytest
from django.urls import reverse

from geleit.consents.models import Consent
from tests.handover.things import a_waiting_case


@pytest.fixture
def waiting(db):
    return a_waiting_case()


def page_of(case):
    return reverse("handover:case", args=[case.pk])


def test_the_form_names_the_carrier_and_leads_back_to_the_checklist(sign_in, lena, waiting):
    client = sign_in(lena)
    asking = client.get(page_of(waiting)).context["asking"]

    form = client.get(asking).context["form"]
    typed = {
        "person": waiting.household.persons.get().pk, "given_on": "2020-02-04", "is_written": "on",
        **{name: form[name].value() for name in ("recipient", "purpose", "kinds")},
    }  # fmt: skip
    answer = client.post(asking, typed)

    assert form["recipient"].value() == waiting.agreement.carrier.name
    assert answer.url == page_of(waiting)
    assert client.get(answer.url).context["asking"] == ""
    assert Consent.unguarded.get().case == waiting


def test_the_county_is_offered_no_way_that_it_may_not_go(sign_in, frida, waiting):
    client = sign_in(frida)

    assert "Fehlende Einwilligung eintragen" not in client.get(page_of(waiting)).content.decode()
    assert client.get(reverse("consents:consents", args=[waiting.pk])).status_code == 403


def test_in_a_closed_case_no_consent_is_noted(sign_in, lena, waiting):
    waiting.closed_on = waiting.opened_on
    assert [problem.code for problem in waiting.consent_problems()] == ["closed"]
