# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from geleit.names.typed import read_typed


@pytest.mark.parametrize(
    ("text", "name", "births"),
    [
        ("17.03.1991", "", ["1991-03-17"]),
        ("17.3.91", "", ["1991-03-17", "2091-03-17"]),
        ("29.2.00", "", ["2000-02-29"]),
        ("17. 3. 1991", "", ["1991-03-17"]),
        ("17/03/1991", "", ["1991-03-17"]),
        ("1991-03-17", "", ["1991-03-17"]),
        ("03/1991", "", ["1991-03"]),
        ("۱۷.۳.۱۹۹۱", "", ["1991-03-17"]),
        ("١٧.٣.١٩٩١", "", ["1991-03-17"]),
        ("*1991", "", ["1991"]),
        ("(1991)", "", ["1991"]),
        ("geb. 1991", "", ["1991"]),
        ("Ahmadi 1991", "Ahmadi", ["1991"]),
        ("احمدی ۱۹۹۱", "احمدی", ["1991"]),
        ("1991 Ahmadi", "Ahmadi", ["1991"]),
        ("Ahmadi, Sara, geb. am 17.03.1991.", "Ahmadi, Sara", ["1991-03-17"]),
        ("Mohamad Rahimi (1988)", "Mohamad Rahimi", ["1988"]),
    ],
)
def test_a_date_of_birth_is_read_beside_a_name_or_alone(text, name, births):
    typed = read_typed(text)

    assert (typed.name, [birth.text for birth in typed.births]) == (name, births)
    assert not typed.is_number


@pytest.mark.parametrize(
    "text",
    ["1991", "۱۹۹۱", "22", "0022", "2026-0022", "1991-03", "2020-02", "17.", "17.03.", "31.02.1991",
     "20²", "22 1991", "2026-0022 1991", "2020-T0001 1991", "2020-0001-17"],
)  # fmt: skip
def test_what_begins_a_number_is_no_date(text):
    typed = read_typed(text)

    assert (typed.births, typed.is_number) == ((), True)


@pytest.mark.parametrize("text", ["Ahmadi", "", ".1990", "!?", "Al-Hassan", "Ahmadi 31.02.1991"])
def test_a_name_stays_a_name(text):
    typed = read_typed(text)

    assert (typed.name, typed.births, typed.is_number) == (text, (), False)
