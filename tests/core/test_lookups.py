# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers that a request sends as text."""

import pytest

from geleit.core.lookups import HIGHEST, read_key, read_keys


def test_a_number_is_read():
    assert [read_key(text) for text in ("0", "7", "007", "9" * 18)] == [0, 7, 7, 10**18 - 1]


@pytest.mark.parametrize(
    "text", ["", "-1", "1.0", "²", "٣", "１", " 1", "x", "9" * 19, "9" * 30, "9" * 5000]
)
def test_what_no_row_can_have_is_no_number(text):
    assert read_key(text) is None


def test_nonsense_in_a_list_is_passed_over():
    assert read_keys(["1", "²", "9" * 5000, "2"]) == [1, 2]
    assert int("9" * 18) <= HIGHEST
