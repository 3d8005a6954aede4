# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and address of a body are corrected; what stood there is kept."""

import pytest

from geleit.audit.models import Event
from geleit.organisations.models import Organisation
from tests.agreements.test_versions import EVERYBODY

MOVED = {"name": "Stadt Testheim am Bach", "short_name": "Testheim", "street": "Am Markt 1",
         "postcode": "99999", "city": "Testheim", "land": "BW"}  # fmt: skip


def address(body):
    return f"/vereinbarungen/organisationen/{body.pk}/"


def test_a_correction_keeps_what_stood_there(sign_in, otto, steinheim):
    town = steinheim.municipality

    answer = sign_in(otto).post(address(town), MOVED)

    assert answer.status_code == 302
    town.refresh_from_db()
    former = town.former.get()
    assert (town.name, former.name) == ("Stadt Testheim am Bach", "Stadt Testheim")
    assert former.changed_by == "Otto"
    page = sign_in(otto).get(answer.url).content.decode()
    assert "Stadt Testheim, – (geändert von Otto)" in page
    assert Event.objects.get(verb="organisation-changed").data["changed"] == [
        "name", "street", "postcode", "city",
    ]  # fmt: skip


def test_saving_what_stands_there_changes_nothing(sign_in, otto, steinheim):
    town = steinheim.municipality
    same = {name: getattr(town, name) for name in MOVED}

    sign_in(otto).post(address(town), same)

    assert not town.former.exists()


def test_two_bodies_have_no_name_in_common(sign_in, otto, steinheim):
    answer = sign_in(otto).post(
        address(steinheim.municipality), MOVED | {"name": steinheim.carrier.name.upper()}
    )

    assert answer.status_code == 422
    assert "schon eine andere Organisation" in answer.content.decode()


def test_a_town_does_not_become_a_carrier(sign_in, otto, steinheim):
    sign_in(otto).post(address(steinheim.municipality), MOVED | {"kind": "carrier"})

    assert Organisation.objects.get(pk=steinheim.municipality_id).kind == "municipality"


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_administration_alone_corrects(request, sign_in, steinheim, name):
    user = request.getfixturevalue(name)

    status = sign_in(user).get(address(steinheim.carrier)).status_code

    assert status == (200 if name == "otto" else 403)


def test_the_land_is_chosen_shown_and_kept_when_it_is_corrected(sign_in, otto, steinheim):
    town = steinheim.municipality

    asked = sign_in(otto).get(address(town)).content.decode()
    sign_in(otto).post(address(town), MOVED | {"land": "HE"})

    assert asked.count("Mecklenburg-Vorpommern") == 1
    assert (Organisation.objects.get(pk=town.pk).land, town.former.get().land) == ("HE", "BW")
    assert "Hessen" in sign_in(otto).get("/vereinbarungen/organisationen/").content.decode()


@pytest.mark.parametrize("land", ["", "XX", "Hessen"])
def test_a_land_that_is_none_is_refused(sign_in, otto, steinheim, land):
    answer = sign_in(otto).post(address(steinheim.municipality), MOVED | {"land": land})

    assert answer.status_code == 422
    assert not steinheim.municipality.former.exists()
