# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a deadline names who looks after it today, and offers only who can."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from geleit.accounts.models import Membership
from geleit.deadlines.models import Deadline
from geleit.staffing.models import Deputy
from tests.cases.things import stand_in
from tests.factories import a_case

ON = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2026-11-23T09:00+01:00", tick=False):
        yield


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


def a_deadline(case, **fields):
    due = ON + timedelta(days=20)
    values = {"kind": "pass", "source": "fact:1", "name": "Pass", "due_on": due, "work_by": due,
              "appears_on": ON, "warn_days": [7]}  # fmt: skip
    return Deadline.unguarded.create(case=case, **values | fields)


def page(client, row):
    return client.get(reverse("deadlines:deadline", args=[row.case_id, row.pk]))


def answers(answer):
    """The words beside „Zuständig“, without markup."""
    found = re.search(r"<dt>Zuständig</dt><dd>(.*?)</dd>", answer.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def offered(answer, name):
    return [words for _key, words in answer.context["entrust_form"].fields[name].choices]


def test_a_deputy_whose_time_is_over_is_no_longer_said_to_look_after_it(sign_in, anna, ben, case):
    Deputy.objects.create(
        holder=anna, deputy=ben, starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 20)
    )
    row = a_deadline(case, owner=ben)

    answer = page(sign_in(anna), row)

    assert answers(answer) == (
        "Anna hat den Fall nicht mehr da Die Vertretung durch Ben endete am 20.11.2026. "
        "Jemand anderen wählen"
    )
    assert "Ben" not in offered(answer, "owner")
    assert '<details id="zustaendig" open>' in answer.content.decode()


def test_on_the_last_day_the_deputy_still_looks_after_it(sign_in, anna, ben, case):
    Deputy.objects.create(holder=anna, deputy=ben, starts_on=date(2026, 10, 1), ends_on=ON)
    row = a_deadline(case, owner=ben)

    answer = page(sign_in(anna), row)

    assert answers(answer) == "Ben"
    assert '<details id="zustaendig">' in answer.content.decode()


def test_a_deputy_named_for_the_deadline_alone_is_said_to_be_gone(sign_in, anna, carla, case):
    row = a_deadline(case, owner=anna, deputy=carla)

    assert answers(page(sign_in(anna), row)) == (
        "Anna nicht mehr da Carla kann den Fall nicht mehr öffnen. Jemand anderen wählen"
    )


def test_where_nobody_holds_the_case_any_more_the_lead_looks_after_it(sign_in, anna, lena, case):
    Membership.objects.filter(user=anna).update(ends_on=date(2026, 10, 31))
    row = a_deadline(case, owner=anna)

    assert answers(page(sign_in(lena), row)) == (
        "die Leitung: Lena nicht mehr da Anna hat bis zum 31.10.2026 beim Träger gearbeitet. "
        "Jemand anderen wählen"
    )


def test_the_list_says_where_somebody_else_must_be_chosen(sign_in, anna, carla, case):
    a_deadline(case, owner=carla)
    a_deadline(case, owner=anna, source="fact:2")

    text = sign_in(anna).get(reverse("deadlines:of_case", args=[case.pk])).content.decode()

    assert text.count("Zuständigkeit klären") == 1
    assert "Carla" not in text


def test_more_deadlines_cost_no_more_queries(sign_in, anna, carla, case):
    client, address = sign_in(anna), reverse("deadlines:of_case", args=[case.pk])
    a_deadline(case, owner=carla)
    client.get(address)
    counts = []
    for number in (2, 3):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
        a_deadline(case, owner=anna, source=f"fact:{number}0")
        a_deadline(case, owner=carla, source=f"fact:{number}1")

    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["owner", "deputy"])
def test_every_form_offers_those_alone_who_can_open_the_case(
    sign_in, anna, ben, carla, lena, case, name
):
    stand_in(deputy=ben, holder=anna)
    row, client = a_deadline(case), sign_in(anna)
    letter = client.get(reverse("deadlines:new_letter", args=[case.pk])).context["form"]

    in_letter = [words for _key, words in letter.fields[name].choices]

    assert in_letter == offered(page(client, row), name)
    assert in_letter[1:] == ["Anna", "Ben", "Lena"]


def test_a_name_that_was_not_offered_is_refused_in_words(sign_in, anna, carla, case):
    row = a_deadline(case)
    address = reverse("deadlines:entrust", args=[case.pk, row.pk])

    answer = sign_in(anna).post(address, {"owner": carla.pk})

    assert answer.status_code == 422
    assert "Diese Person kann den Fall nicht öffnen." in answer.content.decode()


def test_another_one_is_chosen_and_the_page_says_so(sign_in, anna, carla, lena, case):
    row = a_deadline(case, owner=carla)
    address = reverse("deadlines:entrust", args=[case.pk, row.pk])

    answer = sign_in(anna).post(address, {"owner": lena.pk}, follow=True)

    assert answers(answer) == "Lena"
    assert "Die Zuständigkeit ist eingetragen." in answer.content.decode()
