# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invitations and reminders of the two sides: each person once, without a word of the talks."""

from datetime import date, timedelta

import pytest
from django.core import mail

from geleit.accounts.models import User
from geleit.agreements import meeting_actions
from geleit.agreements.enums import AgreementMailKind
from geleit.agreements.mail_actions import invite
from geleit.agreements.mail_reminders import remind
from geleit.agreements.mailing import send_waiting
from geleit.agreements.models import AgreementMail
from geleit.core.problems import Refused
from geleit.deadlines.reminding.actions import wish
from geleit.jobs.worker import drain
from tests import factories
from tests.agreements.test_meetings import SECRET, a_task, address, text_of
from tests.agreements.test_meetings import a_meeting as a_meeting_of
from tests.agreements.things import signed_with_term

ON = date(2020, 2, 27)
KIND = AgreementMailKind


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.SENDS_MAIL = True


def a_meeting(agreement, by, **given):
    both = [agreement.municipality, agreement.carrier]
    return a_meeting_of(agreement, by, invited=both, **given)


def sent():
    return sorted((m.to[0].split("@")[0], m.subject) for m in mail.outbox)


def kinds():
    rows = AgreementMail.objects.order_by("pk")
    return [(row.kind, row.user.name) for row in rows.select_related("user")]


def test_who_speaks_for_the_invited_is_invited_once(steinheim, anna, lena, dora, frida):
    meeting = a_meeting(steinheim, lena)

    for _click in range(2):
        invite(meeting, by=dora, on=ON)
    drain()
    drain()

    subject = "Einladung: Kooperationsgespräch am 02.03.2020"
    assert sent() == [("dora", subject), ("lena", subject)]


def test_the_mail_says_nothing_of_what_is_spoken_about(steinheim, lena, dora):
    invite(a_meeting(steinheim, lena), by=lena, on=ON)
    send_waiting()

    text = str(mail.outbox[0].message())
    assert SECRET not in text
    assert "Rathaus" in mail.outbox[0].body


def test_another_day_is_another_invitation(steinheim, lena, dora):
    meeting = a_meeting(steinheim, lena)
    invite(meeting, by=lena, on=ON)
    bodies = meeting.invited.all()
    meeting_actions.move_meeting(
        meeting, kind=meeting.kind, held_on=date(2020, 3, 9), place="Rathaus", invited=bodies,
        by=lena,
    )  # fmt: skip

    invite(meeting, by=lena, on=ON)

    assert kinds() == [(KIND.INVITATION, "Lena"), (KIND.INVITATION, "Dora")] * 2


def test_who_reaches_only_other_agreements_is_not_invited(steinheim, lena, dora):
    factories.limited(dora, factories.an_agreement(key="anderswo"))

    invite(a_meeting(steinheim, lena), by=lena, on=ON)

    assert kinds() == [(KIND.INVITATION, "Lena")]


@pytest.mark.parametrize(
    ("day", "sends", "match"),
    [(date(2020, 3, 3), True, "schon stattgefunden"), (ON, False, "keine E-Mails")],
)
def test_an_invitation_that_helps_nobody_is_refused(
    steinheim, lena, dora, settings, day, sends, match
):
    settings.SENDS_MAIL = sends

    with pytest.raises(Refused, match=match):
        invite(a_meeting(steinheim, lena), by=lena, on=day)

    assert kinds() == []


def test_a_meeting_is_reminded_of_three_days_before_and_once(steinheim, lena, dora):
    meeting = a_meeting(steinheim, lena)

    for days in range(-6, 3):
        remind(on=meeting.held_on + timedelta(days=days))

    assert kinds() == [(KIND.MEETING, "Lena"), (KIND.MEETING, "Dora")]


def test_the_owner_of_a_task_is_reminded_before_and_after_its_day(steinheim, lena, dora):
    task = a_task(a_meeting(steinheim, lena), lena)

    for days in range(-10, 10):
        remind(on=task.due_on + timedelta(days=days))
    send_waiting()

    assert kinds() == [(KIND.TASK, "Dora"), (KIND.OVERDUE, "Dora")]
    assert task.text not in "".join(one.body + one.subject for one in mail.outbox)


def test_what_is_done_is_not_reminded_of(steinheim, lena, dora):
    task = a_task(a_meeting(steinheim, lena), lena)
    meeting_actions.tick_task(task, is_done=True, by=dora, on=ON)

    remind(on=task.due_on)

    assert kinds() == []


def test_notice_is_reminded_of_six_three_and_one_month_before(steinheim, lena, dora):
    signed_with_term(steinheim, lena, dora, in_force_on=date(2020, 1, 1), first_end=date(2020, 12, 31),
             renews_by_months=12, notice_months=3)  # fmt: skip

    days = [day for day in span(date(2020, 3, 1), date(2020, 9, 30)) if written_on(day)]

    assert days == [date(2020, 3, 31), date(2020, 6, 30), date(2020, 8, 31)]
    assert {row.day for row in AgreementMail.objects.all()} == {date(2020, 9, 30)}
    assert set(kinds()) == {(KIND.NOTICE, "Lena"), (KIND.NOTICE, "Dora")}


def test_a_day_without_a_worker_is_caught_up_with_one_mail(steinheim, lena, dora):
    signed_with_term(
        steinheim, lena, dora, in_force_on=date(2020, 1, 1), first_end=date(2020, 12, 31)
    )

    remind(on=date(2020, 10, 4))
    send_waiting()

    assert sent() == [(name, "Vereinbarung endet am 31.12.2020") for name in ("dora", "lena")]


def test_who_wants_no_reminders_gets_none_and_is_invited_still(steinheim, lena, dora):
    wish(dora, by_mail=False)
    meeting = a_meeting(steinheim, lena)

    remind(on=meeting.held_on - timedelta(days=1))
    invite(meeting, by=lena, on=ON)

    invited = [(KIND.INVITATION, "Lena"), (KIND.INVITATION, "Dora")]
    assert kinds() == [(KIND.MEETING, "Lena"), *invited]


def test_who_left_gets_no_mail(steinheim, lena, dora):
    User.objects.filter(pk=dora.pk).update(is_active=False)
    meeting = a_meeting(steinheim, lena)

    remind(on=meeting.held_on - timedelta(days=1))

    assert kinds() == [(KIND.MEETING, "Lena")]


def test_the_invitation_is_sent_from_the_page(sign_in, steinheim, lena, dora):
    meeting = a_meeting(steinheim, lena, held_on=date(2099, 3, 2))

    answer = sign_in(dora).post(address(steinheim, meeting.number, "einladen"))

    assert answer.status_code == 302
    assert "an 2 Personen verschickt" in text_of(sign_in(dora).get(answer.url))


def test_the_invitation_is_printed_for_the_two_sides_alone(sign_in, steinheim, lena, anna):
    pytest.importorskip("weasyprint")
    a_meeting(steinheim, lena)
    page = address(steinheim, 1, "einladung.pdf").rstrip("/")

    answer = sign_in(lena).get(page)

    assert answer.status_code in (200, 503)  # 503: a machine without Pango says what is missing
    assert answer.status_code == 503 or answer.content[:4] == b"%PDF"
    assert sign_in(anna).get(page).status_code == 403


def written_on(day):
    before = AgreementMail.objects.count()
    remind(on=day)
    return AgreementMail.objects.count() > before


def span(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
