# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each step names the law that governs: of the Land, of the court, of the office. No database."""

from datetime import date

import pytest

from geleit.deadlines.rules import Inquiry, LawError, Place, compute, load

BW = Place("BW")


def steps(regime, service, posted=None, received=None, **known):
    letter = Inquiry(regime, service, known.pop("period", "1M"), posted_on=posted,
                     received_on=received, place=BW, **known)  # fmt: skip
    return compute(letter).steps


def first_basis(regime, service):
    return steps(regime, service, received=date(2026, 3, 3))[0].basis


@pytest.mark.parametrize(
    ("regime", "law"),
    [
        ("vwvfg", "§ 3 Abs. 2 VwZG, § 181 ZPO"),
        ("vwzg", "§ 3 Abs. 2 VwZG, § 181 ZPO"),
        ("lvwvfg_bw", "§ 3 Abs. 2 LVwZG BW, § 181 ZPO"),
        ("lvwzg_bw", "§ 3 Abs. 2 LVwZG BW, § 181 ZPO"),
        ("sgbx", "§ 65 SGB X, § 3 Abs. 2 VwZG, § 181 ZPO"),
        ("ao", "§ 122 Abs. 5 AO, § 3 Abs. 2 VwZG, § 181 ZPO"),
        ("bgb", "§ 181 ZPO"),
        ("eu", "§ 181 ZPO"),
    ],
)
def test_formal_service_names_the_service_law_of_its_own_procedure(regime, law):
    assert first_basis(regime, "niederlegung") == law


@pytest.mark.parametrize(
    ("service", "basis"),
    [
        ("pzu", "§§ 177 bis 182 ZPO"),
        ("ersatzzustellung", "§ 178 ZPO"),
        ("briefkasten", "§ 180 ZPO"),
        ("verweigerung", "§ 179 ZPO"),
        ("empfangsbekenntnis", "§ 175 ZPO, bis 2021 § 174 ZPO"),
        ("rueckschein", "§ 176 ZPO, bis 2021 § 175 ZPO"),
        ("heilung", "§ 189 ZPO"),
    ],
)
def test_a_court_serves_by_its_own_code_and_not_by_the_law_of_offices(service, basis):
    assert first_basis("bgb", service) == basis


def test_an_event_needs_no_service_law():
    assert first_basis("lvwvfg_bw", "zugang") == "§ 130 BGB"
    assert first_basis("sgbx", "ereignis") == ""


@pytest.mark.parametrize(
    ("regime", "service", "decided_by"),
    [
        ("sgbx", "brief", "BSG 06.05.2010, B 14 AS 12/09 R"),
        ("vwvfg", "brief", "OVG Lüneburg 28.02.2011, 4 LA 44/10"),
        ("lvwvfg_bw", "brief", "OVG Lüneburg 28.02.2011, 4 LA 44/10"),
        ("vwzg", "einschreiben", "VG Ansbach 22.03.2022, AN 18 K 20.02169"),
        ("lvwzg_bw", "einschreiben", "VG Ansbach 22.03.2022, AN 18 K 20.02169"),
    ],
)
def test_that_the_day_stays_on_a_weekend_is_said_with_a_decision_on_that_law(
    regime, service, decided_by
):
    told = steps(regime, service, date(2026, 3, 3))  # fourth day: Saturday

    (stays,) = [step for step in told if "verschiebt sich nicht" in step.text]

    assert stays.basis == decided_by


def test_that_an_earlier_receipt_changes_nothing_is_said_with_the_law_of_the_letter():
    def basis(regime):
        told = steps(regime, "brief", date(2026, 3, 2), date(2026, 3, 3))
        return next(step.basis for step in told if "ändert daran nichts" in step.text)

    assert basis("sgbx") == "BSG 06.05.2010, B 14 AS 12/09 R"
    assert basis("vwvfg") == "§ 41 Abs. 2 Satz 1 VwVfG"
    assert basis("ao") == "§ 122 Abs. 2 Nr. 1 AO"


def test_a_suit_at_the_administrative_court_names_the_code_of_that_court_too():
    end = [step.basis for step in steps("lvwvfg_bw", "pzu", received=date(2026, 3, 3))]

    assert "§ 31 Abs. 3 LVwVfG BW, § 57 Abs. 2 VwGO mit § 222 Abs. 2 ZPO" in end


@pytest.mark.parametrize("regime", ["bgb", "eu"])
def test_where_the_law_knows_no_year_a_missing_instruction_gives_none(regime):
    asked = Inquiry(
        regime, "pzu", "1M", received_on=date(2026, 3, 10), place=BW, is_instructed=False
    )

    found, same = compute(asked), compute(asked._replace(is_instructed=True))

    assert found.legal_last_day == same.legal_last_day == date(2026, 4, 10)
    assert found.work_by == same.work_by
    assert not any("läuft ein Jahr" in step.text for step in found.steps)
    assert len(found.doubts) == len(same.doubts) + 1


def test_before_a_civil_court_reinstatement_takes_the_place_of_the_year():
    asked = Inquiry("bgb", "pzu", "1M", received_on=date(2026, 3, 10), place=BW)

    for unsure in (False, None):
        doubts = " ".join(compute(asked._replace(is_instructed=unsure)).doubts)
        assert "§ 233 Satz 2 ZPO" in doubts
        assert "§ 9 Abs. 5 ArbGG" in doubts


def test_a_law_says_what_holds_without_instruction(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text(
        '[[regime]]\nkey = "neu"\nname = "Neu"\nstart = "a"\nend = "b"\nshift = "c"\nhours = "d"\n'
        'fixed = "e"\nsource = "f"\nchecked_on = 2026-11-30\nstate = "V"\n',
        encoding="utf-8",
    )

    with pytest.raises(LawError, match="one_year, or no_year"):
        load(file)


@pytest.mark.parametrize(("regime", "is_told"), [("bgb", True), ("vwzg", True), ("sgbx", False)])
def test_hours_before_a_court_leave_a_doubt(regime, is_told):
    asked = Inquiry(regime, "ereignis", "48H", received_on=date(2026, 3, 10), place=BW)

    assert ("§ 222 Abs. 3 ZPO" in " ".join(compute(asked).doubts)) is is_told


# Letterbox of a citizen's account (Nutzerkonto, BundID): § 9 OZG


def account(regime, posted, received=None, service="nutzerkonto"):
    return compute(Inquiry(regime, service, "1M", posted_on=posted, received_on=received, place=BW))


@pytest.mark.parametrize(
    ("posted", "event_day"),
    [(date(2024, 12, 31), date(2025, 1, 3)), (date(2025, 1, 1), date(2025, 1, 5))],
)
def test_a_citizens_account_counts_from_the_day_it_was_put_there(posted, event_day):
    found = account("vwvfg", posted)

    assert found.event_day == event_day  # a Sunday that stays
    assert "§ 9 Abs. 1" in found.steps[0].basis


@pytest.mark.parametrize("received", [date(2026, 3, 3), date(2026, 3, 12), date(2026, 3, 30)])
def test_whether_and_when_it_is_retrieved_changes_nothing(received):
    assert account("vwvfg", date(2026, 3, 2), received).event_day == date(2026, 3, 6)


def test_a_late_retrieval_counts_only_if_nobody_can_prove_the_day():
    doubts = " ".join(account("vwvfg", date(2026, 3, 2), date(2026, 3, 12)).doubts)

    assert "die Bereitstellung nicht beweisen kann" in doubts


@pytest.mark.parametrize("word", ["BundID", "Bund-ID", "OZG", "Postfach", "Nutzerkonto"])
def test_a_citizens_account_is_known_by_its_names(word):
    assert account("vwzg", date(2026, 3, 2), service=word).event_day == date(2026, 3, 6)


def test_offices_with_a_rule_of_their_own_keep_it_for_the_account():
    assert account("sgbx", date(2026, 3, 3)).event_day == date(2026, 3, 7)
    assert account("ao", date(2026, 3, 3)).event_day == date(2026, 3, 9)


def test_whether_it_holds_for_offices_of_the_land_is_told_as_a_doubt():
    found = account("lvwvfg_bw", date(2026, 3, 2))

    assert found.event_day == date(2026, 3, 6)
    assert "Behörden des Landes" in " ".join(found.doubts)


def test_another_portal_asks_whether_it_is_an_account():
    found = account("vwvfg", date(2026, 3, 2), date(2026, 3, 10), service="portal")

    assert found.event_day == date(2026, 3, 11)
    assert "§ 9 OZG" in " ".join(found.doubts)


def test_work_in_another_portal_goes_by_the_earlier_day_of_an_account():
    portal = account("vwvfg", date(2026, 3, 2), date(2026, 3, 12), service="portal")
    sure = account("vwvfg", date(2026, 3, 2), date(2026, 3, 12))
    early = account("vwvfg", date(2026, 3, 2), date(2026, 3, 3), service="portal")

    assert portal.legal_last_day > portal.work_by == sure.work_by
    assert "schon am Freitag, 06.03.2026 als bekannt gegeben" in " ".join(portal.doubts)
    assert early.work_by == early.legal_last_day  # retrieved before: the retrieval counts earlier


# What never moves, and what does all the same


def last_day(act, service, period, received):
    asked = Inquiry("bgb", service, period, received_on=received, place=BW, act=act)
    return compute(asked).legal_last_day


@pytest.mark.parametrize(
    "act", ["Kündigungsfrist", "Kündigungsfrist § 622 Abs. 1 BGB", "kuendigungsfrist (§ 622 BGB)"]
)
def test_a_notice_period_ends_on_its_saturday_whatever_provision_is_named(act):
    assert last_day(act, "zugang", "4W", date(2023, 4, 29)) == date(2023, 5, 27)


@pytest.mark.parametrize(("service", "day"), [("3. Werktag", 1), ("tagesbeginn", 1)])
def test_the_days_of_grace_for_giving_notice_move_off_a_saturday(service, day):
    """April 2026: 1, 2, 4; the third is the Saturday before Easter (BGH VIII ZR 206/04)."""
    found = last_day("Kündigungsfrist", service, "3WT", date(2026, 4, day))

    assert found == last_day("Kündigung", service, "3WT", date(2026, 4, day)) == date(2026, 4, 7)
