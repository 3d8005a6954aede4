# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead accepts what waits: all or nothing, once."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.accounts.models import Membership
from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.handover.actions import accept_cases
from geleit.organisations.models import Organisation
from tests import factories
from tests.handover.things import a_waiting_case, an_accepted_case

ACCEPT = "handover:accept"


def accepted():
    cases = Case.unguarded.filter(accepted_on__isnull=False).order_by("number")
    return [(case.number, case.holder.name, case.accepted_by) for case in cases]


def test_the_lead_accepts_several_for_one_holder(sign_in, lena, anna):
    one, two, left = a_waiting_case(), a_waiting_case(), a_waiting_case()

    response = sign_in(lena).post(reverse(ACCEPT), {"cases": [one.pk, two.pk], "holder": anna.pk})

    left.refresh_from_db()
    assert response.url.startswith("/uebergabe/angenommen/")
    assert accepted() == [(one.number, "Anna", "Lena"), (two.number, "Anna", "Lena")]
    assert left.accepted_on is None


def test_the_day_is_today(sign_in, lena, anna):
    case = a_waiting_case()

    sign_in(lena).post(reverse(ACCEPT), {"cases": [case.pk], "holder": anna.pk})

    case.refresh_from_db()
    assert case.accepted_on == localdate()


def test_a_double_click_accepts_and_logs_once(sign_in, lena, anna):
    case = a_waiting_case()
    client = sign_in(lena)
    typed = {"cases": [case.pk], "holder": anna.pk}

    statuses = [client.post(reverse(ACCEPT), typed).status_code for _ in range(2)]

    events = Event.objects.filter(verb="case-accepted").values_list("key", "data")
    assert statuses == [302, 302]
    assert list(events) == [(str(case.pk), {"holder": anna.pk})]


def test_what_somebody_else_accepted_meanwhile_refuses_the_whole(sign_in, lena, anna, ben):
    taken, free = an_accepted_case(holder=ben), a_waiting_case()

    response = sign_in(lena).post(
        reverse(ACCEPT), {"cases": [taken.pk, free.pk], "holder": anna.pk}
    )

    free.refresh_from_db()
    assert response.status_code == 422
    assert f"Fall {taken.number} ist seit dem 10.02.2020 angenommen" in response.content.decode()
    assert free.accepted_on is None
    assert Event.objects.filter(verb="case-accepted").count() == 0


@pytest.mark.parametrize("typed", [{}, {"cases": "holder"}, {"holder": "cases"}])
def test_both_a_case_and_a_holder_are_asked_for(sign_in, lena, anna, typed):
    case = a_waiting_case()
    values = {"cases": [case.pk], "holder": anna.pk}
    typed = {name: values[name] for name in typed}

    response = sign_in(lena).post(reverse(ACCEPT), typed)

    assert response.status_code == 422
    assert accepted() == []


def test_the_lead_may_hold_a_case_herself(sign_in, lena):
    case = a_waiting_case()

    sign_in(lena).post(reverse(ACCEPT), {"cases": [case.pk], "holder": lena.pk})

    case.refresh_from_db()
    assert (case.holder, case.is_waiting) == (lena, False)


@pytest.mark.parametrize("who", ["dora", "gone", "asleep", "elsewhere"])
def test_only_who_works_with_cases_of_the_carrier_can_hold(sign_in, lena, dora, who):
    gone = factories.a_member(
        "gerd", role="social_worker", organisation="carrier", until=date(2019, 12, 31)
    )
    asleep = factories.a_worker("arno")
    asleep.is_active = False
    asleep.save()
    elsewhere = factories.a_member("else", role="volunteer", organisation="volunteers")
    Membership.objects.create(
        user=elsewhere, organisation=another_carrier(), role="social_worker",
        starts_on=date(2019, 1, 1),
    )  # fmt: skip
    people = {"dora": dora, "gone": gone, "asleep": asleep, "elsewhere": elsewhere}
    case = a_waiting_case()

    response = sign_in(lena).post(reverse(ACCEPT), {"cases": [case.pk], "holder": people[who].pk})
    with pytest.raises(Refused):
        accept_cases([case], holder=people[who], by=lena, on=localdate())

    assert response.status_code == 422
    assert accepted() == []


def test_a_case_of_another_carrier_does_not_exist(sign_in, lena, anna):
    other = factories.an_agreement(key="nachbarort")
    other.carrier = another_carrier()
    other.save()
    case = a_waiting_case(agreement=other)

    response = sign_in(lena).post(reverse(ACCEPT), {"cases": [case.pk], "holder": anna.pk})

    assert response.status_code == 422
    assert accepted() == []


def test_a_case_that_came_otherwise_cannot_be_accepted(lena, anna):
    case = factories.a_case()

    with pytest.raises(Refused) as refused:
        accept_cases([case], holder=anna, by=lena, on=localdate())

    assert [problem.code for problem in refused.value.problems] == ["not-handed-over"]


def test_the_county_loses_sight_and_the_holder_gains_it(sign_in, lena, anna, frida):
    case = a_waiting_case()
    before = Case.objects.visible_to(frida).count(), Case.objects.visible_to(anna).count()

    sign_in(lena).post(reverse(ACCEPT), {"cases": [case.pk], "holder": anna.pk})

    after = Case.objects.visible_to(frida).count(), Case.objects.visible_to(anna).count()
    assert (before, after) == ((1, 0), (0, 1))
    page = sign_in(frida).get(reverse("handover:waiting")).content.decode()
    assert case.number not in page
    assert "1 Fall angenommen" in page


def another_carrier():
    return Organisation.objects.get_or_create(
        name="Anderer Träger", defaults={"kind": "carrier", "short_name": "Anderer"}
    )[0]


def test_whoever_holds_a_protected_case_then_sees_it(lena, anna):
    case = a_waiting_case(is_protected=True)

    accept_cases([case], holder=anna, by=lena, on=date(2020, 2, 10))

    assert Case.objects.visible_to(anna).get() == case
