# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Back to the county goes the list, and of each file the points that its people released, no more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.consents.models import Consent
from geleit.core.eyes import eyes_of
from geleit.handover.models import TransferredCase
from geleit.handover.transfers import actions
from tests import factories
from tests.handover.test_many_at_once import a_second_case
from tests.handover.things import a_transfer, moved
from tests.packages.things import a_full_case, all_agree


@pytest.fixture
def case(anna):
    return a_full_case(holder=anna)


def released(case, steinheim, anna, *kinds, **said):
    all_agree(case, to=steinheim.county.name, kinds=kinds, by=anna)
    Consent.unguarded.update(**said)


def preview(client, transfer):
    return client.get(reverse("handover:transfer", args=[transfer.key]))


def read(client, case):
    return client.get(reverse("handover:released", args=[case.pk]))


def test_the_preview_warns_of_cases_without_a_release_and_links_their_checklists(
    sign_in, lena, case, steinheim
):
    client = sign_in(lena)

    page = preview(client, a_transfer(steinheim, lena, case)).content.decode()
    checklist = client.get(
        f"{reverse('packing:handover', args=[case.pk])}?an={steinheim.county_id}"
    )

    assert "1 Fall ohne freigegebene Angaben" in page
    assert f"{reverse('packing:handover', args=[case.pk])}?an={steinheim.county_id}" in page
    assert {str(p["state"]) for p in checklist.context["points"]} == {"shut"}
    assert "Paketdatei herunterladen" not in checklist.content.decode()


def test_the_preview_says_for_each_case_what_the_county_gets_and_on_what_ground(
    sign_in, lena, anna, case, steinheim
):
    released(case, steinheim, anna, "contact", "status")
    transfer = a_transfer(steinheim, lena, case, factories.a_case(holder=anna))

    page = preview(sign_in(lena), transfer)

    opened = {line.row.case_id: line.released for line in page.context["opened"]}
    assert opened == {
        case.pk: ["household", "contact", "status", "benefits", "deadlines", "consents"]
    }
    assert page.context["bare_number"] == 1
    assert "Entbindung von der Schweigepflicht: § 203" in page.content.decode()
    assert "Gesundheit und Schutzbedarf" not in page.content.decode()


def test_the_county_reads_the_released_points_and_nothing_else(
    sign_in, lena, anna, frida, case, steinheim
):
    released(case, steinheim, anna, "contact", "status")
    transfer = moved(a_transfer(steinheim, lena, case))
    client = sign_in(frida)

    receipt = preview(client, transfer).content.decode()
    page = read(client, case).content.decode()

    assert reverse("handover:released", args=[case.pk]) in receipt
    assert "Quittenmaier" not in receipt
    assert ("Quittenmaier" in page, "0151 000" in page, "Duldung" in page) == (True, True, True)
    for word in ("Vertraulich Herz", "Freitext", "Bäckerei", "Eigene Wohnung", "Quittenweg"):
        assert word not in page
    assert not Case.objects.visible_to(frida).exists()
    assert client.get(reverse("desk:case", args=[case.pk])).status_code in (403, 404)
    assert Event.objects.of_case(case.pk).filter(verb="release-read").count() == 1


def test_health_goes_with_its_release_alone(sign_in, lena, anna, frida, case, steinheim):
    released(case, steinheim, anna, "health")
    moved(a_transfer(steinheim, lena, case))

    page = read(sign_in(frida), case).content.decode()

    assert ("Vertraulich Herz" in page, "Quittenmaier" in page) == (True, False)


def test_without_a_release_the_county_finds_nothing(sign_in, lena, frida, case, steinheim):
    transfer = moved(a_transfer(steinheim, lena, case))
    client = sign_in(frida)

    assert read(client, case).status_code == 404
    assert (
        reverse("handover:released", args=[case.pk])
        not in preview(client, transfer).content.decode()
    )


def test_what_was_written_later_does_not_reach_the_county(
    sign_in, lena, anna, frida, case, steinheim
):
    released(case, steinheim, anna, "contact")
    moved(a_transfer(steinheim, lena, case))
    case.household.persons.get().channels.create(kind="phone", value="0152 777")

    assert "0152 777" not in read(sign_in(frida), case).content.decode()


def test_it_ends_with_the_last_day_of_the_release(
    sign_in, lena, anna, frida, case, steinheim, time_machine
):
    released(case, steinheim, anna, "contact", until=localdate() + timedelta(days=3))
    transfer = moved(a_transfer(steinheim, lena, case))

    time_machine.move_to(now() + timedelta(days=4))
    client = sign_in(frida)

    assert read(client, case).status_code == 404
    assert (
        reverse("handover:released", args=[case.pk])
        not in preview(client, transfer).content.decode()
    )


def test_to_the_town_goes_the_list_alone(sign_in, lena, anna, case, steinheim):
    town = steinheim.municipality
    all_agree(case, to=town.name, by=anna)
    transfer = a_transfer(steinheim, lena, case)
    transfer.receiver = town
    transfer.save()

    page = preview(sign_in(lena), transfer).content.decode()
    moved(transfer)

    assert "Keine Namen, keine Akte." in page
    assert TransferredCase.unguarded.get().released == {}


def test_taken_back_the_county_reads_it_no_more(sign_in, lena, anna, frida, case, steinheim):
    released(case, steinheim, anna, "contact")
    transfer = moved(a_transfer(steinheim, lena, case))

    actions.undo(transfer, by=lena, at=now())

    assert read(sign_in(frida), case).status_code == 404
    assert TransferredCase.unguarded.get().released == {}


def test_nobody_but_the_county_reads_it(sign_in, lena, anna, dora, case, steinheim):
    released(case, steinheim, anna, "contact")
    moved(a_transfer(steinheim, lena, case))

    assert [read(sign_in(who), case).status_code for who in (lena, anna, dora)] == [403] * 3


def test_a_household_from_which_all_have_gone_releases_nothing(
    sign_in, lena, anna, case, steinheim
):
    released(case, steinheim, anna, "contact", "household", "status", "plan")
    case.household.persons.get().memberships.create(
        household=case.household, joined_on="2020-01-02", left_on="2020-01-03", left_how="moved_out"
    )

    page = preview(sign_in(lena), a_transfer(steinheim, lena, case))

    assert page.context["opened_number"] == 0


def test_a_lacking_consent_is_entered_from_the_checklist_and_leads_back(
    sign_in, anna, case, steinheim
):
    address = f"{reverse('packing:handover', args=[case.pk])}?an={steinheim.county_id}"
    client = sign_in(anna)
    asking = client.get(address).context["asking"]
    form = client.get(asking).context["form"]
    typed = {
        "person": case.household.persons.get().pk, "given_on": "2020-01-08", "is_written": "on",
        **{name: form[name].value() for name in ("recipient", "purpose", "kinds")},
    }  # fmt: skip

    answer = client.post(asking, typed)

    assert answer.url == address
    assert client.get(address).context["asking"] == ""


@pytest.mark.parametrize("number", ["0", "x", "999999"])
def test_the_checklist_is_shown_for_the_county_of_the_case_alone(sign_in, anna, case, number):
    page = sign_in(anna).get(reverse("packing:handover", args=[case.pk]), {"an": number})

    assert "points" not in page.context


@pytest.mark.parametrize("came", [True, False])
def test_only_what_came_from_the_county_goes_back_to_it(sign_in, anna, case, steinheim, came):
    if came:
        Case.unguarded.update(
            handed_over_by=steinheim.county, handed_over_on="2020-01-02",
            accepted_on="2020-01-07", accepted_by="Lena",
        )  # fmt: skip

    page = sign_in(anna).get(reverse("packing:handover", args=[case.pk])).content.decode()

    words = [
        f"Prüfliste für die {way} an {steinheim.county.name}" for way in ("Rückgabe", "Übergabe")
    ]
    assert [one in page for one in words] == [came, not came]


def test_a_level_of_german_is_said_in_words(sign_in, anna, case, steinheim):
    released(case, steinheim, anna, "work")
    case.household.persons.update(german_level="alpha")
    address = f"{reverse('packing:handover', args=[case.pk])}?an={steinheim.county_id}"

    page = sign_in(anna).get(address).content.decode()

    assert "Deutsch: Alphakurs" in page


def test_releases_cost_the_same_for_one_case_and_three(
    sign_in, lena, anna, steinheim, django_assert_num_queries, django_assert_max_num_queries
):
    cases = [a_full_case(holder=anna) for _n in range(4)]
    for one in cases:
        all_agree(one, to=steinheim.county.name, by=anna)
    one, three = (
        a_transfer(steinheim, lena, cases[0]), a_transfer(steinheim, lena, *cases[1:]),
    )  # fmt: skip
    client = sign_in(lena)
    preview(client, one)
    with django_assert_max_num_queries(60) as counted:
        preview(client, one)

    with django_assert_num_queries(len(counted)):
        preview(client, three)


def test_the_database_shows_the_county_what_came_back_and_not_the_case(
    lena, anna, frida, case, steinheim
):
    released(case, steinheim, anna, "contact")
    moved(a_transfer(steinheim, lena, case))
    if connection.vendor != "postgresql":
        pytest.skip("rows are walled on PostgreSQL")

    with eyes_of(frida):
        rows = [TransferredCase.unguarded.count(), Case.unguarded.count()]

    assert rows == [1, 0]


def test_of_a_household_that_is_protected_since_nothing_can_be_read(
    sign_in, lena, anna, frida, case, steinheim
):
    released(case, steinheim, anna, "contact")
    transfer = moved(a_transfer(steinheim, lena, case))
    before = read(sign_in(frida), case).status_code
    a_second_case(case, is_protected=True)

    receipt = preview(sign_in(frida), transfer).content.decode()

    assert (before, read(sign_in(frida), case).status_code) == (200, 404)
    assert reverse("handover:released", args=[case.pk]) not in receipt
    assert not preview(sign_in(lena), transfer).context["has_released"]
