# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deadlines follow the days of the file: made, moved, withdrawn, never doubled."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.cases.actions import move_household, set_status
from geleit.core.problems import Refused
from geleit.deadlines.catalogue import FILE
from geleit.deadlines.models import Deadline
from geleit.deadlines.ruling.actions import set_rule
from geleit.deadlines.tracking import actions
from geleit.organisations.models import Organisation
from tests.factories import a_case, a_person

ON = date(2026, 11, 23)


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


def a_fact(case, by, *, kind="passport", day=date(2027, 5, 1), **fields):
    values = {"person": None, "note": "", "on": ON} | fields
    return actions.add_fact(case, kind=kind, day=day, by=by, **values)


def deadlines(case, **narrowed):
    rows = Deadline.unguarded.filter(case=case, **narrowed).order_by("due_on", "pk")
    return [(row.kind, row.due_on, row.state) for row in rows]


def history(deadline):
    return list(deadline.changes.order_by("at", "pk").values_list("kind", flat=True))


def test_a_day_makes_a_deadline_and_the_same_day_twice_no_second_one(case, anna):
    a_fact(case, anna)
    a_fact(case, anna)
    actions.follow(case, by=actions.CLOCK, on=ON)

    assert deadlines(case) == [("pass", date(2027, 5, 1), "open")]


def test_a_changed_day_moves_the_open_deadline(case, anna):
    fact = a_fact(case, anna)

    actions.change_fact(fact, day=date(2027, 8, 1), by=anna, on=ON)

    row = Deadline.unguarded.get(case=case)
    assert (row.due_on, row.work_by) == (date(2027, 8, 1), date(2027, 5, 3))
    assert history(row) == ["made", "moved"]


def test_a_struck_day_withdraws_the_deadline_with_a_trace(case, anna):
    fact = a_fact(case, anna)

    actions.remove_fact(fact, by=anna, on=ON)

    row = Deadline.unguarded.get(case=case)
    assert (row.state, history(row)) == ("withdrawn", ["made", "withdrawn"])
    assert row.evidence != ""


def test_the_end_of_the_year_comes_to_every_file(anna):
    cases = [a_case(holder=anna) for _ in range(2)]
    for case in cases:
        case.household.persons.update(benefit_agency="jobcenter")

    actions.follow_all(cases, by=actions.CLOCK, on=ON)

    assert [deadlines(case) for case in cases] == 2 * [
        [("ueberpruefungsantrag", date(2026, 12, 31), "open")]
    ]


def test_a_new_title_in_the_file_makes_withdraws_and_makes_anew(case, anna):
    person = case.household.persons.get()
    set_status(case, person, kind="toleration", wording="", valid_until=date(2099, 1, 1),
               is_correction=False, by=anna)  # fmt: skip
    set_status(case, person, kind="permit_25_3", wording="", valid_until=date(2100, 1, 1),
               is_correction=False, by=anna)  # fmt: skip

    assert deadlines(case) == [
        ("duldung", date(2099, 1, 1), "withdrawn"),
        ("ae-verlaengerung", date(2100, 1, 1), "open"),
    ]


def test_a_corrected_title_moves_its_deadline(case, anna):
    person = case.household.persons.get()
    fields = {"kind": "toleration", "wording": "", "by": anna}
    set_status(case, person, valid_until=date(2099, 1, 1), is_correction=False, **fields)
    set_status(case, person, valid_until=date(2099, 3, 1), is_correction=True, **fields)

    assert deadlines(case) == [("duldung", date(2099, 3, 1), "open")]


def test_a_move_makes_the_deadlines_of_a_move(case, anna):
    move_household(case, kind="private", street="Weg 1", moved_in_on=localdate(), by=anna)

    assert {kind for kind, _due, _state in deadlines(case)} == {"anmeldung", "rundfunkbeitrag"}


def test_what_is_done_stays_done_until_the_day_is_another(case, anna):
    fact = a_fact(case, anna, kind="grant_sgb2", day=date(2026, 12, 31))
    row = Deadline.unguarded.get(case=case)
    actions.finish(row, how="online", sent_on=ON, evidence="Eingang 4711", by=anna, on=ON)
    actions.follow(case, by=actions.CLOCK, on=ON)
    before = deadlines(case, state="open")

    actions.change_fact(fact, day=date(2027, 12, 31), by=anna, on=ON)

    assert (before, deadlines(case, state="open")) == (
        [], [("sgb2-weiterbewilligung", date(2028, 1, 31), "open")],
    )  # fmt: skip


def test_a_renewal_writes_the_new_day_back(case, anna):
    fact = a_fact(case, anna)
    row = Deadline.unguarded.get(case=case)

    actions.finish(row, how="counter", sent_on=ON, evidence="neuer Pass", by=anna, on=ON,
                   new_day=date(2036, 5, 1))  # fmt: skip

    fact.refresh_from_db()
    assert fact.day == date(2036, 5, 1)
    assert deadlines(case, state="open") == [("pass", date(2036, 5, 1), "open")]


def test_a_renewed_title_stands_beside_the_former_and_makes_the_next_deadline(case, anna):
    person = case.household.persons.get()
    set_status(case, person, kind="toleration", wording="", valid_until=date(2099, 1, 1),
               is_correction=False, by=anna)  # fmt: skip
    row = Deadline.unguarded.get(case=case)

    actions.finish(row, how="counter", sent_on=ON, evidence="Stempel", by=anna, on=ON,
                   new_day=date(2099, 7, 1))  # fmt: skip

    assert deadlines(case) == [
        ("duldung", date(2099, 1, 1), "done"), ("duldung", date(2099, 7, 1), "open"),
    ]  # fmt: skip
    assert person.statuses.count() == 2


def test_a_renewal_without_its_new_day_is_asked_for_again(case, anna):
    a_fact(case, anna, day=date(2026, 11, 25))
    row = Deadline.unguarded.get(case=case)

    actions.finish(row, how="counter", sent_on=ON, evidence="beantragt", by=anna, on=ON)

    assert [reminder.due_on for reminder in case.reminders.all()] == [date(2026, 11, 30)]


def test_the_rent_comes_back_every_month_and_goes_with_its_day(case, anna):
    fact = a_fact(case, anna, kind="rent", day=date(2026, 11, 1))
    actions.follow(case, by=actions.CLOCK, on=date(2026, 12, 1))
    months = [row[1] for row in deadlines(case)]

    actions.remove_fact(fact, by=anna, on=date(2026, 12, 1))

    assert months == [date(2026, 11, 4), date(2026, 12, 3)]
    assert {state for _kind, _day, state in deadlines(case)} == {"withdrawn"}


def test_an_own_entry_in_the_data_folder_changes_the_rule_for_all_files(
    case, anna, settings, tmp_path
):
    a_fact(case, anna)
    (tmp_path / "catalogue").mkdir()
    text = FILE.read_text(encoding="utf-8")
    entry = next(part for part in text.split("[[rule]]") if 'key = "pass"' in part)
    entry = entry.replace('period = "0"', 'period = "-1M"')
    entry = entry.replace("valid_from = 2005-01-01", "valid_from = 2026-11-01")
    (tmp_path / "catalogue" / "pass.toml").write_text(f"[[rule]]{entry}", encoding="utf-8")
    settings.DATA_DIR = tmp_path

    actions.follow(case, by=actions.CLOCK, on=ON)

    assert deadlines(case) == [("pass", date(2027, 4, 1), "open")]


def test_a_fatal_deadline_is_not_done_without_evidence(case, anna):
    a_fact(case, anna, kind="leave_by", day=date(2026, 12, 31))
    row = Deadline.unguarded.get(case=case)

    with pytest.raises(Refused) as refused:
        actions.finish(row, how="fax", sent_on=ON, evidence=" ", by=anna, on=ON)

    assert [problem.code for problem in refused.value.problems] == ["no-evidence"]


def test_the_lead_switches_a_rule_off_and_its_open_deadlines_go(case, anna, lena):
    a_fact(case, anna)

    set_rule(
        case.agreement,
        rule="pass",
        is_on=False,
        warn=[],
        reason="macht das Landratsamt",
        by=lena,
        on=ON,
    )
    actions.follow(case, by=actions.CLOCK, on=ON)

    assert [state for _kind, _due, state in deadlines(case)] == ["withdrawn"]


def test_other_lead_times_show_the_deadline_on_another_day(case, anna, lena):
    a_fact(case, anna)

    set_rule(case.agreement, rule="pass", is_on=True, warn=[100, 10], by=lena, on=ON)
    actions.follow(case, by=actions.CLOCK, on=ON)

    row = Deadline.unguarded.get(case=case)
    assert (row.appears_on, row.next_warning_on) == (date(2027, 1, 21), date(2027, 1, 21))


def test_an_overdue_deadline_stays_until_somebody_says_so(case, anna):
    a_fact(case, anna, kind="course_right", day=date(2026, 1, 1))

    actions.follow(case, by=actions.CLOCK, on=date(2027, 6, 1))

    assert deadlines(case) == [("integrationskurs-anspruch", date(2027, 1, 1), "open")]


def test_nothing_of_the_file_stands_in_the_log(case, anna):
    a_fact(case, anna, note="Quittenmaier")

    assert "Quittenmaier" not in str(list(Event.objects.values_list("data", flat=True)))


def test_many_files_cost_as_many_queries_as_one(case, anna, django_assert_num_queries):
    more = [a_case(holder=anna) for _ in range(3)]
    for each in more:
        a_person(household=each.household)
    actions.follow_all([case, *more], by=actions.CLOCK, on=ON)

    with django_assert_num_queries(10):
        actions.follow_all([case], by=actions.CLOCK, on=ON)
    with django_assert_num_queries(10):
        actions.follow_all([case, *more], by=actions.CLOCK, on=ON)


def test_the_page_says_where_the_land_is_not_known_and_what_that_means(case, anna, sign_in):
    a_fact(case, anna)
    address = reverse("deadlines:deadline", args=[case.pk, Deadline.unguarded.get(case=case).pk])
    sentence = "Das Land der Stadt ist nicht eingetragen"

    assert sentence not in sign_in(anna).get(address).content.decode()

    Organisation.objects.filter(pk=case.agreement.municipality_id).update(land="")
    assert sentence in sign_in(anna).get(address).content.decode()


def test_without_a_land_one_works_by_a_day_that_is_free_nowhere(case, anna):
    Organisation.objects.filter(pk=case.agreement.municipality_id).update(land="")
    a_fact(case, anna, kind="appointment", day=date(2027, 1, 6))

    row = Deadline.unguarded.get(case=case)
    assert row.due_on == date(2027, 1, 6)
    assert row.work_by < date(2027, 1, 6)
