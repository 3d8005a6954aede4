# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The day also holds reviews, time and consents that run out, drafts, and what waits for a word."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.agreements.models import LeadTimes
from geleit.consents.models import Consent
from geleit.course.models import CaseClosing, CounsellingPeriod
from geleit.desk.home_watch import CONSENT, PERIOD, REVIEW
from geleit.together.models import Draft
from tests import factories
from tests.desk.home_things import days, home, part, texts


def a_review(case, on):
    goal = factories.a_goal(case=case)
    goal.plan.review_on = on
    goal.plan.save()


def a_period(case, ends_on):
    return CounsellingPeriod.unguarded.create(
        case=case, begins_on=date(2018, 1, 1), ends_on=ends_on
    )


def a_consent(case, by, **fields):
    values = {"recipient": "Migrationsberatung", "purpose": "Anmeldung", "given_on": days(-90)}
    return Consent.unguarded.create(
        case=case, person=case.household.persons.get(), recorded_by=by, kinds=["contact"],
        **(values | fields),
    )  # fmt: skip


def a_draft(case, by, form="note", **fields):
    values = {"said": {"text": ["x"]}, "saved_at": now()} | fields
    return Draft.unguarded.create(case=case, user=by, form=form, **values)


def an_asked_closing(case, by):
    return CaseClosing.unguarded.create(case=case, written_by=by, asked_by=by, asked_on=localdate())


def kinds(client):
    return [line.due.kind for line in part(home(client), "work")["due"].lines]


def test_a_review_and_what_runs_out_stand_in_the_day(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_review(case, days(3))
    a_period(case, days(20))
    a_consent(case, anna, until=days(9))
    client = sign_in(anna)

    assert kinds(client) == [REVIEW, CONSENT, PERIOD]
    assert "Bitte jetzt das Abschlussgespräch führen." in texts(home(client))[2]
    page = home(client).content.decode()
    for place in ("plan", "beratungszeit", "einwilligungen"):
        assert f'href="/faelle/{case.pk}/{place}/"' in page


@pytest.mark.parametrize(("ahead", "is_there"), [(27, True), (85, True), (170, True), (200, False)])
def test_the_end_of_a_period_is_told_half_a_year_before(sign_in, anna, ahead, is_there):
    a_period(factories.a_case(holder=anna), days(ahead))

    assert kinds(sign_in(anna)) == [PERIOD] * is_there


def test_what_is_settled_or_far_is_not_due(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_review(case, days(60))
    a_consent(case, anna, until=days(9), withdrawn_on=days(-1))
    a_consent(case, anna, until=days(90))
    a_consent(case, anna)

    assert kinds(sign_in(anna)) == []


def test_one_sees_what_one_began_and_nobody_else_does(sign_in, anna, ben, lena):
    case = factories.a_case(holder=anna)
    contact = factories.a_contact(case=case, by=anna)
    a_draft(case, anna)
    a_draft(case, anna, form=f"contact:{contact.pk}")
    a_draft(factories.a_case(holder=anna), anna, discarded_at=now())

    drafts = part(home(sign_in(anna)), "work")["drafts"]

    assert [draft.url for draft in drafts] == [
        f"/faelle/{case.pk}/notiz/",
        f"/faelle/{case.pk}/kontakt/{contact.pk}/",
    ]
    assert part(home(sign_in(ben)), "work")["drafts"] == []
    assert "Angefangen" not in home(sign_in(lena)).content.decode()


def test_the_lead_reads_which_ends_wait_and_goes_there(sign_in, lena, anna):
    cases = [factories.a_case(holder=anna) for _ in range(9)]
    for case in cases:
        an_asked_closing(case, anna)

    response = home(sign_in(lena))

    waiting = part(response, "lead")["approvals"]
    assert [one.case_id for one in waiting.closings] == [case.pk for case in cases[:8]]
    assert waiting.more == 1
    assert "?stand=freigabe" in response.content.decode()
    assert "Wartet auf Freigabe" not in home(sign_in(anna)).content.decode()


QUERIES = 21


@pytest.mark.parametrize("count", [1, 3])
def test_the_watched_cost_the_same_for_one_and_three(
    sign_in, anna, count, django_assert_num_queries
):
    for _ in range(count):
        case = factories.a_case(holder=anna)
        a_review(case, days(1))
        a_period(case, days(20))
        a_consent(case, anna, until=days(9))
        a_draft(case, anna)
    client = sign_in(anna)

    with django_assert_num_queries(QUERIES):
        home(client)


def test_how_long_before_its_end_a_consent_is_shown_is_data(sign_in, anna):
    a_consent(factories.a_case(holder=anna), anna, until=days(40))
    client = sign_in(anna)
    before = kinds(client)

    LeadTimes.objects.create(valid_from=days(0), consent_days=40, source="Absprache")

    assert (before, kinds(client)) == ([], ["consent"])
    radar = client.get(reverse("desk:radar")).context["radar"]
    assert [line.due.kind for group in radar.groups for line in group.lines] == ["consent"]
