# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is there on a day, who covers, what nobody sees to."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from geleit.core.problems import Refused
from geleit.organisations.models import Organisation
from geleit.staffing import duty_actions
from geleit.staffing import presence_actions as actions
from geleit.staffing import presence_rules as rules
from geleit.staffing.enums import Presence
from geleit.staffing.rules import Filling, Post
from tests import factories
from tests.agreements.test_versions import EVERYBODY
from tests.staffing.things import a_filling, a_post

BASE = "/vereinbarungen/testheim-2020/besetzung/"
NAME = "Tabea Beispiel"
HIRED = date(2020, 1, 7)
FIRST, LAST = date(2020, 3, 2), date(2020, 3, 13)


def a_plain_post(*, leaves_on=None, share="0.50"):
    filling = Filling(7, HIRED, leaves_on, "social_work", HIRED)
    return Post(
        key=1, title="Begleitung", full_time_share=Decimal(share), qualification="social_work",
        is_needed_to_start=True, organisation="Träger", fillings=(filling,),
    )  # fmt: skip


def away(covered_by="", starts_on=FIRST, ends_on=LAST):
    return rules.Away(1, starts_on, ends_on, covered_by)


@pytest.mark.parametrize(
    ("on", "covered_by", "presence"),
    [
        (HIRED - timedelta(days=1), "", Presence.VACANT),
        (HIRED, "", Presence.THERE),
        (FIRST, "", Presence.ABSENT),
        (LAST, "Ben", Presence.DEPUTISED),
        (LAST + timedelta(days=1), "", Presence.THERE),
        (date(2020, 6, 1), "", Presence.VACANT),
    ],
)
def test_how_a_post_is_covered_on_a_day(on, covered_by, presence):
    post = a_plain_post(leaves_on=date(2020, 5, 31))

    assert rules.post_day(post, {7: [away(covered_by)]}, on=on).presence == presence


@given(st.lists(st.sampled_from(["", "Ben"]), min_size=1, max_size=6))
def test_covered_shares_are_never_more_than_there_are(covers):
    days = [rules.post_day(a_plain_post(), {7: [away(one)]}, on=FIRST) for one in covers]

    covered, agreed = rules.shares(days)

    assert agreed == Decimal("0.50") * len(covers)
    assert covered == Decimal("0.50") * covers.count("Ben")


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "code"),
    [
        (LAST, FIRST, "ends_on"),
        (HIRED - timedelta(days=1), FIRST, "starts_on"),
        (date(2020, 5, 30), date(2020, 6, 2), "starts_on"),
        (FIRST, None, "starts_on"),
    ],
)
def test_absences_that_cannot_be_are_refused(starts_on, ends_on, code):
    found = rules.absence_problems(
        starts_on=starts_on, ends_on=ends_on, hired_from=HIRED, leaves_on=date(2020, 5, 31),
        others=[away()],
    )  # fmt: skip

    assert [problem.code for problem in found] == [code]


@pytest.fixture
def filling(steinheim):
    post = a_post(agreement=steinheim, full_time_share="0.50")
    return a_filling(position=post, holder_name=NAME, hired_from=HIRED)


def test_the_lead_records_an_absence_and_the_town_reads_no_name(sign_in, filling, lena, dora):
    address = f"/vereinbarungen/testheim-2020/besetzungen/{filling.pk}/abwesend/"
    sign_in(lena).post(address, {
        "starts_on": "2020-03-02", "ends_on": "2020-03-13", "covered_by": "Ben Beispiel",
    })  # fmt: skip

    lead = sign_in(lena).get(f"{BASE}?on=2020-03-05").content.decode()
    town = sign_in(dora).get(f"{BASE}?on=2020-03-05").content.decode()

    assert all(words in lead for words in (NAME, "Ben Beispiel", "vertreten"))
    assert "vertreten" in town
    assert (NAME in town, "Ben Beispiel" in town) == (False, False)


def test_from_an_absence_on_the_deputy_is_entered_for_the_same_days(
    sign_in, steinheim, lena, anna, ben
):
    filling = a_filling(
        position=a_post(agreement=steinheim), holder=anna, holder_name=anna.name, hired_from=HIRED
    )
    address = f"/vereinbarungen/testheim-2020/besetzungen/{filling.pk}/abwesend/"
    client, ends_on = sign_in(lena), localdate() + timedelta(days=9)
    said = {"starts_on": "2020-03-02", "ends_on": f"{ends_on}", "covered_by": ben.name}

    answer = client.post(address, said | {"goes_on": "on"})
    absence = filling.absences.get()
    form = client.get(answer.url).context["form"]
    page = client.get(BASE).content.decode()

    assert answer.url == f"/team/?abwesenheit={absence.pk}#vertretung"
    assert form.initial == {
        "holder": anna.pk,
        "deputy": ben.pk,
        "starts_on": date(2020, 3, 2),
        "ends_on": ends_on,
    }
    assert f'href="{answer.url}"' in page


def test_without_an_account_or_after_it_no_deputy_is_offered(
    sign_in, steinheim, filling, lena, anna
):
    other = a_filling(position=a_post(agreement=steinheim), holder=anna, hired_from=HIRED)
    actions.record_absence(filling, starts_on=FIRST, ends_on=None, covered_by="", by=lena)
    over = actions.record_absence(other, starts_on=FIRST, ends_on=LAST, covered_by="", by=lena)
    client = sign_in(lena)

    page = client.get(BASE).content.decode()
    base = "/vereinbarungen/testheim-2020/besetzungen/"
    forms = [client.get(f"{base}{one.pk}/abwesend/").content.decode() for one in (filling, other)]

    assert "Vertretung eintragen" not in page
    assert ["goes_on" in form for form in forms] == [False, True]
    assert (
        client.post(
            f"{base}{other.pk}/abwesend/", {"starts_on": "2020-05-04", "ends_on": "2020-05-05"}
        ).url
        == BASE
    )
    assert client.get(f"/team/?abwesenheit={over.pk}").context["form"].initial["holder"] == anna.pk


def test_an_absence_of_another_carrier_fills_in_nothing(sign_in, filling, lena, anna):
    other = factories.an_agreement(key="zweite-2020")
    other.carrier = Organisation.objects.create(
        kind="carrier", name="Anderer Träger", short_name="Anderer", land="BW"
    )
    other.save()
    away = a_filling(
        position=a_post(agreement=other), holder=anna, holder_name=anna.name
    ).absences.create(starts_on=FIRST, recorded_by="x")

    form = sign_in(lena).get(f"/team/?abwesenheit={away.pk}").context["form"]

    assert form.initial == {"starts_on": localdate()}


def test_the_day_says_what_nobody_covers(sign_in, steinheim, filling, lena, dora):
    duty = duty_actions.name_duty(
        steinheim, name="Begleitung im Alltag", level="municipality", basis="", by=dora
    )
    duty_actions.hand_duty_on(
        duty, name="Träger", starts_on=HIRED, position=filling.position, by=dora, on=HIRED
    )
    actions.record_absence(filling, starts_on=FIRST, ends_on=LAST, covered_by="", by=lena)

    gone = sign_in(dora).get(f"{BASE}?on=2020-03-05").content.decode()
    there = sign_in(dora).get(f"{BASE}?on=2020-04-01").content.decode()

    assert "<li>Begleitung im Alltag</li>" in gone
    assert "0 von 0,5" in gone
    assert "jede aufgenommene Aufgabe abgedeckt" in there


def test_an_absence_is_struck_and_a_training_kept_once(sign_in, filling, lena):
    absence = actions.record_absence(filling, starts_on=FIRST, ends_on=None, covered_by="", by=lena)
    sign_in(lena).post(f"{BASE}abwesend/{absence.pk}/")
    address = f"/vereinbarungen/testheim-2020/besetzungen/{filling.pk}/fortbildung/"
    for _ in range(2):
        sign_in(lena).post(address, {"title": "Case Management", "held_on": "2020-05-04",
                                     "hours": "7,5"})  # fmt: skip

    assert not filling.absences.exists()
    assert [one.hours for one in filling.trainings.all()] == [Decimal("7.50")]


def test_an_absence_over_another_is_refused_in_words(filling, lena):
    actions.record_absence(filling, starts_on=FIRST, ends_on=LAST, covered_by="", by=lena)
    with pytest.raises(Refused, match="Ab 02.03.2020 ist schon eine Abwesenheit eingetragen"):
        actions.record_absence(filling, starts_on=LAST, ends_on=None, covered_by="", by=lena)


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_reads_and_who_records(request, sign_in, filling, name):
    client = sign_in(request.getfixturevalue(name))
    readers = {"lena", "anna", "ben", "carla", "dora", "frida"}

    assert client.get(BASE).status_code == (200 if name in readers else 403)
    away = f"/vereinbarungen/testheim-2020/besetzungen/{filling.pk}/abwesend/"
    assert client.get(away).status_code == (200 if name == "lena" else 403)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_of_one_post_and_of_three(
    sign_in, steinheim, dora, django_assert_num_queries, number
):
    for _ in range(number):
        a_filling(position=a_post(agreement=steinheim), hired_from=HIRED)
    client = sign_in(dora)

    with django_assert_num_queries(10):
        client.get(f"{BASE}?on=2020-03-05")
