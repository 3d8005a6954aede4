# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead's and the town's first page: readiness, statement; for the lead the team."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.intake.models import ImportBatch
from geleit.staffing.models import Position
from tests import factories
from tests.desk.home_things import PEOPLE, a_reminder, days, home, part
from tests.desk.test_radar import a_deadline
from tests.handover.things import a_waiting_case

LEAD, TOWN = (
    42,
    16,  # session, user, memberships; agreements, talks, tasks; lists to confirm; log
)  # queries, whatever the number of rows; what comes in five, reminders two, what waits for one's side four, legal deadlines of the team one, pairs that may be one person two, questions to and from other carriers one


@pytest.fixture
def cast(request, lena, anna, ben, carla, dora, frida, karl, emil, otto):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


def a_post(**fields):
    values = {
        "title": "Integrationsmanagement",
        "full_time_share": "0.5",
        "qualification": "social_work",
        "organisation": factories.an_organisation("carrier"),
        "agreement": factories.an_agreement(),
    } | fields
    return Position.objects.create(**values)


def test_the_lead_reads_how_the_work_lies_on_the_team(sign_in, lena, anna, ben):
    case = factories.a_case(holder=anna)
    factories.a_case(holder=anna)
    factories.a_case()
    factories.a_case(holder=anna, phase="closed", closed_on=date(2020, 5, 1))
    a_waiting_case()
    a_reminder(case=case, due_on=days(-1))
    a_reminder(case=case, due_on=localdate())
    factories.a_step(goal=factories.a_goal(case=case), due_on=days(-9))

    team = part(home(sign_in(lena)), "lead")["team"]

    assert [(row.name, row.cases, row.overdue) for row in team] == [
        ("Anna", 2, 2),
        ("Ben", 0, 0),
        ("Lena", 0, 0),
        ("", 1, 0),
    ]
    assert [row.key for row in team] == [str(anna.pk), str(ben.pk), str(lena.pk), "niemand"]


def test_legal_deadlines_stand_with_who_looks_after_them(sign_in, lena, anna, ben):
    case, hers = factories.a_case(holder=anna), factories.a_case(holder=anna)
    for days_left, fields in (
        (-3, {}), (7, {}), (8, {}), (2, {"owner": ben}), 
        (1, {"state": "withdrawn", "closed_on": date(2020, 5, 1), "closed_by": "Anna"}),
    ):  # fmt: skip
        a_deadline(case, days_left, source=f"fact:{days_left}", **fields)
    a_deadline(factories.a_case(), 0)
    hers.phase, hers.closed_on = "closed", date(2020, 5, 1)
    hers.save()
    a_deadline(hers, 0, source="fact:90")

    response = home(sign_in(lena))

    found = [(row.name, row.legal) for row in part(response, "lead")["team"]]
    assert found == [("Anna", 2), ("Ben", 1), ("Lena", 0), ("", 1)]
    assert 'data-label="Fristen bis in 7 Tagen">2</td>' in response.content.decode()


def test_who_left_with_open_cases_is_not_forgotten(sign_in, lena, anna):
    factories.a_case(holder=anna)
    anna.memberships.update(ends_on=date(2020, 1, 31))

    team = part(home(sign_in(lena)), "lead")["team"]

    assert [(row.name, row.cases) for row in team] == [("Lena", 0), ("Anna", 1)]


def test_the_lead_sees_what_waits_and_what_is_open(sign_in, lena):
    for number in range(10):
        a_waiting_case(on=date(2020, 2, 10 - number))
    a_post()
    list_ = ImportBatch.unguarded.create(
        agreement=factories.an_agreement(), file_name="liste.xlsx", sha256="0", handed_in_by=lena
    )

    response = home(sign_in(lena))

    lead = part(response, "lead")
    assert [case.handed_over_on.day for case in lead["waiting"]] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert "10 Fälle annehmen" in response.content.decode()
    assert [post.title for post in lead["agreements"][0]["open_posts"]] == [
        "Integrationsmanagement"
    ]
    assert list(lead["lists"]) == [list_]


@pytest.mark.parametrize("who", ["lena", "dora"])
def test_the_statement_of_the_last_finished_quarter_is_linked(sign_in, cast, who, time_machine):
    time_machine.move_to("2020-05-04 10:00:00+02:00")

    page = home(sign_in(cast[who])).content.decode()

    assert reverse("statistics:statement", args=["testheim-2020", "2020-q1"]) in page
    assert "Auswertung 1. Quartal 2020" in page


def test_before_the_first_quarter_is_over_no_statement_is_linked(sign_in, dora, time_machine):
    time_machine.move_to("2020-02-03 10:00:00+01:00")

    assert part(home(sign_in(dora)), "town")["agreements"][0]["quarter"] is None


def test_the_town_reads_no_name_of_who_holds_a_post(sign_in, dora):
    a_post().fillings.create(
        holder_name="Petra Postinhaberin",
        hired_from=date(2020, 1, 1),
        qualification="social_work",
    )

    assert "Postinhaberin" not in home(sign_in(dora)).content.decode()


@pytest.mark.parametrize("who", ["lena", "dora"])
@pytest.mark.parametrize("count", [1, 3])
def test_agreements_cost_the_same_for_one_and_three(
    sign_in, cast, who, count, django_assert_num_queries
):
    for number in range(count):
        agreement = factories.an_agreement(key=["testheim-2020", "b", "c"][number])
        a_post(agreement=agreement).fillings.create(
            holder_name="P", hired_from=date(2020, 1, 1), qualification="social_work"
        )
        case = factories.a_case(holder=cast["anna"], agreement=agreement)
        a_reminder(case=case, due_on=days(-1))
        a_waiting_case(agreement=agreement)
        ImportBatch.unguarded.create(agreement=agreement, file_name="l", sha256=str(number))
    client = sign_in(cast[who])

    with django_assert_num_queries({"lena": LEAD, "dora": TOWN}[who]):
        home(client)
