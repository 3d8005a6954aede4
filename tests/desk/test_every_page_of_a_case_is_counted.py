# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page of a case asks the database as often with three of everything as with one.

The pages come from the running URL table: a new one is counted without being listed here.
"""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from geleit.counselling.models import Attendance, Offer
from geleit.course.models import CounsellingPeriod
from geleit.deadlines.models import CaseFact, Deadline, FollowUpReminder, IncomingLetter
from geleit.plans.models import PlanSuggestion
from geleit.referrals.models import MainstreamService
from geleit.together.models import FormerText
from tests import factories
from tests.house.test_views import patterns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steinheim")]
MOST = 28  # queries of one page, with sign-in, roles, door and log


def add_one_of_each(case, by, number):
    """Add one row of every kind that pages of a case list; return the numbers of these rows."""
    person = factories.a_person(household=case.household, given_names=f"Person {number}")
    goal = factories.a_goal(case=case, text=f"Ziel {number}")
    step = factories.a_step(goal=goal, text=f"Schritt {number}")
    contact = factories.a_contact(case=case, by=by, goal=goal, text=f"Gespräch {number}")
    for row, field in ((goal, "text"), (step, "text"), (contact, "text")):
        FormerText.unguarded.create(
            case=case, about=row._meta.label_lower, row=row.pk, field=field, text="vorher",
            written_by=by, replaced_by=by,
        )  # fmt: skip
    found = {"case_id": case.pk, "person_id": person.pk, "goal_id": goal.pk, "step_id": step.pk}
    found |= {"contact_id": contact.pk, "number": number + 1, "kind": "work"}
    return found | _of_person(case, person, by, number) | _of_case(case, person, goal, by, number)


def _of_person(case, person, by, number):
    person.statuses.create(kind="permit_25_3", valid_until="2020-06-01")
    person.statuses.create(kind="application", valid_until="2020-01-01", is_current=False)
    person.codes.create(kind="language", code="fa")
    person.memberships.create(household=person.household, role="child", joined_on="2020-02-01")
    service = MainstreamService.objects.create(
        organisation=case.agreement.carrier, name=f"Stelle {number}", action_field="everyday",
        checked_on="2020-01-07",
    )  # fmt: skip
    referral = person.referrals.create(
        case=case, service=service, concern="?", referred_on="2020-01-08", referred_by=by
    )
    consent = person.consents.create(
        case=case, recipient=f"Amt {number}", purpose="Beratung", kinds=["contact"],
        given_on="2020-01-08", recorded_by=by,
    )  # fmt: skip
    assessment = factories.an_assessment(
        case=case, person=person, by=by, levels={"housing": number}, assessed_on="2020-02-02"
    )
    value = {"column": "geb. am", "value": "?", "message": "?", "source": "x", "row": number}
    return {
        "value_id": person.unread_values.create(**value).pk,
        "entry_id": person.history.create(kind="work", title=f"Arbeit {number}").pk,
        "name_id": person.names.create(kind="variant", family_name=f"Name {number}").pk,
        "channel_id": person.channels.create(kind="phone", value=f"0711 555 0{number}").pk,
        "note_id": person.vulnerabilities.create(
            kind="illness", audience="case", noted_on="2020-01-20", noted_by="X"
        ).pk,
        "referral_id": referral.pk, "consent_id": consent.pk, "assessment_id": assessment.pk,
    }  # fmt: skip


def _of_case(case, person, goal, by, number):
    content = {"goals": [{"key": goal.pk, "text": "Ziel", "action_field": "work", "measure": "",
                          "due_on": None, "reached_on": None, "steps": []}]}  # fmt: skip
    goal.plan.versions.create(
        number=number + 1, agreed_on="2020-02-03", how="spoken", recorded_by=by, content=content
    )
    fact = CaseFact.unguarded.create(case=case, kind="passport", day="2030-01-01", person=person)
    letter = IncomingLetter.unguarded.create(
        case=case, person=person, sender="Amt", answers={}, derivation=[], recorded_on="2020-01-07",
        recorded_by="X",
    )  # fmt: skip
    deadline = Deadline.unguarded.create(
        case=case, person=person, kind="pass", name="Pass", source=f"fact:{fact.pk}",
        due_on="2020-05-01", work_by="2020-04-01", appears_on="2020-01-01",
    )  # fmt: skip
    reminder = FollowUpReminder.unguarded.create(
        case=case, text=f"Anruf {number}", due_on="2020-02-01"
    )
    offer = Offer.objects.create(
        service_item=factories.an_item(agreement=case.agreement), held_on="2020-02-02",
        minutes=60, recorded_by=by,
    )  # fmt: skip
    Attendance.unguarded.create(offer=offer, case=case, person=person, recorded_by=by)
    PlanSuggestion.objects.create(
        action_field="housing", kind="goal", text=f"Vorschlag {number}", valid_from="2019-01-01",
        source="Test",
    )  # fmt: skip
    stay = case.household.housing_stays.create(
        street=f"Weg {number}", moved_in_on="2020-01-01", moved_out_on="2020-01-20"
    )
    document = factories.a_document(case=case, by=by)
    return {
        "fact_id": fact.pk, "letter_id": letter.pk, "deadline_id": deadline.pk, "stay_id": stay.pk,
        "reminder_id": reminder.pk, "document_id": document.pk,
    }  # fmt: skip


def pages_of(numbers):
    """Return each address that names a case and nothing that was not made here."""
    known = set(numbers)
    for name, pattern in patterns():
        wanted = set(pattern.pattern.converters)
        if "case_id" in wanted and wanted <= known:
            yield name, reverse(name, kwargs={key: numbers[key] for key in wanted})


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    return answer.status_code, len(asked)


@time_machine.travel("2020-03-02 09:00+00:00")
def test_every_page_of_a_case_costs_the_same_with_three_of_everything(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    CounsellingPeriod.unguarded.create(case=case, begins_on="2020-01-07", ends_on="2023-01-06")
    pages = dict(pages_of(add_one_of_each(case, anna, 1)))
    with_one = {name: counted(client, address) for name, address in pages.items()}
    add_one_of_each(case, anna, 2)
    add_one_of_each(case, anna, 3)

    with_three = {name: counted(client, address) for name, address in pages.items()}

    read = {name for name, (status, _asked) in with_one.items() if status == 200}
    assert len(read) >= 50, sorted(set(pages) - read)
    grown = {name: (with_one[name], with_three[name]) for name in read
             if with_three[name][1] > with_one[name][1]}  # fmt: skip
    assert grown == {}
    assert {name: with_one[name] for name in read if with_one[name][1] > MOST} == {}
