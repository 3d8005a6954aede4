# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from geleit.audit.models import Event
from geleit.cases.models import Case
from tests import factories
from tests.cases.things import a_closed_case, a_waiting_case


def assign(client, case, to):
    return client.post(f"/faelle/{case.pk}/zustaendig/", {"to": to.pk})


def holder_of(case):
    return Case.unguarded.get(pk=case.pk).holder


def test_the_lead_gives_a_case_to_somebody(sign_in, lena, anna, ben):
    case = factories.a_case(holder=anna)

    response = assign(sign_in(lena), case, ben)

    assert response.url == f"/faelle/{case.pk}/"
    assert holder_of(case) == ben
    event = Event.objects.get(verb="case-assigned")
    assert event.data == {"to": ben.pk, "former": anna.pk}


def test_the_same_click_twice_is_one_change(sign_in, lena, anna, ben):
    case = factories.a_case(holder=anna)

    assign(sign_in(lena), case, ben)
    assign(sign_in(lena), case, ben)

    assert Event.objects.filter(verb="case-assigned").count() == 1


def test_a_case_goes_only_to_people_of_the_team(sign_in, lena, dora):
    case = factories.a_case()

    response = assign(sign_in(lena), case, dora)

    assert response.status_code == 422
    assert holder_of(case) is None


def test_somebody_who_has_left_the_carrier_gets_no_case(sign_in, lena, anna):
    gone = factories.a_member(
        "gone", role="social_worker", organisation="carrier", until=date(2019, 12, 31)
    )
    case = factories.a_case(holder=anna)

    response = assign(sign_in(lena), case, gone)

    assert (response.status_code, holder_of(case)) == (422, anna)


@pytest.mark.parametrize("make", [a_closed_case, a_waiting_case])
def test_closed_and_waiting_cases_stay_where_they_are(sign_in, lena, anna, make):
    case = make()

    response = assign(sign_in(lena), case, anna)

    assert response.status_code == (422 if case.closed_on else 302)
    assert holder_of(case) is None


def test_a_lead_of_another_carrier_does_not_find_the_case(sign_in, lena, anna):
    other = factories.an_agreement(key="anderswo-2020")
    other.carrier = factories.an_organisation("operator")
    other.save()
    case = factories.a_case(agreement=other)

    assert assign(sign_in(lena), case, anna).status_code == 404
