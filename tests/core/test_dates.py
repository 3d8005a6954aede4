# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and numbers look as the language of the page writes them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from geleit.core.dates import day_text
from geleit.kern.templatetags.kern import day, quantity, weekday
from geleit.statistics.statements import percent_text

SIGNED = date(2019, 9, 24)


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("de", "24.09.2019", "Dienstag, 24. September 2019"),
        ("en", "24\u00a0Sep\u00a02019", "Tuesday, 24 September 2019"),
        ("en-gb", "24\u00a0Sep\u00a02019", "Tuesday, 24 September 2019"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language, short, long):
    with translation.override(language):
        assert (day_text(SIGNED), day(SIGNED), weekday(SIGNED)) == (short, short, long)


def test_no_day_is_a_dash():
    assert day(None) == "–"


@pytest.mark.parametrize(
    ("language", "number", "percent"), [("de", "1.234,50", "45\u00a0%"), ("en", "1,234.50", "45%")]
)
def test_a_number_is_written_as_the_language_writes_it(language, number, percent):
    with translation.override(language):
        assert (quantity(Decimal("1234.5")), percent_text(45)) == (number, percent)
