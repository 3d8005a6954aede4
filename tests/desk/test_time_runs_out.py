# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The end of a counselling period is told in the file and in the list, half a year before."""

import pytest

from tests import factories
from tests.desk.home_things import days
from tests.desk.test_home_watch import a_period, a_review


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (-1, "Bitte den Fall abschließen."),
        (27, "Bitte jetzt das Abschlussgespräch führen."),
        (85, "Bitte an Regeldienste verweisen"),
        (170, "Bitte klären, was bis dahin noch nötig ist."),
    ],
)
def test_the_file_says_on_top_what_is_to_be_done(sign_in, anna, ahead, words):
    case = factories.a_case(holder=anna)
    a_period(case, days(ahead))

    page = sign_in(anna).get(f"/faelle/{case.pk}/").content.decode()

    top = page[page.index('id="steht-an"') : page.index("c-file__people")]
    assert words in top
    assert f'href="/faelle/{case.pk}/beratungszeit/"' in top


def test_the_file_is_silent_while_there_is_time_and_says_until_when(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_period(case, days(400))

    page = sign_in(anna).get(f"/faelle/{case.pk}/").content.decode()

    assert "Beratung bis" in page
    assert "Beratungszeitraum:" not in page


def test_a_review_that_is_due_stands_on_top_of_the_file(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_review(case, days(3))

    assert "Plan zusammen überprüfen" in sign_in(anna).get(f"/faelle/{case.pk}/").content.decode()


def test_the_list_shows_whose_time_ends(sign_in, anna):
    soon, late, over, _without = (factories.a_case(holder=anna) for _ in range(4))
    for case, ahead in ((soon, 170), (late, 400), (over, -3)):
        a_period(case, days(ahead))

    rows = sign_in(anna).get("/faelle/", {"stand": "zeit"}).context["rows"]

    assert {row.case.pk for row in rows} == {soon.pk, over.pk}
