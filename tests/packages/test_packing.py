# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes out: each point on its own basis, and what was not released is not even read."""

import json

import pytest

from geleit.audit.models import Event
from geleit.consents.models import Consent
from geleit.core.problems import Refused
from geleit.packages import actions, schema
from geleit.packages.checklist import checklist
from geleit.packages.envelope import unseal
from geleit.packages.models import HandoverBasis, SentPackage
from geleit.staffing.models import Deputy
from tests import factories
from tests.packages.things import (
    ALL_KINDS,
    AT,
    ON,
    a_full_case,
    all_agree,
    another_installation,
    our_keys,
)

SECRETS = ("Vertraulich Herz", "Freitext", "Eigene Wohnung finden", "Bäckerei", "Quittenweg")


def states(case, partner, reader):
    points = checklist(
        case, sender=case.agreement.carrier, receiver=partner.organisation, reader=reader, on=ON
    )
    return {str(point.item): str(point.state) for point in points}


def opened(data, pair):
    ours = our_keys().public
    return json.loads(unseal(data, own=lambda _n: pair, known=lambda _n: ours).content)


@pytest.fixture
def sent(anna):
    our_keys()
    pair, partner = another_installation()
    return a_full_case(holder=anna), pair, partner


def test_without_a_consent_the_carrier_hands_over_nothing_and_says_who_has_to_agree(sent, anna):
    case, _pair, partner = sent

    with pytest.raises(Refused, match="fehlt die Freigabe"):
        actions.pack(case, partner, by=anna, at=AT, on=ON)

    assert set(states(case, partner, anna).values()) == {"shut"}
    points = checklist(
        case, sender=case.agreement.carrier, receiver=partner.organisation, reader=anna, on=ON
    )
    assert [point.content for point in points] == [None] * len(points)
    assert "Quittenmaier" in points[0].why_shut
    assert not SentPackage.unguarded.exists()


def test_only_what_was_released_is_in_the_package(sent, anna):
    case, pair, partner = sent
    all_agree(case, to="  landkreis NACHBAR", kinds=["contact", "status"], by=anna)

    data = actions.pack(case, partner, by=anna, at=AT, on=ON)

    content = opened(data, pair)
    text = json.dumps(content, ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in text] == []
    assert content["household"]["persons"][0]["family_name"] == "Quittenmaier"
    assert content["deadlines"][0]["name"] == "Pass"
    assert content["items"]["health"]["state"] == "shut"
    assert b"Quittenmaier" not in data


def test_with_every_consent_everything_is_in_it_and_fits_the_schema(sent, anna):
    case, pair, partner = sent
    all_agree(case, to="Landkreis Nachbar", by=anna)

    content = opened(actions.pack(case, partner, by=anna, at=AT, on=ON), pair)

    text = json.dumps(content, ensure_ascii=False)
    assert [secret for secret in SECRETS if secret not in text] == []
    assert schema.misfits(content, 1) == []
    assert actions.read_content(actions.canonical(content)) == content
    missing = {item for item, said in content["items"].items() if said["state"] == "missing"}
    assert missing == {"contacts", "consents"}  # that one consent names health
    assert content["volunteers"] == [{"name": "Emil", "task": "Anzeigen lesen"}]


def test_the_log_and_the_receipt_say_which_points_and_no_word_of_them(sent, anna):
    case, _pair, partner = sent
    all_agree(case, to="Landkreis Nachbar", kinds=["contact"], by=anna)

    actions.pack(case, partner, by=anna, at=AT, on=ON)

    receipt = SentPackage.unguarded.get()
    assert receipt.items["contact"] == "filled"
    assert receipt.items["plan"] == "shut"
    entry = Event.objects.get(verb="case-packed")
    assert (entry.case_key, entry.data["items"]) == (case.pk, ["household", "contact", "consents"])


def test_one_adult_who_has_not_agreed_shuts_a_point_a_child_follows(sent, anna):
    case, _pair, partner = sent
    all_agree(case, to="Landkreis Nachbar", by=anna)
    child = factories.a_person(household=case.household, born_on=ON.replace(year=2015))

    assert states(case, partner, anna)["plan"] == "filled"

    child.born_on = ON.replace(year=2002)  # eighteen on that very day
    child.save()
    assert states(case, partner, anna)["plan"] == "shut"


@pytest.mark.parametrize("ended", ["withdrawn_on", "until"])
def test_a_consent_that_ended_shuts_its_points_again(sent, anna, ended):
    case, _pair, partner = sent
    all_agree(case, to="Landkreis Nachbar", by=anna)
    Consent.unguarded.update(**{ended: "2020-02-01"})

    assert set(states(case, partner, anna).values()) == {"shut"}


def test_the_county_hands_over_what_its_task_needs_and_health_only_when_released(sent, anna):
    case, _pair, _partner = sent
    county = factories.an_organisation("county")
    case.agreement.carrier = county  # in the county's own installation

    points = checklist(
        case, sender=county, receiver=factories.an_organisation("carrier"), reader=anna, on=ON
    )

    open_points = {str(point.item) for point in points if point.state != "shut"}
    assert open_points == {"household", "contact", "language", "address"}


def test_health_and_free_text_never_rest_on_anything_but_consent(db):
    rows = HandoverBasis.objects.filter(item__in=["health", "notes"])

    assert {row.data_kind for row in rows} == {"health"}
    assert HandoverBasis.objects.count() == 45
    assert {row.data_kind for row in HandoverBasis.objects.all()} - set(ALL_KINDS) == {""}
    assert {row.is_verified for row in HandoverBasis.objects.filter(data_kind="")} == {False}


def test_somebody_who_may_not_read_a_note_of_protection_does_not_pass_it_on(sent, anna, ben):
    case, _pair, partner = sent
    case.household.persons.get().vulnerabilities.update(audience="holder")
    all_agree(case, to="Landkreis Nachbar", by=anna)

    assert states(case, partner, anna)["health"] == "filled"
    case.holder = ben
    case.save()
    Deputy.objects.create(holder=ben, deputy=anna, starts_on="2020-01-01")
    assert states(case, partner, anna)["health"] == "missing"
