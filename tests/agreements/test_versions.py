# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of an agreement: drafted, compared, signed by both sides, never changed after that."""

from datetime import date
from uuid import UUID

import pytest
import time_machine
from django.db import DatabaseError, transaction

from geleit.agreements import notice_actions, signing_actions, version_actions
from geleit.agreements.comparison import Wording, compare, pieces
from geleit.agreements.models import AgreementVersion, Clause
from geleit.agreements.rules import Days, agreement_state
from geleit.agreements.version_actions import ClauseText
from geleit.audit.models import Event
from geleit.core.problems import Refused
from tests import factories

EVERYBODY = ["lena", "anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"]
PARTIES = {"lena", "dora"}


def address(steinheim, *rest):
    return "/".join([f"/vereinbarungen/{steinheim.key}/fassungen", *map(str, rest)]) + "/"


def a_draft(steinheim, by, **given):
    given = {"in_force_on": date(2022, 1, 1), "reason": "Nachtrag"} | given
    return version_actions.draft_version(steinheim, by=by, **given)


def a_signed(steinheim, lena, dora, **given):
    version = version_actions.propose(a_draft(steinheim, lena, **given), by=lena)
    for user, office in ((lena, "Geschäftsführerin"), (dora, "Hauptamtsleiterin")):
        version = signing_actions.sign_off(version, office=office, seen=version.changes, by=user)
    return version


def words(version):
    return [(clause.heading, clause.text) for clause in version.clauses.all()]


def text_of(response):
    return " ".join(response.content.decode().split())


# The way of a version


def test_the_first_draft_begins_with_what_the_agreement_says_of_itself(steinheim, lena):
    version = a_draft(steinheim, lena)

    assert (version.number, version.state) == (1, "draft")
    assert words(version) == [("Was übertragen wird", "Begleitung in der Anschlussunterbringung")]


def test_with_the_second_signature_the_version_is_signed(steinheim, lena, dora):
    version = version_actions.propose(a_draft(steinheim, lena), by=lena)

    once = signing_actions.sign_off(version, office="Leitung", seen=0, by=lena)
    again = signing_actions.sign_off(version, office="Leitung", seen=0, by=lena)
    both = signing_actions.sign_off(version, office="Amt", seen=0, by=dora)

    assert [once.state, again.state, both.state] == ["proposed", "proposed", "signed"]
    assert [one.organisation.short_name for one in both.sign_offs.order_by("pk")] == [
        "Träger",
        "Testheim",
    ]


def test_an_amendment_begins_with_the_words_in_force_and_keeps_its_clauses_apart(
    steinheim, lena, dora
):
    first = a_signed(steinheim, lena, dora)

    second = a_draft(steinheim, dora, in_force_on=date(2023, 1, 1))

    assert words(second) == words(first)
    assert [one.key for one in second.clauses.all()] == [one.key for one in first.clauses.all()]
    assert second.drafted_by == steinheim.municipality


def test_one_version_is_worked_on_at_a_time(steinheim, lena, dora):
    a_draft(steinheim, lena)

    with pytest.raises(Refused, match="schon gearbeitet"):
        a_draft(steinheim, dora)


def test_one_person_never_signs_for_both_sides(steinheim, lena, dora):
    factories.Membership.objects.create(
        user=lena,
        organisation=steinheim.municipality,
        role="town",
        starts_on=date(2019, 1, 1),
    )
    version = version_actions.propose(a_draft(steinheim, dora), by=dora)
    signing_actions.sign_off(version, office="Amt", seen=0, by=dora)

    # Lena, who is of both, counts for the town first, and the town has signed.
    same = signing_actions.sign_off(version, office="Leitung", seen=0, by=lena)

    assert (same.state, same.sign_offs.count()) == ("proposed", 1)


def test_what_was_sent_back_is_a_draft_again_without_signatures(steinheim, lena, dora):
    version = version_actions.propose(a_draft(steinheim, lena), by=lena)
    signing_actions.sign_off(version, office="Leitung", seen=0, by=lena)

    version = version_actions.send_back(version, answer="Bitte mit Sprechzeiten.", by=dora)

    assert (version.state, version.sign_offs.count()) == ("draft", 0)
    assert version.answer == "Bitte mit Sprechzeiten."


def test_nobody_signs_a_wording_that_she_has_not_read(steinheim, lena, dora):
    version = version_actions.propose(a_draft(steinheim, lena), by=lena)
    version = version_actions.send_back(version, answer="Kürzer.", by=dora)
    version = version_actions.propose(version, by=lena, reply="Kürzer geht es nicht.")

    with pytest.raises(Refused, match="noch einmal"):
        signing_actions.sign_off(version, office="Amt", seen=0, by=dora)


def test_an_amendment_cannot_begin_before_the_version_that_it_changes(steinheim, lena, dora):
    a_signed(steinheim, lena, dora, in_force_on=date(2022, 1, 1))
    second = a_draft(steinheim, lena, in_force_on=date(2021, 12, 31))

    with pytest.raises(Refused, match="01.01.2022"):
        version_actions.propose(second, by=lena)


def test_a_version_without_clauses_is_not_laid_before_anybody(steinheim, lena):
    version = a_draft(steinheim, lena)
    version = version_actions.word_version(version, clauses=[], seen=0, by=lena)

    with pytest.raises(Refused, match="keine Klausel"):
        version_actions.propose(version, by=lena)


def test_two_people_do_not_save_over_one_another(steinheim, lena):
    version = a_draft(steinheim, lena)
    texts = [ClauseText("Aufgaben", "Beratung")]
    version_actions.word_version(version, clauses=texts, seen=0, by=lena)

    with pytest.raises(Refused, match="inzwischen geändert"):
        version_actions.word_version(version, clauses=texts, seen=0, by=lena)


def test_the_version_in_force_is_the_newest_that_has_begun(steinheim, lena, dora):
    first = a_signed(steinheim, lena, dora, in_force_on=date(2020, 1, 1))
    second = a_signed(steinheim, lena, dora, in_force_on=date(2022, 1, 1))

    def of(day):
        return steinheim.versions.in_force(on=day).first()

    assert [of(date(2019, 12, 31)), of(date(2021, 12, 31)), of(date(2022, 1, 1))] == [
        None,
        first,
        second,
    ]


def test_the_log_has_each_step_and_no_words_of_the_text(steinheim, lena, dora):
    a_signed(steinheim, lena, dora)

    events = Event.objects.filter(verb__startswith="version-").order_by("pk")
    assert [event.verb for event in events] == [
        "version-drafted",
        "version-proposed",
        "version-signed",
        "version-signed",
        "version-agreed",
    ]
    assert "Begleitung" not in str([event.data for event in events])


# The database keeps what is signed


@pytest.mark.parametrize(
    "change",
    [
        lambda version: Clause.objects.filter(version=version).update(text="Anders"),
        lambda version: Clause.objects.filter(version=version).delete(),
        lambda version: Clause.objects.create(
            version=version, position=9, heading="Neu", text="Neu"
        ),
        lambda version: AgreementVersion.objects.filter(pk=version.pk).update(notice_months=9),
        lambda version: version.sign_offs.all().delete(),
    ],
)
def test_the_database_refuses_to_change_a_signed_version(steinheim, lena, dora, change):
    version = a_signed(steinheim, lena, dora)

    with pytest.raises(DatabaseError, match="signed version"), transaction.atomic():
        change(version)


# The comparison


def clause(number, heading="Aufgaben", text="Beratung im Alltag"):
    return Wording(UUID(int=number), heading, text)


def test_a_changed_clause_shows_the_words_that_changed():
    found = pieces("Beratung im Alltag, montags.", "Beratung im Alltag, dienstags.")

    assert [(piece.kind, piece.text) for piece in found] == [
        ("same", "Beratung im Alltag, "),
        ("gone", "montags"),
        ("new", "dienstags"),
        ("same", "."),
    ]


def test_clauses_are_known_by_their_key_not_by_their_heading():
    before = [clause(1), clause(2, "Kosten"), clause(3, "Räume")]
    after = [clause(1, "Unsere Aufgaben"), clause(3, "Räume"), clause(4, "Beginn")]

    assert [line.difference for line in compare(before, after)] == [
        "changed",
        "gone",
        "same",
        "new",
    ]


def test_a_clause_that_only_moved_is_neither_new_nor_gone():
    before = [clause(1), clause(2, "Kosten"), clause(3, "Räume")]
    after = [clause(3, "Räume"), clause(1), clause(2, "Kosten")]

    lines = compare(before, after)

    assert {line.difference for line in lines} == {"same"}
    assert [line.has_moved for line in lines].count(True) == 1


def test_nothing_beside_nothing_is_nothing():
    assert compare([], []) == []


# Pages


def test_a_draft_is_worded_on_one_page(sign_in, steinheim, lena):
    version = a_draft(steinheim, lena)
    key = version.clauses.get().key
    sent = {
        "seen": 0,
        "in_force_on": "2022-01-01",
        "first_end": "2022-12-31",
        "renews_by_months": "12",
        "notice_months": "3",
        "reason": "Kooperationsgespräch",
        "clauses-TOTAL_FORMS": "3",
        "clauses-INITIAL_FORMS": "1",
        "clauses-0-key": str(key),
        "clauses-0-position": "2",
        "clauses-0-heading": "Aufgaben",
        "clauses-0-text": "Beratung",
        "clauses-1-position": "1",
        "clauses-1-heading": "Grundsatz",
        "clauses-1-text": "Subsidiarität",
        "clauses-2-heading": "",
        "clauses-2-text": "",
    }

    response = sign_in(lena).post(address(steinheim, 1, "bearbeiten"), sent)

    version.refresh_from_db()
    assert response.status_code == 302
    assert words(version) == [("Grundsatz", "Subsidiarität"), ("Aufgaben", "Beratung")]
    assert version.clauses.last().key == key
    assert (version.first_end, version.notice_months) == (date(2022, 12, 31), 3)


def test_what_was_typed_stays_when_somebody_else_saved_meanwhile(sign_in, steinheim, lena):
    version = a_draft(steinheim, lena)
    version_actions.word_version(version, clauses=[ClauseText("A", "B")], seen=0, by=lena)
    sent = {
        "seen": 0,
        "in_force_on": "2022-01-01",
        "renews_by_months": "0",
        "notice_months": "0",
        "clauses-TOTAL_FORMS": "1",
        "clauses-INITIAL_FORMS": "0",
        "clauses-0-heading": "Meine Klausel",
        "clauses-0-text": "Mein Text",
    }

    response = sign_in(lena).post(address(steinheim, 1, "bearbeiten"), sent)

    assert response.status_code == 422
    assert "Mein Text" in text_of(response)
    assert "inzwischen geändert" in text_of(response)


def test_both_sides_sign_on_their_own_page(sign_in, steinheim, lena, dora):
    version = version_actions.propose(a_draft(steinheim, lena), by=lena)

    for user, office in ((lena, "Leitung"), (dora, "Bürgermeisterin")):
        page = address(steinheim, 1, "zeichnen")
        assert sign_in(user).post(page, {"office": office, "seen": 0}).status_code == 302

    version.refresh_from_db()
    page = text_of(sign_in(dora).get(address(steinheim, 1)))
    assert version.state == "signed"
    assert "Dora, Bürgermeisterin" in page
    assert "Bearbeiten" not in page


def test_the_comparison_marks_words_and_term(sign_in, steinheim, lena, dora):
    a_signed(steinheim, lena, dora)
    second = a_draft(steinheim, lena, in_force_on=date(2023, 1, 1))
    kept = second.clauses.get()
    version_actions.word_version(
        second,
        clauses=[ClauseText(kept.heading, kept.text + " und danach", kept.key)],
        seen=0,
        by=lena,
        notice_months=3,
    )

    page = text_of(sign_in(lena).get(address(steinheim, 2, "vergleich")))

    assert "<ins> und danach</ins>" in page
    assert "Kündigungsfrist in Monaten" in page


# Who may what


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_draft_exists_for_the_side_that_writes_it_only(request, sign_in, steinheim, lena, name):
    user = request.getfixturevalue(name)
    a_draft(steinheim, lena)

    response = sign_in(user).get(address(steinheim, 1))

    readers = {"lena": 200, "anna": 404, "ben": 404, "carla": 404, "dora": 404, "frida": 404}
    assert response.status_code == readers.get(name, 403)


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_proposed_version_exists_for_both_sides(request, sign_in, steinheim, lena, name):
    user = request.getfixturevalue(name)
    version_actions.propose(a_draft(steinheim, lena), by=lena)

    response = sign_in(user).get(address(steinheim, 1))

    readers = {"lena": 200, "anna": 404, "ben": 404, "carla": 404, "dora": 200, "frida": 404}
    assert response.status_code == readers.get(name, 403)


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_signed_version_is_read_by_all_who_read_the_agreement(
    request, sign_in, steinheim, lena, dora, name
):
    user = request.getfixturevalue(name)
    a_signed(steinheim, lena, dora)

    response = sign_in(user).get(address(steinheim, 1))

    readers = {"lena", "anna", "ben", "carla", "dora", "frida"}
    assert response.status_code == (200 if name in readers else 403)


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("act", ["vorlegen", "zeichnen", "zurueckgeben", "zurueckziehen"])
def test_only_the_parties_act_on_a_version(request, sign_in, steinheim, lena, name, act):
    user = request.getfixturevalue(name)
    version_actions.propose(a_draft(steinheim, lena), by=lena)
    sent = {"office": "Amt", "seen": 0, "answer": "Bitte anders."}

    response = sign_in(user).post(address(steinheim, 1, act), sent)

    done = {"vorlegen": set(), "zurueckziehen": {"lena"}}.get(act, PARTIES)
    refused = PARTIES - done
    expected = 302 if name in done else 422 if name in refused else 403
    assert response.status_code == expected


def test_a_foreign_agreement_has_no_versions(sign_in, steinheim, lena, dora):
    from tests.staffing.things import another_agreement

    foreign = another_agreement()

    assert sign_in(lena).get(address(foreign)).status_code == 404
    assert sign_in(lena).post(address(foreign, "neu"), {}).status_code == 404


def test_the_list_asks_the_same_of_one_version_and_of_three(
    sign_in, steinheim, lena, dora, django_assert_max_num_queries, django_assert_num_queries
):
    a_signed(steinheim, lena, dora)
    client = sign_in(lena)
    client.get(address(steinheim))
    with django_assert_max_num_queries(20) as seen:
        client.get(address(steinheim))
    for year in (2023, 2024):
        a_signed(steinheim, lena, dora, in_force_on=date(year, 1, 1))

    with django_assert_num_queries(len(seen)):
        client.get(address(steinheim))


# How the agreement stands


@pytest.mark.parametrize(
    ("days", "on", "state"),
    [
        ({"signed_on": None}, date(2019, 9, 1), "negotiation"),
        ({}, date(2019, 9, 23), "negotiation"),
        ({}, date(2019, 9, 24), "agreed"),
        ({}, date(2020, 1, 1), "waiting"),
        ({"started_on": date(2020, 1, 7)}, date(2020, 1, 6), "waiting"),
        ({"started_on": date(2020, 1, 7)}, date(2020, 1, 7), "running"),
        (
            {"started_on": date(2020, 1, 7), "notice_given_on": date(2021, 9, 1)},
            date(2021, 9, 1),
            "notice",
        ),
        ({"ends_on": date(2021, 12, 31)}, date(2022, 1, 1), "ended"),
        ({"ends_on": date(2021, 12, 31)}, date(2021, 12, 31), "waiting"),
    ],
)
def test_the_state_follows_from_the_days(days, on, state):
    known = {"signed_on": date(2019, 9, 24), "in_force_on": date(2020, 1, 1)}

    assert agreement_state(Days(**(known | days)), on=on) == state


def with_term(steinheim, lena, dora):
    """A signed version that runs from year to year with three months' notice."""
    version = a_draft(steinheim, lena, in_force_on=date(2020, 1, 1))
    texts = [ClauseText("Aufgaben", "Beratung")]
    term = {"first_end": date(2020, 12, 31), "renews_by_months": 12, "notice_months": 3}
    version_actions.word_version(version, clauses=texts, seen=0, by=lena, **term)
    version = version_actions.propose(version, by=lena)
    for user in (lena, dora):
        version = signing_actions.sign_off(version, office="Amt", seen=1, by=user)
    steinheim.refresh_from_db()
    return version


def test_notice_sets_the_end_and_an_amendment_lifts_it(steinheim, lena, dora):
    with_term(steinheim, lena, dora)

    end = notice_actions.give_notice(
        steinheim, given_on=date(2022, 10, 1), by=dora, on=date(2022, 10, 3)
    )
    steinheim.refresh_from_db()
    assert (end, steinheim.ends_on, steinheim.notice_given_by) == (
        date(2023, 12, 31),
        date(2023, 12, 31),
        steinheim.municipality,
    )

    a_signed(steinheim, lena, dora, in_force_on=date(2023, 1, 1))
    steinheim.refresh_from_db()
    assert (steinheim.ends_on, steinheim.notice_given_on) == (None, None)


def test_notice_is_given_once_and_not_ahead(steinheim, lena, dora):
    with_term(steinheim, lena, dora)
    day = date(2022, 10, 1)

    with pytest.raises(Refused, match="kommt erst noch"):
        notice_actions.give_notice(steinheim, given_on=date(2022, 10, 2), by=dora, on=day)
    notice_actions.give_notice(steinheim, given_on=day, by=dora, on=day)
    with pytest.raises(Refused, match="schon eingetragen"):
        notice_actions.give_notice(steinheim, given_on=day, by=lena, on=day)


@time_machine.travel("2021-03-01 09:00+00:00")
def test_the_page_says_until_when_notice_can_be_given(sign_in, steinheim, lena, dora):
    with_term(steinheim, lena, dora)

    page = text_of(sign_in(dora).get(f"/vereinbarungen/{steinheim.key}/"))

    assert "31. Dezember 2021, danach je 12 Monate weiter" in page
    assert "30. September 2021" in page
