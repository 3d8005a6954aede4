# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Remedies: one test for each line of the table of regimes. No database."""

from datetime import date

import pytest

from geleit.deadlines.rules import (
    Inquiry,
    NotComputable,
    Place,
    asylum_deadlines,
    compute,
    earliest_inaction_suit,
    reinstatement,
    remedy_deadline,
    review_reaches_back_to,
)

BW = Place("BW")
LETTER = Inquiry("sgbx", "brief", posted_on=date(2026, 3, 9), place=BW)
YELLOW = Inquiry("vwzg", "pzu", received_on=date(2026, 3, 10), place=BW)


@pytest.mark.parametrize(
    ("key", "letter", "last"),
    [
        ("widerspruch-vwgo", Inquiry("lvwvfg_bw", posted_on=date(2026, 3, 9), place=BW), date(2026, 4, 13)),
        ("klage-vwgo", YELLOW, date(2026, 4, 10)),
        ("widerspruch-sgg", LETTER, date(2026, 4, 13)),
        ("widerspruch-sgg-ausland", Inquiry("sgbx", "zugang", received_on=date(2026, 3, 10), place=BW),
         date(2026, 6, 10)),
        ("klage-sgg", LETTER, date(2026, 4, 13)),
        ("einspruch-ao", Inquiry("ao", posted_on=date(2026, 3, 10), place=BW), date(2026, 4, 16)),
        ("asyl-klage", YELLOW, date(2026, 3, 24)),
        ("asyl-begruendung", YELLOW, date(2026, 4, 10)),
        ("asyl-berufung", YELLOW, date(2026, 4, 10)),
    ],
)  # fmt: skip
def test_a_remedy_is_open_as_long_as_the_law_says(key, letter, last):
    assert remedy_deadline(key, letter).legal_last_day == last


@pytest.mark.parametrize(
    ("regime", "basis"),
    [("sgbx", "§ 66 Abs. 2 SGG"), ("vwvfg", "§ 58 Abs. 2 VwGO"), ("ao", "§ 356 Abs. 2 AO")],
)
def test_without_instruction_a_year_runs_but_work_goes_by_the_month(regime, basis):
    letter = Inquiry(regime, "zugang", "1M", received_on=date(2026, 3, 10), place=BW,
                     is_instructed=False)  # fmt: skip

    deadline = compute(letter)

    assert deadline.legal_last_day == date(2027, 3, 10)
    assert deadline.work_by == date(2026, 4, 10)
    assert basis in [step.basis for step in deadline.steps]


def test_a_year_that_ends_on_a_saturday_ends_on_monday():
    letter = Inquiry(
        "sgbx", "zugang", "1M", received_on=date(2025, 3, 14), place=BW, is_instructed=False
    )

    assert compute(letter).legal_last_day == date(2026, 3, 16)


def test_an_instruction_that_nobody_looked_at_leaves_a_doubt():
    letter = Inquiry(
        "sgbx", "zugang", "1M", received_on=date(2026, 3, 10), place=BW, is_instructed=None
    )

    deadline = compute(letter)

    assert deadline.legal_last_day == date(2026, 4, 10)
    assert "§ 66 Abs. 2 SGG" in " ".join(deadline.doubts)


# Asylum


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("einfach", [date(2026, 3, 24), date(2026, 4, 10)]),
        ("offensichtlich-unbegruendet", [date(2026, 3, 17), date(2026, 3, 17), date(2026, 4, 10)]),
        ("unzulaessig", [date(2026, 3, 17), date(2026, 3, 17), date(2026, 4, 10)]),
        ("dublin", [date(2026, 3, 17), date(2026, 3, 17), date(2026, 4, 10)]),
        ("", [date(2026, 3, 17), date(2026, 3, 17), date(2026, 4, 10)]),
    ],
)
def test_one_asylum_decision_gives_suit_urgent_application_and_reasons(kind, days):
    found = asylum_deadlines(YELLOW, kind=kind)

    assert [each.legal_last_day for each in found] == days


def test_an_unknown_kind_of_decision_takes_the_shorter_periods_and_says_so():
    suit, urgent, _reasons = asylum_deadlines(YELLOW)

    assert (suit.work_by, urgent.work_by) == (date(2026, 3, 17), date(2026, 3, 17))
    assert "die kürzeren Fristen" in suit.doubts[0]


def test_what_the_decision_itself_tells_counts_and_work_goes_by_the_shorter():
    suit, _reasons = asylum_deadlines(YELLOW, kind="einfach", stated="1W")
    assert (suit.legal_last_day, suit.work_by) == (date(2026, 3, 17), date(2026, 3, 17))

    suit, _urgent, _reasons = asylum_deadlines(YELLOW, kind="dublin", stated="2W")
    assert (suit.legal_last_day, suit.work_by) == (date(2026, 3, 24), date(2026, 3, 17))


def test_without_instruction_a_year_runs_for_the_suit_but_not_for_its_reasons():
    suit, reasons = asylum_deadlines(YELLOW._replace(is_instructed=False), kind="einfach")

    assert (suit.legal_last_day, suit.work_by) == (date(2027, 3, 10), date(2026, 3, 24))
    assert reasons.legal_last_day == date(2026, 4, 10)


def test_the_reform_of_2026_is_told_as_a_doubt():
    assert "12.06.2026" in " ".join(asylum_deadlines(YELLOW, kind="einfach")[0].doubts)


def test_an_unknown_kind_of_decision_is_refused():
    with pytest.raises(NotComputable, match="Bekannt sind: einfach"):
        asylum_deadlines(YELLOW, kind="gut")


# Reinstatement (Wiedereinsetzung)


@pytest.mark.parametrize(
    ("procedure", "last"),
    [
        ("vwgo", date(2026, 3, 24)),
        ("vwvfg", date(2026, 3, 24)),
        ("sgbx", date(2026, 3, 24)),
        ("sgg", date(2026, 4, 10)),  # one month, not two weeks
        ("ao", date(2026, 4, 10)),
    ],
)
def test_reinstatement_by_procedure(procedure, last):
    found = reinstatement(
        procedure, obstacle_gone_on=date(2026, 3, 10), missed_on=date(2026, 2, 2), place=BW
    )

    assert found.legal_last_day == last
    assert "nachzuholen" in found.doubts[0]


def test_after_a_year_reinstatement_is_too_late():
    found = reinstatement(
        "sgg", obstacle_gone_on=date(2026, 3, 10), missed_on=date(2025, 3, 17), place=BW
    )

    assert found.legal_last_day == date(2026, 3, 17)


# Days that are no deadlines


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("untaetigkeit-sgg-antrag", date(2026, 9, 11)),
        ("untaetigkeit-sgg-widerspruch", date(2026, 6, 11)),
        ("untaetigkeit-vwgo-antrag", date(2026, 6, 11)),
        ("untaetigkeit-vwgo-widerspruch", date(2026, 6, 11)),
    ],
)
def test_a_suit_for_inaction_is_possible_after_the_months(key, first):
    assert earliest_inaction_suit(key, filed_on=date(2026, 3, 10))[0] == first


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("ueberpruefung-sgb", date(2022, 1, 1)),
        ("ueberpruefung-sgb2", date(2025, 1, 1)),
        ("ueberpruefung-sgb12", date(2025, 1, 1)),
        ("ueberpruefung-asylblg", date(2025, 1, 1)),
    ],
)
def test_a_review_reaches_back_to_a_first_of_january(key, day):
    assert review_reaches_back_to(key, applied_on=date(2026, 12, 31))[0] == day


def test_an_unknown_remedy_names_the_known_ones():
    with pytest.raises(NotComputable, match="widerspruch-sgg"):
        remedy_deadline("gnade", LETTER)
