# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every room of accompaniment has something to show in the example, and none contradicts another."""

from datetime import date

from django.db.models import Count, F, Max

from geleit.accounts.models import User
from geleit.cases.enums import Phase
from geleit.cases.models import Case, Household
from geleit.consents.models import Consent
from geleit.counselling.models import Attendance, BriefAdvice, Contact, Offer
from geleit.course.models import CaseClosing, CounsellingPeriod, GoalOutcome, PhaseStep
from geleit.deadlines.models import Deadline, IncomingLetter
from geleit.intake.arrivals.models import Arrival
from geleit.plans.enums import AgreedHow, Occasion, View
from geleit.plans.models import Assessment, Goal, PlanVersion, Rating
from geleit.referrals.enums import ReferralOutcome
from geleit.referrals.models import MainstreamService, Referral
from tests.demo.conftest import TODAY


def test_nine_people_have_been_here_for_four_years(example):
    [household] = Household.unguarded.annotate(n=Count("persons")).filter(n=9)
    case = Case.unguarded.get(household=household)

    assert case.opened_on <= date(2022, 11, 24)
    assert case.closed_on is None
    assert Contact.unguarded.filter(case=case).count() >= 16
    assert Assessment.unguarded.filter(case=case).count() >= 5
    assert CounsellingPeriod.unguarded.get(case=case).extended_on


def test_services_and_referrals_say_what_came_of_them(example):
    assert MainstreamService.objects.filter(organisation=example.carrier).count() == 8
    assert set(Referral.unguarded.values_list("outcome", flat=True)) == set(ReferralOutcome)


def test_no_data_pass_on_without_a_consent_to_the_same_service(example):
    consents = {
        (one.person_id, one.recipient, one.given_on, tuple(one.kinds))
        for one in Consent.unguarded.all()
    }
    passed_on = [one for one in Referral.unguarded.select_related("service") if one.kinds]

    assert passed_on
    assert all(
        (one.person_id, one.service.name, one.referred_on, tuple(one.kinds)) in consents
        for one in passed_on
    )


def test_two_households_are_announced_and_one_has_a_question(example):
    open_ones = Arrival.unguarded.open()

    assert open_ones.count() == 2
    assert [bool(one.inquiry_id) for one in open_ones.order_by("arrives_on")] == [False, True]
    assert all(one.persons_count == len(one.persons) for one in open_ones)


def test_plans_were_signed_and_the_last_version_is_the_agreed_one(example):
    hows = set(PlanVersion.unguarded.values_list("how", flat=True))

    assert {AgreedHow.SCREEN, AgreedHow.SPOKEN, AgreedHow.TYPED} == hows
    last = PlanVersion.unguarded.values("plan").annotate(
        day=Max("agreed_on"), agreed=F("plan__agreed_on")
    )
    assert all(row["day"] == row["agreed"] for row in last)
    assert PlanVersion.unguarded.filter(number=2).exists()


def test_independence_was_looked_at_from_the_start_to_the_end(example):
    seen = Assessment.unguarded.all()

    assert {one.occasion for one in seen} == set(Occasion)
    assert {one.view for one in seen} == set(View)
    assert seen.filter(assessed_on__gt=TODAY).count() == 0
    assert 0 < Rating.unguarded.count() < seen.count() * 11, "some fields are missing, as in life"


def test_every_closed_case_says_how_it_ended_and_what_became_of_each_goal(example):
    closed = Case.unguarded.exclude(closed_on=None)

    assert closed.exists()
    assert CaseClosing.unguarded.standing().count() == closed.count()
    assert (
        GoalOutcome.unguarded.count()
        == Goal.unguarded.filter(plan__case__closed_on__isnull=False).count()
    )
    assert CaseClosing.unguarded.to_ask_again(on=TODAY).exists()


def test_the_present_phase_is_the_last_one_that_began(example):
    for case in Case.unguarded.filter(closed_on=None).exclude(holder=None):
        steps = PhaseStep.unguarded.filter(case=case).order_by("begun_on", "pk")
        assert [Phase.INTAKE, *(step.phase for step in steps)][-1] == case.phase


def test_groups_and_short_advice_are_counted(example):
    assert Offer.objects.exclude(topic="").count() == 3
    assert Attendance.unguarded.exists()
    assert all(
        offer.attendances.count() <= offer.participants for offer in Offer.objects.exclude(topic="")
    )
    assert BriefAdvice.objects.count() == 16


def test_the_radar_shows_letters_and_days_of_the_files_at_once(example):
    worker = User.objects.get(email="sozialarbeit@geleit.example")
    due = Deadline.unguarded.showing(on=TODAY)

    assert IncomingLetter.unguarded.count() == 4
    assert due.filter(letter__isnull=False, case__holder=worker).exists()
    assert due.filter(letter=None).exists()
    assert due.filter(is_fatal=True).exists()
