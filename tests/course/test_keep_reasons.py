# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lead and administration keep the reasons for which cases end; closed cases keep theirs."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from geleit.accounts.models import Membership, User
from geleit.audit.models import Event
from geleit.course.models import CaseClosing, ClosingReason
from geleit.organisations.models import Organisation
from tests import factories
from tests.course.things import TODAY, a_closing, a_reason, an_end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steinheim")]
PLACE, WORD = "/abschlussgruende/", {"name": "Ausbildung begonnen", "source": "Team, Frühjahr"}


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def nora():
    """Leads the team of another carrier."""
    other = Organisation.objects.create(
        kind="carrier", name="Beispielträger Nord", short_name="Nord", land="BW"
    )
    user = User.objects.create_user("nora@example.org", factories.PASSWORD, name="Nora")
    role = {"role": "carrier_lead", "starts_on": date(2019, 1, 1)}
    Membership.objects.create(user=user, organisation=other, **role)
    return user


def offered(client, case):
    page = client.get(f"/faelle/{case.pk}/abschluss/")
    return [reason.name for reason in page.context["form"].fields["reason"].queryset]


def new():
    return ClosingReason.objects.get(name=WORD["name"])


CAST = [("lena", 200, 200), ("anna", 200, 403), ("otto", 200, 200), ("dora", 403, 403),
        ("karl", 403, 403), ("emil", 403, 403), ("selma", 403, 403)]  # fmt: skip


@pytest.mark.parametrize(("name", "reads", "adds"), CAST)
def test_who_may_what(sign_in, request, name, reads, adds):
    client = sign_in(request.getfixturevalue(name))

    assert client.get(PLACE).status_code == reads
    assert client.get(f"{PLACE}neu/").status_code == adds
    if adds == 403:
        assert client.post(f"{PLACE}anbieten/", {"eintrag": a_reason().pk}).status_code == 403


def test_a_reason_of_the_lead_is_offered_to_her_own_team_only(sign_in, lena, nora, anna):
    case = factories.a_case(holder=anna)
    sign_in(nora).post(f"{PLACE}neu/", WORD | {"name": "Nur im Norden"})

    assert sign_in(lena).post(f"{PLACE}neu/", WORD).status_code == 302

    found = offered(sign_in(anna), case)
    assert WORD["name"] in found
    assert "Nur im Norden" not in found
    assert "Nur im Norden" not in sign_in(lena).get(PLACE).content.decode()
    assert (new().valid_from, new().source) == (date(2020, 3, 2), WORD["source"])
    assert Event.objects.filter(verb="closing-reason-added").count() == 2


def test_the_same_words_are_refused_and_stay_on_the_page(sign_in, lena):
    client = sign_in(lena)
    client.post(f"{PLACE}neu/", WORD)

    page = client.post(f"{PLACE}neu/", WORD | {"source": "Anderswoher"})

    assert page.status_code == 422
    assert "Das steht schon zur Wahl." in page.content.decode()
    assert "Anderswoher" in page.content.decode()
    assert new().source == WORD["source"]


def test_what_all_have_the_lead_leaves_out_for_her_own_carrier(sign_in, lena, anna):
    shared, case = a_reason(name="für alle"), factories.a_case(holder=anna)

    sign_in(lena).post(f"{PLACE}anbieten/", {"eintrag": shared.pk})

    shared.refresh_from_db()
    assert (shared.valid_until, shared.not_for) == (None, [case.agreement.carrier_id])
    assert "für alle" not in offered(sign_in(anna), case)
    sign_in(lena).post(f"{PLACE}anbieten/", {"eintrag": shared.pk, "wieder": "1"})
    assert "für alle" in offered(sign_in(anna), case)


def test_the_administration_ends_it_for_everybody_from_tomorrow_on(sign_in, otto, anna):
    shared, case = a_reason(name="für alle"), factories.a_case(holder=anna)

    sign_in(otto).post(f"{PLACE}anbieten/", {"eintrag": shared.pk})

    shared.refresh_from_db()
    assert shared.valid_until == date(2020, 3, 2)
    with time_machine.travel("2020-03-03 09:00+00:00"):
        assert "für alle" not in offered(sign_in(anna), case)


def test_what_ended_for_all_is_brought_back_by_the_administration_only(sign_in, otto, lena):
    ended = a_reason(name="für alle", valid_until=date(2020, 3, 1))
    button = f'name="eintrag" value="{ended.pk}"'

    page = sign_in(lena).get(PLACE).content.decode()
    refused = sign_in(lena).post(
        f"{PLACE}anbieten/", {"eintrag": ended.pk, "wieder": "1"}, follow=True
    )

    assert "für alle" in page
    assert button not in page
    assert "Das ist für alle beendet." in refused.content.decode()
    assert "wieder zur Wahl" not in refused.content.decode()
    assert button in sign_in(otto).get(PLACE).content.decode()
    sign_in(otto).post(f"{PLACE}anbieten/", {"eintrag": ended.pk, "wieder": "1"})
    ended.refresh_from_db()
    assert ended.valid_until is None


def test_the_source_that_most_have_stands_once_above_the_list(sign_in, lena):
    ClosingReason.objects.all().delete()
    for place in range(3):
        a_reason(name=f"Grund {place}", position=place, source="Richtlinie, Auszug")
    a_reason(name="Eigener", position=9, source="Beschluss des Teams", is_verified=True)

    page = sign_in(lena).get(PLACE).content.decode()

    assert page.count("Richtlinie, Auszug") == 1
    assert page.count("nicht geprüft") == 1
    assert page.index("Richtlinie, Auszug") < page.index("Grund 0")
    assert page.index("Eigener") < page.index("Beschluss des Teams")


def test_a_draft_and_a_closed_case_keep_their_reason(sign_in, otto, anna):
    shared, case = a_reason(name="für alle"), factories.a_case(holder=anna)
    a_closing(case, by=anna, reason=shared, closed_on=None)
    shared.valid_until = date(2020, 3, 1)
    shared.save()

    assert "für alle" in offered(sign_in(anna), case)
    sign_in(anna).post(f"/faelle/{case.pk}/abschluss/", an_end(reason=shared.pk))
    assert CaseClosing.unguarded.get().closed_on == date(2020, 3, 2)
    assert "für alle" in sign_in(anna).get(f"/faelle/{case.pk}/abschluss/").content.decode()


def test_a_foreign_reason_can_not_be_named(sign_in, lena, nora):
    sign_in(nora).post(f"{PLACE}neu/", WORD)

    answer = sign_in(lena).post(reverse("reasons:mark"), {"eintrag": new().pk})

    assert answer.status_code == 404
    assert new().valid_until is None


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_for_one_and_four(sign_in, lena, count, django_assert_num_queries):
    for number in range(count):
        a_reason(name=f"Grund {number}", position=number)
    client = sign_in(lena)
    client.get(PLACE)

    with django_assert_num_queries(QUERIES):
        client.get(PLACE)


QUERIES = 7
