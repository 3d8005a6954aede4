# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A number is read as people write it."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from geleit.kern.fields import NumberField

FIELD = NumberField(max_digits=11, decimal_places=2)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("176.000", "176000"),
        ("1.200,50", "1200.50"),
        ("-1.000.000,5", "-1000000.5"),
        ("24000", "24000"),
        ("0,25", "0.25"),
        ("0.25", "0.25"),
        (" 5.702,30 € ", "5702.30"),
    ],
)
def test_a_german_number_is_read_with_and_without_separators(typed, meant):
    assert FIELD.clean(typed) == Decimal(meant)


def test_an_english_page_reads_the_english_way():
    with override("en"):
        assert FIELD.clean("1,200.50") == Decimal("1200.50")


@pytest.mark.parametrize("typed", ["1.20,5", "1.2000", "0.250", "12.34.567", "viel"])
def test_what_is_no_clear_number_is_refused(typed):
    with pytest.raises(ValidationError):
        FIELD.clean(typed)
