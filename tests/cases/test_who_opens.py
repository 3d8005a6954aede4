# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can be chosen to look after something in a case: the same people for whom the case exists."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from geleit.accounts.models import Membership, User
from geleit.cases.models import Case
from geleit.cases.team import who_opens
from tests import factories
from tests.cases.things import a_closed_case, stand_in

CAST = ("anna", "ben", "carla", "lena", "dora", "frida", "otto", "selma", "karl", "emil")
CARRIERS = {"anna", "ben", "carla", "lena"}


def opened(case):
    """Ask each of the carrier's people what exists for them, as a request does."""
    found = set()
    for user in User.objects.filter(email__in=[f"{name}@example.org" for name in CAST]):
        if Case.unguarded.visible_to(user).filter(pk=case.pk).exists():
            found.add(user.email.split("@")[0])
    return found & CARRIERS


def offered(case):
    return {user.email.split("@")[0] for user in who_opens(case, on=localdate())}


def limited_lead(request, case):
    other = factories.an_agreement(key="anderswo-2020")
    factories.limited(User.objects.get(email="lena@example.org"), other)


def worker_gone(request, case):
    user = request.getfixturevalue("anna")
    Membership.objects.filter(user=user).update(ends_on=date(2020, 1, 31))


def account_closed(request, case):
    User.objects.filter(email="ben@example.org").update(is_active=False)


def named_are_ben_and_carla(request, case):
    Case.unguarded.filter(pk=case.pk).update(is_protected=True)
    for name in ("ben", "carla"):
        case.protected_readers.create(user=request.getfixturevalue(name))


def without_holder(request, case):
    Case.unguarded.filter(pk=case.pk).update(holder=None)


def handed_back(request, case):
    Case.unguarded.filter(pk=case.pk).update(
        holder=None, handed_back_on=date(2020, 5, 1), closed_on=date(2020, 5, 1), phase="closed"
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (None, {"anna", "ben", "lena"}),
        (limited_lead, {"anna", "ben"}),
        (worker_gone, {"ben", "lena"}),
        (account_closed, {"anna", "lena"}),
        (named_are_ben_and_carla, {"ben", "carla"}),
        (without_holder, {"lena"}),
        (handed_back, set()),
    ],
)
def test_those_are_offered_for_whom_the_case_exists(request, anna, ben, change, expected):
    for name in CAST:
        request.getfixturevalue(name)
    stand_in(deputy=ben, holder=anna)
    case = factories.a_case(holder=anna)
    if change:
        change(request, case)
    case = Case.unguarded.get(pk=case.pk)

    assert offered(case) == opened(case) == expected


def test_who_stands_in_is_not_offered_in_a_closed_case(anna, ben, lena):
    stand_in(deputy=ben, holder=anna)
    case = a_closed_case(holder=anna)

    assert offered(case) == opened(case) == {"anna", "lena"}


def test_more_colleagues_cost_no_more_queries(anna, lena, django_assert_num_queries):
    case = factories.a_case(holder=anna)
    for number in range(3):
        stand_in(deputy=factories.a_worker(f"neu{number}"), holder=anna)

    with django_assert_num_queries(1):
        assert len(who_opens(case, on=localdate())) == 5
