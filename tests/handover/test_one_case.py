# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case that waits shows both sides the same checklist, and nobody else."""

from datetime import date

import pytest
from django.urls import reverse

from geleit.audit.models import Event
from geleit.organisations.models import Organisation
from tests import factories
from tests.handover.things import NAME, a_waiting_case, an_accepted_case
from tests.packages.things import a_full_case, all_agree

PEOPLE = ["anna", "ben", "carla", "lena", "dora", "frida", "karl", "emil", "otto", "selma"]
PAGE = "handover:case"


@pytest.fixture
def cast(request):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


def a_full_waiting_case():
    case = a_full_case(holder=None)
    case.handed_over_by = factories.an_organisation("county")
    case.handed_over_on = date(2020, 2, 3)
    case.save()
    return case


def states(response):
    return {str(one["item"]): str(one["state"]) for one in response.context["points"]}


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_see_the_checklist_before_acceptance(sign_in, cast, who):
    case = a_waiting_case()

    response = sign_in(cast[who]).get(reverse(PAGE, args=[case.pk]))

    assert (response.status_code == 200) == (who in {"lena", "frida"})
    assert (NAME in response.content.decode()) == (who in {"lena", "frida"})


def test_both_sides_read_the_same_and_each_reading_is_logged(sign_in, lena, frida):
    case = a_full_waiting_case()
    all_agree(case, to=case.agreement.carrier.name, kinds=["status", "work"], by=lena)
    address = reverse(PAGE, args=[case.pk])

    there, here = sign_in(frida).get(address), sign_in(lena).get(address)

    assert states(there) == states(here)
    assert there.context["points"] == here.context["points"]
    assert {states(here)[item] for item in ("household", "contact", "status")} == {"filled"}
    read = Event.objects.filter(verb="case-read", key=str(case.pk), data={"part": "handover"})
    assert read.count() == 2


@pytest.mark.parametrize("who", ["lena", "frida"])
def test_what_is_shut_says_why_and_not_what(sign_in, cast, who):
    case = a_full_waiting_case()

    page = sign_in(cast[who]).get(reverse(PAGE, args=[case.pk])).content.decode()

    assert "0151 000" in page
    assert "§ 18 FlüAG BW" in page
    assert "Es fehlt die Einwilligung „Gesundheit" in page
    assert "(nicht am Gesetz geprüft)" in page
    assert "Vertraulich Herz" not in page
    assert "Bäckerei" not in page
    assert "Freitext" not in page


def test_what_the_sender_has_nothing_for_is_missing(sign_in, lena):
    case = a_waiting_case()

    response = sign_in(lena).get(reverse(PAGE, args=[case.pk]))

    assert states(response)["contact"] == "missing"
    assert states(response)["health"] == "shut"


def test_after_acceptance_the_county_finds_nothing_and_the_lead_the_receipts(
    sign_in, lena, frida, anna
):
    case = an_accepted_case(holder=anna)
    address = reverse(PAGE, args=[case.pk])

    there, here = sign_in(frida).get(address), sign_in(lena).get(address)

    assert there.status_code == 404
    assert here.url == reverse("packing:handover", args=[case.pk])


def test_a_case_of_another_county_or_a_protected_one_does_not_exist(sign_in, frida):
    other = Organisation.objects.create(kind="county", name="Landkreis Anders", short_name="A")
    foreign, shut, own = a_waiting_case(), a_waiting_case(is_protected=True), factories.a_case()
    foreign.handed_over_by = other
    foreign.save()
    client = sign_in(frida)

    found = [client.get(reverse(PAGE, args=[case.pk])).status_code for case in (foreign, shut, own)]

    assert found == [404, 404, 404]


@pytest.mark.parametrize("who", ["lena", "frida"])
def test_the_lists_lead_to_it(sign_in, cast, who):
    case = a_waiting_case()

    page = sign_in(cast[who]).get(reverse("handover:waiting")).content.decode()

    assert reverse(PAGE, args=[case.pk]) in page


@pytest.mark.parametrize("persons", [1, 3])
@pytest.mark.parametrize("who", ["lena", "frida"])
def test_it_costs_the_lead_one_more_for_each_person_and_the_county_nothing(
    sign_in, cast, who, persons, django_assert_num_queries
):
    case = a_full_waiting_case()
    for _ in range(persons - 1):
        extra = factories.a_person(household=case.household, family_name="Mehr")
        extra.statuses.create(kind="toleration")
    all_agree(case, to=case.agreement.carrier.name, by=cast["lena"])
    client = sign_in(cast[who])

    compared = persons if who == "lena" else 0  # with whoever is here already
    with django_assert_num_queries(QUERIES[who] + compared):
        client.get(reverse(PAGE, args=[case.pk]))


QUERIES = {"lena": 40, "frida": 27}  # who sees what is asked for each point; the thread
