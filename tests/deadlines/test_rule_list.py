# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead finds a rule by statute or word, and sees what switching it off would end."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from geleit.deadlines.current_law import current_rules
from tests.deadlines.test_rule_versions import a_recognition, url
from tests.factories import a_case

LAWS = {
    "§ 81 Abs. 4 AufenthG": "AufenthG",
    "§ 37 Abs. 2, § 41 Abs. 3 SGB II": "SGB II",
    "§ 72 Abs. 1 Satz 3 SchG BW": "SchG BW",
    "§ 56 Abs. 1 Nr. 1 AufenthV, §§ 3, 48 AufenthG": "AufenthV",
    "§ 569 Abs. 3 Nr. 2 BGB": "BGB",
    "Entwurf eines Gesetzes": "",
}


@pytest.mark.parametrize(("basis", "law"), LAWS.items())
def test_the_statute_is_the_one_that_is_cited_first(basis, law):
    rule = replace(current_rules(on=date(2026, 11, 28))[0], basis=basis)

    assert rule.law == law


def page(client, agreement, **query):
    return client.get(reverse("deadline_rules:rules", args=[agreement.key]), query)


def rules_in(answer):
    return re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a>', answer.content.decode())


def test_rules_stand_under_their_statute(sign_in, lena, steinheim):
    text = page(sign_in(lena), steinheim).content.decode()

    laws = re.findall(r'colspan="4"><h2[^>]*>([^<]+)</h2>', text)
    assert laws[:2] == ["AsylG", "AsylbLG"]
    assert len(laws) == len(set(laws)) > 10


def test_every_word_is_looked_for_in_name_basis_and_task(sign_in, lena, steinheim):
    client = sign_in(lena)

    everything, some = (
        rules_in(page(client, steinheim)),
        rules_in(page(client, steinheim, q="wogg")),
    )

    assert 0 < len(some) < len(everything)
    assert set(some) < set(everything)
    assert rules_in(page(client, steinheim, q="WoGG gibtesnicht")) == []
    assert "Keine Regel passt dazu" in page(client, steinheim, q="gibtesnicht").content.decode()


def test_while_one_types_only_the_list_comes(sign_in, lena, steinheim):
    address = reverse("deadline_rules:rules", args=[steinheim.key])

    text = (
        sign_in(lena).get(address, {"q": "wogg"}, headers={"HX-Request": "true"}).content.decode()
    )

    assert "<html" not in text
    assert "WoGG" in text


def test_before_switching_off_one_reads_how_many_deadlines_it_ends(sign_in, lena, anna, steinheim):
    client = sign_in(lena)
    assert "Fristen offen" not in client.get(url(steinheim)).content.decode()
    for case in (a_case(holder=anna), a_case(holder=anna)):
        a_recognition(case, anna)

    assert "in Ihren Fällen 2 Fristen offen" in client.get(url(steinheim)).content.decode()


def test_a_protected_case_is_not_counted_for_who_may_not_open_it(sign_in, lena, anna, steinheim):
    case = a_case(holder=anna)
    a_recognition(case, anna)
    case.is_protected = True
    case.save(update_fields=["is_protected"])

    assert "Frist offen" not in sign_in(lena).get(url(steinheim)).content.decode()
