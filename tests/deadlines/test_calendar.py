# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar: read by other programs, without names, and gone when it is revoked."""

import shutil
import subprocess
import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from icalendar import Calendar

from geleit.audit.models import Event
from geleit.cases.enums import Phase
from geleit.cases.models import Case
from geleit.deadlines.calendars.actions import hash_of, renew_feed, revoke_feed
from geleit.deadlines.models import CalendarFeed, Deadline
from geleit.deadlines.tracking import actions
from tests.factories import a_case

DUE = date(2099, 5, 1)
WORK_BY = date(2099, 1, 30)  # the rule wants 90 days of rest; that is a Saturday


@pytest.fixture
def case(anna):
    case = a_case(holder=anna, family_name="Quittenmaier")
    actions.add_fact(case, kind="passport", day=DUE, person=None, note="Quittenmaier",
                     by=anna, on=localdate())  # fmt: skip
    return case


def read(client, token, **headers):
    return client.get(reverse("radar:feed", args=[token]), headers=headers)


def test_it_holds_number_and_kind_and_no_name(client, anna, case):
    answer = read(client, renew_feed(anna))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["SUMMARY"].startswith(f"{case.number}: Pass oder Reiseausweis erneuern")
    assert (event["DTSTART"].dt, event["DTSTART"].params["VALUE"]) == (WORK_BY, "DATE")
    assert event["DTEND"].dt == WORK_BY + timedelta(days=1)
    assert len(event.walk("VALARM")) == 2
    assert "Quittenmaier" not in answer.content.decode()


def test_it_stands_on_the_day_to_work_by_and_names_the_last_day(client, anna, case):
    [event] = Calendar.from_ical(read(client, renew_feed(anna)).content).walk("VEVENT")

    assert event["DTSTART"].dt == Deadline.unguarded.get(case=case).work_by == WORK_BY
    assert "letzter Tag 01.05.2099" in event["SUMMARY"]
    assert event["DESCRIPTION"].startswith("Arbeiten bis 30.01.2099. Letzter Tag: 01.05.2099")


def test_lines_are_folded_at_75_bytes(client, anna, case):
    lines = read(client, renew_feed(anna)).content.split(b"\r\n")

    assert max(len(line) for line in lines) <= 75


def test_a_moved_day_keeps_the_uid_and_counts_up(client, anna, case):
    token = renew_feed(anna)

    def event():
        return Calendar.from_ical(read(client, token).content).walk("VEVENT")[0]

    before = event()
    actions.change_fact(case.facts.get(), day=date(2099, 8, 1), by=anna, on=localdate())
    after = event()

    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == Deadline.unguarded.get(case=case).work_by > WORK_BY


def test_an_unchanged_calendar_is_not_sent_again(client, anna, case):
    token = renew_feed(anna)
    tag = read(client, token)["ETag"]

    again = read(client, token, if_none_match=tag)

    assert (again.status_code, again.content) == (304, b"")


def test_a_new_address_ends_the_old_one_and_only_the_hash_is_kept(client, anna, case):
    old = renew_feed(anna)
    new = renew_feed(anna)

    assert [read(client, old).status_code, read(client, new).status_code] == [404, 200]
    assert CalendarFeed.objects.filter(token_hash__in=[old, new]).count() == 0
    assert CalendarFeed.objects.filter(token_hash=hash_of(new)).exists()


def test_a_revoked_address_and_one_of_a_closed_account_are_gone(client, anna, ben, case):
    revoked, closed = renew_feed(anna), renew_feed(ben)
    revoke_feed(anna)
    ben.is_active = False
    ben.save()

    assert {read(client, token).status_code for token in (revoked, closed, "x")} == {404}


@pytest.mark.parametrize("why", ["closed", "protected", "given away", "membership over"])
def test_a_case_that_is_not_theirs_any_more_leaves_the_calendar(client, anna, ben, case, why):
    token = renew_feed(anna)
    Deadline.unguarded.update(owner=anna)
    there = len(Calendar.from_ical(read(client, token).content).walk("VEVENT"))

    changes = {
        "closed": {"closed_on": localdate(), "phase": Phase.CLOSED},
        "protected": {"is_protected": True},
        "given away": {"holder": ben},
    }
    if why in changes:
        Case.unguarded.filter(pk=case.pk).update(**changes[why])
    else:
        anna.memberships.update(ends_on=localdate() - timedelta(days=1))

    assert there == 1
    assert case.number not in read(client, token).content.decode()


def test_others_find_nothing_of_annas_in_theirs(client, ben, case):
    assert Calendar.from_ical(read(client, renew_feed(ben)).content).walk("VEVENT") == []


def test_reading_is_logged_and_limited(client, anna, case):
    token = renew_feed(anna)
    statuses = {read(client, token).status_code for _ in range(61)}

    assert statuses == {200, 429}
    assert Event.objects.filter(verb="calendar-read", actor=f"user:{anna.pk}").count() == 60


def test_the_address_is_shown_once_and_mails_are_switched(sign_in, anna):
    client, url = sign_in(anna), reverse("radar:own_calendar")

    made = client.post(url, {"neu": "ja"})
    later = client.get(url)
    client.post(url, {"mail": "nein"})
    client.post(url, {"widerrufen": "ja"})
    end = client.get(url)

    assert "/fristen/kalender/" in made.context["address"]
    assert (later.context["address"], later.context["feed"] is None) == ("", False)
    assert (end.context["by_mail"], end.context["feed"]) == (False, None)


@pytest.fixture
def a_server():
    """Serve what we answered from a machine of its own, without the database."""
    servers = []

    def serve(body):
        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/calendar; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments):
                pass

        servers.append(HTTPServer(("127.0.0.1", 0), Answer))
        threading.Thread(target=servers[0].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[0].server_port}/fristen.ics"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.skipif(not shutil.which("vdirsyncer"), reason="vdirsyncer is not installed")
@pytest.mark.skipif(not shutil.which("khal"), reason="khal is not installed")
def test_vdirsyncer_fetches_it_and_khal_shows_it(client, anna, case, a_server, tmp_path):
    address = a_server(read(client, renew_feed(anna)).content)
    (tmp_path / "vds").write_text(
        f'[general]\nstatus_path = "{tmp_path}/status"\n'
        '[pair p]\na = "far"\nb = "near"\ncollections = null\n'
        f'[storage far]\ntype = "http"\nurl = "{address}"\n'
        f'[storage near]\ntype = "filesystem"\npath = "{tmp_path}/near"\nfileext = ".ics"\n'
    )
    (tmp_path / "khal").write_text(
        f"[calendars]\n[[near]]\npath = {tmp_path}/near\ntype = calendar\n"
        "[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\ntimeformat = %H:%M\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
    )
    (tmp_path / "near").mkdir()
    for command in (["discover"], ["sync"]):
        subprocess.run(["vdirsyncer", "-c", tmp_path / "vds", *command], check=True, input=b"y\n")

    shown = subprocess.run(
        ["khal", "-c", tmp_path / "khal", "list", WORK_BY.isoformat(), "2d"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip

    assert f"{case.number}: Pass oder Reiseausweis erneuern" in " ".join(shown.split())
