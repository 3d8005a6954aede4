# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refusals, sign-ins and commands stand in the log; the answer to a refusal tells nothing."""

import os
import pwd
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.intake.models import ImportBatch
from tests import factories
from tests.walls.log_things import last, log_text

NOBODYS = 999_999_999


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna, family_name="Zwetschgenhuber")


def test_a_page_that_the_role_does_not_see_is_noted(sign_in, dora, case):
    assert sign_in(dora).get(f"/faelle/{case.pk}/").status_code == 403

    event = last("refused")
    assert (event.actor, event.case_key, event.role) == (f"user:{dora.pk}", case.pk, "town")
    assert event.data == {"view": "desk:case", "why": "permission"}


def test_a_case_of_somebody_else_is_noted(sign_in, carla, case):
    assert sign_in(carla).get(f"/faelle/{case.pk}/").status_code == 404

    event = last("refused")
    assert (event.case_key, event.agreement_key) == (case.pk, case.agreement_id)
    assert event.data == {"view": "desk:case", "why": "not-visible"}


def test_who_asks_cannot_tell_a_case_that_is_there_from_one_that_is_not(sign_in, carla, case):
    client = sign_in(carla)
    client.get("/")
    answers, questions = [], []
    for number in (case.pk, NOBODYS):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            answer = client.get(f"/faelle/{number}/")
        text = re.sub(r"[A-Za-z0-9]{64}|/faelle/\d+/", "", answer.content.decode())
        answers.append((answer.status_code, text, sorted(answer.headers)))
        questions.append([query["sql"][:25] for query in captured])

    assert answers[0] == answers[1]
    assert questions[0] == questions[1]
    assert Event.objects.filter(verb="refused").count() == 2
    assert last("refused").case_key is None


def test_something_missing_in_ones_own_case_is_no_refusal(sign_in, anna, case):
    assert sign_in(anna).get(f"/faelle/{case.pk}/personen/{NOBODYS}/").status_code == 404
    assert sign_in(anna).get("/gibt-es-nicht/").status_code == 404

    assert last("refused") is None


def test_a_protected_case_is_refused_to_the_lead_and_noted(sign_in, lena, case):
    Case.unguarded.filter(pk=case.pk).update(is_protected=True)

    assert sign_in(lena).get(f"/faelle/{case.pk}/").status_code == 404
    assert last("refused").case_key == case.pk


def test_the_officer_reads_the_refusal_in_words(sign_in, carla, selma, case):
    sign_in(carla).get(f"/faelle/{case.pk}/")

    text = log_text(sign_in(selma), was="abgewiesen")

    assert f"Zugriff abgewiesen: Fall {case.number}" in text
    assert "gehört nicht zu den eigenen Fällen" in text
    assert "Carla" in text


# Signing in and out


def enter(client, email, password=factories.PASSWORD):
    return client.post("/konto/anmelden/", {"login": email, "password": password})


def test_signing_in_and_out_is_noted(client, anna):
    enter(client, "anna@example.org")
    client.post("/konto/abmelden/")

    verbs = list(Event.objects.order_by("sequence").values_list("verb", "actor", "role"))
    me = f"user:{anna.pk}"
    assert verbs == [("signed-in", me, "social_worker"), ("signed-out", me, "social_worker")]


def test_a_wrong_password_is_noted_for_the_account(client, anna):
    enter(client, "anna@example.org", "falsch")

    event = last("sign-in-failed")
    assert (event.actor, event.kind, event.key) == ("visitor", "accounts.user", str(anna.pk))
    assert event.organisation_key == anna.active_memberships[0].organisation_id


def test_what_was_typed_stands_nowhere(client, anna):
    enter(client, "mein-geheimes-passwort@example.org", "x")
    enter(client, "niemand@example.org", "x")
    enter(client, "niemand@example.org", "y")

    everything = str(list(Event.objects.values()))
    assert "geheimes" not in everything
    assert "niemand" not in everything
    one, two, three = [event.data["typed"] for event in Event.objects.order_by("sequence")]
    assert one != two == three


def test_a_session_that_ran_out_is_noted_as_such(client, anna, settings, time_machine):
    time_machine.move_to("2026-03-02 09:00+01:00", tick=False)
    enter(client, "anna@example.org")
    time_machine.move_to("2026-03-02 09:45+01:00", tick=False)

    client.get("/")

    event = last("session-expired")
    assert (event.actor, event.data) == (f"user:{anna.pk}", {"why": "idle"})
    assert last("signed-out") is None


# What shows persons without being a case file


def test_the_form_that_names_the_household_counts_as_reading(sign_in, lena, case):
    sign_in(lena).get(f"/faelle/{case.pk}/zustaendig/")

    assert (last("case-read").case_key, last("case-read").data) == (case.pk, {"part": "assign"})


def test_the_preview_of_a_list_counts_as_reading(sign_in, lena, steinheim):
    batch = ImportBatch.unguarded.create(
        agreement=steinheim, file_name="l.csv", sha256="0" * 64,
        content=b"Name, Vorname;geb. am;Fam.-Nr.\nHuber, Mina;04.05.1990;1\n",
    )  # fmt: skip

    sign_in(lena).get(f"/listen/{batch.pk}/")

    event = last("list-read")
    assert (event.key, event.agreement_key) == (str(batch.pk), steinheim.pk)


# Commands


def test_a_refused_command_is_noted_with_who_started_it(steinheim, tmp_path):
    with pytest.raises(SystemExit):
        call_command(
            "report", "town-sheet", "--agreement", "gibt-es-nicht", "--from", "2020-01-01",
            "--to", "2020-03-31", "--format", "csv",
        )  # fmt: skip

    me = pwd.getpwuid(os.getuid()).pw_name
    assert last("refused").actor == f"command:report@{me}"
    assert last("refused").data == {"why": "command"}
    assert Event.objects.by_actor("command:report").count() == 1
