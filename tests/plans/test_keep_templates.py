# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead keeps templates of plans and the reference list; what held before stays readable."""

from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.plans.models import PlanSuggestion, PlanTemplate
from tests import factories

pytestmark = pytest.mark.django_db
PLACE = "/planvorlagen/"


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2020-03-02 09:00+00:00"):
        yield


def said(**fields):
    return {
        "name": "Neue Vorlage", "valid_from": "2020-04-01", "review_months": 3,
        "action_fields": ["housing", "work"], "source": "Verwaltungsvorschrift, Beispiel",
    } | fields  # fmt: skip


def a_word(**fields):
    return {
        "kind": "goal", "action_field": "housing", "text": "Eigener Mietvertrag",
        "source": "Team, Frühjahr",
    } | fields  # fmt: skip


def carrier_of(user):
    return user.active_memberships[0].organisation_id


def test_a_new_template_holds_from_its_day_and_ends_the_one_before(sign_in, lena):
    carrier = carrier_of(lena)
    sign_in(lena).post(f"{PLACE}neu/", said(valid_from="2020-03-02"))
    former = PlanTemplate.objects.valid_on(date(2020, 3, 31), carrier=carrier)

    assert sign_in(lena).post(f"{PLACE}neu/", said()).status_code == 302

    former.refresh_from_db()
    assert (former.carrier_id, former.valid_until) == (carrier, date(2020, 3, 31))
    new = PlanTemplate.objects.valid_on(date(2020, 4, 1), carrier=carrier)
    assert (new.review_months, new.action_fields, new.valid_until) == (3, ["housing", "work"], None)
    added = Event.objects.filter(verb="plan-template-added").values_list("key", flat=True)
    assert list(added.order_by("pk")) == [str(former.pk), str(new.pk)]


def test_a_begun_plan_keeps_its_template(sign_in, lena, anna):
    plan = factories.a_plan(case=factories.a_case(holder=anna))

    sign_in(lena).post(f"{PLACE}neu/", said())

    former = plan.template
    plan.refresh_from_db()
    assert plan.template == former


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"valid_from": "2020-03-01"}, "Bitte einen Tag ab heute wählen"),
        ({"source": ""}, "Quelle"),
        ({"review_months": "0"}, "Überprüfung alle"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_lost(sign_in, lena, fields, words):
    before = PlanTemplate.objects.count()

    answer = sign_in(lena).post(f"{PLACE}neu/", said(**fields))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="Neue Vorlage"' in answer.content.decode()
    assert PlanTemplate.objects.count() == before


def test_two_templates_do_not_begin_on_one_day(sign_in, lena):
    client = sign_in(lena)
    client.post(f"{PLACE}neu/", said())

    answer = client.post(f"{PLACE}neu/", said(name="Noch eine"))

    assert answer.status_code == 422
    assert "gilt schon etwas Neues" in answer.content.decode()


def test_a_suggestion_is_offered_ended_and_offered_again(sign_in, lena):
    client = sign_in(lena)
    client.post(f"{PLACE}vorschlag/", a_word())
    row = PlanSuggestion.objects.get(text="Eigener Mietvertrag")
    carrier = carrier_of(lena)
    assert row in PlanSuggestion.objects.valid_on(date(2020, 3, 2), carrier=carrier)

    client.post(f"{PLACE}vorschlag/beenden/", {"vorschlag": row.pk})
    assert row not in PlanSuggestion.objects.valid_on(date(2020, 3, 3), carrier=carrier)

    client.post(f"{PLACE}vorschlag/beenden/", {"vorschlag": row.pk, "wieder": "1"})
    assert row in PlanSuggestion.objects.valid_on(date(2020, 3, 3), carrier=carrier)


def test_the_same_suggestion_twice_is_one(sign_in, lena):
    client = sign_in(lena)
    client.post(f"{PLACE}vorschlag/", a_word())

    assert client.post(f"{PLACE}vorschlag/", a_word()).status_code == 422
    assert PlanSuggestion.objects.filter(text="Eigener Mietvertrag").count() == 1


def test_a_step_names_who_takes_it_and_a_goal_does_not(sign_in, lena):
    client = sign_in(lena)
    assert client.post(f"{PLACE}vorschlag/", a_word(kind="step")).status_code == 422

    step = a_word(kind="step", bearer="1_person", measure="zählt nicht")
    assert client.post(f"{PLACE}vorschlag/", step).status_code == 302
    client.post(f"{PLACE}vorschlag/", a_word(text="Ein Ziel", bearer="1_person"))

    rows = PlanSuggestion.objects.filter(source="Team, Frühjahr").order_by("pk")
    assert list(rows.values_list("bearer", "measure")) == [("1_person", ""), ("", "")]


@pytest.mark.parametrize("key", ["", "x", "99999999999999999999"])
def test_a_suggestion_that_does_not_exist_is_not_found(sign_in, lena, key):
    answer = sign_in(lena).post(f"{PLACE}vorschlag/beenden/", {"vorschlag": key})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("name", "reads", "writes"),
    [
        ("lena", 200, 200), ("otto", 200, 200), ("anna", 200, 403), ("dora", 403, 403),
        ("frida", 403, 403), ("karl", 403, 403), ("emil", 403, 403), ("selma", 403, 403),
    ],
)  # fmt: skip
def test_who_may_what(sign_in, request, name, reads, writes):
    client = sign_in(request.getfixturevalue(name))

    assert client.get(PLACE).status_code == reads
    assert client.get(f"{PLACE}neu/").status_code == writes
    assert client.get(f"{PLACE}vorschlag/").status_code == writes


def test_a_longer_list_costs_no_more_queries(sign_in, lena, django_assert_max_num_queries):
    client = sign_in(lena)
    client.get(PLACE)
    with django_assert_max_num_queries(12) as few:
        client.get(PLACE)
    for number in range(3):
        PlanSuggestion.objects.create(valid_from=date(2020, 1, 1), **a_word(text=f"Ziel {number}"))

    with django_assert_max_num_queries(12) as more:
        client.get(PLACE)

    assert len(more) == len(few)
