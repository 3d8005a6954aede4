# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mails remind once, name nobody, and survive the death of a worker."""

import asyncio
import socket
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import escape

from geleit.cases.models import ProtectedReader
from geleit.deadlines.models import Deadline, ReminderMail
from geleit.deadlines.reminding.actions import remind, send_waiting, wish
from geleit.jobs.enums import MailState
from geleit.staffing.models import Deputy
from tests.cases.things import stand_in
from tests.factories import a_case
from tests.installation import ROOT, surroundings

ON = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.SENDS_MAIL = True


def a_deadline(case, days=7, **fields):
    due = ON + timedelta(days=days)
    values = {
        "kind": "pass", "source": "fact:1", "name": "Pass", "due_on": due, "work_by": due,
        "appears_on": ON, "warn_days": [14, 7, 3, 1], "next_warning_on": ON,
    } | fields  # fmt: skip
    return Deadline.unguarded.create(case=case, **values)


def sent():
    return [(message.to[0].split("@")[0], message.subject) for message in mail.outbox]


@pytest.mark.django_db
def test_the_holder_is_reminded_once_a_day_without_a_name(anna):
    case = a_case(holder=anna, family_name="Quittenmaier")
    row = a_deadline(case)

    remind(on=ON)
    remind(on=ON)
    send_waiting()
    send_waiting()

    assert sent() == [("anna", f"Frist in Fall {case.number} in 7 Tagen")]
    assert "Quittenmaier" not in str(mail.outbox[0].message())
    row.refresh_from_db()
    assert row.next_warning_on == ON + timedelta(days=4)


@pytest.mark.django_db
def test_owner_and_deputy_when_it_becomes_urgent(anna, ben, carla):
    case = a_case(holder=anna)
    stand_in(deputy=ben, holder=anna)
    stand_in(deputy=carla, holder=anna)
    a_deadline(case, days=3, owner=ben, deputy=carla)

    remind(on=ON)
    send_waiting()

    assert sorted(name for name, _subject in sent()) == ["ben", "carla"]


@pytest.mark.django_db
def test_whoever_can_not_open_the_case_hears_nothing_of_it(anna, ben, carla, lena):
    """Named when they stood in, and no longer doing so; the holder and the lead go on for them."""
    row = a_deadline(a_case(holder=anna), days=3, owner=ben, deputy=carla)

    remind(on=ON)
    remind(on=row.due_on + timedelta(days=1))

    told = ReminderMail.objects.values_list("user__name", flat=True)
    assert set(told) == {"Anna", "Lena"}


@pytest.mark.django_db
def test_what_is_overdue_goes_to_deputy_and_lead_once(anna, ben, lena):
    stand_in(deputy=ben, holder=anna)
    row = a_deadline(a_case(holder=anna), days=-1, deputy=ben, next_warning_on=None)

    remind(on=ON)
    remind(on=ON + timedelta(days=1))
    send_waiting()

    escalated = ReminderMail.objects.filter(is_escalation=True).values_list("user__name", flat=True)
    assert sorted(escalated) == ["Ben", "Lena"]
    assert list(row.changes.values_list("kind", flat=True)) == ["escalated"]


@pytest.mark.django_db
def test_what_can_not_be_made_good_goes_to_deputy_and_lead_while_there_is_time(anna, ben, lena):
    stand_in(deputy=ben, holder=anna)
    work_by = {"work_by": ON, "is_fatal": True, "next_warning_on": None}
    row = a_deadline(a_case(holder=anna), days=2, deputy=ben, **work_by)

    for days in range(5):
        remind(on=ON + timedelta(days=days))
    send_waiting()

    escalated = ReminderMail.objects.filter(is_escalation=True).order_by("day", "user__name")
    assert [((m.day - ON).days, m.user.name) for m in escalated] == [
        (0, "Ben"), (0, "Lena"), (3, "Ben"), (3, "Lena"),
    ]  # fmt: skip
    number = row.case.number
    assert ("lena", f"Frist in Fall {number} ist noch offen") in sent()
    assert ("lena", f"Frist in Fall {number} ist abgelaufen") in sent()


@pytest.mark.django_db
@pytest.mark.parametrize(("named", "told"), [(["lena"], ["Lena"]), ([], [])])
def test_in_a_protected_case_the_history_says_why_so_few_were_told(
    request, anna, ben, lena, named, told, sign_in
):
    stand_in(deputy=ben, holder=anna)
    case = a_case(holder=anna, is_protected=True)
    for name in ["anna", *named]:
        ProtectedReader.objects.create(case=case, user=request.getfixturevalue(name))
    row = a_deadline(case, days=-1, deputy=ben, next_warning_on=None)

    remind(on=ON)

    mails = ReminderMail.objects.filter(is_escalation=True).values_list("user__name", flat=True)
    assert list(mails) == told
    why = row.changes.get(kind="escalated").reason
    assert "besonders geschützt" in why
    assert ("an niemanden" in why, "Lena" in why, "Ben" in why) == (not told, bool(told), False)
    address = reverse("deadlines:deadline", args=[case.pk, row.pk])
    page = sign_in(anna).get(address).content.decode()
    assert escape(why) in page
    assert "namentlich zugelassen sind, nicht an das übrige Team" in page
    assert sign_in(ben).get(address).status_code == 404


@pytest.mark.django_db
def test_in_other_cases_nothing_is_explained(anna, lena):
    row = a_deadline(a_case(holder=anna), days=-1, next_warning_on=None)

    remind(on=ON)

    assert row.changes.get(kind="escalated").reason == ""


@pytest.mark.django_db
def test_whoever_stands_in_for_the_holder_is_told_too(anna, carla, lena):
    Deputy.objects.create(holder=anna, deputy=carla, starts_on=ON)
    a_deadline(a_case(holder=anna), days=-1, next_warning_on=None)

    remind(on=ON)

    told = ReminderMail.objects.filter(is_escalation=True).values_list("user__name", flat=True)
    assert sorted(told) == ["Carla", "Lena"]


@pytest.mark.django_db
def test_where_nobody_looks_after_it_any_more_the_lead_is_reminded(anna, lena):
    a_deadline(a_case(holder=anna))
    anna.is_active = False
    anna.save()

    remind(on=ON)

    assert ReminderMail.objects.get().user == lena


@pytest.mark.django_db
def test_who_does_not_want_mails_gets_none(anna):
    wish(anna, by_mail=False)
    a_deadline(a_case(holder=anna))

    assert (remind(on=ON), send_waiting()) == (0, 0)


@pytest.mark.django_db
def test_without_a_server_nothing_is_written(anna, settings):
    settings.SENDS_MAIL = False
    a_deadline(a_case(holder=anna))

    assert (remind(on=ON), ReminderMail.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_database_refuses_a_second_mail(anna):
    a_deadline(a_case(holder=anna))
    remind(on=ON)
    same = ReminderMail.objects.get()
    same.pk, same.message_id = None, "<other@example.org>"

    with pytest.raises(IntegrityError), transaction.atomic():
        same.save(force_insert=True)


@pytest.mark.django_db
def test_a_mail_of_a_dead_worker_goes_out_again_under_the_same_id(anna):
    a_deadline(a_case(holder=anna))
    remind(on=ON)
    ReminderMail.objects.update(state=MailState.SENDING)
    at_once = send_waiting()
    ReminderMail.objects.update(changed_at="2026-01-01T00:00Z")

    later = send_waiting()

    assert (at_once, later) == (0, 1)
    assert mail.outbox[0].extra_headers["Message-ID"] == ReminderMail.objects.get().message_id


@pytest.mark.django_db
def test_a_server_that_is_away_is_asked_again(anna, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    a_deadline(a_case(holder=anna))
    remind(on=ON)

    states = []
    for _ in range(5):
        send_waiting()
        states.append(ReminderMail.objects.get().state)

    assert states == ["waiting"] * 4 + ["failed"]


class Slow:
    """A mail server that takes its time over the first letter, and keeps all it accepted."""

    def __init__(self):
        self.accepted, self.asked = [], 0

    async def handle_DATA(self, server, session, envelope):
        self.asked += 1
        if self.asked == 1:
            await asyncio.sleep(3)
        self.accepted.append(envelope.content.decode())
        return "250 OK"


SEED = """
import django; django.setup()
from geleit.core.eyes import system_eyes
from tests.deadlines.test_reminding import *
from tests import factories
with system_eyes():
    factories.an_agreement()
    a_deadline(a_case(holder=factories.a_worker("anna"))); print(remind(on=ON))
"""
SEND = """
import django; django.setup()
from geleit.core.eyes import system_eyes
from geleit.deadlines.models import ReminderMail
from geleit.deadlines.reminding.actions import send_waiting
import sys
with system_eyes():
    if len(sys.argv) > 1: ReminderMail.objects.update(changed_at="2026-01-01T00:00Z")
    send_waiting()
    print(list(ReminderMail.objects.values_list("state", flat=True)))
"""


@pytest.mark.process
def test_a_worker_killed_while_sending_loses_no_mail(copy_with_tables, tmp_path):
    server = Slow()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    ours = surroundings(copy_with_tables(tmp_path), GELEIT_MAIL=f"smtp://127.0.0.1:{port}")
    ours |= {
        "DJANGO_SETTINGS_MODULE": "geleit.config.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }

    def run(*command):
        options = {"cwd": ROOT, "env": ours, "capture_output": True, "text": True}
        return subprocess.run([sys.executable, *command], check=True, **options).stdout.strip()

    try:
        run("-c", SEED)
        first = subprocess.Popen([sys.executable, "-c", SEND], cwd=ROOT, env=ours)
        until = time.monotonic() + 40
        while not server.asked and time.monotonic() < until:
            time.sleep(0.05)
        first.kill()
        first.wait()
        left = run("-c", SEND)
        done = run("-c", SEND, "later")
        again = run("-c", SEND, "later")
    finally:
        controller.stop()

    assert (left, done, again) == ("['sending']", "['sent']", "['sent']")
    ids = [line for text in server.accepted for line in text.splitlines() if "Message-ID" in line]
    assert len(set(ids)) == 1
    assert "Muster" not in "".join(server.accepted)
