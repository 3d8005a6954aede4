# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.utils import translation

from geleit.cases.models import Case
from geleit.consents.models import Consent
from geleit.course.models import CaseClosing, ClosingReason, CounsellingPeriod
from geleit.deadlines.models import Deadline, IncomingLetter
from geleit.desk.timeline import SOURCES, Shape, _statement, timeline
from geleit.plans.agreeing.models import PlanVersion
from geleit.plans.assessment.models import Assessment, IndependenceScale
from tests import factories
from tests.cases.things import a_reminder, a_stay

TODAY = "2020-03-02 09:00+00:00"
DAY = date(2020, 3, 2)


def a_letter(case, *, person=None, sender="Jobcenter", recorded_on="2020-02-10"):
    return IncomingLetter.unguarded.create(
        case=case, person=person, sender=sender, answers={}, derivation=[],
        recorded_on=recorded_on, recorded_by="Anna",
    )  # fmt: skip


def a_deadline(case, **fields):
    values = {"kind": "pass", "name": "Pass", "source": "fact:1", "work_by": "2020-02-20",
              "due_on": "2020-02-20", "appears_on": "2020-01-01"} | fields  # fmt: skip
    return Deadline.unguarded.create(case=case, **values)


def a_lively_case(holder):
    """Something of every room."""
    case = factories.a_case(holder=holder)
    goal = factories.a_goal(case=case, text="Eigene Wohnung", reached_on=date(2020, 2, 25))
    factories.a_step(goal=goal, text="Anzeigen lesen", done_on=date(2020, 2, 20))
    factories.a_contact(case=case, by=holder, text="Über die Wohnung gesprochen.")
    a_stay(case, street="Badtorstraße 3", moved_in_on=date(2020, 1, 8))
    a_letter(case)
    a_deadline(case)
    a_reminder(case, text="Anrufen", done_on=date(2020, 2, 12), done_by="Anna")
    factories.a_document(case=case, by=holder, text="x", title="Mietvertrag")
    return case


def lines_of(client, case, query=""):
    page = client.get(f"/faelle/{case.pk}/{query}").content.decode()
    part = page[page.index('id="verlauf"') :]
    texts = re.findall(r"<article.*?</article>", part, flags=re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", text).split()) for text in texts]


@time_machine.travel(TODAY)
def test_every_room_stands_in_one_timeline_the_newest_first(sign_in, anna):
    lines = lines_of(sign_in(anna), a_lively_case(anna))

    expected = [
        ("02.03.2020", "Mietvertrag"), ("25.02.2020", "Ziel erreicht: Eigene Wohnung"),
        ("20.02.2020", "Schritt erledigt: Anzeigen lesen"), ("20.02.2020", "Frist abgelaufen"),
        ("12.02.2020", "Wiedervorlage erledigt: Anrufen"), ("10.02.2020", "Brief von Jobcenter"),
        ("03.02.2020", "Über die Wohnung gesprochen."), ("14.01.2020", "Plan begonnen"),
        ("08.01.2020", "Eingezogen: Badtorstraße 3"), ("07.01.2020", "Fall eröffnet"),
    ]  # fmt: skip
    assert len(lines) == len(expected)
    for line, (day, words) in zip(lines, expected, strict=True):
        assert (line[:10], words in line) == (day, True), line


@time_machine.travel(TODAY)
def test_filters_stand_in_the_address(sign_in, anna):
    client, case = sign_in(anna), a_lively_case(anna)

    assert len(lines_of(client, case, "?art=plan")) == 3
    assert len(lines_of(client, case, "?art=brief&art=wohnen")) == 2
    assert [line[:10] for line in lines_of(client, case, "?bis=2020-01-08")] == [
        "08.01.2020",
        "07.01.2020",
    ]
    assert lines_of(client, case, "?art=brief&bis=2020-01-08") == []
    page = client.get(f"/faelle/{case.pk}/?art=brief&bis=2020-01-08").content.decode()
    assert "Dazu steht nichts im Verlauf." in page


@time_machine.travel(TODAY)
def test_nonsense_in_a_filter_is_passed_over(sign_in, anna):
    client, case = sign_in(anna), a_lively_case(anna)

    for query in ("?art=x", "?person=999", "?person=x", "?bis=gestern", "?bis=0000-00-00"):
        assert len(lines_of(client, case, query)) == 10, query


@time_machine.travel(TODAY)
def test_a_filter_by_person_keeps_what_concerns_all(sign_in, anna):
    case = factories.a_case(holder=anna)
    child = factories.a_person(household=case.household, given_names="Kind")
    a_letter(case, person=the_person_named(case, "Mina"), sender="Bank")
    a_letter(case, person=child, sender="Schule")
    a_letter(case, sender="Stadt")

    lines = " ".join(lines_of(sign_in(anna), case, f"?person={child.pk}&art=brief"))

    assert "Schule" in lines
    assert "Stadt" in lines
    assert "Bank" not in lines


def the_person_named(case, given):
    return case.household.persons.get(given_names=given)


@time_machine.travel(TODAY)
def test_what_is_still_to_come_is_no_history(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_deadline(case, due_on="2020-06-01", work_by="2020-06-01", name="Passverlängerung")

    assert "Passverlängerung" not in " ".join(lines_of(sign_in(anna), case))


@time_machine.travel(TODAY)
def test_nothing_of_another_case_stands_in_it(anna, carla):
    mine, other = factories.a_case(holder=anna), a_lively_case(carla)

    found = timeline(mine, anna, on=DAY, persons={})

    assert [line.entry.title for line in found.lines] == ["Fall eröffnet"]
    assert len(timeline(other, carla, on=DAY, persons={}).lines) == 10


@time_machine.travel(TODAY)
def test_pages_have_no_gap_and_no_repeat_across_rooms(anna):
    case = a_lively_case(anna)
    for number in range(4):
        factories.a_contact(case=case, by=anna, text=f"Notiz {number}", happened_on=DAY)
        a_letter(case, recorded_on=DAY)
    whole = [(line.row.day, line.row.key, line.entry.title)
             for line in timeline(case, anna, on=DAY, persons={}, size=99).lines]  # fmt: skip

    paged, after = [], ""
    for _page in range(20):
        part = timeline(case, anna, on=DAY, persons={}, size=3, after=after)
        paged += [(line.row.day, line.row.key, line.entry.title) for line in part.lines]
        if not part.next_query:
            break
        after = part.next_query.removeprefix("nach=")

    assert paged == whole
    assert len(whole) == 18


@time_machine.travel(TODAY)
def test_the_timeline_of_all_rooms_costs_one_query_and_two_for_contacts(
    anna, django_assert_num_queries
):
    case = a_lively_case(anna)

    with django_assert_num_queries(3):
        timeline(case, anna, on=DAY, persons={})
    with django_assert_num_queries(1):
        timeline(case, anna, on=DAY, persons={}, said={"art": ["plan", "brief"]})


def test_no_source_reads_more_columns_than_there_are_and_each_has_a_name():
    assert all(len(source.texts) <= 4 for source in SOURCES)
    assert all(re.fullmatch(r"[a-z]+", source.kind.name) for source in SOURCES)


@time_machine.travel(TODAY)
def test_assessments_versions_consents_and_the_end_stand_in_it(sign_in, anna):
    case = factories.a_case(holder=anna)
    plan = factories.a_goal(case=case).plan
    person = case.household.persons.get()
    PlanVersion.unguarded.create(
        plan=plan, number=1, agreed_on=DAY, how="spoken", content={}, recorded_by=anna
    )
    plan.agreed_on = DAY
    plan.save()
    Assessment.unguarded.create(
        case=case, person=person, scale=IndependenceScale.objects.first(), view="person",
        occasion="1_start", assessed_on=DAY, note="Deutsch geht gut.", recorded_by=anna,
    )  # fmt: skip
    Consent.unguarded.create(
        case=case, person=person, recipient="Jobcenter", purpose="Antrag", kinds=["contact"],
        given_on=DAY, withdrawn_on=DAY, recorded_by=anna,
    )  # fmt: skip
    CaseClosing.unguarded.create(
        case=case, written_by=anna, reason=ClosingReason.objects.first(), income="work",
        evaluation="gut", closed_on=DAY,
    )  # fmt: skip
    CounsellingPeriod.unguarded.create(
        case=case, begins_on=date(2019, 1, 1), ends_on=date(2023, 1, 1), extended_on=DAY,
        extension_reason="Kind ist krank",
    )  # fmt: skip

    found = " ".join(lines_of(sign_in(anna), case))

    for words in (
        "Plan vereinbart, Fassung 1", "Selbstständigkeit eingeschätzt: Beginn",
        "Deutsch geht gut.", "Einwilligung gegenüber Jobcenter", "widerrufen", "Abschluss: ",
        "Kind ist krank",
    ):  # fmt: skip
        assert words in found, words
    assert "gemeinsam besprochen" not in found


def test_a_source_that_asks_a_case_for_more_than_its_keys_fails_loudly(anna, monkeypatch):
    case = factories.a_case(holder=anna)
    source = replace(SOURCES[0], rows=lambda case, reader: case.contacts.filter(text=case.number))
    monkeypatch.setattr("geleit.desk.timeline.SOURCES", (source,))
    _statement.cache_clear()

    with pytest.raises(Case.DoesNotExist):
        timeline(case, anna, on=DAY, persons={})


def test_the_statement_rests_on_no_language(anna):
    shape = Shape(
        (),
        by_person=False,
        last_rank=None,
        size=25,
        database=connection.vendor,
        time_zone="Europe/Berlin",
    )
    with translation.override("en"):
        in_english = _statement.__wrapped__(shape)

    assert in_english == _statement.__wrapped__(shape)
