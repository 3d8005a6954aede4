# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is entitled under which mandate: a dated rule with its source, shown in the file."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from geleit.audit.models import Event
from geleit.cases.models import ResidenceStatus
from geleit.course.entitlement.rules import Circle, entitled
from geleit.course.enums import Entitled
from geleit.course.models import EntitlementRule
from tests import factories
from tests.cases.things import a_stay

TODAY = "2020-03-02 09:00+00:00"
RECOGNISED = Circle(frozenset({"permit_25_1"}), frozenset({"follow_up", "own"}))


@pytest.mark.parametrize(
    ("status", "stages", "answer"),
    [
        ("permit_25_1", ["follow_up"], Entitled.YES),
        ("permit_25_1", ["initial", "own"], Entitled.YES),
        ("toleration", ["follow_up"], Entitled.NO),
        ("permit_25_1", ["provisional"], Entitled.NO),
        ("", ["follow_up"], Entitled.UNKNOWN),
        ("permit_25_1", [""], Entitled.UNKNOWN),
        ("", ["provisional"], Entitled.NO),
    ],
)
def test_title_and_home_say_who_belongs_to_the_circle(status, stages, answer):
    assert entitled(RECOGNISED, status=status, stages=stages) == answer


def test_a_circle_that_names_nothing_holds_everybody():
    assert entitled(Circle(frozenset(), frozenset()), status="", stages=[]) == Entitled.YES


def a_rule(agreement, **fields):
    values = {"statuses": ["permit_25_1"], "valid_from": date(2020, 1, 1), "source": "Anlage 1"}
    return EntitlementRule.objects.create(mandate=agreement.mandates.first(), **(values | fields))


def a_household(anna):
    """Mina has the title, Ola another one, of Kim nothing is known."""
    case = factories.a_case(holder=anna)
    mina = case.household.persons.get()
    ola, _kim = (
        factories.a_person(household=case.household, given_names=name) for name in ("Ola", "Kim")
    )
    for person, kind in ((mina, "permit_25_1"), (ola, "toleration")):
        ResidenceStatus.objects.create(person=person, kind=kind)
    a_stay(case, stage="follow_up")
    return case


@time_machine.travel(TODAY)
def test_the_file_counts_and_the_page_names_who_belongs_to_it(sign_in, anna, steinheim):
    case, client = a_household(anna), sign_in(anna)
    rule = a_rule(steinheim)

    top = client.get(f"/faelle/{case.pk}/").content.decode()
    page = client.get(f"/faelle/{case.pk}/beratungszeit/").content.decode()

    assert f"Zielgruppe {rule.mandate.name}" in top
    for words in ("1 gehört dazu", "1 gehört nach der Regel nicht dazu", "1 nicht bekannt"):
        assert words in top
    for words in ("Ola", "nicht bekannt", "Anlage 1", "nicht geprüft"):
        assert words in page
    assert "/zielgruppe/" not in page


@time_machine.travel(TODAY)
def test_what_is_not_noted_is_named_and_linked(sign_in, anna, steinheim):
    case, client = a_household(anna), sign_in(anna)
    kim = case.household.persons.get(given_names="Kim")
    a_rule(steinheim)

    top = client.get(f"/faelle/{case.pk}/").content.decode()
    page = client.get(f"/faelle/{case.pk}/beratungszeit/").content.decode()

    assert "bitte eintragen: Aufenthaltsstatus" in top
    assert page.count("bitte eintragen:") == 1
    assert f'href="{reverse("persons:status", args=[case.pk, kim.pk])}"' in page


@time_machine.travel(TODAY)
@pytest.mark.parametrize("is_housed", [True, False])
def test_a_home_without_its_stage_is_linked_or_else_where_one_is_entered(
    sign_in, anna, steinheim, is_housed
):
    case = factories.a_case(holder=anna)
    ResidenceStatus.objects.create(person=case.household.persons.get(), kind="permit_25_1")
    where = reverse("cases:move", args=[case.pk])
    if is_housed:
        where = reverse("persons:stay", args=[case.pk, a_stay(case, stage="").pk])
    a_rule(steinheim, stages=["follow_up"])

    page = sign_in(anna).get(f"/faelle/{case.pk}/beratungszeit/").content.decode()

    assert f'href="{where}"' in page.partition("bitte eintragen:")[2]


@time_machine.travel(TODAY)
def test_a_container_of_the_follow_up_says_its_stage_by_its_name(sign_in, anna, steinheim):
    case = factories.a_case(holder=anna)
    ResidenceStatus.objects.create(person=case.household.persons.get(), kind="permit_25_1")
    a_stay(case, stage="", kind="container")
    a_rule(steinheim, stages=["follow_up"])

    page = sign_in(anna).get(f"/faelle/{case.pk}/beratungszeit/").content.decode()

    assert "bitte eintragen:" not in page
    assert "gehört dazu" in page


@time_machine.travel(TODAY)
def test_the_rule_of_the_day_counts(sign_in, anna, steinheim):
    case = a_household(anna)
    a_rule(steinheim, statuses=["toleration"], valid_from=date(2019, 1, 1), source="früher")
    a_rule(steinheim)
    a_rule(steinheim, valid_from=date(2021, 1, 1), source="später")

    page = sign_in(anna).get(f"/faelle/{case.pk}/beratungszeit/").content.decode()

    assert "Anlage 1" in page
    assert "früher" not in page
    assert "später" not in page


@time_machine.travel(TODAY)
def test_the_lead_enters_a_rule_and_earlier_ones_stay(sign_in, lena, steinheim):
    a_rule(steinheim)
    client, mandate = sign_in(lena), steinheim.mandates.first()
    url = f"/vereinbarungen/{steinheim.key}/auftraege/{mandate.pk}/zielgruppe/"
    said = {"statuses": ["permit_24"], "stages": ["own"], "valid_from": "2020-03-01"}

    refused = client.post(url, said)
    client.post(url, said | {"source": "Absprache"})

    assert refused.status_code == 422
    rules = EntitlementRule.objects.order_by("valid_from")
    assert [rule.statuses for rule in rules] == [["permit_25_1"], ["permit_24"]]
    assert Event.objects.filter(verb="entitlement-rule-set").count() == 1


@pytest.mark.parametrize("name", ["anna", "dora", "frida", "karl", "otto"])
def test_nobody_else_enters_one(sign_in, request, steinheim, name):
    client, mandate = sign_in(request.getfixturevalue(name)), steinheim.mandates.first()
    url = f"/vereinbarungen/{steinheim.key}/auftraege/{mandate.pk}/zielgruppe/"

    assert client.get(url).status_code in (403, 404)


@time_machine.travel(TODAY)
@pytest.mark.parametrize("more", [0, 2])
def test_the_page_costs_the_same_for_one_person_and_three(
    sign_in, anna, steinheim, more, django_assert_num_queries
):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    for _ in range(more):
        factories.a_person(household=case.household)
    a_rule(steinheim)
    client.get(f"/faelle/{case.pk}/beratungszeit/")

    with django_assert_num_queries(QUERIES):
        client.get(f"/faelle/{case.pk}/beratungszeit/")


QUERIES = 20
