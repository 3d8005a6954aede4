# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything due: in order, page by page, and nothing is hidden without saying so."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, reverse_lazy
from django.utils.timezone import localdate

from geleit.cases.models import Case
from geleit.deadlines.models import Deadline, FollowUpReminder, IncomingLetter
from geleit.desk import radar
from tests.desk.home_things import a_goal, days
from tests.desk.test_home_watch import a_consent, a_period, a_review
from tests.factories import a_case, a_step, an_organisation


def a_deadline(case, days, *, source="fact:1", **fields):
    due = localdate() + timedelta(days=days)
    values = {"name": "Pass", "kind": "pass", "work_by": due, "appears_on": due} | fields
    values["appears_on"] = min(values["appears_on"], localdate())
    return Deadline.unguarded.create(case=case, source=source, due_on=due, **values)


def a_reminder(case, days, text="Anruf"):
    due_on = localdate() + timedelta(days=days)
    return FollowUpReminder.unguarded.create(case=case, text=text, due_on=due_on)


def page(client, **query):
    return client.get(reverse("desk:radar"), query)


def lines(answer):
    return [(g.words, [line.due.text for line in g.lines]) for g in answer.context["radar"].groups]


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


def test_all_kinds_stand_in_one_order_with_overdue_on_top(sign_in, anna, case):
    a_reminder(case, 0)
    a_deadline(case, -3)
    a_step(goal=a_goal(case), due_on=localdate() - timedelta(days=1))

    assert lines(page(sign_in(anna))) == [
        ("Überfällig", ["Pass", "Wohnungsanzeigen lesen"]), ("Heute", ["Anruf"]),
    ]  # fmt: skip


def test_reviews_and_what_ends_stand_in_the_same_list(sign_in, anna, case):
    a_review(case, days(-1))
    a_consent(case, anna, until=days(0))
    a_period(case, days(40))
    a_deadline(case, 0)

    found = page(sign_in(anna))

    assert [(words, len(texts)) for words, texts in lines(found)] == [
        ("Überfällig", 1), ("Heute", 2), ("Später", 1),
    ]  # fmt: skip
    assert lines(found)[0][1] == ["Plan zusammen überprüfen"]
    assert lines(found)[1][1] == ["Pass", "Einwilligung gegenüber Migrationsberatung läuft ab"]
    assert lines(found)[2][1][0].startswith("Beratungszeitraum: Endet am ")
    for place in ("plan", "beratungszeit", "einwilligungen"):
        assert f'href="/faelle/{case.pk}/{place}/"' in found.content.decode()


@pytest.mark.parametrize(
    ("art", "number"), [("ueberpruefung", 1), ("beratungszeit", 1), ("einwilligung", 1), ("", 3)]
)
def test_each_kind_is_chosen_alone_and_the_others_are_counted(sign_in, anna, case, art, number):
    a_review(case, days(0))
    a_consent(case, anna, until=days(0))
    a_period(case, days(-2))

    found = page(sign_in(anna), art=art)

    assert sum(len(texts) for _words, texts in lines(found)) == number
    assert found.context["radar"].hidden == 3 - number


def test_what_is_far_off_or_withdrawn_is_not_due(sign_in, anna, case):
    a_review(case, days(60))
    a_period(case, days(300))
    a_consent(case, anna, until=days(9), withdrawn_on=days(-1))
    a_consent(case, anna, until=days(90))

    assert lines(page(sign_in(anna))) == []


def test_every_due_thing_is_met_once_on_some_page(sign_in, anna, case, monkeypatch):
    monkeypatch.setattr(radar, "SIZE", 3)
    for number in range(5):
        a_deadline(case, number % 2, source=f"fact:{number}", name=f"F{number}")
        a_reminder(case, number % 2, text=f"W{number}")
    for number in range(3):
        more = a_case(holder=anna)
        a_review(more, days(number % 2))
        a_consent(more, anna, until=days(number % 2), recipient=f"E{number}")
    client, query, met = sign_in(anna), {}, []
    while True:
        answer = page(client, **query)
        met += [text for _words, texts in lines(answer) for text in texts]
        found = answer.context["radar"]
        if not found.next_query:
            break
        query = dict(part.split("=") for part in found.next_query.split("&"))

    consents = [f"Einwilligung gegenüber E{n} läuft ab" for n in range(3)]
    set_ones = [f"{letter}{n}" for letter in "FW" for n in range(5)]
    assert sorted(met) == sorted(set_ones + consents + ["Plan zusammen überprüfen"] * 3)


def test_later_pages_say_how_much_overdue_stands_before_them(sign_in, anna, case, monkeypatch):
    monkeypatch.setattr(radar, "SIZE", 2)
    for number in range(4):
        a_deadline(case, number - 3, source=f"fact:{number}")

    first = page(sign_in(anna)).context["radar"]
    second = page(sign_in(anna), nach=first.next_query.split("=")[1]).context["radar"]

    assert (first.overdue_before, second.overdue_before) == (0, 1)


def test_a_page_says_how_much_that_is_due_stands_on_later_pages(sign_in, anna, case, monkeypatch):
    monkeypatch.setattr(radar, "SIZE", 2)
    for number in range(4):
        a_deadline(case, number - 2, source=f"fact:{number}")
        a_reminder(case, number - 2)
    client = sign_in(anna)

    met, query = [], {}
    while True:
        answer = page(client, **query)
        found = answer.context["radar"]
        met.append(found.due_after)
        assert ("auf den Seiten danach" in answer.content.decode()) is bool(found.due_after)
        if not found.next_query:
            break
        query = {"nach": found.next_query.split("=")[1]}

    assert met == [4, 2, 0, 0]  # of six that are due, and two of tomorrow


def test_what_presses_is_counted_among_what_a_filter_hides(sign_in, anna, case):
    today = localdate()
    a_deadline(case, 9, work_by=today)
    a_deadline(case, 9, work_by=today + timedelta(days=1), source="fact:2")

    assert page(sign_in(anna), art="schritt").context["radar"].hidden == 1


def test_what_the_filter_hides_is_counted(sign_in, anna, case):
    a_reminder(case, -1)
    a_reminder(case, 5)
    a_deadline(case, 1)

    answer = page(sign_in(anna), art="frist")

    assert (lines(answer)[0][1], answer.context["radar"].hidden) == (["Pass"], 1)


def test_mine_a_colleagues_and_all(sign_in, anna, ben, lena, case):
    a_deadline(case, 1, name="Annas")
    a_deadline(a_case(holder=ben), 1, name="Bens")

    def names(user, **query):
        return sorted(text for _w, texts in lines(page(sign_in(user), **query)) for text in texts)

    assert names(anna) == ["Annas"]
    assert names(anna, wer="alle") == ["Annas"]
    assert names(lena) == []
    assert names(lena, wer=ben.pk) == ["Bens"]
    assert names(lena, wer="alle") == ["Annas", "Bens"]
    assert names(lena, wer="alle", vereinbarung="testheim-2020") == ["Annas", "Bens"]


def test_a_deadline_entrusted_to_somebody_stands_among_what_is_theirs(sign_in, anna, ben, lena):
    a_deadline(a_case(holder=ben), 1, name="Bens", owner=lena)
    a_deadline(a_case(holder=ben), 1, name="nicht ihre")

    assert [texts for _words, texts in lines(page(sign_in(lena)))] == [["Bens"]]
    assert "Bens" in str(lines(page(sign_in(lena), wer=ben.pk)))


def test_what_is_due_in_cases_that_the_choice_leaves_out_is_counted(sign_in, anna, ben, lena, case):
    a_deadline(case, -1)
    a_reminder(a_case(holder=ben), 0)

    answer = page(sign_in(lena))

    assert (lines(answer), answer.context["radar"].hidden) == ([], 2)
    assert "?wer=alle" in answer.content.decode()
    assert page(sign_in(lena), wer="alle").context["radar"].hidden == 0
    assert page(sign_in(lena), wer=ben.pk).context["radar"].hidden == 1


def test_by_letter_the_cautious_day_counts(sign_in, anna, case):
    letter = IncomingLetter.unguarded.create(
        case=case, sender="Amt", answers={}, derivation=[], recorded_on=localdate(), recorded_by="A"
    )
    today = localdate()
    a_deadline(case, 300, letter=letter, work_by=today - timedelta(days=1), source="letter:1")

    assert lines(page(sign_in(anna)))[0][0] == "Überfällig"


def test_a_deadline_that_nobody_checked_a_second_time_says_so(sign_in, anna, lena, case):
    letter = IncomingLetter.unguarded.create(
        case=case, sender="Amt", answers={}, derivation=[], recorded_on=localdate(), recorded_by="A"
    )
    checked = {"letter": letter, "is_fatal": True, "checked_by": lena, "checked_on": localdate()}
    a_deadline(case, 1, letter=letter, is_fatal=True, source="letter:1", kind="a", name="offen")
    a_deadline(case, 1, **checked, source="letter:2", kind="b", name="geprüft")
    a_deadline(case, 1, letter=letter, is_fatal=False, source="letter:3", kind="c", name="leicht")
    a_deadline(case, 1, is_fatal=True, source="fact:4", kind="d", name="ohne Brief")
    a_reminder(case, 1)

    answer = page(sign_in(anna))

    found = [line.due for group in answer.context["radar"].groups for line in group.lines]
    assert {due.text: due.needs_check for due in found} == {
        "offen": True, "geprüft": False, "leicht": False, "ohne Brief": False, "Anruf": False,
    }  # fmt: skip
    assert answer.content.decode().count("zweite Prüfung fehlt") == 1


@pytest.mark.parametrize("address", [reverse_lazy("desk:radar"), reverse_lazy("desk:home")])
def test_what_cannot_be_made_good_and_presses_says_so_before_its_last_day(
    sign_in, anna, case, address
):
    today = localdate()
    a_deadline(case, 11, kind="a", source="fact:1", is_fatal=True, work_by=today)
    a_deadline(case, 11, kind="b", source="fact:2", work_by=today + timedelta(days=2))

    text = sign_in(anna).get(address).content.decode()

    assert text.count("nicht nachholbar") == text.count("jetzt handeln") == 1
    assert text.count("arbeiten bis") == 2


def test_closed_cases_and_closed_deadlines_are_not_due(sign_in, anna):
    done = a_case(holder=anna, phase="closed", closed_on=localdate())
    a_deadline(done, 1)
    case = a_case(holder=anna)
    a_deadline(case, 1, state="withdrawn", closed_on=localdate(), closed_by="Anna")

    assert lines(page(sign_in(anna))) == []


@pytest.mark.parametrize("nach", ["2020-13-99_0_1", "x", "2020-01-01_9_1"])
def test_a_typed_key_shows_the_first_page(sign_in, anna, case, nach):
    a_deadline(case, 1)

    assert len(lines(page(sign_in(anna), nach=nach))) == 1


def test_more_lines_cost_no_more_queries(sign_in, anna, case):
    client, counts = sign_in(anna), []
    for number in (1, 3, 30):
        for n in range(number):
            a_deadline(case, 1, source=f"fact:{number}{n}")
            a_reminder(case, 1)
        with CaptureQueriesContext(connection) as queries:
            page(client)
        counts.append(len(queries))

    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= 20  # one for each kind, the lead times, and what is hidden


def test_what_can_be_ticked_is_ticked_in_the_list_and_the_choice_stays(sign_in, anna, case):
    a_reminder(case, 0)
    a_step(goal=a_goal(case), due_on=localdate())
    client = sign_in(anna)
    chosen = {"art": "wiedervorlage", "wer": "alle"}
    (group,) = page(client, **chosen).context["radar"].groups
    (line,) = group.lines
    html = page(client, **chosen).content.decode()
    assert 'name="faellig" value="art=wiedervorlage&amp;wer=alle"' in html

    answer = client.post(line.done_url, {"faellig": "art=wiedervorlage&wer=alle"})

    assert answer.url == reverse("desk:radar") + "?art=wiedervorlage&wer=alle"
    assert lines(page(client)) == [("Heute", ["Wohnungsanzeigen lesen"])]


def test_the_way_back_leads_nowhere_else(sign_in, anna, case):
    row = a_reminder(case, 0)
    address = reverse("deadlines:done", args=[case.pk, row.pk])

    for said in ("//anderswo.example/", "a=b\r\nX-Y: 1", "https://anderswo.example"):
        answer = sign_in(anna).post(address, {"faellig": said})

        assert answer.url.startswith(reverse("desk:radar") + "?")
        assert "\n" not in answer.url


def test_what_is_due_in_a_case_that_waits_for_acceptance_is_not_read(sign_in, anna, case):
    a_reminder(case, 0, text="Befund besprechen")
    Case.unguarded.update(handed_over_by=an_organisation("county"), handed_over_on=localdate())

    assert lines(page(sign_in(anna))) == []
