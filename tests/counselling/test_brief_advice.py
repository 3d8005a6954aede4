# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Short advice without a file: one tap for each, one to take it back, counted in the statement."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import Event
from geleit.counselling.models import BriefAdvice
from geleit.organisations.models import Organisation
from geleit.statistics.tables import count
from tests.counselling.test_offers import an_offer_item
from tests.factories import an_agreement, an_item

URL = "/angebote/kurz/"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2020-02-03 10:00+01:00"):
        yield


@pytest.fixture
def client_of_anna(sign_in, anna):
    return sign_in(anna)


def tap(client, item, topic="housing", **changed):
    said = {"leistung": item.pk, "am": "2020-02-03", "minuten": "15", "thema": topic} | changed
    return client.post(URL, said)


def test_one_tap_counts_one_and_names_nobody(client_of_anna, anna):
    for topic in ("housing", "housing", "money"):
        tap(client_of_anna, an_item(), topic)

    rows = BriefAdvice.objects.order_by("topic").values_list("topic", "number", "minutes_each")
    assert list(rows) == [("housing", 2, 15), ("money", 1, 15)]
    assert Event.objects.filter(verb="brief-counted").count() == 3
    assert {field.name for field in BriefAdvice._meta.fields} == {
        "id", "service_item", "topic", "given_on", "minutes_each", "number", "recorded_by",
    }  # fmt: skip


def test_a_phone_gets_the_part_a_browser_without_script_the_page(client_of_anna):
    part = client_of_anna.post(
        URL, {"leistung": an_item().pk, "am": "2020-02-03", "thema": "work"},
        headers={"HX-Request": "true"},
    ).content.decode()  # fmt: skip
    page = client_of_anna.get(tap(client_of_anna, an_item(), "work", minuten="10").url)

    assert "<html" not in part
    assert "Rückgängig: Arbeit und Anerkennung" in part
    assert "Rückgängig: Arbeit und Anerkennung" in page.content.decode()
    assert "2 Beratungen" in page.content.decode()


def test_a_stroke_is_taken_back_and_never_below_none(client_of_anna):
    tap(client_of_anna, an_item())
    said = {"leistung": an_item().pk, "am": "2020-02-03", "minuten": "15", "thema": "housing"}
    for _ in range(2):
        client_of_anna.post(f"{URL}weniger/", said)

    assert BriefAdvice.objects.get().number == 0
    assert Event.objects.filter(verb="brief-taken-back").count() == 1


def test_strokes_of_colleagues_are_not_one_s_own(client_of_anna, sign_in, ben):
    tap(client_of_anna, an_item())
    said = {"leistung": an_item().pk, "am": "2020-02-03", "minuten": "15", "thema": "housing"}

    assert sign_in(ben).post(f"{URL}weniger/", said).status_code == 404
    assert BriefAdvice.objects.get().number == 1


@pytest.mark.parametrize(
    "changed",
    [{"am": "2020-02-04"}, {"am": "2019-12-31"}, {"minuten": "61"}, {"leistung": ""}, {"am": "x"},
     {"thema": "wetter"}],
)  # fmt: skip
def test_impossible_strokes_are_not_counted(client_of_anna, changed):
    tap(client_of_anna, an_item(), **changed)

    assert not BriefAdvice.objects.filter(given_on__gt=date(2020, 2, 3)).exists()
    assert sum(BriefAdvice.objects.exclude(given_on=date(2020, 2, 3)).values_list("number", flat=True)) == 0  # fmt: skip


def test_an_item_of_another_carrier_is_refused(client_of_anna):
    carrier = Organisation.objects.create(kind="carrier", name="Anderer", short_name="Anderer")
    other = an_agreement(key="nachbarort-2021")
    CooperationAgreement.objects.filter(pk=other.pk).update(carrier=carrier)

    response = tap(client_of_anna, an_item(agreement=other))

    assert response.status_code == 422
    assert not BriefAdvice.objects.exists()


@pytest.mark.parametrize(
    ("name", "status"), [("lena", 200), ("ben", 200), ("dora", 403), ("karl", 403), ("otto", 403)]
)
def test_who_may_what(name, status, sign_in, request):
    assert sign_in(request.getfixturevalue(name)).get(URL).status_code == status


def test_the_statement_counts_it_in_the_unit_of_its_item_and_no_hour_twice(
    client_of_anna, steinheim
):
    hours, contacts = an_item(number=1), an_item(number=2)
    office = an_offer_item(steinheim)
    for item in (hours, hours, contacts, office):
        tap(client_of_anna, item)

    days = {"first": date(2020, 1, 1), "last": date(2020, 3, 31)}
    lines = count(steinheim, counted_until=date(2020, 3, 31), **days).items

    assert {line.item.number: (line.delivered, line.brief) for line in lines} == {
        1: (Decimal("0.50"), 2), 2: (Decimal(1), 1), 31: (Decimal(0), 1),
    }  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_the_tally_costs_the_same_for_any_number(rows, client_of_anna, django_assert_num_queries):
    for topic in ("work", "money", "health")[:rows]:
        tap(client_of_anna, an_item(), topic)

    with django_assert_num_queries(TALLY_QUERIES):
        client_of_anna.get(f"{URL}?leistung={an_item().pk}&am=2020-02-03&minuten=15")


TALLY_QUERIES = 14
