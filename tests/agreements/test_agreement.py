# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from geleit.agreements.models import Mandate, ServiceItem, Signatory
from tests.staffing.things import another_agreement

EVERYBODY = ["lena", "anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"]
READERS = {"lena", "anna", "ben", "carla", "dora", "frida"}


def text_of(response):
    return " ".join(response.content.decode().split())


def page(client, agreement):
    return client.get(f"/vereinbarungen/{agreement.key}/")


@pytest.fixture
def written(steinheim):
    """The agreement with all that a notice can say."""
    steinheim.signed_at = "im Rathaus"
    steinheim.principle = "Subsidiaritätsprinzip"
    steinheim.cooperation_text = "Zusammen mit der Flüchtlingssozialarbeit und den Ehrenamtlichen."
    steinheim.background_text = "Die Stelle war seit dem 1. Juni 2019 unbesetzt."
    steinheim.start_text = "Sobald die Einstellung erfolgt ist."
    steinheim.source = "Bekanntmachung vom 25. September 2019"
    steinheim.save()
    Signatory.objects.create(
        agreement=steinheim,
        organisation=steinheim.carrier,
        name="Mara Muster",
        office="Geschäftsführerin",
    )
    beside = Mandate.objects.create(
        agreement=steinheim,
        name="Pakt für Integration",
        funding_source="Land",
        begins_on=date(2018, 1, 1),
        is_own=False,
    )
    ServiceItem.objects.create(
        mandate=beside,
        number=1,
        action_field="language",
        name="Sprachkursvermittlung",
        not_included="Kursgebühren",
        unit="contacts",
        agreed_quantity="12.5",
        period="quarter",
        valid_from=date(2018, 1, 1),
        is_example=True,
    )
    return steinheim


def test_the_page_shows_the_agreement_in_its_own_words(sign_in, dora, written):
    text = text_of(page(sign_in(dora), written))

    for words in (
        "in Kraft ab 1. Januar 2020",
        "24. September 2019, im Rathaus",
        "Mara Muster</strong>, Geschäftsführerin",
        "Begleitung in der Anschlussunterbringung",
        "Subsidiaritätsprinzip",
        written.cooperation_text,
        written.background_text,
        written.start_text,
        written.source,
    ):
        assert words in text


def test_the_scope_tells_own_from_beside_and_marks_examples(sign_in, dora, written):
    text = text_of(page(sign_in(dora), written))

    assert text.index("Auftrag dieser Vereinbarung") < text.index("läuft daneben")
    assert text.count(">Beispiel<") == 1
    assert "Nicht enthalten: Kursgebühren" in text
    assert "12,50 Kontakte im Quartal</td>" in text


@pytest.mark.parametrize(("who", "linked"), [("lena", 1), ("dora", 1), ("anna", 0), ("frida", 0)])
def test_the_statement_is_linked_for_those_who_read_it(sign_in, request, steinheim, who, linked):
    text = text_of(page(sign_in(request.getfixturevalue(who)), steinheim))

    assert text.count(">Leistungsnachweis<") == linked


@pytest.mark.parametrize("address", ["/vereinbarungen/", "/vereinbarungen/testheim-2020/"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_reads_agreements(sign_in, request, steinheim, who, address):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(address).status_code == (200 if who in READERS else 403)


@pytest.mark.parametrize("who", sorted(READERS))
def test_a_strangers_agreement_does_not_exist(sign_in, request, steinheim, who):
    client = sign_in(request.getfixturevalue(who))
    foreign = another_agreement()

    assert page(client, foreign).status_code == 404
    assert "Anderswo" not in text_of(client.get("/vereinbarungen/"))


def test_who_left_the_organisation_reads_no_agreement(sign_in, dora, steinheim):
    dora.memberships.update(ends_on=date(2020, 1, 1))

    assert page(sign_in(dora), steinheim).status_code == 403


def test_without_an_agreement_the_list_says_what_comes(sign_in, lena, steinheim):
    stranger = another_agreement()
    steinheim.carrier = stranger.carrier
    steinheim.save()

    text = text_of(sign_in(lena).get("/vereinbarungen/"))

    assert "Ihre Organisation ist noch an keiner Vereinbarung beteiligt." in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_mandates(
    django_assert_num_queries, sign_in, dora, steinheim, count
):
    for number in range(count - 1):
        mandate = Mandate.objects.create(
            agreement=steinheim, name=f"{number}", funding_source="Land", begins_on="2020-01-01"
        )
        ServiceItem.objects.create(
            mandate=mandate,
            number=1,
            action_field="language",
            name="x",
            unit="hours",
            agreed_quantity=1,
            period="year",
            valid_from="2020-01-01",
        )
    client = sign_in(dora)

    # session, user, memberships twice (visible_to and row), agreement, signatories, mandates, items,
    # term, lead times of reminders, notices taken back
    with django_assert_num_queries(14):
        page(client, steinheim)
