# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead evens out the caseloads of the team: a preview, then a decision for each case."""

from datetime import date

import pytest
import time_machine

from geleit.agreements.models import CaseloadRatio
from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.staffing.models import Absence
from tests import factories
from tests.staffing import things

pytestmark = pytest.mark.django_db
URL = "/team/ausgleichen/"


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2020-03-02 09:00+00:00"):
        yield


@pytest.fixture
def uneven(anna, ben):
    """Anna holds eight cases of one person each, Ben one."""
    factories.a_case(holder=ben)
    return [factories.a_case(holder=anna) for _ in range(8)]


def holder_of(case):
    return Case.unguarded.get(pk=case.pk).holder


def test_the_preview_shows_loads_and_changes_nothing(sign_in, lena, anna, ben, uneven, steinheim):
    CaseloadRatio.objects.create(
        agreement=steinheim, from_day=date(2020, 1, 1), persons=5, source="Beispiel"
    )
    text = sign_in(lena).get(URL).content.decode()

    assert "alle zählen deshalb gleich" in text
    assert f'<option value="{ben.pk}" selected>' in text
    assert "bleibt bei Anna" in text
    assert {holder_of(case) for case in uneven} == {anna}


def test_each_case_is_decided_alone_and_given_together(sign_in, lena, anna, ben, uneven):
    stand = ",".join(f"{case.pk}:{anna.pk}" for case in uneven[:2])
    said = {"stand": stand, f"fall-{uneven[0].pk}": ben.pk, f"fall-{uneven[1].pk}": ""}

    response = sign_in(lena).post(URL, said, follow=True)

    assert "1 Fall hat gewechselt." in response.content.decode()
    assert [holder_of(case) for case in uneven[:2]] == [ben, anna]
    assert Event.objects.filter(verb="case-assigned").count() == 1


def test_who_changed_hands_meanwhile_stops_all(sign_in, lena, anna, ben, carla, uneven):
    stand = ",".join(f"{case.pk}:{anna.pk}" for case in uneven[:2])
    said = {"stand": stand} | {f"fall-{case.pk}": ben.pk for case in uneven[:2]}
    Case.unguarded.filter(pk=uneven[1].pk).update(holder=carla)

    response = sign_in(lena).post(URL, said)

    assert response.status_code == 422
    assert "Inzwischen hat sich etwas geändert." in response.content.decode()
    assert holder_of(uneven[0]) == anna


def test_a_case_that_the_preview_did_not_show_does_not_move(sign_in, lena, anna, ben, uneven):
    said = {"stand": f"{uneven[0].pk}:{anna.pk}", f"fall-{uneven[1].pk}": ben.pk}

    sign_in(lena).post(URL, said)

    assert holder_of(uneven[1]) == anna


@pytest.mark.parametrize("stand", ["", "x:y", "9999999:1", "::,,"])
def test_what_makes_no_sense_moves_nothing(sign_in, lena, anna, uneven, stand):
    assert sign_in(lena).post(URL, {"stand": stand}).status_code in (302, 422)
    assert {holder_of(case) for case in uneven} == {anna}


def test_protected_cases_are_neither_counted_nor_shown(sign_in, lena, anna, uneven):
    for case in uneven:
        Case.unguarded.filter(pk=case.pk).update(is_protected=True)

    text = sign_in(lena).get(URL).content.decode()

    assert not any(case.number in text for case in uneven)
    assert "Zurzeit würde kein Wechsel viel ausgleichen." in text


@pytest.mark.parametrize("who", ["anna", "dora", "frida", "karl", "otto", "selma"])
def test_it_is_for_the_lead(sign_in, request, who):
    assert sign_in(request.getfixturevalue(who)).get(URL).status_code == 403


def test_more_cases_cost_no_more_queries(
    sign_in, lena, anna, uneven, django_assert_max_num_queries
):
    client = sign_in(lena)
    client.get(URL)
    with django_assert_max_num_queries(30) as few:
        client.get(URL)
    for _ in range(4):
        factories.a_case(holder=anna)

    with django_assert_max_num_queries(30) as more:
        client.get(URL)

    assert len(more) == len(few)


def has_a_post(holder, steinheim):
    post = things.a_post(agreement=steinheim, title=f"Stelle {holder.name}")
    return things.a_filling(position=post, holder=holder, hired_from=date(2020, 1, 1))


def proposed(client, query=""):
    """Return to whom cases are proposed."""
    form = client.get(URL + query).context["form"]
    return {int(form[name].initial) for name in form.fields if name.startswith("fall-")}


def names(client):
    return [line.name for line in client.get(URL).context["view"].lines]


def test_a_colleague_without_cases_is_there_and_is_proposed(
    sign_in, lena, anna, carla, uneven, steinheim
):
    for holder in (anna, carla):
        has_a_post(holder, steinheim)

    client = sign_in(lena)

    assert "Carla" in names(client)
    assert proposed(client) == {carla.pk}


def test_without_a_post_nobody_is_proposed_until_a_share_is_supposed(
    sign_in, lena, anna, ben, carla, uneven, steinheim
):
    has_a_post(anna, steinheim)
    client = sign_in(lena)

    assert {"Ben", "Carla"} <= set(names(client))
    assert proposed(client) == set()
    assert proposed(client, f"?anteil-{carla.pk}=50") == {carla.pk}
    assert proposed(client, f"?anteil-{carla.pk}=300&anteil-x=50&anteil-{ben.pk}=") == set()


def test_the_lead_is_proposed_only_where_she_has_cases(sign_in, lena, anna, uneven, steinheim):
    for holder in (anna, lena):
        has_a_post(holder, steinheim)
    client = sign_in(lena)
    assert (proposed(client), "Lena" in names(client)) == (set(), False)

    factories.a_case(holder=lena)

    assert proposed(client) == {lena.pk}


def test_who_is_away_is_not_proposed(sign_in, lena, anna, carla, uneven, steinheim):
    has_a_post(anna, steinheim)
    Absence.objects.create(
        filling=has_a_post(carla, steinheim), starts_on=date(2020, 3, 1), recorded_by="Lena"
    )

    assert proposed(sign_in(lena)) == set()


def test_the_cases_of_somebody_who_left_are_always_proposed(sign_in, lena, anna, carla, steinheim):
    has_a_post(anna, steinheim)
    case = factories.a_case(holder=carla)
    carla.memberships.update(ends_on=date(2020, 2, 29))

    client = sign_in(lena)
    text = client.get(URL).content.decode()

    assert proposed(client) == {anna.pk}
    assert "bleibt bei Carla" in text
    assert case.number in text
