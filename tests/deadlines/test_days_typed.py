# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days with an end: a slip of the pen is asked about, for it would silence the reminder."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.deadlines.models import CaseFact, Deadline
from tests.factories import a_case


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


def in_years(years):
    return localdate().replace(day=1, month=1, year=localdate().year + years).isoformat()


def tomorrow():
    return (localdate() + timedelta(days=1)).isoformat()


def note(client, case, **said):
    values = {"kind": "passport", "day": tomorrow(), "person": "", "note": ""} | said
    return client.post(reverse("deadlines:of_case", args=[case.pk]), values)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "arrival", "day": tomorrow()}, "day"),
        ({"day": in_years(21)}, "day"),
        ({"day": "0206-01-01"}, "day"),
    ],
)
def test_a_day_that_can_not_be_is_asked_about(sign_in, anna, case, said, field):
    answer = note(sign_in(anna), case, **said)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not CaseFact.unguarded.filter(case=case).exists()


@pytest.mark.parametrize(
    ("kind", "day"), [("passport", in_years(20)), ("arrival", localdate().isoformat())]
)
def test_a_day_that_can_be_is_noted(sign_in, anna, case, kind, day):
    assert note(sign_in(anna), case, kind=kind, day=day).status_code == 302
    assert CaseFact.unguarded.get(case=case).day.isoformat() == day


def test_a_changed_day_is_looked_at_the_same_way_and_can_still_be_struck(sign_in, anna, case):
    client = sign_in(anna)
    note(client, case)
    fact = CaseFact.unguarded.get(case=case)
    url = reverse("deadlines:fact", args=[case.pk, fact.pk])

    assert client.post(url, {"day": in_years(21), "note": ""}).status_code == 422
    assert client.post(url, {"day": "", "note": "", "streichen": "ja"}).status_code == 302
    assert not CaseFact.unguarded.standing().filter(case=case).exists()


def test_the_new_day_of_what_was_renewed_is_looked_at_too(sign_in, anna, case):
    client = sign_in(anna)
    note(client, case)
    row = Deadline.unguarded.get(case=case, kind="pass")
    url = reverse("deadlines:finish", args=[case.pk, row.pk])
    said = {"how": "counter", "sent_on": localdate().isoformat(), "evidence": ""}

    answer = client.post(url, said | {"new_day": in_years(21)})

    assert (answer.status_code, list(answer.context["done_form"].errors)) == (422, ["new_day"])


def test_what_should_be_under_way_already_says_so(sign_in, anna, case):
    client = sign_in(anna)
    url = reverse("deadlines:of_case", args=[case.pk])

    note(client, case, day=in_years(2))
    early = client.get(url).content.decode()
    note(client, case, kind="disability_card", day=tomorrow())

    assert "jetzt handeln" not in early
    assert client.get(url).content.decode().count("jetzt handeln") == 1


def test_the_lead_finds_the_rules_on_the_page_of_the_agreement(sign_in, anna, lena, case):
    page = reverse("agreements:agreement", args=[case.agreement.key])
    rules = reverse("deadline_rules:rules", args=[case.agreement.key])

    assert rules in sign_in(lena).get(page).content.decode()
    assert rules not in sign_in(anna).get(page).content.decode()
