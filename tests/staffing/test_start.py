# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The service begins when all is there, or when both sides do without what is missing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from geleit.agreements.enums import AgreementState
from geleit.core.problems import Refused
from geleit.staffing import actions, rules
from tests.staffing.things import a_condition, a_filling, a_post, another_agreement

EVERYBODY = ["lena", "anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"]
TODAY = date(2020, 2, 10)


@pytest.fixture
def waiting(steinheim):
    """Signed and in force, but the service has not begun."""
    steinheim.started_on = None
    steinheim.save(update_fields=["started_on"])
    return steinheim


def start(agreement, by, day=TODAY):
    return actions.start_service(agreement, starts_on=day, by=by, on=TODAY)


def waive(agreement, thing, *people):
    for person in people:
        actions.waive(agreement, thing, reason="Es geht auch so.", by=person, on=TODAY)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_an_agreement_in_force_waits_until_the_begin_is_recorded(waiting, lena):
    a_filling(position=a_post(agreement=waiting), hired_from=date(2020, 2, 1))
    before = waiting.state

    after = start(waiting, lena, date(2020, 2, 1))

    assert (before, after.state) == (AgreementState.WAITING, AgreementState.RUNNING)


def test_nothing_begins_before_all_is_there(waiting, lena):
    a_filling(position=a_post(agreement=waiting), hired_from=date(2020, 2, 1))

    with pytest.raises(Refused, match="01.02.2020"):
        start(waiting, lena, date(2020, 1, 31))


def test_what_is_missing_is_named(waiting, lena):
    a_filling(position=a_post(agreement=waiting))
    a_condition(agreement=waiting, label="Raum im Rathaus")

    with pytest.raises(Refused, match="Raum im Rathaus"):
        start(waiting, lena)


def test_one_sides_waiver_is_not_enough(waiting, lena, dora):
    a_filling(position=a_post(agreement=waiting))
    waive(waiting, a_condition(agreement=waiting), lena, lena)

    with pytest.raises(Refused, match="Raum im Rathaus"):
        start(waiting, lena)


def test_with_both_waivers_it_begins_without(waiting, lena, dora):
    a_filling(position=a_post(agreement=waiting))
    waive(waiting, a_condition(agreement=waiting), lena, dora)

    assert start(waiting, lena).started_on == TODAY
    assert {waiver.name for waiver in waiting.waivers.all()} == {"Lena", "Dora"}


def test_when_all_is_waived_the_agreed_day_is_the_day(waiting, lena, dora):
    waive(waiting, a_post(agreement=waiting), lena, dora)

    assert start(waiting, lena, waiting.in_force_on).started_on == waiting.in_force_on


def test_what_is_there_needs_no_waiver(waiting, lena):
    post = a_post(agreement=waiting)
    a_filling(position=post, hired_from=date(2019, 12, 1), qualification_proved_on=TODAY)
    condition = a_condition(agreement=waiting, met_on=date(2019, 12, 1), confirmed_by="Lena")

    with pytest.raises(Refused, match="nicht nötig"):
        waive(waiting, condition, lena)


def test_nothing_unsigned_begins(waiting, lena):
    a_filling(position=a_post(agreement=waiting))
    waiting.signed_on = None
    waiting.save(update_fields=["signed_on"])

    with pytest.raises(Refused, match="nicht von beiden Seiten"):
        start(waiting, lena)


def test_it_begins_once(waiting, lena):
    a_filling(position=a_post(agreement=waiting))
    start(waiting, lena)

    with pytest.raises(Refused, match="schon festgehalten"):
        start(waiting, lena)


def test_somebody_with_less_may_be_hired_with_a_reason_and_counts_after_both_waived(
    waiting, lena, dora
):
    post = a_post(agreement=waiting)
    hire = {
        "holder_name": "Hanna Holder",
        "hired_from": date(2020, 1, 7),
        "qualification": "comparable",
        "proved_on": None,
        "by": lena,
        "on": TODAY,
    }
    with pytest.raises(Refused, match="Begründung"):
        actions.record_hire(post, **hire)

    actions.record_hire(post, **hire, exception_reason="Keine andere Bewerbung.")

    with pytest.raises(Refused):
        start(waiting, lena)
    waive(waiting, post, lena, dora)
    assert start(waiting, lena).started_on == TODAY


def test_a_hire_with_less_than_agreed_carries_a_mark_for_both_sides(sign_in, waiting, lena, dora):
    hire = {"holder_name": "Hanna Holder", "hired_from": date(2020, 1, 7), "proved_on": None}
    marked, plain = a_post(agreement=waiting), a_post(agreement=waiting, title="Zweite Stelle")
    actions.record_hire(
        marked, **hire, qualification="comparable", exception_reason="Keine andere Bewerbung.",
        by=lena, on=TODAY,
    )  # fmt: skip
    actions.record_hire(plain, **hire, qualification="social_work", by=lena, on=TODAY)

    for person in (lena, dora):
        page = sign_in(person).get(f"/vereinbarungen/{waiting.key}/startbereitschaft/")
        assert page.content.decode().count("niedriger qualifiziert als vereinbart") == 1


# Gaps since the begin


def facts(*spans):
    fillings = tuple(
        rules.Filling(number, first, last, "social_work", first)
        for number, (first, last) in enumerate(spans)
    )
    post = rules.Post(
        key=1,
        title="Stelle",
        full_time_share=Decimal(1),
        qualification="social_work",
        is_needed_to_start=True,
        organisation="Träger",
        fillings=fillings,
    )
    return rules.Facts(agreed_on=date(2020, 1, 1), posts=(post,))


def test_a_gap_lasts_from_the_day_after_one_to_the_eve_of_the_next():
    held = facts((date(2020, 1, 1), date(2020, 3, 31)), (date(2020, 5, 1), None))

    gaps = rules.uncovered(held, since=date(2020, 1, 1), on=date(2021, 1, 1))

    assert gaps == [(date(2020, 4, 1), date(2020, 4, 30))]
    assert rules.share_of_gaps(gaps) == 30


def test_a_gap_that_lasts_ends_today():
    held = facts((date(2020, 1, 1), date(2020, 3, 31)))

    assert rules.uncovered(held, since=date(2020, 1, 1), on=date(2020, 4, 2)) == [
        (date(2020, 4, 1), date(2020, 4, 2))
    ]


@given(
    st.lists(st.tuples(st.integers(0, 200), st.one_of(st.none(), st.integers(0, 90))), max_size=6),
    st.integers(0, 250),
)
def test_days_without_anybody_agree_with_counting_each_day(spans, length):
    begin = date(2020, 1, 1)
    held = [
        (
            begin + timedelta(days=first),
            None if days is None else begin + timedelta(days=first + days),
        )
        for first, days in spans
    ]
    on = begin + timedelta(days=length)
    since = begin + timedelta(days=20)

    found = rules.share_of_gaps(rules.uncovered(facts(*held), since=since, on=on))

    days = [since + timedelta(days=n) for n in range((on - since).days + 1)]
    alone = [
        day
        for day in days
        if not any(first <= day and (last is None or day <= last) for first, last in held)
    ]
    assert found == len(alone)


# Pages


def test_the_page_offers_the_begin_and_shows_it_afterwards(sign_in, waiting, lena):
    a_filling(position=a_post(agreement=waiting))
    client, root = sign_in(lena), f"/vereinbarungen/{waiting.key}/"
    assert f"{root}beginn/" in text_of(client.get(f"{root}startbereitschaft/"))

    client.post(f"{root}beginn/", {"starts_on": "2020-01-07"})

    page = text_of(client.get(f"{root}startbereitschaft/"))
    assert "Die Begleitung läuft seit dem 7. Januar 2020." in page
    assert f"{root}beginn/" not in page


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_may_begin_and_waive(request, sign_in, waiting, name):
    user = request.getfixturevalue(name)
    condition = a_condition(agreement=waiting)
    a_post(agreement=waiting)
    client, root = sign_in(user), f"/vereinbarungen/{waiting.key}/"

    begin = client.post(f"{root}beginn/", {"starts_on": "2020-02-10"}).status_code
    waive = client.post(f"{root}bedingungen/{condition.pk}/verzicht/", {"reason": "…"}).status_code

    assert begin == (422 if name == "lena" else 403)
    assert waive == (302 if name in {"lena", "dora"} else 403)


def test_another_agreement_is_not_there(sign_in, waiting, lena):
    foreign = another_agreement()
    condition = a_condition(agreement=foreign)
    client, root = sign_in(lena), f"/vereinbarungen/{foreign.key}/"

    for path in ("beginn/", f"bedingungen/{condition.pk}/verzicht/"):
        assert client.post(root + path, {}).status_code == 404


def test_a_waived_condition_says_so_instead_of_being_overdue(waiting, lena, dora, sign_in):
    room = a_condition(agreement=waiting, label="Raum im Rathaus", due_on=date(2020, 1, 5))
    page = f"/vereinbarungen/{waiting.key}/startbereitschaft/"
    before = text_of(sign_in(lena).get(page))

    waive(waiting, room, lena, dora)
    after = text_of(sign_in(lena).get(page))

    assert "überfällig" in before
    assert "überfällig" not in after
    assert "verzichtet" in after
    assert f"/bedingungen/{room.pk}/verzicht/" not in after


def test_a_begin_to_come_is_not_told_as_a_begin_that_was(waiting, lena, sign_in):
    day = localdate() + timedelta(days=10)
    waiting.started_on = day
    waiting.save(update_fields=["started_on"])

    page = text_of(sign_in(lena).get(f"/vereinbarungen/{waiting.key}/startbereitschaft/"))

    assert f"Die Begleitung beginnt am {date_format(day)}." in page
    assert "Ohne Besetzung seit dem Beginn" not in page


def test_a_begin_is_offered_only_once_both_sides_have_signed(waiting, lena, sign_in):
    page = f"/vereinbarungen/{waiting.key}/startbereitschaft/"
    signed = text_of(sign_in(lena).get(page))
    waiting.signed_on = None
    waiting.save(update_fields=["signed_on"])

    assert "Beginn festhalten" in signed
    assert "Beginn festhalten" not in text_of(sign_in(lena).get(page))


def test_the_begin_is_the_main_thing_only_when_nothing_is_missing(waiting, lena, dora, sign_in):
    page, client = f"/vereinbarungen/{waiting.key}/startbereitschaft/", sign_in(lena)
    a_filling(position=a_post(agreement=waiting), hired_from=date(2020, 2, 1))
    room = a_condition(agreement=waiting, label="Raum im Rathaus")
    before = text_of(client.get(page))

    waive(waiting, room, lena, dora)
    after = text_of(client.get(page))

    words = "sobald nichts mehr fehlt oder beide Seiten auf das Fehlende verzichten"
    assert (words in before, words in after) == (True, False)
    button = f'href="/vereinbarungen/{waiting.key}/beginn/"'
    kinds = [
        text.split(button)[0].rpartition("kern-btn--")[2].split('"')[0] for text in (before, after)
    ]
    assert kinds == ["secondary", "primary"]
