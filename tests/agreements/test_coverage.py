# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A membership that is limited to some agreements reaches nothing of the others."""

from datetime import date

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from geleit.accounts.models import Membership, User
from geleit.agreements import actions
from geleit.agreements.coverage import covers, named_for
from geleit.agreements.models import CooperationAgreement, ServiceItem
from geleit.audit.models import Event
from geleit.cases.models import Case, EmergencyAccess
from geleit.cases.team import team_of
from geleit.core.problems import Refused
from geleit.counselling.models import offer_items
from geleit.handover.queries import accepted_batches
from geleit.intake.models import ImportBatch
from geleit.staffing.models import Deputy, Position
from geleit.statistics.queries import agreements_for, leads
from geleit.volunteers.models import Assignment
from geleit.volunteers.queries import agreements_to_choose, is_volunteer_of
from geleit.walls.queries import unseen_doors
from tests import factories

DAY = date(2020, 3, 2)


@pytest.fixture
def other(steinheim):
    """A second agreement of the very same organisations."""
    return factories.an_agreement(key="testheim-neubau")


def again(user):
    """The same person with the memberships of now."""
    return User.objects.get(pk=user.pk)


def numbers(user):
    return set(Case.objects.visible_to(user).values_list("number", flat=True))


@pytest.mark.parametrize("who", ["anna", "lena", "frida"])
def test_cases_of_another_agreement_do_not_exist(request, steinheim, other, who):
    user = request.getfixturevalue(who)
    given = {"holder": user} if who == "anna" else {}
    if who == "frida":
        county = factories.an_organisation("county")
        given = {"handed_over_by": county, "handed_over_on": date(2020, 1, 7)}
    here = factories.a_case(agreement=steinheim, **given)
    there = factories.a_case(agreement=other, **given)
    before = numbers(again(user))

    user = factories.limited(user, steinheim)

    assert before == {here.number, there.number}
    assert numbers(user) == {here.number}


def test_neither_deputy_nor_name_nor_door_reaches_further(steinheim, other, anna, ben):
    Deputy.objects.create(holder=anna, deputy=ben, starts_on=date(2019, 1, 1))
    held = factories.a_case(agreement=other, holder=anna)
    named = factories.a_case(agreement=other, is_protected=True)
    named.protected_readers.create(user=ben)
    opened = factories.a_case(agreement=other)
    EmergencyAccess.objects.create(
        case=opened,
        user=ben,
        reason="…",
        opened_at="2020-01-01T00:00Z",
        ends_at="2999-01-01T00:00Z",
    )
    before = numbers(again(ben))

    ben = factories.limited(ben, steinheim)

    assert before == {held.number, named.number, opened.number}
    assert numbers(ben) == set()


def test_a_lead_reads_doors_lists_posts_and_offers_of_hers_alone(steinheim, other, lena, anna):
    ServiceItem.objects.filter(number=1).update(unit="offers")
    for agreement in (steinheim, other):
        case = factories.a_case(agreement=agreement, holder=anna)
        EmergencyAccess.objects.create(
            case=case, user=anna, reason="…",
            opened_at="2020-01-01T00:00Z", ends_at="2020-01-02T00:00Z",
        )  # fmt: skip
        ImportBatch.unguarded.create(agreement=agreement, file_name="l.csv", sha256="0" * 64)
        Position.objects.create(
            agreement=agreement, organisation=agreement.carrier, title="Stelle",
            full_time_share="0.50", qualification="social_work",
        )  # fmt: skip

    lena = factories.limited(lena, steinheim)

    assert {door.case.agreement_id for door in unseen_doors(lena)} == {steinheim.pk}
    assert {b.agreement_id for b in ImportBatch.objects.visible_to(lena)} == {steinheim.pk}
    assert {post.agreement_id for post in Position.objects.led_by(lena)} == {steinheim.pk}
    assert {item.mandate.agreement_id for item in offer_items(lena)} == {steinheim.pk}
    assert list(CooperationAgreement.objects.led_by(lena)) == [steinheim]
    assert leads(lena, steinheim)
    assert not leads(lena, other)


@pytest.mark.parametrize("who", ["anna", "lena", "dora", "frida"])
def test_the_pages_of_another_agreement_are_not_found(request, sign_in, steinheim, other, who):
    user = request.getfixturevalue(who)
    client = sign_in(factories.limited(user, steinheim))

    here = client.get(reverse("agreements:agreement", args=[steinheim.key]))
    there = client.get(reverse("agreements:agreement", args=[other.key]))
    listed = client.get(reverse("agreements:agreements")).content.decode()

    assert (here.status_code, there.status_code) == (200, 404)
    assert f"/{steinheim.key}/" in listed
    assert other.key not in listed


@pytest.mark.parametrize("name", ["rules", "rule"])
def test_the_deadline_rules_of_another_agreement_are_not_found(
    sign_in, steinheim, other, lena, name
):
    client = sign_in(factories.limited(lena, steinheim))
    rule = ["pass"] if name == "rule" else []

    statuses = [
        client.post(reverse(f"deadline_rules:{name}", args=[key, *rule])).status_code
        if rule
        else client.get(reverse(f"deadline_rules:{name}", args=[key])).status_code
        for key in (steinheim.key, other.key)
    ]

    assert statuses == [422 if rule else 200, 404]


@pytest.mark.parametrize("who", ["lena", "dora"])
def test_statements_of_another_agreement_are_not_found(request, steinheim, other, who):
    user = factories.limited(request.getfixturevalue(who), steinheim)

    assert list(agreements_for(user)) == [steinheim]


def test_the_county_counts_what_it_handed_over_in_its_agreement(steinheim, other, frida):
    for agreement in (steinheim, other):
        factories.a_case(
            agreement=agreement, handed_over_by=agreement.county, handed_over_on=date(2020, 1, 7),
            accepted_on=date(2020, 1, 8), accepted_by="Lena",
        )  # fmt: skip

    frida = factories.limited(frida, steinheim)

    assert [batch["cases"] for batch in accepted_batches(frida)] == [1]


def test_who_is_limited_holds_no_case_of_another_agreement(steinheim, other, anna, ben):
    carrier = steinheim.carrier_id
    factories.limited(ben, steinheim)

    assert list(team_of([carrier], on=DAY, agreement=steinheim.pk)) == [anna, ben]
    assert list(team_of([carrier], on=DAY, agreement=other.pk)) == [anna]


def test_a_coordinator_chooses_the_agreements_named_for_her_alone(
    sign_in, steinheim, other, karl, emil
):
    group = factories.an_organisation("volunteers")
    for agreement in (steinheim, other):
        Assignment.unguarded.create(
            agreement=agreement, group=group, title=agreement.key, wanted_on=DAY, volunteer=emil
        )
    emil = factories.limited(emil, other)

    seen = [task.agreement_id for task in Assignment.objects.visible_to(karl)]
    cards = [task.agreement_id for task in Assignment.objects.visible_to(emil)]

    assert list(agreements_to_choose(karl)) == [steinheim]
    assert seen == [steinheim.pk]
    assert cards == [other.pk]
    assert not is_volunteer_of(emil, group=group.pk, agreement=steinheim.pk, on=DAY)
    assert is_volunteer_of(emil, group=group.pk, agreement=other.pk, on=DAY)


def test_a_coordinator_without_an_agreement_is_told_whom_to_ask(sign_in, steinheim):
    nora = factories.a_member("nora", role="volunteer_coordinator", organisation="volunteers")
    client = sign_in(nora)
    data = {"title": "Begleitung", "wanted_on": "2020-03-02", "agreement": steinheim.pk}

    page = client.get(reverse("volunteers:new"))
    answer = client.post(reverse("volunteers:new"), data)

    assert "noch keine Vereinbarung eingetragen" in page.content.decode()
    assert answer.status_code == 422
    assert Assignment.unguarded.count() == 0


def test_two_memberships_together_reach_what_each_reaches(steinheim, other, anna):
    factories.limited(anna, steinheim)
    lead = Membership.objects.create(
        user=anna, organisation=steinheim.carrier, role="carrier_lead", starts_on="2019-01-01"
    )
    actions.limit_role(lead, agreements=[other], by="command:test")
    anna = again(anna)

    assert named_for(anna, "social_worker") == {steinheim.pk}
    assert named_for(anna, "carrier_lead") == {other.pk}
    assert covers(anna, "carrier_lead", organisation=other.carrier_id, agreement=other.pk)
    assert not covers(anna, "carrier_lead", organisation=other.carrier_id, agreement=steinheim.pk)


def test_the_limit_costs_no_query(django_assert_num_queries, steinheim, other, lena):
    whole = again(lena)
    with django_assert_num_queries(3):  # memberships, agreements, cases
        numbers(whole)
    limited = factories.limited(lena, steinheim, other)
    with django_assert_num_queries(3):
        numbers(limited)


def page_of(role):
    return reverse("agreements:coverage", args=[role.pk])


def test_the_administrator_limits_a_role_and_then_further(sign_in, steinheim, other, lena, otto):
    role = lena.memberships.get()
    client = sign_in(otto)

    both = {"reach": "some", "agreements": [steinheim.pk, other.pk]}
    limited = client.post(page_of(role), both)
    account = client.get(reverse("accounts:user", args=[lena.pk])).content.decode()
    further = client.post(page_of(role), {"reach": "some", "agreements": [steinheim.pk]})

    assert limited.url == further.url == reverse("accounts:user", args=[lena.pk])
    assert page_of(role) in account
    assert list(role.covered.values_list("agreement", flat=True)) == [steinheim.pk]
    assert Event.objects.filter(verb="role-limited").count() == 2


@pytest.mark.parametrize("who", ["anna", "lena"])
@pytest.mark.parametrize("wider", ["all", "another", "one more"])
def test_the_administrator_alone_widens_no_role_that_reads_cases(
    request, sign_in, steinheim, other, otto, who, wider
):
    role = factories.limited(request.getfixturevalue(who), steinheim).memberships.get()
    chosen = {"all": [], "another": [other.pk], "one more": [steinheim.pk, other.pk]}[wider]
    sent = {"reach": "all" if wider == "all" else "some", "agreements": chosen}

    answer = sign_in(otto).post(page_of(role), sent)

    assert answer.status_code == 422
    assert "erst, wenn eine Leitung zustimmt" in answer.content.decode()
    assert list(role.covered.values_list("agreement", flat=True)) == [steinheim.pk]
    assert not Event.objects.filter(verb="role-limited").exists()


def test_a_role_that_reads_no_cases_is_opened_again(sign_in, steinheim, other, dora, otto):
    role = factories.limited(dora, steinheim).memberships.get()

    answer = sign_in(otto).post(page_of(role), {"reach": "all"})

    assert answer.status_code == 302
    assert role.covered.count() == 0


def test_some_without_a_tick_does_not_open_everything(sign_in, steinheim, other, lena, otto):
    role = factories.limited(lena, steinheim).memberships.get()

    answer = sign_in(otto).post(page_of(role), {"reach": "some"})

    assert answer.status_code == 422
    assert role.covered.count() == 1


def test_an_agreement_of_others_is_refused(sign_in, steinheim, lena, otto):
    foreign = CooperationAgreement.objects.create(
        key="anderswo", title="Anderswo", in_force_on=DAY, mandate_text="…",
        municipality=steinheim.county, carrier=steinheim.county,
    )  # fmt: skip
    role = lena.memberships.get()

    answer = sign_in(otto).post(page_of(role), {"reach": "some", "agreements": [foreign.pk]})
    with pytest.raises(Refused):
        actions.limit_role(role, agreements=[foreign], by=otto)

    assert answer.status_code == 422
    assert role.covered.count() == 0


def test_nobody_widens_a_role_of_one_s_own(steinheim, otto):
    own = Membership.objects.create(
        user=otto, organisation=steinheim.carrier, role="carrier_lead", starts_on="2019-01-01"
    )

    with pytest.raises(Refused):
        actions.limit_role(own, agreements=[steinheim], by=otto)


def test_an_agreement_that_limits_somebody_cannot_vanish(steinheim, karl):
    steinheim.mandates.all()
    with pytest.raises(ProtectedError):
        steinheim.delete()


def test_a_group_is_limited_to_any_running_agreement(sign_in, steinheim, other, karl, otto):
    role = karl.memberships.get()

    answer = sign_in(otto).post(page_of(role), {"agreements": [other.pk]})

    assert answer.status_code == 302
    assert list(role.covered.values_list("agreement", flat=True)) == [other.pk]
