# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from geleit.staffing.models import PositionFilling
from tests.staffing.things import a_condition, a_filling, a_post, another_agreement

EVERYBODY = ["lena", "anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"]
READERS = {"lena", "anna", "ben", "carla", "dora", "frida"}


def addresses(agreement):
    """The addresses of the lead, and those of who sees to a condition; rows behind them."""
    post = a_post(agreement=agreement)
    filling = a_filling(position=a_post(agreement=agreement, title="Sozialarbeit 2"))
    condition = a_condition(agreement=agreement, responsible=agreement.carrier)
    base = f"/vereinbarungen/{agreement.key}"
    return [
        f"{base}/stellen/{post.pk}/besetzen/",
        f"{base}/besetzungen/{filling.pk}/berichtigen/",
        f"{base}/besetzungen/{filling.pk}/zurueckziehen/",
        f"{base}/besetzungen/{filling.pk}/letzter-tag/",
        f"{base}/besetzungen/{filling.pk}/bleibt/",
    ], [
        f"{base}/bedingungen/{condition.pk}/bestaetigen/",
        f"{base}/bedingungen/{condition.pk}/wieder-offen/",
    ]


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_reads_the_readiness(sign_in, request, steinheim, who):
    client = sign_in(request.getfixturevalue(who))

    status = client.get(f"/vereinbarungen/{steinheim.key}/startbereitschaft/").status_code

    assert status == (200 if who in READERS else 403)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_records(sign_in, request, steinheim, who):
    client = sign_in(request.getfixturevalue(who))

    of_the_lead, of_conditions = addresses(steinheim)

    found = {client.get(address).status_code for address in of_the_lead}
    confirmed = {client.get(address).status_code for address in of_conditions}

    assert found == ({200} if who == "lena" else {403})
    assert confirmed == ({200} if who == "lena" else {404} if who == "dora" else {403})


def test_the_town_confirms_what_it_sees_to_itself(sign_in, dora, steinheim):
    room = a_condition(agreement=steinheim, responsible=steinheim.municipality)
    address = f"/vereinbarungen/{steinheim.key}/bedingungen/{room.pk}/bestaetigen/"

    assert (
        address
        in sign_in(dora).get(f"/vereinbarungen/{steinheim.key}/startbereitschaft/").content.decode()
    )
    sign_in(dora).post(address, {"met_on": "2020-01-02"})

    room.refresh_from_db()
    assert (str(room.met_on), room.confirmed_by) == ("2020-01-02", "Dora")


@pytest.mark.parametrize("who", sorted(READERS))
def test_a_strangers_agreement_does_not_exist(sign_in, request, steinheim, who):
    client = sign_in(request.getfixturevalue(who))
    foreign = another_agreement()

    of_the_lead, of_conditions = addresses(foreign)
    recorded = {client.post(address).status_code for address in of_the_lead}
    confirmed = {client.post(address).status_code for address in of_conditions}

    assert client.get(f"/vereinbarungen/{foreign.key}/startbereitschaft/").status_code == 404
    assert recorded == ({404} if who == "lena" else {403})
    assert confirmed == ({404} if who in ("lena", "dora") else {403})
    assert PositionFilling.objects.count() == 1


def test_the_predecessors_post_is_not_filled_here(sign_in, lena, steinheim):
    post = a_post(agreement=steinheim, is_predecessor=True)

    response = sign_in(lena).get(f"/vereinbarungen/{steinheim.key}/stellen/{post.pk}/besetzen/")

    assert response.status_code == 404


def test_a_row_is_found_under_its_own_agreement_only(sign_in, lena, steinheim):
    post = a_post(agreement=steinheim)

    response = sign_in(lena).get(f"/vereinbarungen/anderswo/stellen/{post.pk}/besetzen/")

    assert response.status_code == 404
