# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.utils import translation

from geleit.cases.names import country_field, country_names, language_field, language_names
from geleit.core.countries import country_name
from geleit.core.languages import language_name


@pytest.mark.parametrize("screen", ["de", "en"])
def test_every_country_offered_is_understood_and_shown_again(screen):
    field = country_field()
    with translation.override(screen):
        codes = {name: field.clean(name) for name in country_names(screen)}

    assert {name: country_name(code, screen) for name, code in codes.items()} == {
        name: name for name in codes
    }
    assert len(codes) > 200


@pytest.mark.parametrize("screen", ["de", "en"])
def test_every_language_offered_is_understood_and_shown_again(screen):
    field = language_field()
    with translation.override(screen):
        codes = {name: field.clean(name) for name in language_names(screen)}

    assert {name: language_name(code, screen) for name, code in codes.items()} == {
        name: name for name in codes
    }


def test_a_code_is_shown_as_a_name_and_what_was_typed_as_typed():
    with translation.override("de"):
        assert country_field().prepare_value("SY") == "Syrien"
        assert country_field().prepare_value("Atlantis") == "Atlantis"
