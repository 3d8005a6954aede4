# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Until it is accepted, the receiving side sees of a case its checklist and nothing else."""

from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from geleit.audit.models import Event
from geleit.desk.case_rows import case_rows
from geleit.handover.gate import OPEN
from tests import factories
from tests.handover.things import a_waiting_case, an_accepted_case
from tests.packages.things import a_full_case


def of_a_case(resolver=None, space=""):
    """Return the names of all pages that have a case in their address, and what else is in it."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from of_a_case(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and "case_id" in one.pattern.converters:
            yield f"{space}{one.name}", set(one.pattern.converters)


PAGES = sorted((name, sorted(more)) for name, more in of_a_case() if name not in OPEN)
COUNTY = {"handover:released"}


def address(name, more, case):
    given = {"act": "done", "kind": "work", "to": "csv", "number": 1}
    return reverse(name, kwargs={key: given.get(key, 1) for key in more} | {"case_id": case.pk})


@pytest.mark.parametrize(("name", "more"), PAGES, ids=[name for name, _more in PAGES])
def test_every_page_of_a_waiting_case_leads_to_the_checklist(sign_in, lena, name, more):
    case = a_waiting_case()
    client = sign_in(lena)

    answers = [client.get(address(name, more, case)), client.post(address(name, more, case))]

    there = reverse("handover:case", args=[case.pk])
    for answer in answers:
        led = answer.status_code == 302 and answer.url == there
        assert led or answer.status_code == 405 or (name in COUNTY and answer.status_code == 403)


def test_what_is_not_released_stands_on_no_page_before_acceptance(sign_in, lena):
    case = a_full_case(holder=None)
    case.handed_over_by, case.handed_over_on = factories.an_organisation("county"), date(2020, 2, 3)
    case.save()

    client = sign_in(lena)
    page = client.get(reverse("desk:case", args=[case.pk]), follow=True).content.decode()

    assert f"Fall {case.number} wartet auf Annahme" in page
    assert "Bäckerei" not in page
    assert "Freitext" not in page
    assert not Event.objects.filter(verb="case-read", key=str(case.pk)).exclude(
        data={"part": "handover"}
    )


def test_whose_case_it_will_be_waits_too(sign_in, anna):
    case = a_waiting_case(holder=anna)

    response = sign_in(anna).get(reverse("desk:case", args=[case.pk]))

    assert response.status_code == 403
    assert "Bis die Leitung ihn annimmt, ist die Akte zu." in response.content.decode()


def test_another_house_learns_nothing_of_it(sign_in, selma, carla):
    case = a_waiting_case()

    assert sign_in(carla).get(reverse("desk:case", args=[case.pk])).status_code == 404
    assert sign_in(carla).get(reverse("desk:case", args=[case.pk + 1])).status_code == 404


def test_with_the_acceptance_the_file_opens(sign_in, lena, anna):
    case = an_accepted_case(holder=anna)

    for one in (lena, anna):
        assert sign_in(one).get(reverse("desk:case", args=[case.pk])).status_code == 200


def test_the_list_of_cases_says_no_more_of_it_than_that_it_waits(lena):
    case = a_full_case(holder=None)
    columns = ("ort", "sprache", "naechstes")
    before = [
        cell.text for cell in case_rows([case], lena, on=date(2020, 2, 4), columns=columns)[0].cells
    ]
    case.handed_over_by, case.handed_over_on = factories.an_organisation("county"), date(2020, 2, 3)
    case.save()
    after = [
        cell.text for cell in case_rows([case], lena, on=date(2020, 2, 4), columns=columns)[0].cells
    ]

    assert after == ["–"] * 3
    assert before != after


@pytest.mark.parametrize("number", [2**63, 2**70])
def test_a_number_beyond_all_cases_is_not_found_by_whoever_is_not_signed_in(client, number):
    for name in ("packing:handover", "packing:protocol", "handover:released"):
        assert client.get(reverse(name, args=[number])).status_code == 404
