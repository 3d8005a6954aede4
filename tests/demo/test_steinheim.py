# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example says what the town's notice says, and nothing else as if it were true."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, Sum

from geleit.accounts.models import Role, User
from geleit.agreements.models import ReadinessCondition, ServiceItem
from geleit.cases.models import Case, Person, ResidenceStatus
from geleit.core.problems import Refused
from geleit.counselling.models import Contact, Offer
from geleit.deadlines.models import FollowUpReminder
from geleit.demo import steinheim
from geleit.plans.models import PlanStep
from geleit.staffing.models import Position, PositionFilling
from geleit.volunteers.models import Assignment
from tests.demo.conftest import TODAY


def test_agreement_is_the_one_of_the_notice(example):
    assert example.key == "steinheim-2020"
    assert example.municipality.name == "Stadt Steinheim an der Murr"
    assert example.carrier.name == "Kreisdiakonieverband Ludwigsburg"
    assert example.signed_on == date(2019, 9, 24)
    assert example.signed_at == "Rathaus Steinheim an der Murr"
    assert example.in_force_on == date(2020, 1, 1)
    assert example.state == "running"
    assert example.principle == "Subsidiaritätsprinzip"


def test_signatories_stand_there_with_their_offices(example):
    rows = example.signatories.order_by("pk").values_list("name", "office", "organisation__name")

    assert list(rows) == [
        ("Norbert Gundelsweiler", "Erster Beigeordneter", "Stadt Steinheim an der Murr"),
        ("Martin Strecker", "Geschäftsführer Verwaltung", "Kreisdiakonieverband Ludwigsburg"),
    ]


@pytest.mark.parametrize(
    ("field", "fact"),
    [
        ("mandate_text", "Im Rahmen des Subsidiaritätsprinzips"),
        ("mandate_text", "Begleitung von geflüchteten Menschen in der Anschlussunterbringung"),
        ("mandate_text", "in ein selbstständiges und eigenverantwortliches Leben"),
        ("cooperation_text", "enger Zusammenarbeit mit der Flüchtlingssozialarbeit"),
        ("cooperation_text", "Ehrenamtlichen vor Ort"),
        ("background_text", "seit dem 1. Juni 2019 de facto unbesetzt"),
        ("background_text", "zwei Jahre im Rahmen des Pakts für Integration"),
        ("start_text", "sobald der Kreisdiakonieverband eingestellt hat"),
        ("start_text", "1. Januar 2020"),
        ("source", "Hauptamt, vom 25. September 2019"),
    ],
)
def test_fact_of_the_notice_stands_in_its_field(example, field, fact):
    assert fact in getattr(example, field)


def test_scope_is_marked_as_example_because_the_notice_does_not_publish_it(example):
    items = ServiceItem.objects.filter(mandate__agreement=example, is_outside_scope=False)

    assert items.filter(is_example=False).count() == 0
    assert items.filter(mandate__is_own=True).count() == 9
    assert items.filter(mandate__is_own=False).count() == 2


def test_second_mandate_runs_beside_since_2018(example):
    beside = example.mandates.get(is_own=False)

    assert beside.name == "Integrationsmanagement (Pakt für Integration)"
    assert beside.begins_on == date(2018, 1, 1)


def test_post_of_the_town_is_the_vacant_predecessor(example):
    post = Position.objects.get(agreement=example, is_predecessor=True)

    assert post.organisation == example.municipality
    assert post.vacant_since == date(2019, 6, 1)


def test_start_was_ready_when_the_worker_came(example):
    posts = Position.objects.filter(agreement=example)
    filling = PositionFilling.objects.get(position__in=posts, position__is_needed_to_start=True)

    assert filling.hired_from == date(2020, 1, 7)
    assert filling.qualification_proved_on < filling.hired_from
    assert ReadinessCondition.objects.filter(met_on=None).count() == 0
    assert posts.filter(fillings=None, is_predecessor=False).count() == 1


def test_every_role_has_a_login_whose_password_opens(example):
    roles = {login.role for login in steinheim.LOGINS.values()}

    assert roles == set(Role)
    assert all(user.check_password(steinheim.PASSWORD) for user in User.objects.all())
    assert all(user.email.endswith("@geleit.example") for user in User.objects.all())


def test_all_persons_say_that_they_are_invented(example):
    persons = list(Person.unguarded.all())

    assert {person.remark for person in persons} == {"Erfundene Person"}
    assert len(persons) > 50


def test_first_quarter_has_an_item_over_one_hidden_and_one_at_zero(example):
    first = Contact.unguarded.filter(happened_on__range=("2020-01-01", "2020-03-31"))
    done = {
        row["service_item__number"]: row
        for row in first.values("service_item__number").annotate(
            minutes=Sum("minutes"), contacts=Count("pk"), cases=Count("case", distinct=True)
        )
    }

    assert 0.7 <= done[1]["minutes"] / 60 / 90 <= 1.1
    assert done[2]["contacts"] > 16
    assert done[6]["cases"] == 2
    assert Offer.objects.filter(service_item__number=9).count() == 0
    assert min(row["cases"] for number, row in done.items() if number < 6) >= 5


def test_worker_of_the_half_post_does_not_document_more_than_her_hours(example):
    own = {"service_item__mandate__is_own": True}
    minutes = sum(
        rows.filter(**own, **{f"{day}__range": ("2020-01-07", "2020-03-31")}).aggregate(
            total=Sum("minutes")
        )["total"]
        for rows, day in ((Contact.unguarded, "happened_on"), (Offer.objects, "held_on"))
    )

    assert 120 * 60 < minutes < 12 * 19.5 * 60


def test_today_has_something_to_do(example):
    due = FollowUpReminder.unguarded.open()
    soon = ResidenceStatus.objects.filter(
        is_current=True, valid_until__range=(TODAY, TODAY + timedelta(days=90))
    )

    assert due.filter(due_on__lt=TODAY).exists()
    assert due.filter(due_on=TODAY).exists()
    assert due.filter(due_on__gt=TODAY, due_on__lte=TODAY + timedelta(days=7)).exists()
    assert soon.exists()
    from_county = Case.unguarded.waiting().filter(handed_over_by__kind="county")
    assert from_county.count() == 2
    assert Contact.unguarded.filter(happened_on__gte=TODAY - timedelta(days=21)).exists()


def test_every_page_of_the_agreement_has_something_to_show(example):
    meeting = example.meetings.get(number=1)

    assert meeting.decided_on <= TODAY
    assert meeting.tasks.filter(done_on=None, due_on__lt=TODAY).exists()
    assert example.meetings.filter(held_on__gt=TODAY).exists()
    assert example.price_terms.exists()
    assert example.versions.get().clauses.filter(is_annex=True).exists()
    assert Position.objects.filter(agreement=example, mandate__is_own=True).count() == 2


def test_steps_lie_with_all_five_bearers(example):
    assert PlanStep.unguarded.values("bearer").distinct().count() == 5


def test_volunteers_have_a_task_of_each_kind(example):
    tasks = Assignment.unguarded.all()

    assert tasks.filter(volunteer=None).count() == 1
    assert tasks.filter(volunteer__isnull=False, done_on=None).count() == 1
    assert tasks.filter(done_on__isnull=False).count() == 1


def test_nothing_happens_after_the_day_of_loading(example):
    assert Contact.unguarded.filter(happened_on__gt=TODAY).count() == 0
    assert Case.unguarded.filter(opened_on__gt=TODAY).count() == 0
    assert Case.unguarded.filter(closed_on__gt=TODAY).count() == 0


def test_same_day_gives_the_same_example(example):
    def rows():
        contacts = Contact.unguarded.order_by("pk")
        return list(contacts.values_list("case__number", "happened_on", "minutes", "text"))

    first = rows()
    with pytest.raises(Refused):
        steinheim.load(on=TODAY)
    for model in (Contact, Case):
        assert model.unguarded.exists()

    assert rows() == first
