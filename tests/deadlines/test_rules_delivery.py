# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a letter counts as delivered: one test for every way of delivery. No database."""

from datetime import date
from pathlib import Path

import pytest

from geleit.deadlines.rules import Inquiry, NotComputable, Place, compute
from geleit.deadlines.rules.services import SERVICES, find_service, words_for

BW = Place("BW")


def event_day(regime, service, posted=None, received=None, **known):
    letter = Inquiry(regime, service, "0", posted_on=posted, received_on=received,
                     place=known.pop("place", BW), **known)  # fmt: skip
    return compute(letter).event_day


def refusal(*args, **known):
    with pytest.raises(NotComputable) as refused:
        event_day(*args, **known)
    return refused.value


# Simple letter


@pytest.mark.parametrize(
    ("regime", "posted", "delivered"),
    [
        ("sgbx", date(2024, 12, 31), date(2025, 1, 3)),
        ("sgbx", date(2025, 1, 1), date(2025, 1, 5)),
        ("vwvfg", date(2024, 12, 31), date(2025, 1, 3)),
        ("vwvfg", date(2025, 1, 1), date(2025, 1, 5)),
        ("lvwvfg_bw", date(2025, 1, 1), date(2025, 1, 4)),
        ("lvwvfg_bw", date(2025, 2, 6), date(2025, 2, 9)),
        ("lvwvfg_bw", date(2025, 2, 7), date(2025, 2, 11)),
        ("ao", date(2024, 12, 30), date(2025, 1, 2)),
        ("ao", date(2025, 1, 2), date(2025, 1, 7)),  # 6 January is a holiday in BW
    ],
)
def test_three_days_became_four_in_each_law_on_its_own_day(regime, posted, delivered):
    assert event_day(regime, "brief", posted) == delivered


@pytest.mark.parametrize("regime", ["sgbx", "vwvfg", "lvwvfg_bw"])
def test_the_fiction_day_stays_on_a_sunday(regime):
    assert event_day(regime, "brief", date(2025, 8, 27)) == date(2025, 8, 31)


def test_in_tax_law_the_fiction_day_moves_off_the_weekend_and_holidays_of_the_land():
    assert event_day("ao", "brief", date(2025, 8, 27)) == date(2025, 9, 1)
    assert event_day("ao", "brief", date(2025, 10, 28), place=Place("BW")) == date(2025, 11, 3)
    assert event_day("ao", "brief", date(2026, 1, 2), place=Place("BW")) == date(2026, 1, 7)
    assert event_day("ao", "brief", date(2026, 1, 2), place=Place("NW")) == date(2026, 1, 6)


def test_a_later_receipt_beats_the_fiction():
    assert event_day("sgbx", "brief", date(2026, 3, 2), date(2026, 3, 12)) == date(2026, 3, 12)


def test_in_tax_law_a_late_receipt_on_a_saturday_is_not_moved():
    """BFH 09.11.2005, I R 111/04."""
    assert event_day("ao", "brief", date(2026, 3, 2), date(2026, 3, 14)) == date(2026, 3, 14)


def test_a_proved_earlier_receipt_only_draws_the_cautious_day_nearer():
    letter = Inquiry("sgbx", posted_on=date(2026, 3, 9), received_on=date(2026, 3, 10), place=BW)

    deadline = compute(letter)

    assert deadline.event_day == date(2026, 3, 13)
    assert deadline.legal_last_day == date(2026, 4, 13)
    assert deadline.work_by == date(2026, 4, 10)
    assert "verkürzt die Frist nicht" in " ".join(deadline.doubts)


def test_the_printed_date_stands_in_for_the_posting_day_and_says_so():
    letter = Inquiry("sgbx", "brief", "1M", letter_date=date(2026, 3, 2), place=BW)

    deadline = compute(letter)

    assert deadline.event_day == date(2026, 3, 6)
    assert deadline.assumptions == (
        "Aufgegeben an dem Tag, der auf dem Schreiben steht: Montag, 02.03.2026.",
    )
    assert deadline.is_uncertain


def test_without_posting_day_the_day_of_receipt_counts_as_the_earliest():
    letter = Inquiry("sgbx", "brief", "1M", received_on=date(2026, 3, 4), place=BW)

    assert compute(letter).event_day == date(2026, 3, 4)
    assert compute(letter).is_uncertain


def test_without_any_day_there_is_no_answer():
    assert refusal("sgbx", "brief").field == "posted_date"


def test_a_receipt_before_posting_is_refused():
    assert refusal("sgbx", "brief", date(2026, 3, 4), date(2026, 3, 3)).field == "service_date"


def test_a_letter_under_civil_law_has_no_fiction():
    assert refusal("bgb", "brief", date(2026, 3, 4)).field == "service_date"
    assert event_day("bgb", "brief", date(2026, 3, 4), date(2026, 3, 5)) == date(2026, 3, 5)


# Abroad, electronic, portal


def test_abroad_only_tax_law_has_a_fiction_of_one_month_that_moves():
    assert event_day("ao", "brief_ausland", date(2026, 3, 31)) == date(2026, 4, 30)
    assert event_day("ao", "brief_ausland", date(2026, 1, 31)) == date(2026, 3, 2)  # 28.2. Saturday
    for regime in ("sgbx", "vwvfg", "lvwvfg_bw"):
        assert refusal(regime, "brief_ausland", date(2026, 3, 31)).field == "service_date"
    assert event_day("sgbx", "brief_ausland", date(2026, 3, 2), date(2026, 3, 20)) == date(
        2026, 3, 20
    )


@pytest.mark.parametrize(
    ("regime", "sent", "delivered"),
    [
        ("sgbx", date(2024, 12, 5), date(2024, 12, 8)),
        ("sgbx", date(2026, 3, 3), date(2026, 3, 7)),
        ("vwvfg", date(2026, 3, 3), date(2026, 3, 7)),
        ("lvwvfg_bw", date(2025, 2, 6), date(2025, 2, 9)),
        ("lvwvfg_bw", date(2025, 2, 7), date(2025, 2, 11)),
        ("ao", date(2026, 3, 3), date(2026, 3, 9)),
    ],
)
def test_electronic_delivery_counts_from_sending(regime, sent, delivered):
    assert event_day(regime, "elektronisch", sent) == delivered


def test_a_portal_under_general_law_counts_from_the_day_after_retrieval():
    assert event_day("vwvfg", "portal", date(2026, 3, 2), date(2026, 3, 5)) == date(2026, 3, 6)
    assert event_day("vwvfg", "portal", date(2026, 3, 2), date(2026, 3, 12)) == date(2026, 3, 13)


def test_what_is_not_retrieved_within_ten_days_was_never_delivered():
    assert "läuft keine Frist" in str(
        refusal("vwvfg", "portal", date(2026, 3, 2), date(2026, 3, 13))
    )
    assert "Tag des Abrufs" in str(refusal("vwvfg", "portal", date(2026, 3, 2)))


def test_a_portal_of_a_benefits_office_counts_from_its_message():
    assert event_day("sgbx", "portal", date(2024, 12, 30)) == date(2025, 1, 2)
    assert event_day("sgbx", "portal", date(2026, 3, 3)) == date(2026, 3, 7)
    assert event_day("sgbx", "portal", date(2026, 3, 3), date(2026, 3, 20)) == date(2026, 3, 7)


def test_a_portal_of_a_tax_office_counts_from_message_or_provision_and_moves():
    assert event_day("ao", "portal", date(2024, 12, 11)) == date(2024, 12, 16)
    assert event_day("ao", "portal", date(2025, 3, 4)) == date(2025, 3, 10)
    assert event_day("ao", "portal", date(2026, 3, 3)) == date(2026, 3, 9)


# Registered mail and formal service


@pytest.mark.parametrize(
    ("regime", "posted", "served"),
    [
        ("vwzg", date(2024, 12, 31), date(2025, 1, 3)),
        ("vwzg", date(2025, 1, 1), date(2025, 1, 5)),
        ("lvwzg_bw", date(2025, 2, 6), date(2025, 2, 9)),
        ("lvwzg_bw", date(2025, 2, 7), date(2025, 2, 11)),
        ("sgbx", date(2026, 3, 3), date(2026, 3, 7)),
        ("ao", date(2026, 3, 3), date(2026, 3, 9)),
    ],
)
def test_registered_mail_handed_over_counts_some_days_after_posting(regime, posted, served):
    assert event_day(regime, "einschreiben", posted) == served


def test_registered_mail_dropped_in_the_box_is_a_simple_letter():
    assert event_day("sgbx", "Einwurf-Einschreiben", date(2026, 3, 2)) == date(2026, 3, 6)
    letter = Inquiry("vwzg", "einwurfeinschreiben", "1M", posted_on=date(2026, 3, 2), place=BW)
    assert "keine förmliche Zustellung" in " ".join(compute(letter).doubts)


@pytest.mark.parametrize(
    "service",
    ["pzu", "ersatzzustellung", "briefkasten", "niederlegung", "verweigerung", "rueckschein",
     "empfangsbekenntnis", "uebergabe", "tatsaechlicher_zugang", "zugang", "bekanntgabe",
     "muendlich", "verkuendung", "ereignis"],
)  # fmt: skip
@pytest.mark.parametrize("regime", ["sgbx", "vwvfg", "vwzg", "lvwzg_bw", "ao", "bgb"])
def test_service_counts_on_its_own_day_even_a_sunday_and_never_by_fiction(regime, service):
    sunday = date(2026, 3, 8)

    assert event_day(regime, service, date(2026, 3, 2), sunday) == sunday
    assert refusal(regime, service, date(2026, 3, 2)).field == "service_date"


def test_the_provision_of_each_formal_service_is_named():
    def basis(service):
        return compute(Inquiry("vwzg", service, received_on=date(2026, 3, 3))).steps[0].basis

    assert basis("niederlegung") == "§ 3 Abs. 2 VwZG, § 181 ZPO"
    assert basis("briefkasten") == "§ 3 Abs. 2 VwZG, § 180 ZPO"
    assert basis("verweigerung") == "§ 3 Abs. 2 VwZG, § 179 ZPO"
    assert basis("ersatzzustellung") == "§ 3 Abs. 2 VwZG, § 178 ZPO"
    assert basis("empfangsbekenntnis") == "§ 5 VwZG"
    assert basis("heilung") == "§ 8 VwZG, § 189 ZPO"


# Public notice and asylum


@pytest.mark.parametrize("regime", ["sgbx", "vwvfg", "lvwvfg_bw", "vwzg", "lvwzg_bw"])
def test_public_notice_counts_after_two_weeks(regime):
    assert event_day(regime, "oeffentlich", date(2026, 3, 1)) == date(2026, 3, 15)  # a Sunday


def test_in_tax_law_the_two_weeks_of_public_notice_move_too():
    """AEAO zu § 108 Nr. 2."""
    assert event_day("ao", "oeffentlich", date(2026, 3, 1)) == date(2026, 3, 16)


def test_in_a_reception_centre_handing_over_counts_at_latest_the_fourth_day():
    assert event_day("vwzg", "aufnahmeeinrichtung", date(2026, 3, 2)) == date(2026, 3, 6)
    assert event_day("vwzg", "aufnahmeeinrichtung", date(2026, 3, 2), date(2026, 3, 4)) == date(
        2026, 3, 4
    )
    assert event_day("vwzg", "aufnahmeeinrichtung", date(2026, 3, 2), date(2026, 3, 9)) == date(
        2026, 3, 6
    )
    assert event_day("vwzg", "aufnahmeeinrichtung", date(2024, 12, 30)) == date(2025, 1, 2)


def test_an_undeliverable_decision_counts_from_posting():
    assert event_day("vwzg", "unzustellbar", date(2026, 3, 2)) == date(2026, 3, 2)


# Words


def test_every_way_of_delivery_is_found_by_every_word():
    for service in SERVICES.values():
        for word in words_for(service):
            assert find_service(word) is service


@pytest.mark.parametrize(
    ("word", "key"),
    [(" Einfacher Brief ", "brief"), ("E-Mail", "elektronisch"), ("PZU", "pzu"), ("ZU", "pzu"),
     ("Öffentliche Bekanntgabe", "oeffentlich"), ("Rückschein", "rueckschein"), ("EB", "empfangsbekenntnis"),
     ("Einschreiben mit Rückschein", "rueckschein"), ("Übergabe-Einschreiben", "einschreiben")],
)  # fmt: skip
def test_words_are_found_without_case_umlauts_and_blanks(word, key):
    assert find_service(word).key == key


def test_an_unknown_word_lists_the_known_ones():
    with pytest.raises(NotComputable) as refused:
        find_service("brieftaube")

    assert all(key in str(refused.value) for key in SERVICES)


def test_no_word_means_two_ways():
    words = [word for service in SERVICES.values() for word in words_for(service)]

    assert len(words) == len(set(words))


def test_every_word_is_documented():
    text = (Path(__file__).resolve().parents[2] / "docs" / "fristen.md").read_text(encoding="utf-8")

    for service in SERVICES.values():
        row = f"| `{service.key}` | {service.name} | {', '.join(words_for(service))} |"
        assert row in text.splitlines()
