# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who does what, on any day, also while the town's post was empty."""

from datetime import date

import pytest

from geleit.core.problems import Refused
from geleit.staffing import duty_actions
from geleit.staffing.duty_queries import who_does_what
from geleit.staffing.models import Duty, DutyCarrier
from tests.staffing.things import a_filling, a_post, a_predecessor, another_agreement

EVERYBODY = ["lena", "anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"]


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def handed_over(steinheim):
    """The town had a post for it, empty since June; the carrier has one since January."""
    duty = Duty.objects.create(
        agreement=steinheim, name="Begleitung", level="nobody", basis="freiwillig"
    )
    post = a_post(agreement=steinheim)
    a_filling(position=post, hired_from=date(2020, 1, 7))
    DutyCarrier.objects.create(
        duty=duty,
        name="Stadt Testheim",
        position=a_predecessor(agreement=steinheim),
        steps_in="Freundeskreis",
        starts_on=date(2016, 1, 1),
        ends_on=date(2019, 12, 31),
    )
    DutyCarrier.objects.create(duty=duty, name="Träger", position=post, starts_on=date(2020, 1, 1))
    return duty


def answer(agreement, day):
    return who_does_what(agreement, on=day)[0].answer


@pytest.mark.parametrize(
    ("day", "name", "vacant_since"),
    [
        (date(2019, 5, 31), "Stadt Testheim", None),
        (date(2019, 6, 1), "Stadt Testheim", date(2019, 6, 1)),
        (date(2019, 12, 31), "Stadt Testheim", date(2019, 6, 1)),
        (date(2020, 1, 1), "Träger", date(2020, 1, 1)),
        (date(2020, 1, 6), "Träger", date(2020, 1, 1)),
        (date(2020, 1, 7), "Träger", None),
    ],
)
def test_the_answer_holds_for_every_day(steinheim, handed_over, day, name, vacant_since):
    found = answer(steinheim, day)

    assert (found.carrier.name, found.vacant_since) == (name, vacant_since)


def test_before_anybody_was_recorded_it_is_nobody(steinheim, handed_over):
    found = answer(steinheim, date(2015, 12, 31))

    assert (found.carrier, found.is_covered) == (None, False)


def test_who_takes_over_ends_the_one_before_on_the_eve(steinheim, handed_over, lena):
    day = date(2022, 4, 1)

    duty_actions.hand_duty_on(handed_over, name="Landkreis", starts_on=day, by=lena, on=day)

    ends = handed_over.carriers.order_by("starts_on").values_list("name", "ends_on")
    assert list(ends) == [
        ("Stadt Testheim", date(2019, 12, 31)),
        ("Träger", date(2022, 3, 31)),
        ("Landkreis", None),
    ]


def test_without_a_name_nobody_does_it_from_then_on(steinheim, handed_over, dora):
    day = date(2022, 4, 1)

    duty_actions.hand_duty_on(handed_over, name="", starts_on=day, by=dora, on=day)

    found = answer(steinheim, day)
    assert (found.carrier, found.nobody_since) == (None, day)


def test_history_is_added_to_at_its_end(steinheim, handed_over, lena):
    with pytest.raises(Refused, match="01.01.2020"):
        duty_actions.hand_duty_on(
            handed_over, name="X", starts_on=date(2020, 1, 1), by=lena, on=date(2022, 1, 1)
        )


def test_the_page_answers_for_the_day_one_asks_for(sign_in, steinheim, handed_over, dora):
    root = f"/vereinbarungen/{steinheim.key}/wer-macht-was/"

    page = text_of(sign_in(dora).get(root, {"on": "2019-07-01"}))

    assert "Stand am 1. Juli 2019" in page
    assert "Stelle unbesetzt seit 01.06.2019" in page
    assert "Freundeskreis" in page
    assert "Hanna Holder" not in page


def test_a_day_that_is_none_is_said_and_today_is_shown(sign_in, steinheim, handed_over, dora):
    response = sign_in(dora).get(
        f"/vereinbarungen/{steinheim.key}/wer-macht-was/", {"on": "gestern"}
    )

    assert response.status_code == 422


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_reads_and_who_records(request, sign_in, steinheim, handed_over, name):
    client = sign_in(request.getfixturevalue(name))
    root = f"/vereinbarungen/{steinheim.key}/wer-macht-was/"

    read = client.get(root).status_code
    named = client.post(f"{root}neu/", {"name": "Sprache", "level": "land"}).status_code
    handed = client.post(
        f"{root}{handed_over.pk}/", {"starts_on": "2021-01-01", "name": "Landkreis"}
    ).status_code

    readers = {"lena", "anna", "ben", "carla", "dora", "frida"}
    parties = {"lena", "dora"}
    assert read == (200 if name in readers else 403)
    assert (named, handed) == ((302, 302) if name in parties else (403, 403))


def test_another_agreements_duty_is_not_there(sign_in, steinheim, handed_over, lena):
    foreign = another_agreement()
    theirs = Duty.objects.create(agreement=foreign, name="Fremd", level="land")
    client = sign_in(lena)

    for key, pk in ((foreign.key, theirs.pk), (steinheim.key, theirs.pk)):
        path = f"/vereinbarungen/{key}/wer-macht-was/{pk}/"
        assert client.post(path, {"starts_on": "2021-01-01"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    sign_in, steinheim, dora, django_assert_max_num_queries, count
):
    for number in range(count):
        duty = Duty.objects.create(agreement=steinheim, name=f"A{number}", level="land")
        post = a_post(agreement=steinheim, title=f"Stelle {number}")
        a_filling(position=post)
        DutyCarrier.objects.create(
            duty=duty, name="Träger", position=post, starts_on=date(2020, 1, 1)
        )
    client = sign_in(dora)

    with django_assert_max_num_queries(10):
        client.get(f"/vereinbarungen/{steinheim.key}/wer-macht-was/")
