# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Access ends by itself: with the membership, the deputy's time, the case; also half way through."""

from datetime import date
from threading import Event as Flag
from threading import Thread

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.urls import reverse

from geleit.accounts import actions as accounts
from geleit.accounts.models import Membership, User
from geleit.accounts.standing import AccessEnded
from geleit.agreements import actions as agreements
from geleit.audit import gate
from geleit.audit.models import Event
from geleit.cases import actions
from geleit.cases.models import Case, Household
from geleit.core.eyes import system_eyes
from geleit.staffing.models import Deputy
from tests import factories

DAY = date(2026, 3, 2)


def page_of(case):
    return reverse("desk:case", args=[case.pk])


def sees(user, case):
    """Whether a person sees the case with a request of now."""
    return Case.objects.visible_to(User.objects.get(pk=user.pk)).filter(pk=case.pk).exists()


def test_the_last_day_passes_during_a_session(sign_in, anna):
    case = factories.a_case(holder=anna)
    Membership.objects.filter(user=anna).update(ends_on=DAY)

    with time_machine.travel("2026-03-02T23:58+01:00"):
        client = sign_in(anna)
        before = client.get(page_of(case))
    with time_machine.travel("2026-03-03T00:01+01:00"):
        after = client.get(page_of(case))

    assert before.status_code == 200
    assert after.status_code == 403
    assert case.number not in after.content.decode()


def test_the_deputy_s_time_passes_during_a_session(sign_in, anna, ben):
    case = factories.a_case(holder=anna)
    Deputy.objects.create(holder=anna, deputy=ben, starts_on=date(2026, 2, 1), ends_on=DAY)

    with time_machine.travel("2026-03-02T23:58+01:00"):
        client = sign_in(ben)
        before = client.get(page_of(case))
    with time_machine.travel("2026-03-03T00:01+01:00"):
        after = client.get(page_of(case))

    assert (before.status_code, after.status_code) == (200, 404)


@pytest.mark.parametrize(
    ("who", "open_case", "closed_case"),
    [("anna", True, True), ("lena", True, True), ("ben", True, False), ("carla", False, False)],
)
def test_a_closed_case_stays_with_its_holder_and_the_lead(
    request, anna, ben, who, open_case, closed_case
):
    user = request.getfixturevalue(who)
    Deputy.objects.create(holder=anna, deputy=ben, starts_on=date(2019, 1, 1))
    running = factories.a_case(holder=anna)
    over = factories.a_case(holder=anna, phase="closed", closed_on=date(2020, 5, 4))

    assert sees(user, running) is open_case
    assert sees(user, over) is closed_case


def test_a_closed_case_is_read_only(sign_in, anna):
    case = factories.a_case(holder=anna, phase="closed", closed_on=date(2020, 5, 4))

    answer = sign_in(anna).post(reverse("cases:household", args=[case.pk]), {"name": "Neu"})

    assert answer.status_code == 422
    assert Household.unguarded.get(pk=case.household_id).name == "Muster"


def test_the_former_holder_loses_the_case_at_once(sign_in, anna, carla, lena):
    case = factories.a_case(holder=anna)
    client = sign_in(anna)
    before = client.get(page_of(case))

    actions.assign(case, to=carla, by=lena, on=DAY)
    after = client.get(page_of(case))

    assert (before.status_code, after.status_code) == (200, 404)


def test_a_protected_closed_case_stays_with_who_is_named(anna, ben, lena):
    case = factories.a_case(
        holder=anna, phase="closed", closed_on=date(2020, 5, 4), is_protected=True
    )
    case.protected_readers.create(user=ben)

    assert sees(ben, case)
    assert not sees(lena, case)


def begun(user):
    """The person as the request under way knows her: memberships read, case narrowed."""
    user = User.objects.get(pk=user.pk)
    assert user.active_memberships
    return user


def end(user, *, by):
    role = Membership.objects.get(user=user)
    accounts.end_role(role, by=by, on=DAY)


def test_what_was_begun_before_the_end_is_not_kept_after_it(anna, otto):
    case = factories.a_case(holder=anna)
    under_way = begun(anna)

    end(anna, by=otto)
    with pytest.raises(AccessEnded):
        actions.rename_household(case, name="Zu spät", by=under_way)

    assert Household.unguarded.get(pk=case.household_id).name == "Muster"
    assert not Event.objects.filter(verb="household-renamed").exists()


def test_the_answer_is_a_refusal_in_words(client, sign_in, monkeypatch, anna, otto):
    case = factories.a_case(holder=anna)
    sign_in(anna)
    asked = []

    def ends_meanwhile(by):
        if by.pk == anna.pk and not asked:
            asked.append(by)
            Membership.objects.filter(user=anna).update(ends_on="2020-01-01")

    monkeypatch.setattr(gate, "QUESTIONS", [ends_meanwhile, *gate.QUESTIONS])
    answer = client.post(reverse("cases:household", args=[case.pk]), {"name": "Zu spät"})

    assert answer.status_code == 403
    assert Household.unguarded.get(pk=case.household_id).name == "Muster"


def test_a_closed_account_finishes_nothing(anna, otto):
    case = factories.a_case(holder=anna)
    under_way = begun(anna)

    accounts.deactivate(anna, by=otto, on=DAY)

    with pytest.raises(AccessEnded):
        actions.rename_household(case, name="Zu spät", by=under_way)


def test_a_narrowed_role_finishes_nothing_and_a_widened_one_does(anna, otto, steinheim):
    other = factories.an_agreement(key="testheim-neubau")
    case = factories.a_case(holder=anna)
    role = anna.memberships.get()
    whole = begun(anna)
    agreements.limit_role(role, agreements=[steinheim], by=otto)
    with pytest.raises(AccessEnded):
        actions.rename_household(case, name="Zu spät", by=whole)

    narrow = begun(anna)
    agreements.limit_role(role, agreements=[steinheim, other], by="command:test")
    actions.rename_household(case, name="Rechtzeitig", by=narrow)

    assert Household.unguarded.get(pk=case.household_id).name == "Rechtzeitig"


def test_an_administrator_can_close_the_own_account(otto):
    factories.a_member("olga", role="administrator", organisation="operator")

    accounts.deactivate(otto, by=begun(otto), on=DAY)

    assert not User.objects.get(pk=otto.pk).is_active


needs_threads = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one connection write at a time"
)


def in_thread(task):
    """Run with a connection of its own; return the thread and where its refusal will stand.

    A thread begins with nobody's eyes; the test looks as the system here as everywhere.
    """
    refusals = []

    def run():
        try:
            with system_eyes():
                task()
        except AccessEnded as refusal:
            refusals.append(refusal)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    return thread, refusals


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_an_act_that_waits_while_the_role_ends_is_taken_back(anna, otto):
    case = factories.a_case(holder=anna)
    under_way, written, ended = begun(anna), Flag(), Flag()

    def act():
        with transaction.atomic():
            Household.unguarded.filter(pk=case.household_id).update(name="Zu spät")
            written.set()
            assert ended.wait(10)
            actions.rename_household(case, name="Noch später", by=under_way)

    thread, refusals = in_thread(act)
    assert written.wait(10)
    end(anna, by=otto)
    ended.set()
    thread.join(20)

    assert len(refusals) == 1
    assert Household.unguarded.get(pk=case.household_id).name == "Muster"


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_the_end_waits_for_an_act_that_was_already_asked(anna, otto):
    case = factories.a_case(holder=anna)
    under_way, asked, go_on, order = begun(anna), Flag(), Flag(), []

    def act():
        with transaction.atomic():
            actions.rename_household(case, name="Rechtzeitig", by=under_way)
            asked.set()
            assert go_on.wait(10)
            order.append("act")

    def ending():
        end(anna, by=otto)
        order.append("end")

    acting, _none = in_thread(act)
    assert asked.wait(10)
    ends, _none = in_thread(ending)
    ends.join(0.5)
    waits = ends.is_alive()
    go_on.set()
    acting.join(20)
    ends.join(20)

    assert waits
    assert order == ["act", "end"]
    assert Household.unguarded.get(pk=case.household_id).name == "Rechtzeitig"
