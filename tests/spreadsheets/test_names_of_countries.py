# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes and names of countries and languages."""

import pytest
from babel import Locale

from geleit.core.countries import country_code, country_name
from geleit.core.languages import OWN_NAMES, language_code, language_name


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_every_country_is_found_by_its_name(language):
    names = Locale(language).territories
    lost = {
        code: name
        for code, name in names.items()
        if len(code) == 2 and country_code(code) == code and country_code(name) != code
    }

    assert lost == {}


def test_names_follow_the_screen_and_fall_back_to_german():
    assert country_name("SY", "de") == "Syrien"
    assert country_name("SY", "fr") == "Syrie"
    assert country_name("SY", "xx") == "Syrien"
    assert country_name("XK", "de") == "Kosovo"
    assert country_name("XXA", "de") == "staatenlos"
    assert country_name("XXX", "uk") == "ungeklärt"
    assert country_name("??", "de") == "??"


def test_unions_and_nonsense_are_no_countries():
    assert [country_code(text) for text in ("EU", "ZZ", "", "Europa", "001")] == [None] * 5


@pytest.mark.parametrize("code", sorted(OWN_NAMES))
def test_our_own_languages_come_back_by_code_and_name(code):
    assert language_code(code) == code
    assert language_code(language_name(code, "de")) == code


def test_language_names_follow_the_screen():
    assert language_name("prs", "de") == "Dari"
    assert language_name("ckb", "en") == "Kurdish (Sorani)"
    assert language_name("ar", "uk") == "арабська"
    assert language_name("ti", "xx") == "Tigrinya"
    assert language_name("??", "de") == "??"
