# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vectors written from the statutes: table, library and a brute-force walk say the same day."""

import csv
from pathlib import Path

import pytest

from geleit.deadlines.rules.sheet import read_lines
from tests.deadlines import brute_force

FILE = Path(__file__).resolve().parents[1] / "vectors" / "statutes.csv"
TEXT = FILE.read_text(encoding="utf-8")
ROWS = {row["id"]: row for row in csv.DictReader(TEXT.splitlines())}
LINES = {line.id: line for line in read_lines(TEXT)}


@pytest.mark.parametrize("key", ROWS)
def test_the_library_gives_the_day_that_stands_in_the_table(key):
    line, row = LINES[key], ROWS[key]

    assert line.error == ""
    assert line.deadline.event_day.isoformat() == row["expected_event_day"]
    assert line.deadline.legal_last_day.isoformat() == row["expected_last_day"]


@pytest.mark.parametrize("key", ROWS)
def test_walking_day_by_day_gives_the_same(key):
    row = ROWS[key]

    assert brute_force.delivered(row).isoformat() == row["expected_event_day"]
    assert brute_force.last_day(row).isoformat() == row["expected_last_day"]


def test_every_vector_names_its_provision_and_stands_once():
    assert [key for key, row in ROWS.items() if "§" not in row["paragraph"]] == []
    asked = [tuple(list(row.values())[1:8]) for row in ROWS.values()]
    assert len(asked) == len(set(asked)) >= 100
