# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Phrase blocks are corrected as new versions, and checked by name and day."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.letters.models import PhraseBlock
from geleit.plans.printing.rules import check_problems

PHRASE = "/saetze/tr/plan.title/"
CAST = [
    ("lena", 200, 200, 302), ("anna", 200, 403, 403), ("dora", 403, 403, 403),
    ("frida", 403, 403, 403), ("karl", 403, 403, 403), ("emil", 403, 403, 403),
    ("otto", 403, 403, 403), ("selma", 403, 403, 403),
]  # fmt: skip


def latest():
    return PhraseBlock.objects.youngest("tr")["tr"]["plan.title"]


def said(**fields):
    return {"seen": 1, "text": "Planınız"} | fields


@pytest.mark.parametrize(("name", "reads", "opens", "writes"), CAST)
def test_who_may_what(name, reads, opens, writes, sign_in, request):
    client = sign_in(request.getfixturevalue(name))

    answers = [client.get("/saetze/"), client.get("/saetze/tr/")]
    editor = client.get(PHRASE)
    written = client.post(PHRASE, said(text="Sizin planınız"))

    assert [answer.status_code for answer in answers] == [reads, reads]
    assert (editor.status_code, written.status_code) == (opens, writes)
    assert latest().version == (2 if writes == 302 else 1)


def test_a_corrected_text_is_a_new_version_and_the_old_one_stays(sign_in, lena):
    sign_in(lena).post(PHRASE, said(text="Sizin planınız"))

    young, old = PhraseBlock.objects.versions("tr", "plan.title")
    assert (young.version, young.text, old.text) == (2, "Sizin planınız", "Planınız")
    assert young.source == "berichtigt von Lena"
    assert not young.is_checked
    event = Event.objects.get(verb="phrase-corrected")
    assert event.data == {"language": "tr", "phrase": "plan.title"}


def test_a_check_has_a_name_and_a_day_and_makes_no_version(sign_in, lena):
    today = localdate()
    sign_in(lena).post(PHRASE, said(checked_by="Ayşe Örnek", checked_on=today.isoformat()))

    block = latest()
    assert (block.version, block.checked_by, block.checked_on) == (1, "Ayşe Örnek", today)
    assert "geprüft von Ayşe Örnek" in sign_in(lena).get("/saetze/tr/").content.decode()


@pytest.mark.parametrize("half", [{"checked_by": "Ayşe"}, {"checked_on": "2026-12-01"}])
def test_half_a_check_is_refused_and_what_was_typed_stays(half, sign_in, lena):
    response = sign_in(lena).post(PHRASE, said(text="Yeni metin", **half))

    assert response.status_code == 422
    page = response.content.decode()
    assert "Zur Prüfung gehören beide" in page
    assert "Yeni metin" in page
    assert latest().version == 1


def test_who_saw_an_older_version_does_not_write_over_the_younger(sign_in, lena):
    client = sign_in(lena)
    client.post(PHRASE, said(text="Zweite"))

    response = client.post(PHRASE, said(text="Auch zweite"))

    assert response.status_code == 422
    assert latest().text == "Zweite"


def test_a_whole_language_can_be_checked_at_once(sign_in, lena):
    client, today = sign_in(lena), localdate()
    client.post(
        "/saetze/tr/geprueft/", {"checked_by": "Ayşe Örnek", "checked_on": today.isoformat()}
    )

    blocks = PhraseBlock.objects.youngest("tr")["tr"].values()
    assert all(block.is_checked for block in blocks)
    assert not PhraseBlock.objects.filter(language="uk").exclude(checked_by="").exists()


def test_a_check_before_the_text_was_there_is_refused(sign_in, lena):
    response = sign_in(lena).post(
        "/saetze/tr/geprueft/", {"checked_by": "Ayşe", "checked_on": "2020-01-01"}
    )

    assert response.status_code == 422
    assert not latest().is_checked


@pytest.mark.parametrize("path", ["/saetze/xx/", "/saetze/tr/nothing/", "/saetze/xx/plan.title/"])
def test_what_is_not_there_is_not_found(path, sign_in, lena):
    assert sign_in(lena).get(path).status_code == 404


@pytest.mark.parametrize(
    ("by", "checked_on", "codes"),
    [
        ("", None, []),
        ("Ayşe", date(2026, 12, 2), []),
        ("Ayşe", date(2026, 12, 4), ["future"]),
        ("Ayşe", date(2026, 11, 1), ["too-early"]),
        ("Ayşe", None, ["half-a-check"]),
        ("", date(2026, 12, 2), ["half-a-check"]),
    ],
)
def test_when_a_check_can_be_noted(by, checked_on, codes):
    problems = check_problems(
        checked_by=by, checked_on=checked_on, added_on=date(2026, 12, 1), on=date(2026, 12, 3)
    )

    assert [problem.code for problem in problems] == codes


def test_the_list_takes_as_many_queries_in_every_language(sign_in, lena, django_assert_num_queries):
    client = sign_in(lena)
    client.get("/saetze/tr/")

    for path in ("/saetze/tr/", "/saetze/ar/", "/saetze/"):
        with django_assert_num_queries(QUERIES):
            client.get(path)


QUERIES = 7
