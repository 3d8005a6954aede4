# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the agreement asks for it, a second person approves the end of a case."""

from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.cases.models import Case, ProtectedReader
from geleit.course.models import CaseClosing, ClosingRule
from geleit.together.models import FormerText
from tests import factories
from tests.cases.things import a_reminder
from tests.course.things import TODAY, asks_for_approval, end

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def case(steinheim, anna):
    asks_for_approval(steinheim)
    return factories.a_case(holder=anna)


def is_closed(case):
    return Case.unguarded.get(pk=case.pk).closed_on is not None


def approve(client, case):
    return client.post(f"/faelle/{case.pk}/abschluss/freigeben/", follow=True)


def test_the_end_waits_for_the_lead(sign_in, anna, lena, case):
    end(sign_in(anna), case)
    assert not is_closed(case)

    approve(sign_in(lena), case)

    assert is_closed(case)
    assert CaseClosing.unguarded.get(case=case).approved_by == "Lena"


def test_nobody_approves_what_she_has_put_forward(sign_in, lena, case):
    client = sign_in(lena)
    end(client, case)

    response = approve(client, case)

    assert "Freigeben muss eine zweite Person" in response.content.decode()
    assert not is_closed(case)


def test_a_colleague_does_not_approve(sign_in, anna, lena, case):
    end(sign_in(lena), case)

    response = approve(sign_in(anna), case)

    assert "Den Abschluss gibt die Leitung frei." in response.content.decode()
    assert not is_closed(case)


def test_what_was_never_put_forward_is_not_approved(sign_in, lena, case):
    response = approve(sign_in(lena), case)

    assert "kein Abschluss zur Freigabe gegeben" in response.content.decode()


def test_the_lead_gives_it_back_with_a_word(sign_in, anna, lena, case):
    end(sign_in(anna), case)

    url = f"/faelle/{case.pk}/abschluss/zurueckgeben/"
    sign_in(lena).post(url, {"answer": "Bitte das Jobcenter anrufen."})

    page = sign_in(anna).get(f"/faelle/{case.pk}/abschluss/").content.decode()
    assert "Bitte das Jobcenter anrufen." in page
    assert not CaseClosing.unguarded.waiting().exists()


def test_what_came_back_is_told_on_the_first_page_and_in_the_file(sign_in, anna, lena, case):
    word = "Der Abschluss kam mit einer Anmerkung zurück"
    pages = ["/", f"/faelle/{case.pk}/"]
    end(sign_in(anna), case)
    waiting = [word in sign_in(anna).get(page).content.decode() for page in pages]
    sign_in(lena).post(f"/faelle/{case.pk}/abschluss/zurueckgeben/", {"answer": "Bitte anrufen."})

    returned = [sign_in(anna).get(page).content.decode() for page in pages]
    end(sign_in(anna), case)
    again = [word in sign_in(anna).get(page).content.decode() for page in pages]

    assert waiting == again == [False, False]
    assert all(word in page and f"/faelle/{case.pk}/abschluss/" in page for page in returned)


def test_a_change_takes_it_back(sign_in, anna, lena, case):
    end(sign_in(anna), case)
    end(sign_in(anna), case, evaluation="Anders.", entwurf="1")

    approve(sign_in(lena), case)

    assert not is_closed(case)


def test_work_that_came_up_meanwhile_is_settled_first(sign_in, anna, lena, case):
    end(sign_in(anna), case)
    a_reminder(case)

    response = approve(sign_in(lena), case)

    assert "Eine Wiedervorlage ist noch offen." in response.content.decode()
    assert not is_closed(case)


def test_a_protected_case_is_approved_by_another_named_person(sign_in, anna, ben, lena, case):
    Case.unguarded.filter(pk=case.pk).update(is_protected=True)
    for user in (anna, ben):
        ProtectedReader.objects.create(case=case, user=user)
    end(sign_in(anna), case)

    assert approve(sign_in(lena), case).status_code == 404
    approve(sign_in(ben), case)

    assert is_closed(case)


def test_the_rule_counts_from_its_day(sign_in, anna, steinheim):
    asks_for_approval(steinheim, since=date(2020, 3, 3))
    case = factories.a_case(holder=anna)

    end(sign_in(anna), case)

    assert is_closed(case)


def test_the_lead_sets_the_rule(sign_in, lena, steinheim):
    url = f"/vereinbarungen/{steinheim.key}/abschluss/"
    said = {"needs_approval": "yes", "valid_from": "2020-04-01", "source": "§ 5"}

    response = sign_in(lena).post(url, said)

    assert response.status_code == 302
    rule = ClosingRule.objects.get()
    assert (rule.needs_approval, rule.valid_from) == (True, date(2020, 4, 1))


@pytest.mark.parametrize("who", ["anna", "dora", "selma"])
def test_others_do_not_set_the_rule(sign_in, steinheim, request, who):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(f"/vereinbarungen/{steinheim.key}/abschluss/").status_code == 403


def give_back(client, case, answer):
    return client.post(f"/faelle/{case.pk}/abschluss/zurueckgeben/", {"answer": answer})


def wordings(case, closing=""):
    return f"/faelle/{case.pk}/abschluss/{closing}fassungen/"


def twice_given_back(sign_in, anna, lena, case):
    for answer in ("Zwetschgen fehlen.", "Birnen fehlen."):
        end(sign_in(anna), case)
        give_back(sign_in(lena), case, answer)
    return FormerText.unguarded.get()


def test_what_the_lead_answered_before_is_kept(sign_in, anna, lena, case):
    former = twice_given_back(sign_in, anna, lena, case)

    page = sign_in(anna).get(wordings(case)).content.decode()

    assert (former.field, former.text) == ("answer", "Zwetschgen fehlen.")
    assert ("Zwetschgen fehlen." in page, "Birnen fehlen." in page) == (True, True)


def test_an_answer_ended_when_the_end_was_proposed_again(sign_in, anna, lena, case):
    """Nobody changed its words; only what the lead herself brings back changes them."""
    former = twice_given_back(sign_in, anna, lena, case)

    before = sign_in(anna).get(wordings(case)).content.decode()
    sign_in(lena).post(wordings(case), {"former": former.pk})
    after = sign_in(anna).get(wordings(case)).content.decode()

    assert "galt, bis Anna den Abschluss wieder vorgelegt hat" in before
    assert "dann geändert von" not in before
    assert "dann geändert von Lena" in after


def test_the_lead_brings_her_answer_back(sign_in, anna, lena, case):
    former = twice_given_back(sign_in, anna, lena, case)
    end(sign_in(anna), case)

    sign_in(lena).post(wordings(case), {"former": former.pk})

    draft = CaseClosing.unguarded.get()
    assert (draft.answer, draft.asked_on, draft.written_by) == ("Zwetschgen fehlen.", None, anna)
    kept = FormerText.unguarded.order_by("pk").values_list("text", flat=True)
    assert list(kept) == ["Zwetschgen fehlen.", "Birnen fehlen."]
    assert Event.objects.filter(verb="text-brought-back").count() == 1


def test_nobody_else_lets_a_word_of_the_lead_count_again(sign_in, anna, lena, case):
    former = twice_given_back(sign_in, anna, lena, case)

    page = sign_in(anna).post(wordings(case), {"former": former.pk}, follow=True)

    assert "Ihre Anmerkung holt die Leitung selbst zurück." in page.content.decode()
    assert CaseClosing.unguarded.get().answer == "Birnen fehlen."


def test_of_an_end_that_was_former_wordings_are_erased_after_it_is_open_again(
    sign_in, anna, lena, case
):
    former = twice_given_back(sign_in, anna, lena, case)
    end(sign_in(anna), case)
    approve(sign_in(lena), case)
    closing, client = CaseClosing.unguarded.get(), sign_in(anna)
    closed = client.get(wordings(case, f"{closing.pk}/")).content.decode()
    client.post(wordings(case, f"{closing.pk}/"), {"erased": former.pk})
    assert FormerText.unguarded.filter(pk=former.pk).exists()
    client.post(f"/faelle/{case.pk}/oeffnen/", {"reason": "Wohnung verloren"})

    page = client.get(f"/faelle/{case.pk}/abschluss/").content.decode()
    client.post(wordings(case, f"{closing.pk}/"), {"former": former.pk})
    assert CaseClosing.unguarded.get().answer == ""
    client.post(wordings(case, f"{closing.pk}/"), {"erased": former.pk})

    assert ("Zwetschgen fehlen." in closed, "Für immer löschen" in closed) == (True, False)
    assert "löschen konnte sie bis zum Abschluss, wer in dieser Akte schreibt" in closed
    assert wordings(case, f"{closing.pk}/") in page
    assert not FormerText.unguarded.filter(pk=former.pk).exists()
