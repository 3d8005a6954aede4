# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the remark of an assessment said before it was corrected, and how it comes back."""

import re

import pytest

from geleit.audit.models import Event
from geleit.together.models import FormerText
from tests.factories import a_case, an_assessment

FIRST, SECOND = "Zwetschgen im Garten", "Birnen im Garten"


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


@pytest.fixture
def row(case, anna):
    return an_assessment(case=case, by=anna, levels={"housing": 2}, note=FIRST)


def base(case):
    return f"/faelle/{case.pk}/selbststaendigkeit/"


def wordings(case, row):
    return f"{base(case)}{row.pk}/fassungen/"


def correct(client, case, row, note):
    """Assess the same view and day again: the page shows what is noted and asks."""
    address = f"{base(case)}{row.person_id}/neu/"
    sent = {"view": "adviser", "occasion": "1_start", "assessed_on": "2020-02-03"}
    sent |= {"level_housing": "2", "note": note}
    page = client.post(address, sent)
    seen = re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]
    assert client.post(address, sent | {"seen": seen}).status_code == 302
    return page


def test_a_former_remark_comes_back_and_the_levels_stay(sign_in, lena, case, row):
    client = sign_in(lena)
    page = correct(client, case, row, SECOND)
    former = FormerText.unguarded.get()

    history = client.get(wordings(case, row)).content.decode()
    client.post(wordings(case, row), {"former": former.pk})

    row.refresh_from_db()
    assert "„Frühere Fassungen“" in page.content.decode()
    assert (FIRST in history, SECOND in history) == (True, True)
    assert (row.note, row.ratings.get().level) == (FIRST, 2)
    assert (former.written_by.name, former.replaced_by.name) == ("Anna", "Lena")
    assert Event.objects.filter(verb="text-brought-back", case_key=case.pk).count() == 1


def test_the_list_leads_there_once_there_is_something(sign_in, anna, case, row):
    client = sign_in(anna)
    assert wordings(case, row) not in client.get(base(case)).content.decode()

    correct(client, case, row, SECOND)

    assert wordings(case, row) in client.get(base(case)).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("anna", 200), ("lena", 200), ("ben", 404), ("carla", 404), ("dora", 403), ("frida", 403),
     ("karl", 403), ("emil", 403), ("otto", 403), ("selma", 403)],
)  # fmt: skip
def test_who_may_what(sign_in, request, anna, case, row, who, status):
    correct(sign_in(anna), case, row, SECOND)

    page = sign_in(request.getfixturevalue(who)).get(wordings(case, row))

    assert page.status_code == status
    assert (FIRST in page.content.decode()) == (status == 200)


def test_of_one_that_was_taken_back_nothing_comes_back(sign_in, anna, case, row):
    client = sign_in(anna)
    correct(client, case, row, SECOND)
    client.post(f"{base(case)}{row.pk}/entfernen/")

    client.post(wordings(case, row), {"former": FormerText.unguarded.get().pk})

    row.refresh_from_db()
    assert row.note == SECOND
