# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which deadlines follow from which days; no database."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geleit.cases.enums import BenefitAgency, HousingType, StatusKind
from geleit.deadlines import catalogue
from geleit.deadlines.catalogue import Source, expected, next_warning, rule_of, with_settings
from geleit.deadlines.enums import FactKind
from geleit.deadlines.rules import LawError
from geleit.deadlines.tracking.forms import GROUPS
from tests.deadlines import naive_calendar as naive

ON = date(2026, 11, 23)


def due(source, *, key=None, on=ON, land="BW"):
    rows = expected([source], catalogue.rules(), on=on, land=land)
    found = {one.rule.key: one.due_on for one in rows}
    return found.get(key) if key else sorted(found)


@pytest.mark.parametrize(
    ("key", "source", "day"),
    [
        ("ae-verlaengerung", Source("status", "s", date(2027, 1, 2), "permit_25_3"), date(2027, 1, 2)),
        ("duldung", Source("status", "s", date(2026, 12, 26), "toleration"), date(2026, 12, 26)),
        ("pass", Source("fact", "f", date(2027, 5, 1), "passport"), date(2027, 5, 1)),
        ("familiennachzug-anzeige", Source("fact", "f", date(2026, 11, 30), "recognition"), date(2027, 2, 28)),
        ("sgb2-weiterbewilligung", Source("fact", "f", date(2027, 1, 31), "grant_sgb2"), date(2027, 2, 28)),
        ("kindergeld", Source("birth", "p", date(2026, 8, 31), born_on=date(2026, 8, 31)), date(2027, 2, 28)),
        ("elterngeld", Source("birth", "p", date(2026, 10, 10), born_on=date(2026, 10, 10)), date(2027, 2, 9)),
        ("anmeldung", Source("move_in", "w", date(2026, 12, 11), "private"), date(2026, 12, 28)),
        ("masern-unterkunft", Source("move_in", "w", date(2026, 11, 1), "shared"), date(2026, 12, 27)),
        ("ueberpruefungsantrag", Source("year_end", "y", date(2026, 12, 31), agency="jobcenter"), date(2026, 12, 31)),
        ("arbeitsuchend-melden", Source("fact", "f", date(2027, 3, 31), "job_end"), date(2026, 12, 31)),
        ("arbeitsuchend-melden", Source("fact", "f", date(2027, 2, 28), "job_end"), date(2026, 11, 30)),
        ("elterngeld", Source("birth", "p", date(2026, 10, 31), born_on=date(2026, 10, 31)), date(2027, 2, 28)),
        ("antrag-25a", Source("birth", "p", date(2000, 2, 29), born_on=date(2000, 2, 29), status="toleration"), date(2027, 2, 28)),
        ("chancen-titel", Source("fact", "f", date(2027, 1, 31), "chance_permit"), date(2027, 1, 31)),
        ("familiennachzug-subsidiaer", Source("fact", "f", date(2026, 3, 1), "recognition", status="permit_25_2_subsidiary"), date(2027, 7, 23)),
        ("zustaendigkeit-24", Source("fact", "f", date(2026, 11, 20), "arrival", status="permit_24"), date(2026, 12, 4)),
        ("aufenthalt-25b", Source("fact", "f", date(2020, 12, 10), "arrival", status="toleration"), date(2026, 12, 10)),
        ("aufenthalt-25b-familie", Source("fact", "f", date(2022, 12, 10), "arrival", status="toleration", with_minor=True), date(2026, 12, 10)),
        ("kindergeld-titel", Source("fact", "f", date(2026, 11, 2), "first_permit", with_minor=True), date(2027, 5, 31)),
        ("unterhaltsvorschuss", Source("fact", "f", date(2026, 11, 2), "support_missing"), date(2026, 12, 31)),
        ("wohngeld-nach-ablehnung", Source("fact", "f", date(2026, 11, 2), "refusal_final"), date(2026, 12, 31)),
        ("arbeitsuchend-nach-kuendigung", Source("fact", "f", date(2026, 11, 25), "job_notice"), date(2026, 11, 30)),
        ("krankenkasse-beitritt", Source("fact", "f", date(2026, 10, 31), "insurance_end"), date(2027, 2, 1)),
        ("abmeldung", Source("fact", "f", date(2026, 12, 12), "moved_out"), date(2026, 12, 28)),
        ("mietkuendigung", Source("fact", "f", date(2027, 3, 31), "lease_end"), date(2027, 1, 5)),
        ("mietkuendigung", Source("fact", "f", date(2027, 9, 30), "lease_end"), date(2027, 7, 5)),  # third: a Saturday
        ("zimmerkuendigung", Source("fact", "f", date(2027, 2, 28), "room_end"), date(2027, 2, 15)),
        ("sozialwiderspruch", Source("fact", "f", date(2027, 2, 28), "landlord_notice"), date(2026, 12, 31)),
        ("antrag-25a", Source("birth", "p", date(2000, 6, 5), born_on=date(2000, 6, 5), status="toleration"), date(2027, 6, 4)),
    ],
)  # fmt: skip
def test_the_last_day_follows_from_the_day_in_the_file(key, source, day):
    assert due(source, key=key) == day


SCHOOL = [(date(2021, 6, 30), 2027), (date(2021, 7, 1), 2028), (date(2020, 7, 1), 2027)]


@pytest.mark.parametrize(("born", "year"), SCHOOL)
def test_school_begins_in_the_year_with_six_years_by_the_end_of_june(born, year):
    child = Source("birth", "p", born, born_on=born)

    assert due(child, key="einschulung", on=date(year, 2, 1)) == date(year, 3, 31)


EXAMINATIONS = [
    ("u2", date(2026, 11, 20), date(2026, 11, 29)), ("u3", date(2026, 11, 1), date(2026, 12, 5)),
    ("u4", date(2026, 8, 31), date(2026, 12, 30)), ("u6", date(2025, 12, 31), date(2026, 12, 30)),
    ("u7", date(2024, 12, 1), date(2026, 11, 30)), ("u9", date(2021, 8, 31), date(2026, 12, 30)),
    ("j1", date(2012, 2, 29), date(2027, 2, 28)),
]  # fmt: skip


@pytest.mark.parametrize(("key", "born", "day"), EXAMINATIONS)
def test_an_examination_is_due_by_the_end_of_its_window(key, born, day):
    child = Source("birth", "p", born, born_on=born)

    assert due(child, key=f"untersuchung-{key}") == day


def test_a_quiet_rule_is_not_begun_before_its_first_warning():
    child = Source("birth", "p", date(2026, 11, 20), born_on=date(2026, 11, 20))

    assert "untersuchung-u9" not in due(child)
    assert "untersuchung-u2" in due(child)


@pytest.mark.parametrize(
    ("month", "day"),
    [(date(2026, 8, 1), date(2026, 8, 5)), (date(2027, 1, 1), date(2027, 1, 7))],
)
def test_the_rent_is_due_on_the_third_werktag_without_saturdays(month, day):
    assert due(Source("month", "m", month), key="mietzahlung", on=day) == day


def test_children_bring_what_is_only_for_families():
    without, family = Source("year_end", "y", date(2026, 12, 31)), {"with_minor": True}

    assert "kindergeld-jaehrlich" not in due(without, on=date(2026, 12, 5))
    assert "kindergeld-jaehrlich" in due(replace(without, **family), on=date(2026, 12, 5))
    half = Source("half_year", "h", date(2027, 2, 1), agency="jobcenter", **family)
    assert due(half, key="bildung-teilhabe", on=date(2027, 1, 10)) == date(2027, 2, 1)


BY_LETTER = {"19", "42", "76"}  # from a decision: law/remedies.toml, law/senders.toml
LAST_OF_PART = {1: 26, 30: 49, 60: 76}


def test_every_number_of_the_collection_of_sources_has_its_rule():
    numbers = {each.strip() for rule in catalogue.rules() for each in rule.number.split(",")}
    wanted = {str(n) for first, last in LAST_OF_PART.items() for n in range(first, last + 1)}

    assert wanted | {"6a", "31a"} == numbers | BY_LETTER


LATER = """
[[rule]]
key = "pass"
number = "5"
name = "Pass erneuern"
do = "Neu beantragen."
on = "fact"
kinds = ["passport"]
period = "-1M"
warn = [60]
basis = "Gesetz von morgen"
consequence = "Bußgeld."
state = "V"
checked_on = 2026-11-28
valid_from = {start}
"""


def own(tmp_path, text):
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    return catalogue.read(file)


def test_a_later_entry_takes_over_from_its_day_and_changes_nothing_else(tmp_path):
    rules = [*catalogue.rules(), *own(tmp_path, LATER.format(start="2027-01-01"))]
    before = catalogue.holding(rules, on=date(2026, 12, 31))
    after = catalogue.holding(rules, on=date(2027, 1, 1))

    assert before == list(catalogue.rules())
    assert [rule.key for rule, old in zip(after, before, strict=True) if rule != old] == ["pass"]
    passport = Source("fact", "f", date(2027, 5, 31), "passport")
    assert [
        one.due_on for one in expected([passport], rules, on=date(2026, 12, 31), land="BW")
    ] == [passport.day]
    assert [one.due_on for one in expected([passport], rules, on=date(2027, 1, 1), land="BW")] == [
        date(2027, 4, 30)
    ]


def test_an_entry_ends_with_its_last_day(tmp_path):
    rules = own(tmp_path, LATER.format(start="2026-01-01") + "valid_to = 2026-12-31\n")

    assert len(catalogue.holding(rules, on=date(2026, 12, 31))) == 1
    assert catalogue.holding(rules, on=date(2027, 1, 1)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('period = "-1M"', 'period = "bald"', "period = 'bald'"),
        ('on = "fact"', 'on = "mond"', "on = 'mond'"),
        ("valid_from = 2027-01-01", 'valid_from = "morgen"', "is no day"),
        ('basis = "Gesetz von morgen"', 'basis = " "', "basis is empty"),
        ("warn = [60]", "warn = [-1]", "Write days before"),
        ("warn = [60]", "", "missing: warn"),
        ("warn = [60]", "warn = [60]\nfarbe = 1", "'farbe' is unknown"),
        ("[[rule]]", "[[rule", "not readable"),
    ],
)
def test_nonsense_is_refused_with_file_and_entry(tmp_path, old, new, said):
    text = LATER.format(start="2027-01-01").replace(old, new)

    with pytest.raises(LawError, match=re.escape(said)) as refused:
        own(tmp_path, text)
    assert "own.toml" in str(refused.value)


def test_a_person_far_from_the_age_gets_no_deadline_of_children():
    grown_up = Source("birth", "p", date(1990, 5, 4), born_on=date(1990, 5, 4))

    assert due(grown_up) == []


def test_an_opportunity_that_is_long_past_is_not_begun_but_a_title_is():
    right = Source("fact", "f", date(2020, 1, 1), "course_right")
    title = Source("status", "s", date(2020, 1, 1), "permit_25_1")

    assert (due(right), due(title)) == ([], ["ae-verlaengerung"])


def test_an_agreement_switches_rules_off_and_sets_its_own_lead_times():
    rules = with_settings({"pass": (False, []), "duldung": (True, [70, 5])})

    assert [rule.warn for rule in rules if rule.key in ("pass", "duldung")] == [(70, 5)]


def test_every_warning_comes_once_and_the_last_on_the_day_itself():
    due_on, days, day = date(2026, 12, 15), [], date(2026, 11, 1)
    while day := next_warning(due_on=due_on, warn=[14, 7, 3, 1], after=day):
        days.append((due_on - day).days)

    assert days == [14, 7, 3, 1, 0]


@pytest.mark.parametrize("rule", catalogue.rules(), ids=lambda rule: rule.key)
def test_every_rule_is_whole(rule):
    words = {
        "status": set(StatusKind.values),
        "fact": set(FactKind.values),
    }.get(rule.on, set())

    assert set(rule.kinds) <= words
    assert {*rule.statuses, *rule.household} <= set(StatusKind.values)
    assert set(rule.agencies) <= set(BenefitAgency.values)
    assert set(rule.housing) <= set(HousingType.values)
    assert rule.warn == tuple(sorted(set(rule.warn), reverse=True))
    assert all((rule.name, rule.do, rule.basis, rule.consequence, rule.state, rule.warn))
    assert rule.is_unchecked == (rule.state != "V")
    assert rule_of(rule.key) is rule


def test_every_kind_of_day_can_be_chosen_once():
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(FactKind)


def test_every_kind_of_day_leads_to_a_deadline():
    used = {kind for rule in catalogue.rules() if rule.on == "fact" for kind in rule.kinds}

    assert used | {FactKind.RENT.value} == set(FactKind.values)  # the rent comes every month


def test_the_holidays_of_the_land_move_a_deadline():
    source = Source("fact", "f", date(2030, 6, 20), "grant_wogg")  # Corpus Christi in some Länder
    shifted = next(rule for rule in catalogue.rules() if rule.shift and rule.on == "fact")
    rule = replace(shifted, kinds=(), period="0", valid_from=ON, valid_to=None, past=3650)

    days = {
        land: expected([source], [rule], on=date(2030, 6, 1), land=land)[0].due_on
        for land in ("BW", "NI", "")
    }

    assert days == {"BW": date(2030, 6, 21), "NI": date(2030, 6, 20), "": date(2030, 6, 20)}


def test_the_law_of_a_land_holds_in_this_land_alone():
    child = Source("birth", "p", date(2021, 1, 15), born_on=date(2021, 1, 15))

    schools = [
        "einschulung" in due(child, on=date(2027, 2, 1), land=land) for land in ("BW", "HE", "")
    ]

    assert schools == [True, False, False]


def test_a_land_that_does_not_exist_is_refused_with_the_known_ones(tmp_path):
    text = LATER.format(start="2027-01-01") + 'only_in = ["XX"]\n'

    with pytest.raises(LawError, match="only_in.*Known: BB, BE, BW"):
        own(tmp_path, text)


KINDS = [("fact", kind) for kind in FactKind.values] + [
    ("status", kind) for kind in StatusKind.values
]


@settings(max_examples=300, deadline=None)
@given(
    day=st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    trigger=st.sampled_from([*KINDS, ("birth", ""), ("year_end", ""), ("month", ""), ("move_in", "private")]),
    land=st.sampled_from(["", *naive.STATES]),
)  # fmt: skip
def test_one_always_works_by_a_working_day_of_the_place(day, trigger, land):
    on, kind = trigger
    source = Source(on, "s", day, kind, born_on=day if on == "birth" else None)
    lands = [land] if land else naive.STATES

    for one in expected([source], catalogue.rules(), on=day, land=land):
        assert one.work_by <= one.due_on - timedelta(days=one.rule.ahead)
        assert not any(naive.is_free(one.work_by, place) for place in lands), one.rule.key


def test_a_title_that_ends_on_a_holiday_keeps_its_day_and_is_worked_on_before():
    (one,) = expected(
        [Source("status", "s", date(2026, 12, 26), "toleration")],
        [rule_of("duldung")], on=ON, land="BW",
    )  # fmt: skip

    ahead = one.due_on - timedelta(days=one.rule.ahead)
    assert (one.due_on, one.work_by) == (date(2026, 12, 26), naive.shift_back(ahead, "BW"))
