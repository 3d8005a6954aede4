# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may what with a case that Anna holds; Ben stands in for her, Carla has other cases."""

from datetime import date

import pytest

from geleit.audit.models import Event
from tests import factories
from tests.cases.things import a_stay, an_unread_value, stand_in, the_person

OTHERS = ["dora", "frida", "karl", "emil", "otto"]
READ = {"anna": 200, "ben": 200, "carla": 404, "lena": 200} | dict.fromkeys(OTHERS, 403)
LEAD = {"anna": 403, "ben": 403, "carla": 403, "lena": 200} | dict.fromkeys(OTHERS, 403)
PAGES = {
    "/faelle/{case}/": READ,
    "/faelle/{case}/zustaendig/": LEAD,
    "/faelle/{case}/phase/": READ,
    "/faelle/{case}/abschluss/": READ,
    "/faelle/{case}/haushalt/": READ,
    "/faelle/{case}/personen/neu/": READ,
    "/faelle/{case}/personen/{person}/": READ,
    "/faelle/{case}/personen/{person}/status/": READ,
    "/faelle/{case}/umzug/": READ,
    "/faelle/{case}/wohnungen/{stay}/": READ,
}
POSTED = {
    "/faelle/{case}/geklaert/{value}/": {**READ, "anna": 302, "ben": 302, "lena": 302},
    "/faelle/{case}/oeffnen/": {**READ, "anna": 302, "ben": 302, "lena": 302},
}


@pytest.fixture
def keys(anna, ben):
    """A case full of things that could leak."""
    case = factories.a_case(holder=anna, family_name="Geheim")
    stand_in(deputy=ben, holder=anna)
    person = the_person(case)
    return {
        "case": case.pk,
        "person": person.pk,
        "value": an_unread_value(person).pk,
        "stay": a_stay(case).pk,
    }


def table(pages):
    return [(path, who, status) for path, row in pages.items() for who, status in row.items()]


@pytest.mark.parametrize(("path", "who", "status"), table(PAGES))
def test_who_may_open(sign_in, keys, carla, lena, request, path, who, status):
    response = sign_in(request.getfixturevalue(who)).get(path.format(**keys))

    assert response.status_code == status
    if status != 200:
        assert "Geheim" not in response.content.decode()


@pytest.mark.parametrize(("path", "who", "status"), table(POSTED))
def test_who_may_post(sign_in, keys, carla, lena, request, path, who, status):
    response = sign_in(request.getfixturevalue(who)).post(path.format(**keys))

    assert response.status_code == status
    assert Event.objects.filter(verb="value-settled").exists() == (
        status == 302 and "oeffnen" not in path
    )


@pytest.mark.parametrize("path", [*PAGES, *POSTED])
def test_nobody_who_is_not_signed_in_sees_anything(client, keys, path):
    assert client.get(path.format(**keys)).url.startswith("/konto/anmelden/")


@pytest.mark.parametrize(
    "path",
    [
        "/faelle/{own}/personen/{person}/",
        "/faelle/{own}/personen/{person}/status/",
        "/faelle/{own}/wohnungen/{stay}/",
        "/faelle/{own}/geklaert/{value}/",
    ],
)
def test_rows_of_another_case_are_not_found_under_ones_own(sign_in, keys, carla, path):
    own = factories.a_case(holder=carla)
    said = {"family_name": "Fremd", "birth_precision": "unknown", "kind": "other", "name": "x"}

    response = sign_in(carla).post(path.format(**keys, own=own.pk), said)

    assert response.status_code == 404


def test_a_deputy_whose_time_is_over_does_not_find_the_case(sign_in, anna, carla):
    case = factories.a_case(holder=anna)
    deputy = stand_in(deputy=carla, holder=anna)
    deputy.ends_on = date(2020, 2, 1)
    deputy.save()

    assert sign_in(carla).get(f"/faelle/{case.pk}/").status_code == 404
