# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What did not come along is said: in the case file until it is there, and in the protocol for ever."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from geleit.packages import actions
from geleit.packages.accepting.actions import accept
from tests import factories
from tests.packages.things import AT, ON, a_document, a_package, another_installation

TITLE = "Nicht freigegeben bei der Übergabe"


@pytest.fixture
def case(steinheim, anna, lena):
    """Accepted from a package that shut the status and health, and had nothing of the rest."""
    sender, _partner = another_installation()
    shut = {
        item: {"state": "shut", "basis": "Einwilligung, § 65 SGB VIII"}
        for item in ("status", "health")
    }
    data = a_package(sender=sender, items=a_document()["items"] | shut)
    package = actions.receive(data, steinheim, by="command:handover", at=AT)
    return accept(package, holder=anna, settle_by=date(2020, 3, 30), by=lena, at=AT, on=ON)


def test_the_file_says_what_did_not_come_until_it_is_there(sign_in, anna, case):
    client, address = sign_in(anna), reverse("desk:case", args=[case.pk])
    person = case.household.persons.get()

    first = client.get(address).content.decode()
    person.statuses.create(kind="toleration")
    second = client.get(address).content.decode()
    person.vulnerabilities.create(
        kind="illness", audience="case", noted_on="2020-03-02", noted_by="Anna"
    )
    third = client.get(address).content.decode()

    assert "Aufenthalt und Ablauf; Gesundheit und Schutzbedarf." in first
    assert (first.count(TITLE), "Fred (Landkreis Nachbar)" in first) == (1, True)
    assert (TITLE in second, "Aufenthalt und Ablauf; Gesund" in second) == (True, False)
    assert TITLE not in third


def test_a_closed_case_asks_nobody_any_more(sign_in, anna, case):
    type(case).unguarded.filter(pk=case.pk).update(closed_on="2020-03-03", phase="closed")

    assert TITLE not in sign_in(anna).get(reverse("desk:case", args=[case.pk])).content.decode()


def test_a_case_without_a_package_says_nothing(sign_in, anna):
    own = factories.a_case(holder=anna)

    assert TITLE not in sign_in(anna).get(reverse("desk:case", args=[own.pk])).content.decode()


def test_the_protocol_names_each_point_with_its_state_and_its_ground(sign_in, anna, case):
    response = sign_in(anna).get(reverse("packing:protocol", args=[case.pk]))

    if response["Content-Type"].startswith("text/html"):
        pytest.skip("without Pango the page names the package")
    pages = PdfReader(BytesIO(response.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Als Paket von Landkreis Nachbar, gepackt am 02.03.2020" in text
    assert "Haushalt und Personen liegt bei Einwilligung" in text
    assert "Aufenthalt und Ablauf nicht freigegeben Einwilligung, § 65 SGB VIII" in text
    assert "Leistungsträger fehlt" in text
