# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a period ends: §§ 187 to 193 BGB, what never moves, backwards, Werktage. No database."""

from datetime import date, time

import pytest

from geleit.deadlines.rules import Inquiry, NotComputable, Place, compute, parse_period

BW = Place("BW")


def last(event, period, service="ereignis", *, regime="bgb", place=BW, **known):
    letter = Inquiry(regime, service, period, received_on=event, place=place, **known)
    return compute(letter).legal_last_day


# Length (§§ 187 Abs. 1, 188, 189 BGB)


@pytest.mark.parametrize(
    ("event", "period", "end"),
    [
        (date(2026, 3, 2), "14D", date(2026, 3, 16)),
        (date(2026, 3, 2), "10 Tage", date(2026, 3, 12)),
        (date(2026, 3, 2), "1W", date(2026, 3, 9)),
        (date(2026, 3, 2), "2 Wochen", date(2026, 3, 16)),
        (date(2026, 1, 31), "2M", date(2026, 3, 31)),  # one step, not by way of February
        (date(2025, 2, 28), "1M", date(2025, 3, 28)),  # not the end of March
        (date(2023, 12, 31), "2M", date(2024, 2, 29)),
        (date(2026, 3, 31), "3M", date(2026, 6, 30)),
        (date(2026, 3, 31), "6M", date(2026, 9, 30)),
        (date(2024, 2, 29), "1Y", date(2025, 2, 28)),
        (date(2026, 3, 2), "2J", date(2028, 3, 2)),
        (date(2026, 3, 2), "1Q", date(2026, 6, 2)),
        (date(2026, 3, 2), "1HY", date(2026, 9, 2)),
        (date(2026, 3, 2), "HM".replace("HM", "1HM"), date(2026, 3, 17)),
        (date(2026, 3, 2), "0.5M", date(2026, 3, 17)),
        (date(2026, 1, 31), "1.5M", date(2026, 3, 16)),  # 28.2., then 15 days: Sunday 15.3.
        (date(2026, 3, 2), "1Y6M", date(2027, 9, 2)),
        (date(2025, 12, 30), "1W", date(2026, 1, 7)),  # 6 January
        (date(2025, 12, 10), "2W", date(2025, 12, 24)),  # Christmas Eve is no holiday
        (date(2025, 12, 17), "2W", date(2025, 12, 31)),
    ],
)
def test_periods_end_where_the_law_says(event, period, end):
    assert last(event, period) == end


@pytest.mark.parametrize(
    "text", ["", "M", "1", "1X", "1M2", "--1M", "1,3M", "eins", "3WT2D", "9999Y"]
)
def test_an_unreadable_period_names_the_known_units(text):
    with pytest.raises(NotComputable) as refused:
        parse_period(text)

    assert refused.value.field == "period"
    assert "WT" in refused.value.mend


# Shift (§ 193 BGB and its kin)


@pytest.mark.parametrize(
    ("state", "day", "end"),
    [
        ("BW", date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday to Tuesday
        ("BW", date(2026, 1, 6), date(2026, 1, 7)),
        ("NW", date(2026, 1, 6), date(2026, 1, 6)),
        ("BW", date(2017, 10, 31), date(2017, 11, 2)),  # Reformation everywhere, then All Saints
        ("BE", date(2017, 10, 31), date(2017, 11, 1)),
        ("", date(2017, 10, 31), date(2017, 11, 1)),
        ("BE", date(2020, 5, 8), date(2020, 5, 11)),
        ("BE", date(2025, 5, 8), date(2025, 5, 9)),
        ("BB", date(2025, 5, 8), date(2025, 5, 8)),
        ("BE", date(2028, 6, 17), date(2028, 6, 19)),
        ("SN", date(2026, 11, 18), date(2026, 11, 19)),
        ("MV", date(2023, 3, 8), date(2023, 3, 9)),
        ("MV", date(2022, 3, 8), date(2022, 3, 8)),
        ("TH", date(2019, 9, 20), date(2019, 9, 23)),
        ("SL", date(2025, 8, 15), date(2025, 8, 18)),
        ("NI", date(2018, 10, 31), date(2018, 11, 1)),
        ("NI", date(2016, 10, 31), date(2016, 10, 31)),
        ("BW", date(2025, 12, 24), date(2025, 12, 24)),
        ("BW", date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_the_end_moves_by_the_calendar_of_the_seat(state, day, end):
    assert last(day, "fix", "fixdatum", place=Place(state)) == end


@pytest.mark.parametrize(
    ("place", "end"),
    [
        (Place("BY", "Augsburg"), date(2025, 8, 11)),
        (Place("BY", "München"), date(2025, 8, 8)),
        (Place("BY"), date(2025, 8, 8)),
    ],
)
def test_augsburg_keeps_its_peace_festival_alone(place, end):
    assert last(date(2025, 8, 8), "fix", "fixdatum", place=place) == end


@pytest.mark.parametrize(
    ("place", "end", "is_uncertain"),
    [
        (Place("BY", "München"), date(2025, 8, 18), False),
        (Place("BY", "Augsburg"), date(2025, 8, 18), False),
        (Place("BY", "Bayreuth"), date(2025, 8, 15), False),
        (Place("BY", "Kleindorf"), date(2025, 8, 15), True),
        (Place("BY", "Kleindorf", has_local_feast=True), date(2025, 8, 18), False),
        (Place("BY", "Kleindorf", has_local_feast=False), date(2025, 8, 15), False),
        (Place("BY"), date(2025, 8, 15), True),
    ],
)
def test_an_unknown_bavarian_municipality_takes_the_earlier_day_and_says_so(
    place, end, is_uncertain
):
    deadline = compute(
        Inquiry("bgb", "fixdatum", "fix", received_on=date(2025, 8, 15), place=place)
    )

    assert (deadline.legal_last_day, deadline.is_uncertain) == (end, is_uncertain)


@pytest.mark.parametrize(
    ("place", "end"),
    [
        (Place("SN", "Crostwitz"), date(2026, 6, 5)),
        (Place("SN", "Dresden"), date(2026, 6, 4)),
        (Place("TH", "Heilbad Heiligenstadt"), date(2026, 6, 5)),
        (Place("TH", "Erfurt"), date(2026, 6, 4)),
        (Place("BW"), date(2026, 6, 5)),
    ],
)
def test_corpus_christi_is_local_in_saxony_and_thuringia(place, end):
    assert last(date(2026, 6, 4), "fix", "fixdatum", place=place) == end


def test_a_holiday_inside_a_period_extends_nothing():
    """VG München M 11 S 18.34647."""
    assert last(date(2026, 3, 31), "1W") == date(2026, 4, 7)
    assert last(date(2026, 4, 1), "1W") == date(2026, 4, 8)


@pytest.mark.parametrize(
    ("day", "work_by"),
    [
        (date(2026, 1, 6), date(2026, 1, 5)),  # free in three Länder
        (date(2026, 6, 4), date(2026, 6, 3)),  # Corpus Christi
        (date(2025, 8, 8), date(2025, 8, 7)),  # free in one town only
        (date(2027, 9, 20), date(2027, 9, 17)),  # free in one Land, after a weekend
    ],
)
def test_an_unknown_seat_gives_the_nationwide_day_and_one_works_by_a_day_free_nowhere(day, work_by):
    deadline = compute(Inquiry("bgb", "fixdatum", "fix", received_on=day))

    assert deadline.legal_last_day == last(day, "fix", "fixdatum", place=Place())
    assert deadline.work_by == work_by
    assert deadline.is_uncertain
    assert deadline.assumptions


def test_an_unknown_seat_is_told_in_one_sentence_and_no_land_is_tried_in_its_place():
    deadline = compute(Inquiry("bgb", "fixdatum", "fix", received_on=date(2026, 1, 6)))

    told = [step.text for step in deadline.steps if "Sitz ist nicht bekannt" in step.text]
    assert len(told) == 1
    assert "in keinem Land frei" in told[0]
    assert "Baden-Württemberg" not in str(deadline.derivation().__dict__)


def test_where_no_land_makes_a_difference_that_is_told_and_nothing_is_uncertain():
    deadline = compute(Inquiry("bgb", "fixdatum", "fix", received_on=date(2026, 3, 11)))

    assert "in jedem Land ergibt sich derselbe Tag" in str(deadline.steps)
    assert (deadline.work_by, deadline.is_uncertain) == (deadline.legal_last_day, False)


@pytest.mark.parametrize("town", ["", "Irgendwo"])
def test_where_a_town_may_keep_a_feast_one_works_by_the_day_before(town):
    feast = date(2025, 8, 15)
    place = Place("BY", town)

    deadline = compute(Inquiry("bgb", "fixdatum", "fix", received_on=feast, place=place))

    assert (deadline.legal_last_day, deadline.work_by) == (feast, date(2025, 8, 14))


def test_the_bare_day_of_service_stays_but_one_works_by_a_working_day():
    sunday = date(2026, 5, 31)

    deadline = compute(Inquiry("bgb", "ereignis", "0", received_on=sunday, place=BW))

    assert (deadline.legal_last_day, deadline.work_by) == (sunday, date(2026, 5, 29))


def test_the_bare_day_of_service_may_lie_before_the_calendar():
    long_ago = date(1971, 3, 7)

    deadline = compute(Inquiry("bgb", "ereignis", "0", received_on=long_ago, place=BW))

    assert (deadline.legal_last_day, deadline.work_by) == (long_ago, long_ago)


def test_an_unknown_land_is_refused_with_the_known_ones():
    with pytest.raises(NotComputable, match="Bekannt sind: BB, BE, BW"):
        last(date(2026, 1, 6), "1M", place=Place("XY"))


# What never moves

SUNDAY = date(2026, 5, 31)


@pytest.mark.parametrize(
    "act", ["Termin", "Meldetermin", "Bewilligungszeitraum", "Duldung", "Aufenthaltserlaubnis",
            "Ablauf", "Festes Ende", "Kündigungsfrist"]
)  # fmt: skip
def test_days_that_never_move_stay_on_a_sunday_but_one_works_before(act):
    deadline = compute(Inquiry("sgbx", "fixdatum", "fix", received_on=SUNDAY, place=BW, act=act))

    assert deadline.legal_last_day == SUNDAY
    assert deadline.work_by == date(2026, 5, 29)


def test_an_end_announced_as_fixed_stays():
    assert last(SUNDAY, "fix", "fixdatum", regime="vwvfg", may_shift=False) == SUNDAY


@pytest.mark.parametrize("act", ["Klage Duldung", "Widerspruch", "Antrag", "Anhörung", ""])
def test_other_acts_move(act):
    assert last(SUNDAY, "fix", "fixdatum", act=act) == date(2026, 6, 1)


def test_hours_count_every_day_and_do_not_move():
    friday = date(2026, 3, 6)

    assert last(friday, "48H", regime="sgbx", at=time(14, 0)) == date(2026, 3, 8)
    assert last(friday, "24H", regime="vwvfg", at=time(14, 0)) == date(2026, 3, 7)
    assert last(friday, "12H", regime="sgbx", at=time(14, 0)) == date(2026, 3, 7)
    assert last(friday, "12H", regime="sgbx") == friday  # no hour known: the earliest


# Periods that begin with a day (§ 187 Abs. 2 BGB)


@pytest.mark.parametrize(
    ("born", "years", "completed"),
    [
        (date(2008, 5, 15), 18, date(2026, 5, 14)),
        (date(2008, 2, 29), 18, date(2026, 2, 28)),  # a Saturday: an age never moves
        (date(2008, 3, 1), 18, date(2026, 2, 28)),
        (date(1999, 7, 1), 27, date(2026, 6, 30)),
    ],
)
def test_an_age_is_completed_the_day_before_the_birthday(born, years, completed):
    assert last(born, f"{years}Y", "geburt") == completed


@pytest.mark.parametrize(
    ("begin", "period", "end"),
    [
        (date(2026, 1, 1), "1M", date(2026, 1, 31)),
        (date(2026, 2, 1), "3M", date(2026, 4, 30)),
        (date(2026, 1, 31), "1M", date(2026, 2, 28)),
        (date(2026, 1, 15), "1W", date(2026, 1, 21)),
        (date(2026, 1, 1), "1Y", date(2026, 12, 31)),
        (date(2026, 1, 1), "30D", date(2026, 1, 30)),
    ],
)
def test_a_lease_counts_its_first_day_and_never_moves(begin, period, end):
    assert last(begin, period, "mietbeginn") == end


def test_a_period_from_the_beginning_of_a_day_for_an_act_moves():
    assert last(date(2026, 2, 1), "1M", "tagesbeginn") == date(2026, 3, 2)


# Backwards


@pytest.mark.parametrize(
    ("lease_ends", "period", "end"),
    [
        (date(2026, 12, 31), "-2M", date(2026, 10, 31)),
        (date(2026, 9, 30), "-2M", date(2026, 7, 31)),
        (date(2027, 2, 28), "-2M", date(2026, 12, 31)),
        (date(2026, 4, 30), "-2M", date(2026, 2, 28)),
        (date(2026, 12, 15), "-1W", date(2026, 12, 8)),
    ],
)
def test_before_the_end_of_a_lease_whole_months_lie_between(lease_ends, period, end):
    """§ 574b Abs. 2 BGB."""
    assert last(lease_ends, period, "mietende") == end


def test_backwards_nothing_moves_to_a_later_day():
    deadline = compute(Inquiry("bgb", "mietende", "-2M", received_on=date(2026, 12, 31), place=BW))

    assert deadline.legal_last_day == date(2026, 10, 31)  # a Saturday
    assert deadline.work_by == date(2026, 10, 30)


@pytest.mark.parametrize(
    ("event", "period", "end"),
    [
        (date(2026, 3, 31), "-1M", date(2026, 2, 27)),
        (date(2026, 3, 16), "-2W", date(2026, 3, 1)),
        (date(2026, 3, 16), "-14D", date(2026, 3, 1)),
        (date(2026, 3, 18), "-1W", date(2026, 3, 10)),  # Wednesday: Tuesday of the week before
        (date(2026, 4, 8), "-3WT", date(2026, 4, 1)),  # 7, 4 and 2 April lie in between
        (date(2026, 3, 16), "-1Y", date(2025, 3, 15)),
    ],
)
def test_before_an_event_the_whole_period_lies_in_between(event, period, end):
    """Druckenbrodt, NJW 2013, 2390."""
    assert last(event, period) == end


def test_before_an_event_it_is_said_that_some_provisions_leave_a_day_more():
    deadline = compute(Inquiry("bgb", "ereignis", "-1W", received_on=date(2026, 3, 16), place=BW))

    assert deadline.legal_last_day == date(2026, 3, 8)  # a Sunday, which stays
    assert deadline.work_by == date(2026, 3, 6)
    assert "einen Tag länger Zeit" in deadline.doubts[0]


def test_limitation_moves_off_a_weekend():
    """BGH 06.12.2007, III ZR 146/07."""
    assert last(date(2022, 12, 31), "fix", "fixdatum", act="Verjährung") == date(2023, 1, 2)


# Werktage


@pytest.mark.parametrize(
    ("month", "end"),
    [
        (date(2023, 10, 1), date(2023, 10, 5)),  # Sunday, 3 October holiday
        (date(2026, 8, 1), date(2026, 8, 4)),  # a Saturday counts: 1, 3, 4
        (date(2026, 10, 1), date(2026, 10, 5)),  # 3 October a Saturday and holiday
        (date(2025, 5, 1), date(2025, 5, 5)),  # 2, 3 (Saturday), 5
        (date(2025, 4, 1), date(2025, 4, 3)),
        (date(2024, 8, 1), date(2024, 8, 5)),  # third Werktag a Saturday: Monday
    ],
)
def test_notice_must_arrive_on_the_third_werktag_and_a_saturday_counts_unless_it_is_the_third(
    month, end
):
    """BGH VIII ZR 206/04."""
    assert last(month, "3WT", "3. Werktag") == end


@pytest.mark.parametrize(
    ("service", "period"), [("3. Werktag", "4WT"), ("3. Werktag", "-3WT"), ("40. Werktag", "40WT")]
)
def test_a_werktag_that_can_not_be_is_refused(service, period):
    with pytest.raises(NotComputable, match="Werktag"):
        last(date(2026, 8, 1), period, service)


@pytest.mark.parametrize("days", [-1, 3651, 10**9])
def test_an_impossible_lead_is_refused(days):
    with pytest.raises(NotComputable, match="0 bis 3650"):
        last(date(2026, 8, 3), "1M", lead_days=days)


def test_for_the_rent_a_saturday_does_not_count():
    """BGH VIII ZR 129/09."""
    assert last(date(2026, 8, 1), "3WT", "3. Werktag", saturday_counts=False) == date(2026, 8, 5)


def test_werktage_after_an_event_do_not_count_its_day():
    assert last(date(2026, 3, 2), "3WT") == date(2026, 3, 5)
    assert last(date(2026, 3, 5), "3WT") == date(2026, 3, 9)  # 6, 7, 9


# Law of the Union


def test_a_period_of_the_union_holds_two_working_days():
    assert last(date(2026, 3, 6), "2D", regime="eu") == date(2026, 3, 10)
    assert last(date(2026, 3, 2), "2D", regime="eu") == date(2026, 3, 4)
    assert last(date(2024, 6, 3), "1M", regime="eu") == date(2024, 7, 3)


def test_a_period_of_zero_is_the_event_itself_and_stays():
    assert last(SUNDAY, "0", "pzu") == SUNDAY


@pytest.mark.parametrize("year", [1, 1899, 2151, 9999])
def test_an_impossible_year_is_refused(year):
    with pytest.raises(NotComputable, match="Jahreszahl"):
        last(date(year, 3, 2), "1M")
