# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A slip of the pen in a scale or a plan template is taken back while nobody used it."""

from datetime import date

import pytest
import time_machine

from geleit.accounts.models import Membership, User
from geleit.audit.models import Event
from geleit.organisations.models import Organisation
from geleit.plans.models import IndependenceScale, PlanTemplate
from tests import factories

pytestmark = pytest.mark.django_db
SLIP = date(2020, 4, 10)


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2020-03-02 09:00+00:00"):
        yield


def a_scale(**fields):
    words = {f"housing_{level}": f"Garten {level}" for level in range(1, 6)}
    head = {"name": "Skala Süd", "valid_from": "2020-03-02", "source": "Team, 2. März 2020"}
    return head | words | fields


def a_template(**fields):
    return {
        "name": "Vorlage Süd", "valid_from": "2020-03-02", "review_months": 3,
        "action_fields": ["housing"], "source": "Team, 2. März 2020",
    } | fields  # fmt: skip


KINDS = pytest.mark.parametrize(
    ("place", "name", "table", "said", "verb"),
    [
        ("/skala/", "skala", IndependenceScale, a_scale, "scale-withdrawn"),
        ("/planvorlagen/", "vorlage", PlanTemplate, a_template, "plan-template-withdrawn"),
    ],
)


def take_back(client, place, name, row):
    return client.post(f"{place}zuruecknehmen/", {name: row.pk}, follow=True).content.decode()


@KINDS
def test_what_has_not_begun_goes_and_the_one_before_holds_on(
    sign_in, lena, place, name, table, said, verb
):
    client = sign_in(lena)
    client.post(f"{place}neu/", said())
    client.post(f"{place}neu/", said(name="Schreibfehler", valid_from=f"{SLIP}"))
    slip, before = table.objects.order_by("-pk")[:2]

    page = take_back(client, place, name, slip)

    before.refresh_from_db()
    assert "„Schreibfehler“ ist zurückgenommen" in page
    assert (before.valid_until, table.objects.valid_on(SLIP, carrier=before.carrier_id)) == (
        None,
        before,
    )
    assert Event.objects.get(verb=verb).key == str(slip.pk)
    again = client.post(f"{place}neu/", said(name="Richtig", valid_from="2020-04-01"))
    assert again.status_code == 302
    assert table.objects.valid_on(SLIP, carrier=before.carrier_id).name == "Richtig"


@KINDS
def test_between_two_the_one_before_reaches_the_one_after(
    sign_in, lena, place, name, table, said, verb
):
    client = sign_in(lena)
    for day in ("2020-03-02", "2020-04-10", "2020-05-01"):
        client.post(f"{place}neu/", said(valid_from=day))
    first, slip = table.objects.order_by("pk").filter(carrier__isnull=False)[:2]

    take_back(client, place, name, slip)

    first.refresh_from_db()
    assert first.valid_until == date(2020, 4, 30)


@KINDS
def test_its_words_begin_the_next_one(sign_in, lena, place, name, table, said, verb):
    client = sign_in(lena)
    client.post(f"{place}neu/", said(name="Schreibfehler", valid_from=f"{SLIP}"))
    slip = table.objects.order_by("pk").last()
    assert "Schreibfehler" not in client.get(f"{place}neu/?wie={slip.pk}").content.decode()

    page = take_back(client, place, name, slip)
    form = client.get(f"{place}neu/?wie={slip.pk}").content.decode()

    assert f'href="{place}neu/?wie={slip.pk}"' in page
    assert 'value="Schreibfehler"' in form
    assert "Sie beginnt mit den Worten, die zurückgenommen sind." in form
    assert f'value="{SLIP}"' in form
    assert "Team, 2. März 2020" in form


@KINDS
def test_a_second_tab_is_told_so(sign_in, lena, place, name, table, said, verb):
    client = sign_in(lena)
    client.post(f"{place}neu/", said())
    row = table.objects.order_by("pk").last()
    take_back(client, place, name, row)

    page = take_back(client, place, name, row)

    assert "Das ist schon zurückgenommen, am 02.03.2020." in page
    assert Event.objects.filter(verb=verb).count() == 1


def test_a_scale_with_which_somebody_was_assessed_stays(sign_in, lena, anna, steinheim):
    client = sign_in(lena)
    client.post("/skala/neu/", a_scale())
    row = IndependenceScale.objects.order_by("pk").last()
    case = factories.a_case(holder=anna)
    factories.an_assessment(case=case, by=anna, levels={"housing": 3}, scale=row)

    offered = client.get("/skala/").content.decode()
    page = take_back(client, "/skala/", "skala", row)

    row.refresh_from_db()
    assert "Zurücknehmen" not in offered
    assert "Mit diesen Worten ist schon eingeschätzt." in page
    assert row.withdrawn_on is None


def test_a_template_of_a_plan_stays(sign_in, lena, anna):
    client = sign_in(lena)
    client.post("/planvorlagen/neu/", a_template())
    row = PlanTemplate.objects.order_by("pk").last()
    plan = factories.a_plan(case=factories.a_case(holder=anna))
    plan.template = row
    plan.save()

    page = take_back(client, "/planvorlagen/", "vorlage", row)

    row.refresh_from_db()
    assert "Mit dieser Vorlage hat schon ein Plan begonnen." in page
    assert row.withdrawn_on is None


@KINDS
def test_the_first_one_for_all_stays(sign_in, otto, place, name, table, said, verb):
    row = table.objects.filter(carrier=None).order_by("valid_from", "pk").first()

    page = take_back(sign_in(otto), place, name, row)

    row.refresh_from_db()
    assert "Davor galt nichts für alle." in page
    assert row.withdrawn_on is None


@KINDS
def test_what_is_not_kept_here_is_not_found(sign_in, lena, anna, place, name, table, said, verb):
    sign_in(lena).post(f"{place}neu/", said())
    own = table.objects.order_by("pk").last()
    other = Organisation.objects.create(
        kind="carrier", name="Beispielträger Nord", short_name="Nord", land="BW"
    )
    nora = User.objects.create_user("nora@example.org", factories.PASSWORD, name="Nora")
    role = {"role": "carrier_lead", "starts_on": date(2019, 1, 1)}
    Membership.objects.create(user=nora, organisation=other, **role)
    shared = table.objects.filter(carrier=None).first()
    act = f"{place}zuruecknehmen/"

    assert sign_in(nora).post(act, {name: own.pk}).status_code == 404
    assert sign_in(lena).post(act, {name: shared.pk}).status_code == 404
    assert sign_in(lena).post(act, {name: "x"}).status_code == 404
    assert sign_in(anna).post(act, {name: own.pk}).status_code == 403
    assert not table.objects.exclude(withdrawn_on=None).exists()


@KINDS
def test_the_same_words_sent_twice_lead_to_the_saved_one(
    sign_in, lena, place, name, table, said, verb
):
    client, before = sign_in(lena), table.objects.count()

    answers = [client.post(f"{place}neu/", said()).status_code for _ in range(2)]
    other = client.post(f"{place}neu/", said(source="Ein anderer Beschluss"))

    assert answers == [302, 302]
    assert other.status_code == 422
    assert table.objects.count() == before + 1


def test_other_words_on_the_same_day_are_not_the_saved_scale(sign_in, lena):
    client = sign_in(lena)
    client.post("/skala/neu/", a_scale())

    assert client.post("/skala/neu/", a_scale(housing_3="Anders")).status_code == 422
