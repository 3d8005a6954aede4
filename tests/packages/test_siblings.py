# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two packages of one case: told apart in the inbox, and nobody takes the older one unawares."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.packages import actions, rules
from geleit.packages.accepting.actions import accept
from tests import factories
from tests.packages.things import AT, ON, a_package, another_installation

LATER = date(2020, 3, 30)


@pytest.fixture
def receive(steinheim):
    sender, _partner = another_installation()

    def one(made_on, **changes):
        data = a_package(sender=sender, number=str(uuid4()), made_on=made_on, **changes)
        return actions.receive(data, steinheim, by="command:handover", at=AT)

    return one


def accepted(package, lena, anna, **said):
    return accept(package, holder=anna, settle_by=LATER, by=lena, at=AT, on=ON, **said)


def test_two_of_one_day_are_told_apart_by_their_numbers(sign_in, lena, receive):
    one, two = receive("2020-02-20"), receive("2020-02-20")

    inbox = sign_in(lena).get(reverse("handover:waiting")).content.decode()
    page = sign_in(lena).get(reverse("packages:package", args=[one.pk])).content.decode()

    assert one.short_number != two.short_number
    assert f"Paket {one.short_number}</a>" in inbox
    assert f"vom selben Tag, Paket {one.short_number}." in inbox
    assert f"Paket {one.short_number}, geöffnet" in page
    assert f"Paket {two.short_number}." in page


def test_the_inbox_tells_two_packages_of_one_case_apart(sign_in, lena, receive):
    receive("2020-02-01")
    receive("2020-02-20")
    receive("2020-02-25", case={"number": "2019-0099", "opened_on": "2019-05-01"})

    page = sign_in(lena).get(reverse("handover:waiting")).content.decode()

    assert page.count("Fall 2019-0042 dort, gepackt am") == 2
    assert page.count("Ersetzt: Zum selben Fall wartet ein neueres vom 20.02.2020.") == 1
    assert page.count("Neuer als das vom 01.02.2020, das zum selben Fall wartet.") == 1


def test_the_older_one_is_accepted_only_on_purpose(sign_in, lena, anna, receive):
    older, newer = receive("2020-02-01"), receive("2020-02-20")
    client, address = sign_in(lena), reverse("packages:accept", args=[older.pk])
    said = {"holder": anna.pk, "settle_by": "2150-01-01"}

    refused = client.post(address, said)

    assert refused.status_code == 422
    assert "Zu diesem Fall wartet ein neueres Paket." in refused.content.decode()
    assert not Case.unguarded.exists()
    with pytest.raises(Refused, match="neueres Paket"):
        accepted(older, lena, anna)
    accepted(newer, lena, anna)
    with pytest.raises(Refused, match="eine zweite"):
        accepted(older, lena, anna)
    assert client.post(address, said | {"anyway": "on"}).status_code == 302
    assert Case.unguarded.count() == 2


def test_the_newer_one_after_the_older_is_asked_about_too(sign_in, lena, anna, receive):
    case = accepted(receive("2020-02-01"), lena, anna)
    newer = receive("2020-02-20")

    page = sign_in(lena).get(reverse("packages:package", args=[newer.pk])).content.decode()

    assert "vom 01.02.2020 ist schon angenommen" in page
    assert reverse("desk:case", args=[case.pk]) in page
    assert "Trotzdem annehmen" in page


def test_of_a_protected_case_that_the_lead_does_not_see_nothing_is_said(
    sign_in, lena, anna, receive
):
    Case.unguarded.filter(pk=accepted(receive("2020-02-01"), lena, anna).pk).update(
        is_protected=True
    )
    newer = receive("2020-02-20")

    page = sign_in(lena).get(reverse("packages:package", args=[newer.pk])).content.decode()

    assert ("schon angenommen" in page, "Trotzdem annehmen" in page) == (False, False)


def test_what_was_declined_or_is_of_another_sender_does_not_count(lena, anna, receive, steinheim):
    actions.decline(receive("2020-02-20"), by=lena, at=AT)
    other, _partner = another_installation(name="Landkreis Anders")
    data = a_package(sender=other, number=str(uuid4()), made_on="2020-02-25")
    actions.receive(data, steinheim, by="command:handover", at=AT)

    assert accepted(receive("2020-02-01"), lena, anna).holder == anna


@pytest.mark.parametrize(
    ("made_on", "is_accepted", "words", "asks"),
    [
        (date(2020, 2, 1), False, "Neuer als das vom 01.02.2020", False),
        (date(2020, 2, 3), False, "Ersetzt: Zum selben Fall wartet ein neueres", True),
        (date(2020, 2, 2), False, "noch eines vom selben Tag, Paket 3f2a9c1d", False),
        (date(2020, 2, 1), True, "ist schon angenommen", True),
    ],
)
def test_how_another_package_stands_to_one(made_on, is_accepted, words, asks):
    sibling = rules.Sibling(made_on, date(2020, 2, 2), "3f2a9c1d", is_accepted)

    assert words in sibling.words
    assert bool(rules.sibling_problems([sibling])) is asks


def test_a_package_is_never_for_ones_own_carrier(sign_in, anna, steinheim):
    """Neither is the key believed while that carrier is alone here, nor is anything packed for it."""
    with pytest.raises(Refused, match="führt dieser Träger selbst"):
        another_installation(name=steinheim.carrier.name)
    other = factories.an_agreement(key="anderswo")
    other.carrier = factories.an_organisation("operator")
    other.save()
    _pair, partner = another_installation(name=steinheim.carrier.name)
    case = factories.a_case(holder=anna)

    page = sign_in(anna).get(reverse("packing:handover", args=[case.pk]), {"partner": partner.pk})
    with pytest.raises(Refused, match="derselbe Träger"):
        actions.pack(case, partner, by=anna, at=AT, on=ON)

    assert (page.status_code, "ist derselbe Träger" in page.content.decode()) == (422, True)
