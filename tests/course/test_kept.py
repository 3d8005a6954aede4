# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""An agreement ends handed back when no case runs, or those that do stay by name and with a reason."""

from django.urls import reverse

from geleit.audit.models import Event
from geleit.course.models import KeptCase
from geleit.statistics.tables import running_cases
from tests import factories


def test_a_case_that_stays_by_name_does_not_hold_the_hand_back_up(sign_in, lena, anna, steinheim):
    case = factories.a_case(holder=anna)
    factories.a_case(holder=anna)

    sign_in(lena).post(reverse("course:keep", args=[case.pk]), {"reason": "Umzug steht bevor"})

    page = sign_in(lena).get(reverse("statistics:hand-back", args=[steinheim.key]))
    assert running_cases(steinheim) == 1
    assert "Umzug steht bevor" in page.content.decode()
    assert Event.objects.filter(verb="case-kept", key=str(case.pk)).count() == 1


def test_the_exception_can_be_lifted(sign_in, lena, anna, steinheim):
    case = factories.a_case(holder=anna)
    client = sign_in(lena)
    client.post(reverse("course:keep", args=[case.pk]), {"reason": "Umzug"})

    client.post(reverse("course:release", args=[case.pk]))

    assert running_cases(steinheim) == 1
    assert not KeptCase.unguarded.exists()


def test_without_a_reason_nothing_stays(sign_in, lena, anna, steinheim):
    case = factories.a_case(holder=anna)

    response = sign_in(lena).post(reverse("course:keep", args=[case.pk]), {"reason": " "})

    assert response.status_code == 422
    assert running_cases(steinheim) == 1


def test_only_the_lead_decides(sign_in, anna, dora, steinheim):
    case = factories.a_case(holder=anna)
    address = reverse("course:keep", args=[case.pk])

    statuses = [sign_in(who).post(address, {"reason": "x"}).status_code for who in (anna, dora)]

    assert statuses == [403, 403]
