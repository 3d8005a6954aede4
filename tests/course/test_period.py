# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from importlib import import_module

import pytest
import time_machine
from django.apps import apps

from geleit.course import period_rules
from geleit.course.models import CounsellingPeriod, PeriodRule
from geleit.together.models import FormerText
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rule_of_the_migration():
    PeriodRule.objects.all().delete()
    import_module("geleit.course.migrations.0004_period_rule").add_rule(apps, None)


@pytest.mark.parametrize(
    ("begins_on", "ends_on"),
    [
        (date(2026, 5, 1), date(2029, 4, 30)),
        (date(2025, 3, 1), date(2028, 2, 29)),
        (date(2024, 2, 29), date(2027, 2, 28)),
    ],
)
def test_three_years_end_on_the_eve_of_the_anniversary(begins_on, ends_on):
    assert period_rules.last_day(begins_on, months=36) == ends_on


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2022, 7, 6), None),
        (date(2022, 7, 7), "months-6"),
        (date(2022, 10, 7), "months-3"),
        (date(2022, 12, 7), "months-1"),
        (date(2023, 1, 6), "months-1"),
        (date(2023, 1, 7), "over"),
    ],
)
def test_it_warns_six_three_and_one_month_before(on, code):
    problem = period_rules.warning(ends_on=date(2023, 1, 6), on=on)

    assert (problem.code if problem else None) == code


@time_machine.travel("2022-10-10 09:00+00:00")
def test_the_time_begins_and_is_extended_once_with_a_reason(sign_in, anna):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    url = f"/faelle/{case.pk}/beratungszeit/"

    client.post(url, {"begins_on": "2020-01-07"})
    assert "verweisen und den Übergang planen" in client.get(url).content.decode()
    assert "nicht geprüft" in client.get(url).content.decode()
    client.post(url, {"reason": "Schwere Krankheit"})

    period = CounsellingPeriod.unguarded.get()
    assert (period.ends_on, period.extended_on) == (date(2024, 1, 6), date(2022, 10, 10))
    assert client.post(url, {"reason": "Noch einmal"}).status_code == 422


@time_machine.travel("2022-10-10 09:00+00:00")
def test_what_the_reason_said_before_is_kept_comes_back_and_goes_for_good(sign_in, anna, lena):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    url = f"/faelle/{case.pk}/beratungszeit/"
    client.post(url, {"begins_on": "2020-01-07"})
    client.post(url, {"reason": "Quittenmaier ist krank"})

    client.post(url, {"extension_reason": "Krankheit"})
    client.post(url, {"extension_reason": "Krankheit"})  # a second click
    page = client.get(url).content.decode()
    former = FormerText.unguarded.get()
    client.post(f"{url}fassungen/", {"former": former.pk})

    period = CounsellingPeriod.unguarded.get()
    assert f"{url}fassungen/" in page
    assert "Quittenmaier" not in page
    assert (former.text, period.extension_reason) == ("Quittenmaier ist krank",) * 2
    assert period.ends_on == date(2024, 1, 6)

    sign_in(lena).post(f"{url}fassungen/", {"erased": former.pk})
    assert not FormerText.unguarded.filter(pk=former.pk).exists()


@time_machine.travel("2022-10-10 09:00+00:00")
@pytest.mark.parametrize("begun", [{}, {"begins_on": "2020-01-07"}])
def test_a_reason_for_what_is_not_prolonged_is_refused(sign_in, anna, begun):
    case, client = factories.a_case(holder=anna), sign_in(anna)
    url = f"/faelle/{case.pk}/beratungszeit/"
    client.post(url, begun)

    answer = client.post(url, {"extension_reason": "Krankheit"})

    assert answer.status_code == 422
    assert "ist nicht verlängert" in answer.content.decode()


@pytest.mark.parametrize("address", ["beratungszeit/", "beratungszeit/fassungen/"])
@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("carla", 404), ("dora", 403)])
def test_who_may_see_it(sign_in, anna, request, who, status, address):
    case = factories.a_case(holder=anna)
    CounsellingPeriod.unguarded.create(case=case, begins_on="2020-01-07", ends_on="2023-01-06")
    client = sign_in(request.getfixturevalue(who))

    assert client.get(f"/faelle/{case.pk}/{address}").status_code == status
