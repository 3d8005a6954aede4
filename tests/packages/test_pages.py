# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checklist before a case goes out, and the inbox for what comes in."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.packages import actions
from geleit.packages.models import ReceivedPackage, SentPackage
from tests import factories
from tests.packages.things import (
    AT,
    ON,
    a_full_case,
    a_package,
    all_agree,
    another_installation,
    our_keys,
)

PEOPLE = ["anna", "ben", "carla", "lena", "dora", "frida", "karl", "emil", "otto", "selma"]
NAME = "Geheimhaus"  # in the package


@pytest.fixture
def cast(request):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.fixture
def package(steinheim):
    sender, _partner = another_installation()
    data = a_package(sender=sender)
    return actions.receive(data, steinheim, by="command:handover", at=AT)


@pytest.fixture
def sent(anna):
    our_keys()
    _pair, partner = another_installation()
    return a_full_case(holder=anna), partner


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_see_the_checklist_of_a_case(sign_in, cast, sent, who):
    case, partner = sent
    all_agree(case, to="Landkreis Nachbar", by=cast["anna"])

    response = sign_in(cast[who]).get(
        reverse("packing:handover", args=[case.pk]), {"partner": partner.pk}
    )

    assert (response.status_code == 200) == (who in {"anna", "lena"})
    assert ("Quittenmaier" in response.content.decode()) == (who in {"anna", "lena"})


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_read_an_opened_package(sign_in, cast, package, who):
    response = sign_in(cast[who]).get(reverse("packages:package", args=[package.pk]))

    assert (response.status_code == 200) == (who == "lena")
    assert (NAME in response.content.decode()) == (who == "lena")


def test_after_acceptance_whoever_holds_the_case_reads_the_package(sign_in, anna, lena, package):
    page = reverse("packages:accept", args=[package.pk])
    said = {"holder": anna.pk, "settle_by": "2150-01-01"}

    response = sign_in(lena).post(page, said)

    assert response.status_code == 302, response.context["form"].errors
    case = Case.unguarded.get()
    assert response.url == reverse("desk:case", args=[case.pk])
    shown = sign_in(anna).get(reverse("packages:package", args=[package.pk])).content.decode()
    assert NAME in shown
    assert "Annehmen und Fall" not in shown
    assert reverse("desk:case", args=[case.pk]) in shown
    assert Event.objects.filter(verb="package-read").by_actor(anna).count() == 1


def test_a_refused_acceptance_keeps_what_was_typed(sign_in, anna, lena, package):
    page = reverse("packages:accept", args=[package.pk])

    response = sign_in(lena).post(page, {"holder": anna.pk, "settle_by": "2001-01-01"})

    assert response.status_code == 422
    assert "01.01.2001" in response.content.decode() or "2001-01-01" in response.content.decode()
    assert not Case.unguarded.exists()


def test_what_is_shut_shows_why_and_not_what(sign_in, anna, sent):
    case, partner = sent
    all_agree(case, to="Landkreis Nachbar", kinds=["contact"], by=anna)

    response = sign_in(anna).get(
        reverse("packing:handover", args=[case.pk]), {"partner": partner.pk}
    )

    page = response.content.decode()
    assert "Es fehlt die Einwilligung „Gesundheit" in page
    assert "Vertraulich Herz" not in page
    assert "Bäckerei" not in page
    assert "0151 000" in page
    assert "(nicht am Gesetz geprüft)" in page


def test_the_file_is_downloaded_and_a_receipt_stays(sign_in, anna, sent):
    case, partner = sent
    address = reverse("packing:pack", args=[case.pk])

    refused = sign_in(anna).post(address, {"partner": partner.pk})
    assert refused.status_code == 422
    assert "fehlt die Freigabe" in refused.content.decode()
    assert refused.context["partner"] == partner
    assert refused.context["form"]["partner"].value() == str(partner.pk)
    assert "Es fehlt die Einwilligung" in refused.content.decode()
    assert "Paketdatei herunterladen</span>" not in refused.content.decode()
    all_agree(case, to="Landkreis Nachbar", by=anna)
    ready = sign_in(anna).get(reverse("packing:handover", args=[case.pk]), {"partner": partner.pk})
    assert "Paketdatei herunterladen</span>" in ready.content.decode()
    response = sign_in(anna).post(address, {"partner": partner.pk})

    assert response["Content-Disposition"].startswith('attachment; filename="uebergabe-')
    assert b"Quittenmaier" not in response.content
    assert SentPackage.unguarded.get().made_by == anna
    page = sign_in(anna).get(reverse("packing:handover", args=[case.pk])).content.decode()
    assert "gepackt für Landkreis Nachbar" in page
    assert f"Paket {SentPackage.unguarded.get().package_id.hex[:8]}<br>" in page
    assert "Darin: Haushalt und Personen; Erreichbarkeit; " in page


def test_the_protocol_is_a_tagged_pdf_with_the_points(sign_in, anna, sent):
    case, partner = sent
    all_agree(case, to="Landkreis Nachbar", kinds=["contact"], by=anna)
    actions.pack(case, partner, by=anna, at=AT, on=ON)

    response = sign_in(anna).get(reverse("packing:protocol", args=[case.pk]))

    if response["Content-Type"].startswith("text/html"):
        pytest.skip("without Pango the page names the package")
    reader = PdfReader(BytesIO(response.content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "de"
    assert "nicht freigegeben" in text
    assert case.number in text
    signing = " ".join(text[text.index("Unterschriften") :].split())
    assert f"übergeben {case.agreement.carrier.name} {anna.name}" in signing
    assert "angenommen Landkreis Nachbar" in signing


@pytest.mark.parametrize("packed", [1, 2])
def test_no_heading_of_the_protocol_stands_alone(sign_in, anna, sent, packed):
    case, partner = sent
    all_agree(case, to="Landkreis Nachbar", by=anna)
    for _time in range(packed):
        actions.pack(case, partner, by=anna, at=AT, on=ON)

    response = sign_in(anna).get(reverse("packing:protocol", args=[case.pk]))

    if response["Content-Type"].startswith("text/html"):
        pytest.skip("without Pango the page names the package")
    pages = [page.extract_text() for page in PdfReader(BytesIO(response.content)).pages]
    signing = next(text for text in pages if "Unterschriften" in text)
    assert "Tag und Unterschrift" in signing
    for text in pages:
        assert text.count("gepackt für") == text.count("Haushalt und Personen")


def test_a_package_is_opened_on_the_page_and_stands_in_the_inbox(sign_in, lena, steinheim):
    sender, _partner = another_installation()
    data = a_package(sender=sender)
    client, address = sign_in(lena), reverse("packages:opening")
    file = BytesIO(data)
    file.name = "paket.geleit"

    response = client.post(address, {"agreement": steinheim.pk, "file": file})

    package = ReceivedPackage.unguarded.get()
    assert response.url == reverse("packages:package", args=[package.pk])
    inbox = client.get(reverse("handover:waiting")).content.decode()
    assert response.url in inbox
    assert NAME not in inbox
    file.seek(0)
    again = client.post(address, {"agreement": steinheim.pk, "file": file})
    assert (again.status_code, "schon geöffnet" in again.content.decode()) == (422, True)


def test_a_lead_cannot_open_into_a_foreign_agreement(sign_in, lena, steinheim):
    foreign = factories.an_agreement(key="anderswo")
    foreign.carrier = factories.an_organisation("operator")
    foreign.save()
    file = BytesIO(a_package(sender=another_installation()[0]))
    file.name = "paket.geleit"

    response = sign_in(lena).post(
        reverse("packages:opening"), {"agreement": foreign.pk, "file": file}
    )

    assert response.status_code == 422
    assert not ReceivedPackage.unguarded.exists()


def test_declining_asks_once_more_then_empties_it_and_the_inbox(sign_in, lena, package):
    client = sign_in(lena)

    asked = client.get(reverse("packages:decline", args=[package.pk])).content.decode()
    package.refresh_from_db()
    assert ("lässt sich nicht rückgängig machen" in asked, package.declined_at) == (True, None)
    content = package.content
    assert f"dort Fall {content['case']['number']}, gepackt am" in asked
    assert content["sender"]["email"] in asked
    assert reverse("packages:package", args=[package.pk]) in asked

    client.post(reverse("packages:decline", args=[package.pk]))

    assert "Es wartet kein Paket" in client.get(reverse("handover:waiting")).content.decode()
    page = client.get(reverse("packages:package", args=[package.pk])).content.decode()
    assert "Abgelehnt; der Inhalt ist gelöscht" in page
    assert NAME not in page


@pytest.mark.parametrize("persons", [1, 3])
def test_the_checklist_costs_the_same_for_one_and_three(
    sign_in, anna, sent, persons, django_assert_num_queries
):
    case, partner = sent
    for _ in range(persons - 1):
        extra = factories.a_person(household=case.household, family_name="Mehr")
        extra.statuses.create(kind="toleration")
        extra.history.create(kind="work", title="Gärtnerei")
        case.deadlines.create(
            kind="pass", name="Pass", source=f"fact:{extra.pk}", person=extra,
            due_on="2030-01-01", work_by="2029-10-01", appears_on="2029-05-01",
        )  # fmt: skip
        goal = factories.a_goal(case=case, text="Arbeit")
        factories.a_step(goal=goal, text="Bewerben")
    all_agree(case, to="Landkreis Nachbar", by=anna)
    client = sign_in(anna)
    address = reverse("packing:handover", args=[case.pk])

    with django_assert_num_queries(QUERIES):
        assert client.get(address, {"partner": partner.pk}).status_code == 200


QUERIES = 49  # twenty belong to who sees what, three to questions and the lacking consent
