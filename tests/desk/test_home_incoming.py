# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead's first page: who was announced, which packages and bulk hand-overs wait."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.intake.models import Arrival
from geleit.packages.models import Partner, ReceivedPackage, SeenPackage
from tests import factories
from tests.desk.home_things import home, part
from tests.handover.things import a_transfer, moved

NAME = "Geheimhaus"


def an_arrival(agreement, by, *, name=NAME, days=5, **fields):
    return Arrival.unguarded.create(
        agreement=agreement, county=agreement.county, announced_by=by, household_name=name,
        arrives_on=localdate() + timedelta(days=days), persons_count=2, **fields,
    )  # fmt: skip


def a_waiting_package(agreement):
    partner, _made = Partner.objects.get_or_create(
        organisation=agreement.municipality,
        defaults={"fingerprint": "0" * 40, "added_at": now(), "added_by": "Otto"},
    )
    return ReceivedPackage.unguarded.create(
        number=SeenPackage.objects.create(package_id=uuid4()), partner=partner,
        agreement=agreement, persons_count=1, opened_at=now(), opened_by="Lena",
    )  # fmt: skip


def test_the_lead_reads_who_arrives_next_and_how_many(sign_in, lena, frida, steinheim):
    for number in range(10):
        an_arrival(steinheim, frida, name=f"Haus{number}", days=10 - number)
    an_arrival(steinheim, frida, name="Zurückgezogen", withdrawn_at=now())

    response = home(sign_in(lena))

    lead = part(response, "lead")
    page = response.content.decode()
    assert [row.household_name for row in lead["arrivals"]] == [f"Haus{n}" for n in range(9, 1, -1)]
    assert "10 offene Zuteilungen zeigen" in page
    assert reverse("arrivals:arrivals") in page
    assert "Zurückgezogen" not in page


def test_the_lead_reads_which_handovers_wait(sign_in, lena, anna, steinheim):
    a_transfer(steinheim, lena, factories.a_case(holder=anna))
    moved(a_transfer(steinheim, lena, factories.a_case(holder=anna)))
    for _package in range(2):
        a_waiting_package(steinheim)

    page = home(sign_in(lena)).content.decode()

    assert "1 Sammelübergabe ist vorbereitet und noch nicht ausgeführt" in page
    assert "2 geöffnete Pakete warten auf Annahme" in page
    assert reverse("handover:transfers") in page


def test_where_nothing_waits_the_page_is_silent(sign_in, lena):
    page = home(sign_in(lena)).content.decode()

    assert "lead-arrivals" not in page
    assert "lead-handovers" not in page


@pytest.mark.parametrize("who", ["anna", "dora", "frida", "karl", "otto", "selma"])
def test_nobody_else_reads_it_at_home(request, sign_in, lena, anna, frida, steinheim, who):
    an_arrival(steinheim, frida)
    a_transfer(steinheim, lena, factories.a_case(holder=anna, family_name="Anders"))

    page = home(sign_in(request.getfixturevalue(who))).content.decode()

    assert NAME not in page
    assert "Sammelübergabe ist vorbereitet" not in page


def test_a_lead_of_another_agreement_reads_nothing(sign_in, lena, anna, frida, steinheim):
    an_arrival(steinheim, frida)
    a_transfer(steinheim, lena, factories.a_case(holder=anna))
    a_waiting_package(steinheim)
    boss = factories.a_member("boss", role="carrier_lead", organisation="carrier")
    factories.limited(boss, factories.an_agreement(key="anders"))

    lead = part(home(sign_in(type(boss).objects.get(pk=boss.pk))), "lead")

    counts = [lead[name] for name in ("arrivals_count", "packages_count", "prepared_count")]
    assert (lead["arrivals"], counts) == ([], [0, 0, 0])


def test_one_arrival_and_three_cost_the_same(sign_in, lena, anna, frida, steinheim):
    an_arrival(steinheim, frida)
    a_transfer(steinheim, lena, factories.a_case(holder=anna))
    client = sign_in(lena)
    home(client)  # what is asked once for a session
    with CaptureQueriesContext(connection) as one:
        home(client)
    for _more in range(2):
        an_arrival(steinheim, frida)
        a_transfer(steinheim, lena, factories.a_case(holder=anna))
        a_waiting_package(steinheim)
    with CaptureQueriesContext(connection) as three:
        home(client)

    assert len(three) == len(one)
    assert len(one) <= 42
