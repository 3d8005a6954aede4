# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from geleit.consents.rules import ConsentFacts, consent_problems, disclosure_problems

TODAY = date(2020, 3, 2)


def a_consent(**fields):
    values = {"recipient": "Jobcenter", "kinds": frozenset({"contact", "work"})}
    return ConsentFacts(**(values | {"given_on": date(2020, 1, 7)} | fields))


def texts(consents, *, recipient="Jobcenter", kinds=("contact",)):
    problems = disclosure_problems(consents, recipient=recipient, kinds=kinds, on=TODAY)
    return [problem.text for problem in problems]


def test_what_was_agreed_may_be_passed_on():
    assert texts([a_consent()], recipient=" jobcenter ", kinds=["contact", "work"]) == []


@pytest.mark.parametrize(
    "consent",
    [
        a_consent(recipient="Schule"),
        a_consent(kinds=frozenset({"work"})),
        a_consent(given_on=date(2020, 3, 3)),
        a_consent(until=date(2020, 3, 1)),
        a_consent(withdrawn_on=date(2020, 2, 1)),
    ],
)
def test_everything_else_may_not(consent):
    assert texts([consent]) == [
        "Für diese Angaben fehlt die Einwilligung gegenüber „Jobcenter“: Name und Erreichbarkeit."
    ]


def test_the_last_day_still_counts():
    assert texts([a_consent(until=TODAY)]) == []


def test_several_consents_add_up():
    consents = [a_consent(kinds=frozenset({"plan"})), a_consent(kinds=frozenset({"work"}))]

    assert texts(consents, kinds=["plan", "work"]) == []


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, []),
        ({"given_on": date(2020, 3, 3)}, ["given_on"]),
        ({"until": date(2020, 1, 1)}, ["until"]),
        ({"kinds": ["health"]}, ["is_written"]),
        ({"kinds": ["health"], "is_written": True}, []),
    ],
)
def test_how_a_consent_can_be_noted(fields, codes):
    usual = {"kinds": ["contact"], "is_written": False, "given_on": date(2020, 2, 1), "until": None}

    problems = consent_problems(**(usual | fields), on=TODAY)

    assert [problem.code for problem in problems] == codes
