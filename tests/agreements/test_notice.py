# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notice never ends an agreement before it has begun; what was entered by mistake is taken back."""

from datetime import date

import pytest
import time_machine

from geleit.agreements import hand_back_actions
from geleit.agreements.models import NoticeTakenBack
from geleit.audit.models import Event
from geleit.core.problems import Refused
from tests.agreements.test_versions import a_signed, version_actions
from tests.agreements.things import signed_with_term


@pytest.mark.parametrize("given_on", [date(1900, 1, 1), date(2019, 10, 1)])
def test_notice_that_would_end_it_before_its_beginning_is_refused(steinheim, lena, dora, given_on):
    a_signed(steinheim, lena, dora, in_force_on=date(2020, 1, 1))

    with pytest.raises(Refused, match="vor ihrem Beginn am 01.01.2020"):
        version_actions.give_notice(steinheim, given_on=given_on, by=dora, on=date(2019, 10, 1))

    steinheim.refresh_from_db()
    assert (steinheim.ends_on, steinheim.notice_given_on) == (None, None)


# Taken back

GIVEN, REASON = date(2022, 9, 30), "bei der falschen Vereinbarung eingetragen"


@pytest.fixture
def under_notice(steinheim, lena, dora):
    signed_with_term(steinheim, lena, dora, in_force_on=date(2020, 1, 1), first_end=date(2022, 12, 31),
             renews_by_months=12, notice_months=3)  # fmt: skip
    version_actions.give_notice(steinheim, given_on=GIVEN, by=dora, on=GIVEN)
    steinheim.refresh_from_db()
    return steinheim


def test_a_mistaken_notice_is_taken_back_and_kept_with_its_reason(under_notice, dora):
    version_actions.take_back_notice(under_notice, reason=REASON, by=dora, on=date(2022, 10, 4))

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
            version_actions.take_back_notice(under_notice, reason=REASON, by=by, on=day)

    under_notice.refresh_from_db()
    assert under_notice.ends_on == date(2022, 12, 31)


def test_what_is_planned_to_be_handed_back_goes_on_by_amendment(under_notice, dora):
    hand_back_actions.plan(
        under_notice, receiver=under_notice.municipality, reason="", by=dora, on=GIVEN
    )

    with pytest.raises(Refused, match="Nachtrag"):
        version_actions.take_back_notice(under_notice, reason=REASON, by=dora, on=GIVEN)


@time_machine.travel("2022-10-04 09:00+00:00")
def test_it_is_taken_back_on_the_page_with_a_reason(sign_in, under_notice, lena, dora):
    page = f"/vereinbarungen/{under_notice.key}/kuendigung/zuruecknehmen/"

    assert sign_in(dora).post(page, {"reason": ""}).status_code == 422
    assert sign_in(lena).post(page, {"reason": REASON}).status_code == 422
    answer = sign_in(dora).post(page, {"reason": REASON})

    assert answer.status_code == 302
    assert REASON in sign_in(lena).get(answer.url).content.decode()
