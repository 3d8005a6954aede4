# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lead and administration keep the topics of short advice; what was counted keeps its topic."""

from datetime import date

import pytest
import time_machine

from geleit.accounts.models import Membership, User
from geleit.agreements.enums import ActionField
from geleit.audit.models import Event
from geleit.counselling.models import AdviceTopic, BriefAdvice
from geleit.organisations.models import Organisation
from tests.counselling.test_brief_advice import URL, tap
from tests.factories import PASSWORD, an_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steinheim")]
PLACE, WORD = "/kurzberatung/themen/", {"name": "Fahrkarten", "source": "Team, Frühjahr"}


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2020-02-03 10:00+01:00"):
        yield


@pytest.fixture
def nora():
    """Leads the team of another carrier."""
    other = Organisation.objects.create(
        kind="carrier", name="Beispielträger Nord", short_name="Nord", land="BW"
    )
    user = User.objects.create_user("nora@example.org", PASSWORD, name="Nora")
    role = {"role": "carrier_lead", "starts_on": date(2019, 1, 1)}
    Membership.objects.create(user=user, organisation=other, **role)
    return user


def offered(client, day="2020-02-03"):
    page = client.get(f"{URL}?leistung={an_item().pk}&am={day}&minuten=15")
    return [one.words for one in page.context["counts"]]


def topic(name):
    return AdviceTopic.objects.get(name=name)


CAST = [("lena", 200, 200), ("anna", 200, 403), ("otto", 200, 200), ("dora", 403, 403),
        ("karl", 403, 403), ("emil", 403, 403), ("selma", 403, 403)]  # fmt: skip


@pytest.mark.parametrize(("name", "reads", "adds"), CAST)
def test_who_may_what(sign_in, request, name, reads, adds):
    client = sign_in(request.getfixturevalue(name))

    assert client.get(PLACE).status_code == reads
    assert client.get(f"{PLACE}neu/").status_code == adds
    if adds == 403:
        said = {"eintrag": topic("Wohnen").pk}
        assert client.post(f"{PLACE}anbieten/", said).status_code == 403


def test_to_begin_with_the_topics_are_the_action_fields(db):
    rows = AdviceTopic.objects.order_by("position").values_list("key", "name")

    assert list(rows) == [(key, str(words)) for key, words in ActionField.choices]


def test_a_topic_of_the_lead_is_counted_by_her_own_team_only(sign_in, lena, nora, anna):
    sign_in(nora).post(f"{PLACE}neu/", WORD | {"name": "Nur im Norden"})
    assert sign_in(lena).post(f"{PLACE}neu/", WORD).status_code == 302
    client = sign_in(anna)

    found = offered(client)
    tap(client, an_item(), topic("Fahrkarten").key)
    refused = tap(client, an_item(), topic("Nur im Norden").key)

    assert "Fahrkarten" in found
    assert "Nur im Norden" not in found
    assert refused.status_code == 422
    assert "steht an diesem Tag nicht zur Wahl" in refused.content.decode()
    assert BriefAdvice.objects.get().topic == topic("Fahrkarten").key
    assert Event.objects.filter(verb="advice-topic-added").count() == 2


def test_what_ends_is_gone_from_tomorrow_on_and_stays_where_it_was_counted(sign_in, otto, anna):
    tap(sign_in(anna), an_item(), "housing")

    sign_in(otto).post(f"{PLACE}anbieten/", {"eintrag": topic("Wohnen").pk})

    assert topic("Wohnen").valid_until == date(2020, 2, 3)
    assert "Wohnen" in offered(sign_in(anna))
    with time_machine.travel("2020-02-04 10:00+01:00"):
        client = sign_in(anna)
        assert "Wohnen" not in offered(client, "2020-02-04")
        assert "Wohnen" in offered(client, "2020-02-03")
        assert tap(client, an_item(), "housing", am="2020-02-04").status_code == 422


def test_a_stroke_on_a_topic_left_out_meanwhile_stays_and_can_be_taken_back(sign_in, lena, anna):
    tap(sign_in(anna), an_item(), "housing")
    sign_in(lena).post(f"{PLACE}anbieten/", {"eintrag": topic("Wohnen").pk})
    client = sign_in(anna)

    assert "Wohnen" in offered(client)
    said = {"leistung": an_item().pk, "am": "2020-02-03", "minuten": "15", "thema": "housing"}
    client.post(f"{URL}weniger/", said)

    assert BriefAdvice.objects.get().number == 0


def test_a_foreign_topic_can_not_be_named(sign_in, lena, nora):
    sign_in(nora).post(f"{PLACE}neu/", WORD)

    answer = sign_in(lena).post(f"{PLACE}anbieten/", {"eintrag": topic("Fahrkarten").pk})

    assert answer.status_code == 404
    assert topic("Fahrkarten").valid_until is None


@pytest.mark.parametrize("more", [0, 3])
def test_page_and_tally_cost_the_same_for_any_number(
    sign_in, lena, anna, more, django_assert_num_queries
):
    for number in range(more):
        AdviceTopic.objects.create(
            name=f"Thema {number}", position=20 + number, valid_from="2020-01-01", source="Test"
        )
    lead, worker = sign_in(lena), sign_in(anna)
    lead.get(PLACE)
    offered(worker)

    with django_assert_num_queries(LIST_QUERIES):
        lead.get(PLACE)
    with django_assert_num_queries(TALLY_QUERIES):
        offered(worker)


LIST_QUERIES, TALLY_QUERIES = 7, 14
