# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notice never ends an agreement before it has begun; what was entered by mistake is taken back."""

from datetime import date

import pytest
import time_machine

from geleit.agreements import hand_back_actions, notice_actions
from geleit.agreements.models import NoticeTakenBack
from geleit.audit.models import Event
from geleit.core.problems import Refused
from tests.agreements.test_versions import a_signed, text_of
from tests.agreements.things import signed_with_term


@pytest.mark.parametrize(
    ("given_on", "reason"),
    [
        (date(1900, 1, 1), "Gezeichnet ist die Vereinbarung erst seit 24.09.2019"),
        (date(2019, 9, 23), "Gezeichnet ist die Vereinbarung erst seit 24.09.2019"),
        (date(2019, 10, 1), "vor ihrem Beginn am 01.01.2020"),
        (date(2019, 10, 2), "Dieser Tag kommt erst noch"),
        (date(2109, 10, 1), "Dieser Tag kommt erst noch"),
    ],
)
def test_notice_on_a_day_that_cannot_be_is_refused_with_the_reason(
    steinheim, lena, dora, given_on, reason
):
    a_signed(steinheim, lena, dora, in_force_on=date(2020, 1, 1))

    with pytest.raises(Refused, match=reason):
        notice_actions.give_notice(
            steinheim, given_on=given_on, ends_on=date(2019, 12, 31), by=dora, on=date(2019, 10, 1)
        )

    steinheim.refresh_from_db()
    assert (steinheim.ends_on, steinheim.notice_given_on) == (None, None)


# Taken back

GIVEN, REASON = date(2022, 9, 30), "bei der falschen Vereinbarung eingetragen"


@pytest.fixture
def under_notice(steinheim, lena, dora):
    signed_with_term(steinheim, lena, dora, in_force_on=date(2020, 1, 1), first_end=date(2022, 12, 31),
             renews_by_months=12, notice_months=3)  # fmt: skip
    notice_actions.give_notice(steinheim, given_on=GIVEN, by=dora, on=GIVEN)
    steinheim.refresh_from_db()
    return steinheim


def test_a_mistaken_notice_is_taken_back_and_kept_with_its_reason(under_notice, dora):
    notice_actions.take_back_notice(under_notice, reason=REASON, by=dora, on=date(2022, 10, 4))

    under_notice.refresh_from_db()
    assert (under_notice.notice_given_on, under_notice.ends_on) == (None, None)
    kept = NoticeTakenBack.objects.get()
    assert (kept.given_on, kept.would_end_on) == (GIVEN, date(2022, 12, 31))
    assert (kept.reason, kept.taken_back_by) == (REASON, "Dora")
    event = Event.objects.get(verb="notice-taken-back")
    assert REASON not in str(event.data)


def test_the_other_side_does_not_take_it_back_and_nobody_after_the_end(under_notice, lena, dora):
    for by, day, match in (
        (lena, date(2022, 10, 4), "andere Seite"),
        (dora, date(2023, 1, 1), "schon beendet"),
    ):
        with pytest.raises(Refused, match=match):
            notice_actions.take_back_notice(under_notice, reason=REASON, by=by, on=day)

    under_notice.refresh_from_db()
    assert under_notice.ends_on == date(2022, 12, 31)


def test_what_is_planned_to_be_handed_back_goes_on_by_amendment(under_notice, dora):
    hand_back_actions.plan(
        under_notice, receiver=under_notice.municipality, reason="", by=dora, on=GIVEN
    )

    with pytest.raises(Refused, match="Nachtrag"):
        notice_actions.take_back_notice(under_notice, reason=REASON, by=dora, on=GIVEN)


@time_machine.travel("2022-10-04 09:00+00:00")
def test_it_is_taken_back_on_the_page_with_a_reason(sign_in, under_notice, lena, dora):
    page = f"/vereinbarungen/{under_notice.key}/kuendigung/zuruecknehmen/"

    assert sign_in(dora).post(page, {"reason": ""}).status_code == 422
    assert sign_in(lena).post(page, {"reason": REASON}).status_code == 422
    answer = sign_in(dora).post(page, {"reason": REASON})

    assert answer.status_code == 302
    assert REASON in sign_in(lena).get(answer.url).content.decode()


# The page asks twice and never invents an end


def place(agreement):
    return f"/vereinbarungen/{agreement.key}/kuendigung/"


@pytest.fixture
def renewing(steinheim, lena, dora):
    signed_with_term(steinheim, lena, dora, in_force_on=date(2020, 1, 1), first_end=date(2022, 12, 31),
             renews_by_months=12, notice_months=3)  # fmt: skip
    return steinheim


@time_machine.travel("2022-09-20 09:00+00:00")
def test_the_end_is_read_before_the_notice_is_recorded(sign_in, renewing, dora):
    client, first = sign_in(dora), {"given_on": "2022-09-20"}

    asked = client.post(place(renewing), first)
    renewing.refresh_from_db()
    before = renewing.notice_given_on
    answer = client.post(place(renewing), first | {"seen_end": "2022-12-31"})

    assert (asked.status_code, before) == (200, None)
    assert "Samstag, 31. Dezember 2022" in text_of(asked)
    renewing.refresh_from_db()
    assert (answer.status_code, renewing.ends_on) == (302, date(2022, 12, 31))


@time_machine.travel("2022-10-04 09:00+00:00")
def test_an_end_that_was_not_read_is_shown_again_and_nothing_recorded(sign_in, renewing, dora):
    sent = {"given_on": "2022-10-04", "seen_end": "2022-12-31"}  # too late for this end

    answer = sign_in(dora).post(place(renewing), sent)

    renewing.refresh_from_db()
    assert "Sonntag, 31. Dezember 2023" in text_of(answer)
    assert renewing.notice_given_on is None


@time_machine.travel("2020-11-28 09:00+00:00")
def test_without_an_agreed_period_the_sides_name_the_end_themselves(sign_in, steinheim, lena, dora):
    signed_with_term(steinheim, lena, dora, in_force_on=date(2020, 1, 1))
    client, given = sign_in(dora), {"given_on": "2020-11-28"}

    page = text_of(client.get(place(steinheim)))
    missing = client.post(place(steinheim), given)
    too_early = client.post(place(steinheim), given | {"ends_on": "2020-11-27"})
    named = given | {"ends_on": "2021-03-31"}
    asked = client.post(place(steinheim), named)
    client.post(place(steinheim), named | {"seen_end": "2021-03-31"})

    assert "Eine Kündigungsfrist ist nicht vereinbart." in page
    assert "30. November" not in page
    assert (missing.status_code, too_early.status_code) == (422, 422)
    assert "31. März 2021" in text_of(asked)
    steinheim.refresh_from_db()
    assert steinheim.ends_on == date(2021, 3, 31)


@pytest.mark.parametrize("ends_on", [None, date(2020, 11, 27)])
def test_no_command_ends_an_open_agreement_on_a_day_that_nobody_named(
    steinheim, lena, dora, ends_on
):
    signed_with_term(steinheim, lena, dora, in_force_on=date(2020, 1, 1))
    day = date(2020, 11, 28)

    with pytest.raises(Refused):
        notice_actions.give_notice(steinheim, given_on=day, ends_on=ends_on, by=dora, on=day)

    steinheim.refresh_from_db()
    assert steinheim.ends_on is None


@time_machine.travel("2022-09-20 09:00+00:00")
def test_a_renewing_term_without_a_period_says_so_with_its_end(sign_in, steinheim, lena, dora):
    signed_with_term(steinheim, lena, dora, in_force_on=date(2020, 1, 1),
                     first_end=date(2022, 12, 31), renews_by_months=12)  # fmt: skip

    page = text_of(sign_in(dora).get(place(steinheim)))

    assert "Eine Kündigungsfrist ist nicht vereinbart." in page
    assert "jetzt 31.12.2022" in page


@time_machine.travel("2022-10-04 09:00+00:00")
def test_under_notice_the_page_shows_the_notice_and_no_form(sign_in, under_notice, lena, dora):
    own, other = (text_of(sign_in(one).get(place(under_notice))) for one in (dora, lena))

    for page in (own, other):
        assert ("30.09.2022" in page, "31.12.2022" in page) == (True, True)
        assert "given_on" not in page
    assert "kuendigung/zuruecknehmen" in own
    assert "kuendigung/zuruecknehmen" not in other
    assert "Nur sie kann den Eintrag zurücknehmen." in other
    again = sign_in(dora).post(place(under_notice), {"given_on": "2022-10-04"})
    assert again.status_code == 409


@time_machine.travel("2022-02-01 09:00+00:00")
def test_what_ends_by_itself_has_no_form(sign_in, steinheim, lena, dora):
    signed_with_term(
        steinheim, lena, dora, in_force_on=date(2020, 1, 1), first_end=date(2022, 12, 31)
    )

    answer = sign_in(dora).get(place(steinheim))

    assert "endet von selbst" in text_of(answer)
    assert "given_on" not in answer.content.decode()
