# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""An agreement ends handed back when no case runs, or those that do stay by name and with a reason."""

import pytest
from django.db import connection
from django.urls import reverse

from geleit.audit.models import Event
from geleit.course.models import KeptCase
from geleit.statistics.tables import running_cases
from geleit.together.models import FormerText
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


def keep(client, case, reason):
    return client.post(reverse("course:keep", args=[case.pk]), {"reason": reason})


def wordings(case):
    return reverse("course:kept_wordings", args=[case.pk])


def test_a_new_reason_keeps_the_former_one_and_it_comes_back(sign_in, lena, anna):
    case, client = factories.a_case(holder=anna), sign_in(lena)
    keep(client, case, "Zwetschgen")
    keep(client, case, "Birnen")
    former = FormerText.unguarded.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM together_formertext")
        assert "Zwetschgen" not in str(cursor.fetchall())

    page = client.get(wordings(case)).content.decode()
    client.post(wordings(case), {"former": former.pk})

    assert ("Zwetschgen" in page, "Birnen" in page) == (True, True)
    assert KeptCase.unguarded.get().reason == "Zwetschgen"
    assert [one.text for one in FormerText.unguarded.order_by("pk")] == ["Zwetschgen", "Birnen"]


def test_the_same_reason_twice_leaves_no_wording_and_one_entry(sign_in, lena, anna):
    case, client = factories.a_case(holder=anna), sign_in(lena)
    for _twice in range(2):
        keep(client, case, "Umzug")

    assert not FormerText.unguarded.exists()
    assert Event.objects.filter(verb="case-kept").count() == 1


def test_why_a_case_stayed_outlives_the_exception(sign_in, lena, anna):
    case, client = factories.a_case(holder=anna), sign_in(lena)
    keep(client, case, "Zwetschgen")
    client.post(reverse("course:release", args=[case.pk]))
    page = client.get(reverse("course:keep", args=[case.pk])).content.decode()

    client.post(wordings(case), {"former": FormerText.unguarded.get().pk})

    assert wordings(case) in page
    assert KeptCase.unguarded.get().reason == "Zwetschgen"


def test_what_must_not_stand_there_goes_for_good(sign_in, lena, anna):
    case, client = factories.a_case(holder=anna), sign_in(lena)
    keep(client, case, "Zwetschgen")
    keep(client, case, "Birnen")

    client.post(wordings(case), {"erased": FormerText.unguarded.get().pk})

    assert not FormerText.unguarded.exists()
    assert KeptCase.unguarded.get().reason == "Birnen"


def test_the_form_begins_with_the_present_reason(sign_in, lena, anna, steinheim):
    case, client = factories.a_case(holder=anna), sign_in(lena)
    keep(client, case, "Umzug steht bevor")

    page = client.get(reverse("course:keep", args=[case.pk])).content.decode()
    running = client.get(reverse("statistics:hand-back", args=[steinheim.key])).content.decode()

    assert "Umzug steht bevor" in page
    assert reverse("course:keep", args=[case.pk]) in running


@pytest.mark.parametrize(("who", "status"), [("lena", 200), ("anna", 403), ("dora", 403)])
def test_who_reads_former_reasons(sign_in, request, lena, anna, who, status):
    case = factories.a_case(holder=anna)
    keep(sign_in(lena), case, "Zwetschgen")
    keep(sign_in(lena), case, "Birnen")

    page = sign_in(request.getfixturevalue(who)).get(wordings(case))

    assert page.status_code == status
    assert ("Zwetschgen" in page.content.decode()) == (status == 200)
