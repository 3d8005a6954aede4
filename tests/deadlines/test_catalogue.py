# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which deadlines follow from which days; no database."""

from datetime import date

import pytest

from geleit.cases.enums import BenefitAgency, HousingType, StatusKind
from geleit.deadlines import catalogue
from geleit.deadlines.catalogue import Source, expected, next_warning, rule_of, with_settings
from geleit.deadlines.enums import FactKind

ON = date(2026, 11, 23)


def due(source, *, key=None, on=ON):
    found = {one.rule.key: one.due_on for one in expected([source], catalogue.rules(), on=on)}
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
        ("antrag-25a", Source("birth", "p", date(2000, 6, 5), born_on=date(2000, 6, 5), status="toleration"), date(2027, 6, 4)),
    ],
)  # fmt: skip
def test_the_last_day_follows_from_the_day_in_the_file(key, source, day):
    assert due(source, key=key) == day


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


def test_every_kind_of_day_leads_to_a_deadline():
    used = {kind for rule in catalogue.rules() if rule.on == "fact" for kind in rule.kinds}

    assert used == set(FactKind.values)
