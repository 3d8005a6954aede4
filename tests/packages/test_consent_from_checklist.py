# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the checklist straight to the consent that is lacking, and back again."""

import pytest
from django.urls import reverse

from geleit.consents.models import Consent
from tests.packages.things import ALL_KINDS, a_full_case, all_agree, another_installation


@pytest.fixture
def there(db):
    return another_installation()[1]


def checklist_of(case, partner):
    return reverse("packing:handover", args=[case.pk]) + f"?partner={partner.pk}"


def test_the_form_is_filled_with_what_is_lacking_and_leads_back(sign_in, anna, there):
    case = a_full_case(holder=anna)
    client = sign_in(anna)

    asking = client.get(checklist_of(case, there)).context["asking"]
    form = client.get(asking).context["form"]
    typed = {
        "person": case.household.persons.get().pk, "given_on": "2020-01-08", "is_written": "on",
        **{name: form[name].value() for name in ("recipient", "purpose", "kinds")},
    }  # fmt: skip
    answer = client.post(asking, typed)

    assert form["recipient"].value() == there.organisation.name
    assert set(form["kinds"].value()) == set(ALL_KINDS)
    assert answer.url == checklist_of(case, there)
    assert client.get(answer.url).context["asking"] == ""
    assert Consent.unguarded.get().recipient == there.organisation.name


def test_only_what_is_still_lacking_is_asked_for(sign_in, anna, there):
    case = a_full_case(holder=anna)
    all_agree(case, to=there.organisation.name, kinds=["contact", "status", "household"], by=anna)

    page = sign_in(anna).get(checklist_of(case, there))

    assert sorted(sign_in(anna).get(page.context["asking"]).context["form"]["kinds"].value()) == [
        "health", "plan", "work",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["?an=0&paket=1&angaben=status", "?an=x", "?an=1&paket=x&angaben=work", "?angaben=none"],
)
def test_nonsense_in_the_address_fills_nothing(sign_in, anna, query):
    case = a_full_case(holder=anna)

    page = sign_in(anna).get(reverse("consents:consents", args=[case.pk]) + query)

    assert page.status_code == 200
    assert not page.context["form"]["recipient"].value()
    assert page.context["checklist"] == ""
