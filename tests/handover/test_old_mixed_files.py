# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What older versions left open of a household: protected along, or shut where it went elsewhere."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.cases.models import Case, ProtectedReader
from geleit.core.eyes import system_eyes
from geleit.handover.models import TransferredCase
from tests import factories
from tests.handover.test_many_at_once import a_second_case
from tests.handover.things import a_target, a_transfer, moved
from tests.walls.test_protected import protected, readers

pytestmark = pytest.mark.django_db
PROTECTING = import_module("geleit.cases.migrations.0016_former_cases_protected_along")
SHUTTING = import_module("geleit.handover.migrations.0003_files_left_behind")


def migrated():
    with system_eyes():
        PROTECTING.protect_along(apps, None)
        SHUTTING.shut(apps, None)


@pytest.fixture
def former(ben):
    return factories.a_case(holder=ben, phase="closed", closed_on="2020-03-01")


@pytest.fixture
def running(former, anna):
    return a_second_case(former, holder=anna)


def test_the_former_case_is_protected_for_the_same_people_and_twice_changes_nothing(
    former, running, anna, carla, ben, lena
):
    protected(running, anna, carla)
    stranger = factories.a_case(holder=ben)

    for _twice in range(2):
        migrated()

    former.refresh_from_db()
    stranger.refresh_from_db()
    assert (former.is_protected, stranger.is_protected) == (True, False)
    assert readers(former) == readers(running) == {"Anna", "Carla"}
    assert ProtectedReader.objects.count() == 4
    assert not Case.objects.visible_to(lena).filter(household=former.household_id).exists()


def test_who_holds_another_running_case_of_the_household_stays_named(former, running, anna, ben):
    other = factories.an_agreement(key="zweite")
    also = a_second_case(running, holder=ben)
    Case.unguarded.filter(pk=also.pk).update(agreement=other)
    protected(running, anna)

    migrated()

    assert readers(also) == {"Anna", "Ben"}
    assert readers(former) == {"Anna"}


def test_a_protected_case_at_another_carrier_protects_nothing_here(
    former, running, anna, steinheim
):
    Case.unguarded.filter(pk=running.pk).update(agreement=a_target(steinheim)[0])
    protected(running, anna)

    migrated()

    former.refresh_from_db()
    assert not former.is_protected


def test_a_file_left_behind_is_shut_and_comes_back_with_the_transfer(
    sign_in, former, running, lena, ben, steinheim
):
    transfer = moved(a_transfer(steinheim, lena, running, target=a_target(steinheim)[0]))
    Case.unguarded.filter(pk=former.pk).update(handed_back_on=None, holder=ben)  # as before
    row = TransferredCase.unguarded.get()
    row.before = {key: said for key, said in row.before.items() if key != "former"}
    row.save()
    before = Case.unguarded.values().get(pk=former.pk)

    for _twice in range(2):
        migrated()
    shut = Case.unguarded.get(pk=former.pk)
    sign_in(lena).post(reverse("handover:undo", args=[transfer.key]))

    assert (shut.handed_back_on, shut.holder) == (localdate(), None)
    assert Case.unguarded.values().get(pk=former.pk) == before


def test_the_file_of_a_household_that_is_here_again_stays_open(former, running, lena, steinheim):
    transfer = moved(a_transfer(steinheim, lena, running, target=a_target(steinheim)[0]))
    Case.unguarded.filter(pk=former.pk).update(handed_back_on=None)
    Case.unguarded.filter(pk=running.pk).update(agreement=transfer.agreement)

    migrated()

    former.refresh_from_db()
    assert former.handed_back_on is None
